import { hash } from 'node:crypto';

/**
 * A short stable fingerprint of a plain value, to tell "changed" from "unchanged". Keys are sorted,
 * so that the order in which a partner sends its fields does not count.
 */
export function fingerprint(value: unknown): string {
  return hash('sha256', JSON.stringify(value, sortKeys), 'base64url').slice(0, 22);
}

function sortKeys(_key: string, value: unknown): unknown {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return value;
  const keys = Object.keys(value);
  if (keys.every((key, place) => place === 0 || (keys[place - 1] ?? '') < key)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
