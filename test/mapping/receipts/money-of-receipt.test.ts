import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ComparedReceipt } from '../../../src/mapping/receipts/compared-order.ts';
import { moneyKey } from '../../../src/mapping/receipts/money-back.ts';
import { moneyOfOrder, moneyOfReceipt } from '../../../src/mapping/receipts/money-of-receipt.ts';
import { PROPERTY_TIMEOUT_MS, runs } from '../support/property-runs.ts';
import { livedOrders, named, receiptOf, receiptsOf } from './compared-orders.ts';

describe('money that a receipt gives back', () => {
  it('is what a partial refund names for its piece', () => {
    const receipt = receiptOf('R-1', 'PARTIAL_REFUND', { goods: 500, pieces: named([[0, 500]]) });
    expect(moneyOfReceipt(receipt)).toEqual([
      {
        moneyKey: moneyKey('R-1', 'piece-0'),
        kind: 'reduction',
        positionItemId: 'piece-0',
        cents: 500,
      },
    ]);
  });

  it('is of the only piece, whether the receipt names its share or not', () => {
    const pieces = named([[0, undefined]]);
    const receipt = receiptOf('R-1', 'PARTIAL_REFUND', { goods: 500, pieces });
    expect(moneyOfReceipt(receipt)).toMatchObject([{ kind: 'reduction', cents: 500 }]);
  });

  it('is of no piece where the receipt names none', () => {
    const receipt = receiptOf('R-1', 'PARTIAL_REFUND', { goods: 500 });
    expect(moneyOfReceipt(receipt)).toEqual([
      { moneyKey: 'R-1|other', kind: 'other', positionItemId: undefined, cents: 500 },
    ]);
  });

  it(
    'is never more than the receipt, however its pieces add up',
    () => {
      fc.assert(
        fc.property(
          fc.integer({ min: 1, max: 9_999 }),
          fc.array(fc.option(fc.integer({ min: 0, max: 9_999 }), { nil: undefined }), {
            maxLength: 4,
          }),
          fc.nat({ max: 600 }),
          (goods, shares, feesCents) => {
            const pieces = named(shares.map((cents, index) => [index, cents]));
            const receipt = receiptOf('R-1', 'PARTIAL_REFUND', { goods, feesCents, pieces });
            const money = moneyOfReceipt(receipt);
            const sum = money.reduce((total, { cents }) => total + cents, 0);
            expect(sum).toBe(goods + feesCents);
            expect(new Set(money.map((one) => one.moneyKey)).size).toBe(money.length);
            expect(money.every(({ cents }) => cents > 0)).toBe(true);
          },
        ),
        runs(500),
      );
    },
    PROPERTY_TIMEOUT_MS,
  );

  it('is a delivery fee that went back, and no goods of a return', () => {
    const receipt = receiptOf('B-1', 'REFUND', {
      goods: 4999,
      feesCents: 595,
      pieces: named([[0, 4999]]),
    });
    expect(moneyOfReceipt(receipt)).toEqual([
      { moneyKey: 'B-1|fee', kind: 'delivery-fee', positionItemId: undefined, cents: 595 },
    ]);
  });

  it('is none of a purchase, or of a service', () => {
    const purchase = receiptOf('P-1', 'PURCHASE', { goods: 4999, feesCents: 595 });
    const service = receiptOf('S-1', 'REFUND', { servicesCents: 1990 });
    const reduced = receiptOf('S-2', 'PARTIAL_REFUND', { servicesCents: 1990 });
    for (const receipt of [purchase, service, reduced]) {
      expect(moneyOfReceipt(receipt)).toEqual([]);
    }
  });

  it('is not told again of what OTTO’s list of reductions told before', () => {
    const known = {
      moneyKey: moneyKey('R-1', 'piece-3'),
      kind: 'reduction' as const,
      positionItemId: 'piece-3',
      cents: 500,
    };
    const unnamed = receiptOf('R-1', 'PARTIAL_REFUND', { goods: 500 });
    expect(moneyOfReceipt(unnamed, [known])).toEqual([]);
    const partly = receiptOf('R-1', 'PARTIAL_REFUND', { goods: 800 });
    expect(moneyOfReceipt(partly, [known])).toMatchObject([{ kind: 'other', cents: 300 }]);
    const ofIt = { ...partly, pieces: named([[3, undefined]]) };
    expect(moneyOfReceipt(ofIt, [known])).toMatchObject([{ kind: 'other', cents: 300 }]);
    const ofAnother = { ...unnamed, pieces: named([[0, 500]]) };
    expect(moneyOfReceipt(ofAnother, [known])).toEqual([]);
  });

  it(
    'adds up, over all receipts of an order, to what went back besides returns',
    () => {
      fc.assert(
        fc.property(livedOrders, (lived) => {
          const money = receiptsOf(lived).flatMap((receipt) => moneyOfReceipt(receipt));
          const sum = money.reduce((total, { cents }) => total + cents, 0);
          const reduced = lived.pieces
            .filter(({ status }) => status === 'SENT' || status === 'RETURNED')
            .flatMap(({ reductions }) => reductions)
            .reduce((total, cents) => total + cents, 0);
          expect(sum).toBe(reduced + lived.feeBackCents);
        }),
        runs(300),
      );
    },
    PROPERTY_TIMEOUT_MS,
  );
});

describe('money that the receipts of an order give back', () => {
  const isReal = false;
  const fee = receiptOf('F-1', 'REFUND', { feesCents: 595, isReal });
  const reduced = receiptOf('R-1', 'PARTIAL_REFUND', { goods: 500, isReal });
  const purchase = receiptOf('P-1', 'PURCHASE', { goods: 4999, feesCents: 595 });
  const keysOf = (receipts: ComparedReceipt[]) =>
    moneyOfOrder(receipts, []).map((money) => money.moneyKey);

  it('is none of technical receipts', () => {
    expect(keysOf([purchase, fee, reduced])).toEqual([]);
    const technical = { ...purchase, receiptNumber: 'P-2', isReal };
    expect(keysOf([technical, purchase, fee, reduced])).toEqual([]);
    expect(keysOf([fee, reduced])).toEqual([]);
  });

  it('is that of all where no purchase is a real receipt, as for Helgoland', () => {
    const island = { ...purchase, isReal };
    expect(keysOf([fee, reduced, island])).toEqual(['F-1|fee', 'R-1|other']);
    expect(keysOf([{ ...fee, isReal: true }, reduced, purchase])).toEqual(['F-1|fee']);
  });

  it('names receipt and moment, and nothing that is known', () => {
    const real = { ...reduced, isReal: true };
    const money = { kind: 'other', positionItemId: undefined, cents: 500, moneyKey: 'R-1|other' };
    const from = { receiptNumber: 'R-1', at: reduced.createdAt };
    expect(moneyOfOrder([real], [])).toEqual([{ ...money, ...from }]);
    const noted = (receiptNumber: string) => ({
      ...{ kind: 'reduction' as const, positionItemId: 'piece-0', cents: 500 },
      ...{ moneyKey: moneyKey(receiptNumber, 'piece-0'), receiptNumber },
    });
    expect(moneyOfOrder([real], [noted('R-1')])).toEqual([]);
    expect(moneyOfOrder([real], [noted('R-2')])).toHaveLength(1);
  });
});
