import { carrierSchema } from '../../mapping/carriers/carrier.ts';
import { carrierFromName } from '../../mapping/carriers/carrier-names.ts';
import { normaliseTrackingNumber } from '../../mapping/carriers/tracking-number.ts';
import type { ShipRefusal } from '../../mapping/may-ship.ts';
import type { ParcelWish } from '../../mapping/reporting/transmission.ts';
import type { OrderReference } from './find-order.ts';

/** So many pieces of one SKU. */
export type Content = { sku: string; quantity: number };

/** One parcel as somebody describes it; what he does not know is left out. */
export type AskedParcel = {
  /** OTTO's word, or any name of the carrier */
  carrier?: string | undefined;
  trackingNumber?: string | undefined;
  returnNumber?: string | undefined;
  returnCarrier?: string | undefined;
  /** what is in it; absent = dealt out among the parcels that do not say */
  positionItemIds?: readonly string[] | undefined;
  /** what is in it, where nobody knows the ids */
  contents?: readonly Content[] | undefined;
  /** hand-over to the carrier, UTC ISO; absent = as the wish says */
  shippedAt?: string | undefined;
};

/** That pieces of an order were handed over. */
export type ShipWish = OrderReference & {
  /** absent = all that may be shipped and are in no other report */
  positionItemIds?: readonly string[] | undefined;
  /** empty = without a tracking number, as forwarders have it */
  parcels: readonly AskedParcel[];
  /** hand-over to the carrier, UTC ISO; absent = now */
  shippedAt?: string | undefined;
  /** names the wish: sent in again under the same name it changes nothing */
  sourceKey?: string | undefined;
};

/** Why a piece is not part of what is reported. */
export type LeftWhy =
  | ShipRefusal
  /** reported, or about to be */
  | 'in-other-report'
  /** parcel goods and forwarder goods never share a shipment, and no parcel fits it */
  | 'other-goods'
  /** every parcel says what is in it, and none names the piece */
  | 'in-no-parcel';

/** What was asked for as a parcel of a report; the carrier by OTTO's own word, or as it was called. */
export function parcelWish(asked: AskedParcel): ParcelWish {
  const { carrier, trackingNumber = '', returnNumber = '', returnCarrier = '' } = asked;
  const name = carrier?.trim() || undefined;
  const returned = normaliseTrackingNumber(returnNumber);
  return {
    carrier: carrierSchema.safeParse(name).data,
    carrierName: name,
    trackingNumber: normaliseTrackingNumber(trackingNumber) || undefined,
    returnKey:
      returned === '' ? undefined : { carrier: carrierFromName(returnCarrier), number: returned },
  };
}
