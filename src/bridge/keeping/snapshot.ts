import { join } from 'node:path';
import type { Kysely } from 'kysely';
import { copyRows } from '../ledger/copy/copy-rows.ts';
import { readText } from '../ledger/copy/documents.ts';
import type { Fingerprint } from '../ledger/copy/fingerprint.ts';
import { openPostgres, type Side } from '../ledger/copy/side.ts';
import { openSqliteMoment } from '../ledger/copy/sqlite-file.ts';
import { SETTINGS_DOCUMENT } from '../ledger/copy/table-rows.ts';
import { type LedgerLocation, openDatabase } from '../ledger/database.ts';
import { exclusivelyIn, readTextFile, SETTINGS_FILE } from '../settings/data-folder.ts';
import { settingsText } from '../settings/parse-settings.ts';
import { defaultSettings } from '../settings/settings-schema.ts';

/** What a copy was made of. */
export type Snapshot = { fingerprint: Fingerprint; settings: string };

/** Where a bridge has its data. */
export type DataPlace = { dataFolder: string; ledger: LedgerLocation };

/**
 * Copies a ledger as it is at one moment into a new SQLite file, while the bridge goes on working, with
 * the settings of that moment.
 *
 * @param target must not be there yet
 * @param within a transaction on the PostgreSQL, to be read in instead of one of its own
 * @returns what was read, not what was written: the copy is still to be looked through
 */
export async function copyToFile(
  { dataFolder, ledger }: DataPlace,
  target: string,
  { signal, within }: { signal?: AbortSignal | undefined; within?: Side | undefined },
): Promise<Snapshot> {
  if (ledger.kind === 'sqlite') {
    // Nobody changes the settings between the look at them and the moment of the ledger.
    const { settings, moment } = await exclusivelyIn(dataFolder, async () => ({
      settings: await readSettingsFile(dataFolder),
      moment: openSqliteMoment(ledger.path),
    }));
    return { settings, fingerprint: await moment.copyTo(target, signal) };
  }
  const copyFrom = async (from: Side) => ({
    settings: (await readText(from, SETTINGS_DOCUMENT)) ?? settingsOfNone(),
    fingerprint: await fillFile(from, target, signal),
  });
  if (within) return copyFrom(within);
  const postgres = openPostgres(ledger.url);
  try {
    return await atOneMoment(postgres, (db) => copyFrom({ kind: 'postgres', db }));
  } finally {
    await postgres.destroy();
  }
}

/** Copies a PostgreSQL's rows into a new SQLite file. */
export async function fillFile(
  from: Parameters<typeof copyRows>[0],
  target: string,
  signal?: AbortSignal,
): Promise<Fingerprint> {
  const copy = await openDatabase({ kind: 'sqlite', path: target });
  try {
    return await copy.transaction().execute((db) => copyRows(from, { kind: 'sqlite', db }, signal));
  } finally {
    await copy.destroy();
  }
}

function atOneMoment<Result>(
  postgres: Kysely<unknown>,
  work: (transaction: Kysely<unknown>) => Promise<Result>,
): Promise<Result> {
  return postgres
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute(work);
}

/** The text of the settings, as it lies there. Call it under the folder's lock. */
export async function readSettingsFile(dataFolder: string): Promise<string> {
  return (await readTextFile(join(dataFolder, SETTINGS_FILE))) ?? settingsOfNone();
}

function settingsOfNone(): string {
  return settingsText(defaultSettings());
}
