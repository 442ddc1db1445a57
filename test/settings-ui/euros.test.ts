import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { centsIn } from '../../src/settings-ui/i18n/euros.ts';

describe('a sum that somebody types', () => {
  it.each([
    ['12,50', 1250],
    ['12.50', 1250],
    ['12,5', 1250],
    ['12', 1200],
    ['0,01', 1],
    [' 12,50 € ', 1250],
    ['12,50\u00a0€', 1250],
    ['EUR 7', 700],
    ['1.250,00', 125_000],
    ['1.234.567,89', 123_456_789],
  ])('is read with a comma as with a point: %s', (text, cents) => {
    expect(centsIn(text)).toBe(cents);
  });

  it.each([
    '',
    '€',
    'five',
    '-5',
    '+5',
    '1,2,3',
    '1.2.3',
    '12,345',
    '1.250',
    '1.25,00',
    '5,',
    ',5',
    '1e3',
    '12,50x',
  ])('is nothing where it can be meant otherwise, or is no sum: “%s”', (text) => {
    expect(centsIn(text)).toBeUndefined();
  });

  it('is the same sum, however it is written', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 99_999_999 }), (cents) => {
        const plain = (cents / 100).toFixed(2);
        const german = new Intl.NumberFormat('de-DE', { style: 'currency', currency: 'EUR' });
        expect(centsIn(plain)).toBe(cents);
        expect(centsIn(plain.replace('.', ','))).toBe(cents);
        expect(centsIn(german.format(cents / 100))).toBe(cents);
      }),
    );
  });
});
