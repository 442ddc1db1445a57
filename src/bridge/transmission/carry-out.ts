import type { Transmission } from '../ledger/transmission-rows.ts';
import {
  type CallInHand,
  endFailedCall,
  endFailedLookUp,
  endUnexplained,
  settle,
} from './call-end.ts';
import { commitNext } from './commit-next.ts';
import { decideNext, type Refusal } from './decide-next.ts';
import { type AtOtto, findAtOtto } from './find-at-otto.ts';
import { factsOfCall, refusalIn } from './read-call-end.ts';
import { makeCall, type WritingCall } from './report-call.ts';
import type { ReportRun } from './report-run.ts';
import { SHOWN_AFTER_MS, type Turn } from './turn.ts';

/** What follows from a call is one more call at most, and the one after that. */
const MOST_TURNS = 4;

/**
 * Carries out what is to be done for a report of a shipment or a cancellation: one call, and what
 * OTTO's answer asks for after it. Each call is committed before it leaves and settled when its answer
 * is there; killed in between, the outcome is looked up by a later run.
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
    const inHand: CallInHand = { run, report, call: turn.call, attemptId };
    turn =
      turn.call === 'look-up'
        ? await lookUp(inHand)
        : await call(inHand, turn.call, turn.positionItemIds);
  }
}

/** @returns the call that is to follow at once */
async function call(
  inHand: CallInHand,
  name: WritingCall,
  positionItemIds: readonly string[],
): Promise<Turn | undefined> {
  const { run, report } = inHand;
  try {
    const { ottoShipmentId } = await makeCall(run, report, name, positionItemIds);
    run.counters.accepted += 1;
    run.taken.add(report.kind);
    await settle(
      inHand,
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
    const end = await endFailedCall([inHand], error);
    return end === 'refused' ? afterRefusal(inHand, error) : undefined;
  }
}

/** OTTO turned the call away: what stands there decides what is next. */
async function afterRefusal(inHand: CallInHand, error: unknown): Promise<Turn | undefined> {
  let found: AtOtto;
  try {
    found = await findAtOtto(inHand.run, inHand.report);
  } catch (fault) {
    await endUnexplained([inHand], error, fault);
    return undefined;
  }
  return decide(inHand, found, refusalIn(error), factsOfCall(error));
}

async function lookUp(inHand: CallInHand): Promise<Turn | undefined> {
  let found: AtOtto;
  try {
    found = await findAtOtto(inHand.run, inHand.report);
  } catch (fault) {
    await endFailedLookUp([inHand], fault);
    return undefined;
  }
  return decide(inHand, found, undefined, {});
}

async function decide(
  { run, report, call: name, attemptId }: CallInHand,
  found: AtOtto,
  refusal: Refusal | undefined,
  facts: ReturnType<typeof factsOfCall>,
): Promise<Turn | undefined> {
  const decision = decideNext(report, name, found, refusal);
  const end = { attemptId, transmissionId: report.transmissionId, ...facts };
  return commitNext(run, report, { decision, found, isRefused: refusal !== undefined, end });
}
