import { mkdir, rename, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { z } from 'zod';
import {
  exclusivelyIn,
  KEY_FILE,
  PREVIOUS_FILE,
  readTextFile,
  SETTINGS_FILE,
} from '../settings/data-folder.ts';
import { syncFolder, writeDurably } from '../settings/durable-file.ts';
import { placingUnfinished } from './faults.ts';
import { isThere } from './is-there.ts';
import { LEDGER_COPY } from './manifest.ts';

/** There while files are being changed for others: no bridge starts on what is half of each. */
const PLACING_FILE = 'placing.json';
const placingSchema = z.object({ aside: z.string() });

const LEDGER_FILES = [LEDGER_COPY, `${LEDGER_COPY}-wal`, `${LEDGER_COPY}-shm`];

export type NewFiles = {
  /** a whole ledger in the data folder's file system; it is moved away from there */
  ledgerPath: string;
  settings: string;
  /** another than the present one, which is kept; undefined = that one stays */
  key?: string | undefined;
};

/** @throws ConfigError `placing-unfinished` after a restore or move that was killed in the middle */
export async function refuseUnfinished(dataFolder: string): Promise<void> {
  if (await isUnfinished(dataFolder)) throw placingUnfinished(dataFolder);
}

export async function isUnfinished(dataFolder: string): Promise<boolean> {
  return isThere(join(dataFolder, PLACING_FILE));
}

/** The first file in the data folder that new ones would replace; undefined = there is none. */
export async function firstReplaced(
  dataFolder: string,
  { key }: Pick<NewFiles, 'key'>,
): Promise<string | undefined> {
  const replaced = [LEDGER_COPY, SETTINGS_FILE, PREVIOUS_FILE];
  if (key !== undefined) replaced.push(KEY_FILE);
  for (const name of replaced) {
    const path = join(dataFolder, name);
    if (await isThere(path)) return path;
  }
  return undefined;
}

/**
 * Puts ledger and settings in the place of those that are there, which are kept in a folder of their
 * own. One that was killed is taken up where it ended: what was there first is what is kept. The caller
 * holds the data folder.
 *
 * @param keptIn name of the folder for what was there
 * @param mayBegin asked once nobody new can come to the old files; throws to leave all as it is
 * @returns the folder, or undefined when nothing was there
 */
export async function placeFiles(
  dataFolder: string,
  files: NewFiles,
  keptIn: string,
  mayBegin: () => Promise<void> = async () => undefined,
): Promise<string | undefined> {
  return exclusivelyIn(dataFolder, async () => {
    const begun = await readPlacing(dataFolder);
    const name = begun ?? (await unusedName(dataFolder, keptIn));
    const aside = join(dataFolder, name);
    // One that was killed may have put all of it aside.
    const wasThere = begun !== undefined || (await firstReplaced(dataFolder, files)) !== undefined;
    const marker = join(dataFolder, PLACING_FILE);
    if (begun === undefined) {
      await writeDurably(marker, `${JSON.stringify({ aside: name })}\n`);
      await mayBegin().catch(async (fault: unknown) => {
        await rm(marker, { force: true });
        throw fault;
      });
    }
    if (wasThere) await mkdir(aside, { recursive: true, mode: 0o700 });
    const replaced = [...LEDGER_FILES, SETTINGS_FILE, PREVIOUS_FILE];
    if (files.key !== undefined) replaced.push(KEY_FILE);
    for (const file of replaced) await putAside(join(dataFolder, file), aside);
    await rename(files.ledgerPath, join(dataFolder, LEDGER_COPY));
    await writeDurably(join(dataFolder, SETTINGS_FILE), files.settings);
    if (files.key !== undefined) {
      await writeDurably(join(dataFolder, KEY_FILE), `${files.key.trim()}\n`);
    }
    await syncFolder(dataFolder);
    await rm(marker, { force: true });
    await syncFolder(dataFolder);
    return wasThere ? aside : undefined;
  });
}

async function readPlacing(dataFolder: string): Promise<string | undefined> {
  const text = await readTextFile(join(dataFolder, PLACING_FILE));
  return text === undefined ? undefined : basename(placingSchema.parse(JSON.parse(text)).aside);
}

/** What is aside already was there first; what then lies in its place came from what was killed. */
async function putAside(path: string, aside: string): Promise<void> {
  if (!(await isThere(path))) return;
  const kept = join(aside, basename(path));
  if (await isThere(kept)) await rm(path, { force: true });
  else await rename(path, kept);
}

/** The name, or it with a number where something has it. */
export async function unusedName(folder: string, name: string): Promise<string> {
  for (let number = 1; ; number += 1) {
    const unused = number === 1 ? name : `${name}-${number}`;
    if (!(await isThere(join(folder, unused)))) return unused;
  }
}
