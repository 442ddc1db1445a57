import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Kysely } from 'kysely';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { LedgerLocation } from '../../../src/bridge/ledger/database.ts';
import { openLedger } from '../../../src/bridge/ledger/ledger.ts';
import { checkSoundness } from '../../../src/bridge/ledger/soundness.ts';
import { nodeSqliteDialect } from '../../../src/bridge/ledger/sqlite-dialect.ts';
import type { LedgerTables } from '../../../src/bridge/ledger/tables.ts';
import { createPinoLogger } from '../../../src/bridge/pino-logger.ts';
import { type SelfCheckParts, selfCheck } from '../../../src/bridge/self-check/self-check.ts';
import { checkLedger } from '../../../src/bridge/set-up/checks/check-ledger.ts';
import { eachDatabase, openFreshLedger } from '../../databases.ts';
import { startCliWorld } from '../cli/cli-world.ts';
import { configFault } from '../settings/config-fault.ts';
import { temporaryFolder } from '../settings/temporary-folder.ts';

const NOW = '2026-03-20T08:00:00.000Z';

async function partsFor(
  ledger: SelfCheckParts['ledger'],
  now = NOW,
): Promise<SelfCheckParts & { lines: string[] }> {
  const lines: string[] = [];
  return {
    ledger,
    place: 'here',
    dataFolder: await temporaryFolder(),
    clock: { now: () => new Date(now), sleep: () => Promise.resolve() },
    logger: createPinoLogger('debug', { write: (line) => void lines.push(line) }),
    lines,
  };
}

eachDatabase('the self-check', ({ openFreshLedger: openFresh }) => {
  it('finds nothing on a ledger that is sound, start after start', async () => {
    const { ledger } = await openFresh();
    const parts = await partsFor(ledger);
    await selfCheck(parts);
    await selfCheck(parts);
    expect(await ledger.readDocument('self-check')).toMatchObject({ text: NOW, version: 2 });
  });

  it('does not run on a clock that was never set', async () => {
    const { ledger } = await openFresh();
    const fault = await configFault(async () =>
      selfCheck(await partsFor(ledger, '2025-12-31T23:59:59.999Z')),
    );
    expect(fault.code).toBe('clock-not-set');
    await selfCheck(await partsFor(ledger, '2026-01-01T00:00:00.000Z'));
  });

  it('tells a ledger that takes nothing', async () => {
    const { ledger, location } = await openFresh();
    const isFile = location.kind === 'sqlite';
    const readOnly = isFile
      ? { ...ledger, writeDocument: () => Promise.reject(new Error('database or disk is full')) }
      : await openLedger({ ...location, url: readOnlyUrl(location.url) });
    try {
      const fault = await configFault(async () => selfCheck(await partsFor(readOnly)));
      expect(fault.code).toBe('ledger-not-writable');
      expect(fault.params).toMatchObject({
        place: 'here',
        problem: expect.stringMatching(isFile ? /disk is full/ : /read-only transaction/),
      });
    } finally {
      if (!isFile) await readOnly.close();
    }
  });
});

describe('the file of a ledger', () => {
  it('that is damaged within is not opened', async () => {
    const { ledger, location } = await openFreshLedger('sqlite');
    await ledger.close();
    await damageIndex(location);
    const fault = await configFault(() => openLedger(location));
    expect(fault).toMatchObject({
      code: 'ledger-damaged',
      params: { problem: expect.stringContaining('damaged: ') },
    });
  });

  it('is not read through where that would take long, but by who asks for it', async () => {
    const { ledger, location } = await openFreshLedger('sqlite');
    expect(await ledger.checkSoundness({ largestBytes: Number.POSITIVE_INFINITY })).toEqual({
      looked: true,
      problems: [],
    });
    await ledger.close();
    await damageIndex(location);
    const path = pathOf(location);
    const db = new Kysely<LedgerTables>({
      dialect: nodeSqliteDialect(path, { readThroughBytes: 4_096 }),
    });
    onTestFinished(() => db.destroy());
    expect(await checkSoundness(db, { largestBytes: 4_096 })).toEqual({
      looked: false,
      problems: [],
    });
    const looked = await checkSoundness(db, { largestBytes: Number.POSITIVE_INFINITY });
    expect(looked.problems.length).toBeGreaterThan(0);
    const bound = {
      readDocument: async () => undefined,
      checkSoundness: (asked: { largestBytes: number }) => checkSoundness(db, asked),
    };
    const [finding] = await checkLedger({
      ledger: bound,
      ledgerPath: path,
      readThroughBytes: Number.POSITIVE_INFINITY,
    });
    expect(finding).toMatchObject({ check: 'ledger', state: 'wrong', code: 'ledger-damaged' });
  });
});

it('keeps `start` from starting with a clear sentence and an exit code that is not 0', async () => {
  const world = await startCliWorld();
  await world.ok('settings', 'show');
  const database = new DatabaseSync(join(world.dataFolder, 'ledger.sqlite'));
  database.exec(`create trigger full before insert on settings_documents
    begin select raise(abort, 'database or disk is full'); end`);
  database.close();
  for (const [language, sentence] of [
    ['de', 'lässt sich nichts schreiben'],
    ['en', 'Nothing can be written'],
  ] as const) {
    const answer = await world.run(['--lang', language, 'start']);
    expect(answer.exitCode).toBe(4);
    expect(answer.text).toContain(sentence);
    expect(answer.text).toContain('database or disk is full');
    expect(answer.text).not.toContain('http://');
  }
});

/** Every connection of it may only read, as on a copy of the database for reading. */
function readOnlyUrl(url: string): string {
  const changed = new URL(url);
  changed.searchParams.set('options', '-c default_transaction_read_only=on');
  return changed.href;
}

/** Overwrites the pages of an index: the file opens, and only who reads it through sees it. */
async function damageIndex(location: LedgerLocation): Promise<void> {
  const path = pathOf(location);
  const database = new DatabaseSync(path);
  database.exec('pragma wal_checkpoint(truncate)');
  const root = database
    .prepare(
      `select rootpage from sqlite_master where name = 'incidents_by_state_last_at_incident_id'`,
    )
    .get();
  const size = database.prepare('pragma page_size').get();
  database.close();
  const [page, bytes] = [Number(root?.rootpage), Number(size?.page_size)];
  const file = await open(path, 'r+');
  await file.write(Buffer.alloc(bytes, 0x41), 0, bytes, (page - 1) * bytes);
  await file.close();
}

function pathOf(location: LedgerLocation): string {
  if (location.kind === 'sqlite') return location.path;
  throw new Error('expected a file');
}
