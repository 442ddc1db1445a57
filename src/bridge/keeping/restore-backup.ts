import { copyFile, mkdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { databaseFault } from '../database-fault.ts';
import { ConfigError } from '../errors.ts';
import { differingTables, type Fingerprint } from '../ledger/copy/fingerprint.ts';
import { loadMigrations } from '../ledger/copy/migrate-side.ts';
import { kyselyOn, openPostgres } from '../ledger/copy/side.ts';
import { checkSqliteFile, whileLocked } from '../ledger/copy/sqlite-file.ts';
import { firstFilledTable, ledgerTables } from '../ledger/copy/table-rows.ts';
import { openDatabase } from '../ledger/database.ts';
import { ensureDataFolder, KEY_FILE } from '../settings/data-folder.ts';
import { writeDurably } from '../settings/durable-file.ts';
import { holdInstanceLock } from '../settings/instance-lock.ts';
import { notWritable } from '../settings/settings-fault.ts';
import { refuseConnected, refuseWorkInHand } from './in-use.ts';
import { closedSecrets, findKey, type KeyPlace } from './key-of.ts';
import { copyDiffers, makeBackup } from './make-backup.ts';
import { LEDGER_COPY } from './manifest.ts';
import { damaged, type OpenedBackup, settingsIn } from './open-backup.ts';
import { placeOf } from './place.ts';
import { hasFiles, placeFiles } from './place-files.ts';
import { emptyTables, fillTables, keepOthersOut } from './postgres-content.ts';
import { type DataPlace, fingerprintAt } from './snapshot.ts';
import { momentName, sweepUnfinished, unfinishedName } from './unfinished.ts';

export type RestoreRequest = {
  backup: OpenedBackup;
  to: DataPlace;
  environment: KeyPlace['environment'];
  /** text of the key in the backup; undefined = there is none, or it stays closed */
  key: string | undefined;
  /** what is there may be replaced; it is kept aside all the same */
  mayReplace: boolean;
  bridgeVersion: string;
  now: Date;
  signal?: AbortSignal | undefined;
};

export type Restored = {
  place: string;
  /** where that is now which was there before; undefined = nothing was */
  keptIn: string | undefined;
  fingerprint: Fingerprint;
  /** positions of secrets that the key at hand does not open */
  closedSecrets: string[];
};

/**
 * Puts a backup in the place of what is there. The backup is copied and looked through first; what is
 * there changes at the end, all of it or nothing, and is kept. Tables of an older version are brought
 * up to date.
 *
 * @throws ConfigError `restore-would-replace`, `data-folder-in-use`, `database-in-use`, `work-in-hand`,
 *   `backup-damaged`, `backup-passphrase-needed`, `copy-differs`, `settings-not-writable`,
 *   `database-not-answering`
 */
export async function restoreBackup(request: RestoreRequest): Promise<Restored> {
  const { backup, to, now } = request;
  await ensureDataFolder(to.dataFolder);
  const lock =
    to.ledger.kind === 'sqlite'
      ? await holdInstanceLock(to.dataFolder, { now: () => now })
      : undefined;
  const folder = join(to.dataFolder, unfinishedName('restore'));
  try {
    const present = await findKey({ dataFolder: to.dataFolder, environment: request.environment });
    const isGiven = present.origin === 'environment';
    const key = isGiven || request.key === undefined ? present.text : request.key;
    const closed = closedSecrets(backup.settings, key);
    if (backup.hasKey === 'sealed' && request.key === undefined && closed.length > 0) {
      throw new ConfigError('backup-passphrase-needed', 'The key of the backup is sealed');
    }
    await sweepUnfinished(to.dataFolder);
    await mkdir(folder, { mode: 0o700 });
    const fingerprint = await stage(request, join(folder, LEDGER_COPY));
    const newKey =
      isGiven || request.key?.trim() === present.text?.trim() ? undefined : request.key;
    const place = to.ledger.kind === 'sqlite' ? intoFolder : intoPostgres;
    const keptIn = await place(request, { folder, fingerprint, newKey });
    return { place: placeOf(to.ledger), keptIn, fingerprint, closedSecrets: closed };
  } catch (fault) {
    const gone = to.ledger.kind === 'postgres' ? databaseFault(fault) : undefined;
    if (gone) throw gone;
    if (fault instanceof Error && 'syscall' in fault) throw notWritable(to.dataFolder, fault);
    throw fault;
  } finally {
    await rm(folder, { recursive: true, force: true });
    await lock?.release();
  }
}

type Staged = { folder: string; fingerprint: Fingerprint; newKey: string | undefined };

/** A copy of the backup's ledger beside the data, found whole and brought up to date. */
async function stage({ backup, signal }: RestoreRequest, path: string): Promise<Fingerprint> {
  await copyFile(join(backup.folder, LEDGER_COPY), path);
  const found = await checkSqliteFile(path, signal).catch((fault: unknown) => {
    signal?.throwIfAborted();
    throw damaged(backup.folder, fault instanceof Error ? fault.message : LEDGER_COPY);
  });
  const differing = differingTables(backup.manifest, found);
  if (differing.length > 0) throw damaged(backup.folder, differing.join(', '));
  await (await openDatabase({ kind: 'sqlite', path })).destroy();
  const isOfToday =
    backup.manifest.migrations.length === (await whileLocked(path, loadMigrations)).length;
  return isOfToday ? found : checkSqliteFile(path, signal);
}

async function intoFolder(
  { backup, to, now, mayReplace, signal }: RestoreRequest,
  { folder, fingerprint, newKey }: Staged,
): Promise<string | undefined> {
  if (to.ledger.kind !== 'sqlite') return undefined;
  const { path } = to.ledger;
  if (!mayReplace && (await hasFiles(to.dataFolder))) throw wouldReplace(to);
  signal?.throwIfAborted();
  const files = {
    ledgerPath: join(folder, LEDGER_COPY),
    settings: await settingsIn(backup),
    key: newKey,
  };
  const keptIn = await placeFiles(to.dataFolder, files, keptName(now), () =>
    refuseWorkIn(path, now),
  );
  const differing = differingTables(fingerprint, await checkSqliteFile(path));
  if (differing.length > 0) throw copyDiffers(differing);
  return keptIn;
}

/** A ledger that can't be read is what a backup is for: nobody works on it. */
async function refuseWorkIn(path: string, now: Date): Promise<void> {
  if ((await stat(path).catch(() => undefined)) === undefined) return;
  await whileLocked(path, (side) => refuseWorkInHand(side, now)).catch((fault: unknown) => {
    if (fault instanceof ConfigError) throw fault;
  });
}

async function intoPostgres(
  request: RestoreRequest,
  { folder, fingerprint, newKey }: Staged,
): Promise<string | undefined> {
  const { backup, to, now, signal } = request;
  if (to.ledger.kind !== 'postgres') return undefined;
  const { url } = to.ledger;
  await (await openDatabase(to.ledger)).destroy();
  const settings = await settingsIn(backup);
  const source = new DatabaseSync(join(folder, LEDGER_COPY));
  const postgres = openPostgres(url);
  let keptIn: string | undefined;
  try {
    await postgres.transaction().execute(async (db) => {
      const target = { kind: 'postgres', db } as const;
      const isFilled = (await firstFilledTable(target)) !== undefined;
      if (isFilled && !request.mayReplace) throw wouldReplace(to);
      await refuseConnected(target);
      await keepOthersOut(db);
      await refuseWorkInHand(target, now);
      if (isFilled) keptIn = await keepAside(request);
      await emptyTables(target, await ledgerTables(target));
      await fillTables({ kind: 'sqlite', db: kyselyOn(source) }, target, settings, signal);
      signal?.throwIfAborted();
    });
  } finally {
    source.close();
    await postgres.destroy();
  }
  const differing = differingTables(fingerprint, await fingerprintAt(url));
  if (differing.length > 0) throw copyDiffers(differing);
  if (newKey !== undefined) await replaceKey(to.dataFolder, newKey, now);
  return keptIn;
}

/** What is in the database becomes a backup itself. */
async function keepAside({ to, bridgeVersion, now, signal }: RestoreRequest): Promise<string> {
  const folder = join(to.dataFolder, keptName(now));
  return (await makeBackup({ from: to, to: folder, bridgeVersion, now, signal })).folder;
}

async function replaceKey(dataFolder: string, key: string, now: Date): Promise<void> {
  const path = join(dataFolder, KEY_FILE);
  if (await stat(path).catch(() => undefined)) {
    await rename(path, `${path}.${keptName(now)}`);
  }
  await writeDurably(path, `${key.trim()}\n`);
}

function keptName(now: Date): string {
  return `before-restore-${momentName(now)}`;
}

function wouldReplace({ ledger }: DataPlace): ConfigError {
  const place = placeOf(ledger);
  return new ConfigError('restore-would-replace', `There is a ledger at ${place}`, {
    params: { place },
  });
}
