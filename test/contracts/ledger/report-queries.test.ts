import { expect, it } from 'vitest';
import { eachDatabase } from '../../databases.ts';
import { seeOrders } from './ledger-access.ts';
import { ACCOUNT, minute, RUN, seenOrder, settlement } from './ledger-facts.ts';
import {
  add,
  call,
  cancellation,
  orders,
  pieces,
  shipment,
  told,
  waiting,
} from './report-facts.ts';

/** An order whose pieces OTTO promised for these minutes. */
function promised(id: string, ...promises: (number | undefined)[]) {
  const order = seenOrder(id, { pieces: promises.length });
  const positionItems = order.positionItems.map((item, index) => {
    const promise = promises[index];
    return { ...item, expectedDeliveryAt: promise === undefined ? undefined : minute(promise) };
  });
  return { ...order, positionItems };
}

eachDatabase('orders by what somebody calls them', ({ openFreshLedger }) => {
  it("are found by OTTO's number or id, and by the shop's number or id, of some accounts", async () => {
    const { ledger } = await openFreshLedger();
    await seeOrders(ledger, 'a', 'b');
    await ledger.recordSeen('another', [seenOrder('a')], minute(1));
    const shopOrder = { wooOrderId: 41, number: 'W-7', status: 'p', createdAt: minute(2) };
    await ledger.settleOrders(ACCOUNT, RUN, [settlement('b', { shopOrder })], minute(2));
    const names = ['number-a', 'a', 'W-7', '41', '', 'nobody', '99999999999'];
    const found = await ledger.findOrdersByReferences(names, [ACCOUNT]);
    const ids = [...found].map(([name, rows]) => [name, rows.map((row) => row.sales_order_id)]);
    expect(ids.toSorted()).toEqual([
      ['41', ['b']],
      ['W-7', ['b']],
      ['a', ['a']],
      ['number-a', ['a']],
    ]);
    const everywhere = await ledger.findOrdersByReferences(['a'], [ACCOUNT, 'another']);
    expect(everywhere.get('a')).toHaveLength(2);
    expect((await ledger.findOrdersByReferences(['a'], [])).size).toBe(0);
    expect((await ledger.findOrdersByReferences([], [ACCOUNT])).size).toBe(0);
  });

  it('are the surest of several that one text fits: OTTO before the shop, a number before an id', async () => {
    const { ledger } = await openFreshLedger();
    await ledger.recordSeen(
      ACCOUNT,
      [seenOrder('at-otto', { orderNumber: '17' }), seenOrder('in-shop')],
      minute(1),
    );
    await ledger.settleOrders(ACCOUNT, RUN, [settlement('in-shop')], minute(2));
    const found = await ledger.findOrdersByReferences(['17'], [ACCOUNT]);
    expect(found.get('17')?.map((row) => row.sales_order_id)).toEqual(['at-otto']);
  });
});

eachDatabase('what hangs on incidents', ({ openFreshLedger }) => {
  it('is the earliest promise of the orders they touch, while pieces are open', async () => {
    const { ledger } = await openFreshLedger();
    await orders(ledger, ['a', 'b', 'c']);
    const seen = [promised('a', 500, 300), promised('b', 200), promised('c', undefined)];
    await ledger.recordSeen(ACCOUNT, seen, minute(3));
    const shared = { reason: { code: 'ship-from-missing', params: {} } };
    await add(ledger, waiting('a', shared), waiting('b', shared), waiting('c'));
    const incidents = await ledger.listIncidents({ state: 'open', limit: 10 });
    const idOf = (code: string) => incidents.find((one) => one.code === code)?.incident_id ?? -1;
    const [noPlace, noNumber] = [idOf('report-ship-from-missing'), idOf('report-tracking-missing')];
    const stakes = async () => {
      const found = await ledger.listIncidentStakes([noPlace, noNumber]);
      return new Map(found.map(({ incidentId, deliverBy }) => [incidentId, deliverBy]));
    };
    expect((await stakes()).get(noPlace)).toBe(minute(200));
    expect((await stakes()).get(noNumber)).toBeUndefined();
    const order = { accountId: ACCOUNT, salesOrderId: 'b' };
    await ledger.acknowledgeIncident(noPlace, order, minute(9));
    expect((await stakes()).get(noPlace)).toBe(minute(300));
    expect(await ledger.listIncidentStakes([])).toEqual([]);
  });
});

eachDatabase('promises that were kept or not', ({ openFreshLedger }) => {
  it('are those of pieces that were handed over and reported here, since a moment', async () => {
    const { ledger } = await openFreshLedger();
    await orders(ledger, ['a', 'b', 'c', 'due']);
    const seen = [promised('a', 500, 600), promised('b', 700), promised('c', 800)];
    await ledger.recordSeen(ACCOUNT, seen, minute(3));
    await add(
      ledger,
      shipment('a', { positionItemIds: pieces('a', 0, 1), shipDate: minute(10) }),
      shipment('b', { shipDate: minute(9) }),
      cancellation('c', { state: 'due' }),
      shipment('due'),
    );
    for (const id of ['a', 'b', 'c']) await call(ledger, `report-${id}`, 'accepted');
    const since = async (at: number, accountId?: string) =>
      (await ledger.countSentPieces({ since: minute(at), accountId })).toSorted((x, y) =>
        x.expectedDeliveryAt < y.expectedDeliveryAt ? -1 : 1,
      );
    // To the hour, and as the report was promised: by the earliest of its pieces.
    const inHour = { accountId: ACCOUNT, sentAt: minute(0), carrier: 'DHL' };
    const expectedDeliveryAt = minute(600);
    expect(await since(10)).toEqual([{ ...inHour, expectedDeliveryAt, pieces: 2 }]);
    expect(await since(9, ACCOUNT)).toEqual([{ ...inHour, expectedDeliveryAt, pieces: 3 }]);
    expect(await since(9, 'another')).toEqual([]);
  });
});

eachDatabase('what a look at a shop order finds besides', ({ openFreshLedger }) => {
  it('is told in the timeline once', async () => {
    const { ledger } = await openFreshLedger();
    await orders(ledger, ['a']);
    const extra = (trackingNumber: string) => ({
      kind: 'parcel-without-pieces',
      params: { trackingNumber },
    });
    await ledger.noteFindings(ACCOUNT, 'a', [], minute(8));
    await ledger.noteFindings(ACCOUNT, 'a', [extra('1')], minute(9));
    await ledger.noteFindings(ACCOUNT, 'a', [extra('1'), extra('2')], minute(10));
    expect(await told(ledger, 'a')).toMatchObject([
      { ...extra('1'), at: minute(9) },
      { ...extra('2'), at: minute(10) },
    ]);
  });

  it('is a flag that nobody here remembers: what it is to say is due', async () => {
    const { ledger } = await openFreshLedger();
    await orders(ledger, ['a', 'b']);
    await add(ledger, shipment('b'));
    await ledger.settleFlag(ACCOUNT, 'b', 'pending');
    await ledger.compareFlag(ACCOUNT, 'a', '');
    await ledger.compareFlag(ACCOUNT, 'b', 'pending');
    expect(await ledger.loadDueFlags(ACCOUNT, 10)).toEqual([]);
    await ledger.compareFlag(ACCOUNT, 'a', 'failed');
    await ledger.compareFlag(ACCOUNT, 'b', '');
    expect(await ledger.loadDueFlags(ACCOUNT, 10)).toMatchObject([
      { salesOrderId: 'a', flag: null },
      { salesOrderId: 'b', flag: 'pending' },
    ]);
  });
});
