import { describe, expect, it } from 'vitest';
import { holdReason, missingSku, missingStatus } from '../../src/mapping/hold-reason.ts';
import { importRulesSchema } from '../../src/mapping/import-rules.ts';
import type { PositionItem } from '../../src/mapping/otto/sales-order.ts';
import { salesOrderOf } from './support/basket.ts';
import { pieceWith } from './support/sales-orders.ts';
import { profileWith } from './support/shop-profiles.ts';

const PROFILE = profileWith();
const held = (...given: Partial<PositionItem>[]) =>
  holdReason(salesOrderOf({ positionItems: given.map(pieceWith) }), PROFILE);

const feeOf = (grossCents: number, currency = 'EUR') => ({
  name: 'DELIVERY_FEE_STANDARD',
  grossCents,
  currency,
  vatRatePercent: 19,
  positionItemIds: [],
});

it('nothing holds an order as OTTO sends it', () => {
  expect(held({}, { payableCents: 0 }, { grossCents: 100_000_000 })).toBeUndefined();
});

it('holds an order with a state nobody knows, and says the words, each once', () => {
  const lost = { fulfillmentStatus: undefined, rawFulfillmentStatus: 'LOST' };
  expect(held({}, lost, lost, { ...lost, rawFulfillmentStatus: 'BEAMED' })).toEqual({
    code: 'fulfillment-status-unknown',
    words: 'LOST, BEAMED',
  });
});

describe('another currency', () => {
  it('of a piece holds the order', () => {
    expect(held({}, { currency: 'CHF' })).toEqual({ code: 'currency-not-euro', currency: 'CHF' });
  });

  it('of a delivery fee holds the order', () => {
    const order = salesOrderOf({ deliveryFees: [feeOf(595, 'USD')] });
    expect(holdReason(order, PROFILE)).toEqual({ code: 'currency-not-euro', currency: 'USD' });
  });
});

describe('a price nobody believes', () => {
  it.each([
    [{ grossCents: -1, payableCents: 100 }, -1],
    [{ grossCents: 100, payableCents: -1 }, -1],
    [{ grossCents: 100_000_001, payableCents: 1 }, 100_000_001],
    [{ grossCents: 1, payableCents: 100_000_001 }, 100_000_001],
  ])('%j holds the order', (piece, cents) => {
    expect(held({ positionItemId: 'fine' }, { positionItemId: 'odd', ...piece })).toEqual({
      code: 'price-not-believable',
      positionItemId: 'odd',
      cents,
    });
  });

  it.each([-1, 100, 1900, Number.NaN])('neither does it believe a VAT rate of %d', (vatRate) => {
    expect(held({ vatRatePercent: vatRate })).toMatchObject({ code: 'price-not-believable' });
  });

  it.each([0, 99.99])('a VAT rate of %d is fine', (vatRatePercent) => {
    expect(held({ vatRatePercent })).toBeUndefined();
  });

  it.each([-595, 100_000_001])('a delivery fee of %d cents holds the order', (grossCents) => {
    const order = salesOrderOf({ deliveryFees: [feeOf(0), feeOf(grossCents)] });
    expect(holdReason(order, PROFILE)).toMatchObject({
      code: 'price-not-believable',
      cents: grossCents,
    });
  });
});

it.each([
  [0, { code: 'shop-without-cents', priceDecimals: 0 }],
  [1, { code: 'shop-without-cents', priceDecimals: 1 }],
  [2, undefined],
  [4, undefined],
])('a shop with %d price decimals', (priceDecimals, reason) => {
  expect(holdReason(salesOrderOf({}), profileWith({ priceDecimals }))).toEqual(reason);
});

describe('a SKU the shop lacks', () => {
  const product = { productId: 1, variationId: 0, taxStatus: 'taxable' } as const;
  const products = new Map([['SHIRT', { ...product, sku: 'SHIRT' }]]);
  const missing = (unknownSku: string, ...given: Partial<PositionItem>[]) =>
    missingSku(
      salesOrderOf({ positionItems: given.map(pieceWith) }),
      products,
      importRulesSchema.parse({ unknownSku }),
    );

  it('holds the order where the owner wants that, and is named once', () => {
    expect(missing('hold', {}, { sku: 'GONE' }, { sku: 'GONE' }, { sku: 'LOST' })).toEqual({
      code: 'sku-not-in-shop',
      skus: 'GONE, LOST',
    });
  });

  it('holds nothing where named lines are wanted, or where every SKU is known', () => {
    expect(missing('named-line', { sku: 'GONE' })).toBeUndefined();
    expect(missing('hold', {})).toBeUndefined();
  });

  it('does not count on a piece that is cancelled anyway', () => {
    const gone = { sku: 'GONE', fulfillmentStatus: 'CANCELLED_BY_PARTNER' } as const;
    expect(missing('hold', {}, gone)).toBeUndefined();
  });
});

describe('a status the shop lacks', () => {
  const step = { status: 'processing', phase: undefined, mapped: 'packed' } as const;

  it('is named, be it the chosen one or the one on the way', () => {
    const without = (slug: string) =>
      missingStatus(
        profileWith({ statuses: PROFILE.statuses.filter((status) => status.slug !== slug) }),
        'processable',
        step,
      );
    expect(without('packed')).toEqual({
      code: 'status-not-in-shop',
      phase: 'processable',
      status: 'packed',
    });
    expect(without('processing')).toEqual({
      code: 'status-not-in-shop',
      phase: 'processable',
      status: 'processing',
    });
  });

  it('is none of those it has', () => {
    expect(missingStatus(PROFILE, 'processable', step)).toBeUndefined();
  });
});
