import type { ShopParcel } from '../../../src/mapping/parcels/shop-parcel.ts';

/** DHL numbers whose check digit fits. */
export const ONE = '00340434161094027318';
export const TWO = '00340434161094022115';

/** A parcel of which nothing is said but what is given. */
export function parcelWith(given: Partial<ShopParcel> = {}): ShopParcel {
  return {
    source: 'fulfillments',
    carrierName: undefined,
    trackingNumber: undefined,
    shippedAt: undefined,
    isSaidShipped: false,
    pieces: undefined,
    ...given,
  };
}
