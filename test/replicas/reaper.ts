import { setTimeout as pause } from 'node:timers/promises';
import type { Replica } from './replica.ts';
import type { ReplicaWorld } from './replica-world.ts';
import type { Chance } from './shop-day.ts';

/** Longer than a lease runs and than a call to the shop may still have effects. */
export const LONG_MS = 4 * 60_000;

/** What the reaper did so far. */
export type Reaped = { killed: number; paused: number };

/**
 * Now and then kills a replica and starts another in its place; one time of three it is only paused, goes
 * on after its leases ran out, and is killed the next time.
 *
 * @param options.passes the time that a pause takes: as a jump of everybody's clock, or as it is
 */
export async function reap(
  world: ReplicaWorld,
  chance: Chance,
  reaped: Reaped,
  options: { everyMs: number; passes: 'by-jump' | 'as-it-is'; signal: AbortSignal },
): Promise<void> {
  const { everyMs, passes, signal } = options;
  const wait = (ms: number) => pause(ms, undefined, { signal }).catch(() => undefined);
  const sleeping = new Set<Replica>();
  const wakes: Promise<void>[] = [];

  async function sleepLong(replica: Replica): Promise<void> {
    sleeping.add(replica);
    replica.pause();
    reaped.paused += 1;
    if (passes === 'by-jump') {
      world.clock.jump(LONG_MS);
      await wait(2_000); // the others take over
    } else {
      await wait(LONG_MS);
    }
    replica.resume();
    sleeping.delete(replica);
  }

  /** It may be killed by the end of the test before it is ready. */
  async function startAnother(): Promise<void> {
    const replica = await world.start();
    await replica.ready().catch((fault: unknown) => {
      if (!signal.aborted) throw fault;
    });
  }

  await wait(everyMs);
  while (!signal.aborted) {
    const alive = world.replicas.filter((one) => one.isRunning() && !sleeping.has(one));
    const victim = alive[chance.below(alive.length)];
    if (victim !== undefined && alive.length > 1) {
      // What is paused does not answer, as what is dead: somebody takes its place.
      const isPause = sleeping.size === 0 && chance.oneIn(3);
      if (isPause) wakes.push(sleepLong(victim));
      else {
        await victim.kill();
        reaped.killed += 1;
      }
      if (!isPause || passes === 'as-it-is') await startAnother();
    }
    await wait(everyMs);
  }
  await Promise.all(wakes);
}
