import type { PieceInLine } from './own-lines.ts';
import { isSameMoney, type MoneyBack } from './receipts/money-back.ts';
import { hasLeft } from './refunded-pieces.ts';
import type { BookedMoney } from './woocommerce/booked-money.ts';
import type { WooRefund } from './woocommerce/order.ts';

/** A piece, or its part in a set, where it stands in the shop order. */
export type PlacedPiece<Piece> = { piece: Piece; lineItemId: number; cents: number };

/** What OTTO sold as one piece: in the shop one line's piece, or the parts of a set in several lines. */
export type SoldPiece<Piece> = {
  /** OTTO's own id */
  positionItemId: string;
  places: [PlacedPiece<Piece>, ...PlacedPiece<Piece>[]];
};

/**
 * A sum that went back at OTTO and that no refund marked by us stands for: as small as OTTO names it,
 * so that a refund by hand can be told to be it.
 */
export type OpenShare<Piece> =
  /** what a piece that left cost, without what its reductions took off */
  | { kind: 'rest'; sold: SoldPiece<Piece>; cents: number; isMarked: boolean }
  | { kind: 'reduction'; sold: SoldPiece<Piece>; cents: number; moneyKey: string }
  | { kind: 'delivery-fee' | 'other'; cents: number; moneyKey: string };

/**
 * What of one piece has to be refunded yet. Wanted is its price once it left, else the sum of its
 * reductions, never above the price; booked is what our refunds say; the difference is open. So
 * reductions and the return may become known in any order.
 */
export function sharesOfPiece<Piece extends PieceInLine>(
  sold: SoldPiece<Piece>,
  moneyBack: readonly MoneyBack[],
  refunds: readonly WooRefund[],
): OpenShare<Piece>[] {
  const priceCents = sumOf(sold.places);
  let leftCents = Math.max(0, priceCents - bookedOf(sold, moneyBack, refunds));
  const shares: OpenShare<Piece>[] = [];
  for (const reduction of reductionsOf(sold, moneyBack)) {
    const { moneyKey, cents } = reduction;
    const openCents = isBooked(reduction, moneyBack, refunds) ? 0 : Math.min(cents, leftCents);
    if (openCents === 0) continue;
    shares.push({ kind: 'reduction', sold, cents: openCents, moneyKey });
    leftCents -= openCents;
  }
  const isMarked = sold.places.some((place) => isMarkedPiece(place, refunds));
  if (hasLeftWholly(sold) && (leftCents > 0 || !isMarked)) {
    shares.push({ kind: 'rest', sold, cents: leftCents, isMarked });
  }
  return shares;
}

/** Fees and other money that no refund of ours stands for, oldest first. */
export function sharesOfOrder<Piece>(
  moneyBack: readonly MoneyBack[],
  refunds: readonly WooRefund[],
): OpenShare<Piece>[] {
  return moneyBack.flatMap((one) => {
    const { kind, moneyKey, cents } = one;
    return kind === 'reduction' || isBooked(one, moneyBack, refunds)
      ? []
      : [{ kind, moneyKey, cents }];
  });
}

/** What our refunds booked more than once, or beyond what a piece cost. */
export function bookedTwice<Piece extends PieceInLine>(
  sold: readonly SoldPiece<Piece>[],
  moneyBack: readonly MoneyBack[],
  refunds: readonly WooRefund[],
): number {
  const booked = refunds.flatMap((refund) => refund.moneyBack);
  const byPiece = Map.groupBy(booked, ({ positionItemId }) => positionItemId);
  const ids = new Set<string | undefined>(sold.map(({ positionItemId }) => positionItemId));
  const ofOthers = [...byPiece].filter(([id]) => !ids.has(id)).map(([, same]) => repeated(same));
  const ofSold = sold.map((one) => {
    const beyond = Math.max(0, bookedOf(one, moneyBack, refunds) - sumOf(one.places));
    // Of a piece that left, all of its price goes back in the end, in however many sums.
    return hasLeftWholly(one)
      ? beyond
      : Math.max(beyond, repeated(byPiece.get(one.positionItemId) ?? []));
  });
  return [...ofOthers, ...ofSold].reduce((sum, cents) => sum + cents, 0);
}

/** What was booked for a key beyond its largest sum. */
function repeated(booked: readonly BookedMoney[]): number {
  const byKey = Map.groupBy(booked, ({ moneyKey }) => moneyKey);
  byKey.delete(undefined);
  return [...byKey.values()].reduce(
    (sum, same) => sum + sumOf(same) - Math.max(...same.map(({ cents }) => cents)),
    0,
  );
}

function hasLeftWholly<Piece extends PieceInLine>({ places }: SoldPiece<Piece>): boolean {
  return places.every(({ piece }) => hasLeft(piece));
}

function reductionsOf<Piece>(
  { positionItemId }: SoldPiece<Piece>,
  moneyBack: readonly MoneyBack[],
): MoneyBack[] {
  return moneyBack.filter(
    (one) => one.kind === 'reduction' && one.positionItemId === positionItemId,
  );
}

/**
 * What our refunds say they gave back of a piece. Where one names only the piece it was all of it,
 * where it names a sum it was that. What was booked as of no piece counts as well, once it is known of
 * which piece it was.
 */
function bookedOf<Piece extends PieceInLine>(
  sold: SoldPiece<Piece>,
  moneyBack: readonly MoneyBack[],
  refunds: readonly WooRefund[],
): number {
  const reductions = reductionsOf(sold, moneyBack);
  return refunds.reduce((sum, refund) => {
    const named = refund.moneyBack.filter((one) =>
      one.positionItemId === undefined
        ? reductions.some((reduction) => standsFor(one, reduction, moneyBack))
        : one.positionItemId === sold.positionItemId,
    );
    const whole =
      named.length === 0 ? sold.places.filter((place) => isMarkedPiece(place, [refund])) : [];
    return sum + sumOf(named) + sumOf(whole);
  }, 0);
}

function isMarkedPiece<Piece extends PieceInLine>(
  { piece }: PlacedPiece<Piece>,
  refunds: readonly WooRefund[],
): boolean {
  return refunds.some((refund) => refund.positionItemIds.includes(piece.positionItemId));
}

function isBooked(
  money: MoneyBack,
  moneyBack: readonly MoneyBack[],
  refunds: readonly WooRefund[],
): boolean {
  return refunds.some((refund) => refund.moneyBack.some((one) => standsFor(one, money, moneyBack)));
}

/** What is booked under a key that is wanted itself stands for nothing else. */
function standsFor(
  { moneyKey, cents }: BookedMoney,
  money: MoneyBack,
  moneyBack: readonly MoneyBack[],
): boolean {
  if (moneyKey === undefined) return false;
  if (moneyBack.some((one) => one.moneyKey === moneyKey)) return moneyKey === money.moneyKey;
  return isSameMoney({ moneyKey, cents }, money);
}

function sumOf(all: readonly { cents: number }[]): number {
  return all.reduce((sum, { cents }) => sum + cents, 0);
}
