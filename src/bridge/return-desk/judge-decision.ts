import { parseFulfillmentStatus } from '../../mapping/otto/fulfillment-status.ts';
import { mayDecide } from '../../mapping/returns/may-decide.ts';
import {
  ACCEPTANCE_REASONS,
  type AcceptanceReason,
  REJECTION_REASONS,
  type RejectionReason,
} from '../../mapping/returns/return-words.ts';
import type { ReasonInLedger, Transmission } from '../ledger/transmission-rows.ts';
import type { Refusal } from '../report-desk/ports.ts';
import {
  type AfterSaleFacts,
  type DecisionBaseline,
  decisionOf,
  openShipmentOf,
} from '../transmission/after-sale-facts.ts';
import type { OrderFacts } from '../transmission/order-facts.ts';
import type { DecisionWish } from './ports.ts';

export type DecisionKind = 'acceptance' | 'rejection';

/** What a wish comes to, before anything is committed. */
export type JudgedDecision =
  | { is: 'refused'; refusal: Refusal }
  /** it is said already */
  | { is: 'known'; report: Transmission }
  | {
      is: 'new';
      kind: DecisionKind;
      decisionReason: AcceptanceReason | RejectionReason;
      /** undefined = it can leave at once */
      waitsFor: ReasonInLedger | undefined;
      /** a decision whose place it takes: surely nothing of that is at OTTO */
      replaces: Transmission | undefined;
      /** what the owner sees of the return now */
      baseline: DecisionBaseline | undefined;
    };

/** Decides what becomes of a wish about the return of one piece. Pure. */
export function judgeDecision(
  wish: DecisionWish,
  order: OrderFacts,
  facts: AfterSaleFacts,
): JudgedDecision {
  const { positionItemId, decision, condition } = wish;
  const orderNumber = order.row.order_number;
  const refuse = (code: string, params: Refusal['params'] = {}): JudgedDecision => ({
    is: 'refused',
    refusal: { code, params: { orderNumber, ...params } },
  });
  const piece = order.pieces.find((one) => one.positionItemId === positionItemId);
  if (!piece) return refuse('report-piece-unknown', { positionItemId });
  const kind = decision === 'accept' ? 'acceptance' : 'rejection';
  const allowed: readonly (AcceptanceReason | RejectionReason)[] =
    kind === 'acceptance' ? ACCEPTANCE_REASONS : REJECTION_REASONS;
  const decisionReason = allowed.find((one) => one === wish.reason);
  if (decisionReason === undefined) {
    return refuse('return-reason-unfit', { reason: wish.reason, allowed: allowed.join(', ') });
  }
  const reports = facts.reports.get(order.row.sales_order_id) ?? [];
  const before = decisionOf(reports, positionItemId);
  const isSame =
    before?.kind === kind &&
    before.condition === condition &&
    before.decisionReason === decisionReason;
  if (before && isSame) return { is: 'known', report: before };

  const returned = facts.returned.get(positionItemId);
  const fulfillmentStatus = parseFulfillmentStatus(piece.fulfillmentStatus);
  const { steps, reason } = mayDecide({ fulfillmentStatus }, returned?.status, undefined);
  const isOnItsWay =
    reason === 'not-sent-yet' && openShipmentOf(reports, positionItemId) === 'at-otto';
  if (reason !== undefined && !isOnItsWay)
    return refuse(REFUSALS[reason] ?? 'return-state-unknown');
  if (before && !isReplaceable(before)) {
    const { state, endedAt } = before;
    if (state === 'attention') return refuse('return-step-decision-needs-attention');
    return endedAt === undefined
      ? refuse('return-decision-open', { state })
      : refuse('return-already-accepted');
  }
  if (kind === 'rejection' && !isOnItsWay && !steps.includes('reject')) {
    return refuse('return-already-rejected');
  }
  return {
    is: 'new',
    kind,
    decisionReason,
    waitsFor: isOnItsWay ? { code: 'piece-not-sent-yet', params: {} } : undefined,
    replaces: before,
    baseline: returned?.status === 'REJECTED' ? { rejectedAt: returned.occurredAt } : undefined,
  };
}

const REFUSALS: Partial<Record<NonNullable<ReturnType<typeof mayDecide>['reason']>, string>> = {
  'not-released': 'cancel-instead',
  'not-sent-yet': 'cancel-instead',
  cancelled: 'return-piece-cancelled',
  'already-accepted': 'return-already-accepted',
};

/**
 * Surely nothing of it is at OTTO, and it does not get there by itself while it is taken back. One that
 * came to a halt is looked at by a person first, as `mayDecide` says.
 */
function isReplaceable({ state, acceptedAt }: Transmission): boolean {
  return acceptedAt === undefined && ['waiting', 'due'].includes(state);
}
