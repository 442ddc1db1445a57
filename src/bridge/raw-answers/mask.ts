import { META, PERSONAL_META } from '../../mapping/woocommerce/order-meta.ts';

/** Stands where something is not shown. */
export const MASK = '•••';

/**
 * What may be shown in one place, and what it has to look like there:
 * - `uuid` OTTO's long ids: hexadecimal digits and dashes
 * - `id` letters, digits, `. : / -`; a number
 * - `word` a state, a code, a slug
 * - `moment` a date, with or without a time
 * - `number` a number or decimal text
 * - `flag` true or false
 * - `text` the name of a thing
 */
type Leaf = 'uuid' | 'id' | 'word' | 'moment' | 'number' | 'flag' | 'text';

/** Places by name, all of a list alike; `meta` = a list of WooCommerce's `{ id, key, value }`. */
export type Shown = Leaf | 'meta' | readonly [Shown] | { readonly [key: string]: Shown };

const LOOKS: Record<Exclude<Leaf, 'flag'>, RegExp> = {
  uuid: /^[0-9a-f-]{16,64}$/i,
  id: /^[\w.:/-]{1,100}$/,
  word: /^[\w:-]{1,60}$/,
  moment: /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?$/,
  number: /^-?\d{1,15}(?:\.\d{1,15})?$/,
  text: /^[^@]{1,300}$/s,
};

/** Our meta that says nothing of the buyer; the fingerprint of the addresses could be guessed from. */
const SHOWN_META: readonly string[] = Object.values(META).filter(
  (key) => !PERSONAL_META.includes(key) && key !== META.addressWritten,
);

/**
 * An answer with everything masked but what is named: a field nobody named, wherever somebody adds
 * it, is never shown. What is empty stays empty, and lists keep their length.
 */
export function mask(value: unknown, shown: Shown | undefined): unknown {
  if (value === null || value === undefined || value === '') return value ?? null;
  if (Array.isArray(value)) {
    if (shown === 'meta') return value.map(maskMeta);
    return value.map((entry) => mask(entry, isList(shown) ? shown[0] : undefined));
  }
  if (typeof value === 'object') return maskObject(value, isPlaces(shown) ? shown : {});
  return typeof shown === 'string' && shown !== 'meta' && looksLike(value, shown) ? value : MASK;
}

function maskObject(value: object, shown: { readonly [key: string]: Shown }): unknown {
  const masked = new Map<string, unknown>();
  for (const [key, entry] of Object.entries(value)) {
    const place = Object.hasOwn(shown, key) ? shown[key] : undefined;
    masked.set(place ? key : freeKey(key, masked), mask(entry, place));
  }
  return Object.fromEntries(masked);
}

function maskMeta(entry: unknown): unknown {
  const key = typeof entry === 'object' && entry !== null && 'key' in entry ? entry.key : undefined;
  const isShown = typeof key === 'string' && SHOWN_META.includes(key);
  const hasName = typeof key === 'string' && isFieldName(key);
  return mask(entry, {
    id: 'id',
    ...(hasName ? { key: 'id' } : {}),
    ...(isShown ? { value: 'text' } : {}),
  });
}

function looksLike(value: unknown, leaf: Leaf): boolean {
  if (leaf === 'flag') return typeof value === 'boolean';
  if (typeof value === 'number') return leaf === 'number' || leaf === 'id';
  return typeof value === 'string' && LOOKS[leaf].test(value);
}

/** Programs name fields like this; a name or a street used as one does not look so. */
function isFieldName(key: string): boolean {
  return /^[a-z_][\w-]{0,79}$/.test(key);
}

function freeKey(key: string, taken: ReadonlyMap<string, unknown>): string {
  if (isFieldName(key)) return key;
  let free = MASK;
  for (let count = 2; taken.has(free); count += 1) free = `${MASK}${count}`;
  return free;
}

function isList(shown: Shown | undefined): shown is readonly [Shown] {
  return Array.isArray(shown);
}

function isPlaces(shown: Shown | undefined): shown is { readonly [key: string]: Shown } {
  return typeof shown === 'object' && !Array.isArray(shown);
}
