import { fingerprint } from '../fingerprint.ts';
import { MULTIPLIER_SCALE } from '../money.ts';
import type { ShopProfile, TaxLocation, TaxRate } from './shop-profile.ts';

/** Where the shop taxes an order: as it decides itself, from what the addresses hold. */
export function taxLocation(
  profile: Pick<ShopProfile, 'taxBasedOn' | 'base'>,
  addresses: { billing: TaxLocation | undefined; shipping: TaxLocation | undefined },
): TaxLocation {
  if (profile.taxBasedOn === 'base') return profile.base;
  const useShipping = profile.taxBasedOn === 'shipping' && Boolean(addresses.shipping?.country);
  const location = useShipping ? addresses.shipping : addresses.billing;
  return location?.country ? location : profile.base;
}

/**
 * The rates a shop applies to a class at a place: those whose country, state, postcode and city
 * match, one for each priority, the most specific first.
 *
 * @see WooCommerce's documented order: priority, country, state, postcodes, cities, id
 */
export function applicableRates(
  profile: Pick<ShopProfile, 'taxRates' | 'taxesOn'>,
  location: TaxLocation,
  taxClass: string,
): TaxRate[] {
  if (!profile.taxesOn || location.country === '') return [];
  const country = location.country.toUpperCase();
  const state = location.state.toUpperCase();
  const matching = profile.taxRates
    .filter(
      (rate) =>
        rate.taxClass === taxClass &&
        ['', country].includes(rate.country.toUpperCase()) &&
        ['', state].includes(rate.state.toUpperCase()) &&
        (rate.postcodes.length === 0 ||
          rate.postcodes.some((pattern) => postcodeMatches(pattern, location.postcode))) &&
        (rate.cities.length === 0 ||
          rate.cities.some((city) => city.toUpperCase() === location.city.toUpperCase())),
    )
    .sort(
      (a, b) =>
        a.priority - b.priority ||
        Number(b.country !== '') - Number(a.country !== '') ||
        Number(b.state !== '') - Number(a.state !== '') ||
        b.postcodes.length - a.postcodes.length ||
        b.cities.length - a.cities.length ||
        a.id - b.id,
    );
  return matching.filter(
    (rate, index) => matching.findIndex((other) => other.priority === rate.priority) === index,
  );
}

/** True when the shop applies the same rates to every class in both places. */
export function haveSameTaxes(
  profile: Pick<ShopProfile, 'taxRates' | 'taxesOn' | 'taxClasses'>,
  one: TaxLocation,
  other: TaxLocation,
): boolean {
  if (one === other) return true;
  return ['', ...profile.taxClasses].every(
    (taxClass) =>
      fingerprint(applicableRates(profile, one, taxClass)) ===
      fingerprint(applicableRates(profile, other, taxClass)),
  );
}

/** 1 + what the rates add together, in units of MULTIPLIER_SCALE; compound rates go on top. */
export function taxMultiplier(rates: Pick<TaxRate, 'ratePercent' | 'compound'>[]): bigint {
  const plain = rates.filter((rate) => !rate.compound).map(scaled);
  const base = plain.reduce((sum, rate) => sum + rate, MULTIPLIER_SCALE);
  return rates
    .filter((rate) => rate.compound)
    .map(scaled)
    .reduce((total, rate) => total + (total * rate) / MULTIPLIER_SCALE, base);
}

/** 1 + a plain percentage, in the same units. */
export function multiplierFromPercent(percent: number): bigint {
  return MULTIPLIER_SCALE + scaledPercent(percent);
}

function scaled(rate: Pick<TaxRate, 'ratePercent'>): bigint {
  return scaledPercent(rate.ratePercent);
}

function scaledPercent(percent: number): bigint {
  // WooCommerce keeps four decimals of a percentage: 19.0000.
  return BigInt(Math.round(percent * 10_000)) * (MULTIPLIER_SCALE / 1_000_000n);
}

function postcodeMatches(pattern: string, postcode: string): boolean {
  // The shop compares without spaces and dashes: "80 331" is 80331.
  const wanted = pattern.replace(/[\s-]/g, '').toUpperCase();
  const actual = postcode.replace(/[\s-]/g, '').toUpperCase();
  const [from, to] = wanted.split('...');
  if (from !== undefined && to !== undefined) {
    return actual.length > 0 && Number(actual) >= Number(from) && Number(actual) <= Number(to);
  }
  return wanted.endsWith('*') ? actual.startsWith(wanted.slice(0, -1)) : actual === wanted;
}
