/** Marks every order this bridge makes; filterable in the shop's REST API since WooCommerce 9.9. */
export const CREATED_VIA = 'otto-market-bridge';

/** Marks the test order of the mail proof, which no part of the bridge takes for an order. */
export const TEST_CREATED_VIA = 'otto-market-bridge-test';

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
  /** ids of all pieces the bridge ever put into a line: one that is in none was taken out by a person */
  pieces: '_otto_market_pieces',
  /** parcels reported at OTTO, each "CARRIER number", separated by "; " */
  tracking: '_otto_market_tracking',
  /** keys of the contradictions the owner chose to keep, comma separated */
  kept: '_otto_market_kept',
  /** ids of the pieces, and keys of other money, whose refund a person booked, comma separated */
  refundedByHand: '_otto_market_refunded_by_hand',
  /** "pending" while a report to OTTO is under way, "failed" when one needs somebody, else empty */
  reportFlag: '_otto_market_report',
  /** the return tracking number for the buyer, written by whoever makes the label */
  returnTracking: '_otto_market_return_tracking',
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
  /** what the buyer pays for one piece of the line, gross cents, as the bridge wrote it last */
  lineCents: '_otto_market_cents',
  lineTakeBack: '_otto_market_take_back',
  refundPositionItems: '_otto_market_position_items',
  /** what else a refund stands for, JSON: see BookedMoney */
  refundMoneyBack: '_otto_market_money_back',
  /** on the test order of a mail proof alone: which proof made it */
  mailProof: '_otto_market_mail_proof',
  attributionType: '_wc_order_attribution_source_type',
  attributionSource: '_wc_order_attribution_utm_source',
} as const;

/** Our meta of an order that says who bought it; erased after the period the owner sets. */
export const PERSONAL_META: readonly string[] = [
  META.billingEmail,
  META.deliveryEmail,
  META.billingStreet,
  META.billingHouseNumber,
  META.shippingStreet,
  META.shippingHouseNumber,
];

/** Ids in one meta value; a comma never occurs in an OTTO id. */
export function joinIds(ids: string[]): string {
  return ids.join(',');
}

export function splitIds(value: string | undefined): string[] {
  return value ? value.split(',').filter(Boolean) : [];
}
