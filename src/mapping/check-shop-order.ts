import { netMillionths, textFromCents, textFromMillionths } from './money.ts';
import type { SalesOrder } from './otto/sales-order.ts';
import { appliedRates } from './refund-lines.ts';
import type { ExpectedShopOrder } from './shop-plan.ts';
import { SHOP_WORDS } from './shop-words.ts';
import { piecesInShop } from './stock/expand-sets.ts';
import type { WooAddress, WooFeeLineDraft, WooOrder, WooOrderChange } from './woocommerce/order.ts';
import { taxMultiplier } from './woocommerce/tax-rates.ts';

/** One way in which the shop's answer is not what was written. Never holds personal data. */
export type Difference =
  | { code: 'total'; expectedCents: number; actualCents: number }
  | { code: 'status'; expected: string; actual: string }
  | { code: 'address'; which: 'billing' | 'shipping'; fields: string }
  | { code: 'email-present' };

/** Compares the shop's answer to a write with what the write should have led to. */
export function checkShopOrder(expected: ExpectedShopOrder, order: WooOrder): Difference[] {
  const differences: Difference[] = [];
  if (order.totalCents !== expected.totalCents) {
    differences.push({
      code: 'total',
      expectedCents: expected.totalCents,
      actualCents: order.totalCents,
    });
  }
  if (order.status !== expected.status) {
    differences.push({ code: 'status', expected: expected.status, actual: order.status });
  }
  for (const which of ['billing', 'shipping'] as const) {
    const fields = expected.addresses ? changedFields(expected.addresses[which], order[which]) : [];
    if (fields.length > 0) differences.push({ code: 'address', which, fields: fields.join(', ') });
  }
  if (order.billingEmail !== '') differences.push({ code: 'email-present' });
  return differences;
}

function changedFields(sent: WooAddress, kept: WooAddress): string[] {
  const pairs = Object.entries(kept);
  const sentFields = new Map(Object.entries(sent));
  return pairs.flatMap(([field, value]) => (sentFields.get(field) === value ? [] : [field]));
}

/** A few cents may be rounding; more than this is a wrong rate and not ours to paper over. */
const LARGEST_ROUNDING_CENTS = 5;

/**
 * WooCommerce taxes a negative fee whatever its tax status says. On a single cent that tax rounds to
 * nothing, on three it is a cent more: hence one fee line for every cent too many.
 */
function roundingFees(differenceCents: number, language: 'de' | 'en'): WooFeeLineDraft[] {
  const name = SHOP_WORDS[language].roundingFee;
  const totals =
    differenceCents > 0
      ? [textFromCents(differenceCents)]
      : Array.from({ length: -differenceCents }, () => textFromCents(-1));
  return totals.map((total) => ({ name, total, tax_status: 'none' }));
}

/**
 * The one repair of a wrong total. Where the shop applied other rates than assumed (its tax settings
 * changed a moment ago), the lines are written again for the rates it really applied; where only
 * rounding is left, fee lines of those cents.
 *
 * @returns undefined when the difference is neither: it becomes an incident that shows both sums
 */
export function planTotalRepair(
  salesOrder: SalesOrder,
  order: WooOrder,
  expectedCents: number,
  language: 'de' | 'en',
): WooOrderChange | undefined {
  const difference = expectedCents - order.totalCents;
  if (difference === 0) return undefined;
  if (Math.abs(difference) <= LARGEST_ROUNDING_CENTS)
    return { fee_lines: roundingFees(difference, language) };
  const inShop = piecesInShop(salesOrder.positionItems, order);
  const pieces = new Map(inShop.map((piece) => [piece.positionItemId, piece]));
  const lineItems = order.lineItems.flatMap((line) => {
    const own = line.positionItemIds.flatMap((id) => pieces.get(id) ?? []);
    if (own.length === 0 || own.length !== line.quantity) return [];
    const multiplier = taxMultiplier(appliedRates(line.taxes, order.taxRates));
    const cents = (pick: 'grossCents' | 'payableCents') =>
      own.reduce((sum, piece) => sum + piece[pick], 0);
    return [
      {
        id: line.lineItemId,
        quantity: own.length,
        subtotal: textFromMillionths(
          netMillionths(Math.max(cents('grossCents'), cents('payableCents')), multiplier),
        ),
        total: textFromMillionths(netMillionths(cents('payableCents'), multiplier)),
      },
    ];
  });
  if (lineItems.length !== order.lineItems.length) return undefined;
  const shippingLines = order.shippingLines.flatMap((line, index) => {
    const fee = salesOrder.deliveryFees[index];
    if (!fee) return [];
    const multiplier = taxMultiplier(appliedRates(line.taxes, order.taxRates));
    return [
      {
        id: line.lineId,
        method_id: 'otto_market',
        method_title: line.title,
        total: textFromMillionths(netMillionths(fee.grossCents, multiplier)),
      },
    ];
  });
  return {
    line_items: lineItems,
    ...(shippingLines.length > 0 ? { shipping_lines: shippingLines } : {}),
  };
}
