import { chmod, copyFile, mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { databaseFault } from '../database-fault.ts';
import { ConfigError } from '../errors.ts';
import { differingTables, type Fingerprint } from '../ledger/copy/fingerprint.ts';
import { loadMigrations } from '../ledger/copy/migrate-side.ts';
import { checkSqliteFile, whileLocked } from '../ledger/copy/sqlite-file.ts';
import { openDatabase } from '../ledger/database.ts';
import { isDamage } from '../ledger/sqlite-dialect.ts';
import { LEDGER_TABLE_NAMES } from '../ledger/table-names.ts';
import { ensureDataFolder } from '../settings/data-folder.ts';
import { notWritable } from '../settings/settings-fault.ts';
import { databaseRefusal } from './database-refusal.ts';
import { backupDamaged, copyDiffers, wouldReplace } from './faults.ts';
import { isFileFault } from './file-fault.ts';
import { holdForKeeping, refuseWorkInHand } from './in-use.ts';
import { isThere } from './is-there.ts';
import { closedSecrets, findKey } from './key-of.ts';
import { LEDGER_COPY } from './manifest.ts';
import { settingsIn } from './open-backup.ts';
import { placeOf } from './place.ts';
import { firstReplaced, isUnfinished, placeFiles } from './place-files.ts';
import { restoreIntoPostgres } from './restore-into-postgres.ts';
import { keptName, type RestoreRequest, type Staged } from './restore-request.ts';
import { sweepUnfinished, unfinishedName } from './unfinished.ts';

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
 * @throws ConfigError `restore-would-replace`, `data-folder-still-in-use`, `database-in-use`, `work-in-hand`,
 *   `database-foreign`, `copy-newer`, `backup-damaged`, `backup-passphrase-needed`, `copy-differs`, `settings-not-writable`,
 *   `database-not-answering`
 */
export async function restoreBackup(request: RestoreRequest): Promise<Restored> {
  const { backup, to, now } = request;
  await ensureDataFolder(to.dataFolder);
  const lock = to.ledger.kind === 'sqlite' ? await holdForKeeping(to.dataFolder, now) : undefined;
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
    const place = to.ledger.kind === 'sqlite' ? intoFolder : restoreIntoPostgres;
    const keptIn = await place(request, { folder, fingerprint, newKey });
    return { place: placeOf(to.ledger), keptIn, fingerprint, closedSecrets: closed };
  } catch (fault) {
    const ofDatabase =
      to.ledger.kind === 'postgres'
        ? (databaseFault(fault) ?? databaseRefusal(fault, to.ledger))
        : undefined;
    if (ofDatabase) throw ofDatabase;
    if (isFileFault(fault)) throw notWritable(to.dataFolder, fault);
    throw fault;
  } finally {
    await rm(folder, { recursive: true, force: true });
    await lock?.release();
  }
}

/** A copy of the backup's ledger beside the data, found whole and brought up to date. */
async function stage({ backup, signal }: RestoreRequest, path: string): Promise<Fingerprint> {
  await copyFile(join(backup.folder, LEDGER_COPY), path);
  await chmod(path, 0o600); // the copy has the backup's own mode
  const found = await checkSqliteFile(path, signal).catch((fault: unknown) => {
    signal?.throwIfAborted();
    if (!isDamage(fault)) throw fault;
    throw backupDamaged(backup.folder, fault instanceof Error ? fault.message : LEDGER_COPY);
  });
  const differing = differingTables(knownTablesOf(backup.manifest), found);
  if (differing.length > 0) throw backupDamaged(backup.folder, ...differing);
  await (await openDatabase({ kind: 'sqlite', path })).destroy();
  const isOfToday =
    backup.manifest.migrations.length === (await whileLocked(path, loadMigrations)).length;
  return isOfToday ? found : checkSqliteFile(path, signal);
}

/** An older version's backup may name tables that a stranger had beside the ledger. */
function knownTablesOf({ tables, lastNumbers }: Fingerprint): Fingerprint {
  const known = Object.entries(tables).filter(([name]) => LEDGER_TABLE_NAMES.has(name));
  return { tables: Object.fromEntries(known), lastNumbers };
}

async function intoFolder(
  { backup, to, now, mayReplace, signal }: RestoreRequest,
  { folder, fingerprint, newKey }: Staged,
): Promise<string | undefined> {
  if (to.ledger.kind !== 'sqlite') return undefined;
  const { path } = to.ledger;
  const mayPlace = mayReplace || (await isUnfinished(to.dataFolder));
  const replaced = await firstReplaced(to.dataFolder, { key: newKey });
  if (!mayPlace && replaced !== undefined) throw wouldReplace(replaced);
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
  if (!(await isThere(path))) return;
  await whileLocked(path, (side) => refuseWorkInHand(side, now)).catch((fault: unknown) => {
    if (fault instanceof ConfigError) throw fault;
  });
}
