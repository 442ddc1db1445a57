/** Parcel services of the 2026 carrier enum (section 4.3 of the reference). */
export const parcelCarriers = ['DHL', 'DHL_EXPRESS', 'DPD', 'GLS', 'HERMES', 'UPS'] as const;

/** Forwarders of the 2026 carrier enum; `OTHER_FORWARDER` stands for any other. */
export const forwarderCarriers = [
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

/** The only carriers of a return tracking key. */
export const returnCarriers = ['DHL', 'GLS', 'HERMES'] as const;

export const carriers: readonly string[] = [...parcelCarriers, ...forwarderCarriers];

export function isParcelCarrier(carrier: string): boolean {
  return parcelCarriers.some((parcel) => parcel === carrier);
}
