import { DAY } from '../clock.ts';
import { ConfigError } from '../errors.ts';

/** The first look ever goes back this far. */
const FIRST_LOOK_DAYS = 90;

/** Days that are asked for again: a receipt may appear later than the day it bears. */
const OVERLAP_DAYS = 3;

/** OTTO keeps receipts for four years. */
const MOST_YEARS = 4;

/** Days of UTC, `yyyy-mm-dd`, both included. */
export type ReceiptDays = { from: string; to: string };

/**
 * The creation days to ask OTTO for: from the cursor on with an overlap, until tomorrow, as OTTO's clock
 * may be ahead of ours.
 *
 * @param cursorAt where the last whole look began, UTC ISO; undefined = there was none
 * @param since asked for by a person, goes before the cursor
 */
export function receiptDays(
  { cursorAt, since }: { cursorAt: string | undefined; since: string | undefined },
  now: Date,
): ReceiptDays {
  const usual =
    cursorAt === undefined
      ? dayBefore(now, FIRST_LOOK_DAYS)
      : dayBefore(new Date(Math.min(Date.parse(cursorAt), now.getTime())), OVERLAP_DAYS);
  return { from: since ?? usual, to: dayBefore(now, -1) };
}

/** The earliest day OTTO answers for. */
export function earliestReceiptDay(now: Date): string {
  const first = new Date(now);
  first.setUTCFullYear(first.getUTCFullYear() - MOST_YEARS);
  return dayOf(first);
}

/** @throws ConfigError `receipts-since-invalid` for a day that is no day, to come, or too long ago */
export function assertReceiptSince(since: string, now: Date): void {
  const earliest = earliestReceiptDay(now);
  const isDay = /^\d{4}-\d\d-\d\d$/.test(since) && dayOf(new Date(since)) === since;
  if (isDay && since >= earliest && since <= dayOf(now)) return;
  throw new ConfigError('receipts-since-invalid', `No day to read receipts from: ${since}`, {
    params: { since, earliest },
  });
}

/** The day of UTC of a moment. */
export function dayOf(moment: Date): string {
  return Number.isNaN(moment.getTime()) ? '' : moment.toISOString().slice(0, 10);
}

function dayBefore(moment: Date, days: number): string {
  return dayOf(new Date(moment.getTime() - days * DAY));
}
