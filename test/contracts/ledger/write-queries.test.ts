import { type Compilable, sql } from 'kysely';
import { expect, it, onTestFinished } from 'vitest';
import { underFence } from '../../../src/bridge/fence.ts';
import { type LedgerDatabase, openDatabase } from '../../../src/bridge/ledger/database.ts';
import { tablesOf } from '../../../src/bridge/ledger/write-queries.ts';
import { preparedLocation } from '../../databases.ts';
import { minute } from './ledger-facts.ts';

class Lost extends Error {}

type Write = Compilable & { execute: () => Promise<unknown> };

/** Writes in every shape that PostgreSQL takes them in, beside the plain ones. */
const WRITES: Record<string, (db: LedgerDatabase) => Write> = {
  'in a "with" of a select': (db) =>
    db
      .with('changed', (trx) =>
        trx.updateTable('product_choices').set({ shop_sku: 'X' }).returning('sku'),
      )
      .selectFrom('changed')
      .select('sku'),
  'as a merge': (db) =>
    db
      .mergeInto('product_choices')
      .using('leases', 'leases.name', 'product_choices.sku')
      .whenMatched()
      .thenDelete(),
};

const TEXTS = [
  sql`select setval('events_event_id_seq', 9)`,
  sql`select nextval('events_event_id_seq')`,
  sql`with gone as (delete from product_choices returning sku) select sku from gone`,
  sql`select 1; delete from product_choices`,
];

async function lostLease(database: LedgerDatabase) {
  const held = { name: 'work', holder: 'other', fence: 2, expires_at: minute(3) };
  await database.insertInto('leases').values(held).execute();
  const lease = { name: 'work', holder: 'one', fence: 1 };
  const fence = { lease, lost: () => new Lost(), isHeld: async () => false };
  return <Result>(work: () => Promise<Result>) => underFence(fence, work);
}

async function freshDatabase() {
  const database = await openDatabase(await preparedLocation('postgres'));
  onTestFinished(() => database.destroy());
  return database;
}

it.each(Object.entries(WRITES))('a write %s obeys the fence (postgres)', async (_shape, write) => {
  const database = await freshDatabase();
  const late = await lostLease(database);
  await expect(late(() => write(database).execute())).rejects.toThrow(Lost);
  expect(tablesOf(write(database).compile())).toContain('product_choices');
  await write(database).execute(); // without a lease it is a query like any other
});

it('writes written as text obey the fence, and what surely reads does not ask for it (postgres)', async () => {
  const database = await freshDatabase();
  const late = await lostLease(database);
  for (const text of TEXTS) {
    await expect(late(() => text.execute(database))).rejects.toThrow(Lost);
  }
  const reads = [sql`select 1`, sql`  select sku\n from product_choices;`, sql`show timezone`];
  for (const text of reads) await late(() => text.execute(database));
  await late(() => database.selectFrom('product_choices').selectAll().execute());
});
