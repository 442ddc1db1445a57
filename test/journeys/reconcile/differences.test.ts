import { expect, it } from 'vitest';
import { readShopFacts } from '../../../src/mapping/shop-facts.ts';
import { usualDatabase } from '../../databases.ts';
import { HOUR, MAIN, MINUTE, SHIRT, STOCK, startWorld } from '../support/world.ts';
import {
  codesOf,
  copyInShop,
  listNextOnly,
  reconcile,
  repair,
  repairAsAsked,
  unseenByImport,
  worldWith,
} from './reconcile-world.ts';

const CLEAN = '3 = 3 = 3, nichts offen';

usualDatabase('a comparison of OTTO, ledger and shop', ({ kind }) => {
  it('says in one line that all is right, and writes nothing to the shop', async () => {
    const { world } = await worldWith(3, { database: kind });
    const since = world.mark();
    expect(await reconcile(world)).toMatchObject({ line: CLEAN, differences: [] });
    expect(world.shopWrites(since)).toEqual([]);
    expect(await world.openIncidents()).toEqual([]);
  });

  it('counts what waits and what is kept out, each as such', async () => {
    const { world, orders } = await worldWith(3, { database: kind });
    world.order({ seed: 'waits', positionItems: [{ fulfillmentStatus: 'ANNOUNCED' }] });
    const gone = world.order({ seed: 'gone', positionItems: [{ fulfillmentStatus: 'ANNOUNCED' }] });
    world.otto.cancelByMarketplace(gone.salesOrderId);
    world.otto.cancelByMarketplace(orders[0]?.salesOrderId ?? '');
    await world.run();
    expect((await reconcile(world)).line).toBe(
      '5 bei OTTO = 5 in der Brücke = 3 im Shop + 1 wartet + 1 bleibt draußen, nichts offen',
    );
  });

  it('finds an order that was deleted in the shop, and makes it again when told to', async () => {
    const { world, orders } = await worldWith(3, { database: kind });
    const [order] = orders;
    world.shop.hands.deleteForGood(world.shopOrder(order?.salesOrderId ?? '').id);
    const found = await reconcile(world);
    expect(found).toMatchObject({
      line: '3 bei OTTO = 3 in der Brücke ≠ 2 im Shop, 1 Unterschied',
      differences: [
        { code: 'shop-order-missing', repair: 'create-again', orderNumber: order?.orderNumber },
      ],
    });
    expect(await repair(world, found)).toMatchObject({ repaired: 1, left: 0 });
    expect(world.shopOrder(order?.salesOrderId ?? '').status).toBe('processing');
    expect((await reconcile(world)).line).toBe(CLEAN);
  });

  it('asks the owner about a deleted order that is not named, and takes no stock for it', async () => {
    const { world, orders } = await worldWith(3, { database: kind });
    const { salesOrderId = '', orderNumber } = orders[0] ?? {};
    world.shop.hands.deleteForGood(world.shopOrder(salesOrderId).id);
    const stock = world.stock(SHIRT);
    const { reconcileRunId } = await reconcile(world);
    expect(await repairAsAsked(world, { reconcileRunId })).toMatchObject({ repaired: 0, left: 1 });
    expect(world.shopOrders(salesOrderId)).toEqual([]);
    expect(world.stock(SHIRT)).toBe(stock);
    const open = await world.openIncidents();
    expect(open.map(({ code }) => code)).toContain('shop-order-gone');
    expect(open.map(({ params }) => params).join()).toContain(orderNumber);
  });

  it('tells of a status that a person set and nobody looked at, and has it judged', async () => {
    const { world, orders } = await worldWith(2, { database: kind });
    const [sent, plain] = orders;
    if (!sent || !plain) throw new Error('no orders');
    world.otto.send(sent.salesOrderId);
    await world.runAfter(HOUR);
    world.shop.hands.setStatus(world.shopOrder(sent.salesOrderId).id, 'processing');
    world.shop.hands.setStatus(world.shopOrder(plain.salesOrderId).id, 'completed');
    const found = await reconcile(world);
    expect(found.differences).toMatchObject([
      { code: 'shop-status-unseen', params: { from: 'completed', to: 'processing' } },
      { code: 'shop-status-unseen', params: { from: 'processing', to: 'completed' } },
    ]);
    const { reconcileRunId } = found;
    expect(await repairAsAsked(world, { reconcileRunId })).toMatchObject({ repaired: 2, left: 0 });
    expect((await reconcile(world)).differences).toMatchObject([
      { code: 'contradiction-open', params: { reason: 'open-in-shop-finished-at-otto' } },
    ]);
  });

  it('tells of an order in the bin whose cancellation could not be written', async () => {
    const { world, orders } = await worldWith(2, { database: kind });
    const { salesOrderId = '' } = orders[0] ?? {};
    world.shop.hands.trash(world.shopOrder(salesOrderId).id);
    world.otto.cancelByMarketplace(salesOrderId);
    await world.runAfter(HOUR);
    expect((await reconcile(world)).differences).toMatchObject([{ code: 'shop-order-in-trash' }]);
  });

  it('tells of an order in the bin, and takes it out for nobody', async () => {
    const { world, orders } = await worldWith(3, { database: kind });
    const { id } = world.shopOrder(orders[1]?.salesOrderId ?? '');
    world.shop.hands.trash(id);
    const found = await reconcile(world);
    expect(found).toMatchObject({
      line: '3 = 3 = 3, 1 Unterschied',
      differences: [{ code: 'shop-order-in-trash', repair: undefined, params: { wooOrderId: id } }],
    });
    expect(await repair(world, found)).toMatchObject({ repaired: 0, left: 0 });
    world.shop.hands.restore(id);
    expect((await reconcile(world)).line).toBe(CLEAN);
  });

  it('finds an order that the import never heard of, and fetches it', async () => {
    const { world } = await worldWith(2, { database: kind });
    const missed: string[] = [];
    await unseenByImport(world, () => missed.push(world.order({ seed: 'missed' }).orderNumber));
    const found = await reconcile(world);
    expect(found).toMatchObject({
      line: '4 bei OTTO ≠ 3 in der Brücke = 3 im Shop, 1 Unterschied',
      differences: [{ code: 'otto-order-unknown', repair: 'import', orderNumber: missed[0] }],
    });
    expect(await repair(world, found)).toMatchObject({ repaired: 1 });
    expect((await reconcile(world)).line).toBe('4 = 4 = 4, nichts offen');
  });

  it('finds what changed at OTTO unseen, phase or price, and brings the shop in line', async () => {
    const { world, orders } = await worldWith(2, { database: kind });
    const [sent, cheaper] = orders.map(({ salesOrderId }) => salesOrderId);
    await unseenByImport(world, () => {
      world.otto.send(sent ?? '');
      world.otto.amend(cheaper ?? '', (order) => ({
        ...order,
        positionItems: order.positionItems.map((piece) => ({
          ...piece,
          itemValueGrossPrice: { amount: 1, currency: 'EUR' },
        })),
      }));
    });
    const found = await reconcile(world);
    expect(codesOf(found).sort()).toEqual(['phase-behind', 'pieces-behind']);
    expect(await repair(world, found)).toMatchObject({ repaired: 2, left: 0 });
    expect(world.shopOrder(sent ?? '').status).toBe('completed');
    expect(world.shopOrder(cheaper ?? '').total.toFixed(2)).toBe('7.95');
    expect((await reconcile(world)).line).toBe(CLEAN);
  });

  it('finds a shop that was restored from a backup, and brings it in line again', async () => {
    const { world, orders } = await worldWith(3, { database: kind });
    const [order] = orders;
    const before = structuredClone(world.shopOrder(order?.salesOrderId ?? ''));
    world.otto.send(order?.salesOrderId ?? '');
    await world.runAfter(MINUTE);
    await world.runAfter(HOUR);
    world.shop.state.orders.set(before.id, before);
    const found = await reconcile(world);
    expect(found.differences).toMatchObject([
      { code: 'shop-phase-behind', repair: 'look-again', params: { wooOrderId: before.id } },
    ]);
    await repair(world, found);
    expect(world.shopOrder(order?.salesOrderId ?? '').status).toBe('completed');
    expect((await reconcile(world)).line).toBe(CLEAN);
  });

  it('bins the later of two shop orders, and its stock comes back', async () => {
    const { world, orders } = await worldWith(3, { database: kind });
    const [order] = orders;
    if (!order) throw new Error('no order');
    const known = world.shopOrder(order.salesOrderId).id;
    const copy = copyInShop(world, order);
    const found = await reconcile(world);
    expect(found).toMatchObject({
      line: '3 = 3 = 3, 1 Unterschied',
      differences: [
        {
          code: 'shop-order-twice',
          repair: 'bin-the-later',
          params: { wooOrderId: known, otherWooOrderId: copy },
        },
      ],
    });
    const stock = world.stock(SHIRT) ?? STOCK;
    await repair(world, found);
    expect(world.shop.state.orders.get(known)?.status).toBe('processing');
    expect(world.shop.state.orders.get(copy)?.status).toBe('trash');
    expect(world.stock(SHIRT)).toBe(stock + 2);
    expect((await reconcile(world)).line).toBe(CLEAN);
    const events = await world.bridge.ledger.listEvents('main', order.salesOrderId);
    expect(events.at(-1)).toMatchObject({ kind: 'shop-double-binned', cause: 'reconcile' });
  });

  it('leaves two shop orders to a person when both were shipped', async () => {
    const { world, orders } = await worldWith(3, { database: kind });
    const [order] = orders;
    if (!order) throw new Error('no order');
    world.shop.hands.setStatus(world.shopOrder(order.salesOrderId).id, 'completed');
    const copy = copyInShop(world, order);
    const found = await reconcile(world);
    expect(found.differences).toMatchObject([
      { code: 'shop-order-twice', repair: undefined },
      { code: 'shop-status-unseen' },
    ]);
    await repair(world, found);
    expect(world.shop.state.orders.get(copy)?.status).toBe('completed');
  });

  it('mends a sum that was wrong already when the bridge read it last', async () => {
    const { world, orders } = await worldWith(3, { database: kind });
    const { salesOrderId = '' } = orders[2] ?? {};
    const { id, total } = world.shopOrder(salesOrderId);
    world.shop.hands.addFee(id, 'Rundung', '0.01');
    const facts = readShopFacts(await world.row(salesOrderId));
    if (!facts) throw new Error('no facts');
    const wooStatus = facts.status;
    const look = {
      salesOrderId,
      wooStatus,
      events: [],
      contradictions: [],
      wakes: false,
      wantsReportLook: false,
    };
    const totalCents = facts.totalCents + 1;
    const looks = [{ ...look, facts: { ...facts, totalCents } }];
    await world.bridge.ledger.settleShopLooks(MAIN, looks, 'poll', world.clock.now().toISOString());
    const found = await reconcile(world);
    expect(found.differences).toMatchObject([
      {
        code: 'total-differs',
        params: { expectedCents: totalCents - 1, actualCents: totalCents },
      },
    ]);
    await repair(world, found);
    expect(world.shop.state.orders.get(id)?.total).toBe(total);
    expect((await reconcile(world)).line).toBe(CLEAN);
  });

  it('does not mend over a person a sum that a person changed, but asks', async () => {
    const { world, orders } = await worldWith(3, { database: kind });
    const { id } = world.shopOrder(orders[2]?.salesOrderId ?? '');
    world.shop.hands.addFee(id, 'Geschenkpapier', '0.03');
    const found = await reconcile(world);
    expect(found.differences).toMatchObject([{ code: 'total-differs', repair: 'look-again' }]);
    const total = world.shop.state.orders.get(id)?.total;
    await repair(world, found);
    expect(world.shop.state.orders.get(id)?.total).toBe(total);
    expect((await reconcile(world)).differences).toMatchObject([
      { code: 'contradiction-open', params: { reason: 'total-differs-in-shop' } },
    ]);
  });
});

usualDatabase('what changes while the sides are compared', ({ kind }) => {
  it('is no difference: an order that a page of the listing lacks', async () => {
    const { world, orders } = await worldWith(3, { database: kind });
    listNextOnly(world, [orders[1]?.salesOrderId ?? '']);
    expect(await reconcile(world)).toMatchObject({ line: CLEAN, differences: [] });
  });

  it('is no difference: an order that comes in between the readings', async () => {
    const { world } = await worldWith(3, { database: kind });
    let isPlaced = false;
    world.otto.hooks.onEffect = async (request) => {
      if (isPlaced || request.path !== '/v4/orders') return;
      isPlaced = true;
      world.order({ seed: 'just now' });
      await world.run();
    };
    expect(await reconcile(world)).toMatchObject({
      line: '4 = 4 = 4, nichts offen',
      differences: [],
    });
  });

  it('is no difference: what OTTO has had since the import looked last', async () => {
    const { world, orders } = await worldWith(3, { database: kind });
    world.order({ seed: 'newest', orderDate: world.clock.now().toISOString() });
    world.otto.send(orders[0]?.salesOrderId ?? '');
    await world.clock.advance(MINUTE);
    expect(await reconcile(world)).toMatchObject({ line: CLEAN, differences: [] });
  });

  it('is no difference: what OTTO had, but did not list yet, when the import looked', async () => {
    const { world, orders } = await worldWith(3, { database: kind });
    world.otto.behaviour.listLagMs = 10 * MINUTE;
    world.otto.send(orders[0]?.salesOrderId ?? '');
    await world.runAfter(5 * MINUTE);
    await world.clock.advance(10 * MINUTE);
    expect(await reconcile(world)).toMatchObject({ line: CLEAN, differences: [] });
  });

  it('is no difference: an order that comes in while it is read anew', async () => {
    const { world } = await worldWith(2, { database: kind });
    let missed = '';
    await unseenByImport(world, () => {
      missed = world.order({ seed: 'missed' }).salesOrderId;
    });
    world.shop.hooks.onEffect = async ({ query }) => {
      if (!('search' in query)) return;
      delete world.shop.hooks.onEffect;
      await world.run({ since: '2026-03-01T00:00:00.000Z' });
    };
    expect(await reconcile(world)).toMatchObject({ line: '4 = 4 = 4, nichts offen' });
    expect(world.shopOrders(missed)).toHaveLength(1);
  });

  it('is told after a day without an import', async () => {
    const { world, orders } = await worldWith(3, { database: kind });
    world.otto.send(orders[0]?.salesOrderId ?? '');
    await world.clock.advance(25 * HOUR);
    expect(codesOf(await reconcile(world))).toEqual(['phase-behind']);
  });
});

it('looks at the orders of its range and account alone', async () => {
  const { world, orders } = await worldWith(2);
  const placed = Date.parse(orders[0]?.orderDate ?? '');
  const at = (ms: number) => new Date(placed + ms).toISOString();
  expect((await reconcile(world, { from: at(0), until: at(1) })).line).toBe(
    '2 = 2 = 2, nichts offen',
  );
  // Whether OTTO's own bounds are inclusive is unknown: it is asked a second wider on both sides.
  const [asked] = world.otto.requestsTo('GET', '/v4/orders').slice(-1);
  expect(asked?.query.get('fromOrderDate')).toBe(at(-1_000));
  expect(asked?.query.get('toOrderDate')).toBe(at(1_001));
  expect((await reconcile(world, { from: at(1) })).line).toBe('0 = 0 = 0, nichts offen');
  expect((await reconcile(world, { from: at(-5_000), until: at(0) })).line).toBe(
    '0 = 0 = 0, nichts offen',
  );
});

it('reaches back to the oldest order that has a way to go, and else the days of the settings', async () => {
  const { world } = await worldWith(2);
  const long = new Date(world.clock.now().getTime() - 80 * 24 * HOUR).toISOString();
  const old = world.order({ seed: 'old', orderDate: long });
  await world.run({ since: long });
  const counted = async () => (await reconcile(world)).line;
  expect(await counted()).toBe('3 = 3 = 3, nichts offen');
  world.otto.send(old.salesOrderId);
  await world.run();
  expect(await counted()).toBe('2 = 2 = 2, nichts offen');
  await world.update((settings) => ({ ...settings, reconcileDays: 90 }));
  expect(await counted()).toBe('3 = 3 = 3, nichts offen');
});

it('knows nothing of what was placed before the start of the account', async () => {
  const world = await startWorld({ account: { startAt: '2026-03-20T07:30:00.000Z' } });
  world.order({ seed: 'too old' });
  world.order({ seed: 'young', orderDate: '2026-03-20T07:45:00.000Z' });
  await world.run();
  await world.runAfter(HOUR);
  expect((await reconcile(world)).line).toBe('1 = 1 = 1, nichts offen');
  const from = '2026-03-01T00:00:00.000Z';
  expect((await reconcile(world, { from })).differences).toEqual([]);
});
