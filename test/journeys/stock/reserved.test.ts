import { describe, expect, it } from 'vitest';
import { sandboxProducts } from '../../fixtures/otto/index.ts';
import { watchAfter } from '../shop-watch/watch-world.ts';
import { MINUTE, SHIRT, STOCK } from '../support/world.ts';
import { type StockWorld, startStockWorld } from './stock-world.ts';

/** Two pieces of the shirt, announced or released. */
function twoShirts(world: StockWorld, fulfillmentStatus: string) {
  return world.order({
    seed: 'two-shirts',
    positionItems: [{ fulfillmentStatus }, { fulfillmentStatus }],
  });
}

describe('Pieces that OTTO sold', () => {
  it('are taken off while their order is not in the shop, and not twice once it is', async () => {
    const world = await startStockWorld();
    const order = twoShirts(world, 'ANNOUNCED');
    await world.run();
    await world.tell();
    expect(await world.level(SHIRT)).toMatchObject({ reserved: 2, shopQuantity: STOCK });
    expect(world.atOtto(SHIRT)).toBe(STOCK - 2);
    world.otto.release(order.salesOrderId);
    await world.runAfter(5 * MINUTE);
    expect(world.stock(SHIRT)).toBe(STOCK - 2);
    const calls = world.pushes().length;
    await world.tellAfter(MINUTE);
    expect(await world.level(SHIRT)).toMatchObject({ reserved: 0, shopQuantity: STOCK - 2 });
    expect(world.atOtto(SHIRT)).toBe(STOCK - 2);
    expect(world.pushes()).toHaveLength(calls);
  });

  it('are free again when OTTO cancels before the order came to the shop', async () => {
    const world = await startStockWorld();
    const order = twoShirts(world, 'ANNOUNCED');
    await world.run();
    await world.tell();
    world.otto.cancelByMarketplace(order.salesOrderId);
    await world.runAfter(5 * MINUTE);
    await world.tellAfter(MINUTE);
    expect(world.atOtto(SHIRT)).toBe(STOCK);
  });

  it('leave zero where all that is there is sold', async () => {
    const world = await startStockWorld();
    const [shirt] = [...world.shop.state.products.values()].filter(({ sku }) => sku === SHIRT);
    world.shop.hands.setStock(shirt?.id ?? 0, 2);
    world.otto.setQuantity(SHIRT, 9);
    twoShirts(world, 'ANNOUNCED');
    await world.run();
    await world.tell();
    expect(world.atOtto(SHIRT)).toBe(0);
    expect(await world.level(SHIRT)).toMatchObject({ shopFinding: { code: 'all-reserved' } });
  });

  it('count for every SKU that is made from the same product', async () => {
    const world = await startStockWorld();
    world.otto.availability.know('TWO-PACK');
    world.otto.setQuantity('TWO-PACK', 0);
    await world.bridge.skuMap.saveSet({
      sku: 'TWO-PACK',
      parts: [{ shopSku: SHIRT, quantity: 2 }],
    });
    await world.tell();
    expect(world.atOtto('TWO-PACK')).toBe(STOCK / 2);
    twoShirts(world, 'ANNOUNCED');
    await world.run();
    await world.tellAfter(MINUTE);
    expect(world.atOtto('TWO-PACK')).toBe(STOCK / 2 - 1);
    world.order({
      seed: 'a-pack',
      positionItems: [
        {
          fulfillmentStatus: 'ANNOUNCED',
          product: { ...sandboxProducts.shirt, sku: 'TWO-PACK' },
        },
      ],
    });
    await world.run();
    await world.tellAfter(MINUTE);
    expect([world.atOtto(SHIRT), world.atOtto('TWO-PACK')]).toEqual([STOCK - 4, STOCK / 2 - 2]);
  });

  it('are taken off again when a person cancels their order in the shop, which gives them back', async () => {
    const world = await startStockWorld();
    const order = twoShirts(world, 'PROCESSABLE');
    await world.run();
    await world.tell();
    expect(world.atOtto(SHIRT)).toBe(STOCK - 2);
    world.shop.hands.setStatus(world.shopOrder(order.salesOrderId).id, 'cancelled');
    await watchAfter(world, MINUTE);
    await world.tell();
    expect(world.stock(SHIRT)).toBe(STOCK);
    expect(world.atOtto(SHIRT)).toBe(STOCK - 2);
  });
});
