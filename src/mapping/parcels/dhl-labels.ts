import { entriesOf, fieldsOf, textOf } from './lenient.ts';
import { unpackedValue } from './packed-value.ts';
import type { ShopParcel } from './shop-parcel.ts';

/** Order meta of DHL for WooCommerce: parcels, and the international letters it makes by another way. */
const LABEL_KEY = '_pr_shipment_dhl_label_tracking';
/** Its stamps for letters (Internetmarke). */
const STAMP_KEY = '_pr_dhl_im_label_tracking';

export const DHL_LABEL_KEYS = [LABEL_KEY, STAMP_KEY] as const;

/**
 * The parcels in the meta of DHL for WooCommerce: one label, or a list of numbers where an order was
 * packed into several, with the return number of each at the same place of another list. A label is
 * made before anything leaves and says neither when nor with what. (From 4.1's public source.)
 */
export function parcelsInDhlLabel(key: string, value: unknown): ShopParcel[] {
  const label = fieldsOf(unpackedValue(value));
  if (!label) return [];
  // Only letters have an item barcode.
  const isLetter = key === STAMP_KEY || textOf(label.item_barcode) !== undefined;
  const returnNumbers = textsOf(label.return_label_number);
  return textsOf(label.tracking_number).flatMap((trackingNumber, place): ShopParcel[] => {
    if (trackingNumber === undefined) return [];
    const number = returnNumbers[place];
    return [
      {
        source: 'dhl-for-woocommerce',
        carrierName: isLetter ? 'Deutsche Post' : 'DHL Paket',
        trackingNumber,
        shippedAt: undefined,
        isSaidShipped: false,
        pieces: undefined,
        ...(number && {
          returnNumber: { carrierName: 'DHL Paket', number, source: 'dhl-for-woocommerce' },
        }),
      },
    ];
  });
}

/** One text or many, each at its place. */
function textsOf(value: unknown): (string | undefined)[] {
  return (entriesOf(value) ?? [value]).map(textOf);
}
