import type { ImportRules } from './import-rules.ts';
import { textFromCents } from './money.ts';
import { type OpenRefunds, openRefunds } from './open-refunds.ts';
import { isCancelled } from './otto/fulfillment-status.ts';
import type { PositionItem } from './otto/sales-order.ts';
import { moneyBackNote, pieceNote } from './pieces-in-words.ts';
import { type AfterSale, NOTHING_AFTER_SALE } from './receipts/money-back.ts';
import { type BackOfLine, refundLineItems, refundShippingLines } from './refund-lines.ts';
import type { OpenShare, SoldPiece } from './refund-shares.ts';
import { isPutOnStock } from './returns/restock.ts';
import type { FoundShopOrder, NoteDraft, ShopStep } from './shop-plan.ts';
import { SHOP_WORDS } from './shop-words.ts';
import { wholePieces } from './stock/expand-sets.ts';
import { splitCents } from './stock/split-cents.ts';
import { type BookedMoney, writeBookedMoney } from './woocommerce/booked-money.ts';
import type { WooRefundDraft } from './woocommerce/order.ts';
import { joinIds, META } from './woocommerce/order-meta.ts';

/** A piece that left the sale, and what of its price is still to go back. */
type GonePiece = { sold: SoldPiece<PositionItem>; cents: number; isMarked: boolean };

/** One refund as it is to be booked. */
type Booking = {
  cents: number;
  reason: string;
  isRestocked: boolean;
  lineItems: WooRefundDraft['line_items'];
  positionItemIds: string[];
  moneyBack: BookedMoney[];
  notes: NoteDraft[];
};

/**
 * One refund of what went back at OTTO since the last look: cancelled pieces, then returned ones (apart
 * where their stock is treated differently), price reductions, delivery fees, other money. No gateway
 * is called: the money went back at OTTO. The refund says in its meta what it is of, so that nothing is
 * booked twice.
 *
 * @returns a hold when less is left of the total than is to be refunded; undefined when all is booked,
 *   or is of pieces in no line of the shop order
 */
export function planRefund(
  positionItems: readonly PositionItem[],
  found: FoundShopOrder,
  rules: ImportRules,
  afterSale: AfterSale = NOTHING_AFTER_SALE,
): Extract<ShopStep, { action: 'refund' | 'hold' }> | undefined {
  const { order, refunds } = found;
  const booking = nextBooking(
    openRefunds(positionItems, found, afterSale),
    found,
    rules,
    afterSale,
  );
  if (!booking) return undefined;
  const { cents, positionItemIds, moneyBack } = booking;
  const leftCents = order.totalCents - refunds.reduce((sum, refund) => sum + refund.amountCents, 0);
  if (cents > leftCents) {
    return { action: 'hold', reason: { code: 'refund-exceeds-rest', cents, leftCents } };
  }
  return {
    action: 'refund',
    wooOrderId: order.wooOrderId,
    positionItemIds,
    refund: {
      amount: textFromCents(cents),
      reason: booking.reason,
      api_refund: false,
      api_restock: booking.isRestocked,
      line_items: booking.lineItems,
      meta_data: [
        ...(positionItemIds.length > 0
          ? [{ key: META.refundPositionItems, value: joinIds(positionItemIds) }]
          : []),
        ...(moneyBack.length > 0
          ? [{ key: META.refundMoneyBack, value: writeBookedMoney(moneyBack) }]
          : []),
      ],
    },
    notes: booking.notes,
  };
}

function nextBooking(
  { open }: OpenRefunds<PositionItem>,
  found: FoundShopOrder,
  rules: ImportRules,
  { conditions, reasons }: AfterSale,
): Booking | undefined {
  const words = SHOP_WORDS[rules.language];
  const gone = goneIn(open);
  const [cancelled = [], returned = []] = partition(gone, ({ sold }) =>
    isCancelled(sold.places[0].piece.fulfillmentStatus),
  );
  if (cancelled.length > 0) {
    return ofPieces(cancelled, found, rules, {
      reason: words.cancelledRefundReason,
      isRestocked: rules.restockCancelled,
    });
  }
  const [restocked = [], putAside = []] = partition(returned, ({ sold }) => {
    const { positionItemId } = sold;
    const condition = conditions.get(positionItemId);
    return isPutOnStock({ reason: reasons?.get(positionItemId), condition }, rules);
  });
  const back = restocked.length > 0 ? restocked : putAside;
  if (back.length > 0) {
    const isRestocked = restocked.length > 0;
    return ofPieces(back, found, rules, { reason: words.returnedRefundReason, isRestocked });
  }
  return ofMoney(open, found, rules);
}

/** The pieces that left, each with all that is open of it. */
function goneIn(open: readonly OpenShare<PositionItem>[]): GonePiece[] {
  return open.flatMap((rest) => {
    if (rest.kind !== 'rest') return [];
    const { sold, isMarked } = rest;
    const shares = open.filter((share) => 'sold' in share && share.sold === sold);
    return [{ sold, cents: sumOf(shares), isMarked }];
  });
}

function ofPieces(
  gone: readonly GonePiece[],
  found: FoundShopOrder,
  rules: ImportRules,
  how: Pick<Booking, 'reason' | 'isRestocked'>,
): Booking {
  const back = gone.flatMap(({ sold, cents, isMarked }) => backOf(sold, cents, isMarked ? 0 : 1));
  return {
    ...how,
    cents: sumOf(gone),
    lineItems: refundLineItems(back, found),
    positionItemIds: gone.flatMap(({ sold }) =>
      sold.places.map(({ piece }) => piece.positionItemId),
    ),
    // A refund that names no sum of a piece stands for all of it.
    moneyBack: gone.flatMap(({ sold, cents }) =>
      cents === sumOf(sold.places)
        ? []
        : [{ moneyKey: undefined, positionItemId: sold.positionItemId, cents }],
    ),
    notes: wholePieces(gone.flatMap(({ sold }) => sold.places.map(({ piece }) => piece))).map(
      (piece) => pieceNote(piece, rules.language),
    ),
  };
}

/** Reductions of pieces that stay sold, else delivery fees, else other money. */
function ofMoney(
  open: readonly OpenShare<PositionItem>[],
  found: FoundShopOrder,
  { language }: ImportRules,
): Booking | undefined {
  const words = SHOP_WORDS[language];
  for (const kind of ['reduction', 'delivery-fee', 'other'] as const) {
    const shares = open.filter((share) => share.kind === kind);
    if (shares.length === 0) continue;
    const cents = sumOf(shares);
    const back = shares.flatMap((share) =>
      'sold' in share ? backOf(share.sold, share.cents, 0) : [],
    );
    return {
      cents,
      reason: words.moneyBackReason[kind],
      isRestocked: false,
      lineItems:
        kind === 'delivery-fee' ? refundShippingLines(cents, found) : refundLineItems(back, found),
      positionItemIds: [],
      moneyBack: shares.flatMap((share) => bookedOf(share)),
      notes: shares.flatMap((share) => moneyBackNote(share, language) ?? []),
    };
  }
  return undefined;
}

function bookedOf(share: OpenShare<PositionItem>): BookedMoney[] {
  if (share.kind === 'rest') return [];
  const positionItemId = 'sold' in share ? share.sold.positionItemId : undefined;
  return [{ moneyKey: share.moneyKey, positionItemId, cents: share.cents }];
}

/** A sum that goes back of a piece, over the lines it stands in. */
function backOf(
  { places }: SoldPiece<PositionItem>,
  cents: number,
  quantity: number,
): BackOfLine[] {
  const split = splitCents(
    cents,
    places.map((place) => place.cents),
  );
  return places.map(({ lineItemId }, index) => ({
    lineItemId,
    cents: split[index] ?? 0,
    quantity,
  }));
}

function partition<One>(all: readonly One[], isFirst: (one: One) => boolean): [One[], One[]] {
  return [all.filter(isFirst), all.filter((one) => !isFirst(one))];
}

function sumOf(all: readonly { cents: number }[]): number {
  return all.reduce((sum, { cents }) => sum + cents, 0);
}
