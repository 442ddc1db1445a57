import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CARRIERS, type Carrier } from '../../../src/mapping/carriers/carrier.ts';
import { CARRIER_ALIASES } from '../../../src/mapping/carriers/carrier-aliases.ts';
import { carrierFromName, foldCarrierName } from '../../../src/mapping/carriers/carrier-names.ts';
import { runs } from '../support/property-runs.ts';

describe('names that shops, plugins and exports use', () => {
  it.each<[string, Carrier]>([
    ['dhl', 'DHL'],
    ['DHL', 'DHL'],
    [' Dhl ', 'DHL'],
    ['dhl-de', 'DHL'],
    ['DHL Germany', 'DHL'],
    ['DHL Deutschland', 'DHL'],
    ['Deutsche Post DHL', 'DHL'],
    ['Deutsche Post & DHL', 'DHL'],
    ['deutsche-post-dhl', 'DHL'],
    ['DHL Intraship (DE)', 'DHL'],
    ['DHL Paket', 'DHL'],
    ['DHL Paket GmbH', 'DHL'],
    ['DHL PAKET International', 'DHL'],
    ['dhl-paket', 'DHL'],
    ['pr_dhl_paket', 'DHL'],
    ['V01PAK', 'DHL'],
    ['DHL Warenpost National', 'DHL'],
    ['DHL Kleinpaket', 'DHL'],
    ['Warenpost', 'DHL'],
    ['Deutsche Post Warenpost', 'DHL'],
    ['dhl_express', 'DHL_EXPRESS'],
    ['dhl-express', 'DHL_EXPRESS'],
    ['DHL Express (Germany)', 'DHL_EXPRESS'],
    ['dpd', 'DPD'],
    ['dpd-de', 'DPD'],
    ['DPD DE', 'DPD'],
    ['DPD.de', 'DPD'],
    ['DPD Deutschland GmbH', 'DPD'],
    ['DPD CLASSIC', 'DPD'],
    ['gls', 'GLS'],
    ['GLS Germany', 'GLS'],
    ['GLS Germany GmbH & Co. OHG', 'GLS'],
    ['General Logistics Systems', 'GLS'],
    ['hermes', 'HERMES'],
    ['hermes-de', 'HERMES'],
    ['Hermes Germany', 'HERMES'],
    ['Hermes Germany GmbH', 'HERMES'],
    ['myHermes', 'HERMES'],
    ['ups', 'UPS'],
    ['UPS Germany', 'UPS'],
    ['UPS DE', 'UPS'],
    ['UPS Standard', 'UPS'],
    ['United Parcel Service', 'UPS'],
    ['FedEx', 'FEDEX'],
    ['fedex', 'FEDEX'],
    ['Federal Express', 'FEDEX'],
    ['db schenker', 'DB_SCHENKER'],
    ['DB-Schenker', 'DB_SCHENKER'],
    ['Schenker Deutschland AG', 'DB_SCHENKER'],
    ['Kühne + Nagel', 'KUEHNE_NAGEL'],
    ['Kühne + Nagel (AG & Co.) KG', 'KUEHNE_NAGEL'],
    ['KÜHNE UND NAGEL', 'KUEHNE_NAGEL'],
    ['Kuehne & Nagel', 'KUEHNE_NAGEL'],
    ['Kießling', 'KIESSLING'],
    ['Fröde', 'FROEDE'],
    ['Güttler', 'GUETTLER'],
    ['Schockemöhle', 'SCHOCKEMOEHLE'],
    ['DHL 2-Mann-Handling', 'DHL_2_MANN_HANDLING'],
    ['dhl-freight', 'DHL_FREIGHT'],
    ['DHL Home Delivery', 'DHL_HOME_DELIVERY'],
    ['Hermes Einrichtungs-Service', 'HES'],
    ['Hermes 2-Mann-Handling', 'HES'],
    ['Dachser SE', 'DACHSER'],
    ['Raben', 'RABEN_LOGISTIK'],
    ['EPH-Direkt', 'EPH_DIREKT'],
    ['Sonstige Spedition', 'OTHER_FORWARDER'],
    ['Other forwarder', 'OTHER_FORWARDER'],
  ])('takes "%s" for %s', (name, carrier) => {
    expect(carrierFromName(name)).toBe(carrier);
  });

  it.each([
    '',
    ' ',
    '-',
    'de',
    'GmbH',
    'Deutsche Post',
    'deutsche_post',
    'deutsche-post',
    'Briefpost',
    'Einschreiben',
    'Evri',
    'evri-hermes',
    'Evri (Hermes)',
    'myHermes UK',
    'hermes-uk',
    'dpd-uk',
    'DPD.co.uk',
    'DPD Local',
    'DHL.se',
    'UPS.se',
    'dhl-uk',
    'DHL eCommerce',
    'DHL Parcel',
    'GLS Italy',
    'Amazon Logistics',
    'GO! Express',
    'trans-o-flex',
    'TNT',
    'custom',
    'other',
    'Spedition Müller',
    'DHL oder DPD',
    'DHL DPD',
    'DH L1',
    '__proto__',
    'constructor',
    'toString',
  ])('does not guess what "%s" means', (name) => {
    expect(carrierFromName(name)).toBeUndefined();
  });
});

describe("OTTO's own words", () => {
  it('are each found, in any case, spacing and punctuation', () => {
    const separators = fc.constantFrom('_', ' ', '-', '', '.', ' / ', ' ');
    fc.assert(
      fc.property(
        fc.constantFrom(...CARRIERS),
        separators,
        fc.boolean(),
        fc.constantFrom('', ' GmbH', ' GmbH & Co. KG', ' AG', ' (DE)', ' Deutschland'),
        (carrier, separator, lower, ending) => {
          const word = carrier.replaceAll('_', separator);
          expect(carrierFromName((lower ? word.toLowerCase() : word) + ending)).toBe(carrier);
        },
      ),
      runs(1000),
    );
  });

  it('are found with umlauts written either way', () => {
    expect(carrierFromName('kühne_nagel')).toBe('KUEHNE_NAGEL');
    expect(carrierFromName('ku\u0308hne nagel')).toBe('KUEHNE_NAGEL');
  });
});

it('finds no carrier in a name that only begins or ends with one', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...CARRIERS),
      fc.stringMatching(/^[b-df-hj-np-tv-xz]{5}$/),
      fc.boolean(),
      (carrier, more, before) => {
        expect(carrierFromName(before ? `${more} ${carrier}` : `${carrier} ${more}`)).toBe(
          undefined,
        );
      },
    ),
    runs(300),
  );
});

it('means one carrier by each name, written as names are folded', () => {
  const aliases = Object.values(CARRIER_ALIASES).flat();
  const names = [...aliases, ...CARRIERS.map(foldCarrierName)];
  expect(aliases.map(foldCarrierName)).toEqual(aliases);
  expect(new Set(names).size).toBe(names.length);
});
