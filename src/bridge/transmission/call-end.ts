import { BridgeError } from '../errors.ts';
import type { AttemptCall } from '../ledger/tables.ts';
import type { AttemptEnd } from '../ledger/transmission-attempts.ts';
import type { Transmission } from '../ledger/transmission-rows.ts';
import { atOtto } from '../order-import/run-faults.ts';
import {
  askedWaitMs,
  type CallFacts,
  deferredReason,
  factsOfCall,
  isForbiddenCall,
  isRightMissing,
} from './read-call-end.ts';
import type { ReportRun } from './report-run.ts';
import { againOrGivenUp, waitAfterFailure } from './try-again-at.ts';

/** A call that is committed and not settled, for one report; several may share one call. */
export type CallInHand = {
  run: ReportRun;
  report: Transmission;
  call: AttemptCall;
  attemptId: number;
};

/** Commits what a call came to for its report. */
export async function settle(
  { run, report, attemptId }: CallInHand,
  outcome: AttemptEnd['outcome'],
  facts: CallFacts,
  next: AttemptEnd['next'],
): Promise<void> {
  const { transmissionId } = report;
  await run.ledger.settleAttempt({ attemptId, transmissionId, outcome, ...facts, next }, run.now());
}

/** Nobody knows what came of it: looked up when OTTO has surely finished. */
export async function leaveOpen(
  call: CallInHand,
  outcome: 'unknown' | 'refused',
  facts: CallFacts,
): Promise<void> {
  const { run } = call;
  run.counters.open += 1;
  await settle(call, outcome, facts, {
    state: 'in-flight',
    reason: { code: 'outcome-open', params: {} },
    nextTryAt: run.later(run.settleMs),
    countsAsFailure: outcome === 'unknown',
  });
}

/**
 * Settles writing calls that threw, as far as the error alone decides it: what did not arrive is due
 * again, and what is open is looked up.
 *
 * @param calls of all reports that were in the one call
 * @param hasRight the app is known to have the right for them: a 403 is about a piece then
 * @returns `refused` when OTTO turned the call away: nothing is settled, what stands there decides
 * @throws ImportStopped when OTTO as a whole is out of reach, the error itself when nothing left because of
 *   something here, as a ledger that did not answer; everything is settled then
 */
export async function endFailedCall(
  calls: readonly CallInHand[],
  error: unknown,
  { hasRight }: { hasRight: boolean } = { hasRight: false },
): Promise<'settled' | 'refused'> {
  const [first] = calls;
  if (!first) return 'settled';
  const { run } = first;
  const facts = factsOfCall(error);
  const isOfPiece = hasRight && isForbiddenCall(error);
  const hasFailedHere = !(error instanceof BridgeError) && run.ottoOutcomeOf(error) === 'not-sent';
  if (!isOfPiece && (isRightMissing(error) || hasFailedHere || run.concernsAllOfOtto(error))) {
    for (const call of calls) {
      await settle(call, 'not-sent', facts, {
        state: 'due',
        reason: call.report.reason ?? null,
        nextTryAt: run.now(),
        countsAsFailure: false,
      });
    }
    if (hasFailedHere) throw error;
    if (!isRightMissing(error)) return atOtto(() => Promise.reject(error));
    run.forbidden.set(first.report.kind, { code: error.code, params: error.params });
    return 'settled';
  }
  const outcome = isOfPiece ? 'refused' : run.ottoOutcomeOf(error);
  for (const { report, call } of calls) {
    const { transmissionId, salesOrderId } = report;
    run.logger.warn('transmission-deferred', {
      transmissionId,
      salesOrderId,
      call,
      outcome,
      ...facts,
    });
  }
  if (outcome === 'refused') return 'refused';
  for (const call of calls) {
    if (outcome === 'unknown') await leaveOpen(call, outcome, facts);
    else await putOff(call, error);
  }
  return 'settled';
}

/** OTTO certainly did nothing: the same call is made again later. */
async function putOff(call: CallInHand, error: unknown): Promise<void> {
  const { run, report } = call;
  const waitMs = waitAfterFailure(report.failures + 1, run.random(), askedWaitMs(error));
  const reason = deferredReason(error);
  const next = againOrGivenUp(run, report, { reason, waitMs, countsAsFailure: true });
  if (next.state === 'attention') run.counters.attention += 1;
  else run.counters.deferred += 1;
  await settle(call, 'not-sent', factsOfCall(error), next);
}

/**
 * A refused call whose reason could not be read at OTTO: looked up later.
 *
 * @throws ImportStopped when OTTO as a whole is out of reach
 */
export async function endUnexplained(
  calls: readonly CallInHand[],
  refusal: unknown,
  fault: unknown,
): Promise<void> {
  for (const call of calls) await leaveOpen(call, 'refused', factsOfCall(refusal));
  await stopIfAll(calls, fault);
}

/**
 * A look-up that did not get through: tried again later.
 *
 * @throws ImportStopped when OTTO as a whole is out of reach
 */
export async function endFailedLookUp(calls: readonly CallInHand[], fault: unknown): Promise<void> {
  for (const call of calls) {
    const { run, report } = call;
    const isAll = concernsAll(run, fault);
    await settle(call, 'unknown', factsOfCall(fault), {
      state: 'in-flight',
      reason: { code: 'outcome-open', params: {} },
      nextTryAt: run.later(waitAfterFailure(report.failures + 1, run.random(), askedWaitMs(fault))),
      countsAsFailure: !isAll,
    });
  }
  await stopIfAll(calls, fault);
}

async function stopIfAll(calls: readonly CallInHand[], fault: unknown): Promise<void> {
  const [first] = calls;
  if (!first) return;
  const { run, report } = first;
  // Shipments need no right of their own to be looked up: theirs is the right to read orders.
  if (isRightMissing(fault) && isAfterSale(report)) {
    run.forbidden.set(report.kind, { code: fault.code, params: fault.params });
    return;
  }
  if (concernsAll(run, fault)) await atOtto(() => Promise.reject(fault));
}

function isAfterSale({ kind }: Transmission): boolean {
  return kind !== 'shipment' && kind !== 'cancellation';
}

function concernsAll(run: ReportRun, fault: unknown): boolean {
  return run.concernsAllOfOtto(fault) || run.signal.aborted;
}
