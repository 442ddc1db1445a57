import type { ImportRules } from './import-rules.ts';
import { MULTIPLIER_SCALE, netMillionths, textFromCents } from './money.ts';
import { isCancelled } from './otto/fulfillment-status.ts';
import type { PositionItem } from './otto/sales-order.ts';
import type { NoteDraft, ShopStep } from './shop-plan.ts';
import { SHOP_WORDS, wordsFor } from './shop-words.ts';
import type { WooLineItem, WooOrder, WooRefund } from './woocommerce/order.ts';
import { joinIds, META } from './woocommerce/order-meta.ts';
import { taxMultiplier } from './woocommerce/tax-rates.ts';

/**
 * One refund for the pieces that OTTO took out of a paid order since the last look: cancelled ones
 * first, then returned ones, as their stock is treated differently. No gateway is called: the money
 * went back at OTTO. The refund carries the pieces in its meta, so that none is booked twice.
 *
 * @returns undefined when every such piece is refunded already, or is in no line of the shop order
 */
export function planRefund(
  positionItems: readonly PositionItem[],
  found: { order: WooOrder; refunds: WooRefund[] },
  rules: ImportRules,
): Extract<ShopStep, { action: 'refund' }> | undefined {
  const words = SHOP_WORDS[rules.language];
  const refunded = new Set(found.refunds.flatMap((refund) => refund.positionItemIds));
  const inShop = new Set(found.order.lineItems.flatMap((line) => line.positionItemIds));
  const open = positionItems.filter(
    (piece) => inShop.has(piece.positionItemId) && !refunded.has(piece.positionItemId),
  );
  const cancelled = open.filter((piece) => isCancelled(piece.fulfillmentStatus));
  const returned = open.filter((piece) => piece.fulfillmentStatus === 'RETURNED');
  const pieces = cancelled.length > 0 ? cancelled : returned;
  if (pieces.length === 0) return undefined;
  const isCancellation = cancelled.length > 0;
  const amountCents = pieces.reduce((sum, piece) => sum + piece.payableCents, 0);
  return {
    action: 'refund',
    wooOrderId: found.order.wooOrderId,
    positionItemIds: pieces.map((piece) => piece.positionItemId),
    refund: {
      amount: textFromCents(amountCents),
      reason: isCancellation ? words.cancelledRefundReason : words.returnedRefundReason,
      api_refund: false,
      api_restock: isCancellation ? rules.restockCancelled : rules.restockReturned,
      line_items: found.order.lineItems.flatMap((line) => refundLine(line, pieces, found.order)),
      meta_data: [
        {
          key: META.refundPositionItems,
          value: joinIds(pieces.map((piece) => piece.positionItemId)),
        },
      ],
    },
    notes: pieces.map((piece) => pieceNote(piece, rules.language)),
  };
}

/** The note about one piece that left the sale, in the owner's language. */
export function pieceNote(piece: PositionItem, language: 'de' | 'en'): NoteDraft {
  const words = SHOP_WORDS[language];
  const raw = piece.cancellationReason ?? '';
  const title = piece.productTitle || piece.sku;
  if (!isCancelled(piece.fulfillmentStatus)) {
    return { key: `returned:${piece.positionItemId}`, text: words.returnedNote({ title }) };
  }
  const reason = wordsFor(raw, words.cancellationReason) ?? words.unknownReason(raw);
  return { key: `cancelled:${piece.positionItemId}`, text: words.cancelledNote({ title, reason }) };
}

function refundLine(line: WooLineItem, pieces: readonly PositionItem[], order: WooOrder) {
  const ofLine = pieces.filter((piece) => line.positionItemIds.includes(piece.positionItemId));
  if (ofLine.length === 0) return [];
  const rates = appliedRates(line.taxes, order.taxRates);
  const cents = ofLine.reduce((sum, piece) => sum + piece.payableCents, 0);
  const net = Number(netMillionths(cents, taxMultiplier(rates))) / 1_000_000;
  return [
    {
      id: line.lineItemId,
      quantity: ofLine.length,
      refund_total: net,
      refund_tax: rates.map((rate) => ({
        id: rate.rateId,
        refund_total: Math.round(taxedBy(rate, net, rates) * rate.ratePercent * 10_000) / 1_000_000,
      })),
    },
  ];
}

/** What a rate is applied to: the net amount; a compound one also to the plain taxes on it. */
function taxedBy(rate: WooOrder['taxRates'][number], net: number, rates: WooOrder['taxRates']) {
  if (!rate.compound) return net;
  const plain = taxMultiplier(rates.filter((other) => !other.compound));
  return (net * Number(plain)) / Number(MULTIPLIER_SCALE);
}

/** The rates the shop really put on a line, read from its own answer. */
export function appliedRates(
  taxes: { rateId: number; total: string }[],
  rates: WooOrder['taxRates'],
): WooOrder['taxRates'] {
  const ids = new Set(taxes.filter((tax) => tax.total !== '').map((tax) => tax.rateId));
  return rates.filter((rate) => ids.has(rate.rateId));
}
