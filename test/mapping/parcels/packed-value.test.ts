import fc from 'fast-check';
import { expect, it } from 'vitest';
import { unpackedValue } from '../../../src/mapping/parcels/packed-value.ts';
import { runs } from '../support/property-runs.ts';

/** PHP's serialize() for what JSON can hold. */
function packed(value: unknown): string {
  if (value === null) return 'N;';
  if (typeof value === 'boolean') return `b:${value ? 1 : 0};`;
  if (typeof value === 'number') return Number.isInteger(value) ? `i:${value};` : `d:${value};`;
  if (typeof value === 'string') return `s:${Buffer.byteLength(value)}:"${value}";`;
  const entries = Object.entries(value as object);
  const fields = entries.map(([key, inner]) => {
    const isIndex = /^(?:0|[1-9]\d{0,8})$/.test(key);
    return `${isIndex ? `i:${key};` : packed(key)}${packed(inner)}`;
  });
  return `a:${entries.length}:{${fields.join('')}}`;
}

/** A dictionary of texts, numbers and further dictionaries. */
const dictionary = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    fc.constant(null),
    fc.boolean(),
    fc.integer(),
    fc.double({ noNaN: true, noDefaultInfinity: true }).filter((number) => !Object.is(number, -0)),
    fc.string({ unit: 'binary' }).filter((text) => text.isWellFormed()),
    tie('dictionary'),
  ),
  dictionary: fc.dictionary(
    fc.string().filter((key) => key !== '__proto__'),
    tie('value'),
    {
      maxKeys: 4,
      noNullPrototype: true,
    },
  ),
})).dictionary;

it('unpacks what PHP packed', () => {
  fc.assert(
    fc.property(dictionary, (value) => {
      expect(unpackedValue(packed(value))).toEqual(value);
    }),
    runs(300),
  );
});

it('unpacks what was written as JSON', () => {
  fc.assert(
    fc.property(dictionary, (value) => {
      expect(unpackedValue(JSON.stringify(value))).toEqual(value);
    }),
    runs(100),
  );
});

it('unpacks objects like arrays', () => {
  const text = 'O:8:"stdClass":2:{s:7:"item_id";s:1:"3";s:3:"qty";i:2;}';
  expect(unpackedValue(text)).toEqual({ item_id: '3', qty: 2 });
});

it('leaves a text alone that is cut off anywhere, or changed', () => {
  fc.assert(
    fc.property(dictionary, fc.nat(), (value, cut) => {
      const text = packed(value);
      const shorter = text.slice(0, cut % text.length);
      expect(unpackedValue(shorter)).toBe(shorter);
    }),
    runs(200),
  );
});

it.each([
  ...[
    '',
    'text',
    'a',
    'a:',
    'a:1',
    'a:1:',
    'a:x:{}',
    'a:-1:{',
    'a:1:{}',
    'a:2:{i:0;i:1;}',
    '{',
    '[1',
  ],
  ...['a:1:{i:0;s:5:"abc";}', 'a:1:{i:0;i:1;', 'a:1:{b:1;i:1;}', 'a:2:{i:0;i:1;i:0;i:2;}'],
  ...['a:1:{i:0;X:1;}', 'O:8:"std":0:{}', 'a:1:{i:0;i:one;}', 'a:9999999999:{i:0;i:1;}'],
])('leaves %j alone', (text) => {
  expect(unpackedValue(text)).toBe(text);
});

it('leaves alone what is nested beyond reason', () => {
  const deep = `${'a:1:{i:0;'.repeat(5000)}N;${'}'.repeat(5000)}`;
  expect(unpackedValue(deep)).toBe(deep);
});

it.each([[null], [5], [true], [['a']], [{ a: 1 }], [undefined]])('leaves %j as it is', (value) => {
  expect(unpackedValue(value)).toBe(value);
});

it('never goes back over what it has read: a length below zero is none', () => {
  const endless = 'a:9:{s:1:"x";s:-8:"';
  expect(unpackedValue(endless)).toBe(endless);
});
