import { berlinDayOf, dayBefore } from '../../mapping/reporting/berlin-days.ts';
import { shipByOf } from '../../mapping/reporting/promise-clock.ts';
import { MINUTE } from '../clock.ts';
import type { DayFigures } from '../ledger/day-figures.ts';
import type { SentPieces } from '../ledger/promises.ts';
import type { OverviewParts } from './ports.ts';

/** What happened on one calendar day in Germany. */
export type DayStatistics = {
  day: string;
  placed: number;
  grossCents: number;
  imported: number;
  /** pieces, as far as they were reported here and OTTO had promised a day */
  handedOver: number;
  onTime: number;
  /** whole percent, rounded down; undefined = nothing was handed over */
  onTimePercent: number | undefined;
  returned: number;
  cancelled: number;
};

/** Days that are over change little: they are counted anew after so long. */
const KEPT_MS = 10 * MINUTE;

/**
 * The last days, oldest first; today is the last of them and is not over. Days that are over are
 * remembered for a while.
 */
export function createDayStatistics(): (
  parts: OverviewParts,
  days: number,
) => Promise<DayStatistics[]> {
  let kept: { today: string; accounts: string; at: number; over: DayStatistics[] } | undefined;
  return async (parts, days) => {
    const now = parts.clock.now();
    const today = berlinDayOf(now.toISOString());
    const accounts = JSON.stringify(parts.accounts);
    const isFresh =
      kept?.today === today && kept.accounts === accounts && now.getTime() - kept.at < KEPT_MS;
    if (kept && isFresh && kept.over.length >= days - 1) {
      const over = days === 1 ? [] : kept.over.slice(1 - days);
      return [...over, ...(await statisticsUntil(parts, today, 1))];
    }
    const all = await statisticsUntil(parts, today, days);
    kept = { today, accounts, at: now.getTime(), over: all.slice(0, -1) };
    return all;
  };
}

async function statisticsUntil(
  { ledger, accounts }: OverviewParts,
  today: string,
  days: number,
): Promise<DayStatistics[]> {
  const wanted = [today];
  while (wanted.length < days) wanted.unshift(dayBefore(wanted[0] ?? ''));
  // An hour of UTC lies in one day of Germany, whose days begin at 22 or 23 o'clock of the day before.
  const since = `${dayBefore(wanted[0] ?? '')}T22:00:00.000Z`;
  const figures = await ledger.loadDayFigures(since);
  return summed(wanted, figures, inTime(accounts));
}

function summed(
  days: readonly string[],
  figures: DayFigures,
  isInTime: (sent: SentPieces) => boolean,
): DayStatistics[] {
  const empty = { placed: 0, grossCents: 0, imported: 0, handedOver: 0, onTime: 0 };
  const sums = new Map(days.map((day) => [day, { ...empty, returned: 0, cancelled: 0 }]));
  const dayOf = rememberedDays();
  for (const { hour, orders, cents } of figures.placed) {
    const sum = sums.get(dayOf(hour));
    if (!sum) continue;
    sum.placed += orders;
    sum.grossCents += cents;
  }
  for (const sent of figures.handedOver) {
    const sum = sums.get(dayOf(sent.sentAt.slice(0, 'yyyy-mm-ddThh'.length)));
    if (!sum) continue;
    sum.handedOver += sent.pieces;
    if (isInTime(sent)) sum.onTime += sent.pieces;
  }
  for (const counted of ['imported', 'returned', 'cancelled'] as const) {
    for (const { hour, orders } of figures[counted]) {
      const sum = sums.get(dayOf(hour));
      if (sum) sum[counted] += orders;
    }
  }
  return [...sums].map(([day, sum]) => ({
    day,
    ...sum,
    onTimePercent:
      sum.handedOver === 0 ? undefined : Math.floor((sum.onTime * 100) / sum.handedOver),
  }));
}

/** Hours repeat in every list, and a calendar is slow. */
function rememberedDays(): (hour: string) => string {
  const days = new Map<string, string>();
  return (hour) => {
    const known = days.get(hour);
    if (known !== undefined) return known;
    const day = berlinDayOf(`${hour}:00:00.000Z`);
    days.set(hour, day);
    return day;
  };
}

/** The last moment for a hand-over is the end of a day in Germany, so that the hour says enough. */
function inTime(accounts: OverviewParts['accounts']): (sent: SentPieces) => boolean {
  const shipBy = shipByOf();
  return ({ sentAt, accountId, carrier, expectedDeliveryAt }) => {
    const account = accounts.find((candidate) => candidate.accountId === accountId);
    const ofCarrier = carrier === undefined ? undefined : account?.transitDays[carrier];
    const transitDays = ofCarrier ?? account?.usualTransitDays ?? 0;
    return sentAt <= shipBy({ expectedDeliveryAt, transitDays });
  };
}
