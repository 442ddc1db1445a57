import fc from 'fast-check';
import { expect, it } from 'vitest';
import { sortIntoTabs } from '../../../src/bridge/ledger/order-tabs.ts';
import type { OrderToShip } from '../../../src/bridge/ledger/report-lists.ts';
import type { Transmission } from '../../../src/bridge/ledger/transmission-rows.ts';
import { eachDatabase } from '../../databases.ts';
import { openTables, seeOrders } from './ledger-access.ts';
import { ACCOUNT, minute, seenOrder } from './ledger-facts.ts';
import {
  add,
  call,
  cancellation,
  orders,
  pieces,
  shipment,
  showPieces,
  waiting,
} from './report-facts.ts';

const ids = (reports: readonly Transmission[]) => reports.map((one) => one.transmissionId);

/** Few moments and ids that sort differently by letter and by code point, so that they often meet. */
const manyIds = fc.uniqueArray(
  fc.record({
    id: fc.constantFrom('a', 'B', 'ä', 'Z', 'z', '_', '-', '10', '9', 'A-1', 'a1', 'É'),
    moment: fc.constantFrom(undefined, 0, 1, 2),
    accountId: fc.constantFrom('one', 'two'),
  }),
  { selector: ({ id, accountId }) => `${accountId} ${id}`, maxLength: 20 },
);
const limits = fc.integer({ min: 1, max: 7 });

eachDatabase('the list of reports', ({ openFreshLedger }) => {
  it('shows each once, newest first, page by page', async () => {
    const { ledger, location } = await openFreshLedger();
    const tables = await openTables(location);
    await orders(ledger, ['order'], { accountId: 'one' });
    await orders(ledger, ['order'], { accountId: 'two' });
    const account = fc.constantFrom(undefined, 'one');
    await fc.assert(
      fc.asyncProperty(manyIds, account, limits, async (many, accountId, limit) => {
        await tables.deleteFrom('transmissions').execute();
        await tables.deleteFrom('transmission_pieces').execute();
        for (const { id, moment = 0, accountId: owner } of many) {
          const item = shipment('order', {
            transmissionId: `${owner} ${id}`,
            positionItemIds: [id],
          });
          await ledger.addTransmissions(owner, [item], 'report', minute(moment));
        }
        const pages = await everyPage(limit, (last: Transmission | undefined) =>
          ledger.listTransmissions({ accountId, limit, before: last }),
        );
        const expected = many.filter((one) => (accountId ?? one.accountId) === one.accountId);
        expect(ids(pages).toSorted()).toEqual(
          expected.map((one) => `${one.accountId} ${one.id}`).toSorted(),
        );
        const moments = pages.map((one) => one.createdAt);
        expect(moments).toEqual(moments.toSorted().toReversed());
      }),
      { numRuns: 12 },
    );
  });

  it('may be narrowed by state, kind, order, incident, and what is still open', async () => {
    const { ledger } = await openFreshLedger();
    await orders(ledger, ['a', 'b', 'c', 'd']);
    await orders(ledger, ['a'], { accountId: 'another' });
    await add(
      ledger,
      shipment('a'),
      waiting('a', { transmissionId: 'second', positionItemIds: pieces('a', 1) }),
      cancellation('b'),
      shipment('c'),
      shipment('d'),
    );
    await ledger.withdrawTransmission('report-c', 'owner', minute(6));
    await ledger.takeByHand('report-d', minute(6));
    const theirs = shipment('a', { transmissionId: 'theirs' });
    await ledger.addTransmissions('another', [theirs], 'report', minute(5));
    const list = async (filter: Omit<Parameters<typeof ledger.listTransmissions>[0], 'limit'>) =>
      ids(await ledger.listTransmissions({ ...filter, limit: 10 })).toSorted();
    expect(await list({ state: 'due' })).toEqual(['report-a', 'theirs']);
    expect(await list({ state: 'due', accountId: 'another' })).toEqual(['theirs']);
    expect(await list({ kind: 'cancellation' })).toEqual(['report-b']);
    expect(await list({ accountId: ACCOUNT, salesOrderId: 'a' })).toEqual(['report-a', 'second']);
    expect(await list({ isOpen: false })).toEqual(['report-c']);
    expect(await list({ isOpen: true, accountId: ACCOUNT })).toEqual([
      'report-a',
      'report-b',
      'report-d',
      'second',
    ]);
    const incidents = await ledger.listIncidents({ state: 'open', limit: 10 });
    const incident = incidents.find(({ code }) => code === 'report-tracking-missing');
    const incidentId = incident?.incident_id ?? -1;
    expect(await list({ incidentId })).toEqual(['second']);
    const touched = await ledger.listSalesOrders({ incidentId, limit: 10 });
    expect(touched.map((row) => row.sales_order_id)).toEqual(['a']);
    await ledger.acknowledgeIncident(incidentId, undefined, minute(9));
    expect(await list({ incidentId })).toEqual([]);
    expect(await ledger.listSalesOrders({ incidentId, limit: 10 })).toEqual([]);
  });
});

eachDatabase('the list of what is to be shipped', ({ openFreshLedger }) => {
  it('names the pieces OTTO waits for, of orders in the shop, that are in no report', async () => {
    const { ledger } = await openFreshLedger();
    const names = ['whole', 'partly', 'reported', 'taken-back', 'announced'];
    await orders(ledger, names, { pieces: 2 });
    await seeOrders(ledger, 'not-in-shop');
    await add(
      ledger,
      shipment('partly'),
      cancellation('reported', { positionItemIds: pieces('reported', 0, 1) }),
      shipment('taken-back', { positionItemIds: pieces('taken-back', 0, 1) }),
    );
    await ledger.withdrawTransmission('report-taken-back', 'owner', minute(6));
    await showPieces(ledger, 'announced', ['ANNOUNCED', 'SENT']);
    const list = await ledger.listToShip({ limit: 10 });
    expect(list.map(({ salesOrderId }) => salesOrderId)).toEqual(['partly', 'taken-back', 'whole']);
    expect(list[0]).toEqual({
      accountId: ACCOUNT,
      salesOrderId: 'partly',
      orderNumber: 'number-partly',
      wooOrderId: 17,
      deliverBy: undefined,
      pieces: [{ positionItemId: 'partly-piece-1', sku: 'SKU-1', expectedDeliveryAt: undefined }],
    });
    expect(list[2]?.pieces).toHaveLength(2);
    expect(await ledger.listToShip({ accountId: 'another', limit: 10 })).toEqual([]);
    expect(await ledger.countReports()).toMatchObject({ toShip: 3 });
  });

  it('begins with the earliest promise of the pieces that are left', async () => {
    const { ledger } = await openFreshLedger();
    await orders(ledger, ['a', 'b'], { pieces: 2 });
    for (const [id, promises] of [
      ['a', [100, 500]],
      ['b', [300, 200]],
    ] as const) {
      const order = seenOrder(id, { pieces: 2 });
      const positionItems = order.positionItems.map((item, index) => ({
        ...item,
        expectedDeliveryAt: minute(promises[index] ?? 0),
      }));
      await ledger.recordSeen(ACCOUNT, [{ ...order, positionItems }], minute(3));
    }
    const list = async () =>
      (await ledger.listToShip({ limit: 10 })).map(({ salesOrderId, deliverBy }) => [
        salesOrderId,
        deliverBy,
      ]);
    expect(await list()).toEqual([
      ['a', minute(100)],
      ['b', minute(200)],
    ]);
    await add(ledger, shipment('a'));
    expect(await list()).toEqual([
      ['b', minute(200)],
      ['a', minute(500)],
    ]);
  });

  it('shows each order once, the most urgent first, page by page', async () => {
    const { ledger, location } = await openFreshLedger();
    const tables = await openTables(location);
    const account = fc.constantFrom(undefined, 'one');
    await fc.assert(
      fc.asyncProperty(manyIds, account, limits, async (many, accountId, limit) => {
        for (const table of ['sales_orders', 'position_items'] as const) {
          await tables.deleteFrom(table).execute();
        }
        for (const { id, moment, accountId: owner } of many) {
          const order = seenOrder(id);
          const positionItems = order.positionItems.map((item) => ({
            ...item,
            expectedDeliveryAt: moment === undefined ? undefined : minute(moment),
          }));
          await ledger.recordSeen(owner, [{ ...order, positionItems }], minute(1));
        }
        await tables.updateTable('sales_orders').set({ import_state: 'imported' }).execute();
        const ids = many.map((one) => one.id);
        for (const owner of ['one', 'two']) await sortIntoTabs(tables, owner, ids);
        const pages = await everyPage(limit, (last: OrderToShip | undefined) =>
          ledger.listToShip({ accountId, limit, after: last }),
        );
        const expected = many.filter((one) => (accountId ?? one.accountId) === one.accountId);
        expect(pages.map((one) => `${one.accountId} ${one.salesOrderId}`).toSorted()).toEqual(
          expected.map((one) => `${one.accountId} ${one.id}`).toSorted(),
        );
        const promises = pages.map((one) => one.deliverBy ?? 'none');
        expect(promises).toEqual(promises.toSorted());
        for (const order of pages) expect(order.pieces).toHaveLength(1);
      }),
      { numRuns: 12 },
    );
  });
});

eachDatabase('the count of reports', ({ openFreshLedger }) => {
  it('tells how much there is to do, in all or of one account', async () => {
    const { ledger } = await openFreshLedger();
    const states = ['due', 'waiting', 'flying', 'accepted', 'confirmed', 'attention', 'withdrawn'];
    await orders(ledger, states, { pieces: 1 });
    await orders(ledger, ['due', 'ship'], { pieces: 1, accountId: 'another' });
    await add(ledger, ...states.map((id) => (id === 'waiting' ? waiting(id) : shipment(id))));
    const start = { from: ['due'] as const, nextTryAt: minute(90) };
    await ledger.startAttempt('report-flying', 'create-shipment', start, minute(10));
    for (const state of ['accepted', 'confirmed', 'attention'] as const) {
      await call(ledger, `report-${state}`, state);
    }
    await ledger.withdrawTransmission('report-withdrawn', 'owner', minute(11));
    const theirs = shipment('due', { transmissionId: 'theirs' });
    await ledger.addTransmissions('another', [theirs], 'report', minute(5));
    const mine = { toShip: 1, waiting: 1, due: 1, inFlight: 1, accepted: 1, attention: 1 };
    expect(await ledger.countReports({ accountId: ACCOUNT })).toEqual(mine);
    expect(await ledger.countReports()).toEqual({ ...mine, toShip: 2, due: 2 });
  });
});

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
