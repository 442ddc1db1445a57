import { DAY, SECOND } from './clock.ts';

const HTTP_DATE = /^[A-Z][a-z]{2,8}, \d\d[ -][A-Z][a-z]{2}[ -](\d\d|\d{4}) \d\d:\d\d:\d\d GMT$/;

/**
 * The wait a `Retry-After` header asks for: seconds, or an HTTP date.
 *
 * @param header value as received, null or undefined when absent
 * @returns milliseconds from `now`, 0 for a moment gone by, at most a day; undefined when the header
 *   is absent or says neither
 * @see https://www.rfc-editor.org/rfc/rfc9110#field.retry-after
 */
export function parseRetryAfter(header: string | null | undefined, now: Date): number | undefined {
  const text = header?.trim() ?? '';
  // Date.parse alone takes almost anything for a date, so the form is checked first.
  const waitMs = /^\d+(\.\d+)?$/.test(text)
    ? Number(text) * SECOND
    : HTTP_DATE.test(text)
      ? Date.parse(text) - now.getTime()
      : Number.NaN;
  return Number.isNaN(waitMs) ? undefined : Math.ceil(Math.min(Math.max(waitMs, 0), DAY));
}
