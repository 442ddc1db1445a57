import { statfs } from 'node:fs/promises';
import type { Clock } from '../clock.ts';
import { ConfigError } from '../errors.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { Logger } from '../logger.ts';

/** A clock before the bridge was written was never set: nobody's certificate holds, and every time is wrong. */
const EARLIEST = '2026-01-01T00:00:00.000Z';

/** Below this somebody should make room before writing fails. */
export const LOW_SPACE_BYTES = 200 * 1024 * 1024;

const NOTE = 'self-check';

export type SelfCheckParts = {
  ledger: Pick<Ledger, 'readDocument' | 'writeDocument'>;
  /** for the owner: the ledger's file, or the database server */
  place: string;
  dataFolder: string;
  clock: Clock;
  logger: Logger;
};

/**
 * What has to hold before anything runs by itself, as far as it can be told without asking anybody. That
 * manifest, settings and key can be read, and that the ledger is sound, was seen when the bridge was opened.
 *
 * @throws ConfigError `clock-not-set`, `ledger-not-writable`
 */
export async function selfCheck(parts: SelfCheckParts): Promise<void> {
  const { clock, logger, dataFolder } = parts;
  const now = clock.now().toISOString();
  if (now < EARLIEST) {
    throw new ConfigError('clock-not-set', `The clock of this machine says ${now}`, {
      params: { at: now },
    });
  }
  await assertWritable(parts, now);
  const freeBytes = await freeSpace(dataFolder);
  if (freeBytes !== undefined && freeBytes < LOW_SPACE_BYTES) {
    logger.warn('disk-space-low', { megabytes: megabytes(freeBytes) });
  }
}

/** @throws ConfigError `ledger-not-writable`, caused by what the ledger said */
export async function assertWritable(
  { ledger, place }: Pick<SelfCheckParts, 'ledger' | 'place'>,
  now: string,
): Promise<void> {
  try {
    const present = await ledger.readDocument(NOTE);
    await ledger.writeDocument(NOTE, now, present?.version);
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error);
    throw new ConfigError('ledger-not-writable', `The ledger takes nothing: ${problem}`, {
      params: { place, problem },
      cause: error,
    });
  }
}

/** @returns undefined where the system does not tell */
export async function freeSpace(folder: string): Promise<number | undefined> {
  try {
    const { bavail, bsize } = await statfs(folder);
    return bavail * bsize;
  } catch {
    return undefined;
  }
}

export function megabytes(bytes: number): number {
  return Math.floor(bytes / (1024 * 1024));
}
