import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseReceipt } from '../../../src/mapping/receipts/parse-receipt.ts';
import type { OttoReceipt } from '../../../src/mapping/receipts/receipt.ts';

const amount = (cents: number) => ({ amount: cents / 100, currency: 'EUR' });
const price = (cents: number) => ({ taxType: 'VAT', taxRate: '19.0', gross: amount(cents) });
const item = (ids: string[], sumCents: number, more: object = {}) => ({
  positionItemIds: ids,
  quantity: ids.length,
  unitPrice: price(sumCents),
  positionSum: price(sumCents),
  priceModifications: [],
  ...more,
});
const less = (cents: number, priceModificationType = 'PARTNER_DISCOUNT', type?: string) => ({
  priceModificationType,
  details: { type },
  priceModificationAmount: price(cents),
});

const wire = (grossCents: number, lineItems: object = {}, more: object = {}) => ({
  receiptType: 'PURCHASE',
  isRealReceipt: true,
  receiptNumber: 'R-1',
  creationDate: '2026-03-02T09:00:00+0100',
  salesOrderId: 'order-1',
  orderNumber: 'bu5h6x7z2k',
  payment: { paymentProvider: 'OTTOPAYMENTS', paymentMethod: 'PAYPAL' },
  customer: { invoiceAddress: { firstName: 'Erika', lastName: 'Geheimfrau', street: 'Geheimweg' } },
  deliveryAddress: { lastName: 'Geheimmann' },
  partner: { partnerName: 'Geheimladen' },
  totals: [],
  totalsGrossAmount: amount(grossCents),
  amountDue: amount(grossCents),
  lineItems,
  ...more,
});

function read(input: unknown): OttoReceipt {
  const parsed = parseReceipt(input);
  if (!parsed.readable) throw new Error(parsed.unreadable.problems.join('; '));
  return parsed.receipt;
}

const piecesOf = (receipt: OttoReceipt) =>
  Object.fromEntries(receipt.pieces.map(({ positionItemId, cents }) => [positionItemId, cents]));

describe('a receipt', () => {
  it('is read with its sums in cents, its taxes and its links', () => {
    const receipt = read(
      wire(
        7_000,
        {
          itemPositions: [item(['a'], 5_000, { priceModifications: [less(300)] })],
          servicePositions: [{ serviceType: 'DISPOSAL', positionSum: price(1_500) }],
          deliveryCosts: [{ positionSum: price(500) }],
        },
        {
          totals: [
            { taxRate: '19.00', gross: amount(6_000), net: amount(5_042), tax: amount(958) },
            { taxRate: 7, gross: amount(1_000) },
          ],
          amountDue: amount(6_000),
          totalsReductions: [{ type: 'VOUCHER', gross: amount(1_000) }],
          linkedReceiptNumber: 'R-0',
          refundType: 'RETURN',
        },
      ),
    );
    expect(receipt).toEqual({
      receiptNumber: 'R-1',
      receiptType: 'PURCHASE',
      salesOrderId: 'order-1',
      orderNumber: 'bu5h6x7z2k',
      createdAt: '2026-03-02T08:00:00.000Z',
      isReal: true,
      grossCents: 7_000,
      dueCents: 6_000,
      itemsCents: 5_000,
      feesCents: 500,
      servicesCents: 1_500,
      discountsCents: 300,
      vouchersCents: 1_000,
      taxes: [
        { ratePercent: 19, grossCents: 6_000, netCents: 5_042, taxCents: 958 },
        { ratePercent: 7, grossCents: 1_000, netCents: undefined, taxCents: undefined },
      ],
      linkedReceiptNumber: 'R-0',
      refundKind: 'RETURN',
      paymentMethod: 'PAYPAL',
      pieces: [{ positionItemId: 'a', cents: 5_000 }],
    });
  });

  it('keeps nothing personal, readable or not', () => {
    const odd = wire(100, {}, { salesOrderId: null });
    for (const input of [wire(100), odd, { ...odd, receiptNumber: 'Geheim' }]) {
      const told = JSON.stringify(parseReceipt(input));
      expect(told.replace('"receiptNumber":"Geheim"', '')).not.toMatch(/Geheim|Erika/);
    }
  });

  it('has only fields that no text of the buyer can stand in', () => {
    expect(Object.keys(read(wire(100))).toSorted()).toEqual(
      [
        'createdAt',
        'discountsCents',
        'dueCents',
        'feesCents',
        'grossCents',
        'isReal',
        'itemsCents',
        'linkedReceiptNumber',
        'orderNumber',
        'paymentMethod',
        'pieces',
        'receiptNumber',
        'receiptType',
        'refundKind',
        'salesOrderId',
        'servicesCents',
        'taxes',
        'vouchersCents',
      ].toSorted(),
    );
  });

  it('takes null for absent and keeps a word nobody knows', () => {
    const nulls = {
      receiptType: 'correction',
      isRealReceipt: null,
      orderNumber: null,
      payment: null,
      amountDue: null,
      totals: null,
      totalsReductions: null,
      linkedReceiptNumber: null,
      refundType: null,
      partialRefundType: 'REFUND_ESCALATION',
      lineItems: null,
    };
    expect(read(wire(100, {}, nulls))).toMatchObject({
      receiptType: 'CORRECTION',
      isReal: true,
      dueCents: undefined,
      refundKind: 'REFUND_ESCALATION',
      pieces: [],
    });
    expect(read(wire(100, {}, { isRealReceipt: false })).isReal).toBe(false);
  });

  it('is never negative, whichever sign OTTO gives what went back', () => {
    const lineItems = { itemPositions: [item(['a'], -500, { priceModifications: [less(-100)] })] };
    expect(read(wire(-400, lineItems, { receiptType: 'REFUND' }))).toMatchObject({
      grossCents: 400,
      itemsCents: 400,
      pieces: [{ cents: 400 }],
    });
  });

  it.each([
    ['the totals', { totalsGrossAmount: undefined, totals: [price(300), price(200)] }, 500],
    [
      'what is due and the vouchers',
      {
        totalsGrossAmount: null,
        amountDue: amount(400),
        totalsReductions: [{ gross: amount(50) }],
      },
      450,
    ],
  ])('without a gross sum has it from %s', (_what, more, cents) => {
    expect(read(wire(0, {}, more)).grossCents).toBe(cents);
  });

  it.each([
    ['no number', { receiptNumber: ' ' }, 'receiptNumber'],
    ['no order', { salesOrderId: null }, 'salesOrderId'],
    ['no day', { creationDate: 'soon' }, 'creationDate'],
    ['half a cent', { totalsGrossAmount: { amount: 1.005 } }, undefined],
    ['no sum at all', { totalsGrossAmount: null, amountDue: null }, 'totalsGrossAmount'],
    [
      'a line without money',
      { lineItems: { itemPositions: [{ positionItemIds: ['a'] }] } },
      'lineItems',
    ],
    ['lines that are no list', { lineItems: { deliveryCosts: 'none' } }, 'lineItems'],
  ])('with %s is unreadable, and says where', (_what, odd, place) => {
    const parsed = parseReceipt(wire(100, {}, odd));
    if (place === undefined) {
      // The sum can be told otherwise: nothing is lost by it.
      expect(parsed).toMatchObject({ readable: true, receipt: { grossCents: 100 } });
      return;
    }
    expect(parsed.readable).toBe(false);
    expect(JSON.stringify(parsed)).toContain(place);
  });

  it('that is none is unreadable', () => {
    for (const input of [null, undefined, 7, 'text', []]) {
      expect(parseReceipt(input)).toMatchObject({
        readable: false,
        unreadable: { receiptNumber: undefined },
      });
    }
  });
});

describe('the money of a piece on a receipt', () => {
  it('is the whole line where it is alone on it', () => {
    expect(piecesOf(read(wire(700, { itemPositions: [item(['a'], 700)] })))).toEqual({ a: 700 });
  });

  it('is an exact part of the line, or not known', () => {
    const parts = (cents: number) =>
      piecesOf(read(wire(cents, { itemPositions: [item(['a', 'b', 'c'], cents)] })));
    expect(parts(900)).toEqual({ a: 300, b: 300, c: 300 });
    expect(parts(1_000)).toEqual({ a: undefined, b: undefined, c: undefined });
  });

  it('is OTTO’s own price of it where that is named', () => {
    const prices = [
      { positionItemIds: ['a'], priceToPay: price(333) },
      { positionItemIds: ['b', 'c'], priceToPay: price(334) },
    ];
    const itemPositions = [item(['a', 'b', 'c'], 1_001, { priceToPayPerPositionItems: prices })];
    expect(piecesOf(read(wire(1_001, { itemPositions })))).toEqual({ a: 333, b: 334, c: 334 });
  });

  it('is a part of the price of several where that is the sum of them', () => {
    const prices = [
      { positionItemIds: ['a'], priceToPay: price(300) },
      { positionItemIds: ['b', 'c'], priceToPay: price(800) },
    ];
    const itemPositions = [item(['a', 'b', 'c'], 1_100, { priceToPayPerPositionItems: prices })];
    expect(piecesOf(read(wire(1_100, { itemPositions })))).toEqual({ a: 300, b: 400, c: 400 });
    const odd = [
      item(['a', 'b', 'c'], 1_101, {
        priceToPayPerPositionItems: [{ positionItemIds: ['a', 'b', 'c'], priceToPay: price(800) }],
      }),
    ];
    expect(piecesOf(read(wire(1_101, { itemPositions: odd }))).a).toBeUndefined();
  });

  it('is without what was taken off, whether the line’s sum is before or after it', () => {
    const modified = (sumCents: number) =>
      item(['a', 'b'], sumCents, {
        priceModifications: [less(100), less(50, 'REFUND_ESCALATION')],
      });
    for (const sumCents of [1_000, 850]) {
      const receipt = read(wire(1_050, { itemPositions: [modified(sumCents), item(['c'], 200)] }));
      expect(receipt).toMatchObject({ itemsCents: 1_050, discountsCents: 100 });
      expect(piecesOf(receipt)).toEqual({ a: 425, b: 425, c: 200 });
    }
  });

  it('is not known where neither reading adds up to the receipt', () => {
    const itemPositions = [
      item(['a'], 1_000, { priceModifications: [less(100)] }),
      item(['b'], 500),
    ];
    const receipt = read(wire(1_234, { itemPositions }));
    expect(piecesOf(receipt)).toEqual({ a: undefined, b: 500 });
    expect(receipt.itemsCents).toBe(1_500);
  });

  it('of a partial refund is what went back of it', () => {
    const itemPartialRefundPositions = [
      { positionItemIds: ['a'], partialRefundAmount: price(250) },
      { positionItemIds: ['b', 'c'], partialRefundAmount: price(101) },
    ];
    const lineItems = {
      itemPartialRefundPositions,
      servicePartialRefundPositions: [{ partialRefundAmount: price(49) }],
      deliveryFeePartialRefundPositions: [],
    };
    const receipt = read(wire(400, lineItems, { receiptType: 'PARTIAL_REFUND' }));
    expect(receipt).toMatchObject({ itemsCents: 351, servicesCents: 49, feesCents: 0 });
    expect(piecesOf(receipt)).toEqual({ a: 250, b: undefined, c: undefined });
  });

  it('on several lines is what all of them name', () => {
    const itemPositions = [item(['a'], 300), item(['a'], 200), item(['a', 'b'], 2)];
    expect(piecesOf(read(wire(502, { itemPositions })))).toEqual({ a: 501, b: 1 });
    const unknown = [...itemPositions, item(['a', 'b'], 3)];
    expect(piecesOf(read(wire(505, { itemPositions: unknown })))).toEqual({
      a: undefined,
      b: undefined,
    });
  });

  it('counts discounts of seller and platform alone', () => {
    const priceModifications = [
      less(10),
      less(20, 'OTHER', 'PLATFORM_DISCOUNT'),
      less(40, 'REFUND_COMPLAINT_ITEM'),
    ];
    const itemPositions = [item(['a'], 1_000, { priceModifications })];
    expect(read(wire(1_000, { itemPositions })).discountsCents).toBe(30);
  });

  it('is never more or less than the receipt bills, wherever every piece’s is known', () => {
    const line = fc.record({
      count: fc.integer({ min: 1, max: 4 }),
      unit: fc.integer({ min: 0, max: 100_000 }),
      off: fc.integer({ min: 0, max: 100 }),
    });
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 5 }), fc.boolean(), (lines, before) => {
        const gross = lines.reduce(
          (sum, { count, unit, off }) => sum + count * (unit + 100 - off),
          0,
        );
        const itemPositions = lines.map(({ count, unit, off }, at) =>
          item(
            Array.from({ length: count }, (_, index) => `${at}-${index}`),
            before ? count * (unit + 100) : count * (unit + 100 - off),
            { priceModifications: off === 0 ? [] : [less(off * count)] },
          ),
        );
        const receipt = read(wire(gross, { itemPositions }));
        expect(receipt.itemsCents).toBe(gross);
        expect(receipt.pieces.reduce((sum, { cents }) => sum + (cents ?? Number.NaN), 0)).toBe(
          gross,
        );
      }),
    );
  });
});
