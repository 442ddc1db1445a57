import { type Carrier, isParcelCarrier } from '../carriers/carrier.ts';
import { checkTrackingNumber, normaliseTrackingNumber } from '../carriers/tracking-number.ts';
import { carrierOfParcel } from './carrier-of-parcel.ts';
import { goesByForwarder } from './delivery-type.ts';
import type { JudgeContext } from './judge-context.ts';
import type { ParcelWish, ShipmentWish } from './transmission.ts';

/** A parcel as it was asked for, and what is known of it by now. */
export type JudgedParcel = {
  wish: ParcelWish;
  carrier: Carrier | undefined;
  /** normalised; undefined = none, or a placeholder */
  number: string | undefined;
};

const NOTHING_KNOWN: ParcelWish = {
  carrier: undefined,
  carrierName: undefined,
  trackingNumber: undefined,
  returnKey: undefined,
};

/** The parcels of a shipment; one without anything where none is named. */
export function judgedParcels(
  { parcels }: ShipmentWish,
  isFreight: boolean,
  context: JudgeContext,
): JudgedParcel[] {
  return (parcels.length > 0 ? parcels : [NOTHING_KNOWN]).map((wish) => {
    const number = numberIn(wish.trackingNumber);
    const known = { ...wish, trackingNumber: number };
    return { wish, carrier: carrierOfParcel(known, isFreight, context), number };
  });
}

/** True when all pieces are goods that travel by forwarder. */
export function isFreight(skus: readonly string[], context: JudgeContext): boolean {
  return skus.length > 0 && skus.every((sku) => goesByForwarder(sku, context));
}

/** A number without what surrounds it; undefined for nothing, zeros and dashes. */
export function numberIn(text: string | undefined): string | undefined {
  const number = normaliseTrackingNumber(text ?? '');
  return checkTrackingNumber('OTHER_FORWARDER', number) === 'missing' ? undefined : number;
}

/** A parcel service needs a number, and so does a piece in several parcels; a forwarder may have none. */
export function needsNumber(
  { carrier }: JudgedParcel,
  shipment: { isFreight: boolean; isMultiparcel: boolean },
): boolean {
  if (shipment.isMultiparcel) return true;
  return carrier === undefined ? !shipment.isFreight : isParcelCarrier(carrier);
}
