import type { Contradiction, OttoSays } from './contradiction.ts';
import { isCancelledPhase, livePieces } from './order-phase.ts';
import { isCancelled } from './otto/fulfillment-status.ts';
import {
  centsInLine,
  hasNewPrice,
  idsEverWritten,
  idsInLines,
  isChangedByHand,
  isRefundedInPart,
  type OwnLine,
  ownLines,
  type PieceInLine,
  takenOut,
} from './own-lines.ts';
import { hasLeft, idsRefunded, leftUnrefunded } from './refunded-pieces.ts';
import type { FoundShopOrder } from './shop-plan.ts';
import { wholeId } from './stock/part-id.ts';
import { META } from './woocommerce/order-meta.ts';

/**
 * What the lines of the shop order say against OTTO's pieces: pieces that a person took out, a higher
 * quantity, another sum. The sum is compared only where nothing else explains that it differs.
 */
export function findLineContradictions(otto: OttoSays, found: FoundShopOrder): Contradiction[] {
  if (otto.phase === undefined || isCancelledPhase(otto.phase)) return [];
  const own = ownLines(found.order, otto.positionItems);
  const quantities = [
    ...missingPieces(otto, own, found),
    ...own.flatMap((line) => higherQuantity(line, found)),
  ];
  return quantities.length > 0 ? quantities : otherTotal(otto, own, found);
}

/** Pieces still sold that are in no line, though they once were, or that a line's quantity leaves out. */
function missingPieces(
  { positionItems }: OttoSays,
  own: OwnLine<PieceInLine>[],
  found: FoundShopOrder,
): Contradiction[] {
  const inLines = idsInLines(found.order);
  const everWritten = idsEverWritten(found.order);
  const missing = [
    ...positionItems
      .filter((piece) => !hasLeft(piece) && !inLines.has(piece.positionItemId))
      .filter((piece) => everWritten?.has(piece.positionItemId) ?? true),
    ...own.flatMap((line) => lacking(line, found)),
  ];
  const skus = new Map(missing.map((piece) => [wholeId(piece.positionItemId), piece.sku]));
  const named = [...new Set(skus.values())].join(', ');
  return skus.size === 0
    ? []
    : [{ code: 'pieces-missing-in-shop', pieces: skus.size, skus: named }];
}

/** The pieces that the line's quantity leaves out without OTTO having taken one out as well. */
function lacking(own: OwnLine<PieceInLine>, found: FoundShopOrder): PieceInLine[] {
  const count = takenOut(own) - leftUnrefunded(own, idsRefunded(found)).length;
  const stillSold = own.pieces.filter((piece) => !hasLeft(piece));
  return stillSold.slice(0, Math.max(0, count));
}

function higherQuantity(own: OwnLine<PieceInLine>, found: FoundShopOrder): Contradiction[] {
  const { quantity, positionItemIds } = own.line;
  // Before payment a cancelled piece leaves its line, unless a person changed the quantity first.
  const cancelled = isPaid(found)
    ? 0
    : own.pieces.filter((piece) => isCancelled(piece.fulfillmentStatus)).length;
  const ottoQuantity = own.pieces.length - cancelled;
  const sku = own.line.sku ?? own.pieces[0]?.sku ?? '';
  return quantity > ottoQuantity && quantity !== positionItemIds.length
    ? [{ code: 'quantity-higher-in-shop', sku, shopQuantity: quantity, ottoQuantity }]
    : [];
}

function otherTotal(
  otto: OttoSays,
  own: OwnLine<PieceInLine>[],
  found: FoundShopOrder,
): Contradiction[] {
  const inLines = idsInLines(found.order);
  const everWritten = idsEverWritten(found.order);
  const isNew = ({ positionItemId: id }: PieceInLine) =>
    !inLines.has(id) && everWritten?.has(id) === false;
  const isUnderWay =
    livePieces(otto.positionItems).some(isNew) || own.some((line) => isRepriceDue(line, found));
  const expectedCents = expectedTotal(otto, own, found);
  const { totalCents } = found.order;
  return isUnderWay || totalCents === expectedCents
    ? []
    : [{ code: 'total-differs-in-shop', expectedCents, actualCents: totalCents }];
}

/**
 * OTTO's sum, with the cancelled pieces of a paid order, whose refund stands against them, and without
 * the pieces that a person took out. A piece that was refunded counts even where its line is gone.
 */
function expectedTotal(
  { positionItems, grossCents }: OttoSays,
  own: OwnLine<PieceInLine>[],
  found: FoundShopOrder,
): number {
  const inLines = idsInLines(found.order);
  const refunded = idsRefunded(found);
  const outside = positionItems.filter((piece) => !inLines.has(piece.positionItemId));
  const isRefunded = (piece: PieceInLine) => refunded.has(piece.positionItemId);
  const isOff = (piece: PieceInLine) => isCancelled(piece.fulfillmentStatus);
  const plus = [
    ...outside.filter((piece) => isOff(piece) && isRefunded(piece)).map(payable),
    ...own.flatMap(({ line, pieces }) =>
      pieces.filter(isOff).map((piece) => centsInLine(line, piece)),
    ),
  ];
  const minus = [
    ...outside.filter((piece) => !isOff(piece) && !isRefunded(piece)).map(payable),
    ...own.flatMap((line) =>
      leftUnrefunded(line, refunded)
        .slice(0, takenOut(line))
        .map((piece) => centsInLine(line.line, piece)),
    ),
  ];
  return grossCents + sumOf(plus) - sumOf(minus);
}

const payable = (piece: PieceInLine): number => piece.payableCents;

function sumOf(cents: readonly number[]): number {
  return cents.reduce((sum, each) => sum + each, 0);
}

/** The bridge will write the line for its new price by itself. */
function isRepriceDue(own: OwnLine<PieceInLine>, found: FoundShopOrder): boolean {
  const isFixed = isPaid(found) && isRefundedInPart(own, found.refunds);
  return hasNewPrice(own) && !isChangedByHand(own) && !isFixed;
}

function isPaid({ order }: FoundShopOrder): boolean {
  return order.meta[META.phase] !== 'announced';
}
