import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { LedgerLocation } from '../ledger/database.ts';
import { exclusivelyIn, KEY_FILE, readTextFile } from '../settings/data-folder.ts';
import { syncFolder, writeDurably } from '../settings/durable-file.ts';
import { placingUnfinished } from './faults.ts';
import { isThere } from './is-there.ts';
import { placeOf } from './place.ts';

/** There while a restored PostgreSQL may wait for its key, which is a file beside it. */
const PLACING_KEY_FILE = 'placing-key.json';
const placingSchema = z.object({ place: z.string() });

/**
 * Whichever PostgreSQL was restored: a bridge may reach it by another address than the restore did, such as
 * that of a pooler, as another user, or under another name; and the key is one for all of them.
 *
 * @throws ConfigError `placing-unfinished` after a restore that was killed before the key was there
 */
export async function refuseKeyAwaited(dataFolder: string): Promise<void> {
  if ((await readMark(dataFolder)) !== undefined) throw placingUnfinished(dataFolder);
}

/** Whether it is this database, by the same address: then the restore goes on with no question asked. */
export async function isKeyAwaited(dataFolder: string, ledger: LedgerLocation): Promise<boolean> {
  const text = await readMark(dataFolder);
  if (text === undefined) return false;
  try {
    return placingSchema.parse(JSON.parse(text)).place === placeOf(ledger);
  } catch (fault) {
    if (fault instanceof SyntaxError || fault instanceof z.ZodError) return false;
    throw fault;
  }
}

/**
 * From here on no bridge starts on a PostgreSQL with this data folder.
 *
 * @returns for when nothing was restored after all: puts back what was there
 */
export async function beginKey(
  dataFolder: string,
  ledger: LedgerLocation,
): Promise<() => Promise<void>> {
  const path = join(dataFolder, PLACING_KEY_FILE);
  const former = await readMark(dataFolder);
  const text = `${JSON.stringify({ place: placeOf(ledger) })}\n`;
  await exclusivelyIn(dataFolder, () => writeDurably(path, text));
  return () => (former === undefined ? rm(path, { force: true }) : writeDurably(path, former));
}

/** Where the key lies that another would replace; undefined = nowhere. */
export async function replacedKey(
  dataFolder: string,
  key: string | undefined,
): Promise<string | undefined> {
  const path = join(dataFolder, KEY_FILE);
  return key !== undefined && (await isThere(path)) ? path : undefined;
}

/**
 * Puts the key in place and keeps the present one beside it; then bridges may start again.
 *
 * @param key undefined = the present one stays
 * @param keptAs what the present one's name ends with afterwards
 */
export async function finishKey(
  dataFolder: string,
  key: string | undefined,
  keptAs: string,
): Promise<void> {
  await exclusivelyIn(dataFolder, async () => {
    const path = join(dataFolder, KEY_FILE);
    if (key !== undefined) {
      if (await isThere(path)) await rename(path, `${path}.${keptAs}`);
      await writeDurably(path, `${key.trim()}\n`);
    }
    await rm(join(dataFolder, PLACING_KEY_FILE), { force: true });
    await syncFolder(dataFolder);
  });
}

function readMark(dataFolder: string): Promise<string | undefined> {
  return readTextFile(join(dataFolder, PLACING_KEY_FILE));
}
