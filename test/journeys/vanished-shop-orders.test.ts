import { readdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { META } from '../../src/mapping/woocommerce/order-meta.ts';
import { eachDatabase } from '../databases.ts';
import { DAY, HOUR, MINUTE, startWorld, type World } from './support/world.ts';

function ledgerOf({ config }: World): string {
  if (config.ledger.kind !== 'sqlite') throw new Error('This ledger is no file');
  return config.ledger.path;
}

async function incidents(world: World) {
  const rows = await world.openIncidents();
  return rows.map(({ code, orders, params }) => ({ code, orders, params: JSON.parse(params) }));
}

eachDatabase('an order of ours that a person deleted in the shop', ({ kind }) => {
  it('is an incident when OTTO changes it, and is never made a second time', async () => {
    const world = await startWorld({ database: kind });
    const order = world.order();
    await world.run();
    world.shop.state.orders.clear();
    await world.runAfter(MINUTE);
    expect(await incidents(world)).toEqual([]);

    world.otto.send(order.salesOrderId);
    const { counters } = await world.runAfter(MINUTE);
    expect(counters).toMatchObject({ failed: 1, created: 0 });
    expect(await incidents(world)).toMatchObject([
      { code: 'shop-order-gone', orders: 1, params: { orderNumber: order.orderNumber } },
    ]);
    await world.runAfter(HOUR);
    await world.runAfter(DAY);
    expect(world.shop.state.orders.size).toBe(0);
    expect(await incidents(world)).toHaveLength(1);
  });

  it('is held while it lies in the bin, and goes on when it is taken out again', async () => {
    const world = await startWorld({ database: kind });
    const order = world.order();
    await world.run();
    const { id } = world.shopOrder(order.salesOrderId);
    world.shopOrder(order.salesOrderId).status = 'trash';
    world.otto.send(order.salesOrderId);
    const since = world.mark();
    const { counters } = await world.runAfter(MINUTE);
    expect(counters).toMatchObject({ held: 1, updated: 0 });
    expect(world.shopWrites(since)).toEqual([]);
    expect(await incidents(world)).toMatchObject([
      { code: 'shop-order-in-trash', orders: 1, params: { wooOrderId: id } },
    ]);
    world.shopOrder(order.salesOrderId).status = 'processing';
    await world.runAfter(HOUR);
    expect(world.shopOrder(order.salesOrderId).status).toBe('completed');
    expect(await incidents(world)).toEqual([]);
  });
});

it('never writes to the order of somebody else that got the id after a restored backup', async () => {
  const world = await startWorld();
  const ours = world.order({ suspectedFraudCase: true, positionItems: [{}, {}] });
  // The note fails at first, so that it is still due when the shop is restored.
  world.shop.faults.serverError({ method: 'POST', path: '/notes', times: 1 });
  await world.run();
  const { id } = world.shopOrder(ours.salesOrderId);
  const foreign = {
    ...structuredClone(world.shopOrder(ours.salesOrderId)),
    meta: [],
    createdVia: 'checkout',
    transactionId: 'paypal-1',
  };
  world.shop.state.orders.set(id, foreign);
  const before = structuredClone(foreign);
  world.shop.state.notes.splice(0);

  const [gone] = ours.positionItems;
  world.otto.cancelByMarketplace(ours.salesOrderId, gone && [gone.positionItemId]);
  const since = world.mark();
  await world.runAfter(MINUTE);
  await world.runAfter(HOUR);
  world.otto.cancelByMarketplace(ours.salesOrderId);
  await world.runAfter(DAY);
  expect(world.shop.state.orders.get(id)).toEqual(before);
  expect(world.shop.state.notes).toEqual([]);
  expect(world.shop.state.refunds.size).toBe(0);
  expect(world.shopWrites(since)).toEqual([]);
  expect((await incidents(world)).map(({ code }) => code)).toContain('shop-order-gone');
});

it('writes no late note to the order of somebody else that got the id after a restored backup', async () => {
  const world = await startWorld();
  const ours = world.order({ suspectedFraudCase: true });
  world.shop.faults.serverError({ method: 'POST', path: '/notes', times: 1 });
  await world.run();
  const { id } = world.shopOrder(ours.salesOrderId);
  world.shop.state.orders.set(id, {
    ...structuredClone(world.shopOrder(ours.salesOrderId)),
    meta: [],
    createdVia: 'checkout',
  });
  world.shop.state.notes.splice(0);
  await world.runAfter(HOUR);
  expect(world.shop.state.notes).toEqual([]);
});

it('takes an order of another of our accounts for what it is: not this one', async () => {
  const world = await startWorld();
  const order = world.order();
  await world.run();
  const stored = world.shopOrder(order.salesOrderId);
  for (const entry of stored.meta) if (entry.key === META.account) entry.value = 'outlet';
  world.otto.send(order.salesOrderId);
  const since = world.mark();
  await world.runAfter(MINUTE);
  expect(world.shopWrites(since)).toEqual([]);
  expect(await incidents(world)).toMatchObject([{ code: 'shop-order-gone' }]);
});

it('finds all its orders again after the ledger was lost, and makes none twice', async () => {
  const world = await startWorld({ rules: { announcedImport: 'all' } });
  const orders = [1, 2, 3].map((seed) => world.order({ seed }));
  const cancelled = world.order({ seed: 4, positionItems: [{ fulfillmentStatus: 'ANNOUNCED' }] });
  await world.run();
  // The settings stay; the bridge begins with an empty ledger.
  const folder = dirname(ledgerOf(world));
  await world.restart(async () => {
    for (const name of await readdir(folder)) await rm(join(folder, name));
  });
  world.otto.send(orders[0]?.salesOrderId ?? '');
  world.otto.cancelByMarketplace(cancelled.salesOrderId);
  const { counters, fault } = await world.run();
  expect(fault).toBeUndefined();
  expect(counters).toMatchObject({ created: 0, failed: 0 });
  expect(orders.map(({ salesOrderId }) => world.shopOrder(salesOrderId).status)).toEqual([
    'completed',
    'processing',
    'processing',
  ]);
  expect(world.shopOrder(cancelled.salesOrderId).status).toBe('cancelled');
});

it('goes on with all others when one shop order can not be read', async () => {
  const world = await startWorld();
  const odd = world.order({ seed: 'odd' });
  const other = world.order({ seed: 'other' });
  await world.run();
  const [line] = world.shopOrder(odd.salesOrderId).lineItems;
  if (line) line.quantity = Number.NaN;
  world.otto.send(odd.salesOrderId);
  world.otto.send(other.salesOrderId);
  const { fault } = await world.runAfter(MINUTE);
  expect(fault).toBeUndefined();
  expect(world.shopOrder(other.salesOrderId).status).toBe('completed');
  expect(await incidents(world)).toMatchObject([{ code: 'shop-order-unreadable', orders: 1 }]);
  if (line) line.quantity = 1;
  await world.runAfter(HOUR);
  expect(world.shopOrder(odd.salesOrderId).status).toBe('completed');
  expect(await incidents(world)).toEqual([]);
});

it.each<[string, (world: World, path: RegExp) => void]>([
  [
    'answers with nonsense',
    ({ shop }, path) =>
      void shop.faults.answer(
        { status: 200, body: [{ id: 1, amount: 'much' }] },
        { path, times: 99 },
      ),
  ],
  ['breaks the shop', ({ shop }, path) => void shop.faults.serverError({ path, times: 99 })],
])(
  'goes on with all others when asking for the refunds of one order %s',
  async (_what, trouble) => {
    const world = await startWorld();
    const odd = world.order({ seed: 'odd', positionItems: [{}, {}] });
    const other = world.order({ seed: 'other' });
    await world.run();
    const [gone] = odd.positionItems;
    world.otto.cancelByMarketplace(odd.salesOrderId, gone && [gone.positionItemId]);
    await world.runAfter(MINUTE);
    trouble(world, new RegExp(`/orders/${world.shopOrder(odd.salesOrderId).id}/refunds$`));
    world.otto.send(odd.salesOrderId);
    world.otto.send(other.salesOrderId);
    const { fault } = await world.runAfter(MINUTE);
    expect(fault).toBeUndefined();
    expect(world.shopOrder(other.salesOrderId).status).toBe('completed');
    expect(await incidents(world)).toMatchObject([
      { code: 'shop-order-unreadable', orders: 1 },
      { code: 'pack-stop' },
    ]);
    world.shop.faults.clear();
    await world.runAfter(HOUR);
    expect(world.shopOrder(odd.salesOrderId).status).toBe('completed');
    expect(world.shop.state.refunds.size).toBe(1);
    expect(await incidents(world)).toMatchObject([{ code: 'pack-stop' }]);
  },
);
