const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

const BERLIN = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Europe/Berlin',
  dateStyle: 'short',
  timeStyle: 'medium',
});

/**
 * The calendar day on which a moment falls in Germany.
 *
 * @param moment UTC ISO
 * @returns such as "2026-03-29"
 */
export function berlinDayOf(moment: string): string {
  return BERLIN.format(Date.parse(moment)).slice(0, 10);
}

/**
 * The last millisecond of a calendar day in Germany.
 *
 * @returns UTC ISO
 */
export function endOfBerlinDay(day: string): string {
  return new Date(berlinMidnight(Date.parse(`${day}T00:00:00Z`) + DAY_MS) - 1).toISOString();
}

export function dayBefore(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) - DAY_MS).toISOString().slice(0, 10);
}

export function isSunday(day: string): boolean {
  return new Date(`${day}T00:00:00Z`).getUTCDay() === 0;
}

/** Midnight in Berlin is 22:00 or 23:00 UTC of the day before; the one that reads 00:00 there counts. */
function berlinMidnight(utcMidnight: number): number {
  const inSummer = utcMidnight - 2 * HOUR_MS;
  return BERLIN.format(inSummer).slice(11, 13) === '00' ? inSummer : utcMidnight - HOUR_MS;
}
