import pMap from 'p-map';
import { expect, it } from 'vitest';
import { type DatabaseKind, freshLocation, usualDatabase } from '../../databases.ts';
import { jobIn, startChild, watchCalls } from '../crash/start-child.ts';
import { MAIN, MINUTE, startWorld, type World } from '../support/world.ts';
import { shopEvents, watch } from './watch-world.ts';

const AT_A_TIME = 2;
/** CRASH_ALL=1 tries every point on both. */
const EVERY = { sqlite: 10, postgres: 30 } as const;

/** Deliveries that came, and changes that no delivery told of; nobody has looked yet. */
async function tellStory(kind: DatabaseKind, onEnd: (end: () => unknown) => void) {
  const world = await startWorld({ location: await freshLocation(kind), onEnd });
  const seeds = ['cancelled', 'in-the-bin', 'refunded', 'gone', 'copied', 'untouched'];
  const ids = seeds.map((seed) => world.order({ seed, positionItems: [{}, {}] }).salesOrderId);
  await world.run();
  await world.clock.advance(MINUTE);
  await watch(world);
  await world.clock.advance(2 * MINUTE);
  const [cancelled, binned, refunded, gone, copied] = ids.map((id) => world.shopOrder(id));
  const { hands, state } = world.shop;
  hands.setStatus(cancelled?.id ?? 0, 'cancelled');
  hands.trash(binned?.id ?? 0);
  hands.refund(refunded?.id ?? 0, '4.00');
  hands.deleteForGood(gone?.id ?? 0);
  if (copied) {
    const dateModified = world.clock.now();
    state.orders.set(500, { ...structuredClone(copied), id: 500, dateModified });
  }
  const { ledger } = world.bridge;
  for (const wooOrderId of [cancelled?.id ?? 0, gone?.id ?? 0]) {
    const delivery = { deliveryId: 'd', webhookId: 1, topic: 'order.updated', wooOrderId };
    await ledger.addDeliveries([{ ...delivery, isWorked: false }], world.clock.now().toISOString());
  }
  return { world, ids };
}

/** All that the ledger holds of what happened in the shop, once all is quiet. */
async function pictureOf({ world, ids }: { world: World; ids: string[] }) {
  await world.clock.advance(11 * MINUTE);
  await world.restart();
  expect(await watch(world)).toMatchObject({ fault: undefined });
  // What the look woke is the import's; after it nothing is left for either.
  await world.run();
  expect(await watch(world)).toMatchObject({ fault: undefined, left: 0 });
  const { ledger } = world.bridge;
  const rows = await ledger.loadSalesOrders(MAIN, ids);
  const { lookAgain } = await ledger.loadShopWatch(world.shop.url);
  return {
    events: await Promise.all(ids.map((id) => shopEvents(world, id))),
    rows: ids.map((id) => [rows.get(id)?.woo_status, rows.get(id)?.woo_facts]),
    due: ids.map((id) => rows.get(id)?.next_look_at !== null),
    incidents: (await world.openIncidents()).map(({ code, params }) => [code, params]).sort(),
    waiting: (await ledger.countDeliveries()).waiting,
    lookAgain: lookAgain.length,
  };
}

async function tell<Result>(
  kind: DatabaseKind,
  act: (
    story: Awaited<ReturnType<typeof tellStory>>,
    child: Awaited<ReturnType<typeof startChild>>,
  ) => Promise<Result>,
): Promise<Result> {
  const ends: (() => unknown)[] = [];
  const child = await startChild();
  try {
    return await act(await tellStory(kind, (end) => ends.unshift(end)), child);
  } finally {
    await child.kill();
    for (const end of ends) await end();
  }
}

usualDatabase('a look at the shop killed at any point', ({ kind }) => {
  it('is taken up again: everything is told, and told once', async () => {
    const { undisturbed, points } = await tell(kind, async (story, child) => {
      const seen: string[] = [];
      const stop = watchCalls(story.world, (point) => void seen.push(point));
      const report = await child.run({ ...jobIn(story.world), what: 'watch' });
      stop();
      if (report === 'killed') throw new Error('The undisturbed look was killed');
      expect(report.fault).toBeUndefined();
      return { undisturbed: await pictureOf(story), points: [...report.points, ...seen] };
    });
    expect(undisturbed.events.map((events) => events.map(([eventKind]) => eventKind))).toEqual([
      ['shop-status-changed'],
      ['shop-order-thrown-away'],
      ['shop-refund-by-hand'],
      ['shop-order-gone'],
      [],
      [],
    ]);
    expect(undisturbed.incidents.map(([code]) => code)).toEqual([
      'cancelled-in-shop',
      'refunded-in-shop',
      'shop-order-gone',
      'shop-order-in-trash',
      'shop-order-twice',
    ]);
    expect(undisturbed).toMatchObject({ waiting: 0, lookAgain: 0 });
    expect(points.length).toBeGreaterThan(40);
    const every = process.env.CRASH_ALL ? 1 : EVERY[kind];
    const chosen = points.filter((_point, index) => index % every === 0);
    const endings = await pMap(
      chosen,
      (point) =>
        tell(kind, async (story, child) => {
          const stop = watchCalls(story.world, async (passed) => {
            if (passed === point) await child.kill();
          });
          const end = await child.run({ ...jobIn(story.world, point), what: 'watch' });
          stop();
          return { point, wasKilled: end === 'killed', picture: await pictureOf(story) };
        }),
      { concurrency: AT_A_TIME },
    );
    for (const { point, wasKilled, picture } of endings) {
      expect(wasKilled, point).toBe(true);
      expect(picture, `killed at: ${point}`).toEqual(undisturbed);
    }
  }, 300_000);
});
