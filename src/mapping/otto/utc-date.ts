import { z } from 'zod';

/**
 * Any ISO 8601 moment as OTTO may write it (`Z`, `+00:00`, `+0000`, with or without fraction) as
 * UTC ISO text with milliseconds. A text without a zone is taken as UTC.
 *
 * @returns undefined when the text is no moment
 */
export function utcFromText(text: string): string | undefined {
  const match =
    /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d+)?)?))?(Z|[+-]\d\d:?\d\d)?$/i.exec(
      text.trim(),
    );
  if (!match) return undefined;
  const [, day = '', time = '00:00:00', zone = 'Z'] = match;
  if (!isCalendarDay(day)) return undefined;
  const offset = /^[+-]\d{4}$/.test(zone) ? `${zone.slice(0, 3)}:${zone.slice(3)}` : zone;
  const moment = new Date(`${day}T${time}${offset.toUpperCase()}`);
  return Number.isNaN(moment.getTime()) ? undefined : moment.toISOString();
}

/** Date rolls 30 February over into March; such a day is no day. */
function isCalendarDay(day: string): boolean {
  return new Date(`${day}T00:00:00Z`).getUTCDate() === Number(day.slice(8));
}

/** A moment that must be there and readable. */
export const utcDate = z.string().transform((text, context) => {
  const moment = utcFromText(text);
  if (moment !== undefined) return moment;
  context.addIssue({ code: 'custom', message: 'is not a date-time' });
  return z.NEVER;
});

/** A moment that only informs: unreadable counts as absent, so that it never costs an order. */
export const optionalUtcDate = z
  .unknown()
  .optional()
  .transform((value) => (typeof value === 'string' ? utcFromText(value) : undefined));
