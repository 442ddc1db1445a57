import { carrierSchema } from '../../mapping/carriers/carrier.ts';
import type { ReadyParcel } from '../../mapping/reporting/judge-shipment.ts';
import type {
  KnownTransmission,
  ParcelWish,
  ShipmentWish,
} from '../../mapping/reporting/transmission.ts';
import type { ParcelInLedger, Transmission } from '../ledger/transmission-rows.ts';

/** A parcel as the shop asks for it, to be kept; what is not known is left out. */
export function parcelToKeep(parcel: ParcelWish): ParcelInLedger {
  const { carrier, carrierName, trackingNumber, returnKey } = parcel;
  return {
    ...(carrier === undefined ? {} : { carrier }),
    ...(carrierName === undefined ? {} : { carrierName }),
    ...(trackingNumber === undefined ? {} : { trackingNumber }),
    ...(returnKey?.carrier === undefined ? {} : { returnCarrier: returnKey.carrier }),
    ...(returnKey === undefined ? {} : { returnNumber: returnKey.number }),
  };
}

/** A parcel as it is to be sent, with the name somebody gave its carrier. */
export function readyParcelToKeep(
  ready: ReadyParcel,
  carrierName: string | undefined,
): ParcelInLedger {
  return parcelToKeep({ ...ready, carrierName });
}

/** A parcel as it was kept. A word that is no carrier (any more) counts as none. */
export function keptParcel(parcel: ParcelInLedger): ParcelWish {
  const returnCarrier = carrierSchema.safeParse(parcel.returnCarrier).data;
  return {
    carrier: carrierSchema.safeParse(parcel.carrier).data,
    carrierName: parcel.carrierName,
    trackingNumber: parcel.trackingNumber,
    returnKey:
      parcel.returnNumber === undefined
        ? undefined
        : { carrier: returnCarrier, number: parcel.returnNumber },
  };
}

/** A kept shipment as a wish, to be judged. */
export function keptShipment(
  report: Transmission,
  now: string,
): ShipmentWish & { createdAt: string } {
  return {
    kind: 'shipment',
    positionItemIds: report.positionItemIds,
    parcels: report.parcels.map(keptParcel),
    shipDate: report.shipDate ?? now,
    createdAt: report.createdAt,
  };
}

/** A report as planning knows it. */
export function knownReport(report: Transmission): KnownTransmission {
  return {
    transmissionId: report.transmissionId,
    kind: report.kind,
    state: report.state,
    source: report.source,
    reasonCode: report.reason?.code,
    positionItemIds: report.positionItemIds,
    parcels: report.parcels.map(keptParcel),
    shipDate: report.shipDate,
    createdAt: report.createdAt,
    wasSent: report.sentAt !== undefined,
  };
}
