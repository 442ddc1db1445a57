import { mkdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { databaseFault } from '../database-fault.ts';
import { ConfigError } from '../errors.ts';
import { differingTables } from '../ledger/copy/fingerprint.ts';
import { loadMigrations } from '../ledger/copy/migrate-side.ts';
import type { Side } from '../ledger/copy/side.ts';
import { checkSqliteFile, whileLocked } from '../ledger/copy/sqlite-file.ts';
import { isDamage } from '../ledger/sqlite-dialect.ts';
import { syncFolder, writeDurably } from '../settings/durable-file.ts';
import { refuseShortPassphrase, sealWithPassphrase } from '../settings/passphrase-seal.ts';
import { notWritable } from '../settings/settings-fault.ts';
import { describeFile } from './backed-up-file.ts';
import { backupFolder } from './backup-place.ts';
import { copyDiffers, ledgerDamaged } from './faults.ts';
import { isFileFault } from './file-fault.ts';
import {
  BACKUP_FORMAT_VERSION,
  BACKUP_KIND,
  type BackedUpFile,
  KEY_COPY,
  keyBinding,
  LEDGER_COPY,
  MANIFEST_FILE,
  type Manifest,
  SEALED_KEY_COPY,
  SETTINGS_COPY,
} from './manifest.ts';
import { copyToFile, type DataPlace } from './snapshot.ts';
import { sweepUnfinished, unfinishedName } from './unfinished.ts';

export type BackupRequest = {
  from: DataPlace;
  /** a transaction on the PostgreSQL that nobody else writes beside */
  within?: Side | undefined;
  /** a folder to make, or one that is there and gets a new folder named after the moment */
  to: string;
  /** text of the key that seals the secrets; undefined = it stays out */
  key?: string | undefined;
  passphrase?: string | undefined;
  bridgeVersion: string;
  now: Date;
  signal?: AbortSignal | undefined;
};

export type Backup = { folder: string; manifest: Manifest };

/**
 * Makes a backup beside the running bridge and looks through it. It appears under its name once it is
 * whole; a process that is killed leaves a folder that nobody takes for a backup.
 *
 * @throws ConfigError `backup-exists`, `settings-not-writable`, `copy-differs`, `passphrase-too-short`,
 *   `database-not-answering`, `ledger-damaged`
 */
export async function makeBackup(request: BackupRequest): Promise<Backup> {
  const folder = await backupFolder(request.to, request.now);
  if (request.passphrase !== undefined) refuseShortPassphrase(request.passphrase);
  const parent = dirname(folder);
  const unfinished = join(parent, unfinishedName(basename(folder)));
  try {
    await sweepUnfinished(parent);
    await mkdir(unfinished, { mode: 0o700 });
  } catch (fault) {
    throw notWritable(folder, fault);
  }
  try {
    const manifest = await fill(unfinished, request);
    await syncFolder(unfinished);
    await rename(unfinished, folder);
    await syncFolder(parent);
    return { folder, manifest };
  } catch (fault) {
    await rm(unfinished, { recursive: true, force: true });
    const gone = request.from.ledger.kind === 'postgres' ? databaseFault(fault) : undefined;
    if (gone) throw gone;
    if (isOfLedger(fault, request)) throw ledgerDamaged(request.from.ledger, fault);
    const inCopy = isOfCopy(fault, unfinished) ? fault.cause : fault;
    throw isFileFault(inCopy) ? notWritable(folder, inCopy) : fault;
  }
}

async function fill(folder: string, request: BackupRequest): Promise<Manifest> {
  const { signal } = request;
  const madeAt = request.now.toISOString();
  const ledger = join(folder, LEDGER_COPY);
  const { settings, fingerprint } = await copyToFile(request.from, ledger, request);
  signal?.throwIfAborted();
  const found = await checkSqliteFile(ledger, signal).catch((fault: unknown) => {
    throw isDamage(fault) ? copyDiffers([String(fault)]) : fault;
  });
  const differing = differingTables(fingerprint, found);
  if (differing.length > 0) throw copyDiffers(differing);
  const migrations = await whileLocked(ledger, loadMigrations);
  await writeDurably(join(folder, SETTINGS_COPY), settings);
  const keyFile = await writeKey(folder, madeAt, request);
  const names: BackedUpFile['name'][] = [LEDGER_COPY, SETTINGS_COPY];
  if (keyFile) names.push(keyFile);
  const files: BackedUpFile[] = [];
  for (const name of names) files.push(await describeFile(folder, name));
  const manifest: Manifest = {
    kind: BACKUP_KIND,
    formatVersion: BACKUP_FORMAT_VERSION,
    bridgeVersion: request.bridgeVersion,
    madeAt,
    database: request.from.ledger.kind,
    migrations,
    ...fingerprint,
    files,
  };
  signal?.throwIfAborted();
  await writeDurably(join(folder, MANIFEST_FILE), `${JSON.stringify(manifest, null, 2)}\n`);
  return manifest;
}

async function writeKey(
  folder: string,
  madeAt: string,
  { key, passphrase }: BackupRequest,
): Promise<BackedUpFile['name'] | undefined> {
  if (key === undefined) return undefined;
  if (passphrase === undefined) {
    await writeDurably(join(folder, KEY_COPY), `${key.trim()}\n`);
    return KEY_COPY;
  }
  const sealed = await sealWithPassphrase(passphrase, keyBinding(madeAt), key.trim());
  const text = `${JSON.stringify({ key: sealed }, null, 2)}\n`;
  await writeDurably(join(folder, SEALED_KEY_COPY), text);
  return SEALED_KEY_COPY;
}

/** The file that was read: damage of the copy was told as such before. */
function isOfLedger(fault: unknown, { from }: BackupRequest): boolean {
  return from.ledger.kind === 'sqlite' && isDamage(fault);
}

/** The copy's own ledger could not be made: nothing is wrong with the one that was read. */
function isOfCopy(fault: unknown, folder: string): fault is ConfigError {
  return (
    fault instanceof ConfigError &&
    fault.code === 'ledger-not-usable' &&
    fault.params.place === join(folder, LEDGER_COPY)
  );
}
