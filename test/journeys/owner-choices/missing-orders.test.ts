import { describe, expect, it } from 'vitest';
import { eachDatabase } from '../../databases.ts';
import type { WireSalesOrder } from '../../fixtures/otto/index.ts';
import { DAY, HOUR, MINUTE, SHIRT, STOCK, startWorld, type World } from '../support/world.ts';
import { choose, codesOf, eventsOf, look } from './choice-world.ts';

/** An order that the import found deleted, or in the bin. */
async function missing(
  deed: 'deleteForGood' | 'trash',
  kind: 'sqlite' | 'postgres' = 'sqlite',
): Promise<{ world: World; order: WireSalesOrder; id: number }> {
  const world = await startWorld({ database: kind });
  const order = world.order({ suspectedFraudCase: true });
  await world.run();
  const { id } = world.shopOrder(order.salesOrderId);
  world.shop.hands[deed](id);
  await look(world, order);
  return { world, order, id };
}

/** A backup that was put back elsewhere: the same order, another id. */
async function putBackElsewhere(world: World, order: WireSalesOrder): Promise<number> {
  const copy = world.order({ seed: 'other' });
  await world.runAfter(MINUTE);
  const other = world.shopOrder(copy.salesOrderId);
  const text = JSON.stringify(other.meta)
    .replaceAll(copy.salesOrderId, order.salesOrderId)
    .replaceAll(copy.orderNumber, order.orderNumber);
  other.meta = JSON.parse(text);
  other.transactionId = order.orderNumber;
  return other.id;
}

eachDatabase('an order that was deleted in the shop', ({ kind }) => {
  it('is made anew, once and whole, when the owner chooses OTTO’s side', async () => {
    const { world, order, id } = await missing('deleteForGood', kind);
    expect(await codesOf(world, order)).toContain('shop-order-gone');
    expect(await choose(world, order, 'otto')).toMatchObject({ chosen: true, isImportDue: true });
    await world.run();
    await world.runAfter(HOUR);
    const made = world.shopOrder(order.salesOrderId);
    expect(made.id).not.toBe(id);
    expect(made.status).toBe('processing');
    // The shop keeps the stock of an order that is deleted; the owner is told before he chooses.
    expect(world.stock(SHIRT)).toBe(STOCK - 2);
    expect(await codesOf(world, order)).toEqual(['fraud-suspected']);
    const notes = world.shop.state.notes.filter(({ orderId }) => orderId === made.id);
    expect(notes.filter(({ note }) => /Betrugsverdacht/.test(note))).toHaveLength(1);
    expect(await world.row(order.salesOrderId)).toMatchObject({ woo_order_id: made.id });
  });

  it('stays away when the owner accepts it, whatever OTTO does, and the story goes on', async () => {
    const { world, order } = await missing('deleteForGood', kind);
    expect(await choose(world, order, 'shop')).toEqual({
      chosen: true,
      side: 'shop',
      codes: ['shop-order-gone'],
      isImportDue: false,
    });
    expect(await codesOf(world, order)).toEqual([]);
    expect(await world.row(order.salesOrderId)).toMatchObject({
      import_state: 'skipped',
      reason: 'deleted-in-shop',
    });
    const since = world.mark();
    world.otto.send(order.salesOrderId);
    await world.runAfter(MINUTE);
    world.otto.returnItems(order.salesOrderId);
    await world.runAfter(DAY);
    expect(world.shopOrders(order.salesOrderId)).toEqual([]);
    expect(world.shopWrites(since)).toEqual([]);
    expect(await codesOf(world, order)).toEqual([]);
    const moves = (await eventsOf(world, order)).filter(({ kind: of }) => /^otto-phase/.test(of));
    expect(moves).toHaveLength(2);
  });
});

eachDatabase('an order in the bin of the shop', ({ kind }) => {
  it('is taken out of it and brought in line when the owner chooses OTTO’s side', async () => {
    const { world, order, id } = await missing('trash', kind);
    world.otto.send(order.salesOrderId);
    await world.runAfter(MINUTE);
    expect(await codesOf(world, order)).toContain('shop-order-in-trash');
    await choose(world, order, 'otto');
    await world.run();
    expect(world.shopOrder(order.salesOrderId)).toMatchObject({ id, status: 'completed' });
    expect(await codesOf(world, order)).not.toContain('shop-order-in-trash');
    expect(await world.row(order.salesOrderId)).toMatchObject({ owner_yields: 0 });
  });

  it('stays there when the owner accepts it, and goes on once somebody takes it out', async () => {
    const { world, order, id } = await missing('trash', kind);
    await choose(world, order, 'shop');
    expect(await world.row(order.salesOrderId)).toMatchObject({ reason: 'thrown-away-in-shop' });
    world.otto.send(order.salesOrderId);
    const since = world.mark();
    await world.runAfter(MINUTE);
    await world.runAfter(DAY);
    expect(world.shopWrites(since)).toEqual([]);
    expect(await codesOf(world, order)).toEqual([]);
    world.shop.hands.restore(id);
    await world.bridge.watchShop({
      cause: 'poll',
      signal: new AbortController().signal,
      holderKind: 'service',
    });
    await world.run();
    expect(world.shopOrder(order.salesOrderId).status).toBe('completed');
    expect(await world.row(order.salesOrderId)).toMatchObject({ import_state: 'imported' });
  });
});

describe('an order that seemed to be missing', () => {
  it('and is there again is not made twice, nor given up', async () => {
    for (const side of ['otto', 'shop'] as const) {
      const { world, order, id } = await missing('trash');
      world.shop.hands.restore(id);
      const result = await choose(world, order, side);
      expect(result.chosen).toBe(side === 'otto');
      await world.runAfter(MINUTE);
      expect(world.shopOrder(order.salesOrderId)).toMatchObject({ id, status: 'processing' });
      expect(await world.row(order.salesOrderId)).toMatchObject({ import_state: 'imported' });
      expect(await codesOf(world, order)).not.toContain('shop-order-in-trash');
    }
  });

  it.each(['otto', 'shop'] as const)(
    'and stands in the shop under another number is taken up, whatever is chosen: %s',
    async (side) => {
      const { world, order } = await missing('deleteForGood');
      const otherId = await putBackElsewhere(world, order);
      const result = await choose(world, order, side);
      expect(result.chosen).toBe(side === 'otto');
      expect(await world.row(order.salesOrderId)).toMatchObject({ woo_order_id: otherId });
      await world.runAfter(MINUTE);
      expect(world.shopOrders(order.salesOrderId).map(({ id }) => id)).toEqual([otherId]);
      expect(await world.row(order.salesOrderId)).toMatchObject({ import_state: 'imported' });
      expect(await codesOf(world, order)).not.toContain('shop-order-gone');
    },
  );

  it('may be taken in again after the owner had accepted that it is gone', async () => {
    const { world, order } = await missing('deleteForGood');
    await choose(world, order, 'shop');
    expect(await choose(world, order, 'shop')).toMatchObject({ chosen: false });
    expect(await choose(world, order, 'otto')).toMatchObject({
      chosen: true,
      codes: ['shop-order-gone'],
    });
    await world.run();
    expect(world.shopOrder(order.salesOrderId).status).toBe('processing');
  });
});
