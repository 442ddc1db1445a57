import { expect, it } from 'vitest';
import { MAIN, MINUTE } from '../support/world.ts';
import {
  dhlNumber,
  flagInShop,
  goOn,
  type OrderInShop,
  type ReportWorld,
  ship,
  startReportWorld,
  TRACKING_KEY,
  timesReported,
  writeMeta,
} from './report-world.ts';

function firstLine(world: ReportWorld, order: OrderInShop): number {
  return world.shopOrder(order.salesOrderId).lineItems[0]?.id ?? 0;
}

it('a fulfillment of some pieces is reported while the order is still to be packed', async () => {
  const world = await startReportWorld({
    shop: { settings: { fulfillments: true } },
    shipping: { parcelSources: ['fulfillments'] },
  });
  const order = await world.orderInShop({ positionItems: [{}, {}, {}] });
  const line = firstLine(world, order);
  world.shop.hands.addFulfillment(order.wooOrderId, {
    pieces: { [line]: 2 },
    trackingNumber: dhlNumber(1),
    carrier: 'dhl',
  });
  await world.watchAndReport();
  expect(timesReported(world, order).toSorted()).toEqual([0, 1, 1]);
  expect(world.shopOrder(order.salesOrderId).status).toBe('processing');

  await goOn(world, 6);
  world.shop.hands.addFulfillment(order.wooOrderId, {
    pieces: { [line]: 1 },
    trackingNumber: dhlNumber(2),
    carrier: 'dhl',
  });
  world.shop.hands.setStatus(order.wooOrderId, 'completed');
  await world.watchAndReport();
  expect(timesReported(world, order)).toEqual([1, 1, 1]);
  await goOn(world, 6);
  const reports = await world.reports(order.salesOrderId);
  expect(reports.map(({ state }) => state)).toEqual(['confirmed', 'confirmed']);
});

it('a further fulfillment that leaves the order partially fulfilled is found by and by', async () => {
  const world = await startReportWorld({
    shop: { settings: { fulfillments: true } },
    shipping: { parcelSources: ['fulfillments'] },
  });
  const order = await world.orderInShop({ positionItems: [{}, {}, {}] });
  const line = firstLine(world, order);
  for (const n of [1, 2]) {
    world.shop.hands.addFulfillment(order.wooOrderId, {
      pieces: { [line]: 1 },
      trackingNumber: dhlNumber(n),
      carrier: 'dhl',
    });
    await world.watchAndReport();
    await goOn(world, 1);
  }
  await goOn(world, 16);
  expect(timesReported(world, order).toSorted()).toEqual([0, 1, 1]);
});

it('a route that the shop does not have is asked for once an hour', async () => {
  const world = await startReportWorld({ shipping: { parcelSources: ['fulfillments'] } });
  const asked = () => world.shopRequests().filter((line) => line.includes('fulfillments')).length;
  await world.orderInShop({ seed: 'one' });
  await world.orderInShop({ seed: 'two' });
  expect(asked()).toBe(1);
  await world.clock.advance(61 * MINUTE);
  await world.orderInShop({ seed: 'three' });
  expect(asked()).toBe(2);
});

it('a parcel in Shiptastic that moves nothing else is found by and by', async () => {
  const world = await startReportWorld({
    shop: { settings: { shiptastic: true } },
    shipping: { parcelSources: ['shiptastic'] },
  });
  const order = await world.orderInShop({ positionItems: [{}, {}] });
  const line = firstLine(world, order);
  const parcel = (n: number) => ({
    pieces: { [line]: 1 },
    trackingNumber: dhlNumber(n),
    carrier: 'dhl',
  });
  world.shop.hands.addShipment(order.wooOrderId, parcel(1));
  await world.watchAndReport();
  expect(timesReported(world, order).toSorted()).toEqual([0, 1]);
  const modified = world.shopOrder(order.salesOrderId).dateModified;
  world.shop.hands.addShipment(order.wooOrderId, parcel(2));
  // As seen in the real plugin: neither the order nor a webhook says so.
  world.shopOrder(order.salesOrderId).dateModified = modified;
  await goOn(world, 20);
  expect(timesReported(world, order)).toEqual([1, 1]);
});

it('a number that changes after the report is told once, and changes nothing at OTTO', async () => {
  const world = await startReportWorld();
  const order = await world.orderInShop({ positionItems: [{}] });
  ship(world, order, { number: dhlNumber(1) });
  await world.watchAndReport();
  writeMeta(world, order.wooOrderId, { [TRACKING_KEY]: dhlNumber(2) });
  await world.watchAndReport();
  const ask = async () => {
    await world.bridge.ledger.askForReportLooks(MAIN, [order.salesOrderId]);
    await world.report();
  };
  await ask();
  await ask();
  const events = await world.bridge.ledger.listEvents(MAIN, order.salesOrderId);
  const told = events.filter(({ kind }) => kind === 'tracking-changed-after-report');
  expect(told.map(({ params }) => JSON.parse(params))).toEqual([
    { reported: dhlNumber(1), now: dhlNumber(2) },
  ]);
  expect(world.otto.shipments.all()).toHaveLength(1);
});

it('a flag in the shop that nobody remembers is taken away', async () => {
  const world = await startReportWorld();
  const order = await world.orderInShop({ positionItems: [{}] });
  // As after a ledger that was lost, or put back from a copy.
  writeMeta(world, order.wooOrderId, { _otto_market_report: 'pending' });
  await world.bridge.ledger.askForReportLooks(MAIN, [order.salesOrderId]);
  await world.report();
  expect(flagInShop(world, order)).toBe('');
});
