import { expect, it } from 'vitest';
import { AT_ONCE } from '../../../src/bridge/ledger/asked-look.ts';
import type { Ledger } from '../../../src/bridge/ledger/ledger.ts';
import type { Settlement } from '../../../src/bridge/ledger/settlements.ts';
import { eachDatabase } from '../../databases.ts';
import { rowOf, seeOrders } from './ledger-access.ts';
import { ACCOUNT, minute, RUN, settlement } from './ledger-facts.ts';
import { add, orders, pieces, shipment, showPieces } from './report-facts.ts';

const facts = { status: 'processing', totalCents: 1, addresses: 'a', lines: 'l', refundedCents: 0 };
const shopOrder = { wooOrderId: 17, number: '17', status: 'processing', createdAt: minute(2) };

/** Orders in the shop of which nothing is to be looked at. */
async function quiet(ledger: Ledger, ...ids: string[]): Promise<void> {
  await orders(ledger, ids);
  for (const id of ids) await done(ledger, id);
}

async function done(ledger: Ledger, id: string, next: string | null = null): Promise<boolean> {
  return ledger.settleReportLook(ACCOUNT, id, await rowOf(ledger, id), next);
}

async function lookAt(ledger: Ledger, id: string): Promise<string | null> {
  return (await rowOf(ledger, id)).report_look_at;
}

eachDatabase('a look at what the packers did', ({ openFreshLedger }) => {
  it('comes at once when asked for, else in its time, and only for orders in the shop', async () => {
    const { ledger } = await openFreshLedger();
    await quiet(ledger, 'a', 'b', 'c', 'd');
    await seeOrders(ledger, 'not-in-shop');
    await done(ledger, 'a', minute(9));
    await done(ledger, 'b', minute(8));
    await ledger.askForReportLooks(ACCOUNT, ['d', 'not-in-shop']);
    await ledger.askForReportLooks(ACCOUNT, []);
    await ledger.askForReportLooks('another', ['c']);
    const due = async (at: number, limit = 10) =>
      (await ledger.loadReportLooks(ACCOUNT, minute(at), limit)).map((row) => row.sales_order_id);
    expect(await due(7)).toEqual(['d']);
    expect(await due(8)).toEqual(['d', 'b']);
    expect(await due(9)).toEqual(['d', 'b', 'a']);
    expect(await due(9, 2)).toEqual(['d', 'b']);
    expect(await ledger.loadReportLooks('another', minute(60), 10)).toEqual([]);
  });

  it('that is to come later comes at once when it is asked for, whatever the clock said then', async () => {
    const { ledger } = await openFreshLedger();
    await quiet(ledger, 'a');
    await done(ledger, 'a', minute(30));
    await ledger.askForReportLooks(ACCOUNT, ['a']);
    expect(await ledger.loadReportLooks(ACCOUNT, minute(0), 10)).toHaveLength(1);
  });

  it('that is done comes again only when it is said to', async () => {
    const { ledger } = await openFreshLedger();
    await quiet(ledger, 'a');
    await ledger.askForReportLooks(ACCOUNT, ['a']);
    expect(await done(ledger, 'a', minute(30))).toBe(true);
    expect(await lookAt(ledger, 'a')).toBe(minute(30));
    expect(await done(ledger, 'a')).toBe(true);
    expect(await lookAt(ledger, 'a')).toBeNull();
  });

  it('is not lost when it is asked for again while it is done, not even in the same moment', async () => {
    const { ledger } = await openFreshLedger();
    await quiet(ledger, 'a');
    await ledger.askForReportLooks(ACCOUNT, ['a']);
    const before = await rowOf(ledger, 'a');
    await ledger.askForReportLooks(ACCOUNT, ['a']);
    expect(await ledger.settleReportLook(ACCOUNT, 'a', before, null)).toBe(false);
    expect(await lookAt(ledger, 'a')).toBe(AT_ONCE);
    expect(await done(ledger, 'a')).toBe(true);
    expect(await ledger.settleReportLook(ACCOUNT, 'nobody', before, null)).toBe(false);
  });

  it('is asked for by a look of the watch that says so', async () => {
    const { ledger } = await openFreshLedger();
    await quiet(ledger, 'a', 'b');
    const look = { wooStatus: undefined, facts, events: [], contradictions: undefined };
    const looks = [
      { ...look, salesOrderId: 'a', wakes: false, wantsReportLook: true },
      { ...look, salesOrderId: 'b', wakes: false, wantsReportLook: false },
    ];
    const before = await rowOf(ledger, 'a');
    await ledger.settleShopLooks(ACCOUNT, looks, 'poll', minute(9));
    expect(await lookAt(ledger, 'a')).toBe(AT_ONCE);
    expect(await lookAt(ledger, 'b')).toBeNull();
    expect(await ledger.settleReportLook(ACCOUNT, 'a', before, null)).toBe(false);
  });

  it('is asked for when OTTO shows a piece new or in a new state, of orders in the shop', async () => {
    const { ledger } = await openFreshLedger();
    await quiet(ledger, 'same', 'state', 'piece');
    await seeOrders(ledger, 'not-in-shop');
    const three = ['PROCESSABLE', 'PROCESSABLE', 'PROCESSABLE'];
    await showPieces(ledger, 'same', three);
    await showPieces(ledger, 'state', ['PROCESSABLE', 'ANNOUNCED', 'PROCESSABLE']);
    await showPieces(ledger, 'piece', [...three, 'PROCESSABLE']);
    await showPieces(ledger, 'not-in-shop', ['ANNOUNCED']);
    expect(await lookAt(ledger, 'same')).toBeNull();
    expect(await lookAt(ledger, 'state')).toBe(AT_ONCE);
    expect(await lookAt(ledger, 'piece')).toBe(AT_ONCE);
    expect(await lookAt(ledger, 'not-in-shop')).toBeNull();
  });

  it('is asked for when the import made the shop order, or brought it in line with news', async () => {
    const { ledger } = await openFreshLedger();
    await seeOrders(ledger, 'a');
    await ledger.settleOrders(ACCOUNT, RUN, [settlement('a')], minute(4));
    expect(await lookAt(ledger, 'a')).toBe(AT_ONCE);
    await done(ledger, 'a');
    await ledger.settleOrders(ACCOUNT, RUN, [settlement('a')], minute(5));
    expect(await lookAt(ledger, 'a')).toBeNull();
    const news = settlement('a', { contentHash: 'hash-2' });
    await ledger.settleOrders(ACCOUNT, RUN, [news], minute(6));
    expect(await lookAt(ledger, 'a')).toBe(AT_ONCE);
  });

  it.each<[string, Partial<Settlement>]>([
    ['status', { shopOrder: { ...shopOrder, status: 'completed' } }],
    ['id', { shopOrder: { ...shopOrder, wooOrderId: 18 } }],
    ['facts', { shopOrder: { ...shopOrder, facts: { ...facts, lines: 'other' } } }],
  ])(
    'is asked for when the import is the first to see another %s of the shop order',
    async (_, news) => {
      const { ledger } = await openFreshLedger();
      await quiet(ledger, 'a');
      const seen = settlement('a', { shopOrder: { ...shopOrder, facts } });
      await ledger.settleOrders(ACCOUNT, RUN, [seen], minute(5));
      await done(ledger, 'a');
      await ledger.settleOrders(ACCOUNT, RUN, [seen], minute(6));
      expect(await lookAt(ledger, 'a')).toBeNull();
      const before = await rowOf(ledger, 'a');
      await ledger.settleOrders(ACCOUNT, RUN, [{ ...seen, ...news }], minute(7));
      expect(await lookAt(ledger, 'a')).toBe(AT_ONCE);
      expect(await ledger.settleReportLook(ACCOUNT, 'a', before, null)).toBe(false);
    },
  );

  it('is not asked for by the import of an order that stays out of the shop', async () => {
    const { ledger } = await openFreshLedger();
    await seeOrders(ledger, 'held', 'skipped');
    const held = settlement('held', { importState: 'held' });
    const skipped = settlement('skipped', { importState: 'skipped', shopOrder: undefined });
    await ledger.settleOrders(ACCOUNT, RUN, [held, skipped], minute(4));
    expect(await lookAt(ledger, 'held')).toBeNull();
    expect(await lookAt(ledger, 'skipped')).toBeNull();
  });

  it('is swept up for orders that the shop says are shipped and OTTO still waits for', async () => {
    const { ledger } = await openFreshLedger();
    const ids = ['forgotten', 'packing', 'sent', 'reported', 'partly', 'taken-back', 'later'];
    await orders(ledger, ids, { pieces: 2 });
    for (const id of ids) {
      const status = id === 'packing' ? 'processing' : 'completed';
      const completed = settlement(id, { shopOrder: { ...shopOrder, status } });
      await ledger.settleOrders(ACCOUNT, RUN, [completed], minute(3));
    }
    await showPieces(ledger, 'sent', ['SENT', 'ANNOUNCED']);
    await orders(ledger, ['left-out'], { pieces: 1 });
    const completed = { ...shopOrder, status: 'completed' };
    const leftOut = settlement('left-out', { importState: 'skipped', shopOrder: completed });
    await ledger.settleOrders(ACCOUNT, RUN, [leftOut], minute(4));
    await done(ledger, 'left-out');
    await add(
      ledger,
      shipment('reported', { positionItemIds: pieces('reported', 0, 1) }),
      shipment('partly'),
      shipment('taken-back', { positionItemIds: pieces('taken-back', 0, 1) }),
    );
    await ledger.withdrawTransmission('report-taken-back', 'owner', minute(6));
    for (const id of ids) await done(ledger, id, id === 'later' ? minute(90) : null);
    expect(await ledger.sweepReportLooks(ACCOUNT, [], minute(40))).toBe(0);
    expect(await ledger.sweepReportLooks('another', ['completed'], minute(40))).toBe(0);
    expect(await ledger.sweepReportLooks(ACCOUNT, ['completed', 'shipped'], minute(40))).toBe(4);
    const looks = await ledger.loadReportLooks(ACCOUNT, minute(40), 10);
    expect(looks.map((row) => row.sales_order_id)).toEqual([
      'forgotten',
      'later',
      'partly',
      'taken-back',
    ]);
    expect(await ledger.sweepReportLooks(ACCOUNT, ['completed'], minute(41))).toBe(0);
  });
});
