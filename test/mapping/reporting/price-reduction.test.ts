import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  judgePriceReduction,
  type ReductionContext,
  roomLeft,
} from '../../../src/mapping/reporting/judge-price-reduction.ts';
import {
  type ListedReduction,
  ownReduction,
} from '../../../src/mapping/reporting/own-reduction.ts';

const CONTEXT: ReductionContext = {
  piece: { fulfillmentStatus: 'SENT', payableCents: 2000 },
  returnStatus: undefined,
  isShipmentOpen: false,
  isAcceptanceOpen: false,
  listed: undefined,
};

const judge = (amountCents: number, context: Partial<ReductionContext> = {}) =>
  judgePriceReduction({ amountCents }, { ...CONTEXT, ...context });

const entry = (cents: number, more: Partial<ListedReduction> = {}): ListedReduction => ({
  receiptNumber: undefined,
  createdAt: undefined,
  status: 'PROCESSED',
  cents,
  ...more,
});

const listing = (...reductions: ListedReduction[]) => ({
  listed: { totalCents: 0, reductions },
});

describe('a price reduction', () => {
  it('has to be less than what is left; what OTTO works on counts, what it refused does not', () => {
    expect(judge(1999)).toEqual({ verdict: 'ready' });
    expect(judge(2000)).toMatchObject({
      verdict: 'attention',
      reason: { code: 'reduction-too-high', priceCents: 2000, reducedCents: 0, leftCents: 2000 },
    });
    const listed = listing(
      entry(500),
      entry(300, { status: 'INITIATED' }),
      entry(900, { status: 'REJECTED' }),
    );
    expect(judge(1199, listed)).toEqual({ verdict: 'ready' });
    expect(judge(1200, listed)).toMatchObject({
      reason: { amountCents: 1200, reducedCents: 800, leftCents: 1200 },
    });
  });

  it('goes by the receipt’s price, and by OTTO’s sum where it lists nothing by itself', () => {
    const listed = { invoiceCents: 1500, totalCents: 400, reductions: [] };
    expect(roomLeft(2000, listed)).toEqual({
      priceCents: 1500,
      reducedCents: 400,
      leftCents: 1100,
    });
    expect(roomLeft(2000, undefined).leftCents).toBe(2000);
    expect(roomLeft(100, { totalCents: 900, reductions: [] }).leftCents).toBe(0);
  });

  it('is only for a piece that is sent and kept', () => {
    const impossible = { verdict: 'attention', reason: { code: 'reduction-not-possible' } };
    for (const fulfillmentStatus of ['RETURNED', 'PROCESSABLE', 'CANCELLED_BY_PARTNER', 'NEW']) {
      const piece = { fulfillmentStatus, payableCents: 2000 };
      expect(judge(100, { piece })).toEqual(impossible);
    }
    expect(judge(100, { piece: undefined })).toEqual(impossible);
    expect(judge(100, { returnStatus: 'ACCEPTED' })).toEqual(impossible);
    expect(judge(100, { returnStatus: 'ANNOUNCED' })).toEqual({ verdict: 'ready' });
  });

  it('waits while the piece is being sent, or its return accepted', () => {
    const piece = { fulfillmentStatus: 'PROCESSABLE', payableCents: 2000 };
    expect(judge(100, { piece, isShipmentOpen: true })).toMatchObject({
      verdict: 'waits',
      reason: { code: 'piece-not-sent-yet' },
    });
    expect(judge(100, { isAcceptanceOpen: true })).toMatchObject({
      verdict: 'waits',
      reason: { code: 'acceptance-open' },
    });
  });
});

describe('our own entry in OTTO’s list', () => {
  it('is one of our amount that was not there before', () => {
    expect(ownReduction([entry(500)], [entry(500)], 500)).toBeUndefined();
    expect(ownReduction([entry(500), entry(500)], [entry(500)], 500)).toEqual(entry(500));
    expect(ownReduction([entry(300)], [], 500)).toBeUndefined();
  });

  it('is told from an older one that got its receipt meanwhile', () => {
    const older = entry(500, { createdAt: '2026-03-02T08:00:00.000Z', status: 'INITIATED' });
    const now = { ...older, receiptNumber: 'R-1', status: 'PROCESSED' };
    const ours = entry(500, { createdAt: '2026-03-02T09:00:00.000Z', status: 'INITIATED' });
    expect(ownReduction([now], [older], 500)).toBeUndefined();
    expect(ownReduction([ours, now], [older], 500)).toEqual(ours);
    const withReceipt = entry(500, { receiptNumber: 'R-2' });
    expect(ownReduction([ours, withReceipt], [withReceipt], 500)).toEqual(ours);
  });

  it('is the one that went furthest, where several may be ours', () => {
    const [refused, taken, done] = ['REJECTED', 'INITIATED', 'PROCESSED'].map((status) =>
      entry(500, { status }),
    );
    if (!refused || !taken || !done) throw new Error('There are three');
    expect(ownReduction([refused, taken, done], [], 500)).toEqual(done);
    expect(ownReduction([refused, taken], [], 500)).toEqual(taken);
    expect(ownReduction([refused], [], 500)).toEqual(refused);
  });

  const entries = fc.array(
    fc.record({
      cents: fc.constantFrom(300, 500),
      receiptNumber: fc.constantFrom(undefined, 'R-1', 'R-2', 'R-3'),
      createdAt: fc.constantFrom(undefined, '2026-03-02T08:00:00.000Z', '2026-03-02T09:00:00.000Z'),
      status: fc.constantFrom('INITIATED', 'PROCESSED', 'REJECTED'),
    }),
    { maxLength: 5 },
  );

  it('is never found in a list that is as it was, in whatever order, and always in one with one more', () => {
    fc.assert(
      fc.property(entries, fc.constantFrom(300, 500), (before, cents) => {
        expect(ownReduction(before.toReversed(), before, cents)).toBeUndefined();
        const ours = entry(cents, { createdAt: '2026-03-02T10:00:00.000Z', status: 'INITIATED' });
        expect(ownReduction([ours, ...before], before, cents)).toBeDefined();
      }),
    );
  });
});
