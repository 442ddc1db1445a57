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

/** @throws ConfigError `placing-unfinished` after a restore that was killed before the key was there */
export async function refuseKeyAwaited(dataFolder: string, ledger: LedgerLocation): Promise<void> {
  if (await isKeyAwaited(dataFolder, ledger)) throw placingUnfinished(dataFolder);
}

/** Another database than the one that was restored does not wait for it. */
export async function isKeyAwaited(dataFolder: string, ledger: LedgerLocation): Promise<boolean> {
  const text = await readTextFile(join(dataFolder, PLACING_KEY_FILE));
  if (text === undefined) return false;
  try {
    return placingSchema.parse(JSON.parse(text)).place === placeOf(ledger);
  } catch (fault) {
    if (fault instanceof SyntaxError || fault instanceof z.ZodError) return true;
    throw fault;
  }
}

/** From here on no bridge starts on this ledger with this data folder. */
export async function beginKey(dataFolder: string, ledger: LedgerLocation): Promise<void> {
  const text = `${JSON.stringify({ place: placeOf(ledger) })}\n`;
  await exclusivelyIn(dataFolder, () => writeDurably(join(dataFolder, PLACING_KEY_FILE), text));
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

/** Nothing was restored after all. */
export async function forgetKey(dataFolder: string): Promise<void> {
  await rm(join(dataFolder, PLACING_KEY_FILE), { force: true });
}
