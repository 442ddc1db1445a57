import { HOUR, MINUTE } from '../clock.ts';

/** Each wait is made longer or shorter by up to this share, so that not all end together. */
const JITTER = 0.2;

/**
 * How long a report that OTTO did not take waits: a minute, then twice as long each time, an hour in
 * the end. Never less than OTTO asked for.
 *
 * @param failures how often it failed in a row, this time included, at least 1
 * @param random from 0 to 1
 */
export function waitAfterFailure(
  failures: number,
  random: number,
  askedMs: number | undefined,
): number {
  const doubled = MINUTE * 2 ** Math.min(Math.max(failures, 1) - 1, 10);
  const usual = Math.min(doubled, HOUR) * (1 - JITTER + 2 * JITTER * random);
  return Math.round(Math.max(usual, askedMs ?? 0));
}
