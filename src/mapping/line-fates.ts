import { groupPieces, type PieceGroup } from './order-lines.ts';
import { livePieces } from './order-phase.ts';
import { isCancelled } from './otto/fulfillment-status.ts';
import type { DeliveryFee, PositionItem, SalesOrder } from './otto/sales-order.ts';
import {
  centsInLine,
  hasNewPrice,
  isChangedByHand,
  isRefundedInPart,
  type OwnLine,
  ROUNDING_CENTS,
  takenOut,
} from './own-lines.ts';
import { idsRefunded, leftUnrefunded } from './refunded-pieces.ts';
import type { FoundShopOrder } from './shop-plan.ts';
import type { WooOrder } from './woocommerce/order.ts';

export type LinesInput = {
  salesOrder: SalesOrder;
  found: FoundShopOrder;
  /** before payment a cancelled piece leaves its line, afterwards a refund stands against it */
  isPaid: boolean;
  /** new addresses are written that change the shop's taxes, so that every line needs new amounts */
  isTaxedAnew: boolean;
  ownerYields: boolean;
};

/** What becomes of one of our lines. */
export type LineFate = {
  own: OwnLine<PositionItem>;
  kept: PositionItem[];
  /** what is kept, one line each: the first keeps the line's id; none = the line goes */
  groups: PieceGroup[];
  /** something about this line asks for a write */
  isNeeded: boolean;
  /** false = it stays as a person left it, whatever else is written */
  isSent: boolean;
};

/** Decides about one line: a person's change stays, unless the owner yields. */
export function fateOf(own: OwnLine<PositionItem>, input: LinesInput): LineFate {
  const { found, isPaid, ownerYields } = input;
  const { line, pieces } = own;
  const remaining = remainingPieces(own, input);
  const isAsWritten = [line.positionItemIds.length, remaining.length].includes(line.quantity);
  const shrinks = remaining.length < pieces.length && (isAsWritten || ownerYields);
  const kept = shrinks ? remaining : pieces;
  const byHand = isChangedByHand(own);
  const mayChange = !(isPaid && isRefundedInPart(own, found.refunds)) && (ownerYields || !byHand);
  const isRepriced = hasNewPrice(own) && mayChange;
  const asWritten = kept.map((piece) => ({ ...piece, payableCents: centsInLine(line, piece) }));
  const isWritten = shrinks || isRepriced || (byHand && ownerYields);
  return {
    own,
    kept,
    groups: groupPieces(isRepriced ? kept : asWritten),
    isNeeded: isWritten,
    isSent: isWritten || !byHand,
  };
}

/**
 * Before payment a cancelled piece leaves its line. Once paid it stays, as its refund stands against
 * it; only the owner's yielding takes out one that a person had taken out already.
 */
function remainingPieces(
  own: OwnLine<PositionItem>,
  { found, isPaid, ownerYields }: LinesInput,
): PositionItem[] {
  const { pieces } = own;
  if (!isPaid) return livePieces(pieces);
  if (!ownerYields) return pieces;
  const taken = leftUnrefunded(own, idsRefunded(found)).slice(0, takenOut(own));
  return pieces.filter((piece) => !(isCancelled(piece.fulfillmentStatus) && taken.includes(piece)));
}

/** What becomes of each delivery fee: its line is the one at the same place, as they were created. */
export type ShippingFate = {
  fee: DeliveryFee;
  lineId: number | undefined;
  isSent: boolean;
  isNeeded: boolean;
  shownCents: number;
};

export function shippingFates(
  order: WooOrder,
  fees: readonly DeliveryFee[],
  ownerYields: boolean,
): ShippingFate[] {
  return fees.flatMap((fee, index) => {
    const line = order.shippingLines[index];
    if (!line && !ownerYields) return [];
    const shownCents = line?.grossCents ?? 0;
    const byHand = !line || Math.abs(shownCents - fee.grossCents) > ROUNDING_CENTS;
    const isNeeded = ownerYields && byHand;
    return [{ fee, lineId: line?.lineId, isSent: isNeeded || !byHand, isNeeded, shownCents }];
  });
}
