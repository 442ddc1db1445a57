import pMap from 'p-map';
import { expect, it } from 'vitest';
import { type DatabaseKind, eachDatabase, freshLocation } from '../../databases.ts';
import { pieceOf, reduce, refundFee, refundsIn } from '../refunds/refund-world.ts';
import { MINUTE, startWorld } from '../support/world.ts';
import { ownNotes, runUntilQuiet } from './picture.ts';
import { jobIn, startChild, type WaitingChild, watchCalls } from './start-child.ts';

const AT_A_TIME = 2;
/** The lease of a dead process runs for ten minutes, the settle time of this shop for five. */
const LATER_MS = 11 * MINUTE;
/** Of the points around the refunds every so many are tried; CRASH_ALL=1 tries all there are, on both. */
const EVERY = { sqlite: 6, postgres: 18 } as const;
const AROUND_REFUNDS = /refunds|claimForChange|settleOrders|loadAfterSale/;

/** A reduction, a return after a reduction, and a fee: to be booked by the run that is killed. */
async function tellStory(kind: DatabaseKind, onEnd: (end: () => unknown) => void) {
  const world = await startWorld({ location: await freshLocation(kind), onEnd });
  const order = world.order({ positionItems: [{}, {}, {}] });
  await world.run();
  world.otto.send(order.salesOrderId);
  await reduce(world, order, pieceOf(order, 0), 500);
  await world.runAfter(MINUTE);
  await world.runAfter(MINUTE);
  world.otto.returnItems(order.salesOrderId, [pieceOf(order, 0)]);
  await world.clock.advance(MINUTE);
  await reduce(world, order, pieceOf(order, 1), 300);
  await refundFee(world, order, 595);
  return { world, order };
}

type Story = Awaited<ReturnType<typeof tellStory>>;

async function pictureOf({ world, order }: Story) {
  await world.clock.advance(LATER_MS);
  await world.restart();
  await runUntilQuiet(world);
  const { id, status } = world.shopOrder(order.salesOrderId);
  return {
    status,
    refunds: refundsIn(world, order),
    notes: ownNotes(world, id),
    incidents: (await world.openIncidents()).map(({ code }) => code),
  };
}

async function tell<Result>(
  kind: DatabaseKind,
  act: (story: Story, child: WaitingChild) => Promise<Result>,
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

eachDatabase('an import killed while it books what went back', ({ kind }) => {
  it('is taken up again: every euro stands in the shop once', async () => {
    const { undisturbed, points } = await tell(kind, async (story, child) => {
      const seen: string[] = [];
      const stop = watchCalls(story.world, (point) => void seen.push(point));
      const report = await child.run(jobIn(story.world));
      stop();
      if (report === 'killed') throw new Error('The undisturbed run was killed');
      expect(report.fault).toBeUndefined();
      return { undisturbed: await pictureOf(story), points: [...report.points, ...seen] };
    });
    expect(undisturbed).toMatchObject({
      status: 'completed',
      refunds: ['5.00', '19.99', '3.00', '5.95'],
      incidents: [],
    });
    expect(undisturbed.notes).toHaveLength(5);
    const around = points.filter((point) => AROUND_REFUNDS.test(point));
    expect(around.filter((point) => point.startsWith('POST')).length).toBeGreaterThanOrEqual(6);
    const chosen = process.env.CRASH_ALL
      ? points
      : around.filter((_point, index) => index % EVERY[kind] === 0);
    const endings = await pMap(
      chosen,
      (point) =>
        tell(kind, async (story, child) => {
          const stop = watchCalls(story.world, async (passed) => {
            if (passed === point) await child.kill();
          });
          const end = await child.run(jobIn(story.world, point));
          stop();
          return { point, wasKilled: end === 'killed', picture: await pictureOf(story) };
        }),
      { concurrency: AT_A_TIME },
    );
    for (const { point, wasKilled, picture } of endings) {
      expect(wasKilled, point).toBe(true);
      // A refund whose call outlived its process may stand before one that was booked anew.
      expect({ ...picture, refunds: picture.refunds.toSorted() }, `killed at: ${point}`).toEqual({
        ...undisturbed,
        refunds: undisturbed.refunds.toSorted(),
      });
    }
  }, 300_000);
});
