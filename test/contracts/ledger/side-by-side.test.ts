import { Kysely, PostgresDialect, sql } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';
import { expect, it } from 'vitest';
import type { LedgerLocation } from '../../../src/bridge/ledger/database.ts';
import { openLedger } from '../../../src/bridge/ledger/ledger.ts';
import { migrations } from '../../../src/bridge/ledger/migrations/index.ts';
import { contracting, expanding } from '../../../src/bridge/ledger/migrations/side-by-side.ts';
import { nodeSqliteDialect } from '../../../src/bridge/ledger/sqlite-dialect.ts';
import { eachDatabase, preparedLocation } from '../../databases.ts';
import { quietPool } from '../../postgres/quiet-pool.ts';
import { openTables } from './ledger-access.ts';

const OURS = Object.keys(migrations('sqlite'));
const LAST = OURS.at(-1) ?? '';

/** A step as the next version may have one: a table, and a column of a table that this version uses. */
const addParcels: Migration = {
  up: async (db: Kysely<unknown>) => {
    await db.schema.createTable('parcels').addColumn('parcel_id', 'text').execute();
    await db.schema
      .alterTable('product_choices')
      .addColumn('parcels', 'integer', (c) => c.notNull().defaultTo(1))
      .execute();
  },
};

const dropChoices: Migration = {
  up: async (db: Kysely<unknown>) => db.schema.dropTable('product_choices').execute(),
};

const NEXT = '9001-parcels';
const AFTER = '9002-no-choices';

/** Opens the ledger as a version does that knows these steps besides ours. */
async function upgrade(location: LedgerLocation, steps: Record<string, Migration>): Promise<void> {
  const tables = new Kysely<Record<string, Record<string, unknown>>>({
    dialect:
      location.kind === 'sqlite'
        ? nodeSqliteDialect(location.path)
        : new PostgresDialect({ pool: quietPool(location.url) }),
  });
  const provider = { getMigrations: async () => ({ ...migrations(location.kind), ...steps }) };
  const { error } = await new Migrator({ db: tables, provider }).migrateToLatest();
  await tables.destroy();
  if (error !== undefined) throw error;
}

const expanded = { [NEXT]: expanding(NEXT, addParcels) };

eachDatabase('a ledger that a newer version brought up to date', ({ freshLocation }) => {
  it('is opened and written by this version when the newer one only added to it', async () => {
    const location = await freshLocation();
    await (await openLedger(location)).close();
    await upgrade(location, expanded);
    const ledger = await openLedger(location);
    await ledger.saveProductChoice('A', 'B');
    expect(await ledger.loadProductChoices()).toEqual(new Map([['A', 'B']]));
    await ledger.close();
    await upgrade(location, expanded);
  });

  it('is gone on with by a bridge that had it open meanwhile', async () => {
    const location = await freshLocation();
    const ledger = await openLedger(location);
    await ledger.saveProductChoice('A', 'B');
    await upgrade(location, expanded);
    await ledger.saveProductChoice('C', 'D');
    expect(await ledger.loadProductChoices()).toEqual(
      new Map([
        ['A', 'B'],
        ['C', 'D'],
      ]),
    );
    await ledger.close();
  });

  it('is refused, and left as it is, when the newer one took away what this one works with', async () => {
    const location = await freshLocation();
    await upgrade(location, { ...expanded, [AFTER]: contracting(AFTER, NEXT, dropChoices) });
    await expect(openLedger(location)).rejects.toMatchObject({
      name: 'ConfigError',
      code: 'ledger-newer',
      params: { problem: AFTER },
    });
  });

  it('stays refused when a later step only adds', async () => {
    const location = await freshLocation();
    const later = '9003-more';
    await upgrade(location, {
      ...expanded,
      [AFTER]: contracting(AFTER, NEXT, dropChoices),
      [later]: expanding(later, { up: async () => undefined }),
    });
    await expect(openLedger(location)).rejects.toMatchObject({ code: 'ledger-newer' });
  });

  it('is opened when what was taken away is of no use to this version any more', async () => {
    const location = await freshLocation();
    await upgrade(location, {
      ...expanded,
      [AFTER]: contracting(AFTER, LAST, { up: async () => undefined }),
    });
    await (await openLedger(location)).close();
  });

  it('is refused when a step says nothing about older versions', async () => {
    const location = await freshLocation();
    await upgrade(location, { [NEXT]: addParcels });
    await expect(openLedger(location)).rejects.toMatchObject({ code: 'ledger-newer' });
  });
});

it('every step since versions work side by side says what it means for older ones', async () => {
  // Steps up to here were released before older versions could read it.
  const silent = OURS.indexOf('0006-replicas');
  expect(silent).toBeGreaterThan(-1);
  const location = await preparedLocation('sqlite');
  const tables = await openTables(location);
  const hasTable = (await tables.introspection.getTables()).some(
    ({ name }) => name === 'kysely_migration_reach',
  );
  const { rows } = hasTable
    ? await sql<{ step: string }>`select step from kysely_migration_reach`.execute(tables)
    : { rows: [] };
  expect(rows.map(({ step }) => step).toSorted()).toEqual(OURS.slice(silent + 1));
});
