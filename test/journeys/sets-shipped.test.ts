import { expect, it } from 'vitest';
import { euro } from '../fixtures/otto/index.ts';
import {
  atOtto,
  dhlNumber,
  goOn,
  type OrderInShop,
  type ReportWorld,
  ship,
  startReportWorld,
  timesReported,
} from './reports/report-world.ts';
import { addTeaProducts, saveTeaSet, TEA, withDatabase } from './support/set-world.ts';

const teaSet = { product: TEA, itemValueGrossPrice: euro(49.99) };

async function startSetWorld(
  options: Parameters<typeof startReportWorld>[0] = {},
): Promise<ReportWorld> {
  const world = await startReportWorld(options);
  addTeaProducts(world);
  await saveTeaSet(world);
  return world;
}

const byFulfillments = {
  shop: { settings: { fulfillments: true } },
  shipping: { parcelSources: ['fulfillments' as const] },
};

/** The line that holds a product, by its place. */
const lineId = (world: ReportWorld, order: OrderInShop, place: number): number =>
  world.shopOrder(order.salesOrderId).lineItems[place]?.id ?? 0;

it.each(withDatabase)(
  'a set that leaves in one parcel is reported once, as OTTO’s piece (%s)',
  async (database) => {
    const world = await startSetWorld({ database });
    const order = await world.orderInShop({ positionItems: [teaSet] });
    ship(world, order, { number: dhlNumber(1) });
    await world.watchAndReport();
    await goOn(world, 10);
    expect(timesReported(world, order)).toEqual([1]);
    expect(atOtto(world, order)).toEqual(['SENT']);
    expect(await world.theReport(order.salesOrderId)).toMatchObject({
      state: 'confirmed',
      positionItemIds: order.pieces,
      parcels: [{ trackingNumber: dhlNumber(1) }],
    });
    expect(await world.codes()).toEqual([]);
  },
);

it('a set whose products leave in two parcels is one piece in two parcels, reported when both left', async () => {
  const world = await startSetWorld(byFulfillments);
  const order = await world.orderInShop({ positionItems: [teaSet] });
  const mugs = [lineId(world, order, 0), lineId(world, order, 1)];
  world.shop.hands.addFulfillment(order.wooOrderId, {
    pieces: Object.fromEntries(mugs.map((id) => [id, 1])),
    trackingNumber: dhlNumber(1),
    carrier: 'dhl',
  });
  await world.watchAndReport();
  await goOn(world, 6);
  expect(timesReported(world, order)).toEqual([0]);
  expect(await world.reports(order.salesOrderId)).toEqual([]);

  world.shop.hands.addFulfillment(order.wooOrderId, {
    pieces: { [lineId(world, order, 2)]: 1 },
    trackingNumber: dhlNumber(2),
    carrier: 'dhl',
  });
  world.shop.hands.setStatus(order.wooOrderId, 'completed');
  await world.watchAndReport();
  await goOn(world, 10);
  expect(atOtto(world, order)).toEqual(['SENT']);
  const report = await world.theReport(order.salesOrderId);
  expect(report).toMatchObject({ state: 'confirmed', positionItemIds: order.pieces });
  expect(report.parcels.map(({ trackingNumber }) => trackingNumber)).toEqual([
    dhlNumber(1),
    dhlNumber(2),
  ]);
  expect(await world.codes()).toEqual([]);
});

it('a set that the shop cancels is cancelled at OTTO as one piece', async () => {
  const world = await startSetWorld();
  const order = await world.orderInShop({ positionItems: [teaSet] });
  world.shop.hands.setStatus(order.wooOrderId, 'cancelled');
  await world.watchAndReport();
  await goOn(world, 10);
  expect(atOtto(world, order)).toEqual(['CANCELLED_BY_PARTNER']);
  expect(await world.theReport(order.salesOrderId)).toMatchObject({
    kind: 'cancellation',
    positionItemIds: order.pieces,
  });
  expect([world.stock('MUG'), world.stock('POT')]).toEqual([10, 10]);
});

it('a set that was changed after the import leaves as what the shop order holds', async () => {
  const world = await startSetWorld();
  const order = await world.orderInShop({ positionItems: [teaSet, {}] });
  await world.bridge.skuMap.saveSet({ sku: TEA.sku, parts: [{ shopSku: 'POT', quantity: 1 }] });
  ship(world, order, { number: dhlNumber(1) });
  await world.watchAndReport();
  await goOn(world, 10);
  expect(timesReported(world, order)).toEqual([1, 1]);
  expect(atOtto(world, order)).toEqual(['SENT', 'SENT']);
});

it('one product of a set refunded by hand neither cancels nor refunds the piece', async () => {
  const world = await startSetWorld();
  const order = await world.orderInShop({ positionItems: [teaSet] });
  const pieces = { [lineId(world, order, 2)]: 1 };
  world.shop.hands.refund(order.wooOrderId, '20.00', { pieces });
  await world.watchAndReport();
  await goOn(world, 10);
  expect(await world.reports(order.salesOrderId)).toEqual([]);
  expect(atOtto(world, order)).toEqual(['PROCESSABLE']);
  expect(await world.codes()).toEqual(['refunded-in-shop']);
});
