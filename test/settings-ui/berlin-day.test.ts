import { describe, expect, it } from 'vitest';
import { startOfDay, startOfNextDay } from '../../src/settings-ui/i18n/berlin-day.ts';

describe('a day as a date field gives it', () => {
  it.each([
    ['in winter', '2026-11-22', '2026-11-21T23:00:00.000Z', '2026-11-22T23:00:00.000Z'],
    ['in summer', '2026-07-01', '2026-06-30T22:00:00.000Z', '2026-07-01T22:00:00.000Z'],
    ['of 23 hours', '2026-03-29', '2026-03-28T23:00:00.000Z', '2026-03-29T22:00:00.000Z'],
    ['of 25 hours', '2026-10-25', '2026-10-24T22:00:00.000Z', '2026-10-25T23:00:00.000Z'],
    ['at the end of a year', '2026-12-31', '2026-12-30T23:00:00.000Z', '2026-12-31T23:00:00.000Z'],
  ])('begins and ends at midnight in Germany: %s', (_which, day, begin, end) => {
    expect(startOfDay(day)).toBe(begin);
    expect(startOfNextDay(day)).toBe(end);
  });

  it.each(['', 'soon', '2026-13-01', '2026-02-31x'])('is none where it says %j', (text) => {
    expect(startOfDay(text)).toBeUndefined();
    expect(startOfNextDay(text)).toBeUndefined();
  });
});
