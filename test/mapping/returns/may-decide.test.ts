import { describe, expect, it } from 'vitest';
import {
  FULFILLMENT_STATUSES,
  type FulfillmentStatus,
} from '../../../src/mapping/otto/fulfillment-status.ts';
import {
  TRANSMISSION_STATES,
  type TransmissionState,
} from '../../../src/mapping/reporting/transmission.ts';
import {
  mayDecide,
  type PieceDecision,
  standingDecision,
} from '../../../src/mapping/returns/may-decide.ts';
import { RETURN_STATUSES } from '../../../src/mapping/returns/return-words.ts';

const sent = { fulfillmentStatus: 'SENT' } as const;
const piece = (fulfillmentStatus: FulfillmentStatus | undefined) => ({ fulfillmentStatus });
const accepting = (state: TransmissionState): PieceDecision => ({ kind: 'acceptance', state });
const rejecting = (state: TransmissionState): PieceDecision => ({ kind: 'rejection', state });
const allReturnStatuses = [undefined, ...RETURN_STATUSES, 'LOST_IN_SPACE'];
const allDecisions = [
  undefined,
  ...TRANSMISSION_STATES.flatMap((state) => [accepting(state), rejecting(state)]),
];

describe('what may be decided about a piece', () => {
  it('is to accept or to reject one that was sent and is announced or misdirected', () => {
    for (const status of ['ANNOUNCED', 'MISDIRECTED', 'LOST_IN_SPACE']) {
      expect(mayDecide(sent, status, undefined)).toEqual({
        steps: ['accept', 'reject'],
        reason: undefined,
      });
    }
  });

  it('is the same for one that is not announced, which may also never have left', () => {
    expect(mayDecide(sent, undefined, undefined).steps).toEqual([
      'accept',
      'reject',
      'sent-by-accident',
    ]);
  });

  it('is nothing once OTTO shows the return as accepted, in its list or in its order', () => {
    const nothing = { steps: [], reason: 'already-accepted' };
    expect(mayDecide(sent, 'ACCEPTED', undefined)).toEqual(nothing);
    for (const status of allReturnStatuses) {
      expect(mayDecide(piece('RETURNED'), status, undefined)).toEqual(nothing);
    }
  });

  it('is to accept one that was rejected, by us or elsewhere', () => {
    const accept = { steps: ['accept'], reason: undefined };
    expect(mayDecide(sent, 'REJECTED', undefined)).toEqual(accept);
    expect(mayDecide(sent, 'REJECTED', rejecting('confirmed'))).toEqual(accept);
    expect(mayDecide(sent, 'ANNOUNCED', rejecting('confirmed'))).toEqual(accept);
    expect(mayDecide(sent, undefined, rejecting('confirmed'))).toEqual(accept);
  });

  it('is nothing while another decision is under way, whichever it is', () => {
    for (const state of ['waiting', 'due', 'in-flight', 'accepted'] as const) {
      for (const decision of [accepting(state), rejecting(state)]) {
        expect(mayDecide(sent, 'ANNOUNCED', decision)).toEqual({
          steps: [],
          reason: 'decision-under-way',
        });
      }
    }
  });

  it('is nothing while a decision needs a person, or was taken by hand at OTTO', () => {
    for (const by of [accepting, rejecting]) {
      expect(mayDecide(sent, 'ANNOUNCED', by('attention')).reason).toBe('decision-needs-attention');
      expect(mayDecide(sent, 'ANNOUNCED', by('by-hand')).reason).toBe('decided-by-hand');
    }
  });

  it('is nothing after an acceptance that is through, even where OTTO’s list is behind', () => {
    expect(mayDecide(sent, 'ANNOUNCED', accepting('confirmed'))).toEqual({
      steps: [],
      reason: 'already-accepted',
    });
  });

  it('does not hang on a decision that was taken back', () => {
    for (const by of [accepting, rejecting]) {
      expect(mayDecide(sent, 'ANNOUNCED', by('withdrawn'))).toEqual(
        mayDecide(sent, 'ANNOUNCED', undefined),
      );
    }
  });

  it.each([
    ['PROCESSABLE', ['cancel-instead'], 'not-sent-yet'],
    ['ANNOUNCED', [], 'not-released'],
    ['CANCELLED_BY_PARTNER', [], 'cancelled'],
    ['CANCELLED_BY_MARKETPLACE', [], 'cancelled'],
    ['RETURNED', [], 'already-accepted'],
    [undefined, [], 'state-unknown'],
  ] as const)('of a piece that is %s at OTTO is %o', (status, steps, reason) => {
    for (const decision of allDecisions) {
      expect(mayDecide(piece(status), undefined, decision)).toEqual({ steps, reason });
    }
  });

  it('is nothing for a piece the ledger does not know, whatever OTTO lists', () => {
    for (const status of allReturnStatuses) {
      for (const decision of allDecisions) {
        expect(mayDecide(undefined, status, decision)).toEqual({
          steps: [],
          reason: 'piece-unknown',
        });
      }
    }
  });

  it('always says why neither accepting nor rejecting is possible', () => {
    for (const status of [...FULFILLMENT_STATUSES, undefined]) {
      for (const returnStatus of allReturnStatuses) {
        for (const decision of allDecisions) {
          const { steps, reason } = mayDecide(piece(status), returnStatus, decision);
          expect(reason === undefined).toBe(steps.includes('accept'));
          if (steps.includes('reject')) expect(steps).toContain('accept');
        }
      }
    }
  });
});

describe('a decision', () => {
  const at = (minute: string) => `2026-03-02T08:${minute}:00.000Z`;
  const by = (state: TransmissionState) => ({ ...rejecting(state), createdAt: at('10') });

  it('that is through is over for what is announced after it', () => {
    expect(standingDecision(by('confirmed'), at('11'))).toBeUndefined();
    expect(standingDecision(by('confirmed'), at('10'))).toEqual(by('confirmed'));
    expect(standingDecision(by('confirmed'), undefined)).toEqual(by('confirmed'));
  });

  it('that is not through stands, whenever it was said', () => {
    for (const state of TRANSMISSION_STATES.filter((one) => one !== 'confirmed')) {
      expect(standingDecision(by(state), at('11'))).toEqual(by(state));
    }
    expect(standingDecision(undefined, at('11'))).toBeUndefined();
  });
});
