import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CARRIERS, type Carrier, isParcelCarrier } from '../../../src/mapping/carriers/carrier.ts';
import {
  certainCarrier,
  checkTrackingNumber,
  recogniseCarrier,
  type TrackingNumberFault,
} from '../../../src/mapping/carriers/tracking-number.ts';
import { runs } from '../support/property-runs.ts';
import { ALL_NUMBERS, CHECKED_NUMBERS } from './numbers.ts';

/** Digits so far apart look alike to a rule: an even weight takes 5 for 0, modulo 7 takes 7 for 0. */
const BLIND_FOR: { readonly [form: string]: number } = { Identcode: 5, '1Z': 5, waybill: 7 };

describe('a number that a label can carry', () => {
  it.each(ALL_NUMBERS)('passes as %s: %s', (carrier, _form, number) => {
    fc.assert(
      fc.property(number, (text) => {
        expect(checkTrackingNumber(carrier, text)).toBeUndefined();
      }),
      runs(500),
    );
  });

  it.each<[Carrier, string]>([
    ['HERMES', 'H1234567890123456789'],
    ['DHL', '577546565072'],
    ['OTHER_FORWARDER', 'FF12345678'],
    ['DHL', 'JJD1410302937991'],
    ['DHL', 'JJD000030247489000000075290'],
    ['DHL', '00340434633751428115'],
    ['DHL', 'RR123456785DE'],
    ['DHL', '3SABCD1175003'],
    ['DHL', '340434161094042557'],
    ['DHL', 'A0012A34560000000001'],
    ['DHL_EXPRESS', '73891051146'],
    ['DHL_EXPRESS', 'JD014600006281230701'],
    ['DHL_EXPRESS', '201298452277'],
    ['DPD', '09980000020033'],
    ['DPD', '15504366056765'],
    ['GLS', '65561557219'],
    ['GLS', 'XHAX4HDA'],
    ['GLS', 'AB123456789'],
    ['GLS', 'ZFFRQFHG'],
    ['GLS', '00AB12CD'],
    ['GLS', '123456789012345675'],
    ['HERMES', 'MH1234567890123456'],
    ['HERMES', 'H12345678901234567890'],
    ['UPS', 'T1234567890'],
    ['UPS', '123456789'],
    ['KUEHNE_NAGEL', '4711/2026-A'],
    ['FEDEX', '986578788855'],
    ['DHL_FREIGHT', 'AB1'],
  ])('passes as %s: %s', (carrier, number) => {
    expect(checkTrackingNumber(carrier, number)).toBeUndefined();
  });

  it('passes for GLS with the check digit of either rule, with no other', () => {
    const passing = [...'0123456789'].filter(
      (last) => checkTrackingNumber('GLS', `84122517829${last}`) === undefined,
    );
    expect(passing).toEqual(['2', '3']);
  });
});

describe('a number that cannot be right', () => {
  it.each(CHECKED_NUMBERS)(
    'is refused as %s when one digit changed: %s',
    (carrier, form, number) => {
      fc.assert(
        fc.property(number, fc.nat(), fc.nat({ max: 9 }), (text, place, digit) => {
          // What stands in front of the eighth place makes the form.
          const places = [...text].flatMap((char, at) => (at > 7 && /\d/.test(char) ? [at] : []));
          const at = places[place % places.length] ?? 0;
          const shift = Math.abs(digit - Number(text[at]));
          fc.pre(shift > 0 && shift !== BLIND_FOR[form]);
          // The postal rule has two remainders for a 5.
          fc.pre(form !== 'S10' || text[10] !== '5');
          const wrong = text.slice(0, at) + digit + text.slice(at + 1);
          expect(checkTrackingNumber(carrier, wrong)).toMatch(/^(check-digit|excel-number)$/);
          expect(recogniseCarrier(wrong)).not.toContain(carrier);
        }),
        runs(500),
      );
    },
  );

  it.each<[TrackingNumberFault, Carrier, string]>([
    ['missing', 'DHL', ''],
    ['missing', 'DHL', ' \u200b\t'],
    ['missing', 'GLS', '-'],
    ['missing', 'HERMES', '00000000000000'],
    ['missing', 'OTHER_FORWARDER', '0'],
    ['excel-number', 'DHL', '1.23E+19'],
    ['excel-number', 'DHL', '1,23E+19'],
    ['excel-number', 'DHL', '3.4E17'],
    ['excel-number', 'GLS', '8,41E+11'],
    ['excel-number', 'UPS', '1e+17'],
    ['excel-number', 'OTHER_FORWARDER', '3,40434E+17'],
    ['excel-number', 'DHL', '00340434161094042000'],
    ['excel-number', 'DHL', '340434161094042000'],
    ['excel-number', 'GLS', '12345678901234500000'],
    ['excel-number', 'DB_SCHENKER', '340434161094042000'],
    ['characters', 'DHL', 'n/a'],
    ['characters', 'DHL', '57754656507A'],
    ['characters', 'DHL', '577546565072, 201298452277'],
    ['characters', 'DHL', 'https://www.dhl.de/'],
    ['characters', 'DHL', '10340434161094042557'],
    ['characters', 'DHL', 'RR1234567850E'],
    ['characters', 'HERMES', '1234567890123Ü'],
    ['characters', 'OTHER_FORWARDER', 'Müller 12'],
    ['characters', 'OTHER_FORWARDER', 'Lieferung №7 ✓'],
    ['characters', 'OTHER_FORWARDER', 'https://www.dachser.de/'],
    ['too-short', 'DHL', '57754656507'],
    ['too-short', 'DHL', '0034043416109404255'],
    ['too-short', 'DHL', '3318810025'],
    ['too-short', 'DPD', '9980000020033'],
    ['too-short', 'HERMES', '9133131530724'],
    ['too-short', 'HERMES', 'H123456789012345678'],
    ['too-short', 'UPS', '1Z879E93034683444'],
    ['too-short', 'GLS', '1234567'],
    ['too-short', 'OTHER_FORWARDER', 'A1'],
    ['too-long', 'DHL', '5775465650721'],
    ['too-long', 'DHL', '003404341610940425570'],
    ['too-long', 'DPD', '0998000002003312'],
    ['too-long', 'GLS', '8412251782921'],
    ['too-long', 'UPS', '1Z879E9303468344401'],
    ['too-long', 'OTHER_FORWARDER', 'A'.repeat(51)],
    ['check-digit', 'DHL', '577546565073'],
    ['check-digit', 'DHL', '00340434161094042558'],
    ['check-digit', 'DHL', 'RR123456786DE'],
    ['check-digit', 'DHL_EXPRESS', '3318810024'],
    ['check-digit', 'DHL_EXPRESS', '577546565073'],
    ['check-digit', 'DPD', '01015026003653D'],
    ['check-digit', 'GLS', '841225178291'],
    ['check-digit', 'HERMES', '09133131530725'],
    ['check-digit', 'UPS', '1Z879E930346834441'],
  ])('has the fault "%s" as %s: "%s"', (fault, carrier, number) => {
    expect(checkTrackingNumber(carrier, number)).toBe(fault);
  });

  it('is told from a number that only ends with zeros', () => {
    // 16 and 17 digits: one and two zeros are no sign of a spreadsheet.
    expect(checkTrackingNumber('HERMES', '1234567890123450')).toBeUndefined();
    expect(checkTrackingNumber('GLS', '12345678901234500')).toBeUndefined();
    // Its check digit fits: nothing was lost.
    expect(checkTrackingNumber('DHL', '00340434100000009000')).toBeUndefined();
  });
});

describe('recognising the parcel service', () => {
  it.each([
    ['00340434161094042557', ['DHL'], 'DHL'],
    ['577546565072', ['DHL'], 'DHL'],
    ['CE123456785DE', ['DHL'], 'DHL'],
    ['LX123456785DE', ['DHL'], 'DHL'],
    ['3318810025', ['DHL_EXPRESS'], 'DHL_EXPRESS'],
    ['01015026003653C', ['DPD'], 'DPD'],
    ['841225178292', ['GLS'], 'GLS'],
    ['H1234567890123456789', ['HERMES'], 'HERMES'],
    ['1Z879E930346834440', ['UPS'], 'UPS'],
    // Both check digits fit.
    ['201298452277', ['DHL', 'GLS'], undefined],
    // Fourteen digits without a check digit may be DPD's, whatever else fits.
    ['09133131530724', ['DPD', 'HERMES'], undefined],
    ['09980000020033', ['DPD'], undefined],
    // Parcel and express use these, the eight characters may be anything.
    ['JJD1410302937991', ['DHL', 'DHL_EXPRESS'], undefined],
    ['XHAX4HDA', ['GLS'], undefined],
    // Registered letters, other countries' post, a sender's own NVE, wrong check digits, nonsense.
    ['RR123456785DE', [], undefined],
    ['CE123456785AT', [], undefined],
    ['00312345678901234561', [], undefined],
    ['00340434161094042558', [], undefined],
    ['577546565073', [], undefined],
    ['3318810024', [], undefined],
    ['1Z879E930346834441', [], undefined],
    ['000000000000', [], undefined],
    ['00000000000000', [], undefined],
    ['FF12345678', [], undefined],
    ['12345678901', [], undefined],
    ['', [], undefined],
  ])('"%s" may be of %s and is certainly of %s', (number, carriers, certain) => {
    expect(recogniseCarrier(number)).toEqual(carriers);
    expect(certainCarrier(number)).toBe(certain);
  });

  it('never names a carrier that the number would be refused for, nor a forwarder', () => {
    const numbers = fc.oneof(
      fc.stringMatching(/^\d{8,20}$/),
      fc.stringMatching(/^[0-9A-Z]{8,20}$/),
      ...ALL_NUMBERS.map(([, , number]) => number),
    );
    fc.assert(
      fc.property(numbers, (number) => {
        for (const carrier of recogniseCarrier(number)) {
          expect(isParcelCarrier(carrier)).toBe(true);
          expect(checkTrackingNumber(carrier, number)).toBeUndefined();
        }
      }),
      runs(3000),
    );
  });

  it('is certain only of one it recognises, and of no second', () => {
    fc.assert(
      fc.property(fc.oneof(...ALL_NUMBERS.map(([, , number]) => number)), (number) => {
        const certain = certainCarrier(number);
        if (certain !== undefined) expect(recogniseCarrier(number)).toEqual([certain]);
      }),
      runs(2000),
    );
  });
});

it('answers for every carrier, whatever is typed', () => {
  fc.assert(
    fc.property(fc.constantFrom(...CARRIERS), fc.string({ unit: 'binary' }), (carrier, text) => {
      checkTrackingNumber(carrier, text);
    }),
    runs(1000),
  );
});
