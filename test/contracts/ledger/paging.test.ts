import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { LedgerDatabase } from '../../../src/bridge/ledger/database.ts';
import type { Ledger } from '../../../src/bridge/ledger/ledger.ts';
import { eachDatabase } from '../../databases.ts';
import { openTables } from './ledger-access.ts';
import { minute, seenOrder, settlement } from './ledger-facts.ts';

const ACCOUNTS = ['one', 'two'] as const;
const PHASES = ['processable', 'sent'] as const;

/** Few moments and ids that sort differently by letter and by code point, so that they often meet. */
const manyOrders = fc.uniqueArray(
  fc.record({
    accountId: fc.constantFrom(...ACCOUNTS),
    id: fc.constantFrom('a', 'B', 'ä', 'Z', 'z', '_', '-', '10', '9', 'A-1', 'a1', 'É', '💶'),
    moment: fc.integer({ min: 0, max: 2 }),
    phase: fc.constantFrom(...PHASES),
  }),
  { selector: (order) => `${order.accountId} ${order.id}`, maxLength: 26 },
);

const limits = fc.integer({ min: 1, max: 7 });

eachDatabase('paging', ({ openFreshLedger }) => {
  it('through orders shows each once, newest first, whatever is filtered', async () => {
    const { ledger, location } = await openFreshLedger();
    const tables = await openTables(location);
    const filters = fc.record({
      accountId: fc.constantFrom(undefined, ...ACCOUNTS),
      phase: fc.constantFrom(undefined, ...PHASES),
      importState: fc.constantFrom(undefined, 'seen' as const, 'imported' as const),
    });
    await fc.assert(
      fc.asyncProperty(manyOrders, filters, limits, async (orders, filter, limit) => {
        await fill(ledger, tables, orders);
        const pages = await everyPage(limit, (last: OrderRow | undefined) =>
          ledger.listSalesOrders({
            ...filter,
            limit,
            before: last && {
              orderedAt: last.ordered_at,
              salesOrderId: last.sales_order_id,
              accountId: last.account_id,
            },
          }),
        );
        const expected = orders.filter(
          (order) =>
            (filter.accountId ?? order.accountId) === order.accountId &&
            (filter.phase ?? order.phase) === order.phase &&
            (filter.importState ?? 'imported') === 'imported',
        );
        expect(pages.map((row) => `${row.account_id} ${row.sales_order_id}`).sort()).toEqual(
          expected.map((order) => `${order.accountId} ${order.id}`).sort(),
        );
        const moments = pages.map((row) => row.ordered_at);
        expect(moments).toEqual(moments.toSorted().toReversed());
      }),
      { numRuns: 30 },
    );
  });

  it('through payments shows each once, oldest change first, since a moment', async () => {
    const { ledger, location } = await openFreshLedger();
    const tables = await openTables(location);
    const since = fc.constantFrom(undefined, 0, 1, 2, 3);
    await fc.assert(
      fc.asyncProperty(manyOrders, since, limits, async (orders, since, limit) => {
        await fill(ledger, tables, orders);
        const pages = await everyPage(limit, (last: PaymentRow | undefined) =>
          ledger.listPayments({
            changedSince: since === undefined ? undefined : minute(since),
            limit,
            after: last && {
              at: last.changed_at,
              salesOrderId: last.sales_order_id,
              accountId: last.account_id,
            },
          }),
        );
        const expected = orders.filter((order) => order.moment >= (since ?? 0));
        expect(pages.map((row) => `${row.account_id} ${row.sales_order_id}`).sort()).toEqual(
          expected.map((order) => `${order.accountId} ${order.id}`).sort(),
        );
        const moments = pages.map((row) => row.changed_at);
        expect(moments).toEqual(moments.toSorted());
      }),
      { numRuns: 30 },
    );
  });

  it('through the lines of a run shows each once in its order', async () => {
    const { ledger } = await openFreshLedger();
    let runs = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(fc.string(), { maxLength: 20 }), limits, async (texts, limit) => {
        runs += 1;
        for (const text of texts) {
          for (const run of ['mine', 'other']) {
            await ledger.addRunLine({
              importRunId: `${run}-${runs}`,
              at: minute(0),
              salesOrderId: undefined,
              orderNumber: undefined,
              outcome: 'failed',
              params: { text },
            });
          }
        }
        const pages = await everyPage(limit, (last: LineRow | undefined) =>
          ledger.listRunLines(`mine-${runs}`, { after: last?.line_id ?? 0, limit }),
        );
        expect(pages.map((row) => JSON.parse(row.params).text)).toEqual(texts);
      }),
      { numRuns: 15 },
    );
  });
});

type OrderRow = Awaited<ReturnType<Ledger['listSalesOrders']>>[number];
type PaymentRow = Awaited<ReturnType<Ledger['listPayments']>>[number];
type LineRow = Awaited<ReturnType<Ledger['listRunLines']>>[number];

async function everyPage<Row>(
  limit: number,
  load: (last: Row | undefined) => Promise<Row[]>,
): Promise<Row[]> {
  const rows: Row[] = [];
  for (;;) {
    const page = await load(rows.at(-1));
    expect(page.length).toBeLessThanOrEqual(limit);
    rows.push(...page);
    if (page.length < limit) return rows;
    if (rows.length > 1_000) throw new Error('Paging never ends');
  }
}

async function fill(
  ledger: Ledger,
  tables: LedgerDatabase,
  orders: { accountId: string; id: string; moment: number; phase: string }[],
): Promise<void> {
  for (const table of ['sales_orders', 'payments', 'position_items'] as const) {
    await tables.deleteFrom(table).execute();
  }
  for (const accountId of ACCOUNTS) {
    for (const moment of [0, 1, 2]) {
      const some = orders.filter(
        (order) => order.accountId === accountId && order.moment === moment,
      );
      await ledger.recordSeen(
        accountId,
        some.map(({ id, phase }) => seenOrder(id, { phase, orderedAt: minute(moment) })),
        minute(5),
      );
      const payment = { amountCents: 1, paidAt: minute(0), paymentMethod: undefined };
      await ledger.settleOrders(
        accountId,
        'run',
        some.map(({ id }) => settlement(id, { payment })),
        minute(moment),
      );
    }
  }
}
