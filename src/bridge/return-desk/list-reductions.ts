import { type Room, roomLeft } from '../../mapping/reporting/judge-price-reduction.ts';
import type { ListedReduction } from '../../mapping/reporting/own-reduction.ts';
import type { ReportPiece } from '../../mapping/reporting/transmission.ts';
import type { Transmission } from '../ledger/transmission-rows.ts';
import type { RunFault } from '../order-import/run-faults.ts';
import { findOrders } from '../report-desk/find-order.ts';
import type { Refusal } from '../report-desk/ports.ts';
import { type FoundOrder, openAnswer } from '../report-desk/wish-answer.ts';
import { loadOrderFacts } from '../transmission/order-facts.ts';
import type { ReturnDeskParts } from './ports.ts';
import { askForReductions } from './reductions-at-otto.ts';

/** What went back of one piece's price. */
export type PieceReductions = Room & {
  positionItemId: string;
  sku: string;
  /** false: OTTO was not asked, as the piece never left, or could not be */
  isFromOtto: boolean;
  fault: RunFault | undefined;
  /** newest first */
  listed: ListedReduction[];
  /** newest first */
  ours: Transmission[];
};

export type ReductionList =
  | { isFound: true; order: FoundOrder; pieces: PieceReductions[] }
  | { isFound: false; refusal: Refusal };

/** The price reductions of a piece, or of each piece of an order: ours, and what OTTO lists now. */
export async function listReductions(
  parts: ReturnDeskParts,
  asked: {
    accountId?: string | undefined;
    salesOrderId: string;
    positionItemId?: string | undefined;
  },
  signal?: AbortSignal,
): Promise<ReductionList> {
  const { salesOrderId: reference, accountId, positionItemId } = asked;
  const [search] = await findOrders(parts, [{ order: reference, accountId }]);
  const { found, refusal } = openAnswer(reference, search);
  const account = parts.accounts.find((one) => one.accountId === found?.accountId);
  if (!found || !account) return { isFound: false, refusal: refusal ?? unknown(reference) };
  const { ledger } = parts;
  const order = (await loadOrderFacts({ ledger, account }, [found.salesOrderId])).get(
    found.salesOrderId,
  );
  const wanted = (order?.pieces ?? []).filter(
    (piece) => positionItemId === undefined || piece.positionItemId === positionItemId,
  );
  if (positionItemId !== undefined && wanted.length === 0) {
    const params = { orderNumber: found.orderNumber, positionItemId };
    return { isFound: false, refusal: { code: 'report-piece-unknown', params } };
  }
  const reports = await ledger.loadTransmissionsOf(account.accountId, [found.salesOrderId]);
  const ours = (reports.get(found.salesOrderId) ?? []).filter(
    ({ kind }) => kind === 'price-reduction',
  );
  const pieces: PieceReductions[] = [];
  for (const piece of wanted) pieces.push(await readPiece(parts, found, piece, ours, signal));
  return { isFound: true, order: found, pieces };
}

async function readPiece(
  parts: ReturnDeskParts,
  { accountId }: FoundOrder,
  piece: ReportPiece,
  ours: readonly Transmission[],
  signal: AbortSignal | undefined,
): Promise<PieceReductions> {
  const { positionItemId, sku, fulfillmentStatus, payableCents } = piece;
  // Only what was sent has a receipt that can be reduced.
  const isSent = fulfillmentStatus === 'SENT' || fulfillmentStatus === 'RETURNED';
  const asked = isSent
    ? await askForReductions(parts, accountId, positionItemId, signal)
    : undefined;
  const listed = asked?.isAsked ? asked.listed : undefined;
  const newestFirst = (one: ListedReduction, other: ListedReduction) =>
    (one.createdAt ?? '') < (other.createdAt ?? '') ? 1 : -1;
  return {
    positionItemId,
    sku,
    ...roomLeft(payableCents, listed),
    isFromOtto: asked?.isAsked === true,
    fault: asked && !asked.isAsked ? asked.fault : undefined,
    listed: [...(listed?.reductions ?? [])].sort(newestFirst),
    ours: ours.filter((one) => one.positionItemIds.includes(positionItemId)).toReversed(),
  };
}

function unknown(reference: string): Refusal {
  return { code: 'report-order-unknown', params: { reference } };
}
