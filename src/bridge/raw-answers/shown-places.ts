import type { Shown } from './mask.ts';

const AMOUNT = { amount: 'number', currency: 'word' } as const;

/**
 * What is shown of OTTO's answer about an order; addresses are in no place here.
 *
 * @see https://api.otto.market/docs/functional-interfaces/orders
 */
export const SHOWN_OF_OTTO = {
  salesOrderId: 'uuid',
  orderNumber: 'id',
  orderDate: 'moment',
  lastModifiedDate: 'moment',
  orderLifecycleInformation: { lifecycleChangeDate: 'moment' },
  payment: { paymentMethod: 'word' },
  positionItems: [
    {
      positionItemId: 'uuid',
      fulfillmentStatus: 'word',
      itemValueGrossPrice: AMOUNT,
      itemValueReducedGrossPrice: AMOUNT,
      itemValueDiscount: AMOUNT,
      product: {
        sku: 'text',
        articleNumber: 'id',
        ean: 'id',
        productTitle: 'text',
        vatRate: 'number',
        // Not its dimensions: an engraving would stand there.
      },
      expectedDeliveryDate: 'moment',
      processableDate: 'moment',
      sentDate: 'moment',
      returnedDate: 'moment',
      cancellationDate: 'moment',
      cancellationReason: 'word',
      trackingInfo: { carrier: 'word', carrierServiceCode: 'word', trackingNumber: 'id' },
      weeePickup: 'flag',
      dealId: 'id',
      dealName: 'text',
      returnAcceptedByMarketplace: 'flag',
    },
  ],
  initialDeliveryFees: [
    { name: 'word', deliveryFeeAmount: AMOUNT, positionItemIds: ['uuid'], vatRate: 'number' },
  ],
  initialDiscounts: [
    {
      name: 'word',
      discountId: 'id',
      discountName: 'text',
      discountAmount: AMOUNT,
      positionItemIds: ['uuid'],
      vatRate: 'number',
    },
  ],
  suspectedFraudCase: 'flag',
} as const satisfies Shown;

const TAXES = [{ id: 'id', total: 'number', subtotal: 'number' }] as const;

const LINE = {
  id: 'id',
  total: 'number',
  total_tax: 'number',
  taxes: TAXES,
  tax_class: 'word',
  tax_status: 'word',
  meta_data: 'meta',
} as const;

const LINES = {
  line_items: [
    {
      ...LINE,
      name: 'text',
      product_id: 'id',
      variation_id: 'id',
      quantity: 'number',
      subtotal: 'number',
      subtotal_tax: 'number',
      sku: 'text',
      price: 'number',
    },
  ],
  tax_lines: [
    {
      id: 'id',
      rate_code: 'word',
      rate_id: 'id',
      label: 'text',
      compound: 'flag',
      tax_total: 'number',
      shipping_tax_total: 'number',
      rate_percent: 'number',
    },
  ],
  shipping_lines: [{ ...LINE, method_title: 'text', method_id: 'word', instance_id: 'id' }],
  // Their names are typed in by people.
  fee_lines: [LINE],
} as const;

/** What is shown of the shop's answer about an order; `billing` and `shipping` are in no place here. */
export const SHOWN_OF_SHOP_ORDER = {
  id: 'id',
  parent_id: 'id',
  number: 'id',
  status: 'word',
  currency: 'word',
  version: 'id',
  prices_include_tax: 'flag',
  date_created: 'moment',
  date_created_gmt: 'moment',
  date_modified: 'moment',
  date_modified_gmt: 'moment',
  date_completed: 'moment',
  date_completed_gmt: 'moment',
  date_paid: 'moment',
  date_paid_gmt: 'moment',
  discount_total: 'number',
  discount_tax: 'number',
  shipping_total: 'number',
  shipping_tax: 'number',
  cart_tax: 'number',
  total: 'number',
  total_tax: 'number',
  customer_id: 'id',
  payment_method: 'word',
  payment_method_title: 'text',
  transaction_id: 'id',
  created_via: 'word',
  meta_data: 'meta',
  ...LINES,
  refunds: [{ id: 'id', total: 'number' }],
  is_editable: 'flag',
  needs_payment: 'flag',
  needs_processing: 'flag',
} as const satisfies Shown;

export const SHOWN_OF_REFUND = {
  id: 'id',
  parent_id: 'id',
  date_created: 'moment',
  date_created_gmt: 'moment',
  amount: 'number',
  refunded_payment: 'flag',
  meta_data: 'meta',
  ...LINES,
} as const satisfies Shown;

/** Who wrote a note, and what, may name people. */
export const SHOWN_OF_NOTE = {
  id: 'id',
  date_created: 'moment',
  date_created_gmt: 'moment',
  customer_note: 'flag',
} as const satisfies Shown;
