import { readFile, rm, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import type { Clock } from '../clock.ts';
import { ConfigError } from '../errors.ts';
import { ensureDataFolder } from './data-folder.ts';
import { tryLock } from './os-lock.ts';
import { notWritable } from './settings-fault.ts';

const LOCK_FILE = 'instance.lock';
/** Beside the lock, because the lock file itself must not be opened by other means. */
const HOLDER_FILE = 'instance.json';

const holderSchema = z.strictObject({
  processId: z.int().positive(),
  host: z.string().regex(/^[\w.-]{1,255}$/),
  startedAt: z.iso.datetime(),
});

/**
 * Makes this process the only bridge on the data folder until it releases the lock or dies.
 *
 * @throws ConfigError `data-folder-in-use` naming the folder and, where known, the other process;
 *   `settings-not-writable`
 */
export async function holdInstanceLock(
  dataFolder: string,
  clock: Pick<Clock, 'now'>,
): Promise<{ release(): Promise<void> }> {
  await ensureDataFolder(dataFolder);
  const lock = tryLock(join(dataFolder, LOCK_FILE));
  if (lock === undefined) throw await inUse(dataFolder);

  const holderPath = join(dataFolder, HOLDER_FILE);
  const holder = { processId: process.pid, host: hostname(), startedAt: clock.now().toISOString() };
  try {
    await writeFile(holderPath, `${JSON.stringify(holder)}\n`, { mode: 0o600 });
  } catch (fault) {
    lock.release();
    throw notWritable(holderPath, fault);
  }

  let released = false;
  return {
    async release() {
      if (released) return;
      released = true;
      await rm(holderPath, { force: true }).catch(() => undefined); // only a note for people
      lock.release();
    },
  };
}

async function inUse(dataFolder: string): Promise<ConfigError> {
  const holder = await readHolder(dataFolder);
  const who =
    holder === undefined
      ? 'another process'
      : `process ${holder.processId} on ${holder.host}, started ${holder.startedAt}`;
  return new ConfigError(
    'data-folder-in-use',
    `A bridge is already running on ${dataFolder}: ${who}. Stop it first, or start this one with a data folder of its own.`,
    { params: { dataFolder, ...holder } },
  );
}

async function readHolder(dataFolder: string): Promise<z.output<typeof holderSchema> | undefined> {
  try {
    return holderSchema.parse(JSON.parse(await readFile(join(dataFolder, HOLDER_FILE), 'utf8')));
  } catch {
    return undefined;
  }
}
