import { setTimeout as delay } from 'node:timers/promises';
import type { Clock } from '../../../src/bridge/clock.ts';

/** Sleeps this long are real; longer ones last until they are ended. */
const SHORT_MS = 5_000;

export type PatientClock = Clock & {
  /** ends the long sleeps of this length; waits until there is one */
  endSleeps(ms: number): Promise<void>;
  /** lets so much time be over at once; who sleeps goes on sleeping */
  skip(ms: number): void;
};

type Sleeper = { ms: number; wake: () => void };

/**
 * The time of the fixtures, going on at its real pace: for tests with real processes and sockets in
 * them, that still decide themselves when half a minute is over.
 */
export function createPatientClock(startIso: string): PatientClock {
  let startMs = Date.parse(startIso) - performance.now();
  const sleepers = new Set<Sleeper>();
  return {
    now: () => new Date(startMs + performance.now()),
    async sleep(ms, signal) {
      if (ms < SHORT_MS) {
        await delay(ms, undefined, signal ? { signal } : {});
        return;
      }
      signal?.throwIfAborted();
      const { promise, resolve, reject } = Promise.withResolvers<void>();
      const sleeper = { ms, wake: resolve };
      sleepers.add(sleeper);
      signal?.addEventListener('abort', () => reject(signal.reason), { once: true });
      await promise.finally(() => sleepers.delete(sleeper));
    },
    skip(ms) {
      startMs += ms;
    },
    async endSleeps(ms) {
      for (;;) {
        const asleep = [...sleepers].filter((sleeper) => sleeper.ms === ms);
        for (const { wake } of asleep) wake();
        if (asleep.length > 0) return;
        await delay(2);
      }
    },
  };
}
