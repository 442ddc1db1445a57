import { countOf, entriesOf, fieldsOf, momentOf, sumPieces, textOf } from './lenient.ts';
import { unpackedValue } from './packed-value.ts';
import type { ParcelPieces, ShopParcel } from './shop-parcel.ts';

/** Order meta of WooCommerce Shipment Tracking and of Advanced Shipment Tracking. */
export const TRACKING_ITEMS_KEY = '_wc_shipment_tracking_items';

/** What a line item is called in a list of products that names no line. */
export type KnownLine = { lineItemId: number; productId: number; variationId: number };

/** Advanced Shipment Tracking's "mark the order as": 1 shipped, 2 partially shipped. */
const PARTIALLY_SHIPPED = '2';

/**
 * The parcels in the meta of the shipment tracking plugins. `date_shipped` is seconds since 1970, as text
 * or number, at midnight UTC of the day somebody chose. Seen in Advanced Shipment Tracking 3: adding one
 * moves the order's date of change and sends `order.updated`.
 *
 * A tracking item says that its pieces left only if it marks the order as partially shipped and lists
 * them (Advanced Shipment Tracking Pro); a whole order's status says it better, and label plugins note
 * down numbers before anything leaves.
 *
 * @param lines the order's, for product lists without line item ids; without them such a list fits
 *   nothing
 */
export function parcelsInTrackingItems(
  value: unknown,
  lines: readonly KnownLine[] = [],
): ShopParcel[] {
  const items = entriesOf(unpackedValue(value)) ?? [];
  return items.flatMap((entry) => {
    const item = fieldsOf(entry);
    const trackingNumber = textOf(item?.tracking_number);
    if (!item || trackingNumber === undefined) return [];
    const pieces = piecesIn(item.products_list, lines);
    return [
      {
        source: 'shipment-tracking',
        carrierName: carrierIn(item),
        trackingNumber,
        shippedAt: momentOf(item.date_shipped),
        isSaidShipped: textOf(item.status_shipped) === PARTIALLY_SHIPPED && Boolean(pieces?.length),
        pieces,
      },
    ];
  });
}

/** One that is not in the plugin's list is custom: then the first field is empty. */
function carrierIn(item: Record<string, unknown>): string | undefined {
  return (
    textOf(item.tracking_provider) ??
    textOf(item.custom_tracking_provider) ??
    textOf(item.formatted_tracking_provider)
  );
}

function piecesIn(list: unknown, lines: readonly KnownLine[]): ParcelPieces[] | undefined {
  const products = entriesOf(unpackedValue(list));
  if (!products?.length) return undefined;
  const pieces = products.flatMap((entry) => {
    const product = fieldsOf(entry);
    const lineItemId = countOf(product?.item_id) ?? onlyLineOf(product?.product, lines);
    const quantity = countOf(product?.qty);
    return lineItemId && quantity ? [{ lineItemId, quantity }] : [];
  });
  return sumPieces(pieces);
}

/** The line of a product, or of a variation; none where several lines have it. */
function onlyLineOf(product: unknown, lines: readonly KnownLine[]): number | undefined {
  const id = countOf(product);
  const [line, ...others] = lines.filter(
    ({ productId, variationId }) => productId === id || variationId === id,
  );
  return others.length === 0 ? line?.lineItemId : undefined;
}
