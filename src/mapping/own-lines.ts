import { livePieces } from './order-phase.ts';
import type { FulfillmentStatus } from './otto/fulfillment-status.ts';
import type { WooLineItem, WooOrder, WooRefund } from './woocommerce/order.ts';
import { META, splitIds } from './woocommerce/order-meta.ts';

/** What is needed of a piece to find it in the shop; both OTTO's answer and the ledger know it. */
export type PieceInLine = {
  positionItemId: string;
  fulfillmentStatus: FulfillmentStatus | undefined;
  sku: string;
  payableCents: number;
};

/** A line the bridge made, with those of its pieces that OTTO lists, in the line's order. */
export type OwnLine<Piece extends PieceInLine> = { line: WooLineItem; pieces: Piece[] };

/** The shop shows net and tax each rounded, and rounding may have been shifted onto a line. */
export const ROUNDING_CENTS = 2;

/** The lines of an order that the bridge made; lines that a person added name no pieces. */
export function ownLines<Piece extends PieceInLine>(
  order: WooOrder,
  positionItems: readonly Piece[],
): OwnLine<Piece>[] {
  const byId = new Map(positionItems.map((piece) => [piece.positionItemId, piece]));
  return order.lineItems
    .filter((line) => line.positionItemIds.length > 0)
    .map((line) => ({ line, pieces: line.positionItemIds.flatMap((id) => byId.get(id) ?? []) }));
}

/** Ids of the pieces that stand in some line. */
export function idsInLines(order: WooOrder): Set<string> {
  return new Set(order.lineItems.flatMap((line) => line.positionItemIds));
}

/** Ids of all pieces the bridge ever put into a line; undefined when the order does not say. */
export function idsEverWritten(order: WooOrder): Set<string> | undefined {
  const written = order.meta[META.pieces];
  return written === undefined ? undefined : new Set(splitIds(written));
}

/** What the line was written to cost for one of its pieces. */
export function centsInLine(line: WooLineItem, piece: { payableCents: number }): number {
  return line.pieceCents ?? piece.payableCents;
}

/** How many of the pieces that OTTO lists a person took out by lowering the line's quantity. */
export function takenOut({ line, pieces }: OwnLine<PieceInLine>): number {
  return Math.max(0, pieces.length - line.quantity);
}

/** True when the line no longer shows the quantity, or the amount, that the bridge wrote. */
export function isChangedByHand({ line }: { line: WooLineItem }): boolean {
  const { quantity, positionItemIds, pieceCents, grossCents } = line;
  if (quantity !== positionItemIds.length) return true;
  return pieceCents !== undefined && Math.abs(grossCents - pieceCents * quantity) > ROUNDING_CENTS;
}

/** True when OTTO now names another price for a piece of the line than the one written there. */
export function hasNewPrice({ line, pieces }: OwnLine<PieceInLine>): boolean {
  return livePieces(pieces).some((piece) => piece.payableCents !== centsInLine(line, piece));
}

/** True when some refund stands against the line, so that its amounts can't change any more. */
export function isRefundedInPart(
  { line }: { line: WooLineItem },
  refunds: readonly WooRefund[],
): boolean {
  return refunds.some(
    (refund) =>
      refund.lines.some(({ lineItemId }) => lineItemId === line.lineItemId) ||
      refund.positionItemIds.some((id) => line.positionItemIds.includes(id)) ||
      // A refund by hand may name no line at all, only a sum: then it may be about any of them.
      (refund.positionItemIds.length === 0 &&
        refund.moneyBack.length === 0 &&
        refund.lines.length === 0),
  );
}
