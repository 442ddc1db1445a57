import { describe, expect, it } from 'vitest';
import { checkWebhooks, startWebhookWorld } from '../shop-watch/watch-world.ts';
import { MINUTE } from '../support/world.ts';

async function startTold(isOn: boolean) {
  const world = await startWebhookWorld();
  await world.update((settings) => ({ ...settings, stock: { ...settings.stock, isOn } }));
  await checkWebhooks(world);
  world.otto.availability.know('MUG', 'SHIRT-S');
  world.otto.setQuantity('MUG', 0);
  world.otto.setQuantity('SHIRT-S', 0);
  const mug = world.shop.addProduct({ name: 'Mug', sku: 'MUG', stockQuantity: 7 });
  const shirt = world.shop.addProduct({ name: 'Shirt', sku: 'SHIRT', type: 'variable' });
  const small = world.shop.addProduct({
    name: 'Shirt S',
    sku: 'SHIRT-S',
    parentId: shirt.id,
    stockQuantity: 3,
  });
  const tell = (cause: 'schedule' | 'webhook') =>
    world.bridge.runStock({ cause, signal: new AbortController().signal, holderKind: 'service' });
  await tell('schedule');
  await world.clock.advance(5 * MINUTE);
  return { world, mug, small, tell };
}

const topics = (world: Awaited<ReturnType<typeof startTold>>['world']) =>
  [...world.shop.state.webhooks.values()].map(({ topic }) => topic).toSorted();

describe('Webhooks about products', () => {
  it('bring a changed number without asking the shop what else changed', async () => {
    const { world, mug, small, tell } = await startTold(true);
    world.shop.hands.setStock(mug.id, 6);
    world.shop.hands.setStock(small.id, 2);
    await world.shop.runWebhookQueue();
    expect(world.receipts.slice(-2)).toEqual([
      { outcome: 'received', isNews: false, isStockNews: true },
      { outcome: 'received', isNews: false, isStockNews: true },
    ]);
    const before = world.mark();
    await tell('webhook');
    expect(world.otto.availability.quantity('MUG')).toBe(6);
    expect(world.otto.availability.quantity('SHIRT-S')).toBe(2);
    const asked = world.shop.requests.slice(before).map(({ query }) => Object.keys(query));
    expect(asked.flat()).not.toContain('modified_after');
  });

  it('are forgotten without harm: the poll brings the change as well', async () => {
    const { world, mug, tell } = await startTold(true);
    world.shop.deliveryFaults.lose();
    world.shop.hands.setStock(mug.id, 6);
    await world.shop.runWebhookQueue();
    await world.clock.advance(MINUTE);
    await tell('schedule');
    expect(world.otto.availability.quantity('MUG')).toBe(6);
  });

  it('tell of a new product that has the SKU, and of one thrown away', async () => {
    const { world, mug, tell } = await startTold(true);
    world.otto.availability.know('NEW');
    world.otto.setQuantity('NEW', 0);
    await world.clock.advance(24 * 60 * MINUTE);
    await tell('schedule');
    await tell('schedule');
    await world.clock.advance(5 * MINUTE);
    world.shop.hands.createProduct({ name: 'New', sku: 'NEW', stockQuantity: 4 });
    world.shop.hands.trashProduct(mug.id);
    await world.shop.runWebhookQueue();
    await tell('webhook');
    expect(world.otto.availability.quantity('NEW')).toBe(4);
    expect(world.otto.availability.quantity('MUG')).toBe(0);
  });

  it('pass by where they are of products that OTTO does not sell', async () => {
    const { world } = await startTold(true);
    world.shop.hands.createProduct({ name: 'Other', sku: 'OTHER', stockQuantity: 4 });
    await world.shop.runWebhookQueue();
    expect(world.receipts.at(-1)).toEqual({
      outcome: 'received',
      isNews: false,
      isStockNews: false,
    });
  });

  it('are made only where OTTO is told the stock, and removed when that is switched off', async () => {
    const { world, mug } = await startTold(false);
    expect(topics(world).filter((topic) => topic.startsWith('product.'))).toEqual([]);
    await world.update((settings) => ({ ...settings, stock: { ...settings.stock, isOn: true } }));
    await checkWebhooks(world);
    expect(topics(world).filter((topic) => topic.startsWith('product.'))).toEqual([
      'product.created',
      'product.deleted',
      'product.updated',
    ]);
    await world.update((settings) => ({ ...settings, stock: { ...settings.stock, isOn: false } }));
    world.shop.hands.setStock(mug.id, 6);
    await world.shop.runWebhookQueue();
    expect(world.receipts.at(-1)).toEqual({ outcome: 'received', isNews: false });
    await checkWebhooks(world);
    expect(topics(world)).toHaveLength(4);
  });
});
