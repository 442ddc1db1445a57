import type { CreateTableBuilder, Kysely } from 'kysely';
import type { LedgerTables } from '../tables.ts';

/** Adds a key that counts up, as each database writes it. */
export type Numbered = <Table extends string, Column extends string>(
  table: CreateTableBuilder<Table, Column>,
  column: string,
) => CreateTableBuilder<Table, Column | string>;

export function numberedFor(kind: 'sqlite' | 'postgres'): Numbered {
  return (table, column) =>
    kind === 'sqlite'
      ? table.addColumn(column, 'integer', (c) => c.primaryKey().autoIncrement())
      : table.addColumn(column, 'serial', (c) => c.primaryKey());
}

/** An index named after what it is on. */
export async function index(
  db: Kysely<LedgerTables>,
  table: string,
  columns: string[],
): Promise<void> {
  await db.schema
    .createIndex(`${table}_by_${columns.join('_')}`)
    .on(table)
    .columns(columns)
    .execute();
}
