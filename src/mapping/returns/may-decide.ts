import { type FulfillmentStatus, isCancelled } from '../otto/fulfillment-status.ts';
import type { TransmissionState } from '../reporting/transmission.ts';

/**
 * What the seller may do about a piece now.
 * - `accept`: OTTO pays the buyer back, for good
 * - `reject`: the buyer is not paid back; it may still be accepted later
 * - `sent-by-accident`: accept a piece that never left but was reported as sent
 * - `cancel-instead`: it was not sent yet, so there is nothing to return
 */
export type ReturnStep = 'accept' | 'reject' | 'sent-by-accident' | 'cancel-instead';

/** Why nothing may be decided, or not what one would expect. */
export type ReturnStepReason =
  /** the ledger does not know the piece: its order has to be fetched first */
  | 'piece-unknown'
  | 'not-released'
  | 'not-sent-yet'
  | 'cancelled'
  /** OTTO has paid the buyer back, or is about to */
  | 'already-accepted'
  /** OTTO's word for the piece is not known: nothing is decided on a guess */
  | 'state-unknown'
  | 'decision-under-way'
  /** a decision came to a halt, and a person has to look at it first */
  | 'decision-needs-attention'
  /** somebody said that it was decided at OTTO by hand, and OTTO does not show it yet */
  | 'decided-by-hand';

/** `reason` is there whenever neither accepting nor rejecting is possible. */
export type MayDecide = { steps: readonly ReturnStep[]; reason: ReturnStepReason | undefined };

/** The latest decision about the piece that was said here; withdrawn ones count as none. */
export type PieceDecision = { kind: 'acceptance' | 'rejection'; state: TransmissionState };

/**
 * A decision, unless it is over: a rejection that is through says nothing about what was announced after
 * it, which is another return.
 *
 * @param occurredAt of the return's latest change at OTTO, UTC ISO; undefined = OTTO lists none
 */
export function standingDecision<Decision extends PieceDecision & { createdAt: string }>(
  decision: Decision | undefined,
  occurredAt: string | undefined,
): Decision | undefined {
  if (decision?.state !== 'confirmed' || occurredAt === undefined) return decision;
  return decision.createdAt < occurredAt ? undefined : decision;
}

/**
 * What may be done about the return of a piece. OTTO takes decisions on sent pieces, announced as a
 * return or not; an accepted return stays accepted, a rejected one may still be accepted.
 *
 * @param piece as OTTO's order says; undefined = the ledger does not know it
 * @param returnStatus what OTTO's list of returns says of it; undefined = it lists none
 * @see https://api.otto.market/docs/functional-interfaces/returns
 */
export function mayDecide(
  piece: { fulfillmentStatus: FulfillmentStatus | undefined } | undefined,
  returnStatus: string | undefined,
  decision: PieceDecision | undefined,
): MayDecide {
  if (piece === undefined) return nothing('piece-unknown');
  const { fulfillmentStatus } = piece;
  if (fulfillmentStatus === 'PROCESSABLE') {
    return only(['cancel-instead'], 'not-sent-yet');
  }
  if (fulfillmentStatus === 'ANNOUNCED') return nothing('not-released');
  if (isCancelled(fulfillmentStatus)) return nothing('cancelled');
  if (fulfillmentStatus === 'RETURNED' || returnStatus === 'ACCEPTED') {
    return nothing('already-accepted');
  }
  if (fulfillmentStatus !== 'SENT') return nothing('state-unknown');

  const halt = decision && haltOf(decision);
  if (halt !== undefined) return nothing(halt);
  const isRejected = returnStatus === 'REJECTED' || isThrough(decision);
  if (isRejected) return { steps: ['accept'], reason: undefined };
  return {
    steps:
      returnStatus === undefined ? ['accept', 'reject', 'sent-by-accident'] : ['accept', 'reject'],
    reason: undefined,
  };
}

/** What keeps a second decision from being said; undefined = nothing does. */
function haltOf(decision: PieceDecision): ReturnStepReason | undefined {
  switch (decision.state) {
    case 'waiting':
    case 'due':
    case 'in-flight':
    case 'accepted':
      return 'decision-under-way';
    case 'attention':
      return 'decision-needs-attention';
    case 'by-hand':
      return 'decided-by-hand';
    case 'confirmed':
      return decision.kind === 'acceptance' ? 'already-accepted' : undefined;
    case 'withdrawn':
      return undefined;
  }
}

function isThrough(decision: PieceDecision | undefined): boolean {
  return decision?.state === 'confirmed';
}

function nothing(reason: ReturnStepReason): MayDecide {
  return only([], reason);
}

function only(steps: readonly ReturnStep[], reason: ReturnStepReason): MayDecide {
  return { steps, reason };
}
