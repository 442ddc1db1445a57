import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  centsFromAmount,
  centsFromText,
  MULTIPLIER_SCALE,
  netMillionths,
  textFromCents,
  textFromMillionths,
} from '../../src/mapping/money.ts';
import { multiplierFromPercent } from '../../src/mapping/woocommerce/tax-rates.ts';
import { runs } from './support/property-runs.ts';

describe('amounts as OTTO sends them', () => {
  it.each([
    [0, 0],
    [0.01, 1],
    [0.1, 10],
    [0.29, 29],
    [1.15, 115],
    [4.35, 435],
    [19.99, 1999],
    [49.9, 4990],
    [649, 64_900],
    [1_299.95, 129_995],
    [1_000_000, 100_000_000],
    [-0.01, -1],
  ])('reads %d as %d cents', (amount, cents) => {
    expect(centsFromAmount(amount)).toBe(cents);
  });

  it.each([
    0.001,
    0.005,
    1.005,
    19.994,
    19.995,
    99_999.995,
    600_000.003,
    Number.NaN,
    Number.POSITIVE_INFINITY,
    1e11,
    2 ** 53,
    -1e300,
  ])('refuses %d, which is not a whole number of cents', (amount) => {
    expect(centsFromAmount(amount)).toBeUndefined();
  });

  it('reads every price up to a million euro back to the cent', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 100_000_000 }), (cents) => {
        expect(centsFromAmount(cents / 100)).toBe(cents);
        expect(centsFromAmount(Number((cents / 100).toFixed(2)))).toBe(cents);
      }),
      runs(2_000),
    );
  });
});

describe('amounts as the shop shows them', () => {
  it.each([
    ['0', 0],
    ['0.00', 0],
    ['55.91', 5591],
    ['16.8', 1680],
    ['20', 2000],
    ['1000000.10', 100_000_010],
    ['-9.99', -999],
    ['16.798319', 1680],
  ])('reads "%s" as %d cents', (text, cents) => {
    expect(centsFromText(text)).toBe(cents);
  });

  it.each(['', ' ', '19,99', '1.999,00', 'free', '1e3', '-', '.5', '5.', '1.2.3', '19.99 €'])(
    'does not take "%s" for an amount',
    (text) => {
      expect(centsFromText(text)).toBeUndefined();
    },
  );

  it.each([
    [0, '0.00'],
    [1, '0.01'],
    [10, '0.10'],
    [100, '1.00'],
    [1990, '19.90'],
    [100_000_000, '1000000.00'],
    [-5, '-0.05'],
    [-999, '-9.99'],
  ])('writes %d cents as "%s"', (cents, text) => {
    expect(textFromCents(cents)).toBe(text);
    expect(centsFromText(text)).toBe(cents);
  });
});

describe('the net amount a shop needs', () => {
  const netText = (cents: number, percent: number) =>
    textFromMillionths(netMillionths(cents, multiplierFromPercent(percent)));

  it.each([
    [1999, 19, '16.798319'],
    [3 * 999, 19, '25.184874'],
    [595, 19, '5.000000'],
    [2490, 7, '23.271028'],
    [595, 7, '5.560748'],
    [1, 19, '0.008403'],
    [1, 0, '0.010000'],
    [0, 19, '0.000000'],
    [999_999, 19, '8403.352941'],
  ])('of %d cents at %d % is "%s"', (cents, percent, net) => {
    expect(netText(cents, percent)).toBe(net);
  });

  it.each([
    // 0.01 / 0.0032 = 3.125 and so on: quotients whose seventh decimal is exactly 5
    ['just below a half goes down', 1, 3_000_001_000_000n, '0.003333'],
    ['exactly a half goes up', 1, 800_000_000_000_000n, '0.000013'],
    ['just above a half goes up', 1, 799_999_000_000_000n, '0.000013'],
    ['just below a half goes down again', 1, 800_001_000_000_000n, '0.000012'],
  ])('%s', (_name, cents, multiplier, net) => {
    expect(textFromMillionths(netMillionths(cents, multiplier))).toBe(net);
  });

  it('misses the gross by less than a tenth of a thousandth of a cent', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 100_000_000 }),
        fc.integer({ min: 0, max: 300_000 }),
        (cents, tenThousandths) => {
          const multiplier = multiplierFromPercent(tenThousandths / 10_000);
          const gross = netMillionths(cents, multiplier) * multiplier;
          const miss = gross - BigInt(cents) * 10_000n * MULTIPLIER_SCALE;
          const size = miss < 0n ? -miss : miss;
          expect(size * 2n <= multiplier).toBe(true);
        },
      ),
      runs(2_000),
    );
  });

  it('writes six decimals, also for less than a euro', () => {
    expect(textFromMillionths(0n)).toBe('0.000000');
    expect(textFromMillionths(1n)).toBe('0.000001');
    expect(textFromMillionths(999_999n)).toBe('0.999999');
    expect(textFromMillionths(1_000_000n)).toBe('1.000000');
    expect(textFromMillionths(16_798_319n)).toBe('16.798319');
  });
});

it.each(['9'.repeat(20), `-${'9'.repeat(400)}`, '100000000000.00'])(
  'takes %s for no sum of money, as nothing could be added to it exactly',
  (text) => {
    expect(centsFromText(text)).toBeUndefined();
  },
);

it('knows no zero below zero', () => {
  expect(Object.is(centsFromAmount(-0), 0)).toBe(true);
  expect(Object.is(centsFromText('-0.00'), 0)).toBe(true);
});
