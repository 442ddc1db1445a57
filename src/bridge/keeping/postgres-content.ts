import { sql } from 'kysely';
import { ConfigError } from '../errors.ts';
import { copyRows, refuseSteps } from '../ledger/copy/copy-rows.ts';
import { contentOf, type DatabaseContent } from '../ledger/copy/database-content.ts';
import { writeText } from '../ledger/copy/documents.ts';
import { differingTables, type Fingerprint, fingerprintOf } from '../ledger/copy/fingerprint.ts';
import { openPostgres, type Side } from '../ledger/copy/side.ts';
import { ledgerTables, SETTINGS_DOCUMENT } from '../ledger/copy/table-rows.ts';
import type { LedgerLocation } from '../ledger/database.ts';
import { databaseForeign } from '../ledger/database-foreign.ts';
import { copyDiffers } from './faults.ts';
import { placeOf } from './place.ts';

const LOCK_WAIT = '10s';
/** PostgreSQL's code for a lock that was not to be had in time. */
const LOCK_NOT_AVAILABLE = '55P03';

/**
 * Looks at what is in a database before anything is done to it.
 *
 * @throws ConfigError `database-foreign` when it is somebody else's; his tables beside those of the
 *   bridge are none of its business. `copy-newer` when a newer version worked on it
 */
export async function lookInto(side: Side, location: LedgerLocation): Promise<DatabaseContent> {
  const content = await contentOf(side);
  if (content.state === 'foreign') throw databaseForeign(placeOf(location), content.foreign);
  refuseSteps(content.newerStep);
  return content;
}

/** The same for a PostgreSQL that nobody has opened yet. */
export async function lookIntoPostgres(
  location: Extract<LedgerLocation, { kind: 'postgres' }>,
): Promise<DatabaseContent> {
  const postgres = openPostgres(location.url);
  try {
    return await lookInto({ kind: 'postgres', db: postgres }, location);
  } finally {
    await postgres.destroy();
  }
}

/**
 * Keeps everybody else from writing until the transaction ends; reading goes on.
 *
 * @throws ConfigError `database-in-use` when somebody who writes does not end
 */
export async function keepOthersOut(
  side: Side,
  { state }: Pick<DatabaseContent, 'state'>,
): Promise<void> {
  if (state === 'empty') return;
  const { db } = side;
  const tables = (await ledgerTables(side)).map(({ name }) => sql.table(name));
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
