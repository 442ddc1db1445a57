import { HOUR, MINUTE } from '../../src/bridge/clock.ts';

/** 00:00 in Germany on the day on which clocks go forward, so that 02:00 to 03:00 does not exist. */
export const DAY_BEGINS = Date.parse('2026-03-28T23:00:00.000Z');
export const MINUTES_OF_DAY = 23 * 60;

/** What is to happen, minute by minute; whatever happens may put down more. */
export type Calendar = {
  /** @param minute since the day began; what is past comes with the next minute */
  at(minute: number, happen: () => void): void;
  /** the same every minute from the first up to but without the last */
  during(first: number, last: number, happen: (minute: number) => void): void;
  /** what is due by this minute, and was not taken before */
  take(minute: number): (() => void)[];
};

export function createCalendar(): Calendar {
  const entries = new Map<number, (() => void)[]>();
  let taken = -1;
  const at = (minute: number, happen: () => void) => {
    const when = Math.max(taken + 1, Math.round(minute));
    entries.set(when, [...(entries.get(when) ?? []), happen]);
  };
  return {
    at,
    during(first, last, happen) {
      for (let minute = first; minute < last; minute += 1) at(minute, () => happen(minute));
    },
    take(minute) {
      const due: (() => void)[] = [];
      while (taken < minute) {
        taken += 1;
        due.push(...(entries.get(taken) ?? []));
        entries.delete(taken);
      }
      return due;
    },
  };
}

/** The minute of the day by German clocks, e.g. `clockTime('09:30')`; after 03:00 one hour less has passed. */
export function clockTime(text: string): number {
  const [hours = 0, minutes = 0] = text.split(':').map(Number);
  return ((hours >= 3 ? hours - 1 : hours) * HOUR + minutes * MINUTE) / MINUTE;
}
