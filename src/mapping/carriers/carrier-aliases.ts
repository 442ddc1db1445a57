import type { Carrier } from './carrier.ts';

/**
 * What carriers are called besides OTTO's own word: lower-case letters and digits, umlauts spelled out.
 * Germany at the end ("dpd-de", "GLS Germany") and most legal forms need no entry.
 *
 * Sources: Advanced Shipment Tracking (slugs dhl-de, hermes-de, dpd-de, ups-de, gls, dhl-freight),
 * WooCommerce Shipment Tracking ("Deutsche Post DHL", "DHL Intraship (DE)", "DPD.de", "UPS Germany"),
 * WooCommerce fulfillments (dhl, dpd, gls, ups, fedex), Shiptastic (dhl, dhl_express, dpd, gls, hermes,
 * ups), DHL for WooCommerce (pr_dhl_paket, product codes and their titles), carrier exports.
 *
 * Left out on purpose:
 * - "Deutsche Post": letters, which OTTO does not take. DHL's Warenpost, now Kleinpaket, travels with
 *   DHL's numbers and may be reported like a parcel (otto.market, shipping and returns).
 * - Evri, "Evri (Hermes)", "myHermes UK": another company than Hermes Germany.
 * - DHL eCommerce, DHL Parcel, and parcel services with another country in their name.
 */
export const CARRIER_ALIASES = {
  DHL: [
    'deutschepostdhl',
    'postdhl',
    'dhlpaket',
    'dhlpaketnational',
    'dhlpaketprio',
    'dhlpaketinternational',
    'dhleuropaket',
    'dhlkleinpaket',
    'dhlwarenpost',
    'dhlwarenpostnational',
    'dhlretoure',
    'dhlintraship',
    'deutschepostwarenpost',
    'warenpost',
    'kleinpaket',
    'prdhlpaket',
    'v01pak',
    'v01prio',
    'v53wpak',
    'v54epak',
    'v62wp',
    'v62kp',
  ],
  DHL_EXPRESS: [],
  DPD: ['dpdpaket', 'dpdclassic', 'dynamicparceldistribution', 'dpddynamicparceldistribution'],
  GLS: [
    'glspaket',
    'glsgroup',
    'glsbusinessparcel',
    'generallogisticssystems',
    'glsgenerallogisticssystems',
  ],
  HERMES: [
    'myhermes',
    'hermespaket',
    'hermesversand',
    'hermespaketversand',
    'hermespaketdienst',
    'hermesworld',
    'hermeslogistik',
    'hermeslogistikgruppe',
  ],
  UPS: ['upspaket', 'upsstandard', 'upsexpress', 'upsexpresssaver', 'unitedparcelservice'],
  BURSPED: ['burspedspeditions', 'burspedspedition'],
  CTL: ['ctlcargotranslogistik', 'cargotranslogistik'],
  DACHSER: ['dachserse', 'dachserintelligentlogistics', 'speditiondachser'],
  DB_SCHENKER: ['schenker'],
  DHL_2_MANN_HANDLING: ['dhl2mh', 'dhl2mannhandling2mh', 'dhlzweimannhandling'],
  DSV: ['dsvroad'],
  FEDEX: ['federalexpress', 'fedexexpress'],
  GEL: ['gelexpresslogistik', 'gelexpress'],
  HELLMANN: ['hellmannworldwidelogistics', 'hellmannworldwidelogisticsse'],
  HES: [
    'hermeseinrichtungsservice',
    'hermeseinrichtungsservicehes',
    'hermes2mannhandling',
    'hermeszweimannhandling',
  ],
  IDS: ['idslogistik'],
  LOGWIN: ['logwinlogistics'],
  MEYER_JUMBO: ['meyerjumbologistics'],
  RABEN_LOGISTIK: ['raben', 'rabengroup'],
  RHENUS: ['rhenuslogistics', 'rhenushomedelivery'],
  SCHOCKEMOEHLE: ['schockemoehlelogistics'],
  ZUFALL: ['zufalllogisticsgroup'],
  OTHER_FORWARDER: ['spedition', 'anderespedition', 'sonstigespedition', 'andererspediteur'],
} as const satisfies { [Key in Carrier]?: readonly string[] };
