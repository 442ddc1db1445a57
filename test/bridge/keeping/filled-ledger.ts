import { DatabaseSync } from 'node:sqlite';
import { sql } from 'kysely';
import { expect } from 'vitest';
import { type Fingerprint, fingerprintOf } from '../../../src/bridge/ledger/copy/fingerprint.ts';
import { raiseLastNumbers } from '../../../src/bridge/ledger/copy/last-numbers.ts';
import { kyselyOn, openPostgres, type Side } from '../../../src/bridge/ledger/copy/side.ts';
import {
  insertRows,
  ledgerTables,
  type TextRow,
} from '../../../src/bridge/ledger/copy/table-rows.ts';
import type { LedgerLocation } from '../../../src/bridge/ledger/database.ts';

/** More than one batch in one table, a few rows in each other. */
const ROWS = 7;
const MANY_ROWS = 1_003;
export const LARGE_TABLE = 'events';

type Column = { name: string; type: string; isNeeded: boolean; isKey: boolean };

/** Works on a ledger within one transaction. */
export async function onSide<Result>(
  location: LedgerLocation,
  work: (side: Side) => Promise<Result>,
): Promise<Result> {
  if (location.kind === 'sqlite') {
    const database = new DatabaseSync(location.path, { timeout: 5_000 });
    try {
      database.exec('BEGIN');
      const result = await work({ kind: 'sqlite', db: kyselyOn(database) });
      database.exec('COMMIT');
      return result;
    } finally {
      database.close();
    }
  }
  const postgres = openPostgres(location.url);
  try {
    return await postgres.transaction().execute((db) => work({ kind: 'postgres', db }));
  } finally {
    await postgres.destroy();
  }
}

/**
 * Puts something into every column of every table, found by asking the database: what a later version
 * adds is filled, too. Texts are as odd as texts get; the largest numbers their columns hold are there.
 */
export async function fillEveryTable(location: LedgerLocation): Promise<Fingerprint> {
  return onSide(location, async (side) => {
    const numbers: Record<string, number> = {};
    for (const table of await ledgerTables(side)) {
      const columns = await columnsOf(side, table.name);
      const keys = columns.filter(({ isKey }) => isKey);
      if (keys.length === 1 && keys[0]?.type === 'integer') numbers[table.name] = ROWS;
      const count = table.name === LARGE_TABLE ? MANY_ROWS : ROWS;
      for (let from = 0; from < count; from += 1_000) {
        const rows = Array.from({ length: Math.min(1_000, count - from) }, (_, index) =>
          rowOf(table.name, columns, from + index),
        );
        await insertRows(side, table, rows);
      }
    }
    // The newest were deleted: their numbers are not given out again.
    await raiseLastNumbers(side, {
      ...numbers,
      events: 90_000,
      incidents: 90_001,
      audit_entries: 90_002,
    });
    const fingerprint = await fingerprintOf(side);
    for (const [name, { rows }] of Object.entries(fingerprint.tables)) {
      expect(rows, name).toBe(name === LARGE_TABLE ? MANY_ROWS : ROWS);
    }
    return fingerprint;
  });
}

export function fingerprintAt(location: LedgerLocation): Promise<Fingerprint> {
  return onSide(location, (side) => fingerprintOf(side));
}

/** Every row of every table but the settings, as text, in an order that both databases agree on. */
export async function everyRow(location: LedgerLocation): Promise<string[]> {
  return onSide(location, async (side) => {
    const found: string[] = [];
    for (const { name, columns } of await ledgerTables(side)) {
      const { rows } = await sql<TextRow>`select ${sql.join(
        columns.map((column) => sql`cast(${sql.ref(column)} as text) as ${sql.ref(column)}`),
      )} from ${sql.table(name)}`.execute(side.db);
      const copied = rows.filter((row) => name !== 'settings_documents' || row.name !== 'settings');
      found.push(
        ...copied.map((row) => `${name} ${JSON.stringify(columns.map((one) => row[one]))}`),
      );
    }
    return found.toSorted();
  });
}

function rowOf(table: string, columns: readonly Column[], index: number): TextRow {
  return Object.fromEntries(
    columns.map((column) => [column.name, contentOf(table, column, index)]),
  );
}

function contentOf(table: string, { name, type, isNeeded, isKey }: Column, index: number) {
  if (!isNeeded && index % 3 === 1) return null;
  if (type === 'bigint') return String(9_007_199_254_740_993n + BigInt(index));
  if (type === 'integer') {
    if (name.endsWith('_id') && isKey) return String(index + 1);
    return String(index === 0 ? 2_147_483_647 : index === 2 ? -2_147_483_648 : index * 1_001);
  }
  // Leases have run out; what else runs out would be tidied away.
  const year = table === 'leases' ? 2020 : 2999;
  if (name === 'expires_at') return `${year}-01-31T08:00:0${index % 10}.000Z`;
  return index % 7 === 3 && !isKey && !/^(cause|name|token_hash)$/.test(name)
    ? ''
    : `${table} ${name} ${index} “Grüße” \\ ' " \n\t 🛒 {"a":[null,1.50]} 007`;
}

async function columnsOf({ kind, db }: Side, table: string): Promise<Column[]> {
  if (kind === 'sqlite') {
    const { rows } = await sql<{ name: string; type: string; notnull: number; pk: number }>`
      select name, lower(type) as type, "notnull", pk from pragma_table_info(${table})`.execute(db);
    return rows.map(({ name, type, notnull, pk }) => ({
      name,
      type,
      isNeeded: notnull === 1 || pk > 0,
      isKey: pk > 0,
    }));
  }
  const { rows } = await sql<Column>`
    select a.attname::text as name, format_type(a.atttypid, null) as type,
      a.attnotnull as "isNeeded", coalesce(a.attnum = any(i.indkey::int2[]), false) as "isKey"
    from pg_attribute a left join pg_index i on i.indrelid = a.attrelid and i.indisprimary
    where a.attrelid = ${table}::regclass and a.attnum > 0 and not a.attisdropped`.execute(db);
  return rows;
}
