import { expect, it } from 'vitest';
import { type Ledger, openLedger } from '../../../src/bridge/ledger/ledger.ts';
import { usualDatabase } from '../../databases.ts';
import { loseLedger } from '../crash/ledger-files.ts';
import { DAY, HOUR, MAIN, MINUTE, SHIRT, startWorld, type World } from '../support/world.ts';
import { ASKED, copyInShop, namesOf, reconcile, repair, worldWith } from './reconcile-world.ts';

async function codesOfOpen(world: World) {
  return (await world.openIncidents()).map(({ code }) => code);
}

async function latestRun({ bridge }: Pick<World, 'bridge'>) {
  const [row] = await bridge.ledger.listReconcileRuns({ limit: 1 });
  return row;
}

it('differences are one incident with their count, until a comparison finds none', async () => {
  const { world, orders } = await worldWith(3);
  for (const order of orders.slice(0, 2)) {
    world.shop.hands.trash(world.shopOrder(order.salesOrderId).id);
  }
  const { reconcileRunId } = await reconcile(world);
  const [incident] = await world.openIncidents();
  expect(incident).toMatchObject({ code: 'reconcile-differences', account_id: MAIN });
  expect(JSON.parse(incident?.params ?? '')).toEqual({ accountId: MAIN, count: 2, reconcileRunId });
  for (const order of world.shop.state.orders.values()) {
    if (order.status === 'trash') world.shop.hands.restore(order.id);
  }
  // Another range without differences says nothing about the orders the incident is about.
  await reconcile(world, { from: world.clock.now().toISOString() }).catch(() => undefined);
  await reconcile(world, { until: '2026-03-01T00:00:00.000Z', from: '2026-01-01T00:00:00.000Z' });
  expect(await codesOfOpen(world)).toEqual(['reconcile-differences']);
  await reconcile(world);
  expect(await codesOfOpen(world)).toEqual([]);
});

usualDatabase('a comparison that can not go on', ({ kind }) => {
  it.each([
    ['otto-unavailable', (world: World) => world.otto.faults.answerWith(503, { times: 50 })],
    [
      'shop-unavailable',
      (world: World) => {
        const { faults } = world.shop;
        faults.serverError({ method: 'GET', path: '/orders', times: 50 });
        return { withdraw: () => faults.clear() };
      },
    ],
  ])('says no line, but why: %s', async (code, disturb) => {
    const { world } = await worldWith(2, { database: kind });
    const ticket = disturb(world);
    const result = await world.bridge.reconcile(ASKED);
    expect(result).toMatchObject({ ran: true, comparison: undefined, fault: { code } });
    expect(await latestRun(world)).toMatchObject({ state: 'failed', error_code: code });
    expect(await codesOfOpen(world)).toContain(code);
    ticket.withdraw();
    await world.clock.advance(HOUR);
    expect((await reconcile(world)).line).toBe('2 = 2 = 2, nichts offen');
    expect(await codesOfOpen(world)).toEqual([]);
  });

  it('counts no half of a listing', async () => {
    const { world } = await worldWith(2, { database: kind });
    const next = { href: '/v4/orders?nextcursor=round', rel: 'next' };
    world.otto.faults.answerWith(200, {
      body: { resources: [], links: [next] },
      on: 'order-list',
      times: 2,
    });
    expect(await world.bridge.reconcile(ASKED)).toMatchObject({
      fault: { code: 'otto-unreadable' },
    });
  });

  it('ends soon after it was told to, and lets the next one begin', async () => {
    const { world } = await worldWith(2, { database: kind });
    const stopping = new AbortController();
    world.otto.hooks.onRequest = async () => stopping.abort();
    const result = await world.bridge.reconcile({ ...ASKED, signal: stopping.signal });
    expect(result).toMatchObject({ fault: { code: 'reconcile-stopped' } });
    delete world.otto.hooks.onRequest;
    expect(await codesOfOpen(world)).toEqual([]);
    expect((await reconcile(world)).line).toBe('2 = 2 = 2, nichts offen');
  });

  it('runs once at a time', async () => {
    const { world } = await worldWith(2, { database: kind });
    const other = await world.openAnother();
    let second: unknown;
    world.otto.hooks.onRequest = async () => {
      second ??= await other.reconcile(ASKED);
    };
    expect((await reconcile(world)).line).toBe('2 = 2 = 2, nichts offen');
    expect(second).toEqual({ ran: false, why: 'already-reconciling' });
  });
});

/** A ledger whose process dies at one of its calls: nothing of it is carried out any more. */
function dyingAt(name: keyof Ledger) {
  return async (place: Parameters<typeof openLedger>[0]): Promise<Ledger> => {
    const ledger = await openLedger(place);
    const die = async () => {
      throw new Error('killed');
    };
    return { ...ledger, [name]: die, finishReconcileRun: die, releaseLease: die };
  };
}

usualDatabase('a process killed in the middle', ({ kind }) => {
  it('of a comparison holds nothing up for long, and its run says so', async () => {
    const { world } = await worldWith(2, { database: kind });
    const dying = await world.openAnother(dyingAt('loadKnownOrders'));
    await expect(dying.reconcile(ASKED)).rejects.toThrow('killed');
    const killed = await latestRun(world);
    expect(killed).toMatchObject({ state: 'running' });
    expect(await world.bridge.reconcile(ASKED)).toMatchObject({ ran: false });
    await world.clock.advance(4 * MINUTE);
    expect((await reconcile(world)).line).toBe('2 = 2 = 2, nichts offen');
    const runs = await world.bridge.ledger.listReconcileRuns({ limit: 10 });
    expect(runs.map(({ state, error_code }) => [state, error_code])).toEqual([
      ['finished', null],
      ['failed', 'reconcile-interrupted'],
    ]);
  });

  it('of a repair has done each repair once when it is asked for again', async () => {
    const { world, orders } = await worldWith(3, { database: kind });
    const [order, deleted] = orders;
    if (!order || !deleted) throw new Error('no orders');
    copyInShop(world, order);
    world.shop.hands.deleteForGood(world.shopOrder(deleted.salesOrderId).id);
    const found = await reconcile(world);
    const stock = world.stock(SHIRT) ?? 0;
    const dying = await world.openAnother(dyingAt('markRepaired'));
    const asked = { ...ASKED, ...(await namesOf(world, found)) };
    for (let kill = 0; kill < 2; kill += 1) {
      await expect(dying.repairDifferences(asked)).rejects.toThrow('killed');
      await world.clock.advance(4 * MINUTE);
    }
    expect(await repair(world, found)).toMatchObject({ repaired: 2, left: 0 });
    // The two pieces of the double came back, those of the order made again were taken.
    expect(world.stock(SHIRT)).toBe(stock + 2 - 2);
    expect(world.shopOrder(deleted.salesOrderId).status).toBe('processing');
    expect((await reconcile(world)).line).toBe('3 = 3 = 3, nichts offen');
  });

  it('of a repair between the cancelling and the bin goes on there', async () => {
    const { world, orders } = await worldWith(2, { database: kind });
    const [order] = orders;
    if (!order) throw new Error('no order');
    const copy = copyInShop(world, order);
    const stock = world.stock(SHIRT) ?? 0;
    const found = await reconcile(world);
    world.shop.faults.serverError({ method: 'DELETE', path: '/orders', times: 1 });
    expect(await repair(world, found)).toMatchObject({ fault: { code: 'shop-unavailable' } });
    expect(world.shop.state.orders.get(copy)?.status).toBe('cancelled');
    await world.clock.advance(HOUR);
    expect(await repair(world, found)).toMatchObject({ repaired: 1 });
    expect(world.shop.state.orders.get(copy)?.status).toBe('trash');
    expect(world.stock(SHIRT)).toBe(stock + 2);
  });

  it('of a repair of a lost ledger has doubled nothing', async () => {
    const { world } = await worldWith(3, { database: kind });
    await world.restart(() => loseLedger(world.config.ledger));
    const found = await reconcile(world);
    const dying = await world.openAnother(dyingAt('markRepaired'));
    const asked = { ...ASKED, reconcileRunId: found.reconcileRunId };
    await expect(dying.repairDifferences(asked)).rejects.toThrow('killed');
    await world.runAfter(DAY);
    await repair(world, found);
    expect((await reconcile(world)).line).toBe('3 = 3 = 3, nichts offen');
    expect(world.shop.state.orders.size).toBe(3);
  });
});

it('repairs the differences that are named, and leaves the others', async () => {
  const { world, orders } = await worldWith(3);
  for (const { salesOrderId } of orders) {
    world.shop.hands.deleteForGood(world.shopOrder(salesOrderId).id);
  }
  const { reconcileRunId } = await reconcile(world);
  const page = { after: 0, limit: 10 };
  const [first] = await world.bridge.ledger.listReconcileDifferences(reconcileRunId, page);
  const differenceIds = [first?.difference_id ?? 0];
  const outcome = await world.bridge.repairDifferences({ ...ASKED, reconcileRunId, differenceIds });
  expect(outcome).toMatchObject({ repaired: 1 });
  expect(world.shop.state.orders.size).toBe(1);
  const rows = await world.bridge.ledger.listReconcileDifferences(reconcileRunId, page);
  expect(rows.map(({ repaired_at: at }) => at !== null)).toEqual([true, false, false]);
});

it('does not repair what was put right by a person meanwhile', async () => {
  const { world, orders } = await worldWith(2);
  const [order] = orders;
  if (!order) throw new Error('no order');
  const copy = copyInShop(world, order);
  const found = await reconcile(world);
  world.shop.hands.setStatus(copy, 'completed');
  const since = world.mark();
  expect(await repair(world, found)).toMatchObject({ repaired: 0, left: 1 });
  world.shop.hands.trash(copy);
  expect(await repair(world, found)).toMatchObject({ repaired: 1, left: 0 });
  expect(world.shopWrites(since)).toEqual([]);
});

it('makes no order again while a write to it may still be at work', async () => {
  const { world, orders } = await worldWith(2);
  const { salesOrderId = '' } = orders[0] ?? {};
  world.shop.hands.deleteForGood(world.shopOrder(salesOrderId).id);
  const claim = { claimId: 'refund', now: world.clock.now().toISOString(), notes: [] };
  await world.bridge.ledger.claimForChange(MAIN, salesOrderId, claim);
  expect(await repair(world, await reconcile(world))).toMatchObject({ repaired: 0, left: 1 });
  expect(world.shopOrders(salesOrderId)).toEqual([]);
});

it('repairs the others when the shop refuses one', async () => {
  const { world, orders } = await worldWith(3);
  const [one, other] = orders;
  if (!one || !other) throw new Error('no orders');
  const refused = copyInShop(world, one);
  const binned = copyInShop(world, other);
  world.shop.faults.answer(
    { status: 400, body: { code: 'rest_invalid_param', message: 'no', data: { status: 400 } } },
    { method: 'PUT', path: `/orders/${refused}` },
  );
  expect(await repair(world, await reconcile(world))).toMatchObject({ repaired: 1, left: 1 });
  expect(world.shop.state.orders.get(refused)?.status).toBe('processing');
  expect(world.shop.state.orders.get(binned)?.status).toBe('trash');
});

it.each([
  ['draft', 'account-is-draft'],
  ['unknown', 'account-unknown'],
] as const)('is refused for an account that is %s', async (which, code) => {
  const world = await startWorld({ account: { state: 'draft' } });
  const accountId = which === 'draft' ? MAIN : 'mian';
  await expect(world.bridge.reconcile({ ...ASKED, accountId })).rejects.toMatchObject({ code });
});

it('is refused for a range that ends before it begins', async () => {
  const { world } = await worldWith(1);
  const until = '2026-03-01T00:00:00.000Z';
  const from = '2026-03-02T00:00:00.000Z';
  await expect(world.bridge.reconcile({ ...ASKED, from, until })).rejects.toMatchObject({
    code: 'range-empty',
  });
});

it('compares a paused account, but repairs nothing of it', async () => {
  const { world, orders } = await worldWith(2);
  world.shop.hands.deleteForGood(world.shopOrder(orders[0]?.salesOrderId ?? '').id);
  await world.setAccount({ state: 'paused' });
  const { reconcileRunId } = await reconcile(world);
  await expect(world.bridge.repairDifferences({ ...ASKED, reconcileRunId })).rejects.toMatchObject({
    code: 'account-paused',
  });
  await expect(
    world.bridge.repairDifferences({ ...ASKED, reconcileRunId: 'none' }),
  ).rejects.toMatchObject({ code: 'reconcile-run-unknown' });
});
