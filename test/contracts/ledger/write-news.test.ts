import pg from 'pg';
import { expect, it, onTestFinished } from 'vitest';
import { type Ledger, openLedger } from '../../../src/bridge/ledger/ledger.ts';
import { eachDatabase, openFreshLedger } from '../../databases.ts';
import { ACCOUNT, minute, seenOrder } from './ledger-facts.ts';

/** Collects what a ledger tells; `next` waits for the first news that names a table. */
function ear(ledger: Ledger) {
  const heard: (string[] | 'all')[] = [];
  const waiting = new Set<() => void>();
  const stop = ledger.hearNews((written) => {
    heard.push(written ? [...written].sort() : 'all');
    for (const look of waiting) look();
  });
  onTestFinished(stop);
  const until = (isThere: (news: string[] | 'all') => boolean) =>
    new Promise<void>((resolve) => {
      const look = () => {
        if (!heard.some(isThere)) return;
        waiting.delete(look);
        resolve();
      };
      waiting.add(look);
      look();
    });
  return { heard, stop, until };
}

const names = (table: string) => (news: string[] | 'all') => news.includes(table);

eachDatabase('news of what was written', ({ openFreshLedger }) => {
  it('come to who writes, once for all that is written together', async () => {
    const { ledger } = await openFreshLedger();
    const { heard, until } = ear(ledger);
    await ledger.recordSeen(ACCOUNT, [seenOrder('A')], minute(1));
    await ledger.recordSeen(ACCOUNT, [seenOrder('B')], minute(1));
    await ledger.saveSetupCode('some-hash');
    await until(names('settings_documents'));
    const told = heard.filter((news) => news !== 'all').flat();
    expect(told).toContain('sales_orders');
    expect(told.filter((table) => table === 'sales_orders').length).toBeLessThanOrEqual(2);
  });

  it('come neither of reading, nor of a write that did not stand', async () => {
    const { ledger } = await openFreshLedger();
    const { heard, until } = ear(ledger);
    await ledger.loadSalesOrders(ACCOUNT, ['A']);
    const twice = { ...seenOrder('A'), salesOrderId: null as unknown as string };
    await expect(ledger.recordSeen(ACCOUNT, [seenOrder('B'), twice], minute(1))).rejects.toThrow();
    await ledger.saveSetupCode('some-hash');
    await until(names('settings_documents'));
    expect(heard.filter((news) => news !== 'all')).toEqual([['settings_documents']]);
  });

  it('come no more to who stopped hearing', async () => {
    const { ledger } = await openFreshLedger();
    const one = ear(ledger);
    const other = ear(ledger);
    one.stop();
    await ledger.saveSetupCode('some-hash');
    await other.until(names('settings_documents'));
    expect(one.heard.filter(names('settings_documents'))).toEqual([]);
  });
});

it('come to the other processes on a PostgreSQL, again after their connection was cut', async () => {
  const { ledger, location, openAnother } = await openFreshLedger('postgres');
  if (location.kind !== 'postgres') throw new Error('not a PostgreSQL');
  const other = ear(await openAnother());
  await other.until((news) => news === 'all'); // it listens
  await ledger.saveSetupCode('some-hash');
  await other.until(names('settings_documents'));

  const admin = new pg.Client({ connectionString: location.url });
  await admin.connect();
  onTestFinished(() => admin.end());
  other.heard.length = 0;
  const cut = await admin.query(
    "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and query = 'listen otto_market_bridge'",
  );
  expect(cut.rowCount).toBe(1);
  await other.until((news) => news === 'all'); // something may have been missed meanwhile
  await ledger.recordSeen(ACCOUNT, [seenOrder('A')], minute(1));
  await other.until(names('sales_orders'));
});

it('let a ledger be closed at once while the database does not answer', async () => {
  const { location } = await openFreshLedger('postgres');
  const ledger = await openLedger(location);
  ear(ledger);
  await ledger.close();
});
