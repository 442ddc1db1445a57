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

/** A piece and what decides when it has to leave: UTC ISO, and the working days its carrier takes. */
export type PromisedPiece = { expectedDeliveryAt: string; transitDays: number };

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
  sent: readonly (PromisedPiece & { sentAt: string })[];
  open: readonly PromisedPiece[];
}): OnTimeForecast {
  const onTime = sent.filter((piece) => piece.sentAt <= latestMoment(piece)).length;
  const latest = open.map(latestMoment);
  const late = latest.filter((moment) => moment < now).length;
  const today = berlinDayOf(now);
  const dueToday = latest.filter((moment) => moment >= now && berlinDayOf(moment) === today).length;
  const counted = sent.length + late + dueToday;
  return {
    ratePercentNow: percent(onTime, sent.length),
    dueToday,
    late,
    rateIfTodaysShip: percent(onTime + dueToday, counted),
    rateIfNot: percent(onTime, counted),
  };
}

function latestMoment({ expectedDeliveryAt, transitDays }: PromisedPiece): string {
  return shipBy(expectedDeliveryAt, transitDays);
}

/** Rounded down, so that 94.9 never passes for the 95 that OTTO asks for. */
function percent(part: number, whole: number): number | undefined {
  return whole === 0 ? undefined : Math.floor((part * 100) / whole);
}
