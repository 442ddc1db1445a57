/** Where a shop may say which parcels left. The owner chooses which are read, and their order. */
export const PARCEL_SOURCES = [
  /** WooCommerce's own order fulfillments */
  'fulfillments',
  /** WooCommerce Shipment Tracking and Advanced Shipment Tracking */
  'shipment-tracking',
  /** Shiptastic, and Germanized before it */
  'shiptastic',
  /** DHL for WooCommerce */
  'dhl-for-woocommerce',
  /** order meta the owner names */
  'meta',
] as const;

export type ParcelSource = (typeof PARCEL_SOURCES)[number];
