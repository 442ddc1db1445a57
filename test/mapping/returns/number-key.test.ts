import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { numberKey, numberKeysOf } from '../../../src/mapping/returns/number-key.ts';

describe('the key of a number', () => {
  it('is its letters and digits alone, in upper case', () => {
    expect(numberKey(' jjd 00-03.4/x ')).toBe('JJD00034X');
    expect(numberKey('１２３')).toBe('123');
    expect(numberKey('- .')).toBe('');
  });

  it('stays what it is', () => {
    fc.assert(fc.property(fc.string(), (text) => numberKey(numberKey(text)) === numberKey(text)));
  });
});

describe('the keys of what somebody typed or scanned', () => {
  it.each([
    ['577 546-565 072', ['577546565072']],
    [']C1jjd5775465', ['C1JJD5775465', 'JJD5775465']],
    ['(00)340434161094021501', ['00340434161094021501', '340434161094021501']],
    ['340434161094021501', ['340434161094021501', '00340434161094021501', 'H340434161094021501']],
    ['H1234567890123456789', ['H1234567890123456789', '1234567890123456789']],
    ['1234567890123456789', ['1234567890123456789', 'H1234567890123456789']],
  ])('of %j are %j', (typed, keys) => {
    expect(numberKeysOf(typed)).toEqual(keys);
  });

  it('are none of a text without letters and digits', () => {
    for (const typed of ['', ' ', '--', ']']) expect(numberKeysOf(typed)).toEqual([]);
  });

  it('always hold the key of the number itself, however it is typed', () => {
    const number = fc.stringMatching(/^[A-Z0-9]{1,20}$/);
    fc.assert(
      fc.property(number, fc.constantFrom('', ' ', '-', '.'), (text, sign) => {
        const typed = [...text.toLowerCase()].join(sign);
        expect(numberKeysOf(typed)).toContain(text);
      }),
    );
  });
});
