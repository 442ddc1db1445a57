import { expect, it } from 'vitest';
import { META } from '../../../src/mapping/woocommerce/order-meta.ts';
import { eachDatabase } from '../../databases.ts';
import type { StoredOrder } from '../../fakes/woocommerce/state.ts';
import { sandboxProducts } from '../../fixtures/otto/index.ts';
import { HOUR, MINUTE, startWorld, type World } from '../support/world.ts';
import { incidents, shopEvents, startWebhookWorld, watch, watchAfter } from './watch-world.ts';

/** A copy of a shop order under another id, as a plugin or a restored backup makes it. */
function copyOf(world: World, order: StoredOrder, id: number): StoredOrder {
  const copy = { ...structuredClone(order), id, dateModified: world.clock.now() };
  world.shop.state.orders.set(id, copy);
  return copy;
}

eachDatabase('a shop order that is gone', ({ kind }) => {
  it('is told as soon as a delivery names it, and comes back when it is back', async () => {
    const world = await startWebhookWorld({ database: kind });
    const { salesOrderId } = world.order();
    await world.run();
    await world.shop.runWebhookQueue();
    const order = world.shopOrder(salesOrderId);
    await world.clock.advance(MINUTE);
    world.shop.hands.trash(order.id);
    world.shop.hands.deleteForGood(order.id);
    await world.shop.runWebhookQueue();
    const since = world.mark();
    await watch(world, { cause: 'webhook' });
    const gone = ['shop-order-gone', { wooOrderId: order.id }];
    expect(await shopEvents(world, salesOrderId)).toEqual([gone]);
    await world.runAfter(MINUTE);
    expect((await incidents(world)).map(([code]) => code)).toContain('shop-order-gone');
    expect(world.shopWrites(since)).toEqual([]);
    await watchAfter(world, MINUTE);
    expect(await shopEvents(world, salesOrderId)).toEqual([gone]);

    // A backup of the shop is put back.
    world.shop.state.orders.set(order.id, {
      ...order,
      status: 'processing',
      dateModified: new Date(world.clock.now().getTime() + MINUTE),
    });
    await watchAfter(world, MINUTE);
    await world.run();
    expect((await incidents(world)).map(([code]) => code)).not.toContain('shop-order-gone');
    expect(world.shopOrders(salesOrderId)).toHaveLength(1);
  });

  it('whose id now belongs to somebody else is told, and the other is left alone', async () => {
    const world = await startWorld({ database: kind });
    const { salesOrderId } = world.order();
    await world.run();
    await watchAfter(world, MINUTE);
    const { id } = world.shopOrder(salesOrderId);
    await world.clock.advance(MINUTE);
    const other = copyOf(world, world.shopOrder(salesOrderId), id);
    other.meta = [];
    const before = structuredClone(other);
    await watch(world);
    expect(await shopEvents(world, salesOrderId)).toEqual([
      ['shop-order-gone', { wooOrderId: id }],
    ]);
    await world.run();
    expect((await incidents(world)).map(([code]) => code)).toEqual(['shop-order-gone']);
    await watchAfter(world, HOUR);
    expect(world.shop.state.orders.get(id)).toEqual(before);
  });

  it('copied beside the right one is told until it is away, and survives imports', async () => {
    const world = await startWorld({ database: kind });
    const { salesOrderId, orderNumber } = world.order();
    await world.run();
    await watchAfter(world, MINUTE);
    const order = world.shopOrder(salesOrderId);
    await world.clock.advance(MINUTE);
    const copy = copyOf(world, order, order.id + 50);
    const since = world.mark();
    await watch(world);
    const twice = [
      'shop-order-twice',
      { orderNumber, wooOrderId: order.id, otherWooOrderId: copy.id },
    ];
    expect(await incidents(world)).toEqual([twice]);
    world.otto.send(salesOrderId);
    await world.runAfter(MINUTE);
    await watchAfter(world, HOUR);
    expect(await incidents(world)).toEqual([twice]);
    expect(world.shop.state.orders.get(copy.id)?.status).toBe('processing');
    expect(world.shopWrites(since).some((line) => line.endsWith(`/${copy.id}`))).toBe(false);

    world.shop.hands.trash(copy.id);
    await watchAfter(world, MINUTE);
    expect(await incidents(world)).toEqual([]);
    world.shop.hands.restore(copy.id);
    await watchAfter(world, MINUTE);
    expect(await incidents(world)).toEqual([twice]);
    world.shop.hands.deleteForGood(copy.id);
    await watchAfter(world, MINUTE);
    expect(await incidents(world)).toEqual([]);
  });
});

it('takes an order with a new id for gone, not for a copy, when the old one is away', async () => {
  const world = await startWorld();
  const { salesOrderId } = world.order();
  await world.run();
  await watchAfter(world, MINUTE);
  const order = world.shopOrder(salesOrderId);
  await world.clock.advance(MINUTE);
  copyOf(world, order, order.id + 50);
  world.shop.state.orders.delete(order.id);
  await watch(world);
  expect(await incidents(world)).toEqual([]);
  expect(await shopEvents(world, salesOrderId)).toEqual([
    ['shop-order-gone', { wooOrderId: order.id }],
  ]);
});

it('says so of an order of ours that the ledger does not know, and touches nothing', async () => {
  const world = await startWorld();
  const { salesOrderId } = world.order();
  await world.run();
  await watchAfter(world, MINUTE);
  const order = world.shopOrder(salesOrderId);
  await world.clock.advance(MINUTE);
  const unknown = copyOf(world, order, order.id + 50);
  unknown.meta = unknown.meta.map((entry) =>
    entry.key === META.salesOrderId ? { ...entry, value: 'of-a-newer-ledger' } : entry,
  );
  await watch(world);
  expect(world.log.filter(({ event }) => event === 'shop-order-unknown')).toHaveLength(1);
  expect(await incidents(world)).toEqual([]);
});

it('wakes an order that waits outside the shop when one of it turns up there', async () => {
  const world = await startWorld({ rules: { unknownSku: 'hold' } });
  const known = world.order();
  const held = world.order({
    seed: 'held',
    positionItems: [{ product: { ...sandboxProducts.shirt, sku: 'NOT-THERE' } }],
  });
  await world.run();
  await watchAfter(world, MINUTE);
  await world.clock.advance(MINUTE);
  expect((await world.row(held.salesOrderId)).import_state).toBe('held');
  const order = world.shopOrder(known.salesOrderId);
  const found = copyOf(world, order, order.id + 50);
  found.meta = found.meta.map((entry) =>
    entry.key === META.salesOrderId ? { ...entry, value: held.salesOrderId } : entry,
  );
  await watch(world);
  const { next_look_at: nextLookAt } = await world.row(held.salesOrderId);
  expect(nextLookAt).toBe(world.clock.now().toISOString());
});
