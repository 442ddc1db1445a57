import type { z } from 'zod';
import { Problem } from './problem.ts';

/** Where a page ended, as text that means nothing to its reader. */
export function writeCursor(place: readonly string[]): string {
  return Buffer.from(JSON.stringify(place), 'utf8').toString('base64url');
}

/**
 * @returns undefined for the first page
 * @throws Problem `request-invalid` naming the cursor
 */
export function readCursor<Place>(
  cursor: string | undefined,
  schema: z.ZodType<Place>,
): Place | undefined {
  if (cursor === undefined) return undefined;
  try {
    return schema.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')));
  } catch {
    throw new Problem(400, 'request-invalid', {
      fields: (language) => [
        {
          in: 'query',
          field: 'cursor',
          problem:
            language === 'de'
              ? 'nicht aus einer Antwort dieser Liste übernommen'
              : 'not taken from an answer of this list',
        },
      ],
    });
  }
}

/** One page of rows that were asked for with one more than the page holds. */
export function pageOf<Row>(
  rows: readonly Row[],
  limit: number,
  placeOf: (row: Row) => readonly string[],
): { rows: readonly Row[]; nextCursor: string | null } {
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const hasMore = rows.length > limit && last !== undefined;
  return { rows: page, nextCursor: hasMore ? writeCursor(placeOf(last)) : null };
}
