import { expect, it } from 'vitest';
import { META } from '../../../src/mapping/woocommerce/order-meta.ts';
import { eachDatabase } from '../../databases.ts';
import { HOUR, MINUTE, startWorld, type World, type WorldOptions } from '../support/world.ts';
import { incidents, shopEvents, watch, watchAfter } from './watch-world.ts';

/** A world with one order of two pieces in the shop, looked at once. */
async function withOrder(options: WorldOptions = {}) {
  const world = await startWorld(options);
  const order = world.order({ positionItems: [{}, {}] });
  await world.run();
  await watchAfter(world, MINUTE);
  await world.clock.advance(MINUTE);
  const { salesOrderId, orderNumber } = order;
  return { world, salesOrderId, orderNumber, ...world.shopOrder(salesOrderId) };
}

async function isInLine(world: World, salesOrderId: string) {
  const { next_look_at: nextLookAt, reason } = await world.row(salesOrderId);
  return nextLookAt === null && reason === null;
}

eachDatabase('a person in the shop', ({ kind }) => {
  it('cancels an order: told once, in the timeline and as an incident, and not reverted', async () => {
    const { world, salesOrderId, orderNumber, id } = await withOrder({ database: kind });
    world.shop.hands.setStatus(id, 'cancelled');
    const since = world.mark();
    expect(await watch(world)).toMatchObject({ changed: 1, left: 0 });
    const changed = ['shop-status-changed', { from: 'processing', to: 'cancelled' }];
    expect(await shopEvents(world, salesOrderId)).toEqual([changed]);
    const told = ['cancelled-in-shop', expect.objectContaining({ orderNumber, wooOrderId: id })];
    expect(await incidents(world)).toEqual([told]);
    expect(await world.row(salesOrderId)).toMatchObject({ woo_status: 'cancelled' });

    expect(await watchAfter(world, 10_000)).toMatchObject({ changed: 0 });
    await world.runAfter(MINUTE);
    expect(await shopEvents(world, salesOrderId)).toEqual([changed]);
    expect(await incidents(world)).toEqual([told]);
    expect(world.shopWrites(since)).toEqual([]);

    world.shop.hands.setStatus(id, 'processing');
    await watchAfter(world, MINUTE);
    expect(await incidents(world)).toEqual([]);
    expect(await shopEvents(world, salesOrderId)).toHaveLength(2);
    expect(world.shopOrder(salesOrderId).status).toBe('processing');
  });

  it('books a refund, deletes it again: the incident comes and goes', async () => {
    const { world, salesOrderId, id } = await withOrder({ database: kind });
    const refund = world.shop.hands.refund(id, '5.00');
    await watch(world);
    expect(await shopEvents(world, salesOrderId)).toEqual([
      ['shop-refund-by-hand', { cents: 500 }],
    ]);
    expect((await incidents(world)).map(([code]) => code)).toEqual(['refunded-in-shop']);

    world.shop.state.refunds.delete(refund.id);
    const order = world.shopOrder(salesOrderId);
    order.dateModified = new Date(world.clock.now().getTime() + MINUTE);
    await watchAfter(world, MINUTE);
    expect(await shopEvents(world, salesOrderId)).toContainEqual([
      'shop-refund-removed',
      { cents: 500 },
    ]);
    expect(await incidents(world)).toEqual([]);
  });

  it('throws an order away and takes it out again: it waits meanwhile, and goes on by itself', async () => {
    const { world, salesOrderId, id } = await withOrder({ database: kind });
    world.shop.hands.trash(id);
    await watch(world);
    expect(await shopEvents(world, salesOrderId)).toEqual([['shop-order-thrown-away', {}]]);
    await world.runAfter(MINUTE);
    expect((await incidents(world)).map(([code]) => code)).toEqual(['shop-order-in-trash']);
    world.otto.send(salesOrderId);
    await world.runAfter(HOUR);
    expect(world.shopOrder(salesOrderId).status).toBe('trash');

    world.shop.hands.restore(id);
    await watchAfter(world, MINUTE);
    expect(await shopEvents(world, salesOrderId)).toContainEqual([
      'shop-order-restored',
      { to: 'processing' },
    ]);
    await world.run();
    expect(await incidents(world)).toEqual([]);
    expect(world.shopOrder(salesOrderId).status).toBe('completed');
    await watchAfter(world, MINUTE);
    expect(await isInLine(world, salesOrderId)).toBe(true);
    expect(await shopEvents(world, salesOrderId)).toHaveLength(2);
  });

  it('changes while the import has the order in hand: looked at again afterwards, and told then', async () => {
    const { world, salesOrderId, id } = await withOrder({ database: kind });
    await world.bridge.ledger.lookAgainAt('main', [salesOrderId], world.clock.now().toISOString());
    world.shop.hands.setStatus(id, 'cancelled');
    const { ledger } = world.bridge;
    const delivery = { deliveryId: 'd', webhookId: 1, topic: 'order.updated', wooOrderId: id };
    await ledger.addDeliveries([{ ...delivery, isWorked: false }], world.clock.now().toISOString());
    expect(await watch(world, { cause: 'webhook' })).toMatchObject({ changed: 0, left: 1 });
    expect(await ledger.countDeliveries()).toMatchObject({ waiting: 1 });
    expect(await watch(world)).toMatchObject({ changed: 0 });
    expect(await shopEvents(world, salesOrderId)).toEqual([]);
    // The import ends, having read the order before the person came: it notes what it read then.
    await world.bridge.ledger.lookAgainAt('main', [salesOrderId], '2027-01-01T00:00:00.000Z');
    expect(await watchAfter(world, HOUR)).toMatchObject({ changed: 1, left: 0 });
    expect(await shopEvents(world, salesOrderId)).toHaveLength(1);
    expect(await ledger.countDeliveries()).toMatchObject({ waiting: 0 });
  });

  it('changes what nobody announced while the import has it in hand: the next look still knows', async () => {
    const { world, salesOrderId, id } = await withOrder({ database: kind });
    await world.bridge.ledger.lookAgainAt('main', [salesOrderId], world.clock.now().toISOString());
    world.shop.hands.setStatus(id, 'cancelled');
    expect(await watch(world)).toMatchObject({ changed: 0, left: 1 });
    await world.restart();
    await world.bridge.ledger.lookAgainAt('main', [salesOrderId], '2027-01-01T00:00:00.000Z');
    expect(await watchAfter(world, HOUR)).toMatchObject({ changed: 1, left: 0 });
    expect(await shopEvents(world, salesOrderId)).toHaveLength(1);
  });
});

it.each([
  [
    'takes a line out',
    (world: World, id: number) =>
      world.shop.hands.removeLine(id, world.shop.state.orders.get(id)?.lineItems[0]?.id ?? 0),
    ['shop-lines-changed', 'shop-total-changed'],
    ['pieces-missing-in-shop'],
  ],
  [
    'lowers a quantity',
    (world: World, id: number) =>
      world.shop.hands.setLineQuantity(
        id,
        world.shop.state.orders.get(id)?.lineItems[0]?.id ?? 0,
        1,
      ),
    ['shop-lines-changed', 'shop-total-changed'],
    ['pieces-missing-in-shop'],
  ],
  [
    'adds a fee',
    (world: World, id: number) => world.shop.hands.addFee(id, 'Gift wrap', '4.00'),
    ['shop-lines-changed', 'shop-total-changed'],
    ['total-differs-in-shop'],
  ],
  [
    'corrects an address',
    (world: World, id: number) => world.shop.hands.setAddress(id, { shipping: { city: 'Bremen' } }),
    ['shop-address-changed'],
    [],
  ],
  [
    'packs it',
    (world: World, id: number) => world.shop.hands.setStatus(id, 'completed'),
    ['shop-status-changed'],
    [],
  ],
  [
    'holds it back',
    (world: World, id: number) => world.shop.hands.setStatus(id, 'on-hold'),
    ['shop-status-changed'],
    [],
  ],
])('a person %s: told, and told as against OTTO where it is', async (_what, hand, kinds, codes) => {
  const { world, salesOrderId, id } = await withOrder();
  hand(world, id);
  const since = world.mark();
  await watch(world);
  expect((await shopEvents(world, salesOrderId)).map(([kind]) => kind)).toEqual(kinds);
  expect((await incidents(world)).map(([code]) => code).toSorted()).toEqual(
    expect.arrayContaining(codes),
  );
  if (codes.length === 0) expect(await incidents(world)).toEqual([]);
  expect(world.shopWrites(since)).toEqual([]);
  expect(await isInLine(world, salesOrderId)).toBe(true);
});

it('tells nothing of an order in the bin that is over: it was tidied away', async () => {
  const { world, salesOrderId, id } = await withOrder();
  world.otto.cancelByMarketplace(salesOrderId);
  await world.run();
  await watchAfter(world, MINUTE);
  const before = await incidents(world);
  world.shop.hands.trash(id);
  await watchAfter(world, MINUTE);
  expect(await shopEvents(world, salesOrderId)).toEqual([['shop-order-thrown-away', {}]]);
  await world.runAfter(MINUTE);
  expect(await incidents(world)).toEqual(before);
});

it('an older write of ours that the shop carries out late is no person’s hand, and is put right', async () => {
  const { world, salesOrderId, id } = await withOrder();
  const old = structuredClone(world.shopOrder(salesOrderId));
  world.otto.send(salesOrderId);
  await world.runAfter(MINUTE);
  await watchAfter(world, MINUTE);
  expect(world.shopOrder(salesOrderId).status).toBe('completed');
  Object.assign(world.shopOrder(salesOrderId), {
    status: old.status,
    meta: old.meta,
    dateModified: world.clock.now(),
  });
  await watchAfter(world, 10_000);
  expect(await shopEvents(world, salesOrderId)).toEqual([]);
  expect(await incidents(world)).toEqual([]);
  await world.run();
  expect(world.shopOrder(salesOrderId)).toMatchObject({ id, status: 'completed' });
  const phase = world.shopOrder(salesOrderId).meta.find(({ key }) => key === META.phase)?.value;
  expect(phase).toBe('sent');
});

it('one order that nobody can read stops no other, and is told by the import', async () => {
  const { world, salesOrderId, id } = await withOrder();
  const other = world.order({ seed: 'other' });
  await world.run();
  await watchAfter(world, 2 * MINUTE);
  const otherId = world.shopOrder(other.salesOrderId).id;
  await world.clock.advance(2 * MINUTE);
  world.shop.hands.setStatus(id, 'on-hold');
  world.shop.hands.setStatus(otherId, 'on-hold');
  const [line] = world.shopOrder(salesOrderId).lineItems;
  if (line) line.quantity = Number.NaN;
  await watch(world);
  expect(await shopEvents(world, other.salesOrderId)).toHaveLength(1);
  await world.run();
  expect((await incidents(world)).map(([code]) => code)).toEqual(['shop-order-unreadable']);
  expect(await watchAfter(world, 30_000)).toMatchObject({ fault: undefined });

  if (line) line.quantity = 2;
  world.shop.hands.setStatus(id, 'processing');
  await watchAfter(world, MINUTE);
  await world.run();
  expect(await incidents(world)).toEqual([]);
});
