import { expect, it } from 'vitest';
import { watch } from '../shop-watch/watch-world.ts';
import { DAY, HOUR, MINUTE } from '../support/world.ts';
import {
  atOtto,
  dhlNumber,
  goOn,
  type OrderInShop,
  type ReportWorld,
  ship,
  startReportWorld,
  TRACKING_KEY,
  timesReported,
  writeMeta,
} from './report-world.ts';

/** An order that was completed in the shop while OTTO was away: its report left, its outcome is open. */
async function shippedDuringOutage(world: ReportWorld) {
  const order = await world.orderInShop({ positionItems: [{}] });
  ship(world, order, { number: dhlNumber(1) });
  const outage = world.otto.faults.answerWith(503, { times: Number.POSITIVE_INFINITY });
  await world.watchAndReport();
  expect(await world.theReport(order.salesOrderId)).toMatchObject({ state: 'in-flight' });
  return { order, outage };
}

it('a number that the shop corrects while the outcome is open is the one that OTTO gets', async () => {
  const world = await startReportWorld();
  const { order, outage } = await shippedDuringOutage(world);
  writeMeta(world, order.wooOrderId, { [TRACKING_KEY]: dhlNumber(2) });
  await world.watchAndReport();
  outage.withdraw();
  await goOn(world, 20);
  const numbers = world.otto.shipments.all().map(({ trackingKey }) => trackingKey.trackingNumber);
  expect(numbers).toEqual([dhlNumber(2)]);
  expect(timesReported(world, order)).toEqual([1]);
});

it('an order that is set back while the outcome is open is not reported after all', async () => {
  const world = await startReportWorld();
  const { order, outage } = await shippedDuringOutage(world);
  world.shop.hands.setStatus(order.wooOrderId, 'processing');
  await world.watchAndReport();
  outage.withdraw();
  await goOn(world, 20);
  expect(atOtto(world, order)).toEqual(['PROCESSABLE']);
});

it('an order that is cancelled while the outcome is open is cancelled at OTTO, not shipped', async () => {
  const world = await startReportWorld();
  const { order, outage } = await shippedDuringOutage(world);
  world.shop.hands.setStatus(order.wooOrderId, 'cancelled');
  await world.watchAndReport();
  outage.withdraw();
  await goOn(world, 20);
  expect(atOtto(world, order)).toEqual(['CANCELLED_BY_PARTNER']);
  expect(timesReported(world, order)).toEqual([0]);
});

it('a report that OTTO answers with 500 every time is tried ever more rarely', async () => {
  const world = await startReportWorld();
  const order = await world.orderInShop({ positionItems: [{}] });
  world.otto.faults.answerWith(500, { on: 'create-shipment', times: Number.POSITIVE_INFINITY });
  ship(world, order, { number: dhlNumber(1) });
  await world.watchAndReport();
  await goOn(world, 180);
  expect(world.otto.requestsTo('POST', '/v1/shipments').length).toBeLessThan(14);
  // After each try it is open for a moment, until OTTO shows that nothing arrived.
  while ((await world.theReport(order.salesOrderId)).state === 'in-flight') await goOn(world, 1);
  expect(await world.codes()).toContain('report-otto-unavailable');
});

it('a report that OTTO answers with 500 for a day is given up where the owner wants that', async () => {
  const world = await startReportWorld({ shipping: { stopAfterDays: 1 } });
  const order = await world.orderInShop({ positionItems: [{}] });
  world.otto.faults.answerWith(500, { on: 'create-shipment', times: Number.POSITIVE_INFINITY });
  ship(world, order, { number: dhlNumber(1) });
  await world.watchAndReport();
  for (let ms = 0; ms < 1.5 * DAY; ms += HOUR / 2) await world.reportAfter(HOUR / 2);
  expect(await world.theReport(order.salesOrderId)).toMatchObject({
    state: 'attention',
    reason: { code: 'given-up' },
  });
});

it('many orders that OTTO answers with 500 stop none of the others', async () => {
  const world = await startReportWorld({ account: { requestsPerSecond: 1 } });
  const seeds = Array.from({ length: 15 }, (_, n) => n);
  const orders = seeds.map((seed) => world.order({ seed: `poison-${seed}` }));
  const good = [1, 2, 3].map((seed) => world.order({ seed: `good-${seed}` }));
  await world.runAfter(MINUTE);
  await world.clock.advance(MINUTE);
  await watch(world);
  const inShop = ({ salesOrderId, positionItems }: (typeof orders)[number]) => ({
    wooOrderId: world.shopOrder(salesOrderId).id,
    pieces: positionItems.map(({ positionItemId }) => positionItemId),
  });
  const poison = orders.map(inShop);
  const ids = poison.flatMap(({ pieces }) => pieces);
  world.otto.faults.answerWith(500, {
    on: ({ method, path, body }) =>
      method === 'POST' && path === '/v1/shipments' && ids.some((id) => body.includes(id)),
    times: Number.POSITIVE_INFINITY,
  });
  const shipAll = (some: Pick<OrderInShop, 'wooOrderId'>[], from: number) => {
    for (const [at, order] of some.entries()) ship(world, order, { number: dhlNumber(from + at) });
  };
  shipAll(poison, 100);
  await world.watchAndReport();
  await goOn(world, 3);
  shipAll(good.map(inShop), 500);
  await world.watchAndReport();
  await goOn(world, 12);
  expect(good.map(inShop).flatMap((order) => timesReported(world, order))).toEqual([1, 1, 1]);
});
