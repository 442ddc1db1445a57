import type { BodyOf } from '../../../bridge/http/api-contract.ts';

type Asked = BodyOf<'decideReturns'>['decisions'][number];
export type Decision = Asked['decision'];
export type Condition = Asked['condition'];
export type Reason = Asked['reason'];

/** What is to be known of a piece to decide about its return. */
export type ReturnPiece = {
  accountId: string;
  salesOrderId: string;
  orderNumber: string | null;
  positionItemId: string;
  sku: string | null;
};

/** One piece in the form; "" = not chosen yet. */
export type DecisionRow = {
  piece: ReturnPiece;
  isTicked: boolean;
  condition: Condition | '';
  reason: Reason | '';
};

/** By reason, the condition that is said where no goods come back that could be in one. */
export type FixedConditions = ReadonlyMap<Reason | '', Condition>;

export function fixedConditions(
  reasons: readonly { code: Reason; fixedCondition?: Condition | null }[],
): FixedConditions {
  return new Map(
    reasons.flatMap(({ code, fixedCondition }) =>
      fixedCondition == null ? [] : [[code, fixedCondition] as const],
    ),
  );
}

/** Most parcels that come back are returns; a rejection has no usual reason. */
const USUAL_REASON: Record<Decision, Reason | ''> = { accept: 'RETURN_RECEIVED', reject: '' };

export function decisionRows(
  pieces: readonly ReturnPiece[],
  decision: Decision,
  isTicked: boolean,
): DecisionRow[] {
  return pieces.map((piece) => ({
    piece,
    isTicked,
    condition: '',
    reason: USUAL_REASON[decision],
  }));
}

/** The other decision has other reasons; what the pieces look like stays. */
export function decidedOtherwise(rows: readonly DecisionRow[], decision: Decision): DecisionRow[] {
  return rows.map((row) => ({ ...row, reason: USUAL_REASON[decision] }));
}

/** What is asked of the bridge; undefined while a ticked piece lacks something, or none is ticked. */
export function askedDecisions(
  rows: readonly DecisionRow[],
  decision: Decision,
  fixed: FixedConditions,
): Asked[] | undefined {
  const asked = rows
    .filter(({ isTicked }) => isTicked)
    .map(({ piece: { accountId, salesOrderId, positionItemId }, condition: chosen, reason }) => {
      const condition = fixed.get(reason) ?? chosen;
      return condition === '' || reason === ''
        ? undefined
        : { accountId, salesOrderId, positionItemId, decision, condition, reason };
    });
  const whole = asked.filter((one) => one !== undefined);
  return whole.length > 0 && whole.length === asked.length ? whole : undefined;
}

/** Two pieces of two accounts may have one id. */
export function pieceKey({ accountId, positionItemId }: ReturnPiece): string {
  return `${accountId}/${positionItemId}`;
}
