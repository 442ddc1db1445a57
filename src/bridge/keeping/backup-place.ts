import { realpath, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { ConfigError } from '../errors.ts';
import { MANIFEST_FILE } from './manifest.ts';
import { momentName } from './unfinished.ts';

/**
 * Where a backup is made: the folder that is named, or a new one by day and time in one that is there.
 *
 * @throws ConfigError `backup-exists`
 */
export async function backupFolder(to: string, now: Date): Promise<string> {
  const path = resolve(to);
  const found = await stat(path).catch(() => undefined);
  if (found === undefined) return path;
  const folder = found.isDirectory() ? join(path, `bridge-backup-${momentName(now)}`) : path;
  if (folder === path || (await stat(folder).catch(() => undefined))) {
    throw refused('backup-exists', folder);
  }
  return folder;
}

/**
 * Sees to it that a backup gets a place where it is found and outlives what it was made of.
 *
 * @throws ConfigError `backup-exists`, `backup-parent-missing`, `backup-in-backup`,
 *   `backup-in-data-folder`
 */
export async function refuseBackupPlace(to: string, dataFolder: string, now: Date): Promise<void> {
  const parent = dirname(await backupFolder(to, now));
  const found = await stat(parent).catch(() => undefined);
  if (!found?.isDirectory()) throw refused('backup-parent-missing', parent);
  if (await stat(join(parent, MANIFEST_FILE)).catch(() => undefined)) {
    throw refused('backup-in-backup', parent);
  }
  if ((await realpath(parent)) === (await realpath(dataFolder))) {
    throw refused('backup-in-data-folder', parent);
  }
}

function refused(code: string, path: string): ConfigError {
  return new ConfigError(code, `No backup is made: ${code} at ${path}`, { params: { path } });
}
