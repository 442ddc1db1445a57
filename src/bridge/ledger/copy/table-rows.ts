import { sql } from 'kysely';
import { LEDGER_TABLE_NAMES } from '../table-names.ts';
import type { Side } from './side.ts';

/** Columns in the order of their names, which both databases agree on. */
export type LedgerTable = { name: string; columns: string[] };

/** Everything as text, as both databases write it alike: integers exact, however large. */
export type TextRow = Readonly<Record<string, string | null>>;

/** One batch is in memory at a time. */
const BATCH_ROWS = 1_000;

const DOCUMENTS = 'settings_documents';
/**
 * Documents that belong to the place, not to the content: settings are a file beside an SQLite ledger
 * and travel by themselves; the mark says where a ledger went.
 */
export const SETTINGS_DOCUMENT = 'settings';
export const MOVED_DOCUMENT = 'moved';

/** Every table of a ledger that is there, but those of the migrations; a stranger's beside them are none. */
export async function ledgerTables({ kind, db }: Side): Promise<LedgerTable[]> {
  const query =
    kind === 'sqlite'
      ? sql<{ table: string; column: string }>`
          select m.name as "table", c.name as "column"
          from sqlite_schema m join pragma_table_info(m.name) c where m.type = 'table'`
      : sql<{ table: string; column: string }>`
          select c.relname::text as "table", a.attname::text as "column"
          from pg_class c join pg_attribute a on a.attrelid = c.oid
          where c.relnamespace = current_schema()::text::regnamespace and c.relkind in ('r', 'p')
            and a.attnum > 0 and not a.attisdropped`;
  const tables = new Map<string, string[]>();
  for (const { table, column } of (await query.execute(db)).rows) {
    if (!LEDGER_TABLE_NAMES.has(table)) continue;
    const columns = tables.get(table) ?? [];
    columns.push(column);
    tables.set(table, columns);
  }
  return [...tables]
    .map(([name, columns]) => ({ name, columns: columns.toSorted() }))
    .toSorted((one, other) => (one.name < other.name ? -1 : 1));
}

/** Every row of a table, some at a time. A PostgreSQL has to be in a transaction. */
export async function* rowBatches(side: Side, table: LedgerTable): AsyncGenerator<TextRow[]> {
  yield* side.kind === 'sqlite' ? sqliteBatches(side, table) : postgresBatches(side, table);
}

async function* sqliteBatches({ db }: Side, table: LedgerTable): AsyncGenerator<TextRow[]> {
  for (let after = Number.MIN_SAFE_INTEGER; ; ) {
    const { rows } = await sql<TextRow & { copied_row: number }>`
      select rowid as copied_row, ${columnsOf(table)} from ${sql.table(table.name)}
      where rowid > ${after} and ${isCopied(table)} order by rowid limit ${BATCH_ROWS}`.execute(db);
    const last = rows.at(-1);
    if (last === undefined) return;
    yield rows;
    after = last.copied_row;
  }
}

async function* postgresBatches({ db }: Side, table: LedgerTable): AsyncGenerator<TextRow[]> {
  await sql`declare copied_rows no scroll cursor for
    select ${columnsOf(table)} from ${sql.table(table.name)} where ${isCopied(table)}`.execute(db);
  for (;;) {
    const { rows } = await sql<TextRow>`fetch ${sql.lit(BATCH_ROWS)} from copied_rows`.execute(db);
    if (rows.length === 0) break;
    yield rows;
  }
  await sql`close copied_rows`.execute(db);
}

function columnsOf(table: LedgerTable) {
  return sql.join(
    table.columns.map((column) => sql`cast(${sql.ref(column)} as text) as ${sql.ref(column)}`),
  );
}

function isCopied(table: LedgerTable) {
  if (table.name !== DOCUMENTS) return sql`1 = 1`;
  return sql`name not in (${sql.lit(SETTINGS_DOCUMENT)}, ${sql.lit(MOVED_DOCUMENT)})`;
}

/** Adds rows as they were read; the columns' own types make numbers of texts again. */
export async function insertRows(
  { kind, db }: Side,
  { name, columns }: LedgerTable,
  rows: readonly TextRow[],
): Promise<void> {
  const refs = sql.join(columns.map((column) => sql.ref(column)));
  const values =
    kind === 'sqlite'
      ? columns.map((column) => sql`value ->> ${sql.lit(`$."${column}"`)}`)
      : [refs];
  const from =
    kind === 'sqlite'
      ? sql`json_each(${JSON.stringify(rows)})`
      : sql`json_populate_recordset(null::${sql.table(name)}, ${JSON.stringify(rows)}::json)`;
  await sql`insert into ${sql.table(name)} (${refs}) select ${sql.join(values)} from ${from}`.execute(
    db,
  );
}

/** The first table with a row in it; undefined = there is none, or no table at all. */
export async function firstFilledTable(side: Side): Promise<string | undefined> {
  for (const { name } of await ledgerTables(side)) {
    const { rows } = await sql`select 1 from ${sql.table(name)} limit 1`.execute(side.db);
    if (rows.length > 0) return name;
  }
  return undefined;
}
