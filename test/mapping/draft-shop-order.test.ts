import { describe, expect, it } from 'vitest';
import { draftShopOrder, paymentRecord } from '../../src/mapping/draft-shop-order.ts';
import { orderPhase } from '../../src/mapping/order-phase.ts';
import type { SalesOrder } from '../../src/mapping/otto/sales-order.ts';
import {
  announcedPrepayment,
  mixedCancelledAndSent,
  processableSuspectedFraud,
  processableTakeBack,
  processableTwoEqualPieces,
  processableWithDiscountAndTakeBack,
} from '../fixtures/otto/index.ts';
import { salesOrderOf } from './support/basket.ts';
import { parsed, pieceWith } from './support/sales-orders.ts';
import { profileWith } from './support/shop-profiles.ts';

const DRESDEN = { country: 'DE', state: '', postcode: '01067', city: 'Dresden' };

const draftOf = (salesOrder: SalesOrder, language: 'de' | 'en' = 'de') =>
  draftShopOrder(
    salesOrder,
    'account-1',
    { status: 'processing', phase: 'processable' },
    { profile: profileWith(), location: DRESDEN, products: new Map(), language },
  );

const metaOf = (salesOrder: SalesOrder) =>
  Object.fromEntries(draftOf(salesOrder).draft.meta_data.map(({ key, value }) => [key, value]));

describe('a new shop order', () => {
  const order = parsed(processableWithDiscountAndTakeBack());
  const { draft, expected } = draftOf(order);

  it('is a guest order in euro that can be found again by three marks', () => {
    expect(draft).toMatchObject({
      status: 'processing',
      currency: 'EUR',
      created_via: 'otto-market-bridge',
      payment_method: 'otto_market',
      payment_method_title: 'OTTO Market',
      transaction_id: '5nhxzdr88b',
    });
    expect(draft).not.toHaveProperty('customer_id');
    expect(draft).not.toHaveProperty('set_paid');
    expect(metaOf(order)).toMatchObject({
      _otto_market_sales_order_id: 'a46fb35b-9c77-41c9-af10-2676b756a9af',
      _otto_market_order_number: '5nhxzdr88b',
      _otto_market_account: 'account-1',
    });
  });

  it('carries what the shop has no field for in its meta', () => {
    expect(metaOf(order)).toEqual({
      _otto_market_sales_order_id: 'a46fb35b-9c77-41c9-af10-2676b756a9af',
      _otto_market_order_number: '5nhxzdr88b',
      _otto_market_account: 'account-1',
      _otto_market_ordered_at: '2026-03-02T09:00:05.000Z',
      _otto_market_payment_method: 'PAYPAL',
      _otto_market_expected_delivery_at: '2026-03-05T23:00:00.000Z',
      _otto_market_take_back: 'yes',
      _otto_market_pieces: order.positionItems.map((piece) => piece.positionItemId).join(','),
      _wc_order_attribution_source_type: 'utm',
      _wc_order_attribution_utm_source: 'OTTO Market',
      _otto_market_address_written: expect.stringMatching(/^[\w-]{22}$/),
      _otto_market_pseudonymous_email: 'k7f3x9q2@customer.otto.market',
      _otto_market_delivery_email: 'erika.mustermann@example.org',
      _otto_market_billing_street: 'Musterallee',
      _otto_market_billing_house_number: '12a',
      _otto_market_shipping_street: 'Musterallee',
      _otto_market_shipping_house_number: '12a',
      _otto_market_paid_at: '2026-03-02T09:36:40.000Z',
      _otto_market_status_written: 'processing',
      _otto_market_phase: 'processable',
    });
  });

  it('says what the shop must answer', () => {
    expect(expected).toEqual({
      totalCents: 65_394,
      status: 'processing',
      addresses: { billing: draft.billing, shipping: draft.shipping },
    });
  });

  it('has no e-mail and no amount of its own to set', () => {
    expect(draft.billing).not.toHaveProperty('email');
    expect(draft.shipping).not.toHaveProperty('email');
    for (const readOnly of ['total', 'date_created', 'date_paid', 'customer_note']) {
      expect(draft).not.toHaveProperty(readOnly);
    }
  });

  it('leaves the phase open while its status is only a step on the way', () => {
    const { draft: onTheWay } = draftShopOrder(
      order,
      'account-1',
      { status: 'processing', phase: undefined },
      { profile: profileWith(), location: DRESDEN, products: new Map(), language: 'de' },
    );
    const keys = onTheWay.meta_data.map(({ key }) => key);
    expect(keys).not.toContain('_otto_market_phase');
    expect(keys).toContain('_otto_market_status_written');
  });
});

it('an order without addresses has none in the shop, nor what belongs to them', () => {
  const order = parsed(announcedPrepayment());
  const { draft, expected } = draftOf(order);
  expect(draft).not.toHaveProperty('billing');
  expect(draft).not.toHaveProperty('shipping');
  expect(expected.addresses).toBeUndefined();
  for (const key of [
    '_otto_market_address_written',
    '_otto_market_paid_at',
    '_otto_market_pseudonymous_email',
    '_otto_market_shipping_street',
  ]) {
    expect(metaOf(order)).not.toHaveProperty(key);
  }
});

it('is not paid while one of its pieces is not released', () => {
  const positionItems = [
    pieceWith({ processableAt: '2026-03-02T09:00:00.000Z' }),
    pieceWith({ positionItemId: 'piece-2', fulfillmentStatus: 'ANNOUNCED' }),
  ];
  expect(metaOf(salesOrderOf({ positionItems }))).not.toHaveProperty('_otto_market_paid_at');
});

it('leaves out what was cancelled before it ever came into the shop', () => {
  const { draft } = draftOf(parsed(mixedCancelledAndSent()));
  expect(draft.line_items).toHaveLength(1);
  expect(draft.line_items[0]).toMatchObject({
    quantity: 1,
    meta_data: [
      { key: '_otto_market_position_items', value: 'e454dff5-a96f-4e96-9399-710cf59645c3' },
      { key: '_otto_market_vat_rate', value: '19' },
      { key: '_otto_market_cents', value: '2499' },
      { key: 'SKU', value: 'FancyFlower-m-pi' },
    ],
  });
});

describe('old appliances', () => {
  it('are asked for in a note, once for each piece, and marked on line and order', () => {
    const order = parsed(processableTakeBack());
    const { draft, notes } = draftOf(order);
    expect(metaOf(order)._otto_market_take_back).toBe('yes');
    expect(draft.line_items[0]?.meta_data).toContainEqual({
      key: 'Altgeräte-Mitnahme',
      value: 'ja',
    });
    expect(notes).toEqual([
      {
        key: 'take-back',
        text: expect.stringContaining(
          'Spedition Kühlschrank »COOL EXTREM«, Spedition Kühlschrank »COOL EXTREM«',
        ),
      },
    ]);
  });

  it('of a cancelled piece stay where they are', () => {
    const order = salesOrderOf({
      positionItems: [
        pieceWith(),
        pieceWith({
          weeePickup: true,
          dealName: 'Deal',
          fulfillmentStatus: 'CANCELLED_BY_PARTNER',
        }),
      ],
    });
    expect(metaOf(order)).not.toHaveProperty('_otto_market_take_back');
    expect(metaOf(order)).not.toHaveProperty('_otto_market_deals');
    expect(draftOf(order).notes).toEqual([]);
  });
});

it('names the deals of its pieces, each once, by id where there is no name', () => {
  const positionItems = [
    pieceWith({ dealId: 'd-1', dealName: 'Frühling' }),
    pieceWith({ dealId: 'd-1', dealName: 'Frühling' }),
    pieceWith({ dealId: 'd-2' }),
  ];
  expect(metaOf(salesOrderOf({ positionItems }))._otto_market_deals).toBe('Frühling, d-2');
});

it('warns of suspected fraud in meta, note and issue', () => {
  const order = parsed(processableSuspectedFraud());
  const { notes, issues } = draftOf(order, 'en');
  expect(metaOf(order)._otto_market_fraud_suspected).toBe('yes');
  expect(notes).toEqual([
    { key: 'fraud', text: expect.stringContaining('OTTO suspects fraud in this order') },
  ]);
  expect(issues).toContainEqual({ code: 'fraud-suspected', params: {} });
});

it('says nothing of fraud, deals or take-back where there is none', () => {
  const meta = metaOf(parsed(processableTwoEqualPieces()));
  for (const key of [
    '_otto_market_fraud_suspected',
    '_otto_market_deals',
    '_otto_market_take_back',
  ]) {
    expect(meta).not.toHaveProperty(key);
  }
  expect(draftOf(parsed(processableTwoEqualPieces())).notes).toEqual([]);
});

it('reports what is odd about address and goods together', () => {
  const { deliveryAddress, ...order } = salesOrderOf({});
  if (!deliveryAddress) throw new Error('fixture without address');
  const { issues } = draftOf({
    ...order,
    deliveryAddress: { ...deliveryAddress, countryCode: 'XYZ' },
  });
  expect(issues.map((issue) => issue.code)).toEqual(['sku-not-in-shop', 'country-code-unknown']);
});

describe('the payment record', () => {
  const recordOf = (order: SalesOrder) => {
    const phase = orderPhase(order.positionItems);
    return phase && paymentRecord(order, phase);
  };

  it('is over the full sum of a released order, from the day of release', () => {
    expect(recordOf(parsed(processableWithDiscountAndTakeBack()))).toEqual({
      amountCents: 65_394,
      paidAt: '2026-03-02T09:36:40.000Z',
      paymentMethod: 'PAYPAL',
    });
  });

  it('takes the day of the last change where OTTO names no day of release', () => {
    expect(recordOf(salesOrderOf({}))?.paidAt).toBe('2026-03-02T08:50:00.000Z');
  });

  it('stands at nothing once everything was cancelled after the release', () => {
    const gone = salesOrderOf({
      positionItems: [
        pieceWith({
          fulfillmentStatus: 'CANCELLED_BY_MARKETPLACE',
          processableAt: '2026-03-02T09:36:40.000Z',
        }),
      ],
    });
    expect(recordOf(gone)).toMatchObject({ amountCents: 0, paidAt: '2026-03-02T09:36:40.000Z' });
  });

  it('does not exist before the release, nor when everything was cancelled before it', () => {
    expect(recordOf(parsed(announcedPrepayment()))).toBeUndefined();
    const gone = salesOrderOf({
      positionItems: [pieceWith({ fulfillmentStatus: 'CANCELLED_BY_MARKETPLACE' })],
    });
    expect(recordOf(gone)).toBeUndefined();
  });
});
