import { open } from 'node:fs/promises';
import { backup, DatabaseSync } from 'node:sqlite';
import { makePrivateFile } from '../sqlite-dialect.ts';
import { type Fingerprint, fingerprintOf } from './fingerprint.ts';
import { kyselyOn, type Side } from './side.ts';

const WAIT_MS = 10_000;
/** Pages at a time; in between the process can be stopped. */
const PAGES = 2_000;

/** A ledger's file as it is at one moment, while others read and write it. */
export type SqliteMoment = {
  /**
   * Copies it page by page, and is over then.
   *
   * @param target must not be there yet
   */
  copyTo(target: string, signal?: AbortSignal): Promise<Fingerprint>;
};

/** Begins a look at a ledger's file, which sees this very moment; it waits for no writer. */
export function openSqliteMoment(path: string): SqliteMoment {
  const source = new DatabaseSync(path, { timeout: WAIT_MS });
  try {
    source.exec('BEGIN');
    source.prepare('select count(*) from sqlite_schema').get(); // from here on it sees this moment
  } catch (fault) {
    source.close();
    throw fault;
  }
  return {
    async copyTo(target, signal) {
      try {
        await makePrivateFile(target);
        await backup(source, target, { rate: PAGES });
        return await fingerprintOf({ kind: 'sqlite', db: kyselyOn(source) }, signal);
      } finally {
        source.close();
      }
    },
  };
}

/**
 * Looks through a ledger's file that nobody else has open, and leaves it as one single file that is
 * forced to disk.
 *
 * @returns what is in it
 * @throws Error when the file is damaged
 */
export async function checkSqliteFile(path: string, signal?: AbortSignal): Promise<Fingerprint> {
  const database = new DatabaseSync(path, { timeout: WAIT_MS });
  let found: Fingerprint;
  try {
    const [check] = database.prepare('PRAGMA integrity_check(1)').all();
    if (check?.integrity_check !== 'ok') throw new Error(`damaged: ${check?.integrity_check}`);
    database.exec('PRAGMA journal_mode = DELETE');
    found = await fingerprintOf({ kind: 'sqlite', db: kyselyOn(database) }, signal);
  } finally {
    database.close();
  }
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
  return found;
}

/** Works on a file while nobody else may write to it; what `work` writes stands once it returns. */
export async function whileLocked<Result>(
  path: string,
  work: (side: Side) => Promise<Result>,
): Promise<Result> {
  const database = new DatabaseSync(path, { timeout: WAIT_MS });
  try {
    database.exec('PRAGMA synchronous = FULL');
    database.exec('BEGIN IMMEDIATE');
    const result = await work({ kind: 'sqlite', db: kyselyOn(database) });
    database.exec('COMMIT');
    return result;
  } finally {
    database.close(); // what was not committed is rolled back
  }
}
