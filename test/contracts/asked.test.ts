import { expect, it, onTestFinished } from 'vitest';
import { askedNumber, askedOf } from '../asked.ts';

/** An environment variable, for this test. */
function ask(value: string): string {
  const name = 'ASKED_IN_A_TEST';
  process.env[name] = value;
  onTestFinished(() => void delete process.env[name]);
  return name;
}

it.each([
  ['7', 7],
  ['-1203', -1203],
  ['0.5', 0.5],
])('takes %s as the number it is', (text, number) => {
  expect(askedNumber(ask(text), 2)).toBe(number);
});

it.each(['', 'abc', '1_000', '10 000', '5s', 'NaN', 'Infinity'])(
  'refuses "%s" as a number',
  (text) => {
    expect(() => askedNumber(ask(text), 2)).toThrow(`ASKED_IN_A_TEST=${text}: not a number`);
  },
);

it('goes on with what is usual where nobody asks', () => {
  expect(askedNumber('ASKED_BY_NOBODY', 2)).toBe(2);
  expect(askedOf('ASKED_BY_NOBODY', ['sqlite', 'postgres'])).toEqual(['sqlite', 'postgres']);
});

it('takes some of a list, and refuses what is not in it', () => {
  const all = ['sqlite', 'postgres'] as const;
  expect(askedOf(ask('postgres'), all)).toEqual(['postgres']);
  expect(askedOf(ask('postgres,sqlite'), all)).toEqual(all);
  expect(() => askedOf(ask('sqlite,postgresql'), all)).toThrow(
    'ASKED_IN_A_TEST: postgresql is none of sqlite, postgres',
  );
  expect(() => askedOf(ask(''), all)).toThrow('none of sqlite, postgres');
});
