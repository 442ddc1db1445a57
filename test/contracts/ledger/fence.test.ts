import { expect, it, onTestFinished } from 'vitest';
import { besideFence, type Fence, holdFence, underFence } from '../../../src/bridge/fence.ts';
import { openDatabase } from '../../../src/bridge/ledger/database.ts';
import { acquireLease, type Lease } from '../../../src/bridge/ledger/leases.ts';
import { type Ledger, openLedger } from '../../../src/bridge/ledger/ledger.ts';
import { eachDatabase, preparedLocation } from '../../databases.ts';
import { type QueryWatch, watchedDialect } from '../../faults/watched-dialect.ts';
import { databaseAdmin } from '../../postgres/admin.ts';
import { rowOf } from './ledger-access.ts';
import { ACCOUNT, minute, RUN, seenOrder, settlement } from './ledger-facts.ts';

class Lost extends Error {}
const lost = () => new Lost('somebody else has it');

const fenceOf = (lease: Lease, isHeld = async () => true): Fence => ({ lease, lost, isHeld });

async function take(ledger: Ledger, holder: string, from: number): Promise<Lease> {
  const time = { now: minute(from), expiresAt: minute(from + 3) };
  const lease = await ledger.acquireLease('work', holder, time);
  if (!lease) throw new Error(`${holder} did not get the lease`);
  return lease;
}

eachDatabase('a ledger written under a lease', ({ openFreshLedger }) => {
  it('takes what its holder writes, with and without a transaction, also when it ran out', async () => {
    const { ledger } = await openFreshLedger();
    const lease = await take(ledger, 'one', 0);
    await underFence(fenceOf(lease), async () => {
      await ledger.recordSeen(ACCOUNT, [seenOrder('A')], minute(5));
      await ledger.lookAgainAt(ACCOUNT, ['A'], minute(6));
      await ledger.settleOrders(ACCOUNT, RUN, [settlement('A')], minute(7));
    });
    expect(await rowOf(ledger, 'A')).toMatchObject({ import_state: 'imported' });
  });

  it('takes nothing from a holder who was paused and wakes up after another took over', async () => {
    const { ledger } = await openFreshLedger();
    const paused = await take(ledger, 'one', 0);
    await ledger.recordSeen(ACCOUNT, [seenOrder('A')], minute(1));
    const before = await rowOf(ledger, 'A');
    const other = await take(ledger, 'two', 5);
    await underFence(fenceOf(paused), async () => {
      await expect(ledger.lookAgainAt(ACCOUNT, ['A'], minute(6))).rejects.toThrow(Lost);
      await expect(ledger.recordSeen(ACCOUNT, [seenOrder('B')], minute(6))).rejects.toThrow(Lost);
      const late = settlement('A', { events: [{ kind: 'shop-order-created', params: {} }] });
      await expect(ledger.settleOrders(ACCOUNT, RUN, [late], minute(6))).rejects.toThrow(Lost);
      expect(await rowOf(ledger, 'A')).toEqual(before); // to read is no harm
    });
    expect(await ledger.listEvents(ACCOUNT, 'A')).toEqual([]);
    expect((await ledger.loadSalesOrders(ACCOUNT, ['B'])).size).toBe(0);
    await underFence(fenceOf(other), () => ledger.lookAgainAt(ACCOUNT, ['A'], minute(7)));
    expect(await rowOf(ledger, 'A')).toMatchObject({ next_look_at: minute(7) });
  });

  it('takes nothing from one whose lease the same holder has anew', async () => {
    const { ledger } = await openFreshLedger();
    await ledger.recordSeen(ACCOUNT, [seenOrder('A')], minute(1));
    const first = await take(ledger, 'one', 0);
    await take(ledger, 'one', 5);
    const late = () => ledger.lookAgainAt(ACCOUNT, ['A'], minute(6));
    await expect(underFence(fenceOf(first), late)).rejects.toThrow(Lost);
  });

  it('lets what can not be taken back leave only while nobody else took over', async () => {
    const { ledger } = await openFreshLedger();
    const lease = await take(ledger, 'one', 0);
    const leave = () =>
      underFence(
        fenceOf(lease, () => ledger.holdsLease(lease)),
        holdFence,
      );
    await expect(leave()).resolves.toBeUndefined();
    const other = await take(ledger, 'two', 5);
    await expect(leave()).rejects.toThrow(Lost);
    await ledger.releaseLease(other);
    await expect(leave()).rejects.toThrow(Lost);
    expect(await ledger.holdsLease(other)).toBe(false);
    await expect(holdFence()).resolves.toBeUndefined();
  });

  it('lets whoever is beside it write: leases are renewed and jobs recorded', async () => {
    const { ledger } = await openFreshLedger();
    const paused = await take(ledger, 'one', 0);
    await take(ledger, 'two', 5);
    await underFence(fenceOf(paused), async () => {
      const isKept = await besideFence(() => ledger.renewLease(paused, minute(9)));
      expect(isKept).toBe(false);
    });
    await ledger.recordSeen(ACCOUNT, [seenOrder('A')], minute(6));
    expect(await rowOf(ledger, 'A')).toMatchObject({ import_state: 'seen' });
  });
});

it('is not taken over while a transaction of its holder is under way, nor waited for (postgres)', async () => {
  const database = await openDatabase(await preparedLocation('postgres'));
  onTestFinished(() => database.destroy());
  const takeAs = (holder: string, from: number) =>
    acquireLease(database, 'work', holder, { now: minute(from), expiresAt: minute(from + 3) });
  const lease = await takeAs('one', 0);
  if (!lease) throw new Error('nobody held it');
  await underFence(fenceOf(lease), () =>
    database.transaction().execute(async (trx) => {
      await trx.insertInto('product_choices').values({ sku: 'A', shop_sku: 'B' }).execute();
      expect(await besideFence(() => takeAs('two', 5))).toBeUndefined();
    }),
  );
  expect(await takeAs('two', 5)).toEqual({ name: 'work', holder: 'two', fence: 2 });
});

it('tells why a commit failed, also when its connection is gone and can not even roll back (postgres)', async () => {
  const location = await preparedLocation('postgres');
  if (location.kind !== 'postgres') throw new TypeError('not a PostgreSQL');
  const { cutConnections } = databaseAdmin(location.url);
  let isOpen = false;
  const watch: QueryWatch = async (moment) => {
    if (moment !== 'commit' || !isOpen) return;
    await cutConnections();
    throw new Error('the commit got lost');
  };
  const plain = await openDatabase(location);
  onTestFinished(() => plain.destroy());
  const lease = await acquireLease(plain, 'work', 'one', {
    now: minute(0),
    expiresAt: minute(3),
  });
  if (!lease) throw new Error('nobody held it');
  const ledger = await openLedger(location, {
    around: (dialect) => watchedDialect(dialect, watch),
  });
  onTestFinished(() => ledger.close());
  isOpen = true;
  const alone = () => ledger.lookAgainAt(ACCOUNT, ['A'], minute(1));
  const several = () => ledger.recordSeen(ACCOUNT, [seenOrder('A')], minute(1));
  for (const write of [alone, several]) {
    await expect(underFence(fenceOf(lease), write)).rejects.toThrow('the commit got lost');
  }
});
