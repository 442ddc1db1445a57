import { ROUNDING_PRECISION, roundTo, sumOf } from './php-numbers.ts';
import type { ShopSettings } from './settings.ts';
import type { StoredOrder, TaxRate } from './state.ts';

export type TaxLocation = { country: string; state: string; postcode: string; city: string };

const LOCAL_PICKUP_METHODS = ['legacy_local_pickup', 'local_pickup'];

/**
 * Where an order is taxed: shipping address; without its country the billing address; without that
 * the shop's base. Local pickup is always taxed at the base.
 */
export function taxLocationOf(order: StoredOrder, settings: ShopSettings): TaxLocation {
  let basedOn = settings.taxBasedOn;
  if (basedOn === 'shipping' && order.shipping.country === '') basedOn = 'billing';
  if (order.shippingLines.some((line) => LOCAL_PICKUP_METHODS.includes(line.methodId))) {
    basedOn = 'base';
  }
  const { country, state, postcode, city } = basedOn === 'billing' ? order.billing : order.shipping;
  if (basedOn === 'base' || country === '') return settings.baseAddress;
  return { country, state, postcode, city };
}

/** The rates of a class that apply at a place, at most one per priority. */
export function findRates(
  location: TaxLocation,
  taxClass: string,
  settings: ShopSettings,
): TaxRate[] {
  if (location.country === '') return [];
  const found = settings.taxRates
    .filter((rate) => rate.taxClass === taxClass && matches(rate, location))
    .sort(bySpecificity);
  return found.filter(
    (rate, index) => found.findIndex((other) => other.priority === rate.priority) === index,
  );
}

/**
 * The tax of each rate on a net price: simple rates first, then the compound ones on top of them.
 * Rounded to six places here; rounding to cents happens per line or at the subtotal.
 */
export function taxOnNet(price: number, rates: TaxRate[]): Map<number, number> {
  const taxes = new Map<number, number>();
  for (const rate of rates) {
    if (!rate.compound) taxes.set(rate.id, price * (Number(rate.rate) / 100));
  }
  for (const rate of rates) {
    if (rate.compound) {
      taxes.set(rate.id, (price + sumOf(taxes.values())) * (Number(rate.rate) / 100));
    }
  }
  return rounded(taxes);
}

/** The tax contained in a gross price. */
export function taxInGross(price: number, rates: TaxRate[]): Map<number, number> {
  const taxes = new Map<number, number>(rates.map((rate) => [rate.id, 0]));
  let withoutCompound = price;
  for (const rate of rates.filter((candidate) => candidate.compound).reverse()) {
    const amount = withoutCompound - withoutCompound / (1 + Number(rate.rate) / 100);
    taxes.set(rate.id, amount);
    withoutCompound -= amount;
  }
  const simple = rates.filter((rate) => !rate.compound);
  const factor = 1 + sumOf(simple.map((rate) => Number(rate.rate))) / 100;
  for (const rate of simple) {
    taxes.set(rate.id, (Number(rate.rate) / 100 / factor) * withoutCompound);
  }
  return rounded(taxes);
}

/** The code a tax line carries, e.g. `DE-MWST 19%-1`. */
export function rateCode(rate: TaxRate): string {
  return [rate.country, rate.state, rate.name === '' ? 'TAX' : rate.name, String(rate.priority)]
    .filter((part) => part !== '' && part !== '0')
    .join('-')
    .toUpperCase();
}

function rounded(taxes: Map<number, number>): Map<number, number> {
  return new Map([...taxes].map(([id, tax]) => [id, roundTo(tax, ROUNDING_PRECISION)]));
}

function matches(rate: TaxRate, location: TaxLocation): boolean {
  if (rate.country !== '' && rate.country !== location.country.toUpperCase()) return false;
  if (rate.state !== '' && rate.state !== location.state.toUpperCase()) return false;
  if (rate.cities.length > 0) {
    const city = location.city.toUpperCase();
    if (!rate.cities.some((candidate) => candidate.toUpperCase() === city)) return false;
  }
  const postcode = location.postcode.toUpperCase().replace(/[\s-]/g, '');
  return (
    rate.postcodes.length === 0 || rate.postcodes.some((code) => matchesPostcode(code, postcode))
  );
}

function matchesPostcode(pattern: string, postcode: string): boolean {
  const [from, to] = pattern.split('...');
  if (from !== undefined && to !== undefined) return postcode >= from && postcode <= to;
  if (pattern.endsWith('*')) return postcode.startsWith(pattern.slice(0, -1));
  return postcode === pattern.toUpperCase().replace(/[\s-]/g, '');
}

function bySpecificity(left: TaxRate, right: TaxRate): number {
  return (
    left.priority - right.priority ||
    emptyLast(left.country, right.country) ||
    emptyLast(left.state, right.state) ||
    right.postcodes.length - left.postcodes.length ||
    right.cities.length - left.cities.length ||
    left.id - right.id
  );
}

function emptyLast(left: string, right: string): number {
  if (left === right) return 0;
  if (left === '') return 1;
  if (right === '') return -1;
  return left < right ? -1 : 1;
}
