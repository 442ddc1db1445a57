import { describe, expect, it } from 'vitest';
import {
  assertReceiptSince,
  earliestReceiptDay,
  receiptDays,
} from '../../../src/bridge/receipts/receipt-days.ts';

const now = new Date('2026-03-01T00:30:00.000Z');
const days = (cursorAt: string | undefined, since?: string) =>
  receiptDays({ cursorAt, since }, now);

describe('the days that are asked for', () => {
  it('are 90 at first, and reach into tomorrow by UTC', () => {
    expect(days(undefined)).toEqual({ from: '2025-12-01', to: '2026-03-02' });
  });

  it('begin three days before the cursor', () => {
    expect(days('2026-02-28T23:59:00.000Z')).toEqual({ from: '2026-02-25', to: '2026-03-02' });
  });

  it('do not begin in the future when our clock was ahead', () => {
    expect(days('2026-04-01T00:00:00.000Z').from).toBe('2026-02-26');
  });

  it('begin where a person says', () => {
    expect(days('2026-02-28T23:59:00.000Z', '2024-07-01').from).toBe('2024-07-01');
  });
});

describe('a day to begin with', () => {
  it('is any of the last four years', () => {
    expect(earliestReceiptDay(now)).toBe('2022-03-01');
    for (const day of ['2022-03-01', '2024-02-29', '2026-03-01']) {
      expect(() => assertReceiptSince(day, now)).not.toThrow();
    }
  });

  it.each(['2022-02-28', '2026-03-02', '2025-02-29', '2025-2-1', '01.02.2025', ''])(
    'is not %s',
    (day) => {
      expect(() => assertReceiptSince(day, now)).toThrow(
        expect.objectContaining({
          code: 'receipts-since-invalid',
          params: { since: day, earliest: '2022-03-01' },
        }),
      );
    },
  );
});
