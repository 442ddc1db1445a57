import { z } from 'zod';
import { DAY } from '../clock.ts';
import { ConfigError } from '../errors.ts';
import { CallFault } from './call-fault.ts';

const HOUR_MS = 3_600_000;
const daySchema = z.iso.date();
const momentSchema = z.iso.datetime();

/**
 * A day as the owner types it, as the UTC moment at which it begins in Germany; a UTC moment as it is.
 *
 * @throws ConfigError `date-invalid`
 */
export function momentFromDay(day: string): string {
  if (momentSchema.safeParse(day).success) return new Date(day).toISOString();
  if (!daySchema.safeParse(day).success) {
    throw new ConfigError('date-invalid', 'Not a day', { params: { day } });
  }
  return new Date(berlinMidnight(day)).toISOString();
}

/**
 * The same for a day from which on something is read: one that is still to come can't be meant.
 *
 * @throws CallFault `date-in-future`
 */
export function pastMomentFromDay(day: string, now: Date): string {
  const moment = momentFromDay(day);
  if (Date.parse(moment) > now.getTime()) throw new CallFault('date-in-future', { day });
  return moment;
}

/**
 * The end of a day as the owner types it: the UTC moment at which the next one begins in Germany; a
 * UTC moment as it is.
 *
 * @throws ConfigError `date-invalid`
 */
export function momentAfterDay(day: string): string {
  const begins = momentFromDay(day);
  if (!daySchema.safeParse(day).success) return begins;
  return momentFromDay(new Date(Date.parse(`${day}T00:00:00Z`) + DAY).toISOString().slice(0, 10));
}

/** Midnight in Berlin is 22:00 or 23:00 UTC of the day before; the one that reads 00:00 there counts. */
function berlinMidnight(day: string): number {
  const utcMidnight = Date.parse(`${day}T00:00:00Z`);
  const inSummer = utcMidnight - 2 * HOUR_MS;
  const hour = new Date(inSummer).toLocaleTimeString('sv-SE', {
    timeZone: 'Europe/Berlin',
    hour: '2-digit',
  });
  return hour === '00' ? inSummer : utcMidnight - HOUR_MS;
}
