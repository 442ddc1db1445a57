import { describe, expect, it } from 'vitest';
import { cellText, isExcelNumber } from '../../../src/bridge/carrier-csv/cell-text.ts';

describe('a cell says', () => {
  it.each([
    ['="00340434161094042557"', '00340434161094042557'],
    [' ="0034" ', '0034'],
    ["'0034", '0034'],
    ['="\'0034"', '0034'],
    ['\u00a0 5nhxzdr88b\u202f', '5nhxzdr88b'],
    ['5nhx\u200bzdr\u00ad88b\ufeff', '5nhxzdr88b'],
    ['Bestellung\n \t 1234', 'Bestellung 1234'],
    ["O'Neill", "O'Neill"],
    ['a=b', 'a=b'],
    ['', ''],
    ['=""', ''],
  ])('%j is %j', (cell, text) => {
    expect(cellText(cell)).toBe(text);
  });
});

describe('a number that a spreadsheet took the digits from', () => {
  it.each(['3.40434E+19', '3,40434E+19', '1E+12', '1.2e+9', '340,4E+18'])(
    'is seen in %s',
    (text) => {
      expect(isExcelNumber(text)).toBe(true);
    },
  );

  it.each(['1234E567', '12E34567', '12E345', '5nhxzdr88b', 'E+12', '1.5', '3.4E-5', 'x1E+12'])(
    'is not seen in %s',
    (text) => {
      expect(isExcelNumber(text)).toBe(false);
    },
  );
});
