import { isEmpty, isObject, isSet, listOf, toId, toText } from './php-values.ts';
import type { MetaEntry } from './state.ts';

const KEY_LENGTH = 255;

/**
 * Merges `meta_data` as WooCommerce does: an entry with a known id, else with a known key, replaces;
 * of several with one key the last stays; null deletes; what is new and null, or has a key of more
 * than 255 characters, is dropped. Numbers and booleans come back as text.
 *
 * @param takeMetaId hands out the id of a new row
 */
export function updateMeta(meta: MetaEntry[], posted: unknown, takeMetaId: () => number): void {
  for (const entry of listOf(posted)) {
    if (!isObject(entry) || !isSet(entry.key)) continue;
    setMeta(meta, toText(entry.key), entry.value, takeMetaId, entry.id);
  }
}

/** Sets one key; see updateMeta. */
export function setMeta(
  meta: MetaEntry[],
  key: string,
  value: unknown,
  takeMetaId: () => number,
  id?: unknown,
): void {
  const found = isEmpty(id)
    ? meta.find((entry) => entry.key === key)
    : meta.find((entry) => entry.id === toId(id));
  if (found !== undefined) {
    found.key = key;
    found.value = storedValue(value);
  } else if (isSet(value) && key.length <= KEY_LENGTH) {
    meta.push({ id: takeMetaId(), key, value: storedValue(value) });
  }
  removeMeta(meta, (entry) => entry.value === null);
}

/** Removes the entries a condition picks. */
export function removeMeta(meta: MetaEntry[], picks: (entry: MetaEntry) => boolean): void {
  for (let index = meta.length - 1; index >= 0; index -= 1) {
    const entry = meta[index];
    if (entry !== undefined && picks(entry)) meta.splice(index, 1);
  }
}

/** The value of a key as whole number, 0 without one. */
export function metaInt(meta: MetaEntry[], key: string): number {
  return Number.parseInt(toText(meta.find((entry) => entry.key === key)?.value), 10) || 0;
}

function storedValue(value: unknown): unknown {
  if (value === undefined || value === null) return null;
  return typeof value === 'object' ? structuredClone(value) : toText(value);
}
