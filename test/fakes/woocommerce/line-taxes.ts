import { roundTo, sumOf, toDecimalText } from './php-numbers.ts';
import { toNumber } from './php-values.ts';
import type { ShopSettings } from './settings.ts';
import type { FeeLine, LineItem, ShippingLine, TaxAmounts } from './state.ts';

/**
 * A tax rounded to the shop's price decimals. In a shop with gross prices an exact half goes down,
 * so that net (rounded up) plus tax stays the gross price.
 */
export function roundTax(tax: number, settings: ShopSettings): number {
  const mode = settings.pricesIncludeTax ? 'half-down' : 'half-up';
  return roundTo(tax, settings.priceDecimals, mode);
}

/** Sets the taxes of a product line and their sums. */
export function setLineTaxes(
  line: LineItem,
  total: Map<number, number>,
  subtotal: Map<number, number>,
  settings: ShopSettings,
): void {
  const none = total.size === 0 || subtotal.size === 0;
  line.taxes = none ? new Map() : asDecimals(total);
  line.subtotalTaxes = none ? new Map() : asDecimals(subtotal);
  if (sumOf(numbersOf(line.subtotalTaxes)) < sumOf(numbersOf(line.taxes))) {
    line.subtotalTaxes = new Map(line.taxes);
  }
  line.totalTax = taxSum(line.taxes, settings);
  line.subtotalTax = taxSum(line.subtotalTaxes, settings);
}

/** Sets the taxes of a shipping or fee line and their sum. */
export function setOtherTaxes(
  line: ShippingLine | FeeLine,
  total: Map<number, number>,
  settings: ShopSettings,
): void {
  line.taxes = asDecimals(total);
  line.totalTax = taxSum(line.taxes, settings);
}

/** The tax amounts as numbers, in their order. */
export function numbersOf(taxes: TaxAmounts): number[] {
  return [...taxes.values()].map(toNumber);
}

function asDecimals(taxes: Map<number, number>): TaxAmounts {
  return new Map([...taxes].map(([id, tax]) => [id, toDecimalText(tax)]));
}

function taxSum(taxes: TaxAmounts, settings: ShopSettings): string {
  const amounts = numbersOf(taxes);
  const parts = settings.roundAtSubtotal ? amounts : amounts.map((tax) => roundTax(tax, settings));
  return toDecimalText(sumOf(parts));
}
