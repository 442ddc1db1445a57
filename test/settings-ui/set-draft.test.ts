import { describe, expect, it } from 'vitest';
import { API_OPERATIONS } from '../../src/bridge/http/api-contract.ts';
import {
  askedSet,
  partDrafts,
  wholeFrom1,
  withProduct,
} from '../../src/settings-ui/features/stock/set-draft.ts';

const mug = { shopSku: 'MUG', quantity: '2', weight: '' };
const pot = { shopSku: 'POT', quantity: '1', weight: '40' };

describe('a set as it is typed', () => {
  it('begins as it is saved, a product without a share with an empty one', () => {
    const parts = [
      { shopSku: 'MUG', quantity: 2, weight: null },
      { shopSku: 'POT', quantity: 1, weight: 40 },
    ];
    expect(partDrafts({ parts })).toEqual([mug, pot]);
    expect(partDrafts(undefined)).toEqual([]);
  });

  it('asks for a share only where one was typed', () => {
    expect(askedSet(' TEA ', [mug, pot])).toEqual({
      sku: 'TEA',
      parts: [
        { shopSku: 'MUG', quantity: 2 },
        { shopSku: 'POT', quantity: 1, weight: 40 },
      ],
    });
  });

  it('is not asked about while something is missing or no whole number', () => {
    expect(askedSet(' ', [mug])).toBeUndefined();
    expect(askedSet('TEA', [])).toBeUndefined();
    for (const quantity of ['', '0', '1.5', '-1', 'two']) {
      expect(askedSet('TEA', [mug, { ...pot, quantity }]), quantity).toBeUndefined();
    }
    for (const weight of ['0', '0.5', 'half']) {
      expect(askedSet('TEA', [{ ...mug, weight }]), weight).toBeUndefined();
    }
  });

  it('holds a product that is taken once more once, with one piece more, as the shop compares SKUs', () => {
    expect(withProduct([mug, pot], 'mug')).toEqual([{ ...mug, quantity: '3' }, pot]);
    expect(withProduct([mug], 'POT')).toEqual([mug, { shopSku: 'POT', quantity: '1', weight: '' }]);
    const unreadable = { ...mug, quantity: 'many' };
    expect(withProduct([unreadable], 'MUG')).toEqual([unreadable]);
  });

  it('never asks for what the web service refuses by its form', () => {
    const asked = askedSet('TEA', [mug, { ...pot, weight: '1000000' }]);
    expect(API_OPERATIONS.saveProductSet.body.safeParse(asked).success).toBe(true);
  });

  it.each([
    ['1', 1],
    [' 12 ', 12],
    ['0', undefined],
    ['1,5', undefined],
    ['', undefined],
  ])('reads %j as %j', (text, number) => {
    expect(wholeFrom1(text)).toBe(number);
  });
});
