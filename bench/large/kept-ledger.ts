import { constants } from 'node:fs';
import { copyFile, mkdir, rename, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type LedgerDatabase, openDatabase } from '../../src/bridge/ledger/database.ts';
import { migrations } from '../../src/bridge/ledger/migrations/index.ts';
import { fillLedger } from '../fill-million.ts';

/**
 * Copies a SQLite ledger of so many orders to a path. The first time it is made, which takes minutes for a million; then it
 * lies in the temporary folder for the next run, until a migration is added.
 */
export async function copyLedger(orders: number, to: string): Promise<void> {
  await copyFile(await keptLedger(orders), to, constants.COPYFILE_FICLONE);
}

async function keptLedger(orders: number): Promise<string> {
  const newest = Object.keys(migrations('sqlite')).toSorted().at(-1);
  const folder = join(tmpdir(), 'bridge-bench-ledgers');
  const path = join(folder, `${orders}-${newest}.sqlite`);
  if (await exists(path)) return path;
  console.log(`Making a ledger of ${orders} orders; it is kept in ${folder}.`);
  await mkdir(folder, { recursive: true });
  const draft = `${path}.draft`;
  await rm(draft, { force: true });
  await fillLedger({ kind: 'sqlite', path: draft }, orders);
  const database = await openDatabase({ kind: 'sqlite', path: draft });
  await leaveNothingToReport(database);
  await database.destroy();
  await rename(draft, path);
  return path;
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

/** Only what is measured shall be at work. */
export async function leaveNothingToReport(database: LedgerDatabase): Promise<void> {
  await database
    .updateTable('transmissions')
    .set({ state: 'confirmed', reason: null, next_try_at: null })
    .where('state', '!=', 'confirmed')
    .execute();
}
