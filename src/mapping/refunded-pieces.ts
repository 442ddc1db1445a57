import { isCancelledPhase, orderPhase, parseOrderPhase } from './order-phase.ts';
import { isCancelled } from './otto/fulfillment-status.ts';
import { centsInLine, type OwnLine, ownLines, type PieceInLine, takenOut } from './own-lines.ts';
import type { FoundShopOrder } from './shop-plan.ts';
import type { WooRefund } from './woocommerce/order.ts';
import { META, splitIds } from './woocommerce/order-meta.ts';

/** A piece that left the sale, and what the shop's line holds for it. */
type GonePiece<Piece> = { piece: Piece; lineItemId: number; cents: number };

/** The refunds that a person booked: they carry none of our marks. */
export function refundsByHand(refunds: readonly WooRefund[]): WooRefund[] {
  return refunds.filter((refund) => refund.positionItemIds.length === 0);
}

/** Ids of the pieces that count as refunded because the bridge booked it, or the owner said so. */
export function idsRefunded({ order, refunds }: FoundShopOrder): Set<string> {
  return new Set([
    ...refunds.flatMap((refund) => refund.positionItemIds),
    ...splitIds(order.meta[META.refundedByHand]),
  ]);
}

/**
 * The pieces that OTTO took out of a paid order, cancelled ones first, and that no refund of the shop
 * stands for yet. None while the order is unpaid, its lines shrink then; none when the whole order is
 * cancelled, its status says it. What a person did already counts: a lowered quantity, and a refund
 * booked by hand over exactly the price of such a piece, or of all of them.
 */
export function openRefunds<Piece extends PieceInLine>(
  positionItems: readonly Piece[],
  found: FoundShopOrder,
): { open: GonePiece<Piece>[]; unmatched: WooRefund[] } {
  const byHand = refundsByHand(found.refunds);
  const phase = orderPhase(positionItems);
  const isUnpaid = parseOrderPhase(found.order.meta[META.phase]) === 'announced';
  if (phase === undefined || isCancelledPhase(phase) || isUnpaid) {
    return { open: [], unmatched: byHand };
  }
  const refunded = idsRefunded(found);
  const gone = ownLines(found.order, positionItems).flatMap((own) =>
    leftUnrefunded(own, refunded)
      .slice(takenOut(own))
      .map((piece) => ({
        piece,
        lineItemId: own.line.lineItemId,
        cents: centsInLine(own.line, piece),
      })),
  );
  const { open, unmatched } = withoutThoseRefundedByHand(gone, byHand);
  return { open: open.sort((a, b) => rank(a.piece) - rank(b.piece)), unmatched };
}

/** Ids of the pieces whose refund is still to be booked in the shop. */
export function openRefundPieces(
  positionItems: readonly PieceInLine[],
  found: FoundShopOrder,
): string[] {
  return openRefunds(positionItems, found).open.map(({ piece }) => piece.positionItemId);
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
    .sort((a, b) => rank(a) - rank(b));
}

function rank(piece: PieceInLine): number {
  return isCancelled(piece.fulfillmentStatus) ? 0 : 1;
}

/**
 * Owners book a return in the shop before they accept it at OTTO. A refund over just the price of
 * some pieces that left is that refund; any other sum is not guessed about.
 */
function withoutThoseRefundedByHand<Piece extends PieceInLine>(
  gone: GonePiece<Piece>[],
  byHand: readonly WooRefund[],
): { open: GonePiece<Piece>[]; unmatched: WooRefund[] } {
  let open = gone;
  const unmatched = byHand.filter((refund) => {
    const covered = piecesWorth(open, refund.amountCents);
    open = open.filter((each) => !covered.includes(each));
    return covered.length === 0;
  });
  return { open, unmatched };
}

/** Many pieces of many prices have too many sums to try; then nothing is matched. */
const MOST_SUMS = 10_000;

/** Some of the pieces that cost just this much together; empty when none do. */
function piecesWorth<Piece extends PieceInLine>(
  gone: readonly GonePiece<Piece>[],
  cents: number,
): GonePiece<Piece>[] {
  const bySum = new Map<number, GonePiece<Piece>[]>([[0, []]]);
  for (const each of gone) {
    for (const [sum, pieces] of [...bySum]) {
      const next = sum + each.cents;
      if (next <= cents && !bySum.has(next)) bySum.set(next, [...pieces, each]);
    }
    if (bySum.size > MOST_SUMS) return [];
  }
  return bySum.get(cents) ?? [];
}
