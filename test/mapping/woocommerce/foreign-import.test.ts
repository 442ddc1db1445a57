import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type ForeignCandidate,
  findForeignOrders,
  importerHints,
} from '../../../src/mapping/woocommerce/foreign-import.ts';
import { CREATED_VIA, META } from '../../../src/mapping/woocommerce/order-meta.ts';

const OTTO = {
  orderNumber: 'bu5h6x7z2k',
  salesOrderId: 'a46fb35b-9c77-4d2b-8f3a-1c2d3e4f5a6b',
};

const shopOrder = (changes: Partial<ForeignCandidate> = {}): ForeignCandidate => ({
  wooOrderId: 42,
  number: '1042',
  status: 'processing',
  createdVia: 'checkout',
  paymentMethod: 'bacs',
  paymentTitle: 'Vorkasse',
  transactionId: '',
  customerNote: '',
  createdAt: '2026-03-19T08:00:00.000Z',
  meta: [],
  ...changes,
});

const look = (changes: Partial<ForeignCandidate>) =>
  findForeignOrders([shopOrder(changes)], [OTTO]);

describe('a shop order that another importer made', () => {
  it.each([
    ['its number', { number: OTTO.orderNumber }, 'order-number'],
    ['its number with something before', { number: `OTTO-${OTTO.orderNumber}` }, 'order-number'],
    ['its transaction id', { transactionId: OTTO.salesOrderId }, 'transaction-id'],
    ['the note of the customer', { customerNote: `OTTO: ${OTTO.orderNumber}.` }, 'customer-note'],
    ['any meta', { meta: [{ key: '_ref', value: OTTO.orderNumber }] }, 'meta'],
    ['meta in capitals', { meta: [{ key: '_ref', value: 'BU5H6X7Z2K' }] }, 'meta'],
    [
      'meta that is a list',
      { meta: [{ key: '_ref', value: JSON.stringify({ order: { id: OTTO.salesOrderId } }) }] },
      'meta',
    ],
  ])('is certain by %s', (_what, changes, place) => {
    expect(look(changes)).toEqual([expect.objectContaining({ sureness: 'certain', place })]);
  });

  it('names what the other importer left: its meta key, or its origin', () => {
    const meta = [{ key: '_connector_id', value: OTTO.orderNumber }];
    expect(look({ meta })[0]?.hint).toBe('_connector_id');
    expect(look({ number: OTTO.orderNumber, createdVia: 'connector' })[0]?.hint).toBe('connector');
    expect(look({ number: OTTO.orderNumber, paymentMethod: 'otto_pay' })[0]?.hint).toBe('otto_pay');
  });

  it.each([
    ['its origin', { createdVia: 'otto-connector' }, 'created-via', 'otto-connector'],
    ['its payment method', { paymentMethod: 'ottomarket' }, 'payment-method', 'ottomarket'],
    ['its payment title', { paymentTitle: 'OTTO Market' }, 'payment-method', 'bacs'],
    ['a meta key', { meta: [{ key: '_otto_id', value: 'x' }] }, 'meta', '_otto_id'],
  ])('is a suspicion by %s', (_what, changes, place, hint) => {
    expect(look(changes)).toEqual([
      expect.objectContaining({ sureness: 'suspicion', ottoOrder: undefined, place, hint }),
    ]);
  });

  it.each([
    { createdVia: 'lotto-plugin' },
    { createdVia: 'ottomane' },
    { meta: [{ key: '_lotto', value: '1' }] },
    { meta: [{ key: '_note', value: 'Gruß an Otto' }] },
    { customerNote: 'Bitte bei Otto klingeln' },
    { meta: [{ key: META.returnTracking, value: '00340434161094042557' }] },
    { number: 'bu5h6x7z2k9' },
    { transactionId: OTTO.salesOrderId.slice(0, 8) },
  ])('is not seen in %j', (changes) => {
    expect(look(changes)).toEqual([]);
  });

  it('is never one of ours', () => {
    const meta = [
      { key: META.salesOrderId, value: OTTO.salesOrderId },
      { key: META.orderNumber, value: OTTO.orderNumber },
    ];
    expect(look({ meta, createdVia: CREATED_VIA })).toEqual([]);
    expect(look({ meta, createdVia: 'rest-api' })).toEqual([]);
    expect(look({ createdVia: CREATED_VIA, number: OTTO.orderNumber })).toEqual([]);
  });

  it('is not certain by an order number too short to mean anything', () => {
    const names = [{ orderNumber: '1042', salesOrderId: '' }];
    expect(findForeignOrders([shopOrder()], names)).toEqual([]);
  });

  it('comes before suspicions, and the most frequent trace is named first', () => {
    const found = findForeignOrders(
      [
        shopOrder({ wooOrderId: 1, createdVia: 'otto-b' }),
        shopOrder({ wooOrderId: 2, createdVia: 'otto-b' }),
        shopOrder({ wooOrderId: 3, meta: [{ key: '_a', value: OTTO.orderNumber }] }),
      ],
      [OTTO],
    );
    expect(found.map(({ wooOrderId }) => wooOrderId)).toEqual([3, 1, 2]);
    expect(importerHints(found)).toEqual(['otto-b', '_a']);
  });
});

describe('whatever a shop holds', () => {
  const name = fc.stringMatching(/^[a-z0-9]{10}$/);

  it('an order that holds a known number in its meta is found, whatever stands around it', () => {
    const around = fc.stringMatching(/^[ :;,."(){}[\]#/]{0,10}$/);
    fc.assert(
      fc.property(name, around, around, fc.string(), (orderNumber, before, after, key) => {
        const meta = [{ key, value: `${before}${orderNumber}${after}` }];
        const found = findForeignOrders([shopOrder({ meta })], [{ ...OTTO, orderNumber }]);
        expect(found[0]).toMatchObject({ sureness: 'certain', ottoOrder: orderNumber });
      }),
    );
  });

  it('an order is told at most once, and only with what is known', () => {
    const candidate = fc.record({
      number: fc.string(),
      createdVia: fc.string(),
      transactionId: fc.string(),
      customerNote: fc.string(),
      meta: fc.array(fc.record({ key: fc.string(), value: fc.string() })),
    });
    fc.assert(
      fc.property(fc.array(candidate), fc.array(name), (orders, numbers) => {
        const shopOrders = orders.map((order, wooOrderId) => shopOrder({ ...order, wooOrderId }));
        const names = numbers.map((orderNumber) => ({ orderNumber, salesOrderId: '' }));
        const found = findForeignOrders(shopOrders, names);
        expect(new Set(found.map(({ wooOrderId }) => wooOrderId)).size).toBe(found.length);
        for (const { ottoOrder } of found) {
          if (ottoOrder !== undefined) expect(numbers).toContain(ottoOrder.toLowerCase());
        }
      }),
    );
  });
});
