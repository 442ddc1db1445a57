import { z } from 'zod';
import { utcFromText } from '../otto/utc-date.ts';
import type { ParcelPieces } from './shop-parcel.ts';

// What others wrote: every part that can't be read counts as absent, so that it never costs the rest.

const recordSchema = z.record(z.string(), z.unknown());

/** The value's fields; undefined for anything that is no object. */
export function fieldsOf(value: unknown): Record<string, unknown> | undefined {
  const parsed = recordSchema.safeParse(value);
  return parsed.success ? parsed.data : undefined;
}

/**
 * The entries of a list. A PHP array that lost its first entry arrives as an object with numbers for
 * keys (seen in WooCommerce 10.5).
 *
 * @returns undefined for anything that is no list
 */
export function entriesOf(value: unknown): unknown[] | undefined {
  if (Array.isArray(value)) return value;
  const fields = fieldsOf(value);
  if (!fields || !Object.keys(fields).every((key) => /^\d+$/.test(key))) return undefined;
  return Object.values(fields);
}

/** Text without blanks around it; undefined when there is none. A number is taken for its digits. */
export function textOf(value: unknown): string | undefined {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' ? value.trim() || undefined : undefined;
}

/** A positive whole number, also written as text. */
export function countOf(value: unknown): number | undefined {
  const text = textOf(value);
  return text !== undefined && /^[1-9]\d{0,14}$/.test(text) ? Number(text) : undefined;
}

/** Pieces by line item, each line once. */
export function sumPieces(pieces: readonly ParcelPieces[]): ParcelPieces[] {
  const quantities = new Map<number, number>();
  for (const { lineItemId, quantity } of pieces) {
    quantities.set(lineItemId, (quantities.get(lineItemId) ?? 0) + quantity);
  }
  return [...quantities].map(([lineItemId, quantity]) => ({ lineItemId, quantity }));
}

/** Seconds since 1970 as PHP writes moments, or a date as people write it. A day begins in UTC. */
export function momentOf(value: unknown): string | undefined {
  const text = textOf(value);
  if (text === undefined) return undefined;
  const seconds = /^[1-9]\d{8,9}$/.test(text) ? Number(text) : undefined;
  if (seconds !== undefined) return new Date(seconds * 1000).toISOString();
  const german = /^(\d\d?)[.-](\d\d?)[.-](\d{4})$/.exec(text);
  if (!german) return utcFromText(text);
  const [, day = '', month = '', year = ''] = german;
  return utcFromText(`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`);
}
