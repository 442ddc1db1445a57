import { setTimeout as pause } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { breachesOf, openOrders } from './judge-day.ts';
import { logInPerson } from './people.ts';
import type { Replica } from './replica.ts';
import { setUp, startReplicaWorld } from './replica-world.ts';
import { createShopDay } from './shop-day.ts';

const ORDERS = 40;

it('replacing one replica after the other under load answers no call with an error and loses nothing', async () => {
  const world = await startReplicaWorld();
  const owner = await world.openBridge();
  await setUp(world, owner);
  const day = createShopDay(world);
  const old = [await world.start(), await world.start()];
  await Promise.all(old.map((replica) => replica.ready()));
  await expect.poll(() => world.balancer.ready().length, { timeout: 30_000 }).toBe(2);
  const anna = await logInPerson(world.balancer);

  const over = new AbortController();
  const visiting = (async () => {
    while (!over.signal.aborted) {
      await anna.act();
      await pause(50);
    }
  })();
  day.pour(ORDERS);
  const packing = (async () => {
    while (openOrders(world, day) > 0) {
      day.releaseAll();
      day.pack();
      await pause(100);
    }
  })();

  const codes: (number | null)[] = [];
  for (const replica of old) {
    codes.push(await replace(replica));
  }
  await packing;
  over.abort();
  await visiting;
  await day.sent();

  expect(codes).toEqual([0, 0]);
  const failed = world.balancer.passed.filter(
    ({ status }) => status === undefined || status >= 500,
  );
  expect(failed).toEqual([]);
  expect(world.balancer.passed.length).toBeGreaterThan(50);
  expect(anna.complaints).toEqual([]);
  expect(await anna.savedNow()).toBe(anna.saved());
  expect(await breachesOf(world, day, owner, [])).toEqual([]);
  const stopped = old.map(({ log }) => log.some(({ event }) => event === 'service-stopped'));
  expect(stopped).toEqual([true, true]);

  /** As an orchestrator does it: the new one first, then the old one is told to go. */
  async function replace(replica: Replica): Promise<number | null> {
    const next = await world.start();
    await next.ready();
    await expect.poll(() => world.balancer.ready(), { timeout: 30_000 }).toContain(next.port);
    return replica.stop();
  }
});
