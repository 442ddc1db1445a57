import { currentSession } from '../api/session.ts';

/** The owner's day is the German one, wherever the browser is. */
const TIME_ZONE = 'Europe/Berlin';
const LOCALES = { de: 'de-DE', en: 'en-GB', fr: 'fr-FR' } as const;

function locale(): string {
  return LOCALES[currentSession().language];
}

export function money(cents: number): string {
  return new Intl.NumberFormat(locale(), { style: 'currency', currency: 'EUR' }).format(
    cents / 100,
  );
}

export function count(value: number): string {
  return new Intl.NumberFormat(locale()).format(value);
}

/** @param decimals at most so many */
export function percent(value: number, decimals = 0): string {
  return new Intl.NumberFormat(locale(), {
    style: 'percent',
    maximumFractionDigits: decimals,
  }).format(value / 100);
}

/** Date and time of a UTC ISO moment, e.g. "22.11.2026, 14:05". */
export function moment(at: string): string {
  return new Intl.DateTimeFormat(locale(), {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone: TIME_ZONE,
  }).format(new Date(at));
}

export function day(at: string): string {
  return new Intl.DateTimeFormat(locale(), { dateStyle: 'medium', timeZone: TIME_ZONE }).format(
    new Date(at),
  );
}

/** Without the year, for what is near, e.g. "So., 22.11., 14:05". */
export function shortMoment(at: string): string {
  return new Intl.DateTimeFormat(locale(), {
    weekday: 'short',
    day: '2-digit',
    month: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    timeZone: TIME_ZONE,
  }).format(new Date(at));
}

/** A month as "2026-11", e.g. "November 2026". */
export function monthName(month: string): string {
  return new Intl.DateTimeFormat(locale(), {
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  }).format(new Date(`${month}-01T00:00:00Z`));
}

/** e.g. "22. Nov." */
export function dayAndMonth(at: string): string {
  return new Intl.DateTimeFormat(locale(), {
    day: 'numeric',
    month: 'short',
    timeZone: TIME_ZONE,
  }).format(new Date(at));
}

export function time(at: string): string {
  return new Intl.DateTimeFormat(locale(), { timeStyle: 'short', timeZone: TIME_ZONE }).format(
    new Date(at),
  );
}

/** e.g. "in 3 hours", "2 days ago" */
export function distance(at: string, now = Date.now()): string {
  const minutes = (new Date(at).getTime() - now) / 60_000;
  const format = new Intl.RelativeTimeFormat(locale(), { numeric: 'auto' });
  if (Math.abs(minutes) < 60) return format.format(Math.round(minutes), 'minute');
  if (Math.abs(minutes) < 60 * 48) return format.format(Math.round(minutes / 60), 'hour');
  return format.format(Math.round(minutes / 60 / 24), 'day');
}

/** e.g. "1.2 s", "3 min" */
export function duration(ms: number): string {
  const one = (value: number, unit: string) =>
    new Intl.NumberFormat(locale(), {
      style: 'unit',
      unit,
      unitDisplay: 'short',
      maximumFractionDigits: 1,
    }).format(value);
  if (ms < 1_000) return one(Math.round(ms), 'millisecond');
  return ms < 90_000 ? one(ms / 1_000, 'second') : one(Math.round(ms / 60_000), 'minute');
}
