import {
  appendFile,
  chmod,
  readdir,
  readFile,
  rm,
  stat,
  truncate,
  writeFile,
} from 'node:fs/promises';
import { join } from 'node:path';
import { Kysely, sql } from 'kysely';
import { Migrator } from 'kysely/migration';
import { beforeEach, describe, expect, it } from 'vitest';
import { makeBackup } from '../../../src/bridge/keeping/make-backup.ts';
import { openBackup } from '../../../src/bridge/keeping/open-backup.ts';
import { restoreBackup } from '../../../src/bridge/keeping/restore-backup.ts';
import { readText } from '../../../src/bridge/ledger/copy/documents.ts';
import { loadMigrations } from '../../../src/bridge/ledger/copy/migrate-side.ts';
import { openDatabase } from '../../../src/bridge/ledger/database.ts';
import { migrations } from '../../../src/bridge/ledger/migrations/index.ts';
import { nodeSqliteDialect } from '../../../src/bridge/ledger/sqlite-dialect.ts';
import { holdInstanceLock } from '../../../src/bridge/settings/instance-lock.ts';
import { eachDatabase, freshLocation } from '../../databases.ts';
import { breakConnection, holding } from './break-connection.ts';
import { fingerprintAt, onSide } from './filled-ledger.ts';
import {
  isThere,
  KEY_TEXT,
  type KeepingWorld,
  PASSPHRASE,
  startKeepingWorld,
  unfinishedIn,
  withoutAudit,
} from './keeping-world.ts';
import { chosenSteps, runKilled } from './kill-at.ts';

const clock = { now: () => new Date() };

/** What stands where a bridge has its data. */
async function standing({ location, dataFolder }: KeepingWorld) {
  const settings =
    location.kind === 'sqlite'
      ? await readFile(join(dataFolder, 'settings.json'), 'utf8')
      : await onSide(location, (side) => readText(side, 'settings'));
  return { content: withoutAudit(await fingerprintAt(location)), settings };
}

/** Something happened after the backup. */
async function changeAll({ location }: KeepingWorld): Promise<void> {
  await onSide(location, async ({ db }) => {
    await sql`delete from events where event_id > 5`.execute(db);
    await sql`update sales_orders set phase = 'returned'`.execute(db);
  });
}

eachDatabase('restore', ({ kind }) => {
  let world: KeepingWorld;
  let backup: string;
  beforeEach(async () => {
    world = await startKeepingWorld(kind);
    backup = join(world.folder, 'backup');
    await world.run(['backup', backup, '--with-key']);
  });
  const expected = () => ({ content: withoutAudit(world.original), settings: world.settings });

  it('puts everything back, keeps what was there, and says what follows', async () => {
    await changeAll(world);
    const before = await standing(world);
    await chmod(join(backup, 'ledger.sqlite'), 0o644); // as one that was copied from elsewhere
    const { exitCode, json } = await world.run(['restore', backup, '--yes', '--json']);
    expect({ exitCode, json }).toMatchObject({
      exitCode: 0,
      json: { orders: 7, closedSecrets: [], keptIn: expect.stringContaining('before-restore-') },
    });
    expect(await standing(world)).toEqual(expected());
    const kept = join(String(json.keptIn), 'ledger.sqlite');
    expect(withoutAudit(await fingerprintAt({ kind: 'sqlite', path: kept }))).toEqual(
      before.content,
    );
    expect(await unfinishedIn(world.dataFolder)).toEqual([]);
    if (world.location.kind === 'sqlite') {
      expect((await stat(world.location.path)).mode & 0o077).toBe(0);
    }
    const { text } = await world.run(['restore', backup, '--yes']);
    expect(text).toContain('Restored and checked: as of');
    expect(text).toContain('What happened since then, the next imports find');
    expect(text).toContain('npm run bridge -- reconcile');
  });

  it('goes on counting where the ledger had come to', async () => {
    await world.run(['restore', backup, '--yes']);
    const { lastNumbers } = await fingerprintAt(world.location);
    expect(lastNumbers).toMatchObject({ events: 90_000, incidents: 90_001 });
  });

  it('refuses to replace anything without --yes', async () => {
    await changeAll(world);
    const before = await standing(world);
    const answer = await world.run(['restore', backup]);
    expect(answer).toMatchObject({ exitCode: 3 });
    expect(answer.text).toContain('call the command with --yes');
    expect(await standing(world)).toEqual(before);
  });

  it('needs no --yes where nothing is, and brings the key along', async () => {
    const other = await startKeepingWorld(kind, { isEmpty: true });
    if (kind === 'sqlite') await rm(join(other.dataFolder, 'ledger.sqlite'));
    const { exitCode, json } = await other.run(['restore', backup, '--json']);
    expect({ exitCode, json }).toMatchObject({
      exitCode: 0,
      json: { keptIn: null, closedSecrets: [] },
    });
    expect(await standing(other)).toEqual(expected());
    expect(await readFile(join(other.dataFolder, 'secret.key'), 'utf8')).toBe(KEY_TEXT);
    expect(await other.run(['account', 'list'])).toMatchObject({ exitCode: 0 });
  });

  it('replaces a key that lies alone only with --yes, and keeps it', async () => {
    const other = await startKeepingWorld(kind, { isEmpty: true });
    if (kind === 'sqlite') await rm(join(other.dataFolder, 'ledger.sqlite'));
    const path = join(other.dataFolder, 'secret.key');
    const own = `${Buffer.alloc(32, 9).toString('base64')}\n`;
    await writeFile(path, own);
    const refused = await other.run(['restore', backup]);
    expect(refused).toMatchObject({ exitCode: 3 });
    expect(refused.text).toContain(`There is data of the bridge at ${path} already.`);
    expect(await readFile(path, 'utf8')).toBe(own);
    expect(await other.run(['restore', backup, '--yes'])).toMatchObject({ exitCode: 0 });
    expect(await readFile(path, 'utf8')).toBe(KEY_TEXT);
    const names = await readdir(other.dataFolder, { recursive: true });
    const [kept = ''] = names.filter(
      (name) => /before-restore-.*/.test(name) && /\.key/.test(name),
    );
    expect(await readFile(join(other.dataFolder, kept), 'utf8')).toBe(own);
    expect(await standing(other)).toEqual(expected());
  });

  it('moves a backup of one database into the other', async () => {
    const other = await startKeepingWorld(kind === 'sqlite' ? 'postgres' : 'sqlite');
    await changeAll(other);
    expect(await other.run(['restore', backup, '--yes'])).toMatchObject({ exitCode: 0 });
    expect(await standing(other)).toEqual(expected());
  });

  it('says which secrets stay closed without their key, and how to enter them', async () => {
    const other = await startKeepingWorld(kind, { isEmpty: true });
    const keyless = join(world.folder, 'keyless');
    await world.run(['backup', keyless]);
    const answer = await other.run(['restore', keyless, '--yes']);
    expect(answer).toMatchObject({ exitCode: 3 });
    expect(answer.text).toContain('Credentials that the key here does not open: 3');
    expect(answer.text).toContain('npm run bridge -- account secret main');
    expect(await standing(other)).toEqual(expected());
  });

  it('opens a sealed key with its passphrase alone', async () => {
    const sealed = join(world.folder, 'sealed');
    await world.run(['backup', sealed, '--with-key'], { BRIDGE_PASSPHRASE: PASSPHRASE });
    const other = await startKeepingWorld(kind, { isEmpty: true });
    if (kind === 'sqlite') await rm(join(other.dataFolder, 'ledger.sqlite'));
    const needed = await other.run(['restore', sealed]);
    expect(needed).toMatchObject({ exitCode: 3 });
    expect(needed.text).toContain('sealed with a passphrase');
    const wrong = await other.run(['restore', sealed, '--passphrase', 'etwas ganz anderes']);
    expect(wrong).toMatchObject({ exitCode: 2 });
    expect(await isThere(join(other.dataFolder, 'secret.key'))).toBe(false);
    const right = await other.run(['restore', sealed], { BRIDGE_PASSPHRASE: PASSPHRASE });
    expect(right).toMatchObject({ exitCode: 0 });
    expect(await readFile(join(other.dataFolder, 'secret.key'), 'utf8')).toBe(KEY_TEXT);
  });

  it('leaves a key that stands in the environment alone', async () => {
    const own = Buffer.alloc(32, 9).toString('base64');
    const answer = await world.run(['restore', backup, '--yes'], { BRIDGE_SECRET_KEY: own });
    expect(answer).toMatchObject({ exitCode: 3 });
    expect(await readFile(join(world.dataFolder, 'secret.key'), 'utf8')).toBe(KEY_TEXT);
  });

  it.each([
    ['a byte of the ledger', 'ledger.sqlite', (path: string) => appendFile(path, 'x')],
    ['the end of the ledger', 'ledger.sqlite', (path: string) => truncate(path, 8_192)],
    ['the settings', 'settings.json', (path: string) => writeFile(path, '{}')],
    ['a file that is gone', 'settings.json', (path: string) => rm(path)],
    ['a manifest cut off', 'manifest.json', (path: string) => truncate(path, 100)],
  ])('refuses a backup that is damaged in %s', async (_what, name, damage) => {
    const before = await standing(world);
    await damage(join(backup, name));
    const answer = await world.run(['restore', backup, '--yes']);
    expect(answer).toMatchObject({ exitCode: 2 });
    expect(answer.text).toContain('is damaged');
    expect(answer.text).toContain(name);
    expect(await standing(world)).toEqual(before);
  });

  it.each([
    ['its form', (text: string) => text.replace('"formatVersion": 1', '"formatVersion": 2')],
    [
      'a table',
      (text: string) => text.replace('"0001-first-tables"', '"0001-first-tables", "9999-later"'),
    ],
  ])('refuses a backup of a newer version, told by %s', async (_what, change) => {
    const path = join(backup, 'manifest.json');
    await writeFile(path, change(await readFile(path, 'utf8')));
    const answer = await world.run(['restore', backup, '--yes']);
    expect(answer).toMatchObject({ exitCode: 2 });
    expect(answer.text).toContain('comes from a newer version');
  });

  it('refuses a ledger that is whole but not the one of its manifest', async () => {
    const path = join(backup, 'manifest.json');
    const text = await readFile(path, 'utf8');
    const { checksum } = JSON.parse(text).tables.sales_orders;
    await writeFile(path, text.replace(checksum, 'f'.repeat(32)));
    const answer = await world.run(['restore', backup, '--yes']);
    expect(answer).toMatchObject({ exitCode: 2 });
    expect(answer.text).toContain('sales_orders');
  });

  it('refuses a folder that is no backup, also one that was cut off', async () => {
    await rm(join(backup, 'manifest.json'));
    const answer = await world.run(['restore', backup, '--yes']);
    expect(answer).toMatchObject({ exitCode: 2 });
    expect(answer.text).toContain('There is no whole backup');
  });

  it('refuses while a run is in hand', async () => {
    await onSide(world.location, ({ db }) =>
      sql`insert into leases (name, holder, fence, expires_at)
        values ('import:main', 'command:elsewhere:1:a', 1, '2999-01-01')`.execute(db),
    );
    const before = await standing(world);
    const answer = await world.run(['restore', backup, '--yes']);
    expect(answer).toMatchObject({ exitCode: 6 });
    expect(answer.text).toContain('import:main');
    expect(await standing(world)).toEqual(before);
    expect(await world.run(['account', 'list'])).toMatchObject({ exitCode: 0 });
  });

  it('refuses while a service runs', async () => {
    const release = await runService(world);
    const answer = await world.run(['restore', backup, '--yes']);
    expect(answer).toMatchObject({ exitCode: 6 });
    expect(answer.text).toMatch(/Stop (it|the bridge)/);
    expect(answer.text).not.toContain('folder of its own');
    await release();
    expect(await world.run(['restore', backup, '--yes'])).toMatchObject({ exitCode: 0 });
  });

  it('killed at any step leaves the old or the new, and the next call brings it to its end', async () => {
    await changeAll(world);
    const before = await standing(world);
    const argv = ['restore', backup, '--yes'];
    const whole = await runKilled('never', argv, world.environment);
    if (whole === 'killed') return expect.fail('nobody killed it');
    for (const step of chosenSteps(whole.steps, 1, kind === 'sqlite' ? 3 : 1)) {
      const killed = await startKilled(kind);
      expect(await runKilled(step, ['restore', backup, '--yes'], killed.environment)).toBe(
        'killed',
      );
      const after = await killed.run(['account', 'list']);
      if (after.exitCode === 0) {
        const { content } = await standing(killed);
        expect([before.content, withoutAudit(world.original)]).toContainEqual(content);
      } else {
        expect(after.text).toContain('was cut off in the middle');
      }
      expect(await killed.run(argv)).toMatchObject({ exitCode: 0 });
      expect(await standing(killed)).toEqual(expected());
      const [first = ''] = (await readdir(killed.dataFolder))
        .filter((name) => name.startsWith('before-restore-') && !name.includes('.unfinished-'))
        .toSorted();
      const kept = join(killed.dataFolder, first, 'ledger.sqlite');
      // What the owner had is what is kept, however often it was tried.
      const content = withoutAudit(await fingerprintAt({ kind: 'sqlite', path: kept }));
      expect(content).toEqual(before.content);
    }
  }, 240_000);

  async function startKilled(of: typeof kind): Promise<KeepingWorld> {
    const killed = await startKeepingWorld(of);
    await changeAll(killed);
    return killed;
  }
});

describe('restore into a data folder', () => {
  it('replaces a ledger that can not be read any more', async () => {
    const world = await startKeepingWorld('sqlite');
    const backup = join(world.folder, 'backup');
    await world.run(['backup', backup]);
    await writeFile(join(world.dataFolder, 'ledger.sqlite'), 'this is no database');
    await writeFile(join(world.dataFolder, 'settings.json'), '{');
    const { exitCode, json } = await world.run(['restore', backup, '--yes', '--json']);
    expect(exitCode).toBe(0);
    expect(await standing(world)).toMatchObject({ settings: world.settings });
    expect(await readFile(join(String(json.keptIn), 'settings.json'), 'utf8')).toBe('{');
  });

  it('takes a copy that can not be looked through for no damage of the backup', async () => {
    const { folder, dataFolder, location, run } = await startKeepingWorld('sqlite');
    const from = join(folder, 'backup');
    await run(['backup', from]);
    const backup = await openBackup(from);
    const ledger = join(from, 'ledger.sqlite');
    // A way of writing that SQLite does not know yet: it reads such a file and writes nothing to it.
    const bytes = await readFile(ledger);
    await writeFile(ledger, bytes.fill(3, 18, 19).fill(2, 19, 20));
    const restored = restoreBackup({
      backup,
      to: { dataFolder, ledger: location },
      environment: {},
      key: undefined,
      mayReplace: true,
      bridgeVersion: '1.0.0',
      now: clock.now(),
    });
    await expect(restored).rejects.toMatchObject({
      code: 'settings-not-writable',
      cause: { code: 'ERR_SQLITE_ERROR' },
    });
  });
});

eachDatabase('restore of a backup that an older version made', ({ kind }) => {
  it('brings its tables up to date, whatever is in them', async () => {
    const older = await olderLedger();
    const world = await startKeepingWorld(kind);
    const folder = join(world.folder, 'older');
    const dataFolder = join(older.path, '..');
    await makeBackup({
      from: { dataFolder, ledger: older },
      to: folder,
      bridgeVersion: '0.0.1',
      now: clock.now(),
    });
    expect((await openBackup(folder)).manifest.migrations).toEqual(OLDER);
    expect(await world.run(['restore', folder, '--yes'])).toMatchObject({ exitCode: 0 });
    await onSide(world.location, async (side) => {
      const { rows } = await sql<{ sku: string }>`select sku from product_choices`.execute(side.db);
      expect(rows).toEqual([{ sku: 'kept' }]);
      expect((await loadMigrations(side)).length).toBeGreaterThan(OLDER.length);
    });
    expect(await world.run(['account', 'list'])).toMatchObject({ exitCode: 0 });
  });
});

it.each([
  ['that is not there', (url: string) => `${url}_gone`, 4, 'there is no database'],
  ['with another password', (url: string) => url.replace(':postgres@', ':wrong@'), 4, 'password'],
  ['that does not answer', () => 'postgres://user:wrong@127.0.0.1:1/db', 5, 'does not answer'],
  ['whose address is none', () => 'postgres://user:wrong@[', 4, 'can’t be opened'],
])('a restore into a database %s says so', async (_what, change, exitCode, told) => {
  const { folder, environment, run } = await startKeepingWorld('postgres');
  const from = join(folder, 'one');
  await run(['backup', from]);
  const url = change(environment.DATABASE_URL ?? '');
  const answer = await run(['restore', from, '--yes'], { DATABASE_URL: url });
  expect(answer.text).toContain(told);
  expect(answer).toMatchObject({ exitCode });
});

it('a bridge that reaches a restored database by another address waits for its key, too', async () => {
  const { folder, dataFolder, run } = await startKeepingWorld('postgres');
  const from = join(folder, 'one');
  await run(['backup', from]);
  const mark = join(dataFolder, 'placing-key.json');
  await writeFile(mark, '{"place":"postgres://direct@db.internal:5432/bridge"}');
  const answer = await run(['account', 'list']);
  expect(answer.text).toContain('was cut off in the middle');
  // It was not this one for which somebody said that it may be replaced.
  expect((await run(['restore', from])).text).toContain('call the command with --yes');
  expect(await isThere(mark)).toBe(true);
  expect(await run(['restore', from, '--yes'])).toMatchObject({ exitCode: 0 });
  expect(await run(['account', 'list'])).toMatchObject({ exitCode: 0 });
});

it('a restore whose connection breaks in the middle changes nothing, and says so', async () => {
  const { folder, location, environment, original, run } = await startKeepingWorld('postgres');
  const url = environment.DATABASE_URL ?? '';
  const from = join(folder, 'one');
  await run(['backup', from]);
  const answer = await holding(url, 'users', async () => {
    const restore = run(['restore', from, '--yes']);
    await breakConnection(url);
    return restore;
  });
  expect(answer).toMatchObject({ exitCode: 5 });
  expect(answer.text).toContain('the connection to it broke in the middle');
  expect(withoutAudit(await fingerprintAt(location))).toEqual(withoutAudit(original));
});

const OLDER = ['0001-first-tables', '0002-whole-life'];

/** A ledger as the first versions left it. */
async function olderLedger() {
  const location = await freshLocation('sqlite');
  if (location.kind !== 'sqlite') throw new Error('A file was asked for');
  const all = Object.entries(migrations('sqlite'));
  const provider = {
    getMigrations: async () => Object.fromEntries(all.filter(([name]) => OLDER.includes(name))),
  };
  const db = new Kysely<unknown>({ dialect: nodeSqliteDialect(location.path) });
  const { error } = await new Migrator({ db, provider }).migrateToLatest();
  await sql`insert into product_choices (sku, shop_sku) values ('kept', 'kept')`.execute(db);
  await db.destroy();
  expect(error).toBeUndefined();
  return location;
}

/** A running service as the other side sees it: the folder's lock, or a connection of a bridge. */
async function runService({
  kind,
  location,
  dataFolder,
}: KeepingWorld): Promise<() => Promise<void>> {
  if (kind === 'sqlite') {
    const lock = await holdInstanceLock(dataFolder, clock);
    return () => lock.release();
  }
  const database = await openDatabase(location);
  await sql`select 1`.execute(database);
  return () => database.destroy();
}
