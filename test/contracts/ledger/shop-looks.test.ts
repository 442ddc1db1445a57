import { expect, it } from 'vitest';
import type { Ledger } from '../../../src/bridge/ledger/ledger.ts';
import type { ShopLook } from '../../../src/bridge/ledger/shop-looks.ts';
import { readShopFacts } from '../../../src/mapping/shop-facts.ts';
import { eachDatabase } from '../../databases.ts';
import { openTables, rowOf, seeOrders } from './ledger-access.ts';
import { ACCOUNT, cause, minute, RUN, settlement } from './ledger-facts.ts';
import { refuseRowsOf } from './refuse-rows.ts';

const facts = {
  status: 'cancelled',
  totalCents: 1_999,
  addresses: 'a',
  lines: 'l',
  refundedCents: 0,
};

function look(salesOrderId: string, overrides: Partial<ShopLook> = {}): ShopLook {
  return {
    salesOrderId,
    wooStatus: 'cancelled',
    facts,
    events: [{ kind: 'shop-status-changed', params: { from: 'processing', to: 'cancelled' } }],
    contradictions: [cause(salesOrderId, { code: 'cancelled-in-shop' })],
    wakes: false,
    wantsReportLook: false,
    ...overrides,
  };
}

async function imported(ledger: Ledger, ...ids: string[]): Promise<void> {
  await seeOrders(ledger, ...ids);
  const settled = ids.map((id) => settlement(id));
  await ledger.settleOrders(ACCOUNT, RUN, settled, minute(2));
}

eachDatabase('a look at shop orders', ({ openFreshLedger }) => {
  it('is kept with its facts, events and contradictions', async () => {
    const { ledger } = await openFreshLedger();
    await imported(ledger, 'a', 'b');
    expect(await ledger.settleShopLooks(ACCOUNT, [look('a')], 'poll', minute(3))).toEqual(
      new Set(),
    );
    const row = await rowOf(ledger, 'a');
    expect(row).toMatchObject({ woo_status: 'cancelled', next_look_at: null });
    expect(readShopFacts(row)).toEqual(facts);
    expect(readShopFacts(await rowOf(ledger, 'b'))).toBeUndefined();
    expect(await ledger.listEvents(ACCOUNT, 'a')).toMatchObject([{ cause: 'poll', at: minute(3) }]);
    expect(await ledger.listIncidentsOfOrder(ACCOUNT, 'a')).toMatchObject([
      { code: 'cancelled-in-shop' },
    ]);
  });

  it('wakes the import where it is to go on, and leaves what it does not know', async () => {
    const { ledger } = await openFreshLedger();
    await imported(ledger, 'a');
    await ledger.settleShopLooks(ACCOUNT, [look('a')], 'poll', minute(3));
    const nothing = { wooStatus: undefined, facts: undefined, contradictions: undefined };
    const waking = look('a', { ...nothing, events: [], wakes: true });
    await ledger.settleShopLooks(ACCOUNT, [waking], 'webhook', minute(4));
    const row = await rowOf(ledger, 'a');
    expect(row).toMatchObject({ woo_status: 'cancelled', next_look_at: minute(4) });
    expect(readShopFacts(row)).toEqual(facts);
    expect(await ledger.listIncidentsOfOrder(ACCOUNT, 'a')).toHaveLength(1);
  });

  it('is void once somebody else was faster, and only for that order', async () => {
    const { ledger } = await openFreshLedger();
    await imported(ledger, 'a', 'b', 'c');
    const [a, b] = [await rowOf(ledger, 'a'), await rowOf(ledger, 'b')];
    await ledger.lookAgainAt(ACCOUNT, ['a'], minute(3));
    const looks = [look('a', { basedOn: a }), look('b', { basedOn: b }), look('c')];
    const overtaken = await ledger.settleShopLooks(ACCOUNT, looks, 'poll', minute(4));
    expect([...overtaken]).toEqual(['a']);
    expect(await ledger.listEvents(ACCOUNT, 'a')).toEqual([]);
    expect(await ledger.listIncidentsOfOrder(ACCOUNT, 'a')).toEqual([]);
    expect(await rowOf(ledger, 'a')).toMatchObject({ woo_status: 'processing' });
    for (const id of ['b', 'c']) {
      expect(await ledger.listEvents(ACCOUNT, id)).toHaveLength(1);
      expect(await rowOf(ledger, id)).toMatchObject({ woo_status: 'cancelled' });
    }
  });

  it.each(['sales_orders', 'events', 'incident_orders'])(
    'stands entirely or not at all: nothing stands when %s can not be written',
    async (table) => {
      const { ledger, location } = await openFreshLedger();
      await imported(ledger, 'a', 'b');
      const tables = await openTables(location);
      await refuseRowsOf(tables, table, 'b');
      const looks = [look('a'), look('b')];
      await expect(ledger.settleShopLooks(ACCOUNT, looks, 'poll', minute(3))).rejects.toThrow();
      expect(await rowOf(ledger, 'a')).toMatchObject({ woo_status: 'processing' });
      expect(await ledger.listEvents(ACCOUNT, 'a')).toEqual([]);
      expect(await ledger.listIncidents({ state: 'open', limit: 10 })).toEqual([]);
    },
  );

  it('finds the orders of all accounts that stand in the shop under some ids', async () => {
    const { ledger } = await openFreshLedger();
    await imported(ledger, 'a', 'b');
    expect(await ledger.findByWooOrderIds([])).toEqual([]);
    expect(await ledger.findByWooOrderIds([16, 18])).toEqual([]);
    const found = await ledger.findByWooOrderIds([17, 18]);
    expect(found.map((row) => row.sales_order_id).sort()).toEqual(['a', 'b']);
  });
});
