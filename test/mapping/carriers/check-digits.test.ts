import { expect, it } from 'vitest';
import {
  dpdCheckCharacter,
  glsCheckDigit,
  gs1CheckDigit,
  identcodeCheckDigit,
  s10CheckDigit,
  upsCheckDigit,
  waybillCheckDigit,
} from '../../../src/mapping/carriers/check-digits.ts';

// Published samples, none made with this code.
it.each([
  ["DHL's Identcode", identcodeCheckDigit, ['577546565072', '201298452277', '218025809066']],
  [
    'GS1',
    gs1CheckDigit,
    [
      '00340433836442636597',
      '00340434161094042557',
      '00340434161094038253',
      '00340435061352161527',
      '09133131530724',
      '71295223100561',
      '02180171003654',
    ],
  ],
  ['GLS', glsCheckDigit, ['841225178292', '123416227171', '364123734778', '366310000017']],
  ['DHL Express', waybillCheckDigit, ['3318810025', '8487135506', '1099255990', '3821724944']],
  [
    'DPD',
    dpdCheckCharacter,
    [
      '01015026003653C',
      '09447104918387D',
      '01196812014637L',
      '866509472154917',
      'A12425GABC1234002M',
      '008182709980000020033350276C',
      '008182709980000020045327276N',
    ],
  ],
] as const)('%s ends the numbers that are known', (_name, checkOf, numbers) => {
  for (const number of numbers)
    expect(number).toBe(number.slice(0, -1) + checkOf(number.slice(0, -1)));
});

it('S10 ends the numbers that are known, with its two special rests', () => {
  for (const number of ['RB123456785GB', 'CG738165082DE', 'LZ449705219CN', 'RM419394835IN']) {
    expect(s10CheckDigit(number.slice(2, 10))).toBe(number[10]);
  }
  expect(s10CheckDigit('12345686')).toBe('0');
  expect(s10CheckDigit('12345689')).toBe('5');
});

it('UPS ends the numbers that are known, letters counted', () => {
  for (const number of [
    '1Z5R89390357567127',
    '1Z879E930346834440',
    '1Z410E7W0392751591',
    '1Z8V92A70367203024',
    '1ZXX3150YW44070023',
    '1Z999AA10123456784',
  ]) {
    expect(upsCheckDigit(number.slice(2, -1))).toBe(number.slice(-1));
  }
});
