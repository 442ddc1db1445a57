import fc from 'fast-check';

/** Stands in every text that is somebody's name, address or secret: it must never be told or logged. */
export const MARK = 'Zz9Marker';

/** JSON that no value of JavaScript is written as: numbers out of all bounds, and depth. */
const RAW = '\u0001raw:';
const raw = (json: string) => `${RAW}${json}`;
/** JSON.parse takes it; whatever calls itself for each level does not. */
const DEEP = 'deep';
const DEEP_LEVELS = 20_000;

/** What stands where something else was expected. */
const ODD_VALUES: readonly unknown[] = [
  null,
  true,
  false,
  0,
  -1,
  1.5,
  1e-9,
  2 ** 53,
  1e21,
  1e300,
  raw('1e999'),
  raw('-0'),
  raw('1.7976931348623157e308'),
  raw('12345678901234567890123456789'),
  '',
  ' ',
  '0',
  '-1',
  '-',
  '1e5',
  '1,5',
  '19.999',
  'NaN',
  'Infinity',
  '9'.repeat(400),
  `${'9'.repeat(20)}.99`,
  '0x10',
  '2026-02-30T00:00:00Z',
  '2026-03-02T08:00:00+99:99',
  '-271821-04-20T00:00:00Z',
  '10000-01-01',
  'null',
  'undefined',
  '[object Object]',
  '__proto__',
  'constructor',
  '\u0000',
  `a\u0000${MARK}`,
  '\ud800',
  '\udc00x',
  '\u202e\u2066مرحبا\u2069',
  'שלום',
  '👩‍👩‍👧‍👦🏴‍☠️',
  'Z\u0335\u0321\u0353a\u0334\u0322l\u0337\u0323go'.repeat(20),
  'ﬁ½İßſ',
  '<script>alert(1)</script>',
  '<'.repeat(500),
  "'; DROP TABLE x; --",
  '%00%ff%',
  '../../etc',
  'a:2:{i:0;s:1:"a";i:1;N;}',
  'a:9:{s:1:"x";s:-8:"',
  'a:999999999:{i:0;',
  '[[[[',
  '{"a":',
  'x'.repeat(20_000),
  ' '.repeat(20_000),
  MARK,
  [],
  {},
  [[]],
  [null],
  { toString: 1, valueOf: 1 },
  { length: 9e9 },
  raw('{"__proto__":{"polluted":true},"constructor":1}'),
  raw(`${DEEP}[`),
  raw(`${DEEP}{`),
];

/** Those that are texts, for where there can be no other values. */
export const ODD_TEXTS: readonly string[] = ODD_VALUES.flatMap((value) =>
  typeof value === 'string' && !value.startsWith(RAW) && !value.includes(MARK) ? [value] : [],
);

const HOWS = [
  'replace',
  'replace',
  'drop',
  'null',
  'duplicate',
  'repeat',
  'wrap',
  'nest',
  'swap',
  'rename',
  'add',
  'edit',
  'number-as-text',
] as const;

/** One change of a JSON value; all numbers are taken modulo what there is to choose from. */
export type Mutation = { how: (typeof HOWS)[number]; at: number; other: number };

const anywhere = fc.noBias(fc.nat());

/** A few changes, applied one after the other; none at all now and then. */
export const mutations: fc.Arbitrary<Mutation[]> = fc.array(
  fc.record({ how: fc.constantFrom(...HOWS), at: anywhere, other: anywhere }),
  { maxLength: 4 },
);

type Place = { holder: unknown[] | Map<string, unknown>; key: number | string };

/** The JSON text of a value after all these changes. */
export function mutatedJson(value: unknown, changes: readonly Mutation[]): string {
  // Objects become maps, so that "__proto__" is a key like any other and order is kept.
  const whole: unknown[] = [mapped(value)];
  let isRepeated = false;
  for (const change of changes) {
    // Repeats of repeats would grow beyond all that anybody sends.
    if (isRepeated && change.how === 'repeat') continue;
    isRepeated ||= change.how === 'repeat';
    apply(whole, change);
  }
  return written(whole[0]);
}

function apply(whole: unknown[], { how, at, other }: Mutation): void {
  const places = placesIn(whole);
  const place = places[at % places.length];
  if (place === undefined) return;
  const { holder, key } = place;
  const value = valueAt(place);
  const odd = ODD_VALUES[other % ODD_VALUES.length];
  switch (how) {
    case 'replace':
      put(place, mapped(odd));
      break;
    case 'null':
      put(place, null);
      break;
    case 'wrap':
      put(place, other % 2 === 0 ? [value] : new Map([['value', value]]));
      break;
    case 'nest':
      put(place, raw(`${DEEP}${other % 2 === 0 ? '[' : '{'}`));
      break;
    case 'swap':
      swap(place, places[other % places.length]);
      break;
    case 'number-as-text':
      put(place, typeof value === 'number' ? String(value) : Number(value) || 0);
      break;
    case 'edit':
      put(place, typeof value === 'string' ? edited(value, other) : value);
      break;
    case 'drop':
      drop(whole, place);
      break;
    case 'duplicate':
      if (Array.isArray(holder) && holder !== whole) holder.splice(Number(key), 0, copied(value));
      else put(place, [value, copied(value)]);
      break;
    case 'repeat':
      put(place, repeated(value, other));
      break;
    case 'rename':
      rename(place, other);
      break;
    case 'add':
      if (value instanceof Map) value.set(`extra${other % 7}`, mapped(odd));
      break;
  }
}

function drop(whole: unknown[], place: Place): void {
  const { holder, key } = place;
  if (holder === whole) put(place, null);
  else if (Array.isArray(holder)) holder.splice(Number(key), 1);
  else holder.delete(String(key));
}

function rename(place: Place, seed: number): void {
  const { holder, key } = place;
  if (Array.isArray(holder)) return;
  const value = valueAt(place);
  const names = ['__proto__', 'toString', '', `${key} `, MARK];
  holder.delete(String(key));
  holder.set(names[seed % names.length] ?? '', value);
}

function repeated(value: unknown, seed: number): unknown[] {
  const isHolder = Array.isArray(value) || value instanceof Map;
  const copies = Array.from({ length: 2 + (seed % (isHolder ? 12 : 200)) }, () => copied(value));
  return Array.isArray(value) ? copies.flat() : copies;
}

function swap(one: Place, other: Place | undefined): void {
  if (other === undefined) return;
  const [left, right] = [valueAt(one), valueAt(other)];
  // A value put into itself would have no end.
  if (holds(left, right) || holds(right, left)) return;
  put(one, right);
  put(other, left);
}

function edited(text: string, seed: number): string {
  // No test calls an address that nobody named.
  if (text.includes('://') || text.startsWith(RAW)) return text;
  const at = seed % (text.length + 1);
  const put = ['', '\u0000', ' ', '-', '9', 'é', '"', '\u200b', MARK][seed % 9] ?? '';
  return text.slice(0, at) + put + text.slice(at + (seed % 3));
}

function holds(whole: unknown, part: unknown): boolean {
  if (whole === part) return typeof whole === 'object' && whole !== null;
  return childrenOf(whole).some((child) => holds(child, part));
}

function childrenOf(value: unknown): unknown[] {
  if (Array.isArray(value)) return value;
  return value instanceof Map ? [...value.values()] : [];
}

/** Beyond so many places a value is not looked into. */
const MOST_PLACES = 5_000;

function placesIn(whole: unknown[]): Place[] {
  const places: Place[] = [];
  const open: (unknown[] | Map<string, unknown>)[] = [whole];
  for (let holder = open.pop(); holder && places.length < MOST_PLACES; holder = open.pop()) {
    for (const [key, value] of holder.entries()) {
      places.push({ holder, key });
      if (Array.isArray(value) || value instanceof Map) open.push(value);
    }
  }
  return places;
}

function valueAt({ holder, key }: Place): unknown {
  return Array.isArray(holder) ? holder[Number(key)] : holder.get(String(key));
}

function put({ holder, key }: Place, value: unknown): void {
  if (Array.isArray(holder)) holder[Number(key)] = value;
  else holder.set(String(key), value);
}

/** Each place has a value of its own, so that no change puts one into itself. */
function copied(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(copied);
  if (!(value instanceof Map)) return value;
  return new Map([...value].map(([key, entry]) => [key, copied(entry)]));
}

function mapped(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(mapped);
  if (typeof value !== 'object' || value === null) return value;
  return new Map(Object.entries(value).map(([key, entry]) => [key, mapped(entry)]));
}

function written(value: unknown): string {
  if (value instanceof Map) {
    const fields = [...value].map(([key, entry]) => `${JSON.stringify(key)}:${written(entry)}`);
    return `{${fields.join(',')}}`;
  }
  if (Array.isArray(value)) return `[${value.map(written).join(',')}]`;
  if (typeof value === 'string' && value.startsWith(RAW)) return rawText(value.slice(RAW.length));
  return JSON.stringify(value) ?? 'null';
}

function rawText(json: string): string {
  if (json === `${DEEP}[`) return `${'['.repeat(DEEP_LEVELS)}${']'.repeat(DEEP_LEVELS)}`;
  if (json === `${DEEP}{`) return `${'{"a":'.repeat(DEEP_LEVELS)}0${'}'.repeat(DEEP_LEVELS)}`;
  return json;
}

const ODD_BYTES: readonly string[] = [
  '\u0000',
  '\u00ff',
  '\u00c3\u0028',
  '\u00ef\u00bb\u00bf',
  '\u00ff\u00fe',
  '"',
  "'",
  '\\',
  '\n',
  '\r',
  '\r\n',
  ';',
  ',',
  '\t',
  ' ',
  '{',
  ']',
  '<',
  '=',
  '""',
  '\u00ed\u00a0\u0080',
  '\u0085\u00a0',
  '9999999999',
  'sep=,\n',
];

const BYTE_HOWS = ['put', 'flip', 'cut', 'end', 'copy', 'many', 'swap'] as const;

/** One change of bytes. */
export type ByteMutation = { how: (typeof BYTE_HOWS)[number]; at: number; other: number };

export const byteMutations: fc.Arbitrary<ByteMutation[]> = fc.array(
  fc.record({ how: fc.constantFrom(...BYTE_HOWS), at: anywhere, other: anywhere }),
  { maxLength: 5 },
);

/** Never more than a megabyte of them. */
export function mutatedBytes(bytes: Uint8Array, changes: readonly ByteMutation[]): Buffer {
  return changes.reduce(changedBytes, Buffer.from(bytes)).subarray(0, 1_000_000);
}

function changedBytes(bytes: Buffer, { how, at: place, other }: ByteMutation): Buffer {
  const at = place % (bytes.length + 1);
  const before = bytes.subarray(0, at);
  const after = bytes.subarray(at);
  const odd = Buffer.from(ODD_BYTES[other % ODD_BYTES.length] ?? '', 'latin1');
  const length = other % 97;
  switch (how) {
    case 'put':
      return Buffer.concat([before, odd, after]);
    case 'flip':
      return Buffer.concat([
        before,
        Buffer.of((after[0] ?? 0) ^ (1 << (other % 8))),
        after.subarray(1),
      ]);
    case 'cut':
      return Buffer.concat([before, after.subarray(length)]);
    case 'end':
      return before;
    case 'copy':
      return Buffer.concat([before, after.subarray(0, length), after]);
    case 'many':
      return Buffer.concat([before, ...Array.from({ length: other % 3_000 }, () => odd), after]);
    case 'swap':
      return Buffer.concat([after, before]);
  }
}

/** The same value with the marker in every text that `isPersonal` says is somebody's. */
export function marked(value: unknown, isPersonal: (key: string) => boolean, key = ''): unknown {
  if (Array.isArray(value)) return value.map((entry) => marked(entry, isPersonal, key));
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value);
    return Object.fromEntries(
      entries.map(([name, entry]) => [name, marked(entry, isPersonal, name)]),
    );
  }
  return typeof value === 'string' && isPersonal(key) ? `${value} ${MARK}` : value;
}
