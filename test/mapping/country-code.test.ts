import { expect, it } from 'vitest';
import { countryCode } from '../../src/mapping/country-code.ts';

it.each([
  ['DEU', 'DE'],
  ['AUT', 'AT'],
  ['CHE', 'CH'],
  ['GBR', 'GB'],
  ['NLD', 'NL'],
  ['deu', 'DE'],
  [' DEU ', 'DE'],
  ['DE', 'DE'],
  ['de', 'DE'],
])('reads the country "%s" as %s', (code, expected) => {
  expect(countryCode(code)).toBe(expected);
});

it.each([
  '',
  ' ',
  'D',
  'ZZ',
  'ZZZ',
  'XX',
  'Deutschland',
  '276',
  'DE-BY',
  '__proto__',
  'constructor',
])('knows no country "%s"', (code) => {
  expect(countryCode(code)).toBeUndefined();
});
