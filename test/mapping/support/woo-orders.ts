import type {
  WooAddress,
  WooLineItem,
  WooOrder,
  WooRefund,
} from '../../../src/mapping/woocommerce/order.ts';

export const EMPTY_ADDRESS: WooAddress = {
  first_name: '',
  last_name: '',
  company: '',
  address_1: '',
  address_2: '',
  city: '',
  state: '',
  postcode: '',
  country: '',
  phone: '',
};

export function lineWith(given: Partial<WooLineItem> = {}): WooLineItem {
  return {
    lineItemId: 1,
    name: 'Mug',
    productId: 10,
    variationId: 0,
    sku: 'MUG',
    quantity: 1,
    taxClass: '',
    taxes: [{ rateId: 1, total: '3.99' }],
    grossCents: 2499 * (given.quantity ?? 1),
    pieceCents: undefined,
    positionItemIds: ['piece-1'],
    ...given,
  };
}

/** A processing order of one mug at 24.99, as the bridge reads it back; particular in what is given. */
export function wooOrderWith(given: Partial<WooOrder> = {}): WooOrder {
  return {
    wooOrderId: 1001,
    number: '1001',
    status: 'processing',
    currency: 'EUR',
    totalCents: 2499,
    createdAt: '2026-03-02T10:00:00.000Z',
    modifiedAt: '2026-03-02T10:00:00.000Z',
    paidAt: '2026-03-02T10:00:00.000Z',
    completedAt: undefined,
    createdVia: 'otto-market-bridge',
    transactionId: '5nhxzdr88b',
    billingEmail: '',
    billing: EMPTY_ADDRESS,
    shipping: EMPTY_ADDRESS,
    lineItems: [lineWith()],
    shippingLines: [],
    feeLines: [],
    taxRates: [{ rateId: 1, ratePercent: 19, compound: false }],
    refunds: [],
    meta: {},
    metaData: [],
    ...given,
  };
}

/** A refund by hand of a mug's price that names no line; particular in what is given. */
export function refundWith(given: Partial<WooRefund> = {}): WooRefund {
  return {
    refundId: 9,
    amountCents: 2499,
    positionItemIds: [],
    moneyBack: [],
    lines: [],
    shippingLines: [],
    ...given,
  };
}
