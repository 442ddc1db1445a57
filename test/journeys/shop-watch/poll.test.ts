import { expect, it } from 'vitest';
import { DAY, HOUR, MINUTE, startWorld, type World } from '../support/world.ts';
import { incidents, shopEvents, watch, watchAfter } from './watch-world.ts';

async function withOrder(options: Parameters<typeof startWorld>[0] = {}) {
  const world = await startWorld(options);
  const { salesOrderId } = world.order();
  await world.run();
  return { world, salesOrderId, id: world.shopOrder(salesOrderId).id };
}

const listings = (world: World, since: number) =>
  world.shop.requests
    .slice(since)
    .filter(({ query }) => query.modified_after !== undefined)
    .map(({ query }) => [query.modified_after, query.dates_are_gmt]);

it('begins with the day before, not with the whole shop, and goes on from there', async () => {
  const { world } = await withOrder();
  const since = world.mark();
  await watch(world);
  expect(listings(world, since)[0]).toEqual(['2026-03-19T07:59:59', 'true']);
  await watchAfter(world, HOUR);
  expect(listings(world, since).at(-1)).toEqual(['2026-03-20T07:58:59', 'true']);
  await watchAfter(world, MINUTE);
  expect(listings(world, since).at(-1)).toEqual(['2026-03-20T08:58:59', 'true']);
});

it.each([-90 * MINUTE, 90 * MINUTE])(
  'misses nothing in a shop whose clock differs by %d ms',
  async (skewMs) => {
    const now = { read: () => new Date() };
    const world = await startWorld({
      shop: { now: () => now.read(), settings: { gmtOffsetHours: 2 } },
    });
    now.read = () => new Date(world.clock.now().getTime() + skewMs);
    const { salesOrderId } = world.order();
    await world.run();
    await watch(world);
    const { id } = world.shopOrder(salesOrderId);
    for (const status of ['on-hold', 'processing', 'on-hold']) {
      await world.clock.advance(10 * MINUTE);
      world.shop.hands.setStatus(id, status);
      expect(await watchAfter(world, 1_000)).toMatchObject({ changed: 1, seen: 1 });
    }
    await watchAfter(world, 10 * MINUTE);
    expect(await watchAfter(world, MINUTE)).toMatchObject({ seen: 0 });
  },
);

it.each([
  ['back', 2 * HOUR, 0],
  ['forward', -2 * HOUR, 0],
])('misses nothing when the shop’s clock is set %s', async (_where, before, after) => {
  let skewMs = before;
  const clock = { now: () => new Date() };
  const world = await startWorld({ shop: { now: () => new Date(clock.now().getTime() + skewMs) } });
  clock.now = () => world.clock.now();
  const orders = ['before', 'after'].map((seed) => world.order({ seed }).salesOrderId);
  await world.run();
  await watch(world);
  const [first = 0, second = 0] = orders.map((id) => world.shopOrder(id).id);
  await world.clock.advance(10 * MINUTE);
  await watchAfter(world, MINUTE);
  await world.clock.advance(2 * MINUTE);
  world.shop.hands.setStatus(first, 'on-hold');
  skewMs = after;
  await world.clock.advance(MINUTE);
  world.shop.hands.setStatus(second, 'on-hold');
  await watchAfter(world, MINUTE);
  await watchAfter(world, MINUTE);
  for (const id of orders) expect(await shopEvents(world, id)).toHaveLength(1);
  await watchAfter(world, 3 * HOUR);
  expect(await watchAfter(world, MINUTE)).toMatchObject({ seen: 0 });
});

it('loses nothing by an outage of the shop, says so, and takes it back', async () => {
  const { world, salesOrderId, id } = await withOrder();
  await watch(world);
  await world.clock.advance(MINUTE);
  world.shop.hands.setStatus(id, 'on-hold');
  world.shop.faults.serverError({ path: '/orders', times: 20 });
  const { fault } = await watch(world);
  expect(fault).toMatchObject({ code: 'shop-unavailable' });
  expect((await incidents(world)).map(([code]) => code)).toEqual(['shop-unavailable']);
  world.shop.faults.clear();
  expect(await watchAfter(world, 3 * HOUR)).toMatchObject({ changed: 1, fault: undefined });
  expect(await incidents(world)).toEqual([]);
  expect(await shopEvents(world, salesOrderId)).toHaveLength(1);
});

it('looks one at a time, and stops when it is told to', async () => {
  const { world, id } = await withOrder();
  await watch(world);
  await world.clock.advance(MINUTE);
  world.shop.hands.setStatus(id, 'on-hold');
  const pause = world.shop.faults.delayBeforeEffect('until-released', { path: '/orders' });
  const stop = new AbortController();
  const first = watch(world, { signal: stop.signal });
  await pause.reached;
  const second = await world.bridge.watchShop({
    cause: 'poll',
    signal: new AbortController().signal,
    holderKind: 'command',
  });
  expect(second).toEqual({ ran: false, why: 'shop-watch-running' });
  stop.abort(new Error('enough'));
  expect((await first).fault).toMatchObject({ code: 'stopped' });
  pause.release();
  expect(await watch(world)).toMatchObject({ changed: 1 });
});

it('ignores orders of accounts that are not in the settings, and of everybody else', async () => {
  const { world, salesOrderId, id } = await withOrder();
  await watch(world);
  await world.clock.advance(MINUTE);
  world.shop.hands.setStatus(id, 'cancelled');
  await world.update((settings) => ({ ...settings, accounts: [] }));
  expect(await watch(world)).toMatchObject({ seen: 1, changed: 0, left: 0 });
  expect(await shopEvents(world, salesOrderId)).toEqual([]);
  await watchAfter(world, DAY);
  expect(await incidents(world)).toEqual([]);
});
