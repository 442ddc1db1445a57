import { expect, it } from 'vitest';
import { fingerprint } from '../../src/mapping/fingerprint.ts';

it('does not depend on the order in which fields are written, at any depth', () => {
  expect(fingerprint({ a: 1, b: { c: [1, 2], d: 'x' } })).toBe(
    fingerprint({ b: { d: 'x', c: [1, 2] }, a: 1 }),
  );
});

it.each([
  ['a changed value', { a: 1, b: 3 }],
  ['another type', { a: '1', b: 2 }],
  ['a missing field', { a: 1 }],
  ['a field more', { a: 1, b: 2, c: 3 }],
  ['values that changed places', { a: 2, b: 1 }],
])('tells %s', (_name, other) => {
  expect(fingerprint(other)).not.toBe(fingerprint({ a: 1, b: 2 }));
});

it('tells the order of a list', () => {
  expect(fingerprint([1, 2])).not.toBe(fingerprint([2, 1]));
});

it('is short and says nothing about what went in', () => {
  expect(fingerprint({ name: 'Erika Mustermann' })).toMatch(/^[\w-]{22}$/);
});
