import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { ConfigError } from '../errors.ts';
import { readText } from '../ledger/copy/documents.ts';
import { differingTables, type Fingerprint, fingerprintOf } from '../ledger/copy/fingerprint.ts';
import { migrateWithin } from '../ledger/copy/migrate-side.ts';
import { openPostgres, type Side } from '../ledger/copy/side.ts';
import { checkSqliteFile, whileLocked } from '../ledger/copy/sqlite-file.ts';
import { firstFilledTable, ledgerTables, SETTINGS_DOCUMENT } from '../ledger/copy/table-rows.ts';
import { type LedgerLocation, openDatabase } from '../ledger/database.ts';
import { ensureDataFolder, exclusivelyIn, SETTINGS_FILE } from '../settings/data-folder.ts';
import { settingsText } from '../settings/parse-settings.ts';
import { defaultSettings } from '../settings/settings-schema.ts';
import { openFileSettings } from '../settings/settings-store.ts';
import { copyDiffers } from './faults.ts';
import { holdForKeeping, refuseConnected, refuseWorkInHand } from './in-use.ts';
import { isThere } from './is-there.ts';
import { type KeyPlace, refuseUnusable } from './key-of.ts';
import { LEDGER_COPY } from './manifest.ts';
import { movedTo, readMark, writeMark } from './moved-mark.ts';
import { placeOf, problemOf } from './place.ts';
import { isUnfinished, placeFiles, refuseUnfinished } from './place-files.ts';
import { refuseKeyAwaited } from './place-key.ts';
import { fillTables, keepOthersOut, lookInto, lookIntoPostgres } from './postgres-content.ts';
import { fillFile, readSettingsFile } from './snapshot.ts';
import { momentName, sweepUnfinished, unfinishedName } from './unfinished.ts';

export type MoveRequest = {
  dataFolder: string;
  from: LedgerLocation;
  to: LedgerLocation;
  environment: KeyPlace['environment'];
  now: Date;
  signal?: AbortSignal | undefined;
};

export type Moved = {
  from: string;
  to: string;
  fingerprint: Fingerprint;
  /** an earlier move had copied everything and was killed before it could say so */
  wasThere: boolean;
  /** where that is now which lay in the data folder before */
  keptIn: string | undefined;
};

type Copied = Pick<Moved, 'fingerprint' | 'wasThere' | 'keptIn'>;

/**
 * Copies ledger and settings into an empty place on the other database, compares both, and marks the
 * source, whose content stays: no bridge starts on it any more. What is killed in the middle leaves the
 * target empty; what is killed at the end is finished by the next call. What no bridge could start on is
 * not moved.
 *
 * @throws ConfigError `move-nowhere`, `nothing-to-move`, `data-moved`, `data-folder-still-in-use`,
 *   `database-in-use`, `work-in-hand`, `move-target-not-empty`, `move-target-unusable`, `database-foreign`,
 *   `copy-differs`, what a start on these settings and their key would throw
 */
export async function moveLedger(request: MoveRequest): Promise<Moved> {
  const { dataFolder, from, to, now, signal } = request;
  if (from.kind === to.kind) {
    throw new ConfigError('move-nowhere', 'The ledger is on that database already', {
      params: { database: from.kind, place: placeOf(from) },
    });
  }
  await ensureDataFolder(dataFolder);
  const lock = await holdForKeeping(dataFolder, now);
  try {
    if (from.kind === 'sqlite') {
      await refuseUnfinished(dataFolder);
      if (!(await isThere(from.path))) throw nothingToMove(from);
    }
    if (from.kind === 'postgres') {
      await refuseKeyAwaited(dataFolder);
      const { state } = await lookIntoPostgres(from);
      if (state === 'empty') throw nothingToMove(from);
    }
    await (await openDatabase(from)).destroy();
    const copied = await (from.kind === 'sqlite' ? toPostgres(request) : toFolder(request));
    return { from: placeOf(from), to: placeOf(to), ...copied };
  } catch (fault) {
    if (fault instanceof ConfigError || (signal?.aborted && fault === signal.reason)) throw fault;
    const problem = problemOf(fault, from.kind === 'postgres' ? from : to);
    throw new ConfigError('move-target-unusable', `Moving to ${placeOf(to)} failed: ${problem}`, {
      params: { place: placeOf(to), problem },
    });
  } finally {
    await lock.release();
  }
}

async function toPostgres(request: MoveRequest): Promise<Copied> {
  const { dataFolder, from, to, now, signal } = request;
  if (from.kind !== 'sqlite' || to.kind !== 'postgres') throw new TypeError('Not this way');
  await openFileSettings(dataFolder); // what is wrong with them is told before anything is moved
  const settings = await exclusivelyIn(dataFolder, () => readSettingsFile(dataFolder));
  await refuseUnusable(request, settings, join(dataFolder, SETTINGS_FILE));
  return whileLocked(from.path, async (source) => {
    await refuseLeft(source, from, now);
    const copied = await fillEmpty(source, to.url, settings, signal);
    await writeMark(source, { to: placeOf(to), at: now.toISOString() });
    return copied;
  });
}

/** One transaction with the tables, the rows and the look at them: all of it or nothing. */
async function fillEmpty(
  source: Side,
  url: string,
  settings: string,
  signal: AbortSignal | undefined,
): Promise<Copied> {
  const postgres = openPostgres(url);
  try {
    return await postgres.transaction().execute(async (db) => {
      const target: Side = { kind: 'postgres', db };
      const content = await lookInto(target, { kind: 'postgres', url });
      await keepOthersOut(target, content);
      const filled = content.state === 'empty' ? undefined : await firstFilledTable(target);
      if (filled !== undefined) {
        const fingerprint = await sameContent(source, target, signal);
        if (fingerprint && (await readText(target, SETTINGS_DOCUMENT)) === settings) {
          return { fingerprint, wasThere: true, keptIn: undefined };
        }
        throw notEmpty({ kind: 'postgres', url }, filled);
      }
      await migrateWithin(db);
      const fingerprint = await fillTables(source, target, settings, signal);
      await analyze(target);
      signal?.throwIfAborted();
      return { fingerprint, wasThere: false, keptIn: undefined };
    });
  } finally {
    await postgres.destroy();
  }
}

/** Or the first lists are planned by figures of empty tables. */
async function analyze(target: Side): Promise<void> {
  for (const { name } of await ledgerTables(target)) {
    await sql`analyze ${sql.table(name)}`.execute(target.db);
  }
}

async function toFolder(request: MoveRequest): Promise<Copied> {
  const { dataFolder, from, to, now, signal } = request;
  if (from.kind !== 'postgres' || to.kind !== 'sqlite') throw new TypeError('Not this way');
  const folder = join(dataFolder, unfinishedName('move'));
  const postgres = openPostgres(from.url);
  try {
    return await postgres.transaction().execute(async (db) => {
      const source: Side = { kind: 'postgres', db };
      const content = await lookInto(source, from);
      await refuseConnected(source, content);
      await keepOthersOut(source, content);
      await refuseLeft(source, from, now);
      const settings =
        (await readText(source, SETTINGS_DOCUMENT)) ?? settingsText(defaultSettings());
      await refuseUnusable(request, settings, placeOf(from));
      const mark = { to: placeOf(to), at: now.toISOString() };
      const there = await sameFile(source, to.path, dataFolder, signal);
      if (there) {
        await writeMark(source, mark);
        return { fingerprint: there, wasThere: true, keptIn: undefined };
      }
      await sweepUnfinished(dataFolder);
      await mkdir(folder, { mode: 0o700 });
      const ledgerPath = join(folder, LEDGER_COPY);
      const fingerprint = await fillFile(source, ledgerPath, signal);
      const differing = differingTables(fingerprint, await checkSqliteFile(ledgerPath, signal));
      if (differing.length > 0) throw copyDiffers(differing);
      signal?.throwIfAborted();
      const keptIn = await placeFiles(dataFolder, { ledgerPath, settings }, keptName(now));
      await writeMark(source, mark);
      return { fingerprint, wasThere: false, keptIn };
    });
  } finally {
    await postgres.destroy();
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * Looks at the file in the way: one that was moved away, or left by a killed move, makes room.
 *
 * @returns its content when it is that of the source already
 * @throws ConfigError `move-target-not-empty`
 */
async function sameFile(
  source: Side,
  path: string,
  dataFolder: string,
  signal: AbortSignal | undefined,
): Promise<Fingerprint | undefined> {
  if ((await isUnfinished(dataFolder)) || !(await isThere(path))) return undefined;
  return whileLocked(path, async (target) => {
    const { state } = await lookInto(target, { kind: 'sqlite', path });
    if (state === 'empty') return undefined;
    const filled = await firstFilledTable(target);
    if (filled === undefined || (await readMark(target))) return undefined;
    const fingerprint = await sameContent(source, target, signal);
    if (fingerprint) return fingerprint;
    throw notEmpty({ kind: 'sqlite', path }, filled);
  });
}

async function sameContent(
  source: Side,
  target: Side,
  signal: AbortSignal | undefined,
): Promise<Fingerprint | undefined> {
  const namesOf = async (side: Side) => (await ledgerTables(side)).map(({ name }) => name).join();
  if ((await namesOf(source)) !== (await namesOf(target))) return undefined;
  const fingerprint = await fingerprintOf(source, signal);
  const there = await fingerprintOf(target, signal);
  return differingTables(fingerprint, there).length === 0 ? fingerprint : undefined;
}

/** @throws ConfigError when the source was left before, is being worked on, or holds nothing */
async function refuseLeft(source: Side, from: LedgerLocation, now: Date): Promise<void> {
  const mark = await readMark(source);
  if (mark) throw movedTo(mark);
  if ((await firstFilledTable(source)) === undefined) throw nothingToMove(from);
  await refuseWorkInHand(source, now);
}

function nothingToMove(from: LedgerLocation): ConfigError {
  const place = placeOf(from);
  return new ConfigError('nothing-to-move', `There is nothing at ${place}`, { params: { place } });
}

function notEmpty(target: LedgerLocation, table: string): ConfigError {
  const place = placeOf(target);
  return new ConfigError('move-target-not-empty', `${place} is not empty: ${table}`, {
    params: { place, table },
  });
}

function keptName(now: Date): string {
  return `before-move-${momentName(now)}`;
}
