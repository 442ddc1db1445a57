import { DatabaseSync } from 'node:sqlite';
import { setTimeout as pause } from 'node:timers/promises';
import { ConfigError } from '../errors.ts';
import { notWritable } from './settings-fault.ts';

export type HeldLock = { release(): void };

const SQLITE_BUSY = 5;
const DEFAULT_WAIT_MS = 10_000;

/** Kept from the garbage collector: a collected database would let its lock go. */
const held = new Set<DatabaseSync>();

/**
 * A lock between processes that the operating system lets go when its holder dies: an exclusive
 * transaction on an empty SQLite file, which with its journal in memory needs no room on the disk.
 *
 * The file must never be opened by other means: closing any handle on it drops the lock (POSIX).
 *
 * @returns undefined when somebody else holds it
 * @throws ConfigError `settings-not-writable`
 */
export function tryLock(path: string): HeldLock | undefined {
  let database: DatabaseSync | undefined;
  try {
    // No busy time-out: SQLite would wait by blocking this whole process.
    database = new DatabaseSync(path, { timeout: 0 });
    database.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE');
    // A file it may only read SQLite opens all the same, and then locks nothing: this would fail.
    database.exec('PRAGMA user_version = 1');
  } catch (fault) {
    database?.close();
    if (isBusy(fault)) return undefined;
    throw notWritable(path, fault);
  }
  held.add(database);
  return { release: () => letGo(database) };
}

/**
 * Waits for the lock, in real time: the other side is a process, not our clock.
 *
 * @throws ConfigError `settings-locked` after `waitMs`
 */
export async function waitForLock(path: string, waitMs = DEFAULT_WAIT_MS): Promise<HeldLock> {
  const giveUpAt = performance.now() + waitMs;
  for (;;) {
    const lock = tryLock(path);
    if (lock !== undefined) return lock;
    if (performance.now() > giveUpAt) break;
    await pause(3 + Math.random() * 12);
  }
  throw new ConfigError(
    'settings-locked',
    `Another process has kept ${path} locked for over ${waitMs / 1_000} s. Nothing was changed: let it finish or stop it, then try again.`,
    { params: { path, waitMs } },
  );
}

function letGo(database: DatabaseSync): void {
  if (held.delete(database)) database.close();
}

function isBusy(fault: unknown): boolean {
  return fault instanceof Error && 'errcode' in fault && fault.errcode === SQLITE_BUSY;
}
