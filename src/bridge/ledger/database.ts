import { type Dialect, Kysely, PostgresDialect, sql } from 'kysely';
import { type MigrationProvider, Migrator } from 'kysely/migration';
import { ConfigError } from '../errors.ts';
import { contentOf } from './copy/database-content.ts';
import { databaseForeign } from './database-foreign.ts';
import { fencedDialect } from './fenced-dialect.ts';
import { type LedgerLocation, ledgerPlace } from './ledger-location.ts';
import { migrations } from './migrations/index.ts';
import { newerSteps } from './migrations/side-by-side.ts';
import { APPLICATION_NAME, postgresPool, SESSION_LIMITS } from './postgres-session.ts';
import { isDamage, nodeSqliteDialect } from './sqlite-dialect.ts';
import type { LedgerTables } from './tables.ts';

export type { LedgerLocation } from './ledger-location.ts';

/** How many a process holds at most to work with; one more listens. */
const CONNECTIONS = 10;

export type LedgerDatabase = Kysely<LedgerTables>;

export type OpenOptions = {
  /** what every query passes on its way to the database, e.g. to disturb it */
  around?: (dialect: Dialect) => Dialect;
  /** hears which tables were written, once it stands */
  written?: (tables: Iterable<string>) => void;
  /** of a PostgreSQL; undefined = the usual limit */
  idleInTransactionMs?: number | undefined;
};

/**
 * Opens the ledger and brings its tables up to date. What a newer version added beside it is left alone,
 * see docs/decisions/0022.
 *
 * @throws ConfigError `ledger-not-usable` when the database can't be opened, `ledger-damaged` when its file
 *   is no whole ledger, `ledger-newer` when a newer version changed what this one works with, `database-foreign` when
 *   a PostgreSQL holds tables of others alone; nothing is changed then
 */
export async function openDatabase(
  location: LedgerLocation,
  options: OpenOptions = {},
): Promise<LedgerDatabase> {
  const { around = (dialect) => dialect, written = () => undefined } = options;
  const { plain, isUpToDate } = dialectFor(location, options);
  const dialect = fencedDialect(around(plain), location.kind, written);
  const database = new Kysely<LedgerTables>({ dialect });
  const place = ledgerPlace(location);
  try {
    if (location.kind === 'postgres') await refuseForeign(database, place);
    await bringUpToDate(database, location.kind, place);
    isUpToDate();
    return database;
  } catch (error) {
    await database.destroy().catch(() => undefined);
    if (error instanceof ConfigError) throw error;
    const code = isDamage(error) ? 'ledger-damaged' : 'ledger-not-usable';
    throw new ConfigError(code, 'The ledger can not be opened', {
      params: { place, problem: error instanceof Error ? error.message : String(error) },
      cause: error,
    });
  }
}

/**
 * A file in the data folder is the bridge's; an address may be another program's by a slip. Tables beside the
 * bridge's own are none of its business, and what a start left that was cut off is nobody's.
 *
 * @throws ConfigError `database-foreign`
 */
async function refuseForeign(db: LedgerDatabase, place: string): Promise<void> {
  const { state, foreign } = await contentOf({ kind: 'postgres', db });
  if (state === 'foreign') throw databaseForeign(place, foreign);
}

/** @throws ConfigError `ledger-newer`; what the database throws */
async function bringUpToDate(
  database: LedgerDatabase,
  kind: LedgerLocation['kind'],
  place: string,
): Promise<void> {
  const steps = migrations(kind);
  const provider: MigrationProvider = { getMigrations: async () => steps };
  const migrator = new Migrator({ db: database, provider });
  const { error } = await migrator.migrateToLatest();
  if (error === undefined) return;
  // The migrator stops at steps it was not given: a newer version's, applied before or meanwhile.
  const applied = await appliedSteps(database).catch(() => []);
  const newer = await newerSteps(database, applied, Object.keys(steps));
  if (newer?.isUsable) return;
  if (newer === undefined) throw error;
  const params = { place, problem: newer.newest };
  throw new ConfigError('ledger-newer', `The ledger has the step ${newer.newest}`, { params });
}

async function appliedSteps(database: LedgerDatabase): Promise<string[]> {
  const query = sql<{ name: string }>`select name from kysely_migration`;
  return (await query.execute(database)).rows.map(({ name }) => name);
}

/** @returns with the dialect what is to be called once the tables are those of this version */
function dialectFor(
  location: LedgerLocation,
  options: OpenOptions,
): { plain: Dialect; isUpToDate: () => void } {
  if (location.kind === 'sqlite') {
    return { plain: nodeSqliteDialect(location.path), isUpToDate: () => undefined };
  }
  const { idleInTransactionMs = SESSION_LIMITS.idleInTransactionMs } = options;
  const needs = { name: APPLICATION_NAME, connections: CONNECTIONS, idleInTransactionMs };
  const pool = postgresPool(location.url, needs);
  return {
    plain: new PostgresDialect({ pool }),
    // A step on a ledger of a million, or a replica that waits for another's, may be silent for minutes.
    isUpToDate: () => pool.limitSilence(SESSION_LIMITS.silentMs),
  };
}
