import { numbersOf, roundTax, setLineTaxes, setOtherTaxes } from './line-taxes.ts';
import { ROUNDING_PRECISION, roundTo, sumOf, toDecimalText } from './php-numbers.ts';
import { toNumber } from './php-values.ts';
import { productOfLine } from './products.ts';
import { type ShopSettings, taxClassSlugs } from './settings.ts';
import type { Shop } from './shop.ts';
import type { FeeLine, LineItem, OrderItems, StoredOrder, TaxLine } from './state.ts';
import { takeId } from './state.ts';
import { findRates, rateCode, type TaxLocation, taxLocationOf, taxOnNet } from './tax-rates.ts';

/** Rows a new tax line takes in the shop's table of item data. */
const TAX_LINE_ROWS = 6;

/**
 * Recalculates an order: taxes of every line from the shop's rates for the destination, tax lines,
 * and all sums. Net totals of lines are taken as they are; only their taxes change.
 *
 * @see test/contracts/recordings, where a real shop answered
 */
export function calculateTotals(order: StoredOrder, shop: Shop): void {
  const { settings } = shop;
  const decimals = settings.priceDecimals;
  const cartSubtotal = sumOfLines(order.lineItems, 'subtotal', settings);
  const cartTotal = sumOfLines(order.lineItems, 'total', settings);
  order.shippingTotal = sumOf(
    order.shippingLines.map((line) => roundTo(toNumber(line.total), decimals)),
  );
  const feesTotal = sumOfFees(order.feeLines, cartTotal + order.shippingTotal, decimals);

  calculateTaxes(order, shop);

  const taxOnTotal = sumOf(order.lineItems.flatMap((line) => numbersOf(line.taxes)));
  const taxOnSubtotal = sumOf(order.lineItems.flatMap((line) => numbersOf(line.subtotalTaxes)));
  order.discountTotal = roundTo(cartSubtotal - cartTotal, decimals);
  order.discountTax = roundTax(taxOnSubtotal - taxOnTotal, settings);
  order.total = roundTo(
    cartTotal + feesTotal + order.shippingTotal + order.cartTax + order.shippingTax,
    decimals,
  );
}

/** Rebuilds tax lines and tax sums from the taxes of the lines; also used by refunds. */
export function updateTaxLines(
  items: OrderItems,
  shop: Shop,
): { cartTax: number; shippingTax: number } {
  const cart = new Map<number, number>();
  const shipping = new Map<number, number>();
  for (const line of [...items.lineItems, ...items.feeLines]) {
    for (const [rateId, tax] of line.taxes) add(cart, rateId, lineTax(tax, shop.settings));
  }
  for (const line of items.shippingLines) {
    for (const [rateId, tax] of line.taxes) add(shipping, rateId, lineTax(tax, shop.settings));
  }
  const rateIds = [...new Set([...cart.keys(), ...shipping.keys()])];
  const kept = items.taxLines.filter((line) => rateIds.includes(line.rateId));
  const added = rateIds.filter((id) => !kept.some((line) => line.rateId === id));
  items.taxLines = [...kept, ...added.map((rateId) => newTaxLine(rateId, shop))];
  for (const line of items.taxLines) {
    line.taxTotal = cart.get(line.rateId) ?? 0;
    line.shippingTaxTotal = shipping.get(line.rateId) ?? 0;
  }
  return { cartTax: sumOf(cart.values()), shippingTax: sumOf(shipping.values()) };
}

/** The class shipping is taxed with; undefined when nothing in the order has one. */
export function shippingTaxClassOf(order: StoredOrder, shop: Shop): string | undefined {
  const { settings } = shop;
  if (settings.shippingTaxClass !== 'inherit') return settings.shippingTaxClass;
  const inBasket = classesInBasket(order, shop);
  return ['', ...taxClassSlugs(settings)].find((slug) => inBasket.includes(slug));
}

function calculateTaxes(order: StoredOrder, shop: Shop): void {
  const { settings } = shop;
  const location = taxLocationOf(order, settings);
  const shippingClass = shippingTaxClassOf(order, shop);
  for (const line of order.lineItems) {
    const taxable = settings.calcTaxes && lineTaxStatus(line, shop) === 'taxable';
    const rates = taxable ? findRates(location, line.taxClass, settings) : [];
    const total = taxOnNet(toNumber(line.total), rates);
    setLineTaxes(line, total, taxOnNet(toNumber(line.subtotal), rates), settings);
  }
  for (const fee of order.feeLines) {
    setOtherTaxes(fee, feeTaxes(fee, order, location, shop), settings);
  }
  for (const line of order.shippingLines) {
    const taxed = settings.calcTaxes && shippingClass !== undefined;
    const rates = taxed ? findRates(location, shippingClass, settings) : [];
    const shippingRates = rates.filter((rate) => rate.shipping);
    setOtherTaxes(line, taxOnNet(toNumber(line.total), shippingRates), settings);
  }
  Object.assign(order, updateTaxLines(order, shop));
}

function feeTaxes(
  fee: FeeLine,
  order: StoredOrder,
  location: TaxLocation,
  shop: Shop,
): Map<number, number> {
  const { settings } = shop;
  if (!settings.calcTaxes) return new Map();
  const amount = toNumber(fee.total);
  if (amount >= 0) {
    if (fee.taxStatus === 'none') return new Map();
    return taxOnNet(amount, findRates(location, fee.taxClass, settings));
  }
  // A negative fee is spread over all tax classes of the order, whatever its own class says.
  const costs = costsPerClass(order, shop);
  const allCosts = sumOf(costs.values());
  const taxes = new Map<number, number>();
  for (const [taxClass, cost] of costs) {
    if (taxClass === undefined) continue;
    const share = taxOnNet(amount * (cost / allCosts), findRates(location, taxClass, settings));
    for (const [rateId, tax] of share) add(taxes, rateId, tax);
  }
  return taxes;
}

function costsPerClass(order: StoredOrder, shop: Shop): Map<string | undefined, number> {
  const costs = new Map<string | undefined, number>();
  const inherited = classesInBasket(order, shop)[0];
  const shippingClass = shop.settings.shippingTaxClass;
  const parts: [string | undefined, string][] = [
    ...order.lineItems.map((line): [string | undefined, string] => [
      lineTaxStatus(line, shop) === 'taxable' ? line.taxClass : undefined,
      line.total,
    ]),
    ...order.feeLines.map((fee): [string | undefined, string] => [
      fee.taxStatus === 'taxable' ? fee.taxClass : undefined,
      fee.total,
    ]),
    ...order.shippingLines.map((line): [string | undefined, string] => [
      shippingClass === 'inherit' ? inherited : shippingClass,
      line.total,
    ]),
  ];
  for (const [taxClass, total] of parts) {
    if (toNumber(total) > 0) costs.set(taxClass, (costs.get(taxClass) ?? 0) + toNumber(total));
  }
  return costs;
}

function classesInBasket(order: StoredOrder, shop: Shop): string[] {
  const classes = order.lineItems
    .filter((line) => lineTaxStatus(line, shop) !== 'none')
    .map((line) => line.taxClass);
  return [...new Set(classes)];
}

function lineTaxStatus(line: LineItem, shop: Shop): 'taxable' | 'shipping' | 'none' {
  return productOfLine(shop, line)?.taxStatus ?? 'taxable';
}

function sumOfFees(fees: FeeLine[], basket: number, decimals: number): number {
  let sum = 0;
  for (const fee of fees) {
    const largestDiscount = -roundTo(basket + sum, decimals);
    if (toNumber(fee.total) < Math.min(0, largestDiscount) && largestDiscount < 0) {
      fee.total = toDecimalText(largestDiscount);
    }
    sum += toNumber(fee.total);
  }
  return sum;
}

function sumOfLines(
  lines: LineItem[],
  field: 'total' | 'subtotal',
  settings: ShopSettings,
): number {
  const cents = 10 ** settings.priceDecimals;
  const values = lines.map((line) => roundTo(toNumber(line[field]) * cents, ROUNDING_PRECISION));
  const parts = settings.roundAtSubtotal ? values : values.map((value) => roundTo(value, 0));
  return sumOf(parts) / cents;
}

function lineTax(tax: string, settings: ShopSettings): number {
  return settings.roundAtSubtotal ? toNumber(tax) : roundTax(toNumber(tax), settings);
}

function add(taxes: Map<number, number>, rateId: number, tax: number): void {
  taxes.set(rateId, (taxes.get(rateId) ?? 0) + tax);
}

function newTaxLine(rateId: number, shop: Shop): TaxLine {
  const rate = shop.settings.taxRates.find((candidate) => candidate.id === rateId);
  const id = takeId(shop.state, 'item');
  takeId(shop.state, 'itemMeta', TAX_LINE_ROWS);
  return {
    kind: 'tax',
    id,
    rateId,
    rateCode: rate === undefined ? '' : rateCode(rate),
    label: rate?.name || 'Tax',
    compound: rate?.compound ?? false,
    ratePercent: Number(rate?.rate ?? 0),
    taxTotal: 0,
    shippingTaxTotal: 0,
    meta: [],
  };
}
