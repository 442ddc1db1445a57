import { isCancelled, parseFulfillmentStatus } from '../../mapping/otto/fulfillment-status.ts';
import type { Transmission } from '../ledger/transmission-rows.ts';
import { attention, type Decision, type Next, type Refusal } from './decide-next.ts';
import type { DecisionAtOtto } from './find-decisions.ts';

/**
 * What becomes of a decision about a return after OTTO was read; never guessed from what a call came
 * to. What OTTO shows counts, whoever did it: an accepted return is accepted for good.
 *
 * @param refusal what OTTO answered; undefined = the outcome was open and has been looked up
 */
export function decisionNext(
  report: Pick<Transmission, 'kind'>,
  found: DecisionAtOtto,
  refusal: Refusal | undefined,
): Decision {
  const { fulfillmentStatus: word, returned } = found;
  const status = parseFulfillmentStatus(word ?? '');
  const isAccepted = status === 'RETURNED' || returned?.status === 'ACCEPTED';
  const next = isAccepted
    ? nextOfAccepted(report)
    : word === undefined
      ? attention('piece-unknown-at-otto', refusal)
      : status === 'SENT'
        ? nextOfSent(report, returned, refusal)
        : // Not sent there, or cancelled: judged anew, as its shipment may be on its way.
          isCancelled(status) || refusal !== undefined || status === undefined
          ? attention('return-not-possible', refusal)
          : ({ is: 'waiting', reason: null } as const);
  return { settled: [], next, isNews: isAccepted || status !== 'SENT' };
}

function nextOfAccepted({ kind }: Pick<Transmission, 'kind'>): Next {
  return kind === 'acceptance'
    ? { is: 'accepted' }
    : attention('return-accepted-at-otto', undefined);
}

function nextOfSent(
  { kind }: Pick<Transmission, 'kind'>,
  returned: DecisionAtOtto['returned'],
  refusal: Refusal | undefined,
): Next {
  const isRejected = returned?.status === 'REJECTED';
  if (kind === 'rejection' && isRejected) return { is: 'accepted' };
  if (refusal !== undefined) return attention('otto-refused', refusal);
  if (kind === 'acceptance' && isRejected) {
    const params = { rejectedAt: returned.occurredAt };
    return { is: 'attention', reason: { code: 'return-rejected-at-otto', params } };
  }
  return { is: 'due' };
}
