import { mkdir, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { makeBackup } from '../../../src/bridge/keeping/make-backup.ts';
import { openBackup } from '../../../src/bridge/keeping/open-backup.ts';
import { eachDatabase } from '../../databases.ts';
import { breakConnection, holding } from './break-connection.ts';
import { fingerprintAt, onSide } from './filled-ledger.ts';
import {
  isThere,
  KEY_TEXT,
  PASSPHRASE,
  startKeepingWorld,
  unfinishedIn,
  withoutAudit,
} from './keeping-world.ts';
import { chosenSteps, runKilled } from './kill-at.ts';
import { runCramped } from './run-cramped.ts';

eachDatabase('backup', ({ kind }) => {
  it('copies every table and the settings, and says what is in it', async () => {
    const { folder, run, original, settings } = await startKeepingWorld(kind);
    const to = join(folder, 'one');
    const { exitCode, json } = await run(['backup', to, '--json']);
    expect({ exitCode, json }).toMatchObject({
      exitCode: 0,
      json: { folder: to, database: kind, key: 'none', orders: 7, tables: original.tables },
    });
    const { manifest } = await openBackup(to);
    expect(manifest).toMatchObject({ ...original, formatVersion: 1, database: kind });
    expect(manifest.migrations.length).toBeGreaterThan(4);
    expect(await fingerprintAt({ kind: 'sqlite', path: join(to, 'ledger.sqlite') })).toEqual(
      original,
    );
    expect(await readFile(join(to, 'settings.json'), 'utf8')).toBe(settings);
    expect((await readdir(to)).toSorted()).toEqual([
      'ledger.sqlite',
      'manifest.json',
      'settings.json',
    ]);
    expect((await stat(to)).mode & 0o077).toBe(0);
    expect((await stat(join(to, 'settings.json'))).mode & 0o077).toBe(0);
    expect(await unfinishedIn(folder)).toEqual([]);
  });

  it('gets a folder by day and time in one that is there, and never writes over another', async () => {
    const { folder, run } = await startKeepingWorld(kind);
    const into = join(folder, 'backups');
    await mkdir(into);
    await run(['backup', into]);
    expect(await readdir(into)).toEqual([
      expect.stringMatching(/^bridge-backup-\d{4}-\d{2}-\d{2}-\d{6}$/),
    ]);
    await writeFile(join(folder, 'file'), 'mine');
    const refused = await run(['backup', join(folder, 'file')]);
    expect(refused).toMatchObject({ exitCode: 2 });
    expect(refused.text).toContain('There is something at');
    expect(await readFile(join(folder, 'file'), 'utf8')).toBe('mine');
  });

  it('takes the key along only when asked for, sealed with a passphrase or as it is', async () => {
    const { folder, run } = await startKeepingWorld(kind);
    await run(['backup', join(folder, 'none')], { BRIDGE_PASSPHRASE: PASSPHRASE });
    expect(await readdir(join(folder, 'none'))).toHaveLength(3);
    await run(['backup', join(folder, 'plain'), '--with-key']);
    expect(await readFile(join(folder, 'plain', 'secret.key'), 'utf8')).toBe(KEY_TEXT);
    expect(await openBackup(join(folder, 'plain'))).toMatchObject({ hasKey: 'plain' });
    const sealed = join(folder, 'sealed');
    await run(['backup', sealed, '--with-key'], { BRIDGE_PASSPHRASE: PASSPHRASE });
    expect(await isThere(join(sealed, 'secret.key'))).toBe(false);
    const text = await readFile(join(sealed, 'secret.key.sealed.json'), 'utf8');
    expect(text).not.toContain(KEY_TEXT.trim());
    const short = await run(['backup', join(folder, 'short'), '--passphrase', 'kurz']);
    expect(short).toMatchObject({ exitCode: 2 });
    expect(short.text).toContain('Nothing was written.');
    expect(short.text).not.toContain('exported');
    expect(await isThere(join(folder, 'short'))).toBe(false);
    expect(await unfinishedIn(folder)).toEqual([]);
  });

  it('holds one moment of the ledger, while the bridge goes on writing', async () => {
    const { folder, run, location } = await startKeepingWorld(kind);
    let isOver = false;
    let written = 0;
    // Each transaction writes to two tables: a copy of one moment has as many in both.
    const writing = (async () => {
      while (!isOver) {
        await onSide(location, async ({ db }) => {
          await sql`insert into read_cursors (account_id, what) values ('busy', ${`n-${written}`})`.execute(
            db,
          );
          await sql`insert into product_choices (sku, shop_sku) values (${`n-${written}`}, 'busy')`.execute(
            db,
          );
        });
        written += 1;
        await new Promise((resolve) => setImmediate(resolve));
      }
    })();
    const to = join(folder, 'one');
    const { exitCode } = await run(['backup', to]);
    isOver = true;
    await writing;
    expect(exitCode).toBe(0);
    expect(written).toBeGreaterThan(1);
    await onSide({ kind: 'sqlite', path: join(to, 'ledger.sqlite') }, async ({ db }) => {
      const count = async (table: string) =>
        (await sql<{ rows: number }>`select count(*) as rows from ${sql.table(table)}`.execute(db))
          .rows[0]?.rows;
      expect(await count('read_cursors')).toBe(await count('product_choices'));
      expect(await count('read_cursors')).toBeLessThanOrEqual(7 + written);
    });
  });

  it('killed at any step leaves nothing that looks whole, and the next one sweeps it away', async () => {
    const { folder, environment, original } = await startKeepingWorld(kind);
    const whole = await runKilled('never', ['backup', join(folder, 'first')], environment);
    if (whole === 'killed') return expect.fail('nobody killed it');
    for (const step of chosenSteps(whole.steps, 1, 3)) {
      const to = join(folder, `killed-${step.replace(':', '-')}`);
      await runKilled(step, ['backup', to], environment);
      if (!(await isThere(to))) continue;
      const { manifest } = await openBackup(to);
      expect(withoutAudit(manifest)).toEqual(withoutAudit(original));
    }
    expect(await runKilled('never', ['backup', join(folder, 'last')], environment)).toMatchObject({
      exitCode: 0,
    });
    expect(await unfinishedIn(folder)).toEqual([]);
  }, 120_000);

  it('names the folder that is missing, and only that', async () => {
    const { folder, run } = await startKeepingWorld(kind);
    const answer = await run(['backup', join(folder, 'missing', 'folder', 'one')]);
    expect(answer).toMatchObject({ exitCode: 2 });
    expect(answer.text).toContain(`There is no folder ${join(folder, 'missing', 'folder')}.`);
    expect(answer.text).not.toContain('unfinished');
    expect(answer.text).not.toContain('disk space');
  });

  it('is not made in another one, nor among the data that it is made of', async () => {
    const { folder, dataFolder, run } = await startKeepingWorld(kind);
    const one = join(folder, 'one');
    await run(['backup', one]);
    const names = await readdir(one);
    const inBackup = await run(['backup', one]);
    expect(inBackup).toMatchObject({ exitCode: 2 });
    expect(inBackup.text).toContain(`${one} is a backup itself.`);
    expect(await readdir(one)).toEqual(names);
    await symlink(dataFolder, join(folder, 'link'));
    for (const to of [dataFolder, join(dataFolder, 'mine'), join(folder, 'link')]) {
      const inData = await run(['backup', to]);
      expect(inData).toMatchObject({ exitCode: 2 });
      expect(inData.text).toContain('is the bridge’s data folder.');
    }
    expect((await readdir(dataFolder)).filter((name) => /mine|backup/.test(name))).toEqual([]);
  });

  it('can be read by its owner alone, as the ledger itself', async () => {
    const { folder, location, run } = await startKeepingWorld(kind, { isEmpty: true });
    if (location.kind === 'sqlite') await rm(location.path);
    const one = join(folder, 'one');
    expect(await run(['backup', one])).toMatchObject({ exitCode: 0 });
    const files = (await readdir(one)).map((name) => join(one, name));
    if (location.kind === 'sqlite') files.push(location.path);
    for (const file of files) expect((await stat(file)).mode & 0o077, file).toBe(0);
  });

  it('leaves nothing behind on a disk that is full, and says so', async () => {
    const { folder, environment, run } = await startKeepingWorld(kind);
    const whole = join(folder, 'whole');
    await run(['backup', whole]);
    const { size } = await stat(join(whole, 'ledger.sqlite'));
    // Of PostgreSQL's rows a file of SQLite's is made: first its tables, then all that is in them.
    for (const share of kind === 'sqlite' ? [0.5] : [0.1, 0.8]) {
      const to = join(folder, `cramped-${share}`);
      const answer = await runCramped(Math.floor(size * share), ['backup', to], environment);
      expect(answer).toMatchObject({ exitCode: 4 });
      expect(answer.text).toContain('can’t be written');
      expect(await isThere(to)).toBe(false);
    }
    expect(await unfinishedIn(folder)).toEqual([]);
  });
});

it('a backup whose connection breaks in the middle leaves nothing behind, and says so', async () => {
  const { folder, environment, run } = await startKeepingWorld('postgres');
  const url = environment.DATABASE_URL ?? '';
  const to = join(folder, 'one');
  const answer = await holding(url, 'users', async () => {
    const backup = run(['backup', to]);
    // It waits for that table now, having copied those before it.
    await breakConnection(url);
    return backup;
  });
  expect(answer).toMatchObject({ exitCode: 5 });
  expect(answer.text).toContain('the connection to it broke in the middle');
  expect(await isThere(to)).toBe(false);
  expect(await unfinishedIn(folder)).toEqual([]);
});

it.each([['backup'], ['restore']])(
  '%s without the name of a folder is a wrong call',
  async (name) => {
    const { run } = await startKeepingWorld('sqlite');
    for (const folder of ['', '  ']) {
      const answer = await run([name, folder]);
      expect(answer).toMatchObject({ exitCode: 2 });
      expect(answer.text).toContain('Something is missing: <folder>.');
    }
  },
);

it('a ledger too large to be read through at opening is found damaged by the backup', async () => {
  const { folder, dataFolder, location } = await startKeepingWorld('sqlite');
  if (location.kind !== 'sqlite') return;
  const at = await onSide(location, async ({ db }) => {
    const { rows } = await sql<{ at: number }>`
      select (rootpage - 1) * (select page_size from pragma_page_size) as at
      from sqlite_schema where name = 'sales_orders'`.execute(db);
    return rows[0]?.at ?? 0;
  });
  const bytes = await readFile(location.path);
  await writeFile(location.path, bytes.fill(0x5a, at, at + 4_096));
  const to = join(folder, 'one');
  const made = makeBackup({
    from: { dataFolder, ledger: location },
    to,
    bridgeVersion: '1.0.0',
    now: new Date(),
  });
  await expect(made).rejects.toMatchObject({
    code: 'ledger-damaged',
    params: { place: location.path },
  });
  expect(await isThere(to)).toBe(false);
  expect(await unfinishedIn(folder)).toEqual([]);
});

it.each([['start'], ['doctor'], ['backup']])(
  '%s on a ledger that is damaged says how to restore a backup',
  async (name) => {
    const { folder, dataFolder, run } = await startKeepingWorld('sqlite');
    await writeFile(join(dataFolder, 'ledger.sqlite'), Buffer.alloc(8_192, 0x5a));
    const answer = await run(name === 'backup' ? [name, join(folder, 'one')] : [name]);
    expect(answer).toMatchObject({ exitCode: 4 });
    expect(answer.text).toContain('ledger of orders is damaged');
    expect(answer.text).toContain('restore the last backup');
    expect(answer.text).toContain('npm run bridge -- restore … --yes');
  },
);
