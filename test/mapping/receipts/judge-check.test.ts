import { describe, expect, it } from 'vitest';
import type { ReceiptComparison } from '../../../src/mapping/receipts/compared-order.ts';
import { type CheckSince, judgeCheck } from '../../../src/mapping/receipts/judge-check.ts';

const NOW = '2026-03-20T08:00:00.000Z';
const sums = { purchaseCents: 0, refundCents: 0, ottoCents: 0, shopCents: 0 };
const differing: ReceiptComparison = {
  verdict: 'differs',
  sums,
  findings: [{ code: 'shop-differs', expectedCents: 1, actualCents: 2 }],
};
const waiting: ReceiptComparison = {
  verdict: 'open',
  sums,
  findings: [{ code: 'purchase-to-come', pieces: 1 }],
};
const judge = (comparison: ReceiptComparison, before: CheckSince = {}, now = NOW) =>
  judgeCheck(comparison, before, now);

describe('a difference', () => {
  it('is not told when it is seen first, but looked at again in an hour', () => {
    expect(judge(differing)).toEqual({
      state: 'settling',
      since: { differsSince: NOW },
      lookAt: '2026-03-20T09:00:00.000Z',
    });
  });

  it('is told when it was there an hour ago, and looked at every day from then on', () => {
    const differsSince = '2026-03-20T07:00:00.000Z';
    expect(judge(differing, { differsSince })).toEqual({
      state: 'differs',
      since: { differsSince },
      lookAt: '2026-03-21T08:00:00.000Z',
    });
    const almost = '2026-03-20T07:00:00.001Z';
    expect(judge(differing, { differsSince: almost }).state).toBe('settling');
  });

  it('begins anew once everything agreed in between', () => {
    const agreed = judge({ ...differing, verdict: 'agree' }, { differsSince: NOW });
    expect(agreed).toEqual({ state: 'agree', since: {}, lookAt: undefined });
    expect(judge(differing, agreed.since).state).toBe('settling');
  });
});

describe('a receipt that is to come', () => {
  it('is open for two weeks, overdue after', () => {
    expect(judge(waiting)).toEqual({
      state: 'open',
      since: { openSince: NOW },
      lookAt: '2026-04-03T08:00:00.000Z',
    });
    const openSince = '2026-03-06T08:00:00.000Z';
    expect(judge(waiting, { openSince })).toEqual({
      state: 'overdue',
      since: { openSince },
      lookAt: '2026-03-21T08:00:00.000Z',
    });
    const almost = '2026-03-06T08:00:00.001Z';
    expect(judge(waiting, { openSince: almost }).state).toBe('open');
  });

  it('keeps its time while something differs besides', () => {
    const openSince = '2026-03-06T08:00:00.000Z';
    expect(judge(differing, { openSince }).since).toEqual({ openSince, differsSince: NOW });
  });

  it('is never overdue for pieces that are not sent', () => {
    const unsent: ReceiptComparison = {
      ...waiting,
      findings: [{ code: 'pieces-to-send', pieces: 2 }],
    };
    const openSince = '2025-03-06T08:00:00.000Z';
    expect(judge(unsent, { openSince })).toEqual({ state: 'open', since: {}, lookAt: undefined });
  });
});

it('leaves alone what is not compared', () => {
  expect(judge({ verdict: 'not-compared', sums, findings: [{ code: 'order-unknown' }] })).toEqual({
    state: 'not-compared',
    since: {},
    lookAt: undefined,
  });
});
