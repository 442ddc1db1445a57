import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { makeFolders } from './make-folders.ts';
import { waitForLock } from './os-lock.ts';
import { notWritable, unreadable } from './settings-fault.ts';

export const SETTINGS_FILE = 'settings.json';
export const PREVIOUS_FILE = 'settings.previous.json';
export const KEY_FILE = 'secret.key';
const LOCK_FILE = 'settings.lock';

/** @throws ConfigError `settings-not-writable` */
export async function ensureDataFolder(dataFolder: string): Promise<void> {
  try {
    await makeFolders(dataFolder);
  } catch (fault) {
    throw notWritable(dataFolder, fault);
  }
}

/** Runs `work` while no other process or call changes the settings or the key in this folder. */
export async function exclusivelyIn<T>(
  dataFolder: string,
  work: () => Promise<T>,
  waitMs?: number,
): Promise<T> {
  const lock = await waitForLock(join(dataFolder, LOCK_FILE), waitMs);
  try {
    return await work();
  } finally {
    lock.release();
  }
}

/**
 * @returns undefined when there is no such file
 * @throws ConfigError `settings-unreadable`
 */
export async function readTextFile(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (fault) {
    if (fault instanceof Error && 'code' in fault && fault.code === 'ENOENT') return undefined;
    throw unreadable(path, fault);
  }
}
