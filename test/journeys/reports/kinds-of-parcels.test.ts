import { expect, it } from 'vitest';
import { sandboxProducts } from '../../fixtures/otto/index.ts';
import { DAY, MINUTE } from '../support/world.ts';
import {
  atOtto,
  dhlNumber,
  goOn,
  ship,
  startReportWorld,
  TRACKING_KEY,
  timesReported,
  writeMeta,
} from './report-world.ts';

const { sofa, shirt } = sandboxProducts;

it('a number that a label plugin writes a little later is waited for', async () => {
  const world = await startReportWorld();
  const order = await world.orderInShop({ positionItems: [{}] });
  ship(world, order);
  await world.watchAndReport();
  expect(timesReported(world, order)).toEqual([0]);
  expect(await world.codes()).toEqual([]);
  await world.clock.advance(2 * MINUTE);
  writeMeta(world, order.wooOrderId, { [TRACKING_KEY]: dhlNumber(1) });
  await world.watchAndReport();
  expect(timesReported(world, order)).toEqual([1]);
});

it('a number that does not come is asked for when the grace period is over', async () => {
  const world = await startReportWorld();
  const order = await world.orderInShop({ positionItems: [{}] });
  ship(world, order);
  await world.watchAndReport();
  await goOn(world, 12);
  expect(await world.theReport(order.salesOrderId)).toMatchObject({
    state: 'waiting',
    reason: { code: 'tracking-missing' },
  });
  expect(await world.codes()).toEqual(['report-tracking-missing']);
  writeMeta(world, order.wooOrderId, { [TRACKING_KEY]: dhlNumber(1) });
  await world.watchAndReport();
  expect(timesReported(world, order)).toEqual([1]);
  expect(await world.codes()).toEqual([]);
});

it('several numbers are several shipments', async () => {
  const world = await startReportWorld();
  const order = await world.orderInShop({ positionItems: [{}, {}, {}] });
  ship(world, order, { number: `${dhlNumber(1)}, ${dhlNumber(2)}` });
  await world.watchAndReport();
  const shipments = world.otto.shipments.all();
  expect(shipments.map(({ trackingKey }) => trackingKey.trackingNumber).toSorted()).toEqual([
    dhlNumber(1),
    dhlNumber(2),
  ]);
  expect(timesReported(world, order)).toEqual([1, 1, 1]);
  const returns = shipments.flatMap(({ positionItems }) =>
    positionItems.map((piece) => piece.returnTrackingKey?.trackingNumber),
  );
  expect(new Set(returns).size).toBe(2);
});

it('one piece in two parcels is a multiparcel shipment, also when its answer got lost', async () => {
  const world = await startReportWorld();
  const order = await world.orderInShop({ positionItems: [{}] });
  ship(world, order, { number: `${dhlNumber(1)}, ${dhlNumber(2)}` });
  world.otto.faults.dropAfterEffect({ on: 'multiparcel' });
  await world.watchAndReport();
  expect(await world.theReport(order.salesOrderId)).toMatchObject({ state: 'in-flight' });
  await goOn(world, 6);
  expect(world.otto.requestsTo('POST', '/v1/multiparcel-shipments')).toHaveLength(1);
  expect(timesReported(world, order)).toEqual([1]);
  expect(await world.theReport(order.salesOrderId)).toMatchObject({ state: 'confirmed' });
});

it('several parcels that nobody describes wait for somebody where the owner wants that', async () => {
  const world = await startReportWorld({ shipping: { parcelsWithoutPieces: 'ask' } });
  const order = await world.orderInShop({ positionItems: [{}, {}] });
  ship(world, order, { number: `${dhlNumber(1)}, ${dhlNumber(2)}` });
  await world.watchAndReport();
  expect(timesReported(world, order)).toEqual([0, 0]);
  expect(await world.codes()).toEqual(['report-parcels-unclear']);
  await world.setShipping({ parcelsWithoutPieces: 'deal-out' });
  await world.report();
  expect(timesReported(world, order)).toEqual([1, 1]);
  expect(await world.codes()).toEqual([]);
});

it('forwarder goods and parcel goods of one order travel in shipments of their own', async () => {
  const world = await startReportWorld({ shipping: { defaultCarrier: 'HELLMANN' } });
  const order = await world.orderInShop({
    positionItems: [{ product: shirt }, { product: sofa }],
  });
  ship(world, order, { number: dhlNumber(1) });
  await world.watchAndReport();
  await goOn(world, 15);
  expect(timesReported(world, order)).toEqual([1, 1]);
  const shipments = world.otto.shipments.all();
  expect(shipments).toHaveLength(2);
  for (const { positionItems } of shipments) expect(positionItems).toHaveLength(1);
});

it('a consignment of a forwarder without a number is found by its order, and never sent twice', async () => {
  const world = await startReportWorld({
    shipping: { defaultCarrier: 'HELLMANN', graceMinutes: 0 },
  });
  const order = await world.orderInShop({ positionItems: [{ product: sofa }] });
  ship(world, order, { carrier: 'Hellmann' });
  world.otto.faults.dropAfterEffect({ on: 'create-shipment' });
  world.otto.behaviour.sentVisibleAfterMs = 10 * MINUTE;
  await world.watchAndReport();
  expect(await world.theReport(order.salesOrderId)).toMatchObject({ state: 'in-flight' });
  await goOn(world, 3);
  expect(await world.theReport(order.salesOrderId)).toMatchObject({ state: 'accepted' });
  await goOn(world, 20);
  expect(timesReported(world, order)).toEqual([1]);
  expect(world.otto.requestsTo('POST', '/v1/shipments')).toHaveLength(1);
});

it('goods that OTTO takes for parcel goods get a return number, and it is remembered', async () => {
  const world = await startReportWorld({
    shipping: { forwarderSkus: [sofa.sku, shirt.sku], defaultCarrier: 'HELLMANN', graceMinutes: 0 },
  });
  const order = await world.orderInShop({ positionItems: [{ product: shirt }] });
  ship(world, order, { carrier: 'Hellmann' });
  await world.watchAndReport();
  // OTTO's refusal taught that the shirt goes by parcel.
  expect(await world.bridge.ledger.loadDeliveryTypes('main', [shirt.sku])).toEqual(
    new Map([[shirt.sku, 'parcel']]),
  );
  expect(world.otto.requestsTo('POST', '/v1/shipments')).toHaveLength(2);
  expect(timesReported(world, order)).toEqual([1]);
  expect(world.otto.shipments.all()[0]?.positionItems[0]?.returnTrackingKey).toBeDefined();
  expect(atOtto(world, order)).toEqual(['SENT']);

  const next = await world.orderInShop({ seed: 'next', positionItems: [{ product: shirt }] });
  ship(world, next, { carrier: 'Hellmann' });
  await world.watchAndReport();
  expect(timesReported(world, next)).toEqual([1]);
  expect(world.otto.requestsTo('POST', '/v1/shipments')).toHaveLength(3);
});

it('return numbers come from the pool, each once; an empty pool is told of, and filled up', async () => {
  const pool = {
    id: 'short',
    carrier: 'DHL' as const,
    prefix: '57754',
    digits: 6,
    firstSerial: 1,
    lastSerial: 1,
    checkDigit: 'dhl-identcode' as const,
  };
  const world = await startReportWorld({ shipping: { returnPools: [pool] } });
  const one = await world.orderInShop({ seed: 'one', positionItems: [{}] });
  const other = await world.orderInShop({ seed: 'other', positionItems: [{}] });
  ship(world, one, { number: dhlNumber(1) });
  ship(world, other, { number: dhlNumber(2) });
  await world.watchAndReport();
  expect(world.otto.shipments.all()).toHaveLength(1);
  expect(await world.codes()).toEqual(['report-return-pool-empty', 'return-pool-low']);
  // Also of one that nobody has used for long.
  await world.run();
  await world.report();
  await world.reportAfter(40 * DAY);
  expect(await world.codes()).toContain('return-pool-low');
  await world.setShipping({ returnPools: [{ ...pool, lastSerial: 900_000 }] });
  await world.report();
  const numbers = world.otto.shipments
    .all()
    .map(({ positionItems }) => positionItems[0]?.returnTrackingKey?.trackingNumber);
  expect(new Set(numbers).size).toBe(2);
  expect(await world.codes()).toEqual([]);
});
