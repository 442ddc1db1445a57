import pMap from 'p-map';
import { expect, it } from 'vitest';
import { type DatabaseKind, eachDatabase, freshLocation } from '../../databases.ts';
import { sandboxProducts } from '../../fixtures/otto/index.ts';
import { jobIn, startChild, watchCalls } from '../crash/start-child.ts';
import { watch } from '../shop-watch/watch-world.ts';
import { MINUTE } from '../support/world.ts';
import {
  atOtto,
  dhlNumber,
  flagInShop,
  goOn,
  notesIn,
  type OrderInShop,
  type ReportWorld,
  ship,
  startReportWorld,
  timesReported,
} from './report-world.ts';

const AT_A_TIME = 2;
/** CRASH_ALL=1 tries every point on both. */
const EVERY = { sqlite: 160, postgres: 400 } as const;

type Story = { world: ReportWorld; orders: Record<string, OrderInShop> };

/** Everything a run of reports can have to do, all of it noted by the watch and not yet looked at. */
async function tellStory(kind: DatabaseKind, onEnd: (end: () => unknown) => void): Promise<Story> {
  const world = await startReportWorld({
    location: await freshLocation(kind),
    onEnd,
    shipping: { graceMinutes: 0 },
  });
  const inShop = (seed: string, pieces: number, product = sandboxProducts.shirt) =>
    world.orderInShop({
      seed,
      positionItems: Array.from({ length: pieces }, () => ({ product })),
    });
  const orders = {
    plain: await inShop('plain', 2),
    cancelled: await inShop('cancelled', 2),
    addedTo: await inShop('added to', 2),
    multiparcel: await inShop('multiparcel', 1),
    freight: await inShop('freight', 1, sandboxProducts.sofa),
    refused: await inShop('refused', 1),
    open: await inShop('open', 1),
    numberless: await inShop('numberless', 1),
  };
  const { otto, shop, clock } = world;
  ship(world, orders.open, { number: dhlNumber(1) });
  otto.faults.dropAfterEffect({ on: 'create-shipment' });
  await world.watchAndReport();
  await clock.advance(MINUTE);
  const key = { carrier: 'DHL', trackingNumber: dhlNumber(3) };
  otto.send(orders.addedTo.salesOrderId, orders.addedTo.pieces.slice(0, 1), key);
  for (const id of orders.refused.pieces) otto.state.foreignPositionItemIds.add(id);
  ship(world, orders.plain, { number: dhlNumber(2) });
  ship(world, orders.addedTo, { number: dhlNumber(3) });
  ship(world, orders.multiparcel, { number: `${dhlNumber(4)}, ${dhlNumber(5)}` });
  shop.hands.setStatus(orders.freight.wooOrderId, 'completed');
  ship(world, orders.refused, { number: dhlNumber(6) });
  ship(world, orders.numberless);
  shop.hands.setStatus(orders.cancelled.wooOrderId, 'cancelled');
  await watch(world);
  await clock.advance(MINUTE);
  return { world, orders };
}

/** How all stands in the end: at OTTO, in the ledger, in the shop. */
async function pictureOf({ world, orders }: Story) {
  // The lease of a dead process ends after three minutes where nobody can see that it is gone.
  await world.clock.advance(4 * MINUTE);
  await world.restart();
  await goOn(world, 16);
  const told = Object.entries(orders).map(async ([name, order]) => {
    const reports = await world.reports(order.salesOrderId);
    const picture = {
      atOtto: atOtto(world, order),
      times: timesReported(world, order),
      reports: reports.map(({ kind, state, reason }) => [kind, state, reason?.code]),
      flag: flagInShop(world, order),
      notes: notesIn(world, order).toSorted(),
    };
    return [name, picture] as const;
  });
  const numbers = world.otto.shipments
    .all()
    .flatMap(({ positionItems }) => positionItems[0]?.returnTrackingKey?.trackingNumber ?? []);
  return {
    orders: Object.fromEntries(await Promise.all(told)),
    incidents: await world.codes(),
    shipments: world.otto.shipments.all().length,
    returnNumbersGivenTwice: numbers.length - new Set(numbers).size,
  };
}

async function tell<Result>(
  kind: DatabaseKind,
  act: (story: Story, child: Awaited<ReturnType<typeof startChild>>) => Promise<Result>,
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

eachDatabase('a run of reports killed at any point', ({ kind }) => {
  it('is taken up again: every piece is reported exactly once, or stands there with its reason', async () => {
    const { undisturbed, points } = await tell(kind, async (story, child) => {
      const seen: string[] = [];
      const stop = watchCalls(story.world, (point) => void seen.push(point));
      const report = await child.run({ ...jobIn(story.world), what: 'reports' });
      stop();
      if (report === 'killed') throw new Error('The undisturbed run was killed');
      expect(report.fault).toBeUndefined();
      return { undisturbed: await pictureOf(story), points: [...report.points, ...seen] };
    });
    const states = Object.entries(undisturbed.orders).map(([name, { times, reports }]) => [
      name,
      times,
      reports.map((report) => report.slice(1)),
    ]);
    expect(states).toEqual([
      ['plain', [1, 1], [['confirmed', undefined]]],
      [
        'cancelled',
        [0, 0],
        [
          ['confirmed', undefined],
          ['confirmed', undefined],
        ],
      ],
      ['addedTo', [1, 1], [['confirmed', undefined]]],
      ['multiparcel', [1], [['confirmed', undefined]]],
      ['freight', [1], [['confirmed', undefined]]],
      ['refused', [0], [['attention', 'piece-unknown-at-otto']]],
      ['open', [1], [['confirmed', undefined]]],
      ['numberless', [0], [['waiting', 'tracking-missing']]],
    ]);
    expect(undisturbed.returnNumbersGivenTwice).toBe(0);
    expect(points.length).toBeGreaterThan(150);
    const every = process.env.CRASH_ALL ? 1 : EVERY[kind];
    const chosen = points.filter((_point, index) => index % every === 0);
    const endings = await pMap(
      chosen,
      (point) =>
        tell(kind, async (story, child) => {
          const stop = watchCalls(story.world, async (passed) => {
            if (passed === point) await child.kill();
          });
          const end = await child.run({ ...jobIn(story.world, point), what: 'reports' });
          stop();
          return { point, wasKilled: end === 'killed', picture: await pictureOf(story) };
        }),
      { concurrency: AT_A_TIME },
    );
    console.info(`${kind}: ${chosen.length} of ${points.length} points`);
    for (const { point, wasKilled, picture } of endings) {
      expect(wasKilled, point).toBe(true);
      expect(picture, `killed at: ${point}`).toEqual(undisturbed);
    }
  }, 600_000);
});
