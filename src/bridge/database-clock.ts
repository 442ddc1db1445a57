import { type Clock, MINUTE, SECOND } from './clock.ts';
import type { Logger } from './logger.ts';

/** A machine whose clock differs by more is worth a word to its owner. */
const WORTH_TELLING_MS = 2 * MINUTE;
/** Asked again when the machine slept, or its clock was set, while the answer was on its way. */
const TRIES = 3;

/**
 * The database's time, which is the same for all replicas: this machine's, and by how much it differed when
 * the database was asked last. In between it goes as the machine's does, so that one that slept knows it.
 *
 * @param askTime what time the database has; a question that fails changes nothing
 */
export function databaseClock(
  machine: Clock,
  askTime: () => Promise<Date>,
  logger: Logger,
): Required<Clock> {
  let aheadMs = 0;
  let toldMs = 0;
  return {
    now: () => new Date(machine.now().getTime() + aheadMs),
    sleep: machine.sleep,
    async adjust() {
      const difference = await measure(machine, askTime);
      // What lies within half of the way may as well be the way's.
      if (!difference || Math.abs(difference.aheadMs - aheadMs) <= difference.wayMs / 2) return;
      aheadMs = difference.aheadMs;
      if (Math.abs(aheadMs - toldMs) <= WORTH_TELLING_MS) return;
      toldMs = aheadMs;
      logger.warn('clock-differs', { seconds: Math.round(aheadMs / SECOND) });
    },
  };
}

/** @returns by how much the database is ahead of the machine, and how long the question took, there and back */
async function measure(
  machine: Clock,
  askTime: () => Promise<Date>,
): Promise<{ aheadMs: number; wayMs: number } | undefined> {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const asked = { by: machine.now().getTime(), at: performance.now() };
    const there = await askTime().catch(() => undefined);
    if (there === undefined) return undefined;
    const wayMs = performance.now() - asked.at;
    const now = machine.now().getTime();
    if (Math.abs(now - asked.by - wayMs) > SECOND) continue;
    return { aheadMs: there.getTime() + wayMs / 2 - now, wayMs };
  }
  return undefined;
}
