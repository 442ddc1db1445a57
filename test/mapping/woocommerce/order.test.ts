import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { writeBookedMoney } from '../../../src/mapping/woocommerce/booked-money.ts';
import { wooOrderSchema, wooRefundSchema } from '../../../src/mapping/woocommerce/order.ts';
import { joinIds, META, splitIds } from '../../../src/mapping/woocommerce/order-meta.ts';
import { statusName } from '../../../src/mapping/woocommerce/shop-profile.ts';

const recordingSchema = z.object({ response: z.object({ body: z.unknown() }) });

/** The answer of a real shop, from the recordings the contract tests replay. */
function recorded(name: string): unknown {
  const file = new URL(`../../contracts/recordings/${name}.json`, import.meta.url);
  return recordingSchema.parse(JSON.parse(readFileSync(file, 'utf8'))).response.body;
}

const recordSchema = z.record(z.string(), z.unknown());

/** A recorded order with some fields given in place of its own; undefined takes one away. */
function recordedWith(given: Record<string, unknown>): Record<string, unknown> {
  const merged = { ...recordSchema.parse(recorded('08-order-create')), ...given };
  return Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== undefined));
}

const parsedWith = (given: Record<string, unknown>) => wooOrderSchema.parse(recordedWith(given));

describe('the answers of a real shop', () => {
  it('to a create of two known products and delivery', () => {
    const order = wooOrderSchema.parse(recorded('08-order-create'));
    expect(order).toMatchObject({
      wooOrderId: 1001,
      number: '1001',
      status: 'processing',
      currency: 'EUR',
      totalCents: 5591,
      createdAt: '2026-11-21T20:31:37.000Z',
      modifiedAt: '2026-11-21T20:31:38.000Z',
      paidAt: '2026-11-21T20:31:37.000Z',
      createdVia: 'otto',
      transactionId: 'OTTO-bzq2k4h7x1',
      billingEmail: '',
      taxRates: [{ rateId: 1, ratePercent: 19, compound: false }],
      refunds: [],
      feeLines: [],
      meta: {
        _otto_sales_order_id: 'b01b8ad2-a49c-47fc-8ade-bzq2k4h7x1',
        _otto_order_number: 'bzq2k4h7x1',
      },
    });
    expect(order.billing).toEqual({
      first_name: 'Änne',
      last_name: 'Müller-Lüdenscheidt',
      company: '',
      address_1: 'Musterstraße 12',
      address_2: 'Hinterhaus',
      city: 'Berlin',
      state: '',
      postcode: '10115',
      country: 'DE',
      phone: '+49 30 1234567',
    });
    expect(order.shipping.phone).toBe('');
    expect(order.lineItems).toEqual([
      {
        lineItemId: 1,
        name: 'Blue mug',
        productId: 10,
        variationId: 0,
        sku: 'SKU-A',
        quantity: 1,
        taxClass: '',
        taxes: [{ rateId: 1, total: '3.19' }],
        grossCents: 1999,
        pieceCents: undefined,
        positionItemIds: [],
      },
      {
        lineItemId: 2,
        name: 'Tea towel',
        productId: 11,
        variationId: 0,
        sku: 'SKU-B',
        quantity: 3,
        taxClass: '',
        taxes: [{ rateId: 1, total: '4.79' }],
        grossCents: 2997,
        pieceCents: undefined,
        positionItemIds: [],
      },
    ]);
    expect(order.shippingLines).toEqual([
      {
        lineId: 3,
        title: 'OTTO Versand',
        total: '5.00',
        taxes: [{ rateId: 1, total: '0.95' }],
        grossCents: 595,
      },
    ]);
  });

  it('to a create of lines without product: no SKU, and no day of payment', () => {
    const order = wooOrderSchema.parse(recorded('09-order-create-unmatched'));
    expect(order.paidAt).toBeUndefined();
    expect(order.lineItems.map((line) => [line.productId, line.sku, line.taxClass])).toEqual([
      [0, undefined, ''],
      [0, undefined, 'reduced-rate'],
    ]);
    expect(order.taxRates.map((rate) => rate.rateId)).toEqual([1, 2]);
  });

  it('to a look at one order', () => {
    expect(wooOrderSchema.parse(recorded('18-order-get'))).toEqual(
      wooOrderSchema.parse(recorded('09-order-create-unmatched')),
    );
  });

  it('to a refund', () => {
    expect(wooRefundSchema.parse(recorded('30-refund-create-partial'))).toEqual({
      refundId: 1009,
      amountCents: 999,
      createdAt: '2026-11-21T20:31:42.000Z',
      positionItemIds: [],
      moneyBack: [],
      lines: [{ lineItemId: 2, quantity: 1 }],
      shippingLines: [],
    });
    const { refunds } = parsedWith(recordSchema.parse(recorded('32-order-after-refund')));
    expect(refunds).toEqual([{ refundId: 1009, totalCents: -999 }]);
  });

  it('do not pass as orders where the shop refused', () => {
    for (const name of [
      '11-order-create-error-no-product-reference',
      '13-order-create-error-status',
      '14-order-create-error-quantity-0',
    ]) {
      expect(wooOrderSchema.safeParse(recorded(name)).success).toBe(false);
    }
  });
});

describe('what is read back of the bridge itself', () => {
  it('the pieces of a line and of a refund', () => {
    const [line] = z.array(recordSchema).parse(recordedWith({}).line_items);
    const pieces = { id: 9, key: META.linePositionItems, value: 'piece-1,piece-2' };
    expect(
      parsedWith({ line_items: [{ ...line, meta_data: [pieces] }] }).lineItems[0]?.positionItemIds,
    ).toEqual(['piece-1', 'piece-2']);
    expect(wooRefundSchema.parse({ id: 5, amount: '24.99', meta_data: [pieces] })).toEqual({
      refundId: 5,
      amountCents: 2499,
      positionItemIds: ['piece-1', 'piece-2'],
      moneyBack: [],
      lines: [],
      shippingLines: [],
    });
  });

  it('other money a refund stands for, and what of it the shop took off its shipping lines', () => {
    const booked = [
      { moneyKey: 'R-1|piece-1', positionItemId: 'piece-1', cents: 500 },
      { moneyKey: 'R-2|fee', positionItemId: undefined, cents: 595 },
      { moneyKey: undefined, positionItemId: 'piece-2', cents: 1999 },
    ];
    const value = writeBookedMoney(booked);
    expect(value).toBe(
      '[{"key":"R-1|piece-1","piece":"piece-1","cents":500},{"key":"R-2|fee","cents":595},{"piece":"piece-2","cents":1999}]',
    );
    const of = { id: 1, key: '_refunded_item_id', value: '7' };
    const refund = wooRefundSchema.parse({
      id: 5,
      amount: '30.94',
      meta_data: [{ id: 9, key: '_otto_market_money_back', value }],
      shipping_lines: [
        { total: '-5.00', total_tax: '-0.95', meta_data: [of] },
        { total: '-1.00', total_tax: '0.00', meta_data: [] },
      ],
    });
    expect(refund).toMatchObject({
      moneyBack: booked,
      shippingLines: [{ lineId: 7, cents: 595 }],
    });
  });

  it.each(['', 'five euros', '{"cents":5}', '[{"cents":-5}]', '[{"cents":"5"}]'])(
    'no money in what somebody else wrote there: %j',
    (value) => {
      const meta = [{ id: 9, key: '_otto_market_money_back', value }];
      const refund = wooRefundSchema.parse({ id: 5, amount: '5', meta_data: meta });
      expect(refund.moneyBack).toEqual([]);
    },
  );

  it.each([
    ['2499', 2499],
    ['0', 0],
    ['-1', undefined],
    ['much', undefined],
    [undefined, undefined],
  ])('what it wrote for one piece: %s', (value, pieceCents) => {
    const [line] = z.array(recordSchema).parse(recordedWith({}).line_items);
    const meta_data = value === undefined ? [] : [{ id: 9, key: META.lineCents, value }];
    const { lineItems } = parsedWith({ line_items: [{ ...line, meta_data }] });
    expect(lineItems[0]?.pieceCents).toBe(pieceCents);
  });

  it('ids as they were joined, and none where there are none', () => {
    expect(splitIds(joinIds(['a', 'b', 'c']))).toEqual(['a', 'b', 'c']);
    expect(splitIds(joinIds([]))).toEqual([]);
    expect(splitIds(undefined)).toEqual([]);
    expect(splitIds('a,,b,')).toEqual(['a', 'b']);
  });

  it('an e-mail in the billing address, apart from the address', () => {
    const { billing, billingEmail } = parsedWith({ billing: { email: 'x@example.org' } });
    expect(billingEmail).toBe('x@example.org');
    expect(billing).not.toHaveProperty('email');
  });

  it('a compound rate as one', () => {
    const taxLine = { rate_id: 3, rate_percent: 5, compound: true };
    expect(parsedWith({ tax_lines: [taxLine] }).taxRates).toEqual([
      { rateId: 3, ratePercent: 5, compound: true },
    ]);
  });
});

describe('what other shops and plugins make of an order', () => {
  it.each([
    'billing',
    'shipping',
    'shipping_lines',
    'fee_lines',
    'tax_lines',
    'refunds',
    'meta_data',
    'date_paid_gmt',
    'number',
    'created_via',
    'transaction_id',
  ])('does without %s, absent or null', (field) => {
    const absent = parsedWith({ [field]: undefined });
    expect(parsedWith({ [field]: null })).toEqual(absent);
    expect(absent.wooOrderId).toBe(1001);
  });

  it('an order without number is called by its id', () => {
    expect(parsedWith({ number: undefined }).number).toBe('1001');
    expect(parsedWith({ number: 'R-2026-7' }).number).toBe('R-2026-7');
    expect(parsedWith({ number: 77 }).number).toBe('77');
  });

  it('an address with gaps is an address with empty fields', () => {
    expect(
      parsedWith({ shipping: { city: 'Berlin', phone: null, postcode: 10115 } }).shipping,
    ).toEqual({
      first_name: '',
      last_name: '',
      company: '',
      address_1: '',
      address_2: '',
      city: 'Berlin',
      state: '',
      postcode: '10115',
      country: '',
      phone: '',
    });
  });

  it('when it was completed is kept, and a moment that cannot be read is none', () => {
    const completedAt = (date: unknown) => parsedWith({ date_completed_gmt: date }).completedAt;
    expect(completedAt('2026-11-22T07:30:00')).toBe('2026-11-22T07:30:00.000Z');
    expect(completedAt('soon')).toBeUndefined();
    expect(completedAt(null)).toBeUndefined();
    expect(completedAt(undefined)).toBeUndefined();
  });

  it('what others wrote into its meta is kept, keys and values, what the bridge wrote is not', () => {
    const items = [{ tracking_number: '00340434161094027318', date_shipped: 1700000000 }];
    const entries = [
      { id: 1, key: '_wc_shipment_tracking_items', value: items },
      { id: 2, key: META.tracking, value: 'DHL 00340434161094022115' },
      { id: 3, key: META.returnTracking, value: '577546565072' },
      { id: 4, key: 'number', value: 5, display_key: 'Number' },
    ];
    const { metaData, meta } = parsedWith({ meta_data: entries });
    const ofOthers = entries.filter(({ key }) => key !== META.tracking);
    expect(metaData).toEqual(ofOthers.map(({ key, value }) => ({ key, value })));
    expect(meta).toEqual({
      [META.tracking]: 'DHL 00340434161094022115',
      [META.returnTracking]: '577546565072',
    });
    expect(parsedWith({ meta_data: null }).metaData).toEqual([]);
  });

  it('meta that is no text is not ours', () => {
    const meta = [
      { key: 'list', value: ['a'] },
      { key: 'object', value: { a: 1 } },
      { key: 'number', value: 5 },
      { key: 'nothing', value: null },
      { key: META.phase, value: 'sent' },
    ];
    expect(parsedWith({ meta_data: meta }).meta).toEqual({ _otto_market_phase: 'sent' });
  });

  it('taxes may name their rate as text, and a deleted rate has no percentage', () => {
    const [line] = z.array(recordSchema).parse(recordedWith({}).line_items);
    const order = parsedWith({
      line_items: [{ ...line, taxes: [{ id: '7', total: '' }] }],
      tax_lines: [{ rate_id: 7, rate_percent: null }],
    });
    expect(order.lineItems[0]?.taxes).toEqual([{ rateId: 7, total: '' }]);
    expect(order.taxRates).toEqual([{ rateId: 7, ratePercent: 0, compound: false }]);
  });

  it('a total may be a number', () => {
    expect(parsedWith({ total: 55.91 }).totalCents).toBe(5591);
    expect(parsedWith({ total: '55.9100' }).totalCents).toBe(5591);
  });

  it('fee lines are read', () => {
    const fee = { id: 4, name: 'Rundung', total: '-0.01', extra: true };
    expect(parsedWith({ fee_lines: [fee] }).feeLines).toEqual([
      { lineId: 4, name: 'Rundung', total: '-0.01' },
    ]);
  });

  it.each([
    ['id', 0],
    ['id', '1001'],
    ['id', undefined],
    ['status', undefined],
    ['total', 'free'],
    ['total', undefined],
    ['line_items', undefined],
    ['date_created_gmt', 'yesterday'],
    ['date_modified_gmt', null],
  ])('an order with the %s %j is none', (field, value) => {
    expect(wooOrderSchema.safeParse(recordedWith({ [field]: value })).success).toBe(false);
  });
});

it('a status has the name the shop gives it, else its slug', () => {
  const statuses = [{ slug: 'packed', name: 'Gepackt' }];
  expect(statusName({ statuses }, 'packed')).toBe('Gepackt');
  expect(statusName({ statuses }, 'shipped')).toBe('shipped');
});
