import { expect, it } from 'vitest';
import { carrierNameKey } from '../../../src/mapping/reporting/carrier-key.ts';
import { carrierOfParcel } from '../../../src/mapping/reporting/carrier-of-parcel.ts';
import type { ShippingRules } from '../../../src/mapping/reporting/shipping-rules.ts';
import type { ParcelWish } from '../../../src/mapping/reporting/transmission.ts';
import { contextOf, judgeParcels, waitOf } from './judging.ts';
import { DHL_NUMBERS, HERMES_NUMBER, parcelWish } from './orders.ts';

const [A] = DHL_NUMBERS;
/** Fourteen digits can be DPD's, and a mistyped number of others. */
const UNCERTAIN = '12345678901234';

const CHOICES = new Map([
  [carrierNameKey('Bote Schnell & Söhne GmbH'), 'OTHER_FORWARDER'],
  [carrierNameKey('Hermes'), 'HES'],
] as const);

function carrierOf(
  parcel: Partial<ParcelWish>,
  rules: Partial<ShippingRules> = {},
  isFreight = false,
) {
  const context = contextOf({ rules, carrierChoices: CHOICES });
  return carrierOfParcel({ ...parcelWish(undefined), ...parcel }, isFreight, context);
}

it('takes the carrier that is given before any name and number', () => {
  expect(carrierOf({ carrier: 'GLS', carrierName: 'DHL', trackingNumber: A })).toBe('GLS');
});

it('knows a name in any spelling', () => {
  expect(carrierOf({ carrierName: ' dhl-de ' })).toBe('DHL');
  expect(carrierOf({ carrierName: 'Kühne + Nagel' })).toBe('KUEHNE_NAGEL');
});

it('remembers what the owner said that a name means, before what it usually means', () => {
  expect(carrierOf({ carrierName: 'bote schnell und soehne' })).toBe('OTHER_FORWARDER');
  expect(carrierOf({ carrierName: 'HERMES' })).toBe('HES');
});

it('recognises a number that only one carrier writes, under an unknown name or none', () => {
  expect(carrierOf({ trackingNumber: HERMES_NUMBER })).toBe('HERMES');
  expect(carrierOf({ carrierName: 'Standardversand', trackingNumber: A })).toBe('DHL');
  expect(carrierOf({ trackingNumber: UNCERTAIN })).toBeUndefined();
});

it.each(['Deutsche Post', 'Brief', 'Großbrief', 'Einschreiben', 'letter'])(
  'asks about %s instead of recognising a number: OTTO takes no letters',
  (carrierName) => {
    expect(carrierOf({ carrierName, trackingNumber: A })).toBeUndefined();
  },
);

it('sees by the number when a plugin calls DHL Express "dhl"', () => {
  expect(carrierOf({ carrierName: 'dhl', trackingNumber: '1234567891' })).toBe('DHL_EXPRESS');
  expect(carrierOf({ carrierName: 'gls', trackingNumber: '1234567891' })).toBe('GLS');
});

it('takes the default for numbers that nobody names, never for an unknown name', () => {
  const rules = { defaultCarrier: 'DPD' } as const;
  expect(carrierOf({ trackingNumber: UNCERTAIN }, rules)).toBe('DPD');
  expect(carrierOf({}, rules)).toBe('DPD');
  expect(carrierOf({ trackingNumber: A }, rules)).toBe('DHL');
  expect(carrierOf({ carrierName: 'Bote', trackingNumber: UNCERTAIN }, rules)).toBeUndefined();
});

it('has a forwarder for forwarder goods that nobody names, but not for a number of theirs', () => {
  expect(carrierOf({}, {}, true)).toBe('OTHER_FORWARDER');
  expect(carrierOf({ trackingNumber: 'F-4711' }, {}, true)).toBeUndefined();
  expect(carrierOf({ carrierName: 'Bote' }, {}, true)).toBeUndefined();
});

it('asks once for a name, and says so of a number without any', () => {
  const rules = { forwarderSkus: ['*'] };
  expect(
    waitOf(judgeParcels([parcelWish(undefined, { carrierName: ' Bote ' })], { rules })),
  ).toEqual({
    code: 'carrier-unknown',
    carrierName: 'Bote',
  });
  expect(waitOf(judgeParcels([parcelWish(UNCERTAIN)]))).toEqual({
    code: 'carrier-not-recognised',
    trackingNumber: UNCERTAIN,
  });
});

it('has one key for all spellings of a name, and one for names without Latin letters', () => {
  expect(carrierNameKey('Kühne & Nagel GmbH')).toBe(carrierNameKey('kuehne-nagel'));
  expect(carrierNameKey('ДОСТАВКА')).toBe(carrierNameKey(' доставка '));
  expect(carrierNameKey('ДОСТАВКА')).not.toBe('');
});
