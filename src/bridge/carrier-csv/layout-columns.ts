import type { ColumnRole } from './column-mapping.ts';

export const CARRIER_LAYOUTS = ['dhl', 'dpd', 'gls', 'ups', 'hermes'] as const;
export type CarrierLayoutId = (typeof CARRIER_LAYOUTS)[number];

export type LayoutColumns = {
  /** column names taken to be this carrier's alone: one of them must be there */
  marks: readonly string[];
  /** names of each role's column, the most certain first */
  columns: Partial<Record<ColumnRole, readonly string[]>> &
    Record<'orderReference' | 'trackingNumber', readonly string[]>;
};

/** Names that carriers' exports and shipping programs share; they tell no carrier. */
const SHARED = {
  orderReference: [
    'Bestellnummer',
    'Bestell-Nr.',
    'Bestellung',
    'Order number',
    'Order No.',
    'Order ID',
    'Order',
    'Auftragsnummer',
    'Auftrags-Nr.',
    'Kundenreferenz',
    'Kundenreferenznummer',
    'Customer reference',
    'Sendungsreferenz',
    'Shipment reference',
    'Referenznummer',
    'Referenz-Nr.',
    'Reference number',
    'Referenz',
    'Reference',
    'Referenz 1',
    'Referenznummer 1',
    'Reference 1',
    'Reference number 1',
  ],
  trackingNumber: [
    'Sendungsnummer',
    'Sendungs-Nr.',
    'Trackingnummer',
    'Tracking-Nr.',
    'Tracking number',
    'Tracking No.',
    'Tracking code',
    'Trackingcode',
    'Tracking ID',
    'Tracking',
    'Paketnummer',
    'Paket-Nr.',
    'Parcel number',
    'Shipment number',
  ],
  returnNumber: [
    'Retourensendungsnummer',
    'Sendungsnummer Retoure',
    'Retoure Sendungsnummer',
    'Retourentrackingnummer',
    'Retourennummer',
    'Rücksendenummer',
    'Return shipment number',
    'Return tracking number',
    'Return number',
  ],
  shippedAt: [
    'Versanddatum',
    'Versendet am',
    'Sendungsdatum',
    'Shipping date',
    'Ship date',
    'Shipment date',
    'Shipped at',
    'Date shipped',
  ],
  /** where a list has one, it goes before what the other columns tell */
  carrier: [
    'Carrier',
    'Versanddienstleister',
    'Versanddienst',
    'Paketdienst',
    'Dienstleister',
    'Shipping provider',
    'Tracking provider',
    'Courier',
  ],
  sku: ['SKU', 'Artikelnummer', 'Artikel-Nr.'],
  quantity: ['Menge', 'Stückzahl', 'Quantity', 'Qty'],
} as const;

/**
 * Lists of orders with tracking, from shipping programs or typed by hand; the carrier is a column, or
 * not there.
 */
export const PLAIN_COLUMNS: LayoutColumns['columns'] = SHARED;

/**
 * What is known of the carriers' own exports. No carrier publishes its columns, so all of it is UNVERIFIED
 * against a real file; where it comes from:
 * - DHL: the columns of the portal's list of shipments (Sendungsnummer, Sendungsreferenz, internationale
 *   Sendungsnummer, Abrechnungsnummer, Status, Produkt …) as two public programs read them.
 * - UPS: field names of WorldShip's help pages (Void Indicator, Lead Tracking Number, Collection Date), and
 *   Package Reference No. 1 and Manifest Date as a public program reads them.
 * - All other names are likely spellings, so several are taken; that a mark is one carrier's alone is
 *   assumed.
 *
 * A date at which a status changed is no ship date, and a product ("V01PAK") no carrier: neither is a
 * column here.
 */
export const LAYOUT_COLUMNS = {
  dhl: {
    marks: [
      'internationale Sendungsnummer',
      'Abrechnungsnummer',
      'Sendungsreferenz (Referenznr.)',
      'Sendungsreferenz (Retoure)',
      'Retourensendungsnummer',
      'Identcode',
      'Billing number',
      'International shipment number',
      'DHL Sendungsnummer',
      'DHL Tracking number',
    ],
    columns: {
      ...SHARED,
      orderReference: [
        'Sendungsreferenz (Referenznr.)',
        'Sendungsreferenz',
        'Shipment reference',
        ...SHARED.orderReference,
      ],
      trackingNumber: [
        'Sendungsnummer',
        'DHL Sendungsnummer',
        'Shipment number',
        'DHL Tracking number',
        'Identcode',
        ...SHARED.trackingNumber,
      ],
    },
  },
  dpd: {
    marks: [
      'Paketscheinnummer',
      'Paketschein-Nr.',
      'Parcel label number',
      'ParcelNo',
      'MPS-ID',
      'Delis-ID',
      'DPD Paketnummer',
      'DPD Sendungsnummer',
      'DPD Tracking number',
    ],
    columns: {
      ...SHARED,
      orderReference: [
        'Referenz 1',
        'Referenznummer 1',
        'Kundenreferenz 1',
        'Sendungsreferenz 1',
        'Reference 1',
        'Reference number 1',
        'Customer reference 1',
        ...SHARED.orderReference,
      ],
      trackingNumber: [
        'Paketscheinnummer',
        'Paketschein-Nr.',
        'Parcel label number',
        'ParcelNo',
        'DPD Paketnummer',
        'DPD Sendungsnummer',
        'DPD Tracking number',
        'Paketnummer',
        'Parcel number',
        ...SHARED.trackingNumber,
      ],
      returnNumber: [
        'Retourenpaketscheinnummer',
        'Retoure Paketscheinnummer',
        'Return parcel label number',
        ...SHARED.returnNumber,
      ],
    },
  },
  gls: {
    marks: [
      'Track-ID',
      'GLS Track-ID',
      'GLS Paketnummer',
      'GLS Sendungsnummer',
      'GLS Tracking number',
      'GLS Parcel number',
    ],
    columns: {
      ...SHARED,
      trackingNumber: [
        'GLS Paketnummer',
        'GLS Parcel number',
        'Paketnummer',
        'Parcel number',
        'GLS Sendungsnummer',
        'GLS Tracking number',
        'Track-ID',
        'GLS Track-ID',
        ...SHARED.trackingNumber,
      ],
      returnNumber: ['Retourenpaketnummer', 'Return parcel number', ...SHARED.returnNumber],
    },
  },
  ups: {
    marks: [
      'Package Tracking Number',
      'Lead Tracking Number',
      'Package Reference 1',
      'Package Reference No. 1',
      'Shipment Information Void Indicator',
      'Void Indicator',
      'Manifest Date',
      'Shipper Number',
      'UPS Service',
      'UPS Kontrollnummer',
      'Kontrollnummer',
      'UPS Sendungsnummer',
      'UPS Tracking number',
      'Paketreferenz Nr. 1',
    ],
    columns: {
      ...SHARED,
      orderReference: [
        'Package Reference 1',
        'Package Reference No. 1',
        'Package Reference Number 1',
        'Paketreferenz Nr. 1',
        'Reference 1',
        'Reference number 1',
        'Shipment Reference 1',
        'Reference Number(s)',
        'Referenznummer(n)',
        ...SHARED.orderReference,
      ],
      trackingNumber: [
        'Package Tracking Number',
        'UPS Tracking number',
        'UPS Sendungsnummer',
        'UPS Kontrollnummer',
        'Kontrollnummer',
        ...SHARED.trackingNumber,
        'Lead Tracking Number',
      ],
      shippedAt: [
        'Manifest Date',
        'Collection Date',
        'Shipment Information Collection Date',
        'Pickup Date',
        'Abholdatum',
        ...SHARED.shippedAt,
      ],
    },
  },
  hermes: {
    marks: [
      'Hermes Sendungsnummer',
      'Hermes Sendungs-ID',
      'Hermes Barcode',
      'Hermes Tracking number',
      'Sendungs-ID',
      'Sendungsidentnummer',
      'Quittungsnummer',
      'Kunden-/Referenznummer',
    ],
    columns: {
      ...SHARED,
      orderReference: [
        'Kundenreferenz',
        'Kundenreferenznummer',
        'Kunden-/Referenznummer',
        'Kunden-Referenz',
        'Client reference',
        ...SHARED.orderReference,
      ],
      trackingNumber: [
        'Hermes Sendungsnummer',
        'Hermes Sendungs-ID',
        'Hermes Tracking number',
        'Hermes Barcode',
        'Sendungsnummer',
        'Sendungs-ID',
        'Sendungsidentnummer',
        'Barcode',
        ...SHARED.trackingNumber,
      ],
    },
  },
} as const satisfies Record<CarrierLayoutId, LayoutColumns>;
