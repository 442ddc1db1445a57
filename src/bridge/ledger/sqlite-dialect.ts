import { open } from 'node:fs/promises';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { setTimeout as pause } from 'node:timers/promises';
import { SqliteAdapter, SqliteDialect } from 'kysely';

/** Enough for every query shape of the ledger; the oldest goes first. */
const KEPT_STATEMENTS = 300;

/** So long one waits for another who writes. */
const BUSY_MS = 10_000;
const SWITCH_AGAIN_MS = 20;
const SQLITE_BUSY = 5;
const SQLITE_CORRUPT = 11;
const SQLITE_NOTADB = 26;
/** SQLite's finer codes have the coarse one in their last byte. */
const PRIMARY_CODE = 0xff;

/** A file up to this size is read through whenever it is opened: about 0.2 s. `doctor` reads larger ones. */
export const READ_THROUGH_BYTES = 64 * 1024 * 1024;

/**
 * Kysely's SQLite dialect over Node's own SQLite: write-ahead log, and forced to disk at every
 * commit, because the ledger must know after a power cut what was asked of the shop.
 *
 * @param path file, made when absent
 */
export function nodeSqliteDialect(
  path: string,
  { readThroughBytes = READ_THROUGH_BYTES } = {},
): SqliteDialect {
  return new NodeSqliteDialect({
    database: async () => {
      const database = await openFile(path, readThroughBytes);
      const statements = new Map<string, StatementSync>();
      return {
        close: () => database.close(),
        prepare: (sql) => {
          // A transaction that reads first and writes later could otherwise meet another writer.
          const statement = kept(statements, database, sql === 'begin' ? 'begin immediate' : sql);
          return {
            reader: statement.columns().length > 0,
            all: (parameters) => statement.all(...bindable(parameters)),
            run: (parameters) => statement.run(...bindable(parameters)),
            iterate: (parameters) => statement.iterate(...bindable(parameters)),
          };
        },
      };
    },
  });
}

/** Kysely takes it that SQLite can't undo a change of tables; it can, so a migration is all or nothing. */
class NodeSqliteDialect extends SqliteDialect {
  override createAdapter(): SqliteAdapter {
    return new TransactionalSqliteAdapter();
  }
}

class TransactionalSqliteAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

/** SQLite itself would let everybody on the machine read a new file. What keeps us from it, it tells. */
export async function makePrivateFile(path: string): Promise<void> {
  const file = await open(path, 'ax', 0o600).catch(() => undefined);
  await file?.close();
}

async function openFile(path: string, readThroughBytes: number): Promise<DatabaseSync> {
  await makePrivateFile(path);
  const database = new DatabaseSync(path);
  try {
    database.exec(`PRAGMA busy_timeout = ${BUSY_MS}`);
    if (sizeOf(database) <= readThroughBytes) {
      const [check] = database.prepare('PRAGMA quick_check(1)').all();
      if (check?.quick_check !== 'ok') throw new Error(`damaged: ${check?.quick_check}`);
    }
    await switchToWal(database);
    database.exec('PRAGMA synchronous = FULL');
    database.exec('PRAGMA foreign_keys = ON');
    return database;
  } catch (fault) {
    database.close();
    throw fault;
  }
}

/** SQLite waits for others in everything but this, which the first ones on a new file do at the same moment. */
async function switchToWal(database: DatabaseSync): Promise<void> {
  for (const giveUpAt = performance.now() + BUSY_MS; ; await pause(SWITCH_AGAIN_MS)) {
    try {
      database.exec('PRAGMA journal_mode = WAL');
      return;
    } catch (fault) {
      if (!isBusy(fault) || performance.now() > giveUpAt) throw fault;
    }
  }
}

/** Something is wrong with the file itself: SQLite says so, or its check found it. */
export function isDamage(fault: unknown): boolean {
  if (!(fault instanceof Error)) return false;
  const code = 'errcode' in fault ? Number(fault.errcode) & PRIMARY_CODE : undefined;
  return code === SQLITE_CORRUPT || code === SQLITE_NOTADB || fault.message.startsWith('damaged: ');
}

function isBusy(fault: unknown): boolean {
  return fault instanceof Error && 'errcode' in fault && fault.errcode === SQLITE_BUSY;
}

/** In bytes; reads the header, so that a file that is no database is told at once. */
function sizeOf(database: DatabaseSync): number {
  const [pages] = database.prepare('PRAGMA page_count').all();
  const [page] = database.prepare('PRAGMA page_size').all();
  return Number(pages?.page_count) * Number(page?.page_size);
}

function kept(
  statements: Map<string, StatementSync>,
  database: DatabaseSync,
  sql: string,
): StatementSync {
  const known = statements.get(sql);
  if (known) return known;
  const [oldest] = statements.size >= KEPT_STATEMENTS ? statements.keys() : [];
  if (oldest !== undefined) statements.delete(oldest);
  const statement = database.prepare(sql);
  statements.set(sql, statement);
  return statement;
}

function bindable(parameters: readonly unknown[]): (string | number | bigint | null)[] {
  return parameters.map((value) => {
    if (value === null || typeof value === 'string') return value;
    if (typeof value === 'number' || typeof value === 'bigint') return value;
    throw new TypeError(`The ledger binds text, numbers and null, not ${typeof value}`);
  });
}
