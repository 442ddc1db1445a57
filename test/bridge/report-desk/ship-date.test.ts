import { expect, it } from 'vitest';
import { shipDateOf } from '../../../src/bridge/report-desk/ship-date.ts';

const now = new Date('2026-03-20T22:30:00.000Z'); // 23:30 in Germany

it.each([
  ['nothing said', undefined, now.toISOString()],
  ['earlier', '2026-03-19T10:00:00.000Z', '2026-03-19T10:00:00.000Z'],
  ['later today in Germany', '2026-03-20T22:59:00.000Z', now.toISOString()],
  ['tomorrow in Germany, today in UTC', '2026-03-20T23:00:00.000Z', undefined],
  ['the day after', '2026-03-22T10:00:00.000Z', undefined],
])('of %s', (_what, shippedAt, expected) => {
  expect(shipDateOf(shippedAt, now)).toBe(expected);
});
