import { expect, it } from 'vitest';
import { chooseRound } from '../../../src/bridge/transmission/choose-round.ts';
import { waitAfterFailure } from '../../../src/bridge/transmission/try-again-at.ts';
import { DAY, HOUR, MAIN, MINUTE } from '../support/world.ts';
import {
  atOtto,
  dhlNumber,
  flagInShop,
  goOn,
  ship,
  startReportWorld,
  timesReported,
} from './report-world.ts';

it('failed reports come first and take no more than half of a round', () => {
  const some = (name: string, count: number) =>
    Array.from({ length: count }, (_, n) => `${name}${n}`);
  const round = chooseRound(some('failed', 80), some('fresh', 80));
  expect(round).toHaveLength(50);
  expect(round[0]).toBe('failed0');
  expect(round.filter((one) => one.startsWith('failed'))).toEqual(some('failed', 25));
  expect(round.filter((one) => one.startsWith('fresh'))).toEqual(some('fresh', 25));
  expect(chooseRound(some('failed', 80), some('fresh', 3))).toHaveLength(50);
  expect(chooseRound(some('failed', 80), some('fresh', 3)).slice(0, 6)).toEqual([
    ...['failed0', 'fresh0', 'failed1', 'fresh1', 'failed2', 'fresh2'],
  ]);
  expect(chooseRound(some('failed', 2), some('fresh', 80))).toHaveLength(50);
  expect(chooseRound([], [])).toEqual([]);
});

it('waits double from a minute to an hour, and never end before OTTO wants it', () => {
  const waits = [1, 2, 3, 7, 8, 50].map((failures) => waitAfterFailure(failures, 0.5, undefined));
  expect(waits).toEqual([1, 2, 4, 60, 60, 60].map((minutes) => minutes * MINUTE));
  expect(waitAfterFailure(1, 0, undefined)).toBe(48_000);
  expect(waitAfterFailure(1, 1, undefined)).toBe(72_000);
  expect(waitAfterFailure(1, 0.5, 20 * MINUTE)).toBe(20 * MINUTE);
});

it('one report that fails stops no other', async () => {
  const world = await startReportWorld();
  const orders = [];
  for (let n = 1; n <= 6; n += 1) {
    orders.push(await world.orderInShop({ seed: `order ${n}`, positionItems: [{}] }));
  }
  for (const [n, order] of orders.entries()) ship(world, order, { number: dhlNumber(n + 1) });
  const [bad] = orders;
  world.otto.faults.answerWith(400, {
    on: ({ path, body }) => path === '/v1/shipments' && JSON.stringify(body).includes(dhlNumber(1)),
    body: { errors: [{ title: 'NO', path: '/shipments' }] },
  });
  await world.watchAndReport();
  expect(orders.flatMap((order) => timesReported(world, order))).toEqual([0, 1, 1, 1, 1, 1]);
  expect(await world.theReport(bad?.salesOrderId ?? '')).toMatchObject({ state: 'attention' });
});

it('is given up after as many days as the owner allows, and never by default', async () => {
  const world = await startReportWorld();
  const order = await world.orderInShop({ positionItems: [{}] });
  ship(world, order, { number: dhlNumber(1) });
  world.otto.faults.tooManyRequests({
    on: 'create-shipment',
    times: Number.POSITIVE_INFINITY,
    retryAfter: 3600,
  });
  await world.watchAndReport();
  for (let day = 0; day < 9; day += 1) await world.reportAfter(DAY);
  expect(await world.theReport(order.salesOrderId)).toMatchObject({ state: 'due' });
  await world.setShipping({ stopAfterDays: 7 });
  await world.reportAfter(2 * HOUR);
  expect(await world.theReport(order.salesOrderId)).toMatchObject({
    state: 'attention',
    reason: { code: 'given-up', params: { days: 7 } },
  });
  expect(flagInShop(world, order)).toBe('failed');
  const calls = world.otto.requestsTo('POST', '/v1/shipments').length;
  await goOn(world, 10);
  expect(world.otto.requestsTo('POST', '/v1/shipments')).toHaveLength(calls);
});

it('a refused report that the shop takes back is withdrawn, and its pieces are free', async () => {
  const world = await startReportWorld();
  const order = await world.orderInShop({ positionItems: [{}] });
  ship(world, order, { number: dhlNumber(1) });
  world.otto.faults.answerWith(400, {
    on: 'create-shipment',
    body: { errors: [{ title: 'NO', path: '/shipments' }] },
  });
  await world.watchAndReport();
  expect(await world.theReport(order.salesOrderId)).toMatchObject({ state: 'attention' });
  await world.clock.advance(MINUTE);
  world.shop.hands.setStatus(order.wooOrderId, 'processing');
  await world.watchAndReport();
  expect(await world.theReport(order.salesOrderId)).toMatchObject({ state: 'withdrawn' });
  expect(await world.codes()).toEqual([]);
  await world.clock.advance(MINUTE);
  world.shop.hands.setStatus(order.wooOrderId, 'completed');
  await world.watchAndReport();
  expect(timesReported(world, order)).toEqual([1]);
});

it('the call of a process that is gone is looked up only when OTTO has surely finished with it', async () => {
  const world = await startReportWorld();
  const order = await world.orderInShop({ positionItems: [{}] });
  ship(world, order, { number: dhlNumber(1) });
  world.otto.faults.tooManyRequests({ on: 'create-shipment', times: 3 });
  await world.watchAndReport();
  const { transmissionId } = await world.theReport(order.salesOrderId);
  // It announced its call long ago, and waited for its turn before it left: nobody knows when.
  const longAgo = new Date(world.clock.now().getTime() - HOUR).toISOString();
  const start = { from: ['due'] as const, nextTryAt: longAgo };
  await world.bridge.ledger.startAttempt(transmissionId, 'create-shipment', start, longAgo);
  const calls = world.otto.requests.length;
  await world.report();
  expect(world.otto.requests).toHaveLength(calls);
  await world.reportAfter(29_000);
  expect(world.otto.requests).toHaveLength(calls);
  await world.reportAfter(2_000);
  expect(world.otto.requests.length).toBeGreaterThan(calls);
  await world.reportAfter(2 * MINUTE);
  expect(timesReported(world, order)).toEqual([1]);
});

it('a paused account reports nothing, and goes on where it was', async () => {
  const world = await startReportWorld();
  const order = await world.orderInShop({ positionItems: [{}] });
  ship(world, order, { number: dhlNumber(1) });
  await world.setAccount({ state: 'paused' });
  await expect(world.watchAndReport()).rejects.toThrow('account-paused');
  expect(timesReported(world, order)).toEqual([0]);
  await world.setAccount({ state: 'active' });
  await world.report();
  expect(timesReported(world, order)).toEqual([1]);
});

it('a shop that is out of reach keeps nothing from OTTO that is known already', async () => {
  const world = await startReportWorld();
  const order = await world.orderInShop({ positionItems: [{}] });
  ship(world, order, { number: dhlNumber(1) });
  world.otto.faults.tooManyRequests({ on: 'create-shipment', times: 3 });
  await world.watchAndReport();
  expect(await world.theReport(order.salesOrderId)).toMatchObject({ state: 'due' });
  await world.update(({ shop, ...settings }) => ({
    ...settings,
    shop: shop && { ...shop, url: 'http://127.0.0.1:9' },
  }));
  const ledger = world.bridge.ledger;
  await ledger.askForReportLooks(MAIN, [order.salesOrderId]);
  expect(await world.reportAfter(2 * MINUTE)).toMatchObject({
    fault: { code: 'shop-unavailable' },
  });
  expect(timesReported(world, order)).toEqual([1]);
});

it('two bridges on one ledger report each piece once', async () => {
  const world = await startReportWorld({ database: 'postgres' });
  const other = await world.openAnother();
  const orders = [];
  for (let n = 1; n <= 12; n += 1) {
    orders.push(await world.orderInShop({ seed: `order ${n}`, positionItems: [{}] }));
  }
  for (const [n, order] of orders.entries()) ship(world, order, { number: dhlNumber(n + 1) });
  const options = {
    accountId: MAIN,
    cause: 'schedule' as const,
    signal: new AbortController().signal,
    holderKind: 'service' as const,
  };
  await world.bridge.watchShop({ ...options, cause: 'poll' });
  const ends = await Promise.all([
    world.bridge.runReports(options),
    other.runReports(options),
    world.bridge.runReports(options),
  ]);
  expect(ends.flat().filter(({ result }) => result.ran)).toHaveLength(1);
  await world.report();
  expect(orders.flatMap((order) => timesReported(world, order))).toEqual(orders.map(() => 1));
});

it('what OTTO took and does not show is looked for, then told, and confirmed in the end', async () => {
  const world = await startReportWorld({ otto: { sentVisibleAfterMs: 30 * HOUR } });
  const order = await world.orderInShop({ positionItems: [{}] });
  ship(world, order, { number: dhlNumber(1) });
  await world.watchAndReport();
  await world.reportAfter(40 * MINUTE);
  await world.run();
  expect(await world.theReport(order.salesOrderId)).toMatchObject({ state: 'accepted' });
  await world.reportAfter(25 * HOUR);
  expect(await world.theReport(order.salesOrderId)).toMatchObject({
    state: 'attention',
    reason: { code: 'accepted-not-shown' },
  });
  await world.clock.advance(6 * HOUR);
  await goOn(world, 6);
  expect(await world.theReport(order.salesOrderId)).toMatchObject({ state: 'confirmed' });
  expect(timesReported(world, order)).toEqual([1]);
});

it('what the owner reported by hand is looked for at OTTO, and told where it is not there', async () => {
  const world = await startReportWorld();
  const order = await world.orderInShop({ positionItems: [{}] });
  ship(world, order);
  await world.watchAndReport();
  await world.reportAfter(20 * MINUTE);
  const { transmissionId } = await world.theReport(order.salesOrderId);
  await world.bridge.ledger.takeByHand(transmissionId, world.clock.now().toISOString());
  await world.report();
  await world.reportAfter(25 * HOUR);
  expect(await world.theReport(order.salesOrderId)).toMatchObject({
    state: 'attention',
    reason: { code: 'by-hand-not-at-otto' },
  });
  world.otto.send(order.salesOrderId);
  await goOn(world, 6);
  expect(await world.theReport(order.salesOrderId)).toMatchObject({ state: 'confirmed' });
  expect(atOtto(world, order)).toEqual(['SENT']);
  expect(await world.codes()).toEqual([]);
});

it('a shipped order that no change announced is found by the sweep', async () => {
  const world = await startReportWorld();
  const order = await world.orderInShop({ positionItems: [{}] });
  ship(world, order, { number: dhlNumber(1) });
  await world.bridge.watchShop({
    cause: 'poll',
    signal: new AbortController().signal,
    holderKind: 'service',
  });
  const row = await world.row(order.salesOrderId);
  await world.bridge.ledger.settleReportLook(MAIN, order.salesOrderId, row, null);
  await world.report();
  expect(timesReported(world, order)).toEqual([0]);
  await world.reportAfter(HOUR);
  expect(timesReported(world, order)).toEqual([1]);
});

it('is not shipped while the packers are to stop', async () => {
  const world = await startReportWorld();
  const order = await world.orderInShop({ positionItems: [{}, {}] });
  world.otto.cancelByMarketplace(order.salesOrderId, order.pieces.slice(0, 1));
  await world.run();
  expect(await world.codes()).toContain('pack-stop');
  ship(world, order, { number: dhlNumber(1) });
  await world.watchAndReport();
  expect(timesReported(world, order)).toEqual([0, 0]);
  const [stop] = (await world.openIncidents()).filter(({ code }) => code === 'pack-stop');
  await world.bridge.acknowledgeIncident(stop?.incident_id ?? 0);
  await goOn(world, 6);
  expect(timesReported(world, order)).toEqual([0, 1]);
});
