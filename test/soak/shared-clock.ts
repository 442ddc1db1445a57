import { setImmediate as turn } from 'node:timers/promises';
import type { Clock } from '../../src/bridge/clock.ts';

/** The time of the soak, which nobody waits for. */
export type SharedClock = Clock & {
  /** to hand to another thread */
  memory: SharedArrayBuffer;
  /** goes forward to this moment, milliseconds; never back */
  moveTo(ms: number): void;
};

/**
 * One time for the thread of the bridge and that of the world around it. Who sleeps moves it on for
 * all; several who sleep at once do so side by side, not one after the other.
 */
export function createSharedClock(memory = new SharedArrayBuffer(8)): SharedClock {
  const time = new Float64Array(memory);
  const nowMs = () => time[0] ?? 0;
  const moveTo = (ms: number) => {
    time[0] = Math.max(nowMs(), ms);
  };
  return {
    memory,
    now: () => new Date(nowMs()),
    moveTo,
    async sleep(ms, signal) {
      signal?.throwIfAborted();
      const dueMs = nowMs() + ms;
      await turn();
      signal?.throwIfAborted();
      moveTo(dueMs);
    },
  };
}
