import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  dayOrderIn,
  isEitherOrder,
  readShipDate,
} from '../../../src/bridge/carrier-csv/read-ship-date.ts';
import { runs } from '../../mapping/support/property-runs.ts';

describe('a ship date', () => {
  it.each([
    ['02.03.2026', '2026-03-01T23:00:00.000Z', 'day'],
    ['2.3.26', '2026-03-01T23:00:00.000Z', 'day'],
    ['02.07.2026', '2026-07-01T22:00:00.000Z', 'day'],
    ['2026-03-02', '2026-03-01T23:00:00.000Z', 'day'],
    ['2026/03/02', '2026-03-01T23:00:00.000Z', 'day'],
    ['20260302', '2026-03-01T23:00:00.000Z', 'day'],
    ['02.03.2026 00:00:00', '2026-03-01T23:00:00.000Z', 'day'],
    ['02.03.2026 14:05', '2026-03-02T13:05:00.000Z', 'moment'],
    ['02.03.2026, 14:05 Uhr', '2026-03-02T13:05:00.000Z', 'moment'],
    ['02.07.2026 14:05:33', '2026-07-02T12:05:33.000Z', 'moment'],
    ['20260302140533', '2026-03-02T13:05:33.000Z', 'moment'],
    ['202603021405', '2026-03-02T13:05:00.000Z', 'moment'],
    ['2026-03-02T14:05:33', '2026-03-02T13:05:33.000Z', 'moment'],
    ['2026-03-02T14:05:33.123Z', '2026-03-02T14:05:33.000Z', 'moment'],
    ['2026-03-02T14:05:33+0530', '2026-03-02T08:35:33.000Z', 'moment'],
    ['2026-03-02 14:05:33 -05:00', '2026-03-02T19:05:33.000Z', 'moment'],
    ['2026-03-02T00:00:00Z', '2026-03-02T00:00:00.000Z', 'moment'],
    ['13/03/2026', '2026-03-12T23:00:00.000Z', 'day'],
    ['3/13/2026 2:05 PM', '2026-03-13T13:05:00.000Z', 'moment'],
    ['3/13/2026 12:05 AM', '2026-03-12T23:05:00.000Z', 'moment'],
    ['3/13/2026 12:05 PM', '2026-03-13T11:05:00.000Z', 'moment'],
    ['05/05/2026', '2026-05-04T22:00:00.000Z', 'day'],
  ])('"%s" is %s', (text, shippedAt, precision) => {
    expect(readShipDate(text, undefined)).toEqual({ shippedAt, precision });
  });

  it.each([
    '',
    'yesterday',
    '31.02.2026',
    '29.02.2026',
    '2026-13-01',
    '02.03.1999',
    '02.03.2100',
    '02.03.2026 24:00',
    '02.03.2026 12:60',
    '02.03.2026 13:05 PM',
    '02.03.2026 0:05 AM',
    '02.03.2026 soon',
    '45992',
    '2026-0302',
    '26-03-05',
    '13/13/2026',
    '03/05/2026',
  ])('"%s" is none', (text) => {
    expect(readShipDate(text, undefined)).toBeUndefined();
  });

  it.each([
    ['03/05/2026', 'day-first', '2026-05-02T22:00:00.000Z'],
    ['03/05/2026', 'month-first', '2026-03-04T23:00:00.000Z'],
    ['03-05-2026', 'day-first', '2026-05-02T22:00:00.000Z'],
    ['3/5/26', 'month-first', '2026-03-04T23:00:00.000Z'],
  ] as const)('"%s" read %s is %s', (text, order, shippedAt) => {
    expect(readShipDate(text, order)?.shippedAt).toBe(shippedAt);
  });

  it('of German form is the same whatever the order of others', () => {
    const german = readShipDate('03.05.2026', undefined);
    expect(readShipDate('03.05.2026', 'month-first')).toEqual(german);
  });

  it('against the stated order is none', () => {
    expect(readShipDate('13/03/2026', 'month-first')).toBeUndefined();
    expect(readShipDate('03/13/2026', 'day-first')).toBeUndefined();
  });

  it('in an hour that Germany has not is the hour after, in one it has twice the first', () => {
    expect(readShipDate('29.03.2026 02:30', undefined)?.shippedAt).toBe('2026-03-29T01:30:00.000Z');
    expect(readShipDate('25.10.2026 02:30', undefined)?.shippedAt).toBe('2026-10-25T00:30:00.000Z');
  });

  it('of any German wall clock comes back from it', () => {
    const clock = new Intl.DateTimeFormat('sv-SE', {
      timeZone: 'Europe/Berlin',
      dateStyle: 'short',
      timeStyle: 'medium',
    });
    fc.assert(
      fc.property(
        fc.date({ min: new Date('2001-01-01'), max: new Date('2099-01-01'), noInvalidDate: true }),
        (moment) => {
          const shown = clock.format(moment);
          const read = readShipDate(shown, undefined)?.shippedAt ?? '';
          expect(clock.format(new Date(read))).toBe(shown);
        },
      ),
      runs(500),
    );
  });
});

describe('which of two numbers is the day', () => {
  it.each([
    ['13/05/2026', 'day-first'],
    ['05/13/2026 10:00', 'month-first'],
    ['13-05-2026', 'day-first'],
    ['12/05/2026', undefined],
    ['13/13/2026', undefined],
    ['13.05.2026', undefined],
    ['', undefined],
  ])('"%s" tells %s', (text, order) => {
    expect(dayOrderIn(text)).toBe(order);
  });

  it.each([
    ['03/05/2026', true],
    ['12/11/2026 10:00', true],
    ['05/05/2026', false],
    ['13/05/2026', false],
    ['03.05.2026', false],
    ['', false],
  ])('"%s" could be both: %s', (text, isEither) => {
    expect(isEitherOrder(text)).toBe(isEither);
  });
});
