import { movePieces } from '../orders/moves.ts';
import { settleReductions } from '../price-reductions/settle-reductions.ts';
import { issueReturnRefunds } from '../receipts/issue-receipts.ts';
import type { World } from '../world.ts';
import type { AskedDecision, DecisionKind } from './read-decisions.ts';
import type { TakenDecision } from './return-store.ts';

/** Why a piece cannot be decided about. */
export type Undecidable = { title: string; detail: string };

/**
 * @returns what stands in the way, `without-effect` for a repeat that does nothing, or undefined when
 *   the decision may be made (section 5.1 of the reference)
 */
export function undecidable(
  world: World,
  { positionItemId, salesOrderId }: Pick<AskedDecision, 'positionItemId' | 'salesOrderId'>,
  kind: DecisionKind,
): Undecidable | 'without-effect' | undefined {
  if (world.foreignPositionItemIds.has(positionItemId)) {
    return { title: 'INSUFFICIENT_PERMISSION', detail: 'It belongs to another partner' };
  }
  const found = world.orders.findPiece(positionItemId);
  if (found === undefined || found.order.salesOrderId !== salesOrderId) {
    return { title: 'POSITION_ITEM_NOT_FOUND', detail: 'The order has no such position item' };
  }
  const { fulfillmentStatus } = found.piece;
  const repeats =
    kind === 'accepted'
      ? fulfillmentStatus === 'RETURNED'
      : fulfillmentStatus === 'SENT' && world.returns.find(positionItemId)?.status === 'REJECTED';
  if (repeats && world.behaviour.decidingTwice === 'without-effect') return 'without-effect';
  if (repeats) return { title: 'RETURN_ALREADY_DECIDED', detail: `It is ${kind} already` };
  if (fulfillmentStatus === 'RETURNED') {
    return { title: 'RETURN_ALREADY_ACCEPTED', detail: 'It is accepted and cannot be rejected' };
  }
  return fulfillmentStatus === 'SENT'
    ? undefined
    : { title: 'POSITION_ITEM_NOT_SENT', detail: `It is ${fulfillmentStatus}` };
}

type Decided = Omit<AskedDecision, 'salesOrderId'>;

/** SENT → RETURNED for pieces of one order, with their REFUND; the order shows it at once or later. */
export function acceptPieces(
  world: World,
  salesOrderId: string,
  pieces: Decided[],
  by: TakenDecision['by'],
  visibleAfterMs = 0,
): void {
  settleReductions(world);
  const at = world.now();
  const order = world.orders.find(salesOrderId);
  if (order === undefined) throw new Error(`fake OTTO: no order ${salesOrderId}`);
  const ids = pieces.map((piece) => piece.positionItemId);
  const acceptedByMarketplace = by === 'marketplace';
  const returned = movePieces(order, { to: 'RETURNED', acceptedByMarketplace }, at, ids);
  world.orders.commit(returned, at, visibleAfterMs);
  for (const piece of pieces) {
    note(world, salesOrderId, piece, 'accepted', by, at);
    if (world.behaviour.returnRejectsReductions) {
      world.reductions.rejectInitiated(piece.positionItemId);
    }
  }
  issueReturnRefunds(world, returned, ids, at);
}

/** The return is refused; the piece stays SENT and no money moves. */
export function rejectPiece(
  world: World,
  salesOrderId: string,
  piece: Decided,
  by: TakenDecision['by'],
): void {
  note(world, salesOrderId, piece, 'rejected', by, world.now());
}

function note(
  world: World,
  salesOrderId: string,
  { positionItemId, ...details }: Decided,
  kind: DecisionKind,
  by: TakenDecision['by'],
  at: Date,
): void {
  const moment = at.toISOString();
  world.returns.note({
    positionItemId,
    salesOrderId,
    status: kind === 'accepted' ? 'ACCEPTED' : 'REJECTED',
    occurredTime: moment,
    details,
  });
  world.returns.noteDecision({ kind, positionItemId, decidedAt: moment, by });
}
