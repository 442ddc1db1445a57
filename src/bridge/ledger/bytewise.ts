import { PostgresAdapter, type RawBuilder, sql } from 'kysely';
import type { LedgerDatabase } from './database.ts';

export function isPostgres(db: LedgerDatabase): boolean {
  return db.getExecutor().adapter instanceof PostgresAdapter;
}

/** Comes after every text that begins with what stands before it. */
const AFTER_ALL = '\u{10FFFF}';

/**
 * Whether a column begins with a text, byte by byte: PostgreSQL else compares as its language sorts.
 * The index that makes it fast compares likewise, see migration 0004.
 *
 * @param column with its table, as `table.column`
 */
export function beginsWith(
  db: LedgerDatabase,
  column: string,
  prefix: string,
): RawBuilder<boolean> {
  const text = isPostgres(db) ? sql`${sql.ref(column)} collate "C"` : sql.ref(column);
  return sql<boolean>`(${text} >= ${prefix} and ${text} < ${prefix + AFTER_ALL})`;
}

/** The column in the order that {@link beginsWith} compares by. */
export function bytewise(db: LedgerDatabase, column: string): RawBuilder<string> {
  return isPostgres(db)
    ? sql<string>`${sql.ref(column)} collate "C"`
    : sql<string>`${sql.ref(column)}`;
}
