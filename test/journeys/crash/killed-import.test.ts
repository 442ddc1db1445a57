import pMap from 'p-map';
import { expect, it, onTestFinished } from 'vitest';
import type { LedgerLocation } from '../../../src/bridge/ledger/database.ts';
import { type DatabaseKind, eachDatabase, freshLocation } from '../../databases.ts';
import { MINUTE, startWorld, type World } from '../support/world.ts';
import { emptyPlace } from './ledger-files.ts';
import { breaches, pictureOf, runUntilQuiet } from './picture.ts';
import {
  jobIn,
  NOT_ANSWERED,
  NOT_BEGUN,
  startChild,
  type WaitingChild,
  watchCalls,
} from './start-child.ts';
import { STORY_WORLD, type Story, tellStory } from './story.ts';

const SECOND = 1_000;

/** The lease of a dead process runs for ten minutes, the settle time of this shop for five. */
const LATER_MS = 11 * MINUTE;

/** Stories told side by side; each is a process of its own. */
const AT_A_TIME = 2;

/**
 * Every 128th point is tried on SQLite, of the other tellings every 256th, each time others, so that
 * the file stays below a minute; CRASH_ALL=1 tries all of them everywhere.
 */
const TELLINGS = [
  { kind: 'sqlite', meanwhile: 'nothing', every: 128, from: 0 },
  { kind: 'sqlite', meanwhile: 'a release', every: 256, from: 1 },
  { kind: 'postgres', meanwhile: 'nothing', every: 256, from: 13 },
  { kind: 'postgres', meanwhile: 'a release', every: 256, from: 21 },
] as const;

/** What a story comes to when a process dies at a point of it. */
type Ending = { point: string; picture: unknown; wrong: string[] };

eachDatabase('an import killed at any point', ({ kind }) => {
  it.each(TELLINGS.filter((telling) => telling.kind === kind))(
    'leaves one whole shop order for each sales order, $meanwhile happening at OTTO meanwhile',
    async ({ meanwhile, every, from }) => {
      const tellers = await startTellers(kind);
      const goOn = ({ later }: Story) => (meanwhile === 'a release' ? later() : undefined);
      const points = (await tellers.countPoints()).filter((point) => !point.endsWith(NOT_BEGUN));
      // A seam that no longer sees the calls would leave nothing to try.
      expect(points.length).toBeGreaterThan(150);
      expect(new Set(points).size).toBe(points.length);

      const undisturbed = await tellers.tellUndisturbed(goOn);
      const chosen = process.env.CRASH_ALL
        ? points
        : points.filter((_point, index) => index % every === from);
      const endings = await pMap(
        chosen,
        (point) =>
          tellers.tell(async (world, story, child) => {
            const stop = watchCalls(world, async (passed) => {
              if (passed === point) await child.kill();
            });
            const end = await child.run(jobIn(world, point));
            stop();
            goOn(story);
            const ending = await endingOf(world, point, historyAfter(point, points));
            if (end !== 'killed') ending.wrong.push('the point was not passed');
            return ending;
          }),
        { concurrency: AT_A_TIME },
      );
      console.info(`${kind}, ${meanwhile} meanwhile: ${chosen.length} of ${points.length} points`);
      expectAllAs(undisturbed, endings);
    },
    600_000,
  );

  it('and started again at once finds the shop still at its last call, and repeats nothing', async () => {
    const tellers = await startTellers(kind);
    // A note is not among them: one that is still on its way at the restart would come twice.
    const points = (await tellers.countPoints()).filter(
      (point) => point.endsWith(NOT_BEGUN) && /^(POST|PUT) /.test(point) && !/notes/.test(point),
    );
    expect(points.length).toBeGreaterThanOrEqual(5);
    const undisturbed = await tellers.tellUndisturbed();
    const first = kind === 'sqlite' ? 0 : 1;
    const endings = await pMap(
      points.filter((_point, index) => process.env.CRASH_ALL || index % 2 === first),
      (point) =>
        tellers.tell(async (world, _story, child) => {
          const wentOn = Promise.withResolvers<void>();
          const stop = watchCalls(world, async (passed) => {
            if (passed !== point) return;
            await child.kill();
            await wentOn.promise;
          });
          const end = await child.run(jobIn(world));
          stop();
          await world.restart();
          // As the service does when it starts and finds the data folder left by a dead one.
          await world.bridge.ledger.releaseLeasesOf('command');
          const since = world.mark();
          await world.runAfter(SECOND);
          await world.runAfter(MINUTE);
          const calls = world.shop.requests.length;
          wentOn.resolve();
          await expect
            .poll(() => world.shop.requests.slice(0, since).every(({ status }) => status))
            .toBe(true);
          expect(world.shop.requests.length).toBe(calls);
          const ending = await endingOf(world, point, 'interrupted');
          if (end !== 'killed') ending.wrong.push('the point was not passed');
          return ending;
        }),
      { concurrency: AT_A_TIME },
    );
    expectAllAs(undisturbed, endings);
  }, 120_000);
});

function expectAllAs(undisturbed: Ending, endings: Ending[]): void {
  const wrong = endings.filter((ending) => ending.wrong.length > 0);
  expect(wrong.map(({ picture: _picture, ...rest }) => rest)).toEqual([]);
  for (const { point, picture } of endings) {
    expect(picture, `killed at: ${point}`).toEqual(undisturbed.picture);
  }
}

/** What the history says of the run of the process that died: nothing, `interrupted`, `finished`. */
function historyAfter(point: string, points: string[]): string | undefined {
  const at = points.indexOf(point);
  const isInOther = point.endsWith(NOT_ANSWERED);
  if (!isInOther && at < points.indexOf('ledger.startImportRun 1: after')) return undefined;
  if (isInOther || at < points.indexOf('ledger.finishImportRun 1: after')) return 'interrupted';
  return 'finished';
}

/** Starts again, until nothing is left to do. */
async function endingOf(
  world: World,
  point: string,
  expectedHistory: string | undefined,
): Promise<Ending> {
  await world.clock.advance(LATER_MS);
  await world.restart();
  const wrong: string[] = [];
  await runUntilQuiet(world).catch((error: unknown) => wrong.push(String(error)));
  wrong.push(...(await breaches(world)));
  const runs = await world.bridge.ledger.listImportRuns({ limit: 100 });
  const [ofChild, ...others] = runs.filter(({ cause }) => cause === 'command');
  const history = ofChild && (ofChild.error_code ?? ofChild.state);
  if (history !== expectedHistory || others.length > 0) wrong.push(`in the history: ${history}`);
  const broken = runs.filter(({ cause, state }) => cause !== 'command' && state !== 'finished');
  if (broken.length > 0) wrong.push(`${broken.length} runs after it did not finish`);
  return { point, picture: await pictureOf(world), wrong };
}

/** Tells the story again and again, each time in a new world, some side by side. */
async function startTellers(kind: DatabaseKind) {
  const places: LedgerLocation[] = [];
  for (let n = 0; n < AT_A_TIME; n += 1) places.push(await freshLocation(kind));
  await (await startChild()).kill();
  const waiting: Promise<WaitingChild>[] = [];
  const callUp = () => waiting.push(startChild());
  callUp();
  onTestFinished(async () => {
    for (const child of waiting) await (await child).kill();
  });

  async function tell<Result>(
    act: (world: World, story: Story, child: WaitingChild) => Promise<Result>,
  ): Promise<Result> {
    const place = places.pop();
    if (!place) throw new Error('more tellings than places');
    const ends: (() => unknown)[] = [];
    try {
      await emptyPlace(place);
      const world = await startWorld({
        ...STORY_WORLD,
        location: place,
        onEnd: (end) => ends.unshift(end),
      });
      const story = await tellStory(world);
      callUp();
      const child = await waiting.shift();
      if (!child) throw new Error('no child was called up');
      return await act(world, story, child);
    } finally {
      for (const end of ends) await end();
      places.push(place);
    }
  }

  return {
    tell,
    tellUndisturbed: async (goOn: (story: Story) => void = () => undefined) => {
      const ending = await tell(async (world, story, child) => {
        expect(await child.run(jobIn(world))).not.toBe('killed');
        goOn(story);
        return endingOf(world, 'none', 'finished');
      });
      expect(ending.wrong).toEqual([]);
      return ending;
    },
    countPoints: () =>
      tell(async (world, _story, child) => {
        const points: string[] = [];
        watchCalls(world, (point) => void points.push(point));
        const report = await child.run(jobIn(world));
        if (report === 'killed' || report.fault) throw new Error('The undisturbed run failed');
        return [...report.points, ...points];
      }),
  };
}
