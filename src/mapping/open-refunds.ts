import { withoutThoseByHand } from './hand-refunds.ts';
import { isCancelledPhase, orderPhase, parseOrderPhase } from './order-phase.ts';
import { centsInLine, ownLines, type PieceInLine, takenOut } from './own-lines.ts';
import type { AfterSale } from './receipts/money-back.ts';
import {
  bookedTwice,
  type OpenShare,
  type SoldPiece,
  sharesOfOrder,
  sharesOfPiece,
} from './refund-shares.ts';
import {
  hasLeft,
  idsRefunded,
  leftUnrefunded,
  namedByOwner,
  rankOfLeft,
  refundsByHand,
} from './refunded-pieces.ts';
import type { FoundShopOrder } from './shop-plan.ts';
import { piecesInShop } from './stock/expand-sets.ts';
import { wholeId } from './stock/part-id.ts';
import type { WooRefund } from './woocommerce/order.ts';
import { META } from './woocommerce/order-meta.ts';

/** What went back at OTTO against what the shop has booked. */
export type OpenRefunds<Piece> = {
  /** what no refund of the shop stands for yet: cancelled pieces, returned ones, then the rest */
  open: OpenShare<Piece>[];
  /** refunds by hand that stand for nothing of it */
  unmatched: WooRefund[];
  /** what the owner said he refunded, by whichever refunds */
  settledCents: number;
  /** what our own refunds booked too much */
  doubledCents: number;
};

/**
 * What went back at OTTO for a paid order and stands in no refund of the shop. Nothing while the order
 * is unpaid, its lines shrink then; nothing when the whole order is cancelled, its status says it. What
 * a person did already counts: a lowered quantity, and a refund over exactly such a sum.
 */
export function openRefunds<Piece extends PieceInLine>(
  positionItems: readonly Piece[],
  found: FoundShopOrder,
  { moneyBack }: Pick<AfterSale, 'moneyBack'>,
): OpenRefunds<Piece> {
  const byHand = refundsByHand(found.refunds);
  const phase = orderPhase(positionItems);
  const isUnpaid = parseOrderPhase(found.order.meta[META.phase]) === 'announced';
  if (phase === undefined || isCancelledPhase(phase) || isUnpaid) {
    return { open: [], unmatched: byHand, settledCents: 0, doubledCents: 0 };
  }
  const sold = soldPieces(positionItems, found);
  const shares = [
    ...sold.flatMap((one) => sharesOfPiece(one, moneyBack, found.refunds)).toSorted(byRank),
    ...sharesOfOrder<Piece>(moneyBack, found.refunds),
  ];
  const named = namedByOwner(found);
  const isSettled = (share: OpenShare<Piece>) =>
    [...idsOf(share), ...keyOf(share)].some((key) => named.has(key));
  const { open, unmatched } = withoutThoseByHand(
    shares.filter((share) => !isSettled(share)),
    byHand,
  );
  return {
    open,
    unmatched,
    settledCents: sumOf(shares.filter(isSettled)),
    doubledCents: bookedTwice(sold, moneyBack, found.refunds),
  };
}

/** What names everything that is open, for the owner to say that he refunded it: pieces, money keys. */
export function openRefundKeys<Piece extends PieceInLine & { payableCents: number }>(
  positionItems: readonly Piece[],
  found: FoundShopOrder,
  afterSale: Pick<AfterSale, 'moneyBack'>,
): string[] {
  const { open } = openRefunds(piecesInShop(positionItems, found.order), found, afterSale);
  // A reduction is named by its own key: the piece itself may still come back.
  return open.flatMap((share) => (share.kind === 'rest' ? idsOf(share) : keyOf(share)));
}

function idsOf(share: OpenShare<PieceInLine>): string[] {
  return 'sold' in share ? share.sold.places.map(({ piece }) => piece.positionItemId) : [];
}

function keyOf(share: OpenShare<PieceInLine>): string[] {
  return 'moneyKey' in share ? [share.moneyKey] : [];
}

/** Pieces that stand in lines of ours, without those that a person took out as OTTO did. */
function soldPieces<Piece extends PieceInLine>(
  positionItems: readonly Piece[],
  found: FoundShopOrder,
): SoldPiece<Piece>[] {
  const refunded = idsRefunded(found);
  const places = ownLines(found.order, positionItems).flatMap((own) => {
    const byPerson = new Set(leftUnrefunded(own, refunded).slice(0, takenOut(own)));
    return own.pieces
      .filter((piece) => !byPerson.has(piece))
      .map((piece) => ({
        piece,
        lineItemId: own.line.lineItemId,
        cents: centsInLine(own.line, piece),
      }));
  });
  const byPiece = Map.groupBy(places, ({ piece }) => wholeId(piece.positionItemId));
  return [...byPiece].flatMap(([positionItemId, [first, ...more]]) =>
    first ? [{ positionItemId, places: [first, ...more] }] : [],
  );
}

/** Cancelled pieces, then returned ones, then those that stay sold. */
function byRank<Piece extends PieceInLine>(a: OpenShare<Piece>, b: OpenShare<Piece>): number {
  return rankOf(a) - rankOf(b);
}

function rankOf<Piece extends PieceInLine>(share: OpenShare<Piece>): number {
  if (!('sold' in share)) return 3;
  const [{ piece }] = share.sold.places;
  return hasLeft(piece) ? rankOfLeft(piece) : 2;
}

function sumOf(shares: readonly { cents: number }[]): number {
  return shares.reduce((sum, { cents }) => sum + cents, 0);
}
