import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pMap from 'p-map';
import pg from 'pg';
import { expect, it, onTestFinished } from 'vitest';
import type { LedgerLocation } from '../../../src/bridge/ledger/database.ts';
import { type DatabaseKind, eachDatabase, freshLocation } from '../../databases.ts';
import { MINUTE, startWorld, type World } from '../support/world.ts';
import { breaches, pictureOf, runUntilQuiet } from './picture.ts';
import { jobIn, startChild, type WaitingChild, watchEffects } from './start-child.ts';
import { type Story, STORY_WORLD, tellStory } from './story.ts';

/** The lease of a dead process runs for ten minutes, the settle time of this shop for five. */
const LATER_MS = 11 * MINUTE;

const AT_A_TIME = 2;

type Telling = { world: World; story: Story };

/** What a story comes to when a process dies at a point of it. */
type Ending = { point: string; picture: unknown; wrong: string[] };

eachDatabase('an import killed at any point', ({ kind }) => {
  it.each([
    { between: 'nothing happens at OTTO meanwhile', move: (_story: Story) => undefined },
    { between: 'an order is released meanwhile', move: (story: Story) => story.later() },
  ])('leaves one shop order for each sales order when it starts again and $between', async ({ move }) => {
    const tellers = await startTellers(kind);
    const points = await tellers.countPoints();
    expect(points.length).toBeGreaterThan(100);
    expect(new Set(points).size).toBe(points.length);

    const undisturbed = await tellers.tell(async ({ world, story }, child) => {
      await child.run(jobIn(world));
      move(story);
      return endingOf(world, 'none');
    });
    expect(undisturbed.wrong).toEqual([]);

    const chosen = chosenFrom(points);
    const t = Date.now();
    const endings = await pMap(
      chosen,
      (point) =>
        tellers.tell(async ({ world, story }, child) => {
          watchEffects(world, async (passed) => {
            if (passed === point) await child.kill();
          });
          const end = await child.run(jobIn(world, point));
          world.otto.hooks.onEffect = () => undefined;
          world.shop.hooks.onEffect = () => undefined;
          move(story);
          const ending = await endingOf(world, point);
          if (end !== 'killed') ending.wrong.push('the point was not passed');
          return ending;
        }),
      { concurrency: AT_A_TIME },
    );
    console.log(kind, points.length, chosen.length, Date.now() - t, 'ms');
    const bad = endings.filter(({ wrong }) => wrong.length > 0);
    expect(bad.map(({ point, wrong }) => ({ point, wrong }))).toEqual([]);
    for (const { point, picture } of endings) {
      expect(picture, `killed at: ${point}`).toEqual(undisturbed.picture);
    }
  }, 280_000);
});

/** Starts again, until nothing is left to do. */
async function endingOf(world: World, point: string): Promise<Ending> {
  await world.clock.advance(LATER_MS);
  await world.restart();
  const wrong: string[] = [];
  await runUntilQuiet(world).catch((error: unknown) => wrong.push(String(error)));
  wrong.push(...(await breaches(world)));
  return { point, picture: await pictureOf(world), wrong };
}

function chosenFrom(points: string[]): string[] {
  return points;
}

/** Tells the story again and again, each time in a new world, some side by side. */
async function startTellers(kind: DatabaseKind) {
  const codeFolder = await mkdtemp(join(tmpdir(), 'bridge-code-'));
  onTestFinished(() => rm(codeFolder, { recursive: true, force: true }));
  const places: LedgerLocation[] = [];
  for (let n = 0; n < AT_A_TIME; n += 1) places.push(await freshLocation(kind));
  await startChild(codeFolder).then((first) => first.kill());
  const waiting: Promise<WaitingChild>[] = [];
  const nextChild = () => {
    waiting.push(startChild(codeFolder));
    return waiting.shift() ?? startChild(codeFolder);
  };
  waiting.push(startChild(codeFolder), startChild(codeFolder));
  onTestFinished(async () => {
    for (const child of waiting) await (await child).kill();
  });

  async function tell<Result>(
    act: (telling: Telling, child: WaitingChild) => Promise<Result>,
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
      return await act({ world, story }, await nextChild());
    } finally {
      for (const end of ends) await end();
      places.push(place);
    }
  }

  return {
    tell,
    countPoints: () =>
      tell(async ({ world }, child) => {
        const points: string[] = [];
        watchEffects(world, (point) => void points.push(point));
        const report = await child.run(jobIn(world));
        if (report === 'killed' || report.fault) throw new Error('The undisturbed run failed');
        return [...report.points, ...points];
      }),
  };
}

async function emptyPlace(place: LedgerLocation): Promise<void> {
  if (place.kind === 'sqlite') {
    for (const suffix of ['', '-wal', '-shm']) await rm(place.path + suffix, { force: true });
    return;
  }
  const client = new pg.Client({ connectionString: place.url });
  await client.connect();
  await client.query('drop schema public cascade; create schema public');
  await client.end();
}
