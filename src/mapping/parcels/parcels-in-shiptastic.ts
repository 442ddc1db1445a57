import { utcFromText } from '../otto/utc-date.ts';
import { countOf, entriesOf, fieldsOf, sumPieces, textOf } from './lenient.ts';
import { dealReturns, type FoundReturn, returnAlone } from './return-numbers.ts';
import type { ParcelPieces, ShopParcel } from './shop-parcel.ts';

/** Shipment statuses that say it left; Germanized writes "gzd-" before them. */
const SENT_STATUSES: readonly string[] = ['shipped', 'delivered'];

/** What is on its way back, or was asked for and refused, is no label that lay in the parcel. */
const LATER_RETURN_STATUSES: readonly string[] = ['requested', 'rejected'];

type Shipment = { fields: Record<string, unknown>; status: string; pieces: ParcelPieces[] };

/**
 * The parcels in what Shiptastic, or Germanized, answers to `GET /wc/v3/shipments`, shipments and returns
 * together. A return that a buyer asked for later is left out; any other gives its number to the
 * parcel it belongs to.
 *
 * Seen in Shiptastic 5.1:
 * - each entry of the list may be wrapped in `data`
 * - a carrier that the plugin does not know has a title and no slug
 * - the order's date of change moves, and `order.updated` is sent, only when its shipping status changes
 *   (its meta `_shipping_status`: not, partially, shipped, delivered). A second part of an order that
 *   leaves, and a tracking number that comes later, are told by nothing but this route.
 *
 * What can't be read is left out.
 */
export function parcelsInShiptastic(answer: unknown): ShopParcel[] {
  const shipments = (entriesOf(answer) ?? []).flatMap((entry) => shipmentIn(entry) ?? []);
  const isReturn = ({ fields }: Shipment) => textOf(fields.type) === 'return';
  const parcels = shipments.filter((shipment) => !isReturn(shipment)).map(parcelOf);
  const returns = shipments.filter(isReturn).flatMap((shipment) => returnIn(shipment) ?? []);
  if (parcels.length === 0) return returns.map(({ returnNumber }) => returnAlone(returnNumber));
  const dealt = dealReturns(parcels, returns);
  return parcels.map((parcel, place) => {
    const returnNumber = dealt[place];
    return returnNumber ? { ...parcel, returnNumber } : parcel;
  });
}

function shipmentIn(entry: unknown): Shipment | undefined {
  const outer = fieldsOf(entry);
  const fields = fieldsOf(outer?.data) ?? outer;
  if (!fields) return undefined;
  const status = (textOf(fields.status) ?? '').replace(/^gzd-/, '');
  if (status === 'deleted' || status === 'trash') return undefined;
  return { fields, status, pieces: piecesIn(fields.items) };
}

function parcelOf({ fields, status, pieces }: Shipment): ShopParcel {
  const sentAt = textOf(fields.date_sent_gmt);
  return {
    source: 'shiptastic',
    carrierName: carrierIn(fields),
    trackingNumber: textOf(fields.tracking_id),
    shippedAt: sentAt && utcFromText(sentAt),
    isSaidShipped: SENT_STATUSES.includes(status),
    pieces,
  };
}

function returnIn({ fields, status, pieces }: Shipment): FoundReturn | undefined {
  const number = textOf(fields.tracking_id);
  const isLater = fields.is_customer_requested === true || LATER_RETURN_STATUSES.includes(status);
  if (number === undefined || isLater) return undefined;
  return { returnNumber: { carrierName: carrierIn(fields), number, source: 'shiptastic' }, pieces };
}

/** A title without slug is a carrier that the plugin does not know. */
function carrierIn(fields: Record<string, unknown>): string | undefined {
  return textOf(fields.shipping_provider) ?? textOf(fields.shipping_provider_title);
}

function piecesIn(items: unknown): ParcelPieces[] {
  const pieces = (entriesOf(items) ?? []).flatMap((entry) => {
    const item = fieldsOf(entry);
    const lineItemId = countOf(item?.order_item_id);
    const quantity = countOf(item?.quantity);
    return lineItemId && quantity ? [{ lineItemId, quantity }] : [];
  });
  return sumPieces(pieces);
}
