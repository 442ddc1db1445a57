import { describe, expect, it } from 'vitest';
import {
  causesOfReports,
  type ReportStanding,
} from '../../../src/mapping/reporting/report-causes.ts';
import { reportFlagOf } from '../../../src/mapping/reporting/report-flag.ts';
import type { TransmissionState } from '../../../src/mapping/reporting/transmission.ts';
import { NOW } from './orders.ts';

const ORDER = { accountId: 'acc', salesOrderId: 'so-1', orderNumber: 'bu5h6x7z2k' };

function standing(
  state: TransmissionState,
  code?: string,
  given: Partial<ReportStanding> & { params?: Record<string, string | number> } = {},
): ReportStanding {
  const { params = {}, ...rest } = given;
  return {
    kind: 'shipment',
    state,
    reason: code === undefined ? undefined : { code, params },
    failures: 0,
    positionItemIds: ['p1'],
    ...rest,
  };
}

const causes = (...reports: ReportStanding[]) => causesOfReports(ORDER, reports, NOW);
const codes = (...reports: ReportStanding[]) => causes(...reports).map(({ code }) => code);

describe('what is told', () => {
  it('stands for its own order, with the order’s number and the reason’s params', () => {
    const params = { carrier: 'DHL', trackingNumber: '12345' };
    expect(causes(standing('waiting', 'tracking-too-short', { params }))).toEqual([
      {
        code: 'report-tracking-too-short',
        about: 'so-1',
        accountId: 'acc',
        params: {
          orderNumber: 'bu5h6x7z2k',
          carrier: 'DHL',
          trackingNumber: '12345',
          kind: 'shipment',
        },
      },
    ]);
  });

  it.each([
    ['carrier-unknown', { carrierName: 'Bote & Söhne' }, 'acc|botesoehne'],
    ['ship-from-missing', {}, 'acc'],
    ['return-number-missing', {}, 'acc'],
    ['return-pool-empty', { poolId: 'dhl' }, 'acc|dhl'],
    ['return-carrier-not-allowed', { carrier: 'DPD', allowed: 'DHL' }, 'acc|DPD|DHL'],
    ['otto-misses-data', { jsonPath: 'trackingKey' }, 'acc|trackingKey'],
    ['otto-refused', { titles: 'ODD', statusCode: 400 }, 'acc|ODD'],
  ] as const)(
    '%s is one for all orders that one change mends, and names none',
    (code, params, about) => {
      const state = code.startsWith('otto-') ? 'attention' : 'waiting';
      const found = causes(standing(state, code, { params }));
      expect(found).toEqual([
        {
          code: `report-${code}`,
          about,
          accountId: 'acc',
          params: { ...params, kind: 'shipment' },
        },
      ]);
      const other = { ...ORDER, salesOrderId: 'so-2', orderNumber: 'aaaaaaaaaa' };
      expect(causesOfReports(other, [standing(state, code, { params })], NOW)).toEqual(found);
    },
  );

  it('is told once for all reports of an order, and apart for shipments and cancellations', () => {
    const refused = { params: { titles: 'ODD' } };
    const found = causes(
      standing('attention', 'otto-refused', refused),
      standing('attention', 'otto-refused', refused),
      standing('attention', 'otto-refused', { ...refused, kind: 'cancellation' }),
    );
    expect(found.map(({ about, params }) => [about, params.kind])).toEqual([
      ['acc|ODD', 'shipment'],
      ['acc|ODD|cancellation', 'cancellation'],
    ]);
  });

  it('says how much a cancellation is about, the sum only where all of it is known', () => {
    const one = { kind: 'cancellation', payableCents: 2_499 } as const;
    const two = { ...one, positionItemIds: ['p2'], payableCents: 1_000 };
    const asked = 'cancellation-to-confirm';
    expect(causes(standing('waiting', asked, one), standing('waiting', asked, two))).toMatchObject([
      { about: 'so-1|cancellation', params: { pieces: 2, cents: 3_499 } },
    ]);
    const unknown = { ...two, payableCents: undefined };
    const [cause] = causes(standing('waiting', asked, one), standing('waiting', asked, unknown));
    expect(cause?.params).toEqual({ orderNumber: 'bu5h6x7z2k', kind: 'cancellation', pieces: 2 });
  });
});

describe('what is not told', () => {
  it.each(['confirmed', 'withdrawn', 'by-hand', 'accepted'] as const)(
    'a report that is %s',
    (state) => {
      expect(codes(standing(state, 'reported-elsewhere'))).toEqual([]);
    },
  );

  it('a number that is still expected, and a cancellation that OTTO does not allow yet', () => {
    expect(codes(standing('waiting', 'tracking-expected'))).toEqual([]);
    expect(codes(standing('waiting', 'piece-not-released', { kind: 'cancellation' }))).toEqual([]);
    expect(codes(standing('waiting', 'piece-not-released'))).toEqual(['report-piece-not-released']);
  });

  it('a report without a reason', () => {
    expect(codes(standing('waiting'), standing('due'), standing('attention'))).toEqual([]);
  });

  it.each(['due', 'in-flight'] as const)(
    'what is %s and failed fewer than three times, and not for more than a quarter of an hour',
    (state) => {
      const failing = (failures: number, failingSince: string) =>
        codes(standing(state, 'otto-unavailable', { failures, failingSince }));
      expect(failing(2, '2026-03-10T11:45:00.000Z')).toEqual([]);
      expect(failing(3, '2026-03-10T11:59:00.000Z')).toEqual(['report-otto-unavailable']);
      expect(failing(1, '2026-03-10T11:44:59.999Z')).toEqual(['report-otto-unavailable']);
    },
  );

  it('what the limits of the caller still allow', () => {
    const report = standing('due', 'otto-busy', { failures: 4, failingSince: NOW });
    const limits = { afterMinutes: 60, afterFailures: 5 };
    expect(causesOfReports(ORDER, [report], NOW, limits)).toEqual([]);
  });
});

describe('the flag of an order', () => {
  const flagOf = (...states: TransmissionState[]) =>
    reportFlagOf(states.map((state) => ({ state })));

  it.each(['waiting', 'due', 'in-flight', 'accepted'] as const)(
    'is pending for one %s',
    (state) => {
      expect(flagOf('confirmed', state)).toBe('pending');
    },
  );

  it('is failed as soon as one needs somebody', () => {
    expect(flagOf('waiting', 'attention', 'confirmed')).toBe('failed');
  });

  it('is none when all are through or in the owner’s hand', () => {
    expect(flagOf('confirmed', 'by-hand', 'withdrawn')).toBeUndefined();
    expect(flagOf()).toBeUndefined();
  });
});
