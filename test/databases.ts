import { rmSync } from 'node:fs';
import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, inject, onTestFinished } from 'vitest';
import type { LedgerLocation } from '../src/bridge/ledger/database.ts';
import { type Ledger, openLedger } from '../src/bridge/ledger/ledger.ts';

export { type PostgresServer, startPostgres } from './postgres/start-postgres.ts';

export type DatabaseKind = LedgerLocation['kind'];

export type FreshLedger = {
  ledger: Ledger;
  location: LedgerLocation;
  /** one more handle on the same database, as another process has it */
  openAnother(): Promise<Ledger>;
  /** closes every handle and opens the database again, as a restart does */
  reopen(): Promise<Ledger>;
};

export type TestDatabase = {
  kind: DatabaseKind;
  /** a new, empty ledger for the running test; closed and removed when the test is over */
  openFreshLedger(): Promise<FreshLedger>;
  /** a place where no ledger has been yet, removed when the running test is over */
  freshLocation(): Promise<LedgerLocation>;
};

/** Runs the tests once on each database the ledger supports. */
export function eachDatabase(name: string, tests: (database: TestDatabase) => void): void {
  onDatabases(['sqlite', 'postgres'], name, tests);
}

/**
 * For long journeys, of which one database says enough by default: what both have to do alike is the
 * battery in test/contracts/ledger. `CRASH_ALL=1` runs them on both.
 */
export function usualDatabase(name: string, tests: (database: TestDatabase) => void): void {
  onDatabases(process.env.CRASH_ALL ? ['sqlite', 'postgres'] : ['sqlite'], name, tests);
}

function onDatabases(
  kinds: readonly DatabaseKind[],
  name: string,
  tests: (database: TestDatabase) => void,
): void {
  describe.each(kinds)(`${name} (%s)`, (kind) =>
    tests({
      kind,
      openFreshLedger: () => openFreshLedger(kind),
      freshLocation: () => freshLocation(kind),
    }),
  );
}

/** For one test or `beforeEach`, not for `beforeAll`. */
export async function openFreshLedger(kind: DatabaseKind): Promise<FreshLedger> {
  const location = await preparedLocation(kind);
  const open = new Set<Ledger>();
  const openAnother = async () => {
    const ledger = await openLedger(location);
    open.add(ledger);
    return ledger;
  };
  const closeAll = async () => {
    const ledgers = [...open];
    open.clear();
    for (const ledger of ledgers) await ledger.close();
  };
  onTestFinished(closeAll);
  return {
    ledger: await openAnother(),
    location,
    openAnother,
    reopen: async () => {
      await closeAll();
      return openAnother();
    },
  };
}

/** A folder or a PostgreSQL database of its own for the running test. */
export async function freshLocation(kind: DatabaseKind): Promise<LedgerLocation> {
  if (kind === 'sqlite') return { kind, path: await newPath() };
  return { kind, url: await newDatabase('') };
}

/** A place with an empty ledger in it: copied, as making one takes many times as long. */
export async function preparedLocation(kind: DatabaseKind): Promise<LedgerLocation> {
  if (kind === 'postgres') return { kind, url: await newDatabase('ledger') };
  const path = await newPath();
  await copyFile(await emptyFile(), path);
  return { kind, path };
}

/** Makes a place of the running test one with an empty ledger in it again. No bridge may be open there. */
export async function refillLocation(place: LedgerLocation): Promise<void> {
  if (place.kind === 'postgres') {
    await askDesk('PUT', new URL(place.url).pathname.slice(1));
    return;
  }
  for (const suffix of ['-wal', '-shm']) await rm(place.path + suffix, { force: true });
  await copyFile(await emptyFile(), place.path);
}

/** Where a ledger's file may be, for the running test. */
async function newPath(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'bridge-ledger-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return join(folder, 'ledger.sqlite');
}

/** A database for the running test. */
async function newDatabase(content: '' | 'ledger'): Promise<string> {
  const url = await askDesk('POST', content);
  onTestFinished(() => askDesk('DELETE', new URL(url).pathname.slice(1)).then(() => undefined));
  return url;
}

let madeFile: Promise<string> | undefined;

/** The file of an empty SQLite ledger, made once for a worker. */
function emptyFile(): Promise<string> {
  madeFile ??= (async () => {
    const folder = await mkdtemp(join(tmpdir(), 'bridge-empty-'));
    process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
    const path = join(folder, 'ledger.sqlite');
    await (await openLedger({ kind: 'sqlite', path })).close();
    return path;
  })();
  return madeFile;
}

async function askDesk(method: 'POST' | 'PUT' | 'DELETE', name: string): Promise<string> {
  const desk = inject('databaseDesk');
  if (desk === undefined) {
    throw new Error('This vitest configuration lacks globalSetup: test/postgres/global-setup.ts');
  }
  const answer = await fetch(new URL(name, desk), { method });
  const text = await answer.text();
  if (!answer.ok) throw new Error(text);
  return text;
}
