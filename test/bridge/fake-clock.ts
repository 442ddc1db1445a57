import { setImmediate as turn } from 'node:timers/promises';
import type { Clock } from '../../src/bridge/clock.ts';

export type FakeClock = Clock & {
  /** moves on, waking sleepers in the order of their time */
  advance(ms: number): Promise<void>;
  /** how many sleep right now */
  sleeping(): number;
  /** every sleep asked for so far, in milliseconds */
  readonly sleeps: readonly number[];
};

type Sleeper = { dueMs: number; wake: () => void };

/**
 * A clock that stands still until it is advanced. With `autoAdvance` every sleep moves the time on at
 * once instead of waiting for that.
 */
export function createFakeClock(
  startIso = '2026-03-02T08:00:00.000Z',
  options: { autoAdvance?: boolean } = {},
): FakeClock {
  let nowMs = Date.parse(startIso);
  const sleepers = new Set<Sleeper>();
  const sleeps: number[] = [];

  return {
    sleeps,
    now: () => new Date(nowMs),
    sleeping: () => sleepers.size,
    async sleep(ms, signal) {
      signal?.throwIfAborted();
      sleeps.push(ms);
      if (options.autoAdvance) {
        nowMs += ms;
        await turn();
        signal?.throwIfAborted();
        return;
      }
      const { promise, resolve, reject } = Promise.withResolvers<void>();
      const sleeper = { dueMs: nowMs + ms, wake: resolve };
      const abort = () => reject(signal?.reason);
      sleepers.add(sleeper);
      signal?.addEventListener('abort', abort, { once: true });
      try {
        await promise;
      } finally {
        sleepers.delete(sleeper);
        signal?.removeEventListener('abort', abort);
      }
    },
    async advance(ms) {
      await turn(); // whoever is about to lie down does so first
      const targetMs = nowMs + ms;
      for (;;) {
        const next = [...sleepers]
          .sort((one, other) => one.dueMs - other.dueMs)
          .find(({ dueMs }) => dueMs <= targetMs);
        if (!next) break;
        nowMs = Math.max(nowMs, next.dueMs);
        sleepers.delete(next);
        next.wake();
        await turn(); // the woken one may lie down again within the same span
      }
      nowMs = targetMs;
      await turn();
    },
  };
}
