import { expect, it } from 'vitest';
import { HOUR, MINUTE } from '../support/world.ts';
import { atOtto, dhlNumber, goOn, ship, startReportWorld, timesReported } from './report-world.ts';

const NUMBER = dhlNumber(1);
const KEY = { carrier: 'DHL', trackingNumber: NUMBER };

it('a number that OTTO knows from a shipment of strangers needs a person', async () => {
  const world = await startReportWorld();
  const order = await world.orderInShop({ positionItems: [{}] });
  const foreign = world.order({ seed: 'not ours', positionItems: [{}] });
  world.otto.send(foreign.salesOrderId, undefined, KEY);
  ship(world, order, { number: NUMBER });
  await world.watchAndReport();
  expect(await world.theReport(order.salesOrderId)).toMatchObject({
    state: 'attention',
    reason: { code: 'tracking-used-at-otto', params: KEY },
  });
  await goOn(world, 10);
  expect(timesReported(world, order)).toEqual([0]);
});

it("a number in another seller's shipment, which OTTO does not let us read, needs a person", async () => {
  const world = await startReportWorld();
  const order = await world.orderInShop({ positionItems: [{}] });
  world.otto.state.foreignTrackingKeys.push(KEY);
  ship(world, order, { number: NUMBER });
  const { fault } = await world.watchAndReport();
  expect(fault).toBeUndefined();
  expect(await world.theReport(order.salesOrderId)).toMatchObject({
    state: 'attention',
    reason: { code: 'tracking-used-at-otto' },
  });
});

it('pieces that were left out of the shipment under the number are added to it', async () => {
  const world = await startReportWorld();
  const order = await world.orderInShop({ positionItems: [{}, {}] });
  // Reported by hand at OTTO, with one of two pieces.
  world.otto.send(order.salesOrderId, order.pieces.slice(0, 1), KEY);
  ship(world, order, { number: NUMBER });
  await world.watchAndReport();
  expect(world.otto.shipments.all()).toHaveLength(1);
  expect(timesReported(world, order)).toEqual([1, 1]);
  await goOn(world, 6);
  expect((await world.reports(order.salesOrderId)).map(({ state }) => state)).toEqual([
    'confirmed',
  ]);
});

it('pieces reported with another number are settled, and the rest is reported', async () => {
  const world = await startReportWorld();
  const order = await world.orderInShop({ positionItems: [{}, {}] });
  world.otto.send(order.salesOrderId, order.pieces.slice(0, 1), {
    carrier: 'DHL',
    trackingNumber: dhlNumber(9),
  });
  ship(world, order, { number: NUMBER });
  await world.watchAndReport();
  await goOn(world, 10);
  expect(timesReported(world, order)).toEqual([1, 1]);
  const reports = await world.reports(order.salesOrderId);
  expect(reports.map(({ state }) => state)).toEqual(['confirmed', 'confirmed']);
  expect(reports.map(({ reason }) => reason?.code)).toEqual([undefined, 'reported-elsewhere']);
  expect(await world.codes()).toEqual([]);
});

it('an order that was reported by hand meanwhile is through, with another number', async () => {
  const world = await startReportWorld();
  const order = await world.orderInShop({ positionItems: [{}, {}] });
  ship(world, order, { number: NUMBER });
  world.otto.send(order.salesOrderId, undefined, { carrier: 'GLS', trackingNumber: 'ABCD1234' });
  await world.watchAndReport();
  expect(await world.theReport(order.salesOrderId)).toMatchObject({
    state: 'confirmed',
    reason: { code: 'reported-elsewhere' },
  });
  await goOn(world, 6);
  expect(timesReported(world, order)).toEqual([1, 1]);
});

it('a repeated report that OTTO took is recognised though the order does not show it yet', async () => {
  const world = await startReportWorld({ otto: { sentVisibleAfterMs: 2 * HOUR } });
  const order = await world.orderInShop({ positionItems: [{}] });
  ship(world, order, { number: NUMBER });
  world.otto.faults.dropAfterEffect({ on: 'create-shipment' });
  await world.watchAndReport();
  await world.reportAfter(MINUTE);
  expect(await world.theReport(order.salesOrderId)).toMatchObject({ state: 'accepted' });
  expect(world.otto.requestsTo('POST', '/v1/shipments')).toHaveLength(1);
  expect(atOtto(world, order)).toEqual(['SENT']);
});

it('two orders to the same recipient share one parcel: one shipment, the second is added', async () => {
  const world = await startReportWorld();
  const one = await world.orderInShop({ seed: 'one', positionItems: [{}] });
  const other = await world.orderInShop({ seed: 'other', positionItems: [{}] });
  // The same buyer ordered twice.
  const address = world.shopOrder(one.salesOrderId);
  const { billing, shipping } = address;
  world.shop.hands.setAddress(other.wooOrderId, { billing, shipping });
  await world.watchAndReport();
  ship(world, one, { number: NUMBER });
  ship(world, other, { number: NUMBER });
  await world.watchAndReport();
  await goOn(world, 6);
  expect(world.otto.shipments.all()).toHaveLength(1);
  expect(timesReported(world, one)).toEqual([1]);
  expect(timesReported(world, other)).toEqual([1]);
});

it('two orders to different recipients under one number: the second waits for somebody', async () => {
  const world = await startReportWorld();
  const one = await world.orderInShop({ seed: 'one', positionItems: [{}] });
  const other = await world.orderInShop({ seed: 'other', positionItems: [{}] });
  ship(world, one, { number: NUMBER });
  await world.watchAndReport();
  ship(world, other, { number: NUMBER });
  await world.watchAndReport();
  expect(await world.theReport(other.salesOrderId)).toMatchObject({
    state: 'waiting',
    reason: { code: 'tracking-used-before', params: { otherOrderNumber: one.orderNumber } },
  });
  expect(await world.codes()).toEqual(['report-tracking-used-before']);
});

it('a piece that turns out to be cancelled is settled, the rest is reported, the import reads it', async () => {
  const world = await startReportWorld();
  const order = await world.orderInShop({ positionItems: [{}, {}] });
  ship(world, order, { number: NUMBER });
  // The list does not show it yet: only who asks for the order itself is told.
  world.otto.behaviour.listLagMs = 24 * HOUR;
  world.otto.cancelByMarketplace(order.salesOrderId, order.pieces.slice(0, 1));
  await world.watchAndReport();
  await world.reportAfter(MINUTE);
  expect(timesReported(world, order)).toEqual([0, 1]);
  const reports = await world.reports(order.salesOrderId);
  expect(reports.map(({ reason }) => reason?.code)).toContain('cancelled-elsewhere');
  await world.runAfter(5 * MINUTE);
  const pieces = await world.bridge.ledger.loadPositionItems('main', order.salesOrderId);
  expect(pieces.map((piece) => piece.fulfillment_status).toSorted()).toEqual([
    'CANCELLED_BY_MARKETPLACE',
    'SENT',
  ]);
});
