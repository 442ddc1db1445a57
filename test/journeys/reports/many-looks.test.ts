import { expect, it } from 'vitest';
import { watch } from '../shop-watch/watch-world.ts';
import { MAIN, MINUTE } from '../support/world.ts';
import { dhlNumber, type ReportWorld, ship, startReportWorld } from './report-world.ts';

/** As many as a run looks at before the first of them leave, and more. */
const LOOKS = 50;
const ORDERS = LOOKS + 10;

/** More orders than one go looks at, all of them packed, and the shop's word of it not taken up yet. */
async function packedOrders(world: ReportWorld, count: number): Promise<void> {
  for (let n = 1; n <= count; n += 1) {
    world.order({ seed: `busy ${n}`, positionItems: [{}] });
  }
  await world.runAfter(MINUTE);
  await world.report();
  await world.clock.advance(MINUTE);
  for (const [n, wooOrderId] of [...world.shop.state.orders.keys()].entries()) {
    ship(world, { wooOrderId }, { number: dhlNumber(n + 1) });
  }
  await watch(world);
}

it('the first reports leave before all that was packed is looked at', async () => {
  const world = await startReportWorld({ otto: { tokenRateLimitPerSecond: 10_000 } });
  await packedOrders(world, ORDERS);
  const calls = () => world.otto.requestsTo('POST', '/v1/shipments').length;
  const { promise: someLeft, resolve: goOn } = Promise.withResolvers<void>();
  let lookedAt = 0;
  world.shop.hooks.onEffect = async ({ method, query }) => {
    if (method !== 'GET' || query.include === undefined) return;
    lookedAt += String(query.include).split(',').length;
    if (lookedAt > LOOKS) await someLeft;
  };
  const run = world.report();
  await expect.poll(calls, { timeout: 30_000 }).toBeGreaterThan(0);
  goOn();
  await run;
  expect(calls()).toBe(ORDERS);
});

it('all that was packed is heard while OTTO is away', async () => {
  const world = await startReportWorld({ otto: { tokenRateLimitPerSecond: 10_000 } });
  await packedOrders(world, 3 * LOOKS + 10);
  world.otto.faults.answerWith(503, { times: Number.POSITIVE_INFINITY });
  // From the fifth on nothing is sent any more for a while.
  for (let runs = 0; runs < 5; runs += 1) await world.runAfter(1_000);
  await world.report();
  expect(
    await world.bridge.ledger.loadReportLooks(MAIN, world.clock.now().toISOString(), 1),
  ).toEqual([]);
});
