import { MULTIPLIER_SCALE, netMillionths } from './money.ts';
import type { FoundShopOrder } from './shop-plan.ts';
import type { WooLineItem, WooOrder, WooRefundDraft } from './woocommerce/order.ts';
import { taxMultiplier } from './woocommerce/tax-rates.ts';

type RefundLineDraft = WooRefundDraft['line_items'][number];
type RatedLine = { taxes: { rateId: number; total: string }[] };

/** What goes back of one line item: a gross sum, and how many pieces of it. */
export type BackOfLine = { lineItemId: number; cents: number; quantity: number };

/**
 * The line items of a refund, each with net and tax as the shop taxed it. A sum without a piece is a
 * line of quantity 0: the shop then books the money alone.
 */
export function refundLineItems(
  back: readonly BackOfLine[],
  found: FoundShopOrder,
): RefundLineDraft[] {
  return found.order.lineItems.flatMap((line) => {
    const ofLine = back.filter(({ lineItemId }) => lineItemId === line.lineItemId);
    if (ofLine.length === 0) return [];
    const quantity = ofLine.reduce((sum, each) => sum + each.quantity, 0);
    const cents = ofLine.reduce((sum, each) => sum + each.cents, 0);
    return [
      {
        id: line.lineItemId,
        quantity: Math.min(quantity, quantityLeft(line, found)),
        ...taxed(cents, line, found.order),
      },
    ];
  });
}

/**
 * The shipping lines of a refund of delivery fees: never more of a line than refunds left of it. What
 * finds no line stands in the refund's amount alone.
 */
export function refundShippingLines(cents: number, found: FoundShopOrder): RefundLineDraft[] {
  let restCents = cents;
  return found.order.shippingLines.flatMap((line) => {
    const backCents = found.refunds
      .flatMap((refund) => refund.shippingLines)
      .filter(({ lineId }) => lineId === line.lineId)
      .reduce((sum, refunded) => sum + refunded.cents, 0);
    const ofLine = Math.min(restCents, Math.max(0, line.grossCents - backCents));
    if (ofLine === 0) return [];
    restCents -= ofLine;
    return [{ id: line.lineId, quantity: 0, ...taxed(ofLine, line, found.order) }];
  });
}

/** A gross sum as the shop splits it for the rates on this line. */
function taxed(
  cents: number,
  line: RatedLine,
  order: WooOrder,
): Pick<RefundLineDraft, 'refund_total' | 'refund_tax'> {
  const rates = appliedRates(line.taxes, order.taxRates);
  const net = Number(netMillionths(cents, taxMultiplier(rates))) / 1_000_000;
  return {
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
