import { describe, expect, it } from 'vitest';
import { parseSalesOrder } from '../../../src/mapping/otto/sales-order.ts';
import {
  announcedPrepayment,
  buildPositionItem,
  buildSalesOrder,
  mixedCancelledAndSent,
  processableBare,
  processableWithDiscountAndTakeBack,
  sandboxProducts,
  variedSalesOrders,
} from '../../fixtures/otto/index.ts';
import { parsed } from '../support/sales-orders.ts';

const issuesOf = (wire: unknown) => {
  const result = parseSalesOrder(wire);
  return result.readable ? result.issues : undefined;
};

describe('the samples of the OTTO reference', () => {
  it('reads an announced prepayment order, which has no addresses yet', () => {
    const order = parsed(announcedPrepayment());
    expect(order).toMatchObject({
      salesOrderId: '3f0c7a52-6a0e-4b1d-9d3e-51c2a7f0a001',
      orderNumber: 'bu5h6x7z2k',
      orderedAt: '2026-03-02T08:14:27.000Z',
      changedAt: '2026-03-02T08:14:31.000Z',
      paymentMethod: 'PREPAYMENT',
      deliveryAddress: undefined,
      invoiceAddress: undefined,
      suspectedFraudCase: false,
    });
    expect(order.positionItems).toHaveLength(1);
    expect(order.positionItems[0]).toMatchObject({
      positionItemId: '8a1d0c11-0f43-4c37-8a52-7f2f4c10b001',
      fulfillmentStatus: 'ANNOUNCED',
      grossCents: 64_900,
      payableCents: 64_900,
      currency: 'EUR',
      vatRatePercent: 19,
      sku: 'Sped-Kühl084-kombi',
      articleNumber: 'S0K084C1',
      ean: '7263000981290',
      productTitle: 'Spedition Kühlschrank »COOL EXTREM«',
      expectedDeliveryAt: '2026-03-10T23:00:00.000Z',
      processableAt: undefined,
      weeePickup: true,
    });
    expect(order.deliveryFees).toEqual([
      {
        name: 'DELIVERY_FEE_FREIGHT_SURCHARGE',
        grossCents: 2995,
        currency: 'EUR',
        vatRatePercent: 19,
        positionItemIds: ['8a1d0c11-0f43-4c37-8a52-7f2f4c10b001'],
      },
    ]);
  });

  it('reads the reduced price as what the buyer pays, and both addresses word for word', () => {
    const order = parsed(processableWithDiscountAndTakeBack());
    expect(order.positionItems.map((piece) => [piece.grossCents, piece.payableCents])).toEqual([
      [64_900, 59_900],
      [2499, 2499],
    ]);
    expect(order.deliveryFees.map((fee) => fee.grossCents)).toEqual([595, 2400]);
    expect(order.deliveryAddress).toEqual({
      salutation: 'MS',
      firstName: 'Erika',
      lastName: 'Mustermann',
      street: 'Musterallee',
      houseNumber: '12a',
      addition: 'Hinterhaus',
      zipCode: '01067',
      city: 'Dresden',
      countryCode: 'DEU',
      phoneNumber: '+49 351 5550100',
      email: 'erika.mustermann@example.org',
    });
    expect(order.invoiceAddress).toMatchObject({
      addition: '',
      email: 'k7f3x9q2@customer.otto.market',
    });
    expect(order.invoiceAddress?.phoneNumber).toBeUndefined();
  });

  it('reads what became of each piece', () => {
    const [cancelled, sent] = parsed(mixedCancelledAndSent()).positionItems;
    expect(cancelled).toMatchObject({
      fulfillmentStatus: 'CANCELLED_BY_MARKETPLACE',
      cancelledAt: '2026-02-24T17:55:48.000Z',
      cancellationReason: 'CANCELLED_ON_CUSTOMER_WISH',
      sentAt: undefined,
    });
    expect(sent).toMatchObject({
      fulfillmentStatus: 'SENT',
      processableAt: '2026-02-24T18:17:33.000Z',
      sentAt: '2026-02-26T13:05:02.000Z',
      carrier: 'HERMES',
      trackingNumber: 'H1234567890123456789',
      cancelledAt: undefined,
    });
  });

  it('reads the date of a return', () => {
    const [piece] = parsed(
      buildSalesOrder({ positionItems: [{ fulfillmentStatus: 'RETURNED' }] }),
    ).positionItems;
    expect(piece?.returnedAt).toBe('2026-03-11T08:14:27.000Z');
  });
});

describe('what may be missing', () => {
  it('reads an order with nothing but what the schema demands', () => {
    expect(parsed(processableBare())).toMatchObject({
      paymentMethod: undefined,
      deliveryAddress: undefined,
      deliveryFees: [],
      suspectedFraudCase: false,
      positionItems: [{ ean: undefined, weeePickup: false, dealId: undefined, carrier: undefined }],
    });
  });

  it('makes no difference between null and absent', () => {
    const bare = processableBare();
    const [piece] = bare.positionItems;
    const withNulls = {
      ...bare,
      lastModifiedDate: null,
      payment: null,
      deliveryAddress: null,
      invoiceAddress: null,
      initialDeliveryFees: null,
      initialDiscounts: null,
      suspectedFraudCase: null,
      links: null,
      positionItems: [
        {
          ...piece,
          itemValueReducedGrossPrice: null,
          itemValueDiscount: null,
          expectedDeliveryDate: null,
          processableDate: null,
          sentDate: null,
          returnedDate: null,
          cancellationDate: null,
          cancellationReason: null,
          trackingInfo: null,
          weeePickup: null,
          dealId: null,
          dealName: null,
          product: { ...piece?.product, ean: null, dimensions: null, shopUrl: null },
        },
      ],
    };
    expect(parseSalesOrder(withNulls)).toEqual(parseSalesOrder(bare));
    const { orderLifecycleInformation: _gone, ...withoutLifecycle } = bare;
    expect(parsed({ ...withoutLifecycle, orderLifecycleInformation: null })).toEqual(
      parsed(withoutLifecycle),
    );
  });

  it('makes no difference between null and absent inside an address', () => {
    const { deliveryAddress, ...order } = buildSalesOrder();
    const { addition: _a, phoneNumber: _p, email: _e, ...door } = deliveryAddress ?? {};
    expect(
      parsed({
        ...order,
        deliveryAddress: { ...door, addition: null, phoneNumber: null, email: null, title: null },
      }),
    ).toEqual(parsed({ ...order, deliveryAddress: door }));
  });

  it('ignores fields it does not know', () => {
    const order = buildSalesOrder();
    const [piece] = order.positionItems;
    expect(
      parsed({ ...order, loyalty: { points: 3 }, positionItems: [{ ...piece, gift: true }] }),
    ).toEqual(parsed(order));
  });

  it('never loses an order over something that only informs', () => {
    const order = buildSalesOrder({ positionItems: [{ fulfillmentStatus: 'SENT' }] });
    const [piece] = order.positionItems;
    const odd = {
      ...order,
      lastModifiedDate: 'soon',
      orderLifecycleInformation: 'none',
      payment: 'PAYPAL',
      positionItems: [
        {
          ...piece,
          expectedDeliveryDate: 'next week',
          sentDate: 1_772_439_267,
          trackingInfo: 'on its way',
          cancellationReason: 7,
          dealId: 4711,
          dealName: ['Frühling'],
          product: {
            ...piece?.product,
            ean: 4_851_278_936_452,
            articleNumber: 12,
            productTitle: {},
          },
        },
      ],
    };
    const read = parsed(odd);
    expect(read.paymentMethod).toBeUndefined();
    expect(read.positionItems[0]).toMatchObject({
      expectedDeliveryAt: undefined,
      sentAt: undefined,
      carrier: undefined,
      ean: '4851278936452',
      articleNumber: '12',
      productTitle: '',
    });
  });

  it('takes a house number that came as a number', () => {
    const order = buildSalesOrder();
    const read = parsed({
      ...order,
      deliveryAddress: { ...order.deliveryAddress, houseNumber: 12, zipCode: 10_115 },
    });
    expect(read.deliveryAddress).toMatchObject({ houseNumber: '12', zipCode: '10115' });
  });
});

describe('what every text, number and date may look like', () => {
  it('takes amounts and VAT rates written as text', () => {
    const order = buildSalesOrder();
    const [piece] = order.positionItems;
    const [read] = parsed({
      ...order,
      positionItems: [
        {
          ...piece,
          itemValueGrossPrice: { amount: '24.99', currency: 'EUR' },
          product: { ...piece?.product, vatRate: '19.0' },
        },
      ],
    }).positionItems;
    expect(read).toMatchObject({ grossCents: 2499, payableCents: 2499, vatRatePercent: 19 });
  });

  it('names the latest of its dates of change', () => {
    const changedAt = (lastModifiedDate: string | undefined, lifecycleChangeDate: string) => {
      const { lastModifiedDate: _gone, ...order } = buildSalesOrder({
        orderLifecycleInformation: { lifecycleChangeDate },
      });
      return parsed({ ...order, ...(lastModifiedDate ? { lastModifiedDate } : {}) }).changedAt;
    };
    expect(changedAt('2026-03-05T00:00:00Z', '2026-03-04T00:00:00Z')).toBe(
      '2026-03-05T00:00:00.000Z',
    );
    expect(changedAt('2026-03-04T00:00:00Z', '2026-03-05T00:00:00Z')).toBe(
      '2026-03-05T00:00:00.000Z',
    );
    expect(changedAt(undefined, '2026-03-05T01:00:00+01:00')).toBe('2026-03-05T00:00:00.000Z');
    expect(changedAt(undefined, 'unreadable')).toBe('2026-03-02T08:14:27.000Z');
  });

  it('keeps the word of a state it does not know', () => {
    const [piece] = parsed(
      buildSalesOrder({ positionItems: [{ fulfillmentStatus: 'LOST_IN_SPACE' }] }),
    ).positionItems;
    expect(piece).toMatchObject({
      fulfillmentStatus: undefined,
      rawFulfillmentStatus: 'LOST_IN_SPACE',
    });
  });
});

describe('what a piece costs', () => {
  const priceOf = (fields: {
    gross: number;
    reduced?: number | undefined;
    discount?: number | undefined;
  }) => {
    const euros = (amount: number | undefined) =>
      amount === undefined ? null : { amount, currency: 'EUR' };
    const wire = {
      ...buildSalesOrder(),
      positionItems: [
        {
          ...buildPositionItem(),
          itemValueGrossPrice: euros(fields.gross),
          itemValueReducedGrossPrice: euros(fields.reduced),
          itemValueDiscount: euros(fields.discount),
        },
      ],
    };
    const [piece] = parsed(wire).positionItems;
    return {
      gross: piece?.grossCents,
      pays: piece?.payableCents,
      issues: issuesOf(wire)?.map((issue) => issue.code),
    };
  };

  it.each([
    [{ gross: 49.99 }, 4999, []],
    [{ gross: 49.99, reduced: 44.99 }, 4499, []],
    [{ gross: 49.99, discount: 5 }, 4499, []],
    [{ gross: 49.99, reduced: 44.99, discount: 5 }, 4499, []],
    [{ gross: 49.99, reduced: 44.99, discount: 4.99 }, 4499, ['price-parts-disagree']],
    [{ gross: 49.99, reduced: 0, discount: 49.99 }, 0, []],
    [{ gross: 49.99, reduced: 49.99, discount: 0 }, 4999, []],
  ])('%j: the buyer pays %d cents', (fields, pays, issues) => {
    expect(priceOf(fields)).toEqual({ gross: 4999, pays, issues });
  });

  it('says by how much the parts of a price disagree', () => {
    const order = buildSalesOrder({ positionItems: [{ discount: 5 }] });
    const [piece] = order.positionItems;
    const issues = issuesOf({
      ...order,
      positionItems: [{ ...piece, itemValueDiscount: { amount: 4, currency: 'EUR' } }],
    });
    expect(issues).toEqual([
      {
        code: 'price-parts-disagree',
        params: {
          positionItemId: piece?.positionItemId,
          grossCents: 2499,
          discountCents: 400,
          reducedCents: 1999,
        },
      },
    ]);
  });
});

it('counts a piece that is listed twice once, as it was listed last', () => {
  const order = buildSalesOrder({ positionItems: [{}, { product: sandboxProducts.sofa }] });
  const [first, second] = order.positionItems;
  const wire = {
    ...order,
    positionItems: [first, second, { ...first, fulfillmentStatus: 'SENT' }],
  };
  expect(
    parsed(wire).positionItems.map((piece) => [piece.positionItemId, piece.fulfillmentStatus]),
  ).toEqual([
    [first?.positionItemId, 'SENT'],
    [second?.positionItemId, 'PROCESSABLE'],
  ]);
  expect(issuesOf(wire)).toEqual([
    {
      code: 'position-item-listed-twice',
      params: { positionItemId: first?.positionItemId },
    },
  ]);
});

it('reads two hundred varied orders without an issue, each piece at the price it was given', () => {
  for (const wire of variedSalesOrders(200, 'mapping')) {
    const order = parsed(wire);
    expect(issuesOf(wire)).toEqual([]);
    expect(order.positionItems.map((piece) => piece.payableCents)).toEqual(
      wire.positionItems.map((piece) =>
        Math.round(
          100 * (piece.itemValueReducedGrossPrice?.amount ?? piece.itemValueGrossPrice.amount),
        ),
      ),
    );
  }
});

describe('a text with a NUL character', () => {
  it('loses the character wherever it stands, as no database and no shop takes it', () => {
    const order = parsed(
      buildSalesOrder({
        orderNumber: 'bu5h6\u0000x7z2k',
        positionItems: [{ product: { ...sandboxProducts.shirt, sku: 'Shirt\u0000-1' } }],
      }),
    );
    expect(order.orderNumber).toBe('bu5h6x7z2k');
    expect(order.positionItems[0]?.sku).toBe('Shirt-1');
  });
});
