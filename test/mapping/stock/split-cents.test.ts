import fc from 'fast-check';
import { expect, it } from 'vitest';
import { splitCents } from '../../../src/mapping/stock/split-cents.ts';
import { runs } from '../support/property-runs.ts';

const weights = fc.array(fc.integer({ min: 0, max: 1_000_000 }), { minLength: 1, maxLength: 20 });
const cents = fc.integer({ min: 0, max: 100_000_000 });
const sumOf = (shares: readonly number[]) => shares.reduce((sum, share) => sum + share, 0);

it.each([
  [1000, [1, 1, 1], [334, 333, 333]],
  [1000, [2, 1], [667, 333]],
  [1, [1, 1], [1, 0]],
  [0, [3, 5], [0, 0]],
  [999, [1999, 2490], [445, 554]],
  [100, [0, 0, 0], [34, 33, 33]],
  [100, [0, 1], [0, 100]],
])('splits %i cents by %j into %j', (whole, by, shares) => {
  expect(splitCents(whole, by)).toEqual(shares);
});

it('neither loses nor makes a cent, whatever the weights', () => {
  fc.assert(
    fc.property(cents, weights, (whole, by) => {
      const shares = splitCents(whole, by);
      expect(sumOf(shares)).toBe(whole);
      expect(shares).toHaveLength(by.length);
      expect(shares.every((share) => Number.isSafeInteger(share) && share >= 0)).toBe(true);
    }),
    runs(300),
  );
});

it('gives each share its part, rounded up or down', () => {
  fc.assert(
    fc.property(cents, weights, (whole, by) => {
      const all = sumOf(by);
      fc.pre(all > 0);
      splitCents(whole, by).forEach((share, index) => {
        const exact = (whole * (by[index] ?? 0)) / all;
        expect(Math.abs(share - exact)).toBeLessThan(1 + 1e-6);
      });
    }),
    runs(200),
  );
});

it('splits a sum of weights into just these weights', () => {
  fc.assert(
    fc.property(weights, (by) => {
      fc.pre(sumOf(by) > 0);
      expect(splitCents(sumOf(by), by)).toEqual(by);
    }),
    runs(200),
  );
});
