import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { LedgerDatabase } from '../../../src/bridge/ledger/database.ts';
import type { Ledger } from '../../../src/bridge/ledger/ledger.ts';
import { type OrderSort, placeOf } from '../../../src/bridge/ledger/list-orders.ts';
import type { SalesOrderRow } from '../../../src/bridge/ledger/sales-orders.ts';
import { MOST_FOUND } from '../../../src/bridge/ledger/search-orders.ts';
import { ORDER_TABS } from '../../../src/mapping/order-tab.ts';
import { eachDatabase } from '../../databases.ts';
import { openTables } from './ledger-access.ts';
import { ACCOUNT, cause, minute, RUN, seenOrder, settlement } from './ledger-facts.ts';
import { add, orders, shipment } from './report-facts.ts';

const PHASES = ['processable', 'sent', 'unknown'] as const;
const STATES = ['imported', 'held', 'seen'] as const;
const SORTS = ['newest', 'oldest', 'deliverBy'] as const satisfies readonly OrderSort[];

/** Few moments and ids that sort differently by letter and by code point, so that they often meet. */
const manyOrders = fc.uniqueArray(
  fc.record({
    account_id: fc.constantFrom('one', 'two'),
    sales_order_id: fc.constantFrom('a', 'B', 'ä', 'Z', 'z', '_', '-', '10', '9', 'A-1', 'É', '💶'),
    ordered_at: fc.constantFrom(minute(0), minute(1), minute(2)),
    phase: fc.constantFrom(...PHASES),
    import_state: fc.constantFrom(...STATES),
    tab: fc.constantFrom(...ORDER_TABS),
    deliver_by: fc.constantFrom(null, minute(80), minute(90), '9999'),
  }),
  { selector: (row) => `${row.account_id} ${row.sales_order_id}`, maxLength: 24 },
);

const maybe = <Value>(...values: Value[]) => fc.constantFrom(undefined, ...values);
const filters = fc.record({
  accountId: maybe('one', 'two'),
  phase: maybe(...PHASES),
  importState: maybe(...STATES),
  tab: maybe(...ORDER_TABS),
  orderedFrom: maybe(minute(1)),
  orderedTo: maybe(minute(2)),
  sort: fc.constantFrom(...SORTS),
});

eachDatabase('the list of orders', ({ openFreshLedger }) => {
  it('shows each that fits once and in its order, whatever is filtered and sorted by', async () => {
    const { ledger, location } = await openFreshLedger();
    const tables = await openTables(location);
    const limits = fc.integer({ min: 1, max: 7 });
    await fc.assert(
      fc.asyncProperty(manyOrders, filters, limits, async (many, filter, limit) => {
        await tables.deleteFrom('sales_orders').execute();
        await insert(tables, many);
        const found: SalesOrderRow[] = [];
        for (;;) {
          const last = found.at(-1);
          const before = last && placeOf(last, filter.sort);
          const { rows, isCapped } = await ledger.listOrders({ ...filter, before, limit });
          expect(isCapped).toBe(false);
          found.push(...rows);
          if (rows.length < limit) break;
        }
        const expected = many.filter(
          (row) =>
            (filter.accountId ?? row.account_id) === row.account_id &&
            (filter.phase ?? row.phase) === row.phase &&
            (filter.importState ?? row.import_state) === row.import_state &&
            (filter.tab ?? row.tab) === row.tab &&
            row.ordered_at >= (filter.orderedFrom ?? '') &&
            row.ordered_at < (filter.orderedTo ?? '9') &&
            (filter.sort !== 'deliverBy' || row.deliver_by !== null),
        );
        expect(found.map(nameOf).sort()).toEqual(expected.map(nameOf).sort());
        const places = found.map((row) => placeOf(row, filter.sort).at);
        const rising = places.toSorted();
        expect(places).toEqual(filter.sort === 'newest' ? rising.toReversed() : rising);
      }),
      { numRuns: 40 },
    );
  });

  it('finds an order by what each of its numbers begins with', async () => {
    const { ledger, location } = await openFreshLedger();
    const tables = await openTables(location);
    await orders(ledger, ['0f3b-1', 'other']);
    await tables
      .updateTable('sales_orders')
      .set({ woo_order_id: 4711, woo_order_number: 'WEB-4711' })
      .where('sales_order_id', '=', '0f3b-1')
      .execute();
    const parcel = { carrier: 'HERMES', trackingNumber: 'H1003', returnNumber: 'R77' };
    await add(ledger, shipment('0f3b-1', { parcels: [parcel] }));
    const found = async (search: string) =>
      (await ledger.listOrders({ search, limit: 10 })).rows.map((row) => row.sales_order_id);
    for (const search of [
      'number-0f3b-1',
      'number-0f',
      'NUMBER-0F',
      '0f3b',
      '0F3B-1',
      '4711',
      'WEB-47',
      'web-4711',
      'h1003',
      'H10',
      'H 10 03',
      'r7',
    ]) {
      expect(await found(search), search).toEqual(['0f3b-1']);
    }
    for (const search of ['471', 'umber', '%', '_', 'H1003x', "'", '💶']) {
      expect(await found(search), search).toEqual([]);
    }
  });

  it('finds a whole SKU in either case, the latest orders first', async () => {
    const { ledger } = await openFreshLedger();
    for (const [index, id] of ['first', 'second'].entries()) {
      const order = seenOrder(id, { pieces: 2, orderedAt: minute(index) });
      await ledger.recordSeen(ACCOUNT, [order], minute(3));
    }
    const found = async (search: string) =>
      (await ledger.listOrders({ search, limit: 10 })).rows.map((row) => row.sales_order_id);
    expect(await found('sku-1')).toEqual(['second', 'first']);
    expect(await found('SKU')).toEqual([]);
  });

  it('narrows a search by every filter, sorts it and goes on from page to page', async () => {
    const { ledger } = await openFreshLedger();
    await ledger.recordSeen(
      ACCOUNT,
      [0, 1, 2].map((at) => seenOrder(`x-${at}`, { orderedAt: minute(at) })),
      minute(3),
    );
    await ledger.recordSeen('another', [seenOrder('x-9', { phase: 'sent' })], minute(3));
    const found = async (filter: Partial<Parameters<Ledger['listOrders']>[0]>) =>
      (await ledger.listOrders({ search: 'x-', limit: 10, ...filter })).rows.map(
        (row) => row.sales_order_id,
      );
    expect(await found({})).toEqual(['x-2', 'x-1', 'x-9', 'x-0']);
    expect(await found({ sort: 'oldest', limit: 2 })).toEqual(['x-0', 'x-9']);
    expect(await found({ accountId: 'another' })).toEqual(['x-9']);
    expect(await found({ phase: 'sent' })).toEqual(['x-9']);
    expect(await found({ importState: 'imported' })).toEqual([]);
    expect(await found({ tab: 'backlog', orderedFrom: minute(1), orderedTo: minute(2) })).toEqual([
      'x-1',
    ]);
    expect(await found({ sort: 'deliverBy' })).toEqual([]);
    const before = { at: minute(1), salesOrderId: 'x-1', accountId: ACCOUNT };
    expect(await found({ before })).toEqual(['x-9', 'x-0']);
  });

  it('says when more fit a search than are looked through', async () => {
    const { ledger, location } = await openFreshLedger();
    const tables = await openTables(location);
    const row = { account_id: 'one', ordered_at: minute(0), phase: 'sent' } as const;
    const more = { ...row, import_state: 'imported', tab: 'done', deliver_by: null } as const;
    const many = Array.from({ length: MOST_FOUND }, (_, at) => ({
      ...more,
      sales_order_id: `${at}`,
    }));
    await insert(tables, many);
    const isCapped = async () => (await ledger.listOrders({ search: 'number', limit: 3 })).isCapped;
    expect(await isCapped()).toBe(false);
    await insert(tables, [{ ...more, sales_order_id: 'one more' }]);
    expect(await isCapped()).toBe(true);
  });

  it.each(['sku-not-in-shop', 'address-incomplete'])(
    'shows every order of an incident (%s), few or many, but none that is taken care of',
    async (code) => {
      const found = cause('one', { code });
      const isProblem = code === 'address-incomplete';
      const { ledger, location } = await openFreshLedger();
      const tables = await openTables(location);
      const many = Array.from({ length: 2 * MOST_FOUND + 1 }, (_, at) => `order-${at}`);
      await ledger.recordSeen(
        ACCOUNT,
        many.map((id, at) => seenOrder(id, { orderedAt: minute(at) })),
        minute(3),
      );
      const wrong = settlement('order-0', { causes: [found] });
      await ledger.settleOrders(ACCOUNT, RUN, [wrong, settlement('order-1')], minute(4));
      const [incident] = await ledger.listIncidents({ state: 'open', limit: 1 });
      const incidentId = incident?.incident_id ?? 0;
      const listed = async (filter: Partial<Parameters<Ledger['listOrders']>[0]> = {}) => {
        const { rows, isCapped } = await ledger.listOrders({ incidentId, limit: 3, ...filter });
        expect(isCapped).toBe(false);
        return rows.map((row) => row.sales_order_id);
      };
      expect(await listed()).toEqual(['order-0']);
      const all = many.map((salesOrderId) => ({ salesOrderId, causes: [found] }));
      await ledger.addShopCopies(ACCOUNT, all, minute(5));
      expect(await listed()).toEqual(['order-400', 'order-399', 'order-398']);
      expect(await listed({ sort: 'oldest' })).toEqual(['order-0', 'order-1', 'order-2']);
      const tab = isProblem ? 'problem' : 'ship-now';
      expect(await listed({ tab, importState: 'imported' })).toEqual(['order-1', 'order-0']);
      expect(await listed({ tab: 'done' })).toEqual([]);
      const order = { accountId: ACCOUNT, salesOrderId: 'order-400' };
      await ledger.acknowledgeIncident(incidentId, order, minute(6));
      expect(await listed()).toEqual(['order-399', 'order-398', 'order-397']);
      expect(await tables.selectFrom('incident_orders').selectAll().execute()).toHaveLength(401);
    },
  );
});

type Row = {
  account_id: string;
  sales_order_id: string;
  ordered_at: string;
  phase: string;
  import_state: (typeof STATES)[number];
  tab: (typeof ORDER_TABS)[number];
  deliver_by: string | null;
};

async function insert(tables: LedgerDatabase, rows: readonly Row[]): Promise<void> {
  if (rows.length === 0) return;
  await tables
    .insertInto('sales_orders')
    .values(
      rows.map((row) => ({
        ...row,
        order_number: `number ${row.sales_order_id}`,
        changed_at: minute(5),
        gross_cents: 1,
        first_seen_at: minute(5),
        failures: 0,
      })),
    )
    .execute();
}

function nameOf(row: Pick<SalesOrderRow, 'account_id' | 'sales_order_id'>): string {
  return `${row.account_id} ${row.sales_order_id}`;
}
