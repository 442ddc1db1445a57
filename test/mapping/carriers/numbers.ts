import fc from 'fast-check';
import {
  dpdCheckCharacter,
  glsCheckDigit,
  gs1CheckDigit,
  identcodeCheckDigit,
  s10CheckDigit,
  upsCheckDigit,
  waybillCheckDigit,
} from '../../../src/mapping/carriers/check-digits.ts';

export function digitsOf(count: number): fc.Arbitrary<string> {
  return fc.stringMatching(new RegExp(`^\\d{${count}}$`)).filter((text) => /[1-9]/.test(text));
}

const withCheck = (body: fc.Arbitrary<string>, checkOf: (text: string) => string) =>
  body.map((text) => text + checkOf(text));

/** Numbers whose check digit is certain: a changed digit is refused. */
export const CHECKED_NUMBERS = [
  ['DHL', 'Identcode', withCheck(digitsOf(11), identcodeCheckDigit)],
  [
    'DHL',
    'NVE',
    withCheck(
      fc
        .tuple(fc.constantFrom('3', '4', '5'), digitsOf(11))
        .map(([last, serial]) => `0034043${last}${serial}`),
      gs1CheckDigit,
    ),
  ],
  [
    'DHL',
    'S10',
    fc
      .tuple(fc.constantFrom('CE', 'LX', 'RR'), digitsOf(8))
      .map(([service, serial]) => `${service}${serial}${s10CheckDigit(serial)}DE`),
  ],
  ['DHL_EXPRESS', 'waybill', withCheck(digitsOf(9), waybillCheckDigit)],
  ['DPD', '14 digits and check character', withCheck(digitsOf(14), dpdCheckCharacter)],
  ['HERMES', '14 digits', withCheck(digitsOf(13), gs1CheckDigit)],
  [
    'UPS',
    '1Z',
    fc.stringMatching(/^[0-9A-Z]{8}\d{7}$/).map((body) => `1Z${body}${upsCheckDigit(body)}`),
  ],
] as const;

/** Numbers that are known by their form, or whose check digit is no reason to refuse. */
export const OTHER_NUMBERS = [
  ['DHL', 'JJD', digitsOf(13).map((serial) => `JJD${serial}`)],
  ['DHL', 'JVGL', digitsOf(10).map((serial) => `JVGL${serial}`)],
  ['DHL_EXPRESS', 'piece number', digitsOf(18).map((serial) => `JD${serial}`)],
  ['DPD', '14 digits', digitsOf(13).map((serial) => `0${serial}`)],
  ['GLS', '12 digits', withCheck(digitsOf(11), glsCheckDigit)],
  ['GLS', '11 digits', digitsOf(11)],
  ['GLS', 'track id', fc.stringMatching(/^[A-Z]{2}[0-9A-Z]{4}\d[0-9A-Z]$/)],
  ['HERMES', 'H number', digitsOf(19).map((serial) => `H${serial}`)],
  ['HERMES', '16 digits', digitsOf(15).map((serial) => `${serial}1`)],
  ['UPS', '12 digits', digitsOf(11).map((serial) => `${serial}1`)],
  ['UPS', 'letter and 10 digits', digitsOf(10).map((serial) => `T${serial}`)],
] as const;

export const ALL_NUMBERS = [...CHECKED_NUMBERS, ...OTHER_NUMBERS] as const;
