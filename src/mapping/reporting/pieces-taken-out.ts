import { idsEverWritten, idsInLines, takenOut } from '../own-lines.ts';
import { hasLeft, idsRefunded, leftUnrefunded, refundsByHand } from '../refunded-pieces.ts';
import type { FoundShopOrder } from '../shop-plan.ts';
import { readPartId } from '../stock/part-id.ts';
import { idsIn, type KnownReports } from './known-reports.ts';
import { isOpenAtOtto, type ShopLine, type ShopPiece } from './shop-pieces.ts';
import type { ShopSaying } from './shop-saying.ts';

/**
 * Ids of the pieces that a person in the shop took out of the sale and that OTTO still sells: of an
 * order that is off, all of them; else those whose line is gone, of a lowered quantity, or refunded by
 * hand line by line. A refund that names a sum alone says nothing about pieces. What OTTO cancelled
 * counts first, and pieces on their way to it are not among them.
 */
export function piecesTakenOut(
  pieces: readonly ShopPiece[],
  lines: readonly ShopLine[],
  found: FoundShopOrder,
  saying: ShopSaying,
  known: KnownReports,
): Set<string> {
  const cancelled = idsIn(known.cancellations);
  // Thrown away or half made, the shop takes nothing back and asks for nothing new.
  if (saying === 'no-order') return cancelled;
  const reported = idsIn(known.fixedShipments);
  const open = pieces.filter((piece) => isOpenAtOtto(piece) && !reported.has(piece.positionItemId));
  if (saying === 'off') return idsOf(open);
  const inLines = idsInLines(found.order);
  const everWritten = idsEverWritten(found.order);
  const withoutLine = open.filter(
    ({ positionItemId: id }) => !inLines.has(id) && everWritten?.has(id) === true,
  );
  const first = (piece: ShopPiece) => turnOf(piece, cancelled, idsIn(known.openShipments));
  const ofLines = lines.flatMap((line) =>
    open
      .filter((piece) => line.pieces.includes(piece))
      .reverse()
      .sort((a, b) => first(a) - first(b))
      .slice(0, Math.max(loweredBy(line, found), refundedByHand(line, found))),
  );
  return idsOf([...withoutLine, ...ofLines]);
}

/**
 * Which of several equal pieces is meant: the last one, and none that is on its way if possible. Of
 * products of sets always the last, so that those of one set are meant.
 */
function turnOf(
  { positionItemId: id, fulfillmentStatus }: ShopPiece,
  cancelled: ReadonlySet<string>,
  shipped: ReadonlySet<string>,
): number {
  if (cancelled.has(id)) return 0;
  if (readPartId(id)) return 1;
  if (shipped.has(id)) return 3;
  return fulfillmentStatus === 'PROCESSABLE' ? 1 : 2;
}

/** Pieces that the line's quantity leaves out without OTTO having taken them out as well. */
function loweredBy(line: ShopLine, found: FoundShopOrder): number {
  return Math.max(0, takenOut(line) - leftUnrefunded(line, idsRefunded(found)).length);
}

/** Pieces of the line in refunds by hand, without those that stand for one OTTO took out. */
function refundedByHand({ line, pieces }: ShopLine, { refunds }: FoundShopOrder): number {
  const quantity = refundsByHand(refunds)
    .flatMap((refund) => refund.lines)
    .filter(({ lineItemId }) => lineItemId === line.lineItemId)
    .reduce((sum, refunded) => sum + refunded.quantity, 0);
  const byUs = new Set(refunds.flatMap((refund) => refund.positionItemIds));
  const left = pieces.filter((piece) => hasLeft(piece) && !byUs.has(piece.positionItemId));
  return Math.max(0, quantity - left.length);
}

function idsOf(pieces: readonly ShopPiece[]): Set<string> {
  return new Set(pieces.map(({ positionItemId }) => positionItemId));
}
