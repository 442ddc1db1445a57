import type { ImportRules } from './import-rules.ts';
import { MULTIPLIER_SCALE, netMillionths, textFromCents } from './money.ts';
import { isCancelled } from './otto/fulfillment-status.ts';
import type { PositionItem } from './otto/sales-order.ts';
import { pieceNote } from './pieces-in-words.ts';
import { openRefunds } from './refunded-pieces.ts';
import type { FoundShopOrder, ShopStep } from './shop-plan.ts';
import { SHOP_WORDS } from './shop-words.ts';
import type { WooLineItem, WooOrder } from './woocommerce/order.ts';
import { joinIds, META } from './woocommerce/order-meta.ts';
import { taxMultiplier } from './woocommerce/tax-rates.ts';

/**
 * One refund for the pieces that OTTO took out of a paid order since the last look: cancelled ones
 * first, then returned ones, as their stock is treated differently. No gateway is called: the money
 * went back at OTTO. The refund carries the pieces in its meta, so that none is booked twice.
 *
 * @returns a hold when less is left of the total than is to be refunded; undefined when every such
 *   piece is refunded already, or is in no line of the shop order
 */
export function planRefund(
  positionItems: readonly PositionItem[],
  found: FoundShopOrder,
  rules: ImportRules,
): Extract<ShopStep, { action: 'refund' | 'hold' }> | undefined {
  const { order, refunds } = found;
  const words = SHOP_WORDS[rules.language];
  const { open } = openRefunds(positionItems, found);
  const cancelled = open.filter(({ piece }) => isCancelled(piece.fulfillmentStatus));
  const isCancellation = cancelled.length > 0;
  const gone = isCancellation ? cancelled : open;
  if (gone.length === 0) return undefined;
  const cents = gone.reduce((sum, each) => sum + each.cents, 0);
  const leftCents = order.totalCents - refunds.reduce((sum, refund) => sum + refund.amountCents, 0);
  if (cents > leftCents) {
    return { action: 'hold', reason: { code: 'refund-exceeds-rest', cents, leftCents } };
  }
  const positionItemIds = gone.map(({ piece }) => piece.positionItemId);
  return {
    action: 'refund',
    wooOrderId: order.wooOrderId,
    positionItemIds,
    refund: {
      amount: textFromCents(cents),
      reason: isCancellation ? words.cancelledRefundReason : words.returnedRefundReason,
      api_refund: false,
      api_restock: isCancellation ? rules.restockCancelled : rules.restockReturned,
      line_items: order.lineItems.flatMap((line) => {
        const ofLine = gone.filter(({ lineItemId }) => lineItemId === line.lineItemId);
        return ofLine.length > 0 ? [refundLine(line, ofLine, found)] : [];
      }),
      meta_data: [{ key: META.refundPositionItems, value: joinIds(positionItemIds) }],
    },
    notes: gone.map(({ piece }) => pieceNote(piece, rules.language)),
  };
}

function refundLine(line: WooLineItem, gone: { cents: number }[], found: FoundShopOrder) {
  const rates = appliedRates(line.taxes, found.order.taxRates);
  const cents = gone.reduce((sum, each) => sum + each.cents, 0);
  const net = Number(netMillionths(cents, taxMultiplier(rates))) / 1_000_000;
  return {
    id: line.lineItemId,
    quantity: Math.min(gone.length, quantityLeft(line, found)),
    refund_total: net,
    refund_tax: rates.map((rate) => ({
      id: rate.rateId,
      refund_total: Math.round(taxedBy(rate, net, rates) * rate.ratePercent * 10_000) / 1_000_000,
    })),
  };
}

/** The shop restocks any quantity a refund names, so it must never be more than is left. */
function quantityLeft(line: WooLineItem, { refunds }: FoundShopOrder): number {
  const back = refunds
    .flatMap((refund) => refund.lines)
    .filter(({ lineItemId }) => lineItemId === line.lineItemId)
    .reduce((sum, { quantity }) => sum + quantity, 0);
  return Math.max(0, line.quantity - back);
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
