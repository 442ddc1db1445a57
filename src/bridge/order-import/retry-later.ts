import { HOUR, MINUTE } from '../clock.ts';

const WAITS_MS = [5 * MINUTE, 15 * MINUTE, HOUR, 3 * HOUR, 6 * HOUR];

/**
 * When an order that could not be brought in line is looked at again: soon at first, four times a
 * day in the end. It is never given up.
 *
 * @param failures how often in a row it did not work, at least 1
 */
export function nextLookAfter(failures: number, now: Date): string {
  const wait = WAITS_MS[Math.min(failures, WAITS_MS.length) - 1] ?? MINUTE;
  return new Date(now.getTime() + wait).toISOString();
}
