import { expect, it } from 'vitest';
import { HOUR, startWorld, type World } from './support/world.ts';

const ADDRESS = 'buyer@mail.example';

async function codes(world: World): Promise<string[]> {
  return (await world.openIncidents()).map(({ code }) => code);
}

async function worldWithAddress() {
  const world = await startWorld();
  const order = world.order({ positionItems: [{}, {}] });
  await world.run();
  const { id } = world.shopOrder(order.salesOrderId);
  world.shop.hands.setEmail(id, ADDRESS);
  return { world, order, id };
}

it('writes neither status nor refund while a mail address stands in the shop order', async () => {
  const { world, order, id } = await worldWithAddress();
  const [gone] = order.positionItems;
  world.otto.cancelByMarketplace(order.salesOrderId, gone && [gone.positionItemId]);
  world.otto.send(order.salesOrderId);
  const since = world.mark();
  await world.runAfter(HOUR);
  await world.runAfter(HOUR);
  expect(world.shopWrites(since).filter((line) => !line.endsWith('/notes'))).toEqual([]);
  expect(world.shop.state.mails.filter(({ audience }) => audience === 'customer')).toEqual([]);
  expect(await codes(world)).toContain('shop-order-email-present');

  world.shop.hands.setEmail(id, '');
  await world.runAfter(HOUR);
  await world.runAfter(6 * HOUR);
  expect(world.shopOrder(order.salesOrderId).status).toBe('completed');
  expect(world.shop.state.refunds.size).toBe(1);
  expect(await codes(world)).not.toContain('shop-order-email-present');
});

it('hears of the address from the poll, and tells it before OTTO changes anything', async () => {
  const { world } = await worldWithAddress();
  const { signal } = new AbortController();
  await world.bridge.watchShop({ cause: 'poll', signal, holderKind: 'service' });
  await world.run();
  expect(await codes(world)).toEqual(['shop-order-email-present']);
});

it('asks for no address to be taken out of an order that is over', async () => {
  const world = await startWorld();
  const order = world.order();
  await world.run();
  world.otto.cancelByMarketplace(order.salesOrderId);
  await world.runAfter(HOUR);
  world.shop.hands.setEmail(world.shopOrder(order.salesOrderId).id, ADDRESS);
  const { signal } = new AbortController();
  await world.bridge.watchShop({ cause: 'poll', signal, holderKind: 'service' });
  await world.runAfter(HOUR);
  expect(await codes(world)).not.toContain('shop-order-email-present');
});
