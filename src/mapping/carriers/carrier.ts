import { z } from 'zod';

/**
 * Parcel services that OTTO takes. The enum itself does not tell parcel services from forwarders: the
 * split follows otto.market's list of parcel services. Source: OTTO Market API, Shipments v1 (2026).
 */
export const PARCEL_CARRIERS = ['DHL', 'DHL_EXPRESS', 'DPD', 'GLS', 'HERMES', 'UPS'] as const;

/**
 * Forwarders that OTTO names, and `OTHER_FORWARDER` for any other. There is no "other parcel service".
 * Whether FEDEX counts as forwarder is UNVERIFIED: it is not on the list of parcel services.
 */
export const FORWARDERS = [
  'ABIKS',
  'AJ',
  'AJE',
  'BTW',
  'BURSPED',
  'CARGOLINE',
  'CARGOBOARD',
  'CTL',
  'DACHSER',
  'DB_SCHENKER',
  'DHL_FREIGHT',
  'DHL_HOME_DELIVERY',
  'DHL_2_MANN_HANDLING',
  'DSV',
  'ECE',
  'EMONS',
  'EPH_DIREKT',
  'FEDEX',
  'FROEDE',
  'GEIS',
  'GEL',
  'GRASSL',
  'GUETTLER',
  'HASENAUER',
  'HEPPNER',
  'HELLMANN',
  'HES',
  'HEUEL',
  'IDS',
  'ISG',
  'KIESSLING',
  'KOCH',
  'KUEHNE_NAGEL',
  'LOGWIN',
  'MEYER_JUMBO',
  'MIRJAN',
  'ORCARGO',
  'PALLETWAYS',
  'PEISKER',
  'RABEN_LOGISTIK',
  'REIMER',
  'REITHMEIER',
  'RHENUS',
  'RIECK',
  'SCHMIDT_GEVELSBERG',
  'SCHOCKEMOEHLE',
  'SIEVERS',
  'SIMPLE_LOGISTIK',
  'SPEEDTRANS',
  'SPT',
  'VERHOEK',
  'WEISS',
  'ZUFALL',
  'OTHER_FORWARDER',
] as const;

/** Every carrier of a tracking key, spelled as OTTO spells it. */
export const CARRIERS = [...PARCEL_CARRIERS, ...FORWARDERS] as const;

/** The only carriers of a return tracking key. */
export const RETURN_CARRIERS = ['DHL', 'GLS', 'HERMES'] as const;

export type ParcelCarrier = (typeof PARCEL_CARRIERS)[number];
export type Carrier = (typeof CARRIERS)[number];
export type ReturnCarrier = (typeof RETURN_CARRIERS)[number];

export const carrierSchema = z.enum(CARRIERS);
export const returnCarrierSchema = z.enum(RETURN_CARRIERS);

/** True for a parcel service: its shipments need a tracking number and a return tracking number. */
export function isParcelCarrier(carrier: Carrier): carrier is ParcelCarrier {
  return PARCEL_CARRIERS.some((parcel) => parcel === carrier);
}
