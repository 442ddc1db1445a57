import fc from 'fast-check';
import { expect, it } from 'vitest';
import { utcFromText } from '../../../src/mapping/otto/utc-date.ts';
import { runs } from '../support/property-runs.ts';

it.each([
  ['2026-03-02T08:14:27.000Z', '2026-03-02T08:14:27.000Z'],
  ['2026-03-02T08:14:27Z', '2026-03-02T08:14:27.000Z'],
  ['2026-03-02T08:14:27z', '2026-03-02T08:14:27.000Z'],
  ['2026-03-02t08:14:27Z', '2026-03-02T08:14:27.000Z'],
  ['2026-03-02T08:14Z', '2026-03-02T08:14:00.000Z'],
  ['2026-03-02T08:14:27.1Z', '2026-03-02T08:14:27.100Z'],
  ['2026-03-02T08:14:27.123456789Z', '2026-03-02T08:14:27.123Z'],
  ['2026-03-02T08:14:27+00:00', '2026-03-02T08:14:27.000Z'],
  ['2026-03-02T08:14:27+0000', '2026-03-02T08:14:27.000Z'],
  ['2026-03-02T08:14:27.5+01:00', '2026-03-02T07:14:27.500Z'],
  ['2026-03-02T08:14:27-0530', '2026-03-02T13:44:27.000Z'],
  ['2026-03-02T00:30:00+01:00', '2026-03-01T23:30:00.000Z'],
  ['2026-03-02 08:14:27', '2026-03-02T08:14:27.000Z'],
  ['2026-03-02T08:14:27', '2026-03-02T08:14:27.000Z'],
  ['2026-03-02', '2026-03-02T00:00:00.000Z'],
  [' 2026-03-02T08:14:27Z ', '2026-03-02T08:14:27.000Z'],
  ['2024-02-29T12:00:00Z', '2024-02-29T12:00:00.000Z'],
])('reads "%s" as %s', (text, utc) => {
  expect(utcFromText(text)).toBe(utc);
});

it.each([
  '',
  'yesterday',
  '02.03.2026',
  '2026-3-2',
  '2026-13-01T00:00:00Z',
  '2026-02-30T00:00:00Z',
  '2026-02-29',
  '2026-03-02T25:00:00Z',
  '2026-03-02T08:61:00Z',
  '1772439267',
  '2026-03-02T08:14:27 Europe/Berlin',
])('takes "%s" for no moment', (text) => {
  expect(utcFromText(text)).toBeUndefined();
});

it('reads the same moment from every zone it may be written in', () => {
  const minutes = fc.integer({ min: -12 * 60, max: 14 * 60 });
  fc.assert(
    fc.property(
      fc.date({ min: new Date('2019-01-01'), max: new Date('2050-01-01'), noInvalidDate: true }),
      minutes,
      fc.constantFrom(':', ''),
      (moment, offset, colon) => {
        const local = new Date(moment.getTime() + offset * 60_000).toISOString().slice(0, -1);
        const pad = (value: number) => String(value).padStart(2, '0');
        const size = Math.abs(offset);
        const zone = `${offset < 0 ? '-' : '+'}${pad(Math.floor(size / 60))}${colon}${pad(size % 60)}`;
        expect(utcFromText(`${local}${zone}`)).toBe(moment.toISOString());
      },
    ),
    runs(500),
  );
});
