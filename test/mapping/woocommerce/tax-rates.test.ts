import { describe, expect, it } from 'vitest';
import { MULTIPLIER_SCALE } from '../../../src/mapping/money.ts';
import type { TaxLocation, TaxRate } from '../../../src/mapping/woocommerce/shop-profile.ts';
import {
  applicableRates,
  multiplierFromPercent,
  taxLocation,
  taxMultiplier,
} from '../../../src/mapping/woocommerce/tax-rates.ts';

const DRESDEN = { country: 'DE', state: 'DE-SN', postcode: '01067', city: 'Dresden' };
const VIENNA = { country: 'AT', state: '', postcode: '1010', city: 'Wien' };
const NOWHERE = { country: '', state: '', postcode: '', city: '' };

const rateWith = (given: Partial<TaxRate>): TaxRate => ({
  id: 1,
  taxClass: '',
  ratePercent: 19,
  country: 'DE',
  state: '',
  postcodes: [],
  cities: [],
  priority: 1,
  compound: false,
  shipping: true,
  ...given,
});

const idsAt = (location: TaxLocation, rates: TaxRate[], taxClass = '') =>
  applicableRates({ taxesOn: true, taxRates: rates }, location, taxClass).map((rate) => rate.id);

describe('where a shop taxes an order', () => {
  it.each([
    ['shipping', { shipping: DRESDEN, billing: VIENNA }, DRESDEN],
    ['shipping', { shipping: NOWHERE, billing: VIENNA }, VIENNA],
    ['shipping', { shipping: undefined, billing: VIENNA }, VIENNA],
    ['shipping', { shipping: NOWHERE, billing: NOWHERE }, 'base'],
    ['shipping', { shipping: undefined, billing: undefined }, 'base'],
    ['billing', { shipping: DRESDEN, billing: VIENNA }, VIENNA],
    ['billing', { shipping: DRESDEN, billing: NOWHERE }, 'base'],
    ['base', { shipping: DRESDEN, billing: VIENNA }, 'base'],
  ] as const)('by %s, of %j: %j', (taxBasedOn, addresses, expected) => {
    const base = { country: 'CH', state: '', postcode: '8001', city: 'Zürich' };
    expect(taxLocation({ taxBasedOn, base }, addresses)).toEqual(
      expected === 'base' ? base : expected,
    );
  });
});

describe('which rates apply at a place', () => {
  it('those of the class, the country and everywhere', () => {
    const rates = [
      rateWith({ id: 1, priority: 1 }),
      rateWith({ id: 2, priority: 2, taxClass: 'reduced-rate' }),
      rateWith({ id: 3, priority: 3, country: 'AT' }),
      rateWith({ id: 4, priority: 4, country: '' }),
      rateWith({ id: 5, priority: 5, country: 'de' }),
    ];
    expect(idsAt(DRESDEN, rates)).toEqual([1, 4, 5]);
    expect(idsAt(DRESDEN, rates, 'reduced-rate')).toEqual([2]);
    expect(idsAt(VIENNA, rates)).toEqual([3, 4]);
  });

  it('none while the shop has taxes switched off', () => {
    expect(applicableRates({ taxesOn: false, taxRates: [rateWith({})] }, DRESDEN, '')).toEqual([]);
  });

  it('none where there is no country, not even those for everywhere', () => {
    expect(idsAt(NOWHERE, [rateWith({ country: '' })])).toEqual([]);
  });

  it('those of the state, whatever its case', () => {
    const rates = [rateWith({ id: 1, state: 'de-sn' }), rateWith({ id: 2, state: 'DE-BY' })];
    expect(idsAt(DRESDEN, rates)).toEqual([1]);
    expect(idsAt({ ...DRESDEN, state: '' }, rates)).toEqual([]);
  });

  it.each([
    ['01067', '01067', true],
    ['01067', '1067', false],
    ['010*', '01067', true],
    ['02*', '01067', false],
    ['*', '01067', true],
    ['01000...01999', '01067', true],
    ['01067...01067', '01067', true],
    ['01000...01066', '01067', false],
    ['01068...02000', '01067', false],
    ['01000...01999', '', false],
    ['01067', '01 067', true],
    ['010*', '010-67', true],
    ['sw1a 1*', 'SW1A 1AA', true],
    ['01000 ... 01999', '01067', true],
  ])('postcode pattern "%s" for "%s": %s', (pattern, postcode, applies) => {
    expect(idsAt({ ...DRESDEN, postcode }, [rateWith({ postcodes: [pattern] })])).toEqual(
      applies ? [1] : [],
    );
  });

  it('one matching postcode of several is enough', () => {
    expect(idsAt(DRESDEN, [rateWith({ postcodes: ['99999', '01067'] })])).toEqual([1]);
  });

  it('those of the city, whatever its case; with postcodes too, both must match', () => {
    expect(idsAt(DRESDEN, [rateWith({ cities: ['Berlin', 'DRESDEN'] })])).toEqual([1]);
    expect(idsAt(DRESDEN, [rateWith({ cities: ['Berlin'] })])).toEqual([]);
    expect(idsAt(DRESDEN, [rateWith({ cities: ['DRESDEN'], postcodes: ['9*'] })])).toEqual([]);
  });

  it.each([
    ['a country before everywhere', { country: '' }, { country: 'DE' }],
    ['a state before the whole country', {}, { state: 'DE-SN' }],
    ['postcodes before none', {}, { postcodes: ['01067'] }],
    ['more postcodes before fewer', { postcodes: ['01067'] }, { postcodes: ['01067', '02000'] }],
    ['cities before none', {}, { cities: ['DRESDEN'] }],
    ['a state before postcodes', { postcodes: ['01067'] }, { state: 'DE-SN' }],
    ['postcodes before cities', { cities: ['DRESDEN'] }, { postcodes: ['01067'] }],
  ])('one for each priority: %s', (_name, general, special) => {
    const rates = [rateWith({ id: 1, ...general }), rateWith({ id: 2, ...special })];
    expect(idsAt(DRESDEN, rates)).toEqual([2]);
    expect(idsAt(DRESDEN, rates.toReversed())).toEqual([2]);
  });

  it('the older of two equal ones, and lower priorities first', () => {
    const rates = [
      rateWith({ id: 7, priority: 2 }),
      rateWith({ id: 5, priority: 1 }),
      rateWith({ id: 4, priority: 1 }),
    ];
    expect(idsAt(DRESDEN, rates)).toEqual([4, 7]);
  });
});

describe('what rates add together', () => {
  const percentOn100 = (rates: TaxRate[]) =>
    Number(taxMultiplier(rates) - MULTIPLIER_SCALE) / Number(MULTIPLIER_SCALE / 100n);

  it.each([
    [[], 0],
    [[rateWith({})], 19],
    [[rateWith({ ratePercent: 8.1 })], 8.1],
    [[rateWith({ ratePercent: 12 }), rateWith({ ratePercent: 7 })], 19],
    [[rateWith({ ratePercent: 10 }), rateWith({ ratePercent: 10, compound: true })], 21],
    [[rateWith({ ratePercent: 10, compound: true }), rateWith({ ratePercent: 10 })], 21],
    [
      [
        rateWith({ ratePercent: 10 }),
        rateWith({ ratePercent: 10, compound: true }),
        rateWith({ ratePercent: 10, compound: true }),
      ],
      33.1,
    ],
  ])('%j make %d %', (rates, percent) => {
    expect(percentOn100(rates)).toBeCloseTo(percent, 9);
  });

  it('keeps four decimals of a percentage', () => {
    expect(multiplierFromPercent(19)).toBe(1_190_000_000_000n);
    expect(multiplierFromPercent(6.75)).toBe(1_067_500_000_000n);
    expect(multiplierFromPercent(0.0001)).toBe(1_000_001_000_000n);
    expect(multiplierFromPercent(0)).toBe(MULTIPLIER_SCALE);
  });
});
