import { describe, expect, it } from 'vitest';
import { importRulesSchema } from '../../src/mapping/import-rules.ts';
import { openRefundKeys } from '../../src/mapping/open-refunds.ts';
import type { PositionItem } from '../../src/mapping/otto/sales-order.ts';
import { pieceNote } from '../../src/mapping/pieces-in-words.ts';
import { planRefund } from '../../src/mapping/plan-refund.ts';
import { NOTHING_AFTER_SALE } from '../../src/mapping/receipts/money-back.ts';
import type { WooOrder, WooRefund } from '../../src/mapping/woocommerce/order.ts';
import { META } from '../../src/mapping/woocommerce/order-meta.ts';
import { pieceWith } from './support/sales-orders.ts';
import { lineWith, refundWith, wooOrderWith } from './support/woo-orders.ts';

const RULES = importRulesSchema.parse({});

const sent = pieceWith({ positionItemId: 'sent', fulfillmentStatus: 'SENT' });
const returned = pieceWith({ positionItemId: 'returned', fulfillmentStatus: 'RETURNED' });
const cancelled = pieceWith({
  positionItemId: 'cancelled',
  fulfillmentStatus: 'CANCELLED_BY_MARKETPLACE',
  cancellationReason: 'PAYMENT_ABORTED',
});

const ORDER = wooOrderWith({
  totalCents: 3 * 2499,
  lineItems: [lineWith({ quantity: 3, positionItemIds: ['sent', 'returned', 'cancelled'] })],
});

const refundOf = (...positionItemIds: string[]) => refundWith({ refundId: 5, positionItemIds });

type Given = { order?: WooOrder; refunds?: WooRefund[]; rules?: typeof RULES };

const stepFor = (pieces: PositionItem[], given: Given = {}) =>
  planRefund(
    pieces,
    { order: given.order ?? ORDER, refunds: given.refunds ?? [] },
    given.rules ?? RULES,
  );

const planned = (pieces: PositionItem[], given: Given = {}) => {
  const step = stepFor(pieces, given);
  return step?.action === 'refund' ? step : undefined;
};

it('books the pieces that came back, at what the buyer paid, without calling a gateway', () => {
  expect(planned([sent, returned])).toEqual({
    action: 'refund',
    wooOrderId: 1001,
    positionItemIds: ['returned'],
    refund: {
      amount: '24.99',
      reason: 'Retoure bei OTTO Market angenommen',
      api_refund: false,
      api_restock: false,
      line_items: [
        { id: 1, quantity: 1, refund_total: 21, refund_tax: [{ id: 1, refund_total: 3.99 }] },
      ],
      meta_data: [{ key: '_otto_market_position_items', value: 'returned' }],
    },
    notes: [
      {
        key: 'returned:returned',
        text: 'Retoure bei OTTO Market angenommen: 1 × Fancy Shirt »Flower«.',
      },
    ],
  });
});

it('books cancelled pieces first and apart, for their stock comes back', () => {
  const first = planned([sent, returned, cancelled]);
  expect(first?.positionItemIds).toEqual(['cancelled']);
  expect(first?.refund).toMatchObject({
    reason: 'Bei OTTO Market storniert',
    api_restock: true,
  });
  const second = planned([sent, returned, cancelled], { refunds: [refundOf('cancelled')] });
  expect(second?.positionItemIds).toEqual(['returned']);
  expect(
    planned([sent, returned, cancelled], {
      refunds: [refundOf('cancelled'), refundOf('returned')],
    }),
  ).toBeUndefined();
});

it.each([
  [true, true],
  [true, false],
  [false, true],
  [false, false],
])('restocks as the owner says: cancelled %s, returned %s', (restockCancelled, restockReturned) => {
  const rules = importRulesSchema.parse({ restockCancelled, restockReturned });
  expect(planned([sent, cancelled], { rules })?.refund.api_restock).toBe(restockCancelled);
  expect(planned([returned], { rules })?.refund.api_restock).toBe(restockReturned);
});

it('books all that came back since the last look in one go', () => {
  const order = wooOrderWith({
    totalCents: 5 * 2499,
    lineItems: [
      lineWith({ lineItemId: 1, quantity: 2, positionItemIds: ['a', 'b'] }),
      lineWith({ lineItemId: 2, quantity: 2, positionItemIds: ['c', 'd'] }),
      lineWith({ lineItemId: 3, quantity: 1, positionItemIds: ['e'] }),
    ],
  });
  const back = ['a', 'b', 'd'].map((positionItemId) => ({ ...returned, positionItemId }));
  const step = planned(back, { order });
  expect(step?.refund.amount).toBe('74.97');
  expect(step?.refund.line_items.map((line) => [line.id, line.quantity])).toEqual([
    [1, 2],
    [2, 1],
  ]);
  expect(step?.notes.map((note) => note.key)).toEqual(['returned:a', 'returned:b', 'returned:d']);
});

it.each([
  ['pieces that are still out', [sent]],
  ['pieces that are in no line of the order', [{ ...returned, positionItemId: 'elsewhere' }]],
])('books nothing for %s', (_name, pieces) => {
  expect(planned(pieces)).toBeUndefined();
});

describe('a refund that a person booked', () => {
  const byHand = (amountCents: number): WooRefund => ({ ...refundOf(), amountCents });
  const pieces = [sent, returned, cancelled];

  it.each([
    ['over just one piece that left stands for that piece', [2499], ['returned']],
    ['over just all that left stands for all', [4998], []],
    ['for each piece that left stands for it', [2499, 2499], []],
    ['over another sum stands for none', [2498, 500], ['cancelled']],
  ])('%s', (_name, cents, open) => {
    const refunds = cents.map(byHand);
    expect(planned(pieces, { refunds })?.positionItemIds ?? []).toEqual(open);
  });

  it('goes on standing for its pieces when another one comes back later', () => {
    const order = wooOrderWith({
      totalCents: 4 * 2499,
      lineItems: [lineWith({ quantity: 4, positionItemIds: ['a', 'b', 'c', 'd'] })],
    });
    const back = ['a', 'b', 'c'].map((positionItemId) => ({ ...returned, positionItemId }));
    const refunds = [byHand(4998)];
    expect(openRefundKeys(back.slice(0, 2), { order, refunds }, NOTHING_AFTER_SALE)).toEqual([]);
    expect(planned(back, { order, refunds })?.refund.amount).toBe('24.99');
  });

  it('does not stand for a gift, which has no sum to tell it by', () => {
    const gift = { ...returned, payableCents: 0 };
    expect(planned([gift], { refunds: [byHand(0)] })?.positionItemIds).toEqual(['returned']);
  });

  it('counts, whatever its sum, for the pieces the owner named', () => {
    const order = { ...ORDER, meta: { [META.refundedByHand]: 'cancelled' } };
    expect(planned(pieces, { order })?.positionItemIds).toEqual(['returned']);
    expect(openRefundKeys(pieces, { order, refunds: [] }, NOTHING_AFTER_SALE)).toEqual([
      'returned',
    ]);
  });
});

describe('a refund above what is left of the total', () => {
  it('is held, with both sums, whoever booked what is gone', () => {
    const order = { ...ORDER, totalCents: 5000 };
    const ours = refundOf('cancelled');
    expect(
      stepFor([sent, returned, cancelled], {
        order,
        refunds: [ours, { ...refundOf(), amountCents: 3 }],
      }),
    ).toEqual({
      action: 'hold',
      reason: { code: 'refund-exceeds-rest', cents: 2499, leftCents: 2498 },
    });
  });

  it('is booked when just enough is left', () => {
    const refunds = [{ ...refundOf(), amountCents: 2 * 2499 - 1 }];
    const order = { ...ORDER, totalCents: 3 * 2499 - 1 };
    expect(stepFor([returned], { order, refunds })).toMatchObject({ action: 'refund' });
  });
});

describe('pieces that a person took out of the line', () => {
  const order = wooOrderWith({
    totalCents: 2 * 2499,
    lineItems: [lineWith({ quantity: 2, positionItemIds: ['sent', 'returned', 'cancelled'] })],
  });

  it('are those that OTTO took out as well, cancelled ones first', () => {
    expect(planned([sent, returned, cancelled], { order })?.positionItemIds).toEqual(['returned']);
    const stillOut = { ...returned, fulfillmentStatus: 'SENT' } as const;
    expect(planned([sent, stillOut, cancelled], { order })).toBeUndefined();
  });

  it('count beside those refunded before', () => {
    const refunds = [refundOf('cancelled')];
    expect(planned([sent, returned, cancelled], { order, refunds })).toBeUndefined();
  });
});

describe('the stock', () => {
  const back = ['a', 'b'].map((positionItemId) => ({ ...returned, positionItemId }));
  const order = wooOrderWith({
    totalCents: 3 * 2499,
    lineItems: [lineWith({ quantity: 3, positionItemIds: ['a', 'b', 'c'] })],
  });

  it.each([
    [0, 2],
    [1, 2],
    [2, 1],
    [3, 0],
    [5, 0],
  ])('gets no piece twice: %i back by hand already, %i with this refund', (quantity, expected) => {
    const refunds = [{ ...refundOf(), amountCents: 0, lines: [{ lineItemId: 1, quantity }] }];
    expect(planned(back, { order, refunds })?.refund.line_items[0]?.quantity).toBe(expected);
  });
});

it('books nothing while the order is unpaid, or when all of it is cancelled', () => {
  const announced = { ...ORDER, meta: { [META.phase]: 'announced' } };
  expect(planned([sent, returned, cancelled], { order: announced })).toBeUndefined();
  expect(planned([cancelled])).toBeUndefined();
});

it('books what the line was written for, though OTTO names another price since', () => {
  const order = wooOrderWith({
    lineItems: [lineWith({ positionItemIds: ['returned'], pieceCents: 1500 })],
  });
  expect(planned([returned], { order })?.refund.amount).toBe('15.00');
});

describe('the taxes of a refund', () => {
  const linesFor = (given: Partial<WooOrder>, taxes: { rateId: number; total: string }[]) =>
    planned([returned], {
      order: wooOrderWith({
        lineItems: [lineWith({ quantity: 1, positionItemIds: ['returned'], taxes })],
        ...given,
      }),
    })?.refund.line_items[0];

  it('are none where the shop put none on the line', () => {
    expect(linesFor({}, [])).toMatchObject({ refund_total: 24.99, refund_tax: [] });
    expect(linesFor({}, [{ rateId: 1, total: '' }])).toMatchObject({ refund_tax: [] });
  });

  it('are those of the rates on this line, not of others in the order', () => {
    const taxRates = [
      { rateId: 1, ratePercent: 19, compound: false },
      { rateId: 2, ratePercent: 7, compound: false },
    ];
    expect(linesFor({ taxRates }, [{ rateId: 2, total: '1.63' }])).toMatchObject({
      refund_total: 23.35514,
      refund_tax: [{ id: 2, refund_total: 1.63486 }],
    });
  });

  it('of two rates, one on top of the other, make up the gross again', () => {
    const taxRates = [
      { rateId: 1, ratePercent: 10, compound: false },
      { rateId: 2, ratePercent: 5, compound: true },
    ];
    const line = linesFor({ taxRates }, [
      { rateId: 1, total: '2.16' },
      { rateId: 2, total: '1.19' },
    ]);
    expect(line).toMatchObject({
      refund_total: 21.636364,
      refund_tax: [
        { id: 1, refund_total: 2.163636 },
        { id: 2, refund_total: 1.19 },
      ],
    });
  });
});

it('a gift that comes back is booked over nothing, so that its stock can follow', () => {
  const gift = { ...returned, grossCents: 1190, payableCents: 0 };
  expect(planned([gift])?.refund).toMatchObject({
    amount: '0.00',
    line_items: [{ quantity: 1, refund_total: 0 }],
  });
});

describe('the note about a piece', () => {
  it.each([
    ['CANCELLED_ON_CUSTOMER_WISH', 'auf Wunsch der Kundin oder des Kunden'],
    ['CANCELLED_ON_PARTNER_WISH', 'auf Ihren Wunsch'],
    ['PAYMENT_ABORTED', 'Zahlung abgebrochen'],
    ['PAYMENT_FRAUD', 'Zahlungsbetrug'],
    ['PARTNER_TERMINATED', 'Vertrag mit OTTO Market beendet'],
    ['ILLEGAL_PRODUCT', 'Artikel darf nicht verkauft werden'],
    ['MARKETPLACE_FRAUD', 'Betrug auf dem Marktplatz'],
    ['CANCELLED_ON_MARKETPLACE_WISH', 'auf Wunsch von OTTO Market'],
    ['SOMETHING_NEW', 'SOMETHING_NEW'],
    ['toString', 'toString'],
    [undefined, 'nicht genannt'],
  ])('cancelled for %s says so', (cancellationReason, words) => {
    expect(pieceNote({ ...cancelled, cancellationReason }, 'de')).toEqual({
      key: 'cancelled:cancelled',
      text: `OTTO Market hat storniert: 1 × Fancy Shirt »Flower«. Grund: ${words}. Bitte nicht versenden.`,
    });
  });

  it('speaks English too, and names the SKU where there is no title', () => {
    expect(pieceNote({ ...cancelled, productTitle: '' }, 'en').text).toBe(
      'OTTO Market cancelled: 1 × SHIRT. Reason: payment aborted. Please do not ship it.',
    );
    expect(pieceNote(returned, 'en').text).toBe(
      'Return accepted at OTTO Market: 1 × Fancy Shirt »Flower«.',
    );
  });
});

describe('a piece that is a set of two products in the shop', () => {
  const ids = ['set#1/2:1000', 'set#2/2:1499'];
  const parts = (fulfillmentStatus: 'SENT' | 'RETURNED') =>
    ids.map((positionItemId, index) =>
      pieceWith({ positionItemId, fulfillmentStatus, payableCents: index === 0 ? 1000 : 1499 }),
    );
  const order = wooOrderWith({
    lineItems: [1000, 1499].map((pieceCents, index) =>
      lineWith({ lineItemId: index + 1, pieceCents, positionItemIds: ids.slice(index, index + 1) }),
    ),
  });
  const reduction = {
    moneyKey: 'R-1|set',
    kind: 'reduction' as const,
    positionItemId: 'set',
    cents: 500,
  };
  const afterSale = { moneyBack: [reduction], conditions: new Map([['set', 'E' as const]]) };
  const RESTOCKING = importRulesSchema.parse({ restockReturned: true });

  const planned = (status: 'SENT' | 'RETURNED', refunds: WooRefund[] = []) => {
    const step = planRefund(parts(status), { order, refunds }, RESTOCKING, afterSale);
    return step?.action === 'refund' ? step : undefined;
  };
  const gross = (step: ReturnType<typeof planned>) =>
    step?.refund.line_items.map(({ id, quantity, refund_total, refund_tax }) => [
      id,
      quantity,
      Math.round((refund_total + (refund_tax[0]?.refund_total ?? 0)) * 100),
    ]);

  it('is reduced in both lines, by what each is of its price', () => {
    const step = planned('SENT');
    expect(step?.refund.amount).toBe('5.00');
    expect(gross(step)).toEqual([
      [1, 0, 200],
      [2, 0, 300],
    ]);
  });

  it('is booked in both lines over the rest when it comes back, with one note, by its condition', () => {
    const money = { moneyKey: 'R-1|set', positionItemId: 'set', cents: 500 };
    const step = planned('RETURNED', [refundWith({ amountCents: 500, moneyBack: [money] })]);
    expect(step?.positionItemIds).toEqual(ids);
    expect(step?.refund).toMatchObject({ amount: '19.99', api_restock: false });
    expect(gross(step)).toEqual([
      [1, 1, 800],
      [2, 1, 1199],
    ]);
    expect(step?.notes.map(({ key }) => key)).toEqual(['returned:set']);
  });
});
