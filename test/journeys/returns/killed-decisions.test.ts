import pMap from 'p-map';
import { expect, it } from 'vitest';
import { type DatabaseKind, eachDatabase, freshLocation } from '../../databases.ts';
import { jobIn, startChild, watchCalls } from '../crash/start-child.ts';
import { flagInShop, goOn } from '../reports/report-world.ts';
import { MAIN, MINUTE } from '../support/world.ts';
import {
  accepting,
  type DeskWorld,
  inShort,
  rejecting,
  type SentOrder,
  startDeskWorld,
} from './desk-world.ts';

const AT_A_TIME = 2;
/** CRASH_ALL=1 tries every point on both. */
const EVERY = { sqlite: 192, postgres: 400 } as const;

type Story = { world: DeskWorld; orders: Record<string, SentOrder> };

const some = (pieces: number) => ({ positionItems: Array.from({ length: pieces }, () => ({})) });

/** Everything that can be decided after the sale, all of it said and nothing of it sent. */
async function tellStory(kind: DatabaseKind, onEnd: (end: () => unknown) => void): Promise<Story> {
  const world = await startDeskWorld({ location: await freshLocation(kind), onEnd });
  const orders = {
    accepted: await world.sentOrder({ seed: 'accepted', ...some(3) }),
    rejected: await world.sentOrder({ seed: 'rejected', ...some(2) }),
    halfRefused: await world.sentOrder({ seed: 'half refused', ...some(2) }),
    reduced: await world.sentOrder({ seed: 'reduced', ...some(2) }),
  };
  const { accepted, rejected, halfRefused, reduced } = orders;
  world.otto.state.foreignPositionItemIds.add(halfRefused.pieces[1] ?? '');
  await world.decide([
    ...accepted.pieces.map((id) => accepting(accepted, id)),
    ...rejected.pieces.map((id) => rejecting(rejected, id)),
    ...halfRefused.pieces.map((id) => accepting(halfRefused, id)),
  ]);
  const { salesOrderId } = reduced;
  for (const [at, positionItemId] of reduced.pieces.entries()) {
    await world.reduce({ salesOrderId, positionItemId, amountCents: 500 + at });
  }
  await world.clock.advance(MINUTE);
  return { world, orders };
}

/** How all stands in the end: at OTTO, in the ledger, in the shop. */
async function pictureOf({ world, orders }: Story) {
  // The lease of a dead process ends after three minutes where nobody can see that it is gone.
  await world.clock.advance(4 * MINUTE);
  await world.restart();
  await goOn(world, 120);
  const { returns, reductions } = world.otto;
  const told = Object.entries(orders).map(async ([name, order]) => {
    const reports = await world.reports(order.salesOrderId);
    const moneyBack = await world.bridge.ledger.loadAfterSale(MAIN, [order.salesOrderId]);
    const picture = {
      accepted: order.pieces.map((id) => returns.timesAccepted(id)),
      rejected: order.pieces.map((id) => returns.timesRejected(id)),
      reduced: order.pieces.map((id) => reductions.totalCents(id)),
      reports: inShort(reports).toSorted(),
      money: (moneyBack.get(order.salesOrderId)?.moneyBack ?? [])
        .map(({ cents }) => cents)
        .toSorted(),
      // One that was through before the shop was told of it says nothing, as one that is over does.
      flag: flagInShop(world, order) || undefined,
    };
    return [name, picture] as const;
  });
  return { orders: Object.fromEntries(await Promise.all(told)), incidents: await world.codes() };
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

eachDatabase('a run that sends decisions and price reductions, killed at any point', ({ kind }) => {
  it('is taken up again: everything has its effect exactly once', async () => {
    const { undisturbed, points } = await tell(kind, async (story, child) => {
      const seen: string[] = [];
      const stop = watchCalls(story.world, (point) => void seen.push(point));
      const report = await child.run({ ...jobIn(story.world), what: 'reports' });
      stop();
      if (report === 'killed') throw new Error('The undisturbed run was killed');
      expect(report.fault).toBeUndefined();
      return { undisturbed: await pictureOf(story), points: [...report.points, ...seen] };
    });
    expect(undisturbed.orders).toMatchObject({
      accepted: { accepted: [1, 1, 1], reports: Array(3).fill(['acceptance', 'confirmed']) },
      rejected: { rejected: [1, 1], reports: Array(2).fill(['rejection', 'confirmed']) },
      halfRefused: {
        accepted: [1, 0],
        reports: [
          ['acceptance', 'attention', 'otto-refused'],
          ['acceptance', 'confirmed'],
        ],
        flag: 'failed',
      },
      reduced: {
        reduced: [500, 501],
        money: [500, 501],
        reports: Array(2).fill(['price-reduction', 'confirmed']),
      },
    });
    expect(points.length).toBeGreaterThan(60);
    const every = process.env.CRASH_ALL ? 1 : EVERY[kind];
    const chosen = points.filter((_point, index) => index % every === every - 1 || every === 1);
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
