import { berlinDayOf, dayBefore, endOfBerlinDay, isSunday } from './berlin-days.ts';

/**
 * The last moment at which handing over a piece still keeps OTTO's promise: the end, in Germany, of the
 * working day (Monday to Saturday) that lies the carrier's transit days before the promised one. A
 * promised Sunday counts as the Saturday before. Public holidays are not known here.
 *
 * @param expectedDeliveryAt UTC ISO; the promised day ends there
 * @param transitDays working days, 0 = delivered on the day of the hand-over
 * @returns UTC ISO
 */
export function shipBy(expectedDeliveryAt: string, transitDays: number): string {
  const promisedUntil = new Date(Date.parse(expectedDeliveryAt) - 1).toISOString();
  let day = workingDayUntil(berlinDayOf(promisedUntil));
  for (let left = transitDays; left > 0; left -= 1) day = workingDayUntil(dayBefore(day));
  return endOfBerlinDay(day);
}

function workingDayUntil(day: string): string {
  return isSunday(day) ? dayBefore(day) : day;
}

/** OTTO measures sellers by so many percent on time (SECONDARY: from another connector's manual). */
export const ON_TIME_TARGET_PERCENT = 95;

/**
 * Pieces that are alike, and what decides when they have to leave: UTC ISO, and the working days their
 * carrier takes.
 */
export type PromisedPieces = { expectedDeliveryAt: string; transitDays: number; pieces: number };

/** How the promises are kept. Rates in whole percent, rounded down; undefined when nothing counts. */
export type OnTimeForecast = {
  /** of what was sent */
  ratePercentNow: number | undefined;
  /** open pieces that have to leave today, in Germany */
  dueToday: number;
  /** open pieces that leave too late in any case */
  late: number;
  /** when all that is late or due today leaves today */
  rateIfTodaysShip: number | undefined;
  /** when nothing leaves today */
  rateIfNot: number | undefined;
};

/**
 * The on-time rate of what was sent, and what today's work makes of it. A piece is on time when it was
 * handed over by {@link shipBy}. Pieces that have to leave on a later day do not count yet.
 *
 * @param pieces.now UTC ISO
 * @param pieces.sent of the last 30 days
 */
export function onTimeForecast({
  now,
  sent,
  open,
}: {
  now: string;
  sent: readonly (PromisedPieces & { sentAt: string })[];
  open: readonly PromisedPieces[];
}): OnTimeForecast {
  const latest = shipByOf();
  const wasSent = count(sent);
  const onTime = count(sent.filter((pieces) => pieces.sentAt <= latest(pieces)));
  const late = count(open.filter((pieces) => latest(pieces) < now));
  const endOfToday = endOfBerlinDay(berlinDayOf(now));
  const dueToday = count(
    open.filter((pieces) => latest(pieces) >= now && latest(pieces) <= endOfToday),
  );
  const counted = wasSent + late + dueToday;
  return {
    ratePercentNow: percent(onTime, wasSent),
    dueToday,
    late,
    rateIfTodaysShip: percent(onTime + dueToday, counted),
    rateIfNot: percent(onTime, counted),
  };
}

function count(groups: readonly PromisedPieces[]): number {
  return groups.reduce((sum, { pieces }) => sum + pieces, 0);
}

/** {@link shipBy} that remembers: promises repeat, and a calendar is slow. */
export function shipByOf(): (
  promised: Pick<PromisedPieces, 'expectedDeliveryAt' | 'transitDays'>,
) => string {
  const known = new Map<string, string>();
  return ({ expectedDeliveryAt, transitDays }) => {
    const key = `${expectedDeliveryAt} ${transitDays}`;
    const by = known.get(key) ?? shipBy(expectedDeliveryAt, transitDays);
    known.set(key, by);
    return by;
  };
}

/** Rounded down, so that 94.9 never passes for the 95 that OTTO asks for. */
function percent(part: number, whole: number): number | undefined {
  return whole === 0 ? undefined : Math.floor((part * 100) / whole);
}
