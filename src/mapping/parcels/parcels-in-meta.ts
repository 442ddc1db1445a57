import { DHL_LABEL_KEYS, parcelsInDhlLabel } from './dhl-labels.ts';
import { entriesOf, fieldsOf } from './lenient.ts';
import { type MetaValues, parcelsInNamedMeta, returnsInNamedMeta } from './named-meta.ts';
import type { ParcelSource } from './parcel-sources.ts';
import {
  type KnownLine,
  parcelsInTrackingItems,
  TRACKING_ITEMS_KEY,
} from './shipment-tracking-items.ts';
import type { ShopParcel } from './shop-parcel.ts';

export type MetaReading = {
  /** which are read, in this order; those that are not in meta are passed over */
  sources: readonly ParcelSource[];
  /** meta keys that hold tracking numbers; read only where `meta` is a source */
  trackingKeys: readonly string[];
  carrierKeys: readonly string[];
  /** meta keys that hold return tracking numbers; always read */
  returnKeys: readonly string[];
  /** the order's line items, for plugins that name products instead of lines */
  lines?: readonly KnownLine[];
};

/**
 * The parcels in an order's `meta_data`, as the shop answers it, and the order's return numbers, each
 * alone: `allParcels` deals those out. What can't be read is left out.
 */
export function parcelsInMeta(metaData: unknown, options: MetaReading): ShopParcel[] {
  const meta = valuesByKey(metaData);
  const read: { [Source in ParcelSource]?: () => ShopParcel[] } = {
    'shipment-tracking': () =>
      (meta.get(TRACKING_ITEMS_KEY) ?? []).flatMap((value) =>
        parcelsInTrackingItems(value, options.lines),
      ),
    'dhl-for-woocommerce': () =>
      DHL_LABEL_KEYS.flatMap((key) =>
        (meta.get(key) ?? []).flatMap((value) => parcelsInDhlLabel(key, value)),
      ),
    meta: () => parcelsInNamedMeta(meta, options),
  };
  const parcels = options.sources.flatMap((source) => read[source]?.() ?? []);
  return [...parcels, ...returnsInNamedMeta(meta, options.returnKeys)];
}

function valuesByKey(metaData: unknown): MetaValues {
  const values = new Map<string, unknown[]>();
  for (const entry of entriesOf(metaData) ?? []) {
    const { key, value } = fieldsOf(entry) ?? {};
    if (typeof key !== 'string') continue;
    const ofKey = values.get(key);
    if (ofKey) ofKey.push(value);
    else values.set(key, [value]);
  }
  return values;
}
