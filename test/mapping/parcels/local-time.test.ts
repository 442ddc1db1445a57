import fc from 'fast-check';
import { expect, it } from 'vitest';
import { utcFromLocal } from '../../../src/mapping/parcels/local-time.ts';
import { runs } from '../support/property-runs.ts';

it.each([
  ['2026-11-22 04:47:27', 'Europe/Berlin', '2026-11-22T03:47:27.000Z'],
  ['2026-07-01 00:30:00', 'Europe/Berlin', '2026-06-30T22:30:00.000Z'],
  ['2026-03-29 01:59:59', 'Europe/Berlin', '2026-03-29T00:59:59.000Z'],
  ['2026-03-29 03:00:00', 'Europe/Berlin', '2026-03-29T01:00:00.000Z'],
  ['2026-10-25 01:59:59', 'Europe/Berlin', '2026-10-24T23:59:59.000Z'],
  ['2026-10-25 02:30:00', 'Europe/Berlin', '2026-10-25T01:30:00.000Z'],
  ['2026-10-25 03:00:00', 'Europe/Berlin', '2026-10-25T02:00:00.000Z'],
  ['2026-01-01 12:00:00', 'America/New_York', '2026-01-01T17:00:00.000Z'],
  ['2026-01-01 12:00:00', 'Asia/Kolkata', '2026-01-01T06:30:00.000Z'],
  ['2026-01-01 12:00:00', 'UTC', '2026-01-01T12:00:00.000Z'],
  ['2026-01-01 12:00:00', 'Mars/Olympus', '2026-01-01T12:00:00.000Z'],
  ['2026-01-01T12:00:00Z', 'Europe/Berlin', '2026-01-01T12:00:00.000Z'],
  ['2026-01-01T12:00:00+05:00', 'Europe/Berlin', '2026-01-01T07:00:00.000Z'],
  ['2026-01-01', 'Europe/Berlin', '2025-12-31T23:00:00.000Z'],
])('"%s" in %s is %s', (text, timeZone, utc) => {
  expect(utcFromLocal(text, timeZone)).toBe(utc);
});

it.each(['', 'bald', '2026-13-01 00:00:00', '0000-00-00 00:00:00'])('"%s" is no moment', (text) => {
  expect(utcFromLocal(text, 'Europe/Berlin')).toBeUndefined();
});

it('gives back every moment but those of the hour that comes twice', () => {
  const zones = fc.constantFrom('Europe/Berlin', 'America/New_York', 'Australia/Adelaide');
  const moments = fc.date({
    min: new Date('2020-01-01'),
    max: new Date('2030-01-01'),
    noInvalidDate: true,
  });
  fc.assert(
    fc.property(moments, zones, (moment, timeZone) => {
      const whole = new Date(Math.floor(moment.getTime() / 1000) * 1000);
      const local = whole.toLocaleString('sv-SE', { timeZone });
      const later = new Date(whole.getTime() + 3_600_000);
      fc.pre(later.toLocaleString('sv-SE', { timeZone }) !== local);
      expect(utcFromLocal(local, timeZone)).toBe(whole.toISOString());
    }),
    runs(300),
  );
});
