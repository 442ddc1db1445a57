import countries from 'i18n-iso-countries/index.js';

/**
 * What may be told of a country that is not known, e.g. in an incident. A code is short: anything longer
 * may be part of somebody's address.
 */
export function countryToTell(code: string): string {
  return /^\s*\p{L}{0,3}\s*$/u.test(code) ? code.trim() : '?';
}

/**
 * OTTO's three letters as the shop's two, e.g. "DEU" → "DE". Two known letters pass as they are.
 *
 * @returns undefined for a code that no country has
 */
export function countryCode(code: string): string | undefined {
  const upper = code.trim().toUpperCase();
  if (upper.length === 2) return countries.alpha2ToAlpha3(upper) ? upper : undefined;
  return countries.alpha3ToAlpha2(upper);
}
