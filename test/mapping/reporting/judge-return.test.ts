import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FULFILLMENT_STATUSES } from '../../../src/mapping/otto/fulfillment-status.ts';
import {
  judgeReturn,
  type ReturnContext,
  type ReturnVerdict,
} from '../../../src/mapping/reporting/judge-return.ts';
import { RETURN_STATUSES } from '../../../src/mapping/returns/return-words.ts';

const MONDAY = '2026-03-02T08:00:00.000Z';
const TUESDAY = '2026-03-03T08:00:00.000Z';

const SENT: ReturnContext = {
  piece: { fulfillmentStatus: 'SENT' },
  returned: undefined,
  isShipmentOpen: false,
};

const judge = (
  kind: 'acceptance' | 'rejection',
  context: Partial<ReturnContext> = {},
  seenRejectedAt?: string,
) => judgeReturn({ kind, seenRejectedAt }, { ...SENT, ...context });

const rejected = (occurredAt: string) => ({ returned: { status: 'REJECTED', occurredAt } });
const inState = (fulfillmentStatus: string) => ({ piece: { fulfillmentStatus } });

describe('a decision about a return', () => {
  it('leaves for a sent piece, announced as a return or not', () => {
    for (const kind of ['acceptance', 'rejection'] as const) {
      expect(judge(kind)).toEqual({ verdict: 'ready' });
      const announced = { returned: { status: 'ANNOUNCED', occurredAt: MONDAY } };
      expect(judge(kind, announced)).toEqual({ verdict: 'ready' });
    }
  });

  it('is over where OTTO shows what it asks for', () => {
    expect(judge('acceptance', inState('RETURNED'))).toEqual({
      verdict: 'over',
      code: 'returned-elsewhere',
    });
    expect(judge('rejection', rejected(MONDAY))).toEqual({
      verdict: 'over',
      code: 'rejected-elsewhere',
    });
  });

  it('that comes too late, as the return is accepted for good, needs somebody', () => {
    const tooLate = { verdict: 'attention', reason: { code: 'return-accepted-at-otto' } };
    expect(judge('rejection', inState('RETURNED'))).toEqual(tooLate);
    const listed = { returned: { status: 'ACCEPTED', occurredAt: MONDAY } };
    expect(judge('rejection', listed)).toEqual(tooLate);
  });

  it('to accept is asked about again only for a rejection that the owner has not seen', () => {
    const code = 'return-rejected-at-otto';
    const asks = { verdict: 'attention', reason: { code, rejectedAt: TUESDAY } };
    expect(judge('acceptance', rejected(TUESDAY))).toEqual(asks);
    expect(judge('acceptance', rejected(TUESDAY), MONDAY)).toEqual(asks);
    expect(judge('acceptance', rejected(TUESDAY), TUESDAY)).toEqual({ verdict: 'ready' });
    expect(judge('acceptance', rejected(MONDAY), TUESDAY)).toEqual({ verdict: 'ready' });
  });

  it('waits for a piece whose shipment OTTO has, and is not possible for one that never left', () => {
    const processable = inState('PROCESSABLE');
    expect(judge('acceptance', { ...processable, isShipmentOpen: true })).toEqual({
      verdict: 'waits',
      reason: { code: 'piece-not-sent-yet' },
    });
    const never = { verdict: 'attention', reason: { code: 'return-not-possible' } };
    for (const context of [
      processable,
      inState('ANNOUNCED'),
      inState('CANCELLED_BY_MARKETPLACE'),
      inState('SOMETHING_NEW'),
      { piece: undefined },
    ]) {
      expect(judge('acceptance', context)).toEqual(never);
      expect(judge('rejection', context)).toEqual(never);
    }
  });
});

const contexts = fc.record({
  piece: fc.option(
    fc.record({ fulfillmentStatus: fc.constantFrom(...FULFILLMENT_STATUSES, 'SOMETHING_NEW') }),
    { nil: undefined },
  ),
  returned: fc.option(
    fc.record({
      status: fc.constantFrom(...RETURN_STATUSES, 'SOMETHING_NEW'),
      occurredAt: fc.constantFrom(MONDAY, TUESDAY),
    }),
    { nil: undefined },
  ),
  isShipmentOpen: fc.boolean(),
});

describe('whatever OTTO shows', () => {
  const all = (
    kind: 'acceptance' | 'rejection',
    check: (v: ReturnVerdict, c: ReturnContext) => void,
  ) =>
    fc.assert(
      fc.property(
        contexts,
        fc.option(fc.constantFrom(MONDAY, TUESDAY), { nil: undefined }),
        (c, seen) => check(judgeReturn({ kind, seenRejectedAt: seen }, c), c),
      ),
    );

  it('nothing leaves but for a piece that is sent and not accepted', () => {
    for (const kind of ['acceptance', 'rejection'] as const) {
      all(kind, ({ verdict }, { piece, returned }) => {
        if (verdict !== 'ready') return;
        expect(piece?.fulfillmentStatus).toBe('SENT');
        expect(returned?.status).not.toBe('ACCEPTED');
      });
    }
  });

  it('a rejection never leaves for what is rejected, nor ends as accepted', () => {
    all('rejection', (verdict, { returned }) => {
      if (returned?.status === 'REJECTED') expect(verdict.verdict).not.toBe('ready');
      if (verdict.verdict === 'over') expect(verdict.code).toBe('rejected-elsewhere');
    });
  });

  it('an acceptance is over only when the return is accepted', () => {
    all('acceptance', (verdict, { piece, returned }) => {
      if (verdict.verdict !== 'over') return;
      const isAccepted = piece?.fulfillmentStatus === 'RETURNED' || returned?.status === 'ACCEPTED';
      expect(isAccepted).toBe(true);
    });
  });
});
