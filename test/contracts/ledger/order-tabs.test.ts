import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { LedgerDatabase } from '../../../src/bridge/ledger/database.ts';
import type { Ledger } from '../../../src/bridge/ledger/ledger.ts';
import { fillColumns } from '../../../src/bridge/ledger/migrations/0004-lists.ts';
import { parseOrderPhase } from '../../../src/mapping/order-phase.ts';
import { orderTab } from '../../../src/mapping/order-tab.ts';
import { eachDatabase } from '../../databases.ts';
import { openTables, rowOf } from './ledger-access.ts';
import { ACCOUNT, cause, minute, RUN, seenOrder, settlement } from './ledger-facts.ts';
import { add, call, orders, pieces, shipment, showPieces } from './report-facts.ts';

const IDS = ['a', 'b', 'c'] as const;

type Act = { name: string; id: string; run: (ledger: Ledger) => Promise<unknown> };

/** Something that somebody has to look at; `cause` alone is a hint. */
const wrong = (about: string) => cause(about, { code: 'address-incomplete' });

/** Everything that may move an order from one tab to another, as the bridge does it. */
function actsOn(id: string): Act[] {
  const act = (name: string, run: Act['run']): Act => ({ name, id, run });
  const settle = (overrides: Parameters<typeof settlement>[1]) => (ledger: Ledger) =>
    ledger.settleOrders(ACCOUNT, RUN, [settlement(id, overrides)], minute(6));
  const see = (phase: string, fulfillmentStatus: string) => (ledger: Ledger) => {
    const order = seenOrder(id, { phase, pieces: 2 });
    const positionItems = order.positionItems.map((piece) => ({ ...piece, fulfillmentStatus }));
    return ledger.recordSeen(ACCOUNT, [{ ...order, positionItems }], minute(5));
  };
  const key = { accountId: ACCOUNT, salesOrderId: id };
  const choice = { ...key, events: [] };
  const report = `report-${id}`;
  return [
    act('announced', see('announced', 'ANNOUNCED')),
    act('released', see('processable', 'PROCESSABLE')),
    act('sent', see('sent', 'SENT')),
    act('half sent', (ledger) => showPieces(ledger, id, ['SENT', 'PROCESSABLE'])),
    act('imported', settle({})),
    act('held', settle({ importState: 'held', reason: { code: 'sku-not-in-shop', params: {} } })),
    act('waits for OTTO', settle({ importState: 'backlog' })),
    act('left out', settle({ importState: 'skipped' })),
    act('with a cause', settle({ causes: [wrong('one')] })),
    act('with a hint', settle({ causes: [cause('hint')] })),
    act('contradicts', settle({ contradictions: [wrong('two')] })),
    act('claimed', (ledger) =>
      ledger.claimForCreate(ACCOUNT, [id], { claimId: 'c', now: minute(4), notes: [] }),
    ),
    act('released claim', (ledger) => ledger.releaseClaims(ACCOUNT, [id], minute(4))),
    act('reported', (ledger) =>
      ledger.addTransmissions(ACCOUNT, [shipment(id)], 'report', minute(7)),
    ),
    act('accepted', (ledger) => call(ledger, report, 'accepted').catch(() => undefined)),
    act('refused', (ledger) => call(ledger, report, 'attention').catch(() => undefined)),
    act('withdrawn', (ledger) => ledger.withdrawTransmission(report, 'owner', minute(8))),
    act('by hand', (ledger) => ledger.takeByHand(report, minute(8))),
    act('copied', (ledger) =>
      ledger.addShopCopies(ACCOUNT, [{ salesOrderId: id, causes: [wrong('copy')] }], minute(8)),
    ),
    act('mended for all', (ledger) =>
      ledger.resolveForAllOrders('address-incomplete', ['copy', 'one'], minute(9)),
    ),
    act('acknowledged', async (ledger) => {
      const [first] = await ledger.listIncidentsOfOrder(ACCOUNT, id);
      if (first) await ledger.acknowledgeIncident(first.incident_id, key, minute(9));
    }),
    act('looked at', (ledger) =>
      ledger.settleShopLooks(
        ACCOUNT,
        [
          {
            salesOrderId: id,
            wooStatus: undefined,
            facts: undefined,
            events: [],
            contradictions: [wrong('look')],
            wakes: false,
            wantsReportLook: false,
          },
        ],
        'poll',
        minute(9),
      ),
    ),
    act('forgotten', (ledger) => ledger.forgetShopOrder(choice, minute(9))),
    act('kept out', (ledger) => ledger.leaveOutOfShop(choice, 'deleted-in-shop', minute(9))),
    act('adopted', (ledger) =>
      ledger.adoptShopOrder(
        ACCOUNT,
        seenOrder(id),
        { wooOrderId: 17, status: 'processing' },
        minute(9),
      ),
    ),
  ];
}

const acts = fc.array(fc.constantFrom(...IDS.flatMap(actsOn)), { minLength: 1, maxLength: 15 });

eachDatabase('the tabs of orders', ({ openFreshLedger }) => {
  it('are what the rule says, whatever happens, and each order is counted once', async () => {
    const { ledger, location } = await openFreshLedger();
    const tables = await openTables(location);
    await fc.assert(
      fc.asyncProperty(acts, async (some) => {
        await empty(tables);
        await ledger.recordSeen(
          ACCOUNT,
          IDS.map((id) => seenOrder(id, { pieces: 2 })),
          minute(1),
        );
        for (const { name, id, run } of some) {
          await run(ledger);
          for (const order of IDS) {
            const { tab, deliver_by: deliverBy } = await rowOf(ledger, order);
            expect({ tab, deliverBy }, `${order} after ${name} of ${id}`).toEqual(
              await byTheRule(tables, order),
            );
          }
        }
        const counts = await ledger.countTabs({ most: 100 });
        expect(counts.reduce((sum, { count }) => sum + count, 0)).toBe(IDS.length);
        const shipping = await ledger.listToShip({ limit: 10 });
        expect((await ledger.countReports()).toShip).toBe(shipping.length);
      }),
      { numRuns: 10 },
    );
  });

  it('are filled by the migration as the rule says', async () => {
    const { ledger, location } = await openFreshLedger();
    const tables = await openTables(location);
    await fc.assert(
      fc.asyncProperty(acts, async (some) => {
        await empty(tables);
        await ledger.recordSeen(
          ACCOUNT,
          IDS.map((id) => seenOrder(id, { pieces: 2 })),
          minute(1),
        );
        for (const { run } of some) await run(ledger);
        const before = await tabsOf(tables);
        const lost = { tab: 'done', deliver_by: null } as const;
        await tables.updateTable('sales_orders').set(lost).execute();
        await tables.updateTable('position_items').set({ ordered_at: '' }).execute();
        await fillColumns(tables);
        expect(await tabsOf(tables)).toEqual(before);
        const rows = await tables.selectFrom('position_items').select('ordered_at').execute();
        for (const row of rows) expect(row.ordered_at).toBe(minute(0));
      }),
      { numRuns: 8 },
    );
  });

  it('are counted up to a limit, of all accounts or one', async () => {
    const { ledger } = await openFreshLedger();
    await orders(ledger, ['a', 'b', 'c']);
    await orders(ledger, ['a'], { accountId: 'another' });
    const of = async (filter: { accountId?: string; most: number }) =>
      (await ledger.countTabs(filter)).find(({ tab }) => tab === 'ship-now');
    expect(await of({ most: 4 })).toEqual({ tab: 'ship-now', count: 4, isCapped: false });
    expect(await of({ most: 3 })).toEqual({ tab: 'ship-now', count: 3, isCapped: true });
    expect(await of({ accountId: 'another', most: 3 })).toMatchObject({ count: 1 });
  });

  it('follow who takes care of an incident, mends it for all, or lets go of a claim', async () => {
    const { ledger } = await openFreshLedger();
    const tab = async (id: string) => (await rowOf(ledger, id)).tab;
    await orders(ledger, ['a', 'b']);
    const troubled = ['a', 'b'].map((id) => settlement(id, { causes: [wrong('both')] }));
    await ledger.settleOrders(ACCOUNT, RUN, troubled, minute(3));
    expect([await tab('a'), await tab('b')]).toEqual(['problem', 'problem']);
    const [incident] = await ledger.listIncidents({ state: 'open', limit: 1 });
    const order = { accountId: ACCOUNT, salesOrderId: 'a' };
    await ledger.acknowledgeIncident(incident?.incident_id ?? 0, order, minute(4));
    expect([await tab('a'), await tab('b')]).toEqual(['ship-now', 'problem']);
    await ledger.resolveForAllOrders('address-incomplete', ['both'], minute(5));
    expect(await tab('b')).toBe('ship-now');

    await ledger.recordSeen(ACCOUNT, [seenOrder('c')], minute(1));
    const held = settlement('c', { importState: 'held', shopOrder: undefined });
    await ledger.settleOrders(ACCOUNT, RUN, [held], minute(2));
    expect(await tab('c')).toBe('problem');
    await ledger.claimForCreate(ACCOUNT, ['c'], { claimId: 'c', now: minute(4), notes: [] });
    expect(await tab('c')).toBe('backlog');
    await ledger.releaseClaims(ACCOUNT, ['c'], minute(4));
    expect(await tab('c')).toBe('backlog');
  });

  it('follow two who change an order side by side', async () => {
    const { ledger } = await openFreshLedger();
    for (let round = 0; round < 15; round += 1) {
      const id = `order-${round}`;
      await orders(ledger, [id], { pieces: 1 });
      const troubled = settlement(id, { causes: [wrong(id)] });
      await ledger.settleOrders(ACCOUNT, RUN, [troubled], minute(3));
      const [incident] = await ledger.listIncidents({ state: 'open', limit: 1 });
      const order = { accountId: ACCOUNT, salesOrderId: id };
      // One reports the only piece, the other takes care of what is wrong.
      await Promise.all([
        add(ledger, shipment(id, { positionItemIds: pieces(id, 0) })),
        ledger.acknowledgeIncident(incident?.incident_id ?? 0, order, minute(4)),
      ]);
      expect(await rowOf(ledger, id)).toMatchObject({ tab: 'sending', deliver_by: null });
    }
  });
});

async function empty(tables: LedgerDatabase): Promise<void> {
  for (const table of [
    'sales_orders',
    'position_items',
    'transmissions',
    'transmission_pieces',
    'transmission_parcels',
    'incidents',
    'incident_orders',
  ] as const) {
    await tables.deleteFrom(table).execute();
  }
}

async function tabsOf(tables: LedgerDatabase) {
  return tables
    .selectFrom('sales_orders')
    .select(['sales_order_id', 'tab', 'deliver_by'])
    .orderBy('sales_order_id')
    .execute();
}

/** From the tables themselves, each read whole. */
async function byTheRule(tables: LedgerDatabase, salesOrderId: string) {
  const row = await tables
    .selectFrom('sales_orders')
    .selectAll()
    .where('sales_order_id', '=', salesOrderId)
    .executeTakeFirstOrThrow();
  const links = await tables.selectFrom('incident_orders').selectAll().execute();
  const items = await tables.selectFrom('position_items').selectAll().execute();
  const reported = await tables.selectFrom('transmission_pieces').selectAll().execute();
  const open = items.filter(
    (item) =>
      item.sales_order_id === salesOrderId &&
      item.fulfillment_status === 'PROCESSABLE' &&
      !reported.some(
        (piece) => piece.is_active === 1 && piece.position_item_id === item.position_item_id,
      ),
  );
  const tab = orderTab({
    importState: row.import_state,
    phase: parseOrderPhase(row.phase),
    reportFlag: row.report_flag ?? undefined,
    hasOpenIncident: links.some(
      (link) =>
        link.sales_order_id === salesOrderId &&
        link.acknowledged_at === null &&
        !link.cause.startsWith('sku-not-in-shop:'),
    ),
    piecesToShip: open.length,
  });
  const isToShip = row.import_state === 'imported' && open.length > 0;
  return { tab, deliverBy: isToShip ? '9999' : null };
}
