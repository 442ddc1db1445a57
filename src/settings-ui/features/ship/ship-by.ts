import { day, moment, time } from '../../i18n/format.ts';
import type { Words } from '../../i18n/words.ts';

const DAY_MS = 24 * 3_600_000;

/** The last moment at which handing it over keeps the promise, as a person would say it. */
export function shipByWords(
  words: Words['ship'],
  { shipBy, isOverdue }: { shipBy: string | null; isOverdue: boolean },
  now = Date.now(),
): string {
  if (shipBy === null) return words.noPromise;
  if (isOverdue) return words.overdueSince(moment(shipBy));
  const isOn = (ahead: number) => day(shipBy) === day(new Date(now + ahead * DAY_MS).toISOString());
  if (isOn(0)) return words.todayUntil(time(shipBy));
  return isOn(1) ? words.tomorrowUntil(time(shipBy)) : moment(shipBy);
}

/** Overdue is red, today's work is orange. */
export function shipByTone(
  { shipBy, isOverdue }: { shipBy: string | null; isOverdue: boolean },
  now = Date.now(),
): 'problem' | 'waiting' | 'quiet' {
  if (isOverdue) return 'problem';
  const isToday = shipBy !== null && day(shipBy) === day(new Date(now).toISOString());
  return isToday ? 'waiting' : 'quiet';
}
