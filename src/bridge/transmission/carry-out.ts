import type { AttemptEnd } from '../ledger/transmission-attempts.ts';
import type { Transmission } from '../ledger/transmission-rows.ts';
import { atOtto } from '../order-import/run-faults.ts';
import { commitNext } from './commit-next.ts';
import { decideNext, type Refusal } from './decide-next.ts';
import { type AtOtto, findAtOtto } from './find-at-otto.ts';
import {
  askedWaitMs,
  deferredReason,
  factsOfCall,
  isRightMissing,
  refusalIn,
} from './read-call-end.ts';
import { makeCall, type WritingCall } from './report-call.ts';
import type { ReportRun } from './report-run.ts';
import { againOrGivenUp, waitAfterFailure } from './try-again-at.ts';
import { SHOWN_AFTER_MS, type Turn } from './turn.ts';

/** What follows from a call is one more call at most, and the one after that. */
const MOST_TURNS = 4;

/**
 * Carries out what is to be done for a report: one call, and what OTTO's answer asks for after it.
 * Each call is committed before it leaves and settled when its answer is there; killed in between, the
 * outcome is looked up by a later run.
 *
 * @param first.call `look-up` for a report in flight, a writing call for one that is due
 * @throws ImportStopped when OTTO as a whole is out of reach; the report stands as it should
 */
export async function carryOut(run: ReportRun, report: Transmission, first: Turn): Promise<void> {
  let turn: Turn | undefined = first;
  for (let turns = 1; turn && turns <= MOST_TURNS; turns += 1) {
    const { ledger, settleMs } = run;
    const { transmissionId } = report;
    const isFirstCall = turns === 1 && turn.call !== 'look-up';
    const attemptId: number | undefined = await ledger.startAttempt(
      transmissionId,
      turn.call,
      { from: isFirstCall ? ['due'] : ['in-flight'], nextTryAt: run.later(settleMs) },
      run.now(),
    );
    if (attemptId === undefined) return;
    const attempt: AttemptInHand = { run, report, turn, attemptId };
    turn = turn.call === 'look-up' ? await lookUp(attempt) : await call(attempt, turn.call);
  }
}

type AttemptInHand = { run: ReportRun; report: Transmission; turn: Turn; attemptId: number };

/** @returns the call that is to follow at once */
async function call(attempt: AttemptInHand, name: WritingCall): Promise<Turn | undefined> {
  const { run, report, turn } = attempt;
  try {
    const { ottoShipmentId } = await makeCall(run, report, name, turn.positionItemIds);
    run.counters.accepted += 1;
    await settle(
      attempt,
      'done',
      {},
      {
        state: 'accepted',
        reason: null,
        nextTryAt: run.later(SHOWN_AFTER_MS),
        ottoShipmentId,
        countsAsFailure: false,
      },
    );
    return undefined;
  } catch (error) {
    // A programming error is an unknown outcome like any other: what has left has left.
    return afterFailedCall(attempt, error);
  }
}

async function afterFailedCall(attempt: AttemptInHand, error: unknown): Promise<Turn | undefined> {
  const { run, report } = attempt;
  const facts = factsOfCall(error);
  if (isRightMissing(error) || run.concernsAllOfOtto(error)) {
    await settle(attempt, 'not-sent', facts, {
      state: 'due',
      reason: report.reason ?? null,
      nextTryAt: run.now(),
      countsAsFailure: false,
    });
    if (!isRightMissing(error)) return atOtto(() => Promise.reject(error));
    run.forbidden.set(report.kind, { code: error.code, params: error.params });
    return undefined;
  }
  const outcome = run.ottoOutcomeOf(error);
  run.logger.warn('transmission-deferred', {
    transmissionId: report.transmissionId,
    salesOrderId: report.salesOrderId,
    call: attempt.turn.call,
    outcome,
    ...facts,
  });
  if (outcome === 'unknown') return leaveOpen(attempt, outcome, facts);
  if (outcome === 'not-sent') return putOff(attempt, error);
  return afterRefusal(attempt, error);
}

/** Nobody knows what came of it: looked up when OTTO has surely finished. */
async function leaveOpen(
  attempt: AttemptInHand,
  outcome: 'unknown' | 'refused',
  facts: ReturnType<typeof factsOfCall>,
): Promise<undefined> {
  const { run } = attempt;
  run.counters.open += 1;
  await settle(attempt, outcome, facts, {
    state: 'in-flight',
    reason: { code: 'outcome-open', params: {} },
    nextTryAt: run.later(run.settleMs),
    countsAsFailure: outcome === 'unknown',
  });
}

/** OTTO certainly did nothing: the same call is made again later. */
async function putOff(attempt: AttemptInHand, error: unknown): Promise<undefined> {
  const { run, report } = attempt;
  const waitMs = waitAfterFailure(report.failures + 1, run.random(), askedWaitMs(error));
  const reason = deferredReason(error);
  const next = againOrGivenUp(run, report, { reason, waitMs, countsAsFailure: true });
  if (next.state === 'attention') run.counters.attention += 1;
  else run.counters.deferred += 1;
  await settle(attempt, 'not-sent', factsOfCall(error), next);
}

/** OTTO turned the call away: what stands there decides what is next. */
async function afterRefusal(attempt: AttemptInHand, error: unknown): Promise<Turn | undefined> {
  const { run, report } = attempt;
  const facts = factsOfCall(error);
  let found: AtOtto;
  try {
    found = await findAtOtto(run, report);
  } catch (fault) {
    await leaveOpen(attempt, 'refused', facts);
    if (run.concernsAllOfOtto(fault)) return atOtto(() => Promise.reject(fault));
    return undefined;
  }
  return decide(attempt, found, refusalIn(error), facts);
}

async function lookUp(attempt: AttemptInHand): Promise<Turn | undefined> {
  const { run, report } = attempt;
  let found: AtOtto;
  try {
    found = await findAtOtto(run, report);
  } catch (fault) {
    const isAll = run.concernsAllOfOtto(fault) || run.signal.aborted;
    await settle(attempt, 'unknown', factsOfCall(fault), {
      state: 'in-flight',
      reason: { code: 'outcome-open', params: {} },
      nextTryAt: run.later(waitAfterFailure(report.failures + 1, run.random(), askedWaitMs(fault))),
      countsAsFailure: !isAll,
    });
    if (isAll) return atOtto(() => Promise.reject(fault));
    return undefined;
  }
  return decide(attempt, found, undefined, {});
}

async function decide(
  { run, report, turn, attemptId }: AttemptInHand,
  found: AtOtto,
  refusal: Refusal | undefined,
  facts: ReturnType<typeof factsOfCall>,
): Promise<Turn | undefined> {
  const decision = decideNext(report, turn.call, found, refusal);
  const end = { attemptId, transmissionId: report.transmissionId, ...facts };
  return commitNext(run, report, { decision, found, isRefused: refusal !== undefined, end });
}

async function settle(
  { run, report, attemptId }: AttemptInHand,
  outcome: AttemptEnd['outcome'],
  facts: ReturnType<typeof factsOfCall>,
  next: AttemptEnd['next'],
): Promise<void> {
  const { transmissionId } = report;
  await run.ledger.settleAttempt({ attemptId, transmissionId, outcome, ...facts, next }, run.now());
}
