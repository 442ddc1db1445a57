import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { orderReferencesIn } from '../../../src/bridge/carrier-csv/order-references-in.ts';
import { runs } from '../../mapping/support/property-runs.ts';

const SALES_ORDER_ID = 'a46fb35b-9c77-41c9-af10-2676b756a9af';

describe('a reference may mean', () => {
  it.each([
    ['5nhxzdr88b', ['5nhxzdr88b']],
    ['5NHXZDR88B', ['5NHXZDR88B', '5nhxzdr88b']],
    ['1234', ['1234']],
    ['#1234', ['#1234', '1234']],
    ['Nr. 1234', ['Nr. 1234', '1234']],
    ['Bestellung 1234', ['Bestellung 1234', '1234', 'Bestellung', 'bestellung']],
    ['Bestell-Nr.: 1234', ['Bestell-Nr.: 1234', '1234']],
    ['Auftragsnummer 1234', ['Auftragsnummer 1234', '1234']],
    ['Order no. WC-1234', ['Order no. WC-1234', 'WC-1234']],
    ['OTTO Market #1234', ['OTTO Market #1234', '1234']],
    ['OTTO 5NHXZDR88B', ['OTTO 5NHXZDR88B', '5NHXZDR88B', '5nhxzdr88b']],
    ['Muster, 5nhxzdr88b / 1234', ['Muster, 5nhxzdr88b / 1234', '5nhxzdr88b']],
    ['1234-1', ['1234-1', '1234']],
    ['Order 1234_02', ['Order 1234_02', '1234_02', '1234']],
    ['5nhxzdr88b-2', ['5nhxzdr88b-2', '5nhxzdr88b']],
    [`id ${SALES_ORDER_ID}`, [`id ${SALES_ORDER_ID}`, SALES_ORDER_ID]],
    ['nhxzdrkkbm', ['nhxzdrkkbm']],
    ['OTTO nhxzdrkkbm', ['OTTO nhxzdrkkbm', 'nhxzdrkkbm']],
  ])('%j: %j', (text, references) => {
    expect(orderReferencesIn(text)).toEqual(references);
  });
});

describe('a reference never means', () => {
  it.each([
    ['a number of parcels', '2 Pakete'],
    ['the number of an invoice', 'Rechnung 1234'],
    ['the number of an invoice that is called a number', 'Rechnung Nr. 1234'],
    ['the number of an invoice after a #', 'Invoice #1234'],
    ['digits of a word with a prefix', 'RE-1234'],
    ['a customer', 'Kundennummer 1234'],
    ['a year', '2026-1'],
    ['a day', '2026-03-02'],
    ['one of several numbers', '1234 5678'],
  ])('%s: %s', (_name, text) => {
    expect(orderReferencesIn(text)).toEqual([text]);
  });

  it('the parts of a date behind the word order', () => {
    expect(orderReferencesIn('Order 02.03.2026')).toEqual(['Order 02.03.2026']);
  });
});

it('means nothing when it is blank', () => {
  expect(orderReferencesIn('')).toEqual([]);
  expect(orderReferencesIn(' \t')).toEqual([]);
});

it('offers each reference once, none longer than a hundred characters, whatever stands there', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 300, size: 'max' }), (text) => {
      const references = orderReferencesIn(text);
      expect(new Set(references).size).toBe(references.length);
      for (const reference of references) expect(reference.length).toBeLessThanOrEqual(100);
    }),
    runs(500),
  );
});

it('finds an order number of OTTO in any sentence', () => {
  const number = fc
    .stringMatching(/^[a-z0-9]{10}$/)
    .filter((text) => /\d/.test(text) && /[a-z]/.test(text));
  const words = fc.stringMatching(/^(?:[A-Za-zäöü]{1,9}[ ,.:/#-]){0,4}$/u);
  fc.assert(
    fc.property(words, number, words, (before, reference, after) => {
      const text = `${before} ${reference} ${after}`;
      expect(orderReferencesIn(text)).toContain(reference);
      expect(orderReferencesIn(text.toUpperCase())).toContain(reference);
    }),
    runs(500),
  );
});
