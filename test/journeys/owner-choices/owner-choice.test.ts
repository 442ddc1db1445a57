import { describe, expect, it } from 'vitest';
import { META } from '../../../src/mapping/woocommerce/order-meta.ts';
import { MAIN, MINUTE, startWorld } from '../support/world.ts';
import { choose, codesOf, lineOf, look } from './choice-world.ts';

describe("the owner's choice", () => {
  it('of the shop holds for what he was asked about; another deed is told anew', async () => {
    const world = await startWorld();
    const order = world.order();
    await world.run();
    const { id } = world.shopOrder(order.salesOrderId);
    world.shop.hands.setStatus(id, 'cancelled');
    await look(world, order);
    await choose(world, order, 'shop');
    world.shop.hands.setStatus(id, 'failed');
    await look(world, order);
    expect(await codesOf(world, order)).toEqual(['cancelled-in-shop']);
  });

  it('is about everything that is open about the order at once', async () => {
    const world = await startWorld();
    const order = world.order();
    await world.run();
    const shopOrder = world.shopOrder(order.salesOrderId);
    world.shop.hands.setLineQuantity(shopOrder.id, lineOf(shopOrder), 3);
    world.shop.hands.setStatus(shopOrder.id, 'cancelled');
    await look(world, order);
    expect((await codesOf(world, order)).sort()).toEqual([
      'cancelled-in-shop',
      'quantity-higher-in-shop',
    ]);
    const result = await choose(world, order, 'shop');
    expect(result).toMatchObject({ chosen: true });
    expect(await codesOf(world, order)).toEqual([]);
    await look(world, order);
    expect(await codesOf(world, order)).toEqual([]);
  });

  it('may be changed until the import carries it out', async () => {
    const world = await startWorld();
    const order = world.order();
    await world.run();
    const { id } = world.shopOrder(order.salesOrderId);
    world.shop.hands.setStatus(id, 'cancelled');
    await look(world, order);
    await choose(world, order, 'otto');
    await choose(world, order, 'shop');
    await world.run();
    expect(world.shopOrder(order.salesOrderId).status).toBe('cancelled');
    expect(await codesOf(world, order)).toEqual([]);
  });

  it('of the shop is kept in the shop order itself, whatever becomes of the ledger', async () => {
    const world = await startWorld();
    const order = world.order();
    await world.run();
    const { id } = world.shopOrder(order.salesOrderId);
    world.shop.hands.setStatus(id, 'cancelled');
    await look(world, order);
    await choose(world, order, 'shop');
    const kept = world.shopOrder(order.salesOrderId).meta.filter(({ key }) => key === META.kept);
    expect(kept).toMatchObject([{ value: expect.stringMatching(/^cancelled-in-shop:\w+$/) }]);
  });

  it('says that there is nothing to choose, and knows no order that is not there', async () => {
    const world = await startWorld();
    const order = world.order();
    await world.run();
    const since = world.mark();
    for (const side of ['otto', 'shop'] as const) {
      expect(await choose(world, order, side)).toEqual({ chosen: false, why: 'nothing-to-choose' });
    }
    const nobody = { accountId: MAIN, salesOrderId: 'nobody', side: 'otto' } as const;
    expect(await world.bridge.chooseSide(nobody)).toEqual({ chosen: false, why: 'order-unknown' });
    expect(world.shopRequests(since)).toEqual([]);
  });

  it('that the shop can not be told is not made: the owner may choose again', async () => {
    const world = await startWorld();
    const order = world.order();
    await world.run();
    world.shop.hands.setStatus(world.shopOrder(order.salesOrderId).id, 'cancelled');
    await look(world, order);
    world.shop.faults.serverError({ method: 'PUT', times: 1 });
    await expect(choose(world, order, 'shop')).rejects.toMatchObject({
      fault: { code: 'shop-unavailable' },
    });
    expect(await codesOf(world, order)).toEqual(['cancelled-in-shop']);
    expect(await choose(world, order, 'shop')).toMatchObject({ chosen: true });
    expect(await codesOf(world, order)).toEqual([]);
  });

  it('whose answer got lost is looked for, and counts when it stands in the shop', async () => {
    const world = await startWorld();
    const order = world.order();
    await world.run();
    world.shop.hands.setStatus(world.shopOrder(order.salesOrderId).id, 'cancelled');
    await look(world, order);
    world.shop.faults.dropAfterEffect({ method: 'PUT', times: 1 });
    const since = world.mark();
    expect(await choose(world, order, 'shop')).toMatchObject({ chosen: true });
    expect(world.shopWrites(since)).toHaveLength(1);
    expect(await codesOf(world, order)).toEqual([]);
  });

  it('that a refund is entered already lets the order go on', async () => {
    const world = await startWorld();
    const order = world.order({ positionItems: [{}, {}] });
    await world.run();
    const { id } = world.shopOrder(order.salesOrderId);
    // More than one piece, so that less is left than the other costs.
    world.shop.hands.refund(id, '40.00');
    const [gone] = order.positionItems;
    world.otto.cancelByMarketplace(order.salesOrderId, gone && [gone.positionItemId]);
    await world.runAfter(MINUTE);
    expect(await codesOf(world, order)).toEqual(['refund-exceeds-rest']);
    expect(await choose(world, order, 'shop')).toEqual({
      chosen: true,
      side: 'shop',
      codes: ['refund-exceeds-rest'],
      isImportDue: true,
    });
    const { next_look_at: nextLookAt } = await world.row(order.salesOrderId);
    expect(Date.parse(nextLookAt ?? '')).toBeLessThanOrEqual(world.clock.now().getTime());
    await world.run();
    expect(await world.row(order.salesOrderId)).toMatchObject({ reason: null });
    expect([...world.shop.state.refunds.values()]).toHaveLength(1);
    expect(await codesOf(world, order)).not.toContain('refund-exceeds-rest');
  });
});
