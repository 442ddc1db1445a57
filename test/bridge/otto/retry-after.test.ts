import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAY } from '../../../src/bridge/clock.ts';
import { parseRetryAfter } from '../../../src/bridge/retry-after.ts';

const now = new Date('2026-03-02T08:00:00.000Z');

describe('parseRetryAfter', () => {
  it.each([
    ['0', 0],
    ['7', 7_000],
    [' 7 ', 7_000],
    ['1.5', 1_500],
    ['Mon, 02 Mar 2026 08:01:30 GMT', 90_000],
    ['Monday, 02-Mar-26 08:01:30 GMT', 90_000],
    ['Mon, 02 Mar 2026 07:59:00 GMT', 0],
    ['99999999999', DAY],
    ['Tue, 02 Mar 2027 08:00:00 GMT', DAY],
  ])('reads %j as %i ms', (header, waitMs) => {
    expect(parseRetryAfter(header, now)).toBe(waitMs);
  });

  it.each([[null], [undefined], [''], ['soon'], ['-5'], ['wait 5'], ['20262026x']])(
    'tells nothing from %j',
    (header) => {
      expect(parseRetryAfter(header, now)).toBeUndefined();
    },
  );

  it('reads any moment written as an HTTP date, to the second', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: DAY / 1_000 }), (seconds) => {
        const header = new Date(now.getTime() + seconds * 1_000).toUTCString();
        expect(parseRetryAfter(header, now)).toBe(seconds * 1_000);
      }),
    );
  });

  it('never asks for a wait that is negative, endless or no number', () => {
    const headers = fc.oneof(fc.string(), fc.double().map(String), fc.date().map(String));
    fc.assert(
      fc.property(headers, (header) => {
        const waitMs = parseRetryAfter(header, now) ?? 0;
        expect(waitMs).toBeGreaterThanOrEqual(0);
        expect(waitMs).toBeLessThanOrEqual(DAY);
      }),
    );
  });
});
