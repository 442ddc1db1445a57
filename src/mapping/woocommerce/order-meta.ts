/** Marks every order this bridge makes; filterable in the shop's REST API since WooCommerce 9.9. */
export const CREATED_VIA = 'otto-market-bridge';

export const PAYMENT_METHOD = 'otto_market';
export const PAYMENT_SYSTEM = 'OTTO Market';
export const SHIPPING_METHOD = 'otto_market';

/**
 * The bridge's meta keys in the shop, documented in docs/status-mapping.md for other plugins.
 * Keys with a leading underscore are private: the shop shows them to nobody but plugins.
 */
export const META = {
  salesOrderId: '_otto_market_sales_order_id',
  orderNumber: '_otto_market_order_number',
  account: '_otto_market_account',
  orderedAt: '_otto_market_ordered_at',
  phase: '_otto_market_phase',
  /** the status slug the bridge wrote last: a different one is a person's choice */
  statusWritten: '_otto_market_status_written',
  /** fingerprint of the addresses the bridge wrote last */
  addressWritten: '_otto_market_address_written',
  paymentMethod: '_otto_market_payment_method',
  paidAt: '_otto_market_paid_at',
  expectedDeliveryAt: '_otto_market_expected_delivery_at',
  takeBack: '_otto_market_take_back',
  fraudSuspected: '_otto_market_fraud_suspected',
  deals: '_otto_market_deals',
  billingEmail: '_otto_market_pseudonymous_email',
  deliveryEmail: '_otto_market_delivery_email',
  billingStreet: '_otto_market_billing_street',
  billingHouseNumber: '_otto_market_billing_house_number',
  shippingStreet: '_otto_market_shipping_street',
  shippingHouseNumber: '_otto_market_shipping_house_number',
  linePositionItems: '_otto_market_position_items',
  lineVatRate: '_otto_market_vat_rate',
  lineTakeBack: '_otto_market_take_back',
  refundPositionItems: '_otto_market_position_items',
  attributionType: '_wc_order_attribution_source_type',
  attributionSource: '_wc_order_attribution_utm_source',
} as const;

/** Ids in one meta value; a comma never occurs in an OTTO id. */
export function joinIds(ids: string[]): string {
  return ids.join(',');
}

export function splitIds(value: string | undefined): string[] {
  return value ? value.split(',').filter(Boolean) : [];
}
