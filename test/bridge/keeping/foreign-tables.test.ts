import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { contentOf } from '../../../src/bridge/ledger/copy/database-content.ts';
import { openPostgres } from '../../../src/bridge/ledger/copy/side.ts';
import { ledgerTables } from '../../../src/bridge/ledger/copy/table-rows.ts';
import type { LedgerLocation } from '../../../src/bridge/ledger/database.ts';
import { LEDGER_TABLE_NAMES } from '../../../src/bridge/ledger/table-names.ts';
import { eachDatabase, freshLocation, preparedLocation } from '../../databases.ts';
import { fingerprintAt, onSide } from './filled-ledger.ts';
import { type KeepingWorld, startKeepingWorld, withoutAudit } from './keeping-world.ts';

/** A table that looks like one of ours by its name, and one that does not. */
async function addForeign(location: LedgerLocation, tables = ['shopstuff', 'users']) {
  await onSide(location, async ({ db }) => {
    for (const table of tables) {
      await sql`create table ${sql.table(table)} (name text)`.execute(db);
      await sql`insert into ${sql.table(table)} values ('Muster')`.execute(db);
    }
  });
}

async function rowsOf(location: LedgerLocation, table: string): Promise<unknown[]> {
  return onSide(
    location,
    async ({ db }) => (await sql`select * from ${sql.table(table)}`.execute(db)).rows,
  );
}

const contentAt = (location: LedgerLocation) => onSide(location, contentOf);

function urlOf(location: LedgerLocation): string {
  return location.kind === 'postgres' ? location.url : '';
}

eachDatabase('what is in a database', ({ kind }) => {
  it('is known by the steps that made it, not by names', async () => {
    const location = await freshLocation(kind);
    expect(await contentAt(location)).toMatchObject({ state: 'empty', foreign: [] });
    await addForeign(location);
    expect(await contentAt(location)).toMatchObject({
      state: 'foreign',
      foreign: ['shopstuff', 'users'],
    });
    const ours = await preparedLocation(kind);
    expect(await contentAt(ours)).toMatchObject({ state: 'ours', foreign: [] });
    await addForeign(ours, ['shopstuff']);
    expect(await contentAt(ours)).toMatchObject({ state: 'mixed', foreign: ['shopstuff'] });
  });

  it('is another program’s where its steps are, kept by the same migrator', async () => {
    const location = await freshLocation(kind);
    await onSide(location, async ({ db }) => {
      await sql`create table kysely_migration (name text, timestamp text)`.execute(db);
    });
    expect(await contentAt(location)).toMatchObject({ state: 'empty' });
    await onSide(location, ({ db }) =>
      sql`insert into kysely_migration values ('2020-customers', '')`.execute(db),
    );
    expect(await contentAt(location)).toMatchObject({
      state: 'foreign',
      foreign: ['kysely_migration'],
    });
  });

  it('tells a newer version’s tables from a stranger’s by nothing, and says that it is newer', async () => {
    const location = await preparedLocation(kind);
    await addForeign(location, ['parcels_later']);
    await onSide(location, ({ db }) =>
      sql`insert into kysely_migration (name, timestamp) values ('9999-later', '')`.execute(db),
    );
    expect(await contentAt(location)).toEqual({
      state: 'ours',
      foreign: [],
      newerStep: '9999-later',
    });
  });

  it('has every table of the list once the steps were taken, and no other', async () => {
    const location = await preparedLocation(kind);
    const names = (await onSide(location, ledgerTables)).map(({ name }) => name);
    expect(names).toEqual([...LEDGER_TABLE_NAMES].toSorted());
    expect(await contentAt(location)).toMatchObject({ state: 'ours' });
  });
});

eachDatabase('a stranger’s table beside the ledger', ({ kind }) => {
  it('is left alone by a backup and its restore', async () => {
    const world = await startKeepingWorld(kind);
    await addForeign(world.location, ['shopstuff']);
    const backup = join(world.folder, 'backup');
    expect(await world.run(['backup', backup])).toMatchObject({ exitCode: 0 });
    const { tables } = JSON.parse(await readFile(join(backup, 'manifest.json'), 'utf8'));
    expect(Object.keys(tables)).not.toContain('shopstuff');
    for (const to of [world, await startKeepingWorld(kind === 'sqlite' ? 'postgres' : 'sqlite')]) {
      expect(await to.run(['restore', backup, '--yes'])).toMatchObject({ exitCode: 0 });
      expect(withoutAudit(await fingerprintAt(to.location))).toEqual(withoutAudit(world.original));
    }
    expect(await rowsOf(world.location, 'shopstuff')).toEqual([{ name: 'Muster' }]);
  });

  it('is left alone by a move away', async () => {
    const world = await startKeepingWorld(kind);
    await addForeign(world.location, ['shopstuff']);
    const target = kind === 'sqlite' ? await freshLocation('postgres') : homeOf(world);
    const to = target.kind === 'postgres' ? target.url : 'sqlite';
    expect(await world.run(['move', '--to', to])).toMatchObject({ exitCode: 0 });
    expect(withoutAudit(await fingerprintAt(target))).toEqual(withoutAudit(world.original));
    expect(await contentAt(target)).toMatchObject({ state: 'ours' });
    expect(await rowsOf(world.location, 'shopstuff')).toEqual([{ name: 'Muster' }]);
  });
});

describe('a PostgreSQL with a stranger’s tables alone', () => {
  it.each([['with'], ['without']])(
    'refuses a restore %s --yes and is left as it was',
    async (how) => {
      const world = await startKeepingWorld('sqlite');
      const backup = join(world.folder, 'backup');
      await world.run(['backup', backup]);
      const location = await freshLocation('postgres');
      await addForeign(location);
      const answer = await world.run(['restore', backup, ...(how === 'with' ? ['--yes'] : [])], {
        DATABASE_URL: urlOf(location),
      });
      expect(answer).toMatchObject({ exitCode: 4 });
      expect(answer.text).toContain('There are tables of another program');
      expect(answer.text).toContain('shopstuff, users');
      expect(await contentAt(location)).toMatchObject({ state: 'foreign' });
      expect(await rowsOf(location, 'users')).toEqual([{ name: 'Muster' }]);
      expect(await keptIn(world)).toEqual([]);
    },
  );

  it('refuses a move, also when they are empty, and names a few of them', async () => {
    const world = await startKeepingWorld('sqlite');
    const location = await freshLocation('postgres');
    await onSide(location, async ({ db }) => {
      for (const name of ['a', 'b', 'c', 'd', 'e']) {
        await sql`create table ${sql.table(name)} (name text)`.execute(db);
      }
    });
    const answer = await world.run(['move', '--to', urlOf(location)]);
    expect(answer).toMatchObject({ exitCode: 4 });
    expect(answer.text).toContain('tables of another program');
    expect(answer.text).toContain(': a, b, c and 2 more.');
    expect(await contentAt(location)).toMatchObject({ foreign: ['a', 'b', 'c', 'd', 'e'] });
  });

  it.each([['start'], ['backup'], ['doctor']])('refuses %s and is left as it was', async (name) => {
    const world = await startKeepingWorld('sqlite');
    const location = await freshLocation('postgres');
    await addForeign(location);
    const answer = await world.run(
      name === 'backup' ? [name, join(world.folder, 'backup')] : [name],
      { DATABASE_URL: urlOf(location) },
    );
    expect(answer).toMatchObject({ exitCode: 4 });
    expect(answer.text).toContain('tables of another program');
    expect(answer.text).toContain('shopstuff, users');
    expect(await contentAt(location)).toMatchObject({ foreign: ['shopstuff', 'users'] });
  });

  it('in a schema of its own is no hindrance to a bridge in another one', async () => {
    const world = await startKeepingWorld('sqlite');
    const location = await freshLocation('postgres');
    await addForeign(location);
    await onSide(location, ({ db }) => sql`create schema "Otto Bridge"`.execute(db));
    const options = encodeURIComponent('-c search_path="Otto\\ Bridge"');
    const environment = { DATABASE_URL: `${urlOf(location)}?options=${options}` };
    expect(await world.run(['account', 'list'], environment)).toMatchObject({ exitCode: 0 });
    expect(await world.run(['account', 'list'], environment)).toMatchObject({ exitCode: 0 });
    expect(await contentAt(location)).toMatchObject({ state: 'foreign' });
  });

  it('holds nothing to move', async () => {
    const world = await startKeepingWorld('sqlite');
    const location = await freshLocation('postgres');
    await addForeign(location);
    const answer = await world.run(['move', '--to', 'sqlite'], {
      DATABASE_URL: urlOf(location),
    });
    expect(answer.text).toContain('tables of another program');
    expect(await contentAt(location)).toMatchObject({ state: 'foreign' });
  });
});

it('a stranger’s program that is connected to his tables is no bridge', async () => {
  const world = await startKeepingWorld('postgres');
  const backup = join(world.folder, 'backup');
  await world.run(['backup', backup]);
  await addForeign(world.location, ['shopstuff']);
  const stranger = openPostgres(urlOf(world.location));
  await sql`set application_name = ''`.execute(stranger);
  const answer = await world.run(['restore', backup, '--yes']);
  await stranger.destroy();
  expect(answer).toMatchObject({ exitCode: 0 });
});

it('a restore that fails after it kept what was there leaves no copy behind', async () => {
  const world = await startKeepingWorld('postgres');
  const backup = join(world.folder, 'backup');
  await world.run(['backup', backup]);
  await onSide(world.location, async ({ db }) => {
    await sql`create function refuse() returns trigger language plpgsql as
      'begin raise exception ''no room''; end'`.execute(db);
    await sql`create trigger full_disk before insert on skus
      for each row execute function refuse()`.execute(db);
  });
  const answer = await world.run(['restore', backup, '--yes']);
  expect(answer.exitCode).not.toBe(0);
  expect(await keptIn(world)).toEqual([]);
});

it('a backup that an older version made with a stranger’s table in it goes back', async () => {
  const world = await startKeepingWorld('sqlite');
  const backup = join(world.folder, 'backup');
  await world.run(['backup', backup]);
  const path = join(backup, 'manifest.json');
  const manifest = JSON.parse(await readFile(path, 'utf8'));
  manifest.tables.shopstuff = { rows: 1, checksum: 'f'.repeat(32) };
  await writeFile(path, JSON.stringify(manifest));
  expect(await world.run(['restore', backup, '--yes'])).toMatchObject({ exitCode: 0 });
});

it('a manifest that is not the ledger’s names a few tables and how many more there are', async () => {
  const world = await startKeepingWorld('sqlite');
  const backup = join(world.folder, 'backup');
  await world.run(['backup', backup]);
  const path = join(backup, 'manifest.json');
  const manifest = JSON.parse(await readFile(path, 'utf8'));
  await writeFile(path, JSON.stringify({ ...manifest, tables: {} }));
  const answer = await world.run(['restore', backup, '--yes']);
  expect(answer).toMatchObject({ exitCode: 2 });
  const more = LEDGER_TABLE_NAMES.size - 3;
  expect(answer.text).toContain(
    `is damaged: account_states, api_tokens, audit_entries and ${more} more.`,
  );
});

function homeOf({ dataFolder }: KeepingWorld): LedgerLocation {
  return { kind: 'sqlite', path: join(dataFolder, 'ledger.sqlite') };
}

async function keptIn({ dataFolder }: KeepingWorld): Promise<string[]> {
  return (await readdir(dataFolder)).filter((name) => name.startsWith('before-'));
}
