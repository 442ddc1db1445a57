/** A moment in UTC; `day` when the file names no time, and then the day's beginning in Germany. */
export type ShipDate = { shippedAt: string; precision: DatePrecision };
export type DatePrecision = 'day' | 'moment';

/** Which of 03/05/2026 is the day. */
export type DayOrder = 'day-first' | 'month-first';

type Day = { year: number; month: number; day: number };
type Time = { hour: number; minute: number; second: number; zone: string | undefined };

const HOUR_MS = 3_600_000;
const TIME =
  /^(\d\d?):(\d\d)(?::(\d\d)(?:[.,]\d+)?)?\s?(am|pm|uhr)?\s?(z|utc|gmt|[+-]\d\d:?\d\d)?$/iu;
const MIDNIGHT: Time = { hour: 0, minute: 0, second: 0, zone: undefined };

/**
 * When a parcel left, as carriers' exports and spreadsheets write it: 02.03.2026, 2026-03-02,
 * 20260302, 20260302140533, 3/2/2026 2:05 PM, with or without a time and its zone. A time without a zone
 * is German time.
 *
 * @param order how 03/05/2026 is meant; undefined reads only what can be meant in one way
 * @returns undefined when the text is no date, or could be two
 */
export function readShipDate(text: string, order: DayOrder | undefined): ShipDate | undefined {
  const { dayText, timeText } = split(text);
  const day = dayOf(dayText, order);
  const time = timeText === undefined ? MIDNIGHT : timeOf(timeText);
  if (day === undefined || time === undefined) return undefined;
  const { hour, minute, second, zone } = time;
  const local = Date.UTC(day.year, day.month - 1, day.day, hour, minute, second);
  if (zone !== undefined) {
    return { shippedAt: iso(local - offsetOf(zone)), precision: 'moment' };
  }
  const isDay = hour === 0 && minute === 0 && second === 0;
  return { shippedAt: iso(utcOfBerlin(local)), precision: isDay ? 'day' : 'moment' };
}

/** What 13/05/2026 gives away about its column; undefined when it could be both, or has another form. */
export function dayOrderIn(text: string): DayOrder | undefined {
  const { first = 0, second = 0 } = slashed(split(text).dayText) ?? {};
  if (first > 12 && second <= 12) return 'day-first';
  return second > 12 && first <= 12 ? 'month-first' : undefined;
}

/** Is it a date that could be two? */
export function isEitherOrder(text: string): boolean {
  const { first = 0, second = 0 } = slashed(split(text).dayText) ?? {};
  return first !== second && first <= 12 && second <= 12;
}

/** 03/05/2026, 3/5/26 and 03-05-2026; with dashes and two digits the year could stand first. */
function slashed(text: string): { first: number; second: number; year: string } | undefined {
  const match =
    /^(\d\d?)\/(\d\d?)\/(\d{4}|\d\d)$/u.exec(text) ?? /^(\d\d?)-(\d\d?)-(\d{4})$/u.exec(text);
  if (!match) return undefined;
  const [, first, second, year = ''] = match;
  return { first: Number(first), second: Number(second), year };
}

function split(text: string): { dayText: string; timeText: string | undefined } {
  const stamp = /^(\d{8})(\d\d)(\d\d)(\d\d)?$/u.exec(text);
  if (stamp) {
    const [, day = '', hour, minute, second = '00'] = stamp;
    return { dayText: day, timeText: `${hour}:${minute}:${second}` };
  }
  const [, dayText = '', timeText] = /^([\d./-]+)(?:(?:,? |T)(.+))?$/iu.exec(text) ?? [];
  return { dayText, timeText };
}

function dayOf(text: string, order: DayOrder | undefined): Day | undefined {
  const big = /^(\d{4})([-/.]?)(\d\d?)\2(\d\d?)$/u.exec(text);
  if (big && (big[2] !== '' || text.length === 8)) return calendarDay(big[1], big[3], big[4]);
  const dotted = /^(\d\d?)\.(\d\d?)\.(\d{4}|\d\d)$/u.exec(text);
  if (dotted) return calendarDay(dotted[3], dotted[2], dotted[1]);
  const parts = slashed(text);
  if (parts === undefined) return undefined;
  const { first, second, year } = parts;
  const meant = order ?? dayOrderIn(text) ?? (first === second ? 'day-first' : undefined);
  if (meant === undefined) return undefined;
  return meant === 'day-first'
    ? calendarDay(year, second, first)
    : calendarDay(year, first, second);
}

function calendarDay(
  yearText = '',
  monthText: string | number = '',
  dayText: string | number = '',
): Day | undefined {
  const year = Number(yearText.length === 2 ? `20${yearText}` : yearText);
  const [month, day] = [Number(monthText), Number(dayText)];
  const date = new Date(Date.UTC(year, month - 1, day));
  const isReal = date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return isReal && year >= 2000 && year < 2100 ? { year, month, day } : undefined;
}

function timeOf(text: string): Time | undefined {
  const match = TIME.exec(text.trim());
  if (!match) return undefined;
  const [, hourText, minuteText, secondText = '0', suffix = '', zone] = match;
  const [half, minute, second] = [Number(hourText), Number(minuteText), Number(secondText)];
  const isHalf = /^[ap]m$/iu.test(suffix);
  if (minute > 59 || second > 59 || half > (isHalf ? 12 : 23) || (isHalf && half === 0)) {
    return undefined;
  }
  const hour = isHalf ? (half % 12) + (/^pm$/iu.test(suffix) ? 12 : 0) : half;
  return { hour, minute, second, zone };
}

/** "+01:00" in milliseconds. */
function offsetOf(zone: string): number {
  const [, sign, hours, minutes] = /^([+-])(\d\d):?(\d\d)$/u.exec(zone) ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours ?? 0) * 60 + Number(minutes ?? 0)) * 60_000;
}

const berlinHour = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Berlin', hour: '2-digit' });

/** Germany is two hours ahead in summer, one in winter. An hour that comes twice is taken for the first. */
function utcOfBerlin(local: number): number {
  const inSummer = local - 2 * HOUR_MS;
  const isSummer = Number(berlinHour.format(inSummer)) === new Date(local).getUTCHours();
  return isSummer ? inSummer : local - HOUR_MS;
}

function iso(moment: number): string {
  return new Date(moment).toISOString();
}
