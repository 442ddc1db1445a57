import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { onTimeForecast, shipBy } from '../../../src/mapping/reporting/promise-clock.ts';
import { runs } from '../support/property-runs.ts';

describe('the last moment to hand over', () => {
  it.each([
    // 23:00 UTC is the end of the day in winter: Thursday, 5 March 2026.
    ['2026-03-05T23:00:00.000Z', 0, '2026-03-05T22:59:59.999Z'],
    ['2026-03-05T23:00:00.000Z', 2, '2026-03-03T22:59:59.999Z'],
    // One millisecond more is the next day.
    ['2026-03-05T23:00:00.001Z', 0, '2026-03-06T22:59:59.999Z'],
    // Over a Sunday: Monday 9 March, two working days before is Friday.
    ['2026-03-09T22:59:00.000Z', 2, '2026-03-06T22:59:59.999Z'],
    ['2026-03-09T22:59:00.000Z', 1, '2026-03-07T22:59:59.999Z'],
    // A promised Sunday is kept by a delivery on Saturday.
    ['2026-03-08T12:00:00.000Z', 0, '2026-03-07T22:59:59.999Z'],
    ['2026-03-08T12:00:00.000Z', 1, '2026-03-06T22:59:59.999Z'],
    // The clocks go forward on Sunday, 29 March 2026, and back on 25 October.
    ['2026-03-30T22:00:00.000Z', 0, '2026-03-30T21:59:59.999Z'],
    ['2026-03-30T22:00:00.000Z', 1, '2026-03-28T22:59:59.999Z'],
    ['2026-10-26T23:00:00.000Z', 0, '2026-10-26T22:59:59.999Z'],
    ['2026-10-26T23:00:00.000Z', 1, '2026-10-24T21:59:59.999Z'],
    // Over the turn of the year.
    ['2026-01-02T23:00:00.000Z', 2, '2025-12-31T22:59:59.999Z'],
  ])('for %s with %i days on the way is %s', (expectedDeliveryAt, transitDays, moment) => {
    expect(shipBy(expectedDeliveryAt, transitDays)).toBe(moment);
  });

  const moments = fc
    .date({ min: new Date('2025-01-01'), max: new Date('2030-12-31'), noInvalidDate: true })
    .map((date) => date.toISOString());
  const BERLIN = new Intl.DateTimeFormat('en-GB', {
    timeZone: 'Europe/Berlin',
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
  const DAY = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Berlin' });
  const HALF_DAY_MS = 12 * 3_600_000;

  it('is always the end of a German working day, as many working days before as the way takes', () => {
    fc.assert(
      fc.property(moments, fc.nat({ max: 60 }), (expectedDeliveryAt, transitDays) => {
        const moment = shipBy(expectedDeliveryAt, transitDays);
        const shown = BERLIN.format(Date.parse(moment));
        expect(shown).toMatch(/23:59:59/);
        expect(shown).not.toMatch(/Sun/);
        const promisedDay = DAY.format(Date.parse(expectedDeliveryAt) - 1);
        const days = Array.from({ length: 90 }, (_, place) => place + 1)
          .map((later) => new Date(Date.parse(moment) - HALF_DAY_MS + later * 2 * HALF_DAY_MS))
          .filter((noon) => DAY.format(noon) <= promisedDay && !/Sun/.test(BERLIN.format(noon)));
        expect(days).toHaveLength(transitDays);
      }),
      runs(300),
    );
  });

  it('is never later for a longer way, nor for an earlier promise', () => {
    fc.assert(
      fc.property(moments, moments, fc.nat({ max: 60 }), (one, other, transitDays) => {
        const [earlier, later] = [one, other].sort() as [string, string];
        expect(shipBy(earlier, transitDays) <= shipBy(later, transitDays)).toBe(true);
        expect(shipBy(one, transitDays + 1) < shipBy(one, transitDays)).toBe(true);
      }),
      runs(300),
    );
  });
});

describe('today’s forecast', () => {
  const now = '2026-03-10T12:00:00.000Z';
  /** Promised so that it has to leave by the end of that day. */
  const by = (day: string, pieces = 1) => ({
    expectedDeliveryAt: `${day}T22:00:00.000Z`,
    transitDays: 0,
    pieces,
  });
  const sentOn = (day: string, promised: string) => ({
    ...by(promised),
    sentAt: `${day}T15:00:00.000Z`,
  });

  it('counts what left in time, and what today’s work makes of it', () => {
    const sent = [sentOn('2026-03-05', '2026-03-05'), sentOn('2026-03-06', '2026-03-05')];
    const open = [by('2026-03-09'), by('2026-03-10'), by('2026-03-10'), by('2026-03-11')];
    expect(onTimeForecast({ now, sent, open })).toEqual({
      ratePercentNow: 50,
      dueToday: 2,
      late: 1,
      rateIfTodaysShip: 60,
      rateIfNot: 20,
    });
  });

  it('counts pieces that are alike together', () => {
    const sent = [
      { ...sentOn('2026-03-05', '2026-03-05'), pieces: 3 },
      sentOn('2026-03-06', '2026-03-05'),
    ];
    const open = [by('2026-03-10', 4), by('2026-03-09', 2)];
    expect(onTimeForecast({ now, sent, open })).toEqual({
      ratePercentNow: 75,
      dueToday: 4,
      late: 2,
      rateIfTodaysShip: 70,
      rateIfNot: 30,
    });
  });

  it('says nothing where nothing counts', () => {
    expect(onTimeForecast({ now, sent: [], open: [by('2026-03-11')] })).toEqual({
      ratePercentNow: undefined,
      dueToday: 0,
      late: 0,
      rateIfTodaysShip: undefined,
      rateIfNot: undefined,
    });
  });

  it('rounds down, so that a rate never looks like the one that OTTO asks for', () => {
    const good = Array.from({ length: 949 }, () => sentOn('2026-03-05', '2026-03-05'));
    const bad = Array.from({ length: 51 }, () => sentOn('2026-03-06', '2026-03-05'));
    expect(onTimeForecast({ now, sent: [...good, ...bad], open: [] }).ratePercentNow).toBe(94);
  });

  it('counts what is due today as such until the last millisecond, and as late after it', () => {
    const open = [by('2026-03-10')];
    const at = (moment: string) => onTimeForecast({ now: moment, sent: [], open });
    expect(at('2026-03-10T22:59:59.999Z')).toMatchObject({ dueToday: 1, late: 0 });
    expect(at('2026-03-10T23:00:00.000Z')).toMatchObject({ dueToday: 0, late: 1 });
  });

  it('counts a piece as in time that left in the last moment', () => {
    const last = { ...by('2026-03-05'), sentAt: '2026-03-05T22:59:59.999Z' };
    const next = { ...by('2026-03-05'), sentAt: '2026-03-05T23:00:00.000Z' };
    expect(onTimeForecast({ now, sent: [last], open: [] }).ratePercentNow).toBe(100);
    expect(onTimeForecast({ now, sent: [next], open: [] }).ratePercentNow).toBe(0);
  });
});
