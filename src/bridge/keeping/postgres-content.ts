import { type Kysely, sql } from 'kysely';
import { ConfigError } from '../errors.ts';
import { copyRows } from '../ledger/copy/copy-rows.ts';
import { writeText } from '../ledger/copy/documents.ts';
import { differingTables, type Fingerprint, fingerprintOf } from '../ledger/copy/fingerprint.ts';
import type { Side } from '../ledger/copy/side.ts';
import { ledgerTables, SETTINGS_DOCUMENT } from '../ledger/copy/table-rows.ts';
import { copyDiffers } from './make-backup.ts';

const LOCK_WAIT = '10s';
/** PostgreSQL's code for a lock that was not to be had in time. */
const LOCK_NOT_AVAILABLE = '55P03';

/**
 * Keeps everybody else from writing until the transaction ends; reading goes on.
 *
 * @throws ConfigError `database-in-use` when somebody who writes does not end
 */
export async function keepOthersOut(db: Kysely<unknown>): Promise<void> {
  const tables = (await ledgerTables({ kind: 'postgres', db })).map(({ name }) => sql.table(name));
  if (tables.length === 0) return;
  await sql`set local lock_timeout = ${sql.lit(LOCK_WAIT)}`.execute(db);
  try {
    await sql`lock table ${sql.join(tables)} in exclusive mode`.execute(db);
  } catch (fault) {
    const isTaken = fault instanceof Error && 'code' in fault && fault.code === LOCK_NOT_AVAILABLE;
    if (!isTaken) throw fault;
    throw new ConfigError('database-in-use', 'Somebody writes to the database', {
      params: { connections: 1 },
    });
  }
}

export async function emptyTables(
  { db }: Side,
  tables: readonly { name: string }[],
): Promise<void> {
  if (tables.length === 0) return;
  const names = sql.join(tables.map(({ name }) => sql.table(name)));
  await sql`truncate table ${names}`.execute(db);
}

/**
 * Fills empty tables with another ledger's rows and the settings, and reads them back, within the
 * transaction it is in.
 *
 * @throws ConfigError `copy-differs`
 */
export async function fillTables(
  from: Side,
  to: Side,
  settings: string,
  signal?: AbortSignal,
): Promise<Fingerprint> {
  const read = await copyRows(from, to, signal);
  const differing = differingTables(read, await fingerprintOf(to, signal));
  if (differing.length > 0) throw copyDiffers(differing);
  await writeText(to, SETTINGS_DOCUMENT, settings);
  return read;
}
