import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { beforeEach, expect, it } from 'vitest';
import { readText } from '../../../src/bridge/ledger/copy/documents.ts';
import { firstFilledTable } from '../../../src/bridge/ledger/copy/table-rows.ts';
import { type LedgerLocation, openDatabase } from '../../../src/bridge/ledger/database.ts';
import { PROCESS_NAME } from '../../../src/bridge/process-name.ts';
import { holdInstanceLock } from '../../../src/bridge/settings/instance-lock.ts';
import { eachDatabase, freshLocation, preparedLocation } from '../../databases.ts';
import { everyRow, fingerprintAt, onSide } from './filled-ledger.ts';
import {
  isThere,
  type KeepingWorld,
  startKeepingWorld,
  unfinishedIn,
  withoutAudit,
} from './keeping-world.ts';
import { chosenSteps, runKilled } from './kill-at.ts';

type Target = {
  location: LedgerLocation;
  argv: string[];
  /** for the bridge that goes on there */
  environment: Record<string, string | undefined>;
};

/** An empty place on the other database. */
async function startTarget(world: KeepingWorld): Promise<Target> {
  if (world.kind === 'sqlite') {
    const location = await freshLocation('postgres');
    const url = location.kind === 'postgres' ? location.url : '';
    return { location, argv: ['move', '--to', url], environment: { DATABASE_URL: url } };
  }
  return {
    location: { kind: 'sqlite', path: join(world.dataFolder, 'ledger.sqlite') },
    argv: ['move', '--to', 'sqlite'],
    environment: { DATABASE_URL: undefined },
  };
}

async function settingsAt(location: LedgerLocation, dataFolder: string) {
  if (location.kind === 'sqlite') return readFile(join(dataFolder, 'settings.json'), 'utf8');
  return onSide(location, (side) => readText(side, 'settings'));
}

async function isEmpty(location: LedgerLocation): Promise<boolean> {
  if (location.kind === 'sqlite' && !(await isThere(location.path))) return true;
  return onSide(location, async (side) => (await firstFilledTable(side)) === undefined);
}

eachDatabase('move away from', ({ kind }) => {
  let world: KeepingWorld;
  let target: Target;
  beforeEach(async () => {
    world = await startKeepingWorld(kind);
    target = await startTarget(world);
  });

  it('copies every row and the settings, compares both, and says what comes next', async () => {
    const rows = await everyRow(world.location);
    const { exitCode, json } = await world.run([...target.argv, '--json']);
    expect({ exitCode, json }).toMatchObject({
      exitCode: 0,
      json: {
        orders: 7,
        wasThere: false,
        keptIn: null,
        key: 'file',
        tables: world.original.tables,
      },
    });
    expect(withoutAudit(await fingerprintAt(target.location))).toEqual(
      withoutAudit(world.original),
    );
    expect((await everyRow(target.location)).filter((row) => !row.startsWith('audit_'))).toEqual(
      rows.filter((row) => !row.startsWith('audit_')),
    );
    expect(await settingsAt(target.location, world.dataFolder)).toBe(world.settings);
    expect(await fingerprintAt(world.location)).toEqual(world.original);
    expect(await unfinishedIn(world.dataFolder)).toEqual([]);
    const bridge = await world.run(['account', 'list', '--json'], target.environment);
    expect(bridge).toMatchObject({ exitCode: 0, json: { items: [{ accountId: 'main' }] } });
  });

  it('leaves a mark: whoever starts on the old data is told where it went', async () => {
    const { text } = await world.run(target.argv);
    expect(text).toContain('Moved and compared: from');
    expect(text).toContain('Now start the bridge with');
    expect(text).toContain('secret.key');
    for (const argv of [
      ['start'],
      ['account', 'list'],
      ['backup', join(world.folder, 'b')],
      target.argv,
    ]) {
      const answer = await world.run(argv);
      expect(answer).toMatchObject({ exitCode: 4 });
      expect(answer.text).toContain('This data was moved on');
    }
    expect(await fingerprintAt(world.location)).toEqual(world.original);
  });

  it('goes back the same way, and keeps what lay there', async () => {
    await world.run(target.argv);
    const back = { ...world.environment, ...target.environment };
    const argv =
      kind === 'sqlite'
        ? ['move', '--to', 'sqlite', '--json']
        : ['move', '--to', await freshUrl(), '--json'];
    const { exitCode, json } = await world.run(argv, back);
    expect(exitCode).toBe(0);
    const home: LedgerLocation =
      kind === 'sqlite' ? world.location : { kind: 'postgres', url: argv[2] ?? '' };
    expect(withoutAudit(await fingerprintAt(home))).toEqual(withoutAudit(world.original));
    if (kind === 'postgres') return;
    const kept = join(String(json.keptIn), 'ledger.sqlite');
    expect(await fingerprintAt({ kind: 'sqlite', path: kept })).toEqual(world.original);
    expect(await world.run(['account', 'list'])).toMatchObject({ exitCode: 0 });
  });

  it('takes a ledger without any row for empty', async () => {
    if (kind === 'sqlite') await (await openDatabase(target.location)).destroy();
    else if (target.location.kind === 'sqlite') {
      const empty = await preparedLocation('sqlite');
      if (empty.kind === 'sqlite') {
        await writeFile(target.location.path, await readFile(empty.path));
      }
    }
    expect(await world.run(target.argv)).toMatchObject({ exitCode: 0 });
    expect(withoutAudit(await fingerprintAt(target.location))).toEqual(
      withoutAudit(world.original),
    );
  });

  it('refuses a target with anything in it', async () => {
    await (await openDatabase(target.location)).destroy();
    await onSide(target.location, ({ db }) =>
      sql`insert into product_choices (sku, shop_sku) values ('a', 'b')`.execute(db),
    );
    const there = await fingerprintAt(target.location);
    const answer = await world.run(target.argv);
    expect(answer).toMatchObject({ exitCode: 2 });
    expect(answer.text).toContain('is not empty (product_choices)');
    expect(await fingerprintAt(target.location)).toEqual(there);
    expect(await world.run(['account', 'list'])).toMatchObject({ exitCode: 0 });
  });

  it('refuses while a run is in hand, and while a service runs', async () => {
    const lease = (verb: string) => onSide(world.location, ({ db }) => sql.raw(verb).execute(db));
    await lease(`insert into leases (name, holder, fence, expires_at)
      values ('import:main', 'command:elsewhere:1:a', 1, '2999-01-01')`);
    const held = await world.run(target.argv);
    expect(held).toMatchObject({ exitCode: 6 });
    expect(held.text).toContain('import:main');
    await lease(`delete from leases where name = 'import:main'`);
    const database = kind === 'postgres' ? await openDatabase(world.location) : undefined;
    if (database) await sql`select 1`.execute(database);
    const lock = database
      ? undefined
      : await holdInstanceLock(world.dataFolder, { now: () => new Date() });
    const busy = await world.run(target.argv);
    expect(busy).toMatchObject({ exitCode: 6 });
    expect(busy.text).not.toContain('folder of its own');
    await database?.destroy();
    await lock?.release();
    expect(await isEmpty(target.location)).toBe(true);
    expect(await world.run(target.argv)).toMatchObject({ exitCode: 0 });
  });

  it('takes a lease of a process that ended for what it is', async () => {
    const [machine] = PROCESS_NAME.split(':');
    const gone = `service:${machine}:999999:a`;
    await onSide(world.location, ({ db }) =>
      sql`insert into leases (name, holder, fence, expires_at)
        values ('import:main', ${gone}, 1, '2999-01-01')`.execute(db),
    );
    expect(await world.run(target.argv)).toMatchObject({ exitCode: 0 });
  });

  it('refuses where there is nothing to move, and to where it is already', async () => {
    const same = kind === 'sqlite' ? 'sqlite' : await freshUrl();
    const nowhere = await world.run(['move', '--to', same]);
    expect(nowhere).toMatchObject({ exitCode: 2 });
    expect(nowhere.text).toContain('already');
    const bare = await startKeepingWorld(kind, { isEmpty: true });
    if (kind === 'sqlite') await rm(join(bare.dataFolder, 'ledger.sqlite'));
    const nothing = await bare.run((await startTarget(bare)).argv);
    expect(nothing).toMatchObject({ exitCode: 2 });
    expect(nothing.text).toContain('There is no data of a bridge');
  });

  it('killed at any step leaves the target empty or whole, and the next call brings it to its end', async () => {
    const whole = await runKilled('never', target.argv, world.environment);
    if (whole === 'killed') return expect.fail('nobody killed it');
    for (const step of chosenSteps(whole.steps, 1, kind === 'sqlite' ? 1 : 3)) {
      const killed = await startKeepingWorld(kind);
      const to = await startTarget(killed);
      expect(await runKilled(step, to.argv, killed.environment)).toBe('killed');
      const content = withoutAudit(killed.original);
      if (!(await isEmpty(to.location))) {
        expect(withoutAudit(await fingerprintAt(to.location))).toEqual(content);
      }
      expect(await fingerprintAt(killed.location)).toEqual(killed.original);
      const again = await killed.run(to.argv);
      if (again.exitCode !== 0) expect(again.text).toContain('This data was moved on');
      expect(withoutAudit(await fingerprintAt(to.location))).toEqual(content);
      expect(await settingsAt(to.location, killed.dataFolder)).toBe(killed.settings);
      expect((await killed.run(['account', 'list'])).text).toContain('This data was moved on');
      expect(await killed.run(['account', 'list'], to.environment)).toMatchObject({ exitCode: 0 });
    }
  }, 240_000);
});

async function freshUrl(): Promise<string> {
  const location = await freshLocation('postgres');
  return location.kind === 'postgres' ? location.url : '';
}

it.each([
  ['an address that is none', 'postgres://user:wrong@[', 2, 'not a readable address'],
  ['something else', 'mysql://user:wrong@host/db', 2, 'not a readable address'],
  [
    'a server that does not answer',
    'postgres://user:wrong@127.0.0.1:1/db',
    4,
    'nobody takes connections',
  ],
])('a move to %s fails without showing the password', async (_what, to, exitCode, told) => {
  const world = await startKeepingWorld('sqlite');
  for (const argv of [
    ['move', '--to', to],
    ['move', '--to', to, '--json'],
  ]) {
    const answer = await world.run(argv);
    expect(answer.exitCode).toBe(exitCode);
    expect(JSON.stringify(answer)).not.toContain('wrong');
  }
  expect((await world.run(['move', '--to', to])).text).toContain(told);
  expect(await fingerprintAt(world.location)).toEqual(world.original);
  expect(await world.run(['account', 'list'])).toMatchObject({ exitCode: 0 });
});
