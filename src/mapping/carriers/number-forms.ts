import type { ParcelCarrier } from './carrier.ts';
import {
  dpdCheckCharacter,
  glsCheckDigit,
  gs1CheckDigit,
  identcodeCheckDigit,
  s10CheckDigit,
  upsCheckDigit,
  waybillCheckDigit,
} from './check-digits.ts';

/** One form in which a parcel service writes its numbers. */
export type NumberForm = {
  /** matches a whole normalised number */
  pattern: RegExp;
  /** shortest and longest number of this form */
  lengths: readonly [number, number];
  /** made of digits alone */
  isNumeric: boolean;
  /** present only where the rule is certain: a number that fails it is refused */
  checkFits?: (number: string) => boolean;
  /**
   * What the form tells about the carrier: `surely` a check digit or an unmistakable beginning,
   * `maybe` it looks like it, `nothing` others write such numbers too.
   */
  tells: 'surely' | 'maybe' | 'nothing';
};

const lastFits =
  (checkOf: (before: string) => string) =>
  (number: string): boolean =>
    checkOf(number.slice(0, -1)) === number.slice(-1);

const identcodeFits = lastFits(identcodeCheckDigit);
const gs1Fits = lastFits(gs1CheckDigit);
const glsFits = lastFits(glsCheckDigit);

const s10: NumberForm = {
  pattern: /^[A-Z]{2}\d{9}[A-Z]{2}$/,
  lengths: [13, 13],
  isNumeric: false,
  checkFits: (number) => s10CheckDigit(number.slice(2, 10)) === number[10],
  tells: 'nothing',
};

const identcode: NumberForm = { ...digits(12), checkFits: identcodeFits, tells: 'surely' };

const nve: NumberForm = {
  pattern: /^00\d{18}$/,
  lengths: [20, 20],
  isNumeric: true,
  checkFits: gs1Fits,
  tells: 'nothing',
};

/** Piece numbers such as JJD000030247489000000075290; parcel and express both print them. */
const licencePlate: NumberForm = {
  pattern: /^J[A-Z]{1,3}\d{8,27}$/,
  lengths: [10, 30],
  isNumeric: false,
  tells: 'maybe',
};

/** A form with letters, without a known check digit, that tells nothing about the carrier. */
function accepted(pattern: RegExp, ...lengths: [number, number]): NumberForm {
  return { pattern, lengths, isNumeric: false, tells: 'nothing' };
}

/** So many digits, without a known check digit, that tell nothing about the carrier. */
function digits(count: number): NumberForm {
  return {
    pattern: new RegExp(`^\\d{${count}}$`),
    lengths: [count, count],
    isNumeric: true,
    tells: 'nothing',
  };
}

/**
 * How parcel services write their numbers. A number that a real label could carry must match: a false
 * refusal costs the seller money, a false pass one message from OTTO.
 *
 * Certain (a check digit that fails is refused):
 * - DHL, DHL Express: 12-digit Identcode; 20-digit NVE (GS1); S10 (Universal Postal Union).
 * - DHL Express: 10-digit waybill, modulo 7.
 * - DPD: the check character behind the 14 digits, where it is written (DPD Parcel Label Specification).
 * - Hermes: 14 digits, GS1 (paketda.de, a tracking library, and known numbers agree).
 * - UPS: 1Z and 16 more.
 * - GLS: 12 digits. The German rule starts its sum at 1; an old Dutch label program did not, so a
 *   number passes that fits either, and only the German rule recognises GLS.
 *
 * Uncertain (form alone): DPD's 14 digits, GLS's 11 digits, its track id and the numbers of its other
 * countries, Hermes's H numbers (OTTO's sample H1234567890123456789) and 16 digits, DHL's JJD, JVGL, 3S
 * and letter-post numbers, DHL Express's 11 digits, UPS's other forms.
 */
export const NUMBER_FORMS: { readonly [Key in ParcelCarrier]: readonly NumberForm[] } = {
  DHL: [
    identcode,
    // GS1 prefixes seen on DHL's labels; other senders have other numbers behind 0034.
    { ...nve, pattern: /^0034043[345]\d{12}$/, tells: 'surely' },
    nve,
    // Parcels and tracked small goods from Germany; R numbers are registered letters.
    { ...s10, pattern: /^[CL][A-Z]\d{9}DE$/, tells: 'surely' },
    s10,
    licencePlate,
    accepted(/^3S[A-Z0-9]{8,15}$/, 10, 17),
    accepted(/^(?=.*[A-F])[0-9A-F]{20}$/, 20, 20),
  ],
  DHL_EXPRESS: [
    { ...digits(10), checkFits: lastFits(waybillCheckDigit), tells: 'surely' },
    digits(11),
    // Express parcels within Germany can carry the parcel service's numbers.
    { ...identcode, tells: 'nothing' },
    nve,
    s10,
    licencePlate,
  ],
  DPD: [
    { ...digits(14), tells: 'maybe' },
    {
      pattern: /^\d{14}[0-9A-Z]$/,
      lengths: [15, 15],
      isNumeric: false,
      checkFits: lastFits(dpdCheckCharacter),
      tells: 'surely',
    },
  ],
  GLS: [
    { ...digits(12), checkFits: glsFits, tells: 'surely' },
    { ...digits(12), checkFits: gs1Fits },
    { ...accepted(/^(?=.*\d)(?=.*[A-Z])[0-9A-Z]{8}$/, 8, 8), tells: 'maybe' },
    accepted(/^[0-9A-Z]{8}$/, 8, 8),
    accepted(/^(?=.*[A-Z])[0-9A-Z]{9,14}$/, 9, 14),
    ...[10, 11, 14, 17, 18, 20].map(digits),
  ],
  HERMES: [
    { ...digits(14), checkFits: gs1Fits, tells: 'surely' },
    { ...accepted(/^H\d{19}$/, 20, 20), tells: 'surely' },
    accepted(/^H[0-9A-Z]{19,20}$/, 20, 21),
    accepted(/^(?:EU|MH)\d{14,16}$/, 16, 18),
    digits(16),
  ],
  UPS: [
    {
      pattern: /^1Z[0-9A-Z]{15}\d$/,
      lengths: [18, 18],
      isNumeric: false,
      checkFits: (number) => upsCheckDigit(number.slice(2, -1)) === number.slice(-1),
      tells: 'surely',
    },
    accepted(/^[A-Z]\d{10}$/, 11, 11),
    ...[9, 12, 18, 22, 26].map(digits),
  ],
};
