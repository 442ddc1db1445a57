import { describe, expect, it } from 'vitest';
import { chooseProduct } from '../../src/bridge/set-up/owner-lists.ts';
import { euro, type SalesOrderOverrides, type WireSalesOrder } from '../fixtures/otto/index.ts';
import { reduce, refundsIn } from './refunds/refund-world.ts';
import {
  addTeaProducts,
  EAN,
  linesIn,
  saveTeaSet,
  TEA,
  withDatabase,
} from './support/set-world.ts';
import { DAY, HOUR, MAIN, MINUTE, startWorld, type World } from './support/world.ts';

const teaSet = (price = 49.99) => ({ product: TEA, itemValueGrossPrice: euro(price) });

const noFees: SalesOrderOverrides = { initialDeliveryFees: [] };

const orderTea = (world: World, given: SalesOrderOverrides = {}) =>
  world.order({ positionItems: [teaSet()], ...noFees, ...given });

/** Until the listing has gone on to newer orders, and what is held is looked at seldom. */
async function letItWait(world: World): Promise<void> {
  for (let day = 1; day < 5; day += 1) await world.runAfter(DAY);
  world.order({ seed: 'newer' });
  await world.runAfter(DAY);
}

const totalIn = (world: World, { salesOrderId }: WireSalesOrder) =>
  world.shopOrder(salesOrderId).total.toFixed(2);

describe.each(withDatabase)('an order of a set (%s)', (database) => {
  it('comes into the shop as its products, takes the stock of each, and stays as it is', async () => {
    const world = await startWorld({ database });
    addTeaProducts(world);
    await saveTeaSet(world);
    const order = orderTea(world);
    await world.run();
    expect(linesIn(world, order)).toEqual([
      ['MUG', 1, '15.00'],
      ['MUG', 1, '14.99'],
      ['POT', 1, '20.00'],
    ]);
    expect(totalIn(world, order)).toBe('49.99');
    expect([world.stock('MUG'), world.stock('POT')]).toEqual([8, 9]);
    expect(await world.openIncidents()).toEqual([]);
    const since = world.mark();
    await world.runAfter(DAY);
    expect(world.shopWrites(since)).toEqual([]);

    const [sku] = await world.bridge.skuMap.listSkus({ match: 'set', limit: 10 });
    expect(sku).toMatchObject({ sku: TEA.sku, title: TEA.productTitle, ean: EAN, accountId: MAIN });
    expect(sku?.parts.map(({ shopSku, name }) => [shopSku, name])).toEqual([
      ['MUG', 'Becher'],
      ['POT', 'Kanne'],
    ]);
  });
});

it('a set that is changed afterwards changes no order that is in the shop', async () => {
  const world = await startWorld();
  addTeaProducts(world);
  await saveTeaSet(world);
  const order = orderTea(world, { seed: 1 });
  await world.run();
  const parts = linesIn(world, order);
  await world.bridge.skuMap.saveSet({ sku: TEA.sku, parts: [{ shopSku: 'POT', quantity: 2 }] });
  await world.bridge.ledger.lookAgainAt(
    MAIN,
    [order.salesOrderId],
    world.clock.now().toISOString(),
  );
  const next = orderTea(world, { seed: 2 });
  await world.runAfter(MINUTE);
  expect(linesIn(world, order)).toEqual(parts);
  expect(linesIn(world, next)).toEqual([
    ['POT', 1, '25.00'],
    ['POT', 1, '24.99'],
  ]);
  await world.bridge.skuMap.deleteSet(TEA.sku);
  for (const each of [order, next]) {
    await world.bridge.ledger.lookAgainAt(
      MAIN,
      [each.salesOrderId],
      world.clock.now().toISOString(),
    );
  }
  const since = world.mark();
  await world.runAfter(MINUTE);
  expect(world.shopWrites(since)).toEqual([]);
});

it('a set that OTTO cancels is refunded with all its products, which are back on the shelf', async () => {
  const world = await startWorld();
  addTeaProducts(world);
  await saveTeaSet(world);
  const order = orderTea(world, { positionItems: [teaSet(), {}] });
  await world.run();
  const [piece] = order.positionItems;
  world.otto.cancelByMarketplace(order.salesOrderId, [piece?.positionItemId ?? '']);
  await world.runAfter(HOUR);
  await world.runAfter(HOUR);
  expect(refundsIn(world, order)).toEqual(['49.99']);
  expect([world.stock('MUG'), world.stock('POT')]).toEqual([10, 10]);
  const events = await world.bridge.ledger.listEvents(MAIN, order.salesOrderId);
  const refund = events.find(({ kind }) => kind === 'shop-refund-created');
  expect(JSON.parse(refund?.params ?? '{}')).toMatchObject({ cents: 4999, pieces: 1 });
  const codes = (await world.openIncidents()).map(({ code }) => code);
  expect(codes.filter((code) => code !== 'pack-stop')).toEqual([]);
});

it('a set that comes back is refunded once, after what was given back of its price', async () => {
  const world = await startWorld();
  addTeaProducts(world);
  await saveTeaSet(world);
  const order = orderTea(world, {
    positionItems: [{ ...teaSet(), fulfillmentStatus: 'SENT' }],
  });
  await world.run();
  const [piece] = order.positionItems;
  const id = piece?.positionItemId ?? '';
  await reduce(world, order, id, 1000);
  await world.runAfter(HOUR);
  world.otto.returnItems(order.salesOrderId, [id]);
  await world.runAfter(HOUR);
  await world.runAfter(HOUR);
  expect(refundsIn(world, order)).toEqual(['10.00', '39.99']);
  expect(await world.openIncidents()).toEqual([]);
});

it('a set with a product that the shop lacks is a named line, and told; mended it is a set again', async () => {
  const world = await startWorld();
  addTeaProducts(world);
  await saveTeaSet(world);
  const pot = [...world.shop.state.products.values()].find(({ sku }) => sku === 'POT');
  if (pot) pot.sku = 'RENAMED';
  world.bridge.connections.shop(await world.bridge.settings.load()).client.forgetProducts();
  const order = orderTea(world, { seed: 1 });
  await world.run();
  expect(linesIn(world, order)).toEqual([[undefined, 1, '49.99']]);
  expect(await world.openIncidents()).toMatchObject([{ code: 'sku-not-in-shop' }]);

  if (pot) pot.sku = 'POT';
  const next = orderTea(world, { seed: 2 });
  await world.runAfter(5 * MINUTE);
  expect(linesIn(world, next).map(([sku]) => sku)).toEqual(['MUG', 'MUG', 'POT']);
  expect(await world.openIncidents()).toEqual([]);
});

it('an order held for a SKU comes in with the next run once it is a set', async () => {
  const world = await startWorld({ rules: { unknownSku: 'hold' } });
  addTeaProducts(world);
  const order = orderTea(world);
  await world.run();
  await letItWait(world);
  expect(world.shopOrders(order.salesOrderId)).toEqual([]);
  const { waitingOrders } = await saveTeaSet(world);
  expect(waitingOrders).toBe(1);
  await world.runAfter(1_000);
  expect(linesIn(world, order)).toHaveLength(3);
  expect(await world.openIncidents()).toEqual([]);
});

it('an order held for a SKU comes in with the next run once its product is chosen', async () => {
  const world = await startWorld({ rules: { unknownSku: 'hold' } });
  addTeaProducts(world);
  const order = orderTea(world);
  await world.run();
  await letItWait(world);
  const { client } = world.bridge.connections.shop(await world.bridge.settings.load());
  await chooseProduct(world.bridge, client, { sku: TEA.sku, shopSku: 'POT' });
  await world.runAfter(1_000);
  expect(linesIn(world, order)).toEqual([['POT', 1, '49.99']]);
  expect(await world.bridge.skuMap.viewSku(MAIN, TEA.sku)).toMatchObject({
    row: { match: 'hand' },
    choice: 'POT',
  });
});

it('a SKU that the shop does not have is found by its EAN', async () => {
  const world = await startWorld();
  world.shop.addProduct({
    name: 'Teeservice',
    sku: 'OWN-1',
    globalUniqueId: EAN,
    stockQuantity: 5,
  });
  const order = orderTea(world);
  await world.run();
  expect(linesIn(world, order)).toEqual([['OWN-1', 1, '49.99']]);
  expect(world.stock('OWN-1')).toBe(4);
  const [sku] = await world.bridge.skuMap.listSkus({ match: 'ean', limit: 10 });
  expect(sku).toMatchObject({ sku: TEA.sku, parts: [{ shopSku: 'OWN-1', quantity: 1 }] });
  expect(await world.openIncidents()).toEqual([]);
});

it('an EAN that two products have stands for neither', async () => {
  const world = await startWorld();
  for (const sku of ['OWN-1', 'OWN-2']) {
    world.shop.addProduct({ name: sku, sku, globalUniqueId: EAN });
  }
  const order = orderTea(world);
  await world.run();
  expect(linesIn(world, order)).toEqual([[undefined, 1, '49.99']]);
  expect(await world.openIncidents()).toMatchObject([{ code: 'sku-not-in-shop' }]);
});

it.each([
  ['at once', false],
  ['when its answer got lost', true],
])(
  'the sum of a set is mended where the shop’s taxes changed meanwhile, %s',
  async (_when, isLost) => {
    const world = await startWorld();
    addTeaProducts(world);
    await saveTeaSet(world);
    const order = orderTea(world);
    if (isLost) world.shop.faults.dropAfterEffect({ method: 'POST', times: 1 });
    world.shop.hooks.onRequest = ({ method }) => {
      if (method === 'POST') world.shop.settings.calcTaxes = false;
    };
    await world.run();
    await world.runAfter(HOUR);
    await world.runAfter(HOUR);
    expect(totalIn(world, order)).toBe('49.99');
    expect(linesIn(world, order).map(([, , gross]) => gross)).toEqual(['15.00', '14.99', '20.00']);
    expect(await world.openIncidents()).toEqual([]);
  },
);
