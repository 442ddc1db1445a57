import { isCancelled } from './otto/fulfillment-status.ts';
import type { OwnLine, PieceInLine } from './own-lines.ts';
import type { FoundShopOrder } from './shop-plan.ts';
import type { WooRefund } from './woocommerce/order.ts';
import { META, splitIds } from './woocommerce/order-meta.ts';

/** True for a refund that a person booked: it carries none of our marks. */
export function isByHand({ positionItemIds, moneyBack }: WooRefund): boolean {
  return positionItemIds.length === 0 && moneyBack.length === 0;
}

/** The refunds that a person booked. */
export function refundsByHand(refunds: readonly WooRefund[]): WooRefund[] {
  return refunds.filter(isByHand);
}

/** What the owner said he refunded by hand: ids of pieces, and keys of other money. */
export function namedByOwner({ order }: Pick<FoundShopOrder, 'order'>): Set<string> {
  return new Set(splitIds(order.meta[META.refundedByHand]));
}

/** Ids of the pieces that count as refunded because the bridge booked it, or the owner said so. */
export function idsRefunded(found: FoundShopOrder): Set<string> {
  return new Set([
    ...found.refunds.flatMap((refund) => refund.positionItemIds),
    ...namedByOwner(found),
  ]);
}

/** True for a piece that is no longer sold: cancelled, or taken back. */
export function hasLeft(piece: PieceInLine): boolean {
  return isCancelled(piece.fulfillmentStatus) || piece.fulfillmentStatus === 'RETURNED';
}

/** Pieces of a line that are no longer sold, without a refund; cancelled ones first. */
export function leftUnrefunded<Piece extends PieceInLine>(
  { pieces }: OwnLine<Piece>,
  refunded: ReadonlySet<string>,
): Piece[] {
  return pieces
    .filter((piece) => hasLeft(piece) && !refunded.has(piece.positionItemId))
    .sort((a, b) => rankOfLeft(a) - rankOfLeft(b));
}

/** Cancelled pieces come before those that came back. */
export function rankOfLeft(piece: PieceInLine): number {
  return isCancelled(piece.fulfillmentStatus) ? 0 : 1;
}
