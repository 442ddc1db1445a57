import { expect, it } from 'vitest';
import { plainNumber } from '../../src/mapping/plain-number.ts';

it('is read as a number or as text', () => {
  expect([19, '19', ' 19.5 ', '-0.25', 0].map((raw) => plainNumber.parse(raw))).toEqual([
    19, 19, 19.5, -0.25, 0,
  ]);
});

it('is refused where it is none, or has no end', () => {
  const refused = ['', 'x', '1e3', '1,5', '9'.repeat(400), Number.POSITIVE_INFINITY, Number.NaN];
  for (const raw of [...refused, null, undefined, true]) {
    expect(plainNumber.safeParse(raw).success, String(raw)).toBe(false);
  }
});
