import { z } from 'zod';

const column = z.string().min(1).max(200);

/** Which column holds what, by the names in the header. Kept in the settings for files of one's own. */
export const columnMappingSchema = z.strictObject({
  orderReference: column,
  trackingNumber: column,
  /** names the carrier, not its product */
  carrier: column.optional(),
  returnNumber: column.optional(),
  shippedAt: column.optional(),
  sku: column.optional(),
  quantity: column.optional(),
  /** needed only where 03/05/2026 could be both: de = 3 May, us = 5 March */
  dateFormat: z.enum(['de', 'iso', 'us']).optional(),
});
export type ColumnMapping = z.infer<typeof columnMappingSchema>;
export type ColumnRole = Exclude<keyof ColumnMapping, 'dateFormat'>;

export const COLUMN_ROLES = [
  'orderReference',
  'trackingNumber',
  'carrier',
  'returnNumber',
  'shippedAt',
  'sku',
  'quantity',
] as const satisfies readonly ColumnRole[];

/** Where each role stands in a row, counted from 0. */
export type ColumnPlaces = { orderReference: number; trackingNumber: number } & Partial<
  Record<ColumnRole, number>
>;

/**
 * Finds the columns a mapping names. A name counts as it stands, else without regard to case, umlauts
 * and punctuation; of two columns with one name, the first.
 *
 * @returns the names that the header does not have, when there are any
 */
export function placeColumns(
  header: readonly string[],
  mapping: ColumnMapping,
): { places: ColumnPlaces } | { missing: string[] } {
  const missing: string[] = [];
  const placeOf = (name: string) => {
    const place = findColumn(header, name);
    if (place === undefined) missing.push(name);
    return place ?? -1;
  };
  const places: ColumnPlaces = {
    orderReference: placeOf(mapping.orderReference),
    trackingNumber: placeOf(mapping.trackingNumber),
  };
  for (const role of COLUMN_ROLES) {
    const name = mapping[role];
    if (name !== undefined && places[role] === undefined) places[role] = placeOf(name);
  }
  return missing.length > 0 ? { missing } : { places };
}

function findColumn(header: readonly string[], name: string): number | undefined {
  const exact = header.indexOf(name);
  if (exact >= 0) return exact;
  const key = columnKey(name);
  const alike = key === '' ? -1 : header.findIndex((other) => columnKey(other) === key);
  return alike >= 0 ? alike : undefined;
}

const UMLAUTS: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue', ß: 'ss' };

/** A column's name as it is compared: "Empfänger-Ort" and "EMPFAENGER ORT" are one. */
export function columnKey(name: string): string {
  return name
    .normalize('NFC')
    .toLowerCase()
    .replaceAll(/[äöüß]/gu, (letter) => UMLAUTS[letter] ?? letter)
    .normalize('NFD')
    .replaceAll(/[^a-z0-9]/gu, '');
}
