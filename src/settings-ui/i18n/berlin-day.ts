const TIME_ZONE = 'Europe/Berlin';

/** The moment, UTC ISO, at which a day begins in Germany; `day` as a date field gives it, "2026-11-22". */
export function startOfDay(day: string): string | undefined {
  const midnight = Date.parse(`${day}T00:00:00Z`);
  if (Number.isNaN(midnight)) return undefined;
  // The clock is changed at 1:00 UTC, so that midnight UTC still has the offset of the day's begin.
  return new Date(midnight - offsetAt(midnight)).toISOString();
}

/** The moment at which the day after `day` begins: what is before it belongs to `day` or earlier. */
export function startOfNextDay(day: string): string | undefined {
  const midnight = Date.parse(`${day}T00:00:00Z`);
  if (Number.isNaN(midnight)) return undefined;
  return startOfDay(new Date(midnight + 24 * 3_600_000).toISOString().slice(0, 10));
}

/** How far Germany's clock is ahead of UTC at a moment, in milliseconds. */
function offsetAt(at: number): number {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone: TIME_ZONE,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  }).formatToParts(new Date(at));
  const part = (type: Intl.DateTimeFormatPartTypes) =>
    Number(parts.find((found) => found.type === type)?.value ?? 0);
  const [year, month, day] = [part('year'), part('month'), part('day')];
  const shown = Date.UTC(year, month - 1, day, part('hour'), part('minute'), part('second'));
  return shown - Math.floor(at / 1_000) * 1_000;
}
