import { countOf, entriesOf, fieldsOf, sumPieces, textOf } from './lenient.ts';
import { utcFromLocal } from './local-time.ts';
import type { ParcelPieces, ShopParcel } from './shop-parcel.ts';

/**
 * The parcels in what WooCommerce answers to `GET /wc/v3/orders/<id>/fulfillments`.
 *
 * Seen in WooCommerce 10.5 (there since 10.1, off until the feature is switched on):
 * - a fulfillment is a draft (`is_fulfilled` false) until somebody marks it as fulfilled; a draft may
 *   have a number already; goods that need no shipping are fulfilled by the shop itself, without number
 * - the number, the carrier and the items are its meta; the carrier's key was renamed in 10.7; a carrier
 *   that is not in the shop's list is "other", its name beside it
 * - `_date_fulfilled` is the shop's local time and names no zone. It stays on one that became a draft
 *   again, and is set anew by a later change that does not send it along: it may be later than the
 *   hand-over was, and move
 * - quantities are not checked against the order, nor that the items are the order's own
 * - each change of one, also its removal, moves the order's date of change and sends `order.updated`;
 *   the order's own status stays, its meta `_fulfillment_status` follows
 *
 * What can't be read is left out.
 *
 * @param options.timeZone the shop's, for `shippedAt`; default Europe/Berlin
 */
export function parcelsInFulfillments(
  answer: unknown,
  options: { timeZone?: string } = {},
): ShopParcel[] {
  const { timeZone = 'Europe/Berlin' } = options;
  return (entriesOf(answer) ?? []).flatMap((entry) => parcelIn(entry, timeZone) ?? []);
}

function parcelIn(entry: unknown, timeZone: string): ShopParcel | undefined {
  const fulfillment = fieldsOf(entry);
  if (!fulfillment || textOf(fulfillment.date_deleted)) return undefined;
  const isFulfilled = fulfillment.is_fulfilled === true;
  const meta = metaByKey(fulfillment.meta_data);
  const fulfilledAt = textOf(meta.get('_date_fulfilled')) ?? textOf(fulfillment.date_fulfilled);
  return {
    source: 'fulfillments',
    carrierName: carrierIn(meta),
    trackingNumber: textOf(meta.get('_tracking_number')),
    shippedAt: isFulfilled && fulfilledAt ? utcFromLocal(fulfilledAt, timeZone) : undefined,
    isSaidShipped: isFulfilled,
    pieces: piecesIn(meta.get('_items')),
  };
}

function carrierIn(meta: ReadonlyMap<string, unknown>): string | undefined {
  const slug = textOf(meta.get('_shipping_provider')) ?? textOf(meta.get('_shipment_provider'));
  return slug === undefined || slug === 'other' ? textOf(meta.get('_provider_name')) : slug;
}

function piecesIn(items: unknown): ParcelPieces[] | undefined {
  if (items === undefined) return undefined;
  const pieces = (entriesOf(items) ?? []).flatMap((entry) => {
    const item = fieldsOf(entry);
    const lineItemId = countOf(item?.item_id);
    const quantity = countOf(item?.qty);
    return lineItemId && quantity ? [{ lineItemId, quantity }] : [];
  });
  return sumPieces(pieces);
}

function metaByKey(metaData: unknown): Map<string, unknown> {
  const entries = (entriesOf(metaData) ?? []).flatMap((entry): [string, unknown][] => {
    const { key, value } = fieldsOf(entry) ?? {};
    return typeof key === 'string' ? [[key, value]] : [];
  });
  return new Map(entries);
}
