import { utcFromText } from '../otto/utc-date.ts';

/**
 * A shop's local time without zone ("2026-03-29 01:30:00") as UTC ISO text. In the hour that clocks turn
 * back over, the later of the two moments is meant.
 *
 * @param timeZone IANA name; an unknown one counts as UTC
 * @returns undefined when the text is no moment; one with a zone of its own is read as it says
 */
export function utcFromLocal(text: string, timeZone: string): string | undefined {
  const asUtc = utcFromText(text);
  if (asUtc === undefined || /(?:Z|[+-]\d\d:?\d\d)$/i.test(text.trim().slice(10))) return asUtc;
  const local = Date.parse(asUtc);
  const roughly = local - offsetMs(local, timeZone);
  return new Date(local - offsetMs(roughly, timeZone)).toISOString();
}

/** How far the zone's clocks are ahead of UTC at a moment. */
function offsetMs(moment: number, timeZone: string): number {
  const parts = formatFor(timeZone).formatToParts(moment);
  const name = parts.find(({ type }) => type === 'timeZoneName')?.value ?? '';
  const [, sign = '+', hours = '0', minutes = '0'] = /GMT([+-])(\d\d):(\d\d)/.exec(name) ?? [];
  const size = (Number(hours) * 60 + Number(minutes)) * 60_000;
  return sign === '-' ? -size : size;
}

function formatFor(timeZone: string): Intl.DateTimeFormat {
  try {
    return new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' });
  } catch {
    return new Intl.DateTimeFormat('en', { timeZone: 'UTC', timeZoneName: 'longOffset' });
  }
}
