import { type Dialect, Kysely, PostgresDialect } from 'kysely';
import { type MigrationProvider, Migrator } from 'kysely/migration';
import pg from 'pg';
import { ConfigError } from '../errors.ts';
import { fencedDialect } from './fenced-dialect.ts';
import { migrations } from './migrations/index.ts';
import { nodeSqliteDialect } from './sqlite-dialect.ts';
import type { LedgerTables } from './tables.ts';

export type LedgerDatabase = Kysely<LedgerTables>;

/** Where the ledger lives: a file beside the settings, or a PostgreSQL that replicas share. */
export type LedgerLocation = { kind: 'sqlite'; path: string } | { kind: 'postgres'; url: string };

export type OpenOptions = {
  /** what every query passes on its way to the database, e.g. to disturb it */
  around?: (dialect: Dialect) => Dialect;
};

/**
 * Opens the ledger and brings its tables up to date.
 *
 * @throws ConfigError `ledger-not-usable` when the database can't be opened, is damaged, or is from
 *   a newer version of the bridge; nothing is changed then
 */
export async function openDatabase(
  location: LedgerLocation,
  { around = (dialect) => dialect }: OpenOptions = {},
): Promise<LedgerDatabase> {
  const dialect = fencedDialect(around(dialectFor(location)), location.kind);
  const database = new Kysely<LedgerTables>({ dialect });
  const provider: MigrationProvider = { getMigrations: async () => migrations(location.kind) };
  const { error } = await new Migrator({ db: database, provider }).migrateToLatest();
  if (error === undefined) return database;
  await database.destroy().catch(() => undefined);
  throw new ConfigError('ledger-not-usable', 'The ledger can not be opened', {
    params: {
      place: location.kind === 'sqlite' ? location.path : 'PostgreSQL (DATABASE_URL)',
      problem: error instanceof Error ? error.message : String(error),
    },
    cause: error,
  });
}

function dialectFor(location: LedgerLocation): Dialect {
  if (location.kind === 'sqlite') return nodeSqliteDialect(location.path);
  const pool = new pg.Pool({ connectionString: location.url, max: 10 });
  // A connection that dies while idle is replaced by the pool, one that dies between two queries fails the
  // next of them; unheard, either event would end the process.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  return new PostgresDialect({ pool });
}
