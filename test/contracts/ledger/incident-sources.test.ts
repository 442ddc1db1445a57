import { sql } from 'kysely';
import { expect, it } from 'vitest';
import type { LedgerLocation } from '../../../src/bridge/ledger/database.ts';
import { type Cause, setOrderCauses } from '../../../src/bridge/ledger/incidents.ts';
import type { Ledger } from '../../../src/bridge/ledger/ledger.ts';
import { eachDatabase } from '../../databases.ts';
import { contend } from './children/start-child.ts';
import { openTables, seeOrders } from './ledger-access.ts';
import { ACCOUNT, cause, minute, RUN, seenOrder, settlement } from './ledger-facts.ts';

const stop = cause('stop', { code: 'pack-stop', params: { pieces: 1 } });

async function fromImport(ledger: Ledger, id: string, ...causes: Cause[]): Promise<void> {
  await ledger.settleOrders(ACCOUNT, RUN, [settlement(id, { causes })], minute(5));
}

/** What an import run finds in the shop. */
async function fromShop(ledger: Ledger, id: string, ...contradictions: Cause[]): Promise<void> {
  await ledger.settleOrders(ACCOUNT, RUN, [settlement(id, { contradictions })], minute(5));
}

async function fromWatch(ledger: Ledger, id: string, contradictions: Cause[] | undefined) {
  const facts = { status: 'x', totalCents: 1, addresses: '', lines: '', refundedCents: 0 };
  const look = {
    salesOrderId: id,
    wooStatus: 'x',
    facts,
    events: [],
    contradictions,
    wakes: false,
    wantsReportLook: false,
  };
  await ledger.settleShopLooks(ACCOUNT, [look], 'poll', minute(6));
}

/** What OTTO did just now. */
async function fromOtto(ledger: Ledger, id: string, ...urgent: Cause[]): Promise<void> {
  const news = { events: [], urgent, notes: [] };
  await ledger.recordSeen(ACCOUNT, [{ ...seenOrder(id), news }], minute(7));
}

async function open(ledger: Ledger): Promise<[string, number][]> {
  const rows = await ledger.listIncidents({ state: 'open', limit: 10 });
  return rows.map((row): [string, number] => [row.cause, row.orders]).sort();
}

/** What has to be open: as many orders hang on it that nobody has taken care of. */
async function stillOpen(location: LedgerLocation): Promise<[string, number][]> {
  const tables = await openTables(location);
  const left = await tables
    .selectFrom('incident_orders')
    .selectAll()
    .where('acknowledged_at', 'is', null)
    .execute();
  return left.length === 0 ? [] : [['sku-not-in-shop:X', left.length]];
}

async function idOf(ledger: Ledger, key: string): Promise<number> {
  const all = [
    ...(await ledger.listIncidents({ state: 'open', limit: 10 })),
    ...(await ledger.listIncidents({ state: 'resolved', limit: 10 })),
  ];
  const found = all.find((row) => row.cause === key);
  if (!found) throw new Error(`No incident ${key}`);
  return found.incident_id;
}

eachDatabase('what different sources find', ({ openFreshLedger }) => {
  it('is taken back by its own source only', async () => {
    const { ledger } = await openFreshLedger();
    await seeOrders(ledger, 'a');
    await fromOtto(ledger, 'a', stop);
    await fromShop(ledger, 'a', cause('contradicts'));
    await fromImport(ledger, 'a', cause('held'));
    const all = [
      ['pack-stop:stop', 1],
      ['sku-not-in-shop:contradicts', 1],
      ['sku-not-in-shop:held', 1],
    ];
    expect(await open(ledger)).toEqual(all);
    await fromOtto(ledger, 'a');
    expect(await open(ledger)).toEqual(all);
    await fromImport(ledger, 'a');
    expect(await open(ledger)).toEqual(all.filter(([key]) => key !== 'sku-not-in-shop:held'));
    await fromShop(ledger, 'a');
    expect(await open(ledger)).toEqual([['pack-stop:stop', 1]]);
  });

  it('in the shop is one and the same for the import and for a look, unless nothing was asked', async () => {
    const { ledger } = await openFreshLedger();
    await seeOrders(ledger, 'a');
    await fromShop(ledger, 'a', cause('X'));
    await fromWatch(ledger, 'a', undefined);
    expect(await open(ledger)).toEqual([['sku-not-in-shop:X', 1]]);
    await fromWatch(ledger, 'a', [cause('Y')]);
    expect(await open(ledger)).toEqual([['sku-not-in-shop:Y', 1]]);
    await fromImport(ledger, 'a');
    expect(await open(ledger)).toEqual([['sku-not-in-shop:Y', 1]]);
    await fromShop(ledger, 'a');
    expect(await open(ledger)).toEqual([]);
  });
});

eachDatabase('an incident the owner has taken care of', ({ kind, openFreshLedger }) => {
  it('stays closed for its order while the cause stays, and opens anew once it came back', async () => {
    const { ledger } = await openFreshLedger();
    await seeOrders(ledger, 'a');
    await fromImport(ledger, 'a', cause('X'));
    await ledger.acknowledgeIncident(await idOf(ledger, 'sku-not-in-shop:X'), undefined, minute(6));
    expect(await open(ledger)).toEqual([]);
    expect(await ledger.listIncidentsOfOrder(ACCOUNT, 'a')).toEqual([]);
    await fromImport(ledger, 'a', cause('X'));
    expect(await open(ledger)).toEqual([]);
    await fromImport(ledger, 'a');
    await fromImport(ledger, 'a', cause('X'));
    expect(await open(ledger)).toEqual([['sku-not-in-shop:X', 1]]);
    expect(await ledger.listIncidentsOfOrder(ACCOUNT, 'a')).toHaveLength(1);
  });

  it('stays open for the other orders it touches, and counts only them', async () => {
    const { ledger } = await openFreshLedger();
    await seeOrders(ledger, 'a', 'b');
    await fromImport(ledger, 'a', cause('X'));
    await fromImport(ledger, 'b', cause('X'));
    const id = await idOf(ledger, 'sku-not-in-shop:X');
    const order = { accountId: ACCOUNT, salesOrderId: 'a' };
    expect(await ledger.acknowledgeIncident(id, order, minute(6))).toBe(true);
    expect(await open(ledger)).toEqual([['sku-not-in-shop:X', 1]]);
    await fromImport(ledger, 'b');
    expect(await open(ledger)).toEqual([]);
    await fromImport(ledger, 'b', cause('X'));
    expect(await open(ledger)).toEqual([['sku-not-in-shop:X', 1]]);
  });

  it('says so in the timeline of each order it touched, once', async () => {
    const { ledger } = await openFreshLedger();
    await seeOrders(ledger, 'a', 'b');
    await fromImport(ledger, 'a', cause('X'));
    await fromImport(ledger, 'b', cause('X'));
    const id = await idOf(ledger, 'sku-not-in-shop:X');
    const only = { accountId: ACCOUNT, salesOrderId: 'b' };
    await ledger.acknowledgeIncident(id, only, minute(6));
    await ledger.acknowledgeIncident(id, undefined, minute(7));
    await ledger.acknowledgeIncident(id, undefined, minute(8));
    for (const [order, at] of [
      ['a', minute(7)],
      ['b', minute(6)],
    ] as const) {
      expect(await ledger.listEvents(ACCOUNT, order)).toMatchObject([
        {
          at,
          kind: 'incident-acknowledged',
          cause: 'owner',
          params: '{"sku":"X","code":"sku-not-in-shop"}',
        },
      ]);
    }
  });

  it('is open again when the same happens once more at OTTO', async () => {
    const { ledger } = await openFreshLedger();
    await seeOrders(ledger, 'a');
    await fromOtto(ledger, 'a', stop);
    await ledger.acknowledgeIncident(await idOf(ledger, 'pack-stop:stop'), undefined, minute(8));
    await fromOtto(ledger, 'a');
    await fromImport(ledger, 'a');
    expect(await open(ledger)).toEqual([]);
    await fromOtto(ledger, 'a', stop);
    expect(await open(ledger)).toEqual([['pack-stop:stop', 1]]);
  });

  it('stays closed when a look only finds the same copy again', async () => {
    const { ledger } = await openFreshLedger();
    await seeOrders(ledger, 'a');
    const copies = [{ salesOrderId: 'a', causes: [cause('copy')] }];
    await ledger.addShopCopies(ACCOUNT, copies, minute(5));
    const id = await idOf(ledger, 'sku-not-in-shop:copy');
    await ledger.acknowledgeIncident(id, undefined, minute(6));
    await ledger.addShopCopies(ACCOUNT, copies, minute(7));
    expect(await open(ledger)).toEqual([]);
  });

  it('that hangs on no order is resolved, and one that is not there is not known', async () => {
    const { ledger } = await openFreshLedger();
    await ledger.openIncident(cause('outage'), minute(1));
    const id = await idOf(ledger, 'sku-not-in-shop:outage');
    expect(await ledger.acknowledgeIncident(id, undefined, minute(2))).toBe(true);
    expect(await ledger.listIncidents({ state: 'resolved', limit: 10 })).toMatchObject([
      { resolved_at: minute(2) },
    ]);
    expect(await ledger.acknowledgeIncident(id + 1, undefined, minute(2))).toBe(false);
    expect(await ledger.loadIncident(id)).toMatchObject({ code: 'sku-not-in-shop' });
    expect(await ledger.loadIncident(id + 1)).toBeUndefined();
  });

  // SQLite lets nobody else write meanwhile.
  if (kind === 'postgres') {
    it('is closed or open as a whole when an order enters it in that very moment', async () => {
      const { ledger, location } = await openFreshLedger();
      await seeOrders(ledger, 'a', 'b');
      await fromImport(ledger, 'a', cause('X'));
      const id = await idOf(ledger, 'sku-not-in-shop:X');
      const tables = await openTables(location);
      let acknowledged: Promise<boolean> | undefined;
      await tables.transaction().execute(async (trx) => {
        const enters = [{ salesOrderId: 'b', causes: [cause('X')] }];
        await setOrderCauses(trx, ACCOUNT, enters, 'import', minute(6));
        acknowledged = ledger.acknowledgeIncident(id, undefined, minute(6));
        const waiting = sql`select 1 from pg_stat_activity
          where datname = current_database() and wait_event_type = 'Lock'`;
        await expect.poll(async () => (await waiting.execute(trx)).rows.length).toBe(1);
      });
      expect(await acknowledged).toBe(true);
      expect(await open(ledger)).toEqual(await stillOpen(location));
    });
  }

  it('is open exactly while an order is left, whoever comes at the same moment', async () => {
    const { ledger, location } = await openFreshLedger();
    const said = await contend(location, 'acknowledge-and-settle', ['owner', 'one', 'two']);
    expect(said).toEqual(['null', 'null', 'null']);
    expect(await open(ledger)).toEqual(await stillOpen(location));
  });
});
