import { describe, expect, it } from 'vitest';
import { formatCents, formatMoment, formatNumber } from '../../../src/bridge/words/formats.ts';

const plain = (text: string) => text.replaceAll(/[\u00a0\u202f]/g, ' ');

describe('money', () => {
  it.each([
    [5591, '55,91 €', '€55.91'],
    [0, '0,00 €', '€0.00'],
    [5, '0,05 €', '€0.05'],
    [-50, '-0,50 €', '-€0.50'],
    [123_456_789, '1.234.567,89 €', '€1,234,567.89'],
  ])('writes %i cents', (cents, german, english) => {
    expect(plain(formatCents('de', cents))).toBe(german);
    expect(plain(formatCents('en', cents))).toBe(english);
  });
});

describe('numbers', () => {
  it('writes them with the separators of the language', () => {
    expect(formatNumber('de', 12_345.5)).toBe('12.345,5');
    expect(formatNumber('en', 12_345.5)).toBe('12,345.5');
  });
});

describe('moments', () => {
  it.each([
    ['2026-11-21T21:01:00.000Z', '21.11.2026, 22:01', '21 Nov 2026, 22:01'],
    ['2026-07-01T22:30:00.000Z', '02.07.2026, 00:30', '2 Jul 2026, 00:30'],
    ['2026-12-31T23:00:00Z', '01.01.2027, 00:00', '1 Jan 2027, 00:00'],
  ])('shows %s as clocks in Germany do', (moment, german, english) => {
    expect(plain(formatMoment('de', moment))).toBe(german);
    expect(plain(formatMoment('en', moment))).toBe(english);
  });

  it('springs over the hour that a night in March does not have', () => {
    expect(formatMoment('de', '2026-03-29T00:59:00.000Z')).toBe('29.03.2026, 01:59');
    expect(formatMoment('de', '2026-03-29T01:00:00.000Z')).toBe('29.03.2026, 03:00');
  });

  it('tells apart the two hours of a night in October that read the same', () => {
    expect(formatMoment('de', '2026-10-24T23:59:00.000Z')).toBe('25.10.2026, 01:59');
    expect(formatMoment('de', '2026-10-25T00:30:00.000Z')).toBe('25.10.2026, 02:30 MESZ');
    expect(formatMoment('de', '2026-10-25T01:30:00.000Z')).toBe('25.10.2026, 02:30 MEZ');
    expect(formatMoment('de', '2026-10-25T02:00:00.000Z')).toBe('25.10.2026, 03:00');
    expect(formatMoment('en', '2026-10-25T00:30:00.000Z')).toBe('25 Oct 2026, 02:30 CEST');
    expect(formatMoment('en', '2026-10-25T01:30:00.000Z')).toBe('25 Oct 2026, 02:30 CET');
  });

  it('leaves a text that is no moment as it is', () => {
    expect(formatMoment('de', '…')).toBe('…');
  });
});
