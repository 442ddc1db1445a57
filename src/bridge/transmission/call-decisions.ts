import type { AcceptanceReason, RejectionReason } from '../../mapping/returns/return-words.ts';
import type { Transmission } from '../ledger/transmission-rows.ts';
import type { DecisionAnswer } from '../otto/decide-returns.ts';
import {
  type CallInHand,
  endFailedCall,
  endFailedLookUp,
  endUnexplained,
  leaveOpen,
  settle,
} from './call-end.ts';
import { commitNext } from './commit-next.ts';
import type { Refusal } from './decide-next.ts';
import { decisionNext } from './decision-next.ts';
import { findDecisions } from './find-decisions.ts';
import { mayReadReturns } from './may-read-returns.ts';
import { type CallFacts, factsOfCall, isForbiddenCall, refusalIn } from './read-call-end.ts';
import type { ReportRun } from './report-run.ts';
import { shownAfterMs } from './turn.ts';

export type DecisionKind = 'acceptance' | 'rejection';

const CALL_OF = { acceptance: 'accept-return', rejection: 'reject-return' } as const;

/** What one call for several decisions came to. */
export type GroupEnd =
  /** each of them is settled, or open and looked up later */
  | 'settled'
  /** OTTO turned all of them away together: they are due, to be sent in smaller groups */
  | 'refused-together'
  /** OTTO takes no such calls now: what has not left stays due */
  | 'stop';

/**
 * Sends some decisions of one kind in one call. All are committed as in flight before it leaves; OTTO
 * may take some and refuse others.
 *
 * @throws ImportStopped when OTTO as a whole is out of reach; the reports stand as they should
 */
export async function callDecisions(
  run: ReportRun,
  kind: DecisionKind,
  reports: readonly Transmission[],
): Promise<GroupEnd> {
  const call = CALL_OF[kind];
  const attempts = await run.ledger.startAttempts(
    reports.map(({ transmissionId }) => transmissionId),
    call,
    { from: ['due'], nextTryAt: run.later(run.settleMs) },
    run.now(),
  );
  const calls = reports.flatMap((report): CallInHand[] => {
    const attemptId = attempts.get(report.transmissionId);
    return attemptId === undefined ? [] : [{ run, report, call, attemptId }];
  });
  if (calls.length === 0) return 'settled';
  let answer: DecisionAnswer;
  try {
    answer = await makeCall(run, kind, calls);
  } catch (error) {
    // A programming error is an unknown outcome like any other: what has left has left.
    const hasRight = isForbiddenCall(error) && (await mayReadReturns(run));
    if ((await endFailedCall(calls, error, { hasRight })) === 'settled') return 'stop';
    if (calls.length > 1) {
      await putBack(calls, factsOfCall(error));
      return 'refused-together';
    }
    await lookAfterRefusal(calls, { of: () => refusalIn(error), facts: () => factsOfCall(error) });
    return 'settled';
  }
  await settleAnswer(run, calls, answer);
  return 'settled';
}

/** It is never broken off: what has left is worth waiting for its answer. */
function makeCall(
  { otto }: ReportRun,
  kind: DecisionKind,
  calls: readonly CallInHand[],
): Promise<DecisionAnswer> {
  const decisionOf = <Reason extends AcceptanceReason | RejectionReason>(report: Transmission) => {
    const { salesOrderId, positionItemIds, condition, decisionReason } = report;
    const [positionItemId] = positionItemIds;
    if (!positionItemId || !condition || !decisionReason) {
      throw new TypeError('A due decision is complete');
    }
    // Committed with its kind, whose reasons they are.
    return { salesOrderId, positionItemId, condition, reason: decisionReason as Reason };
  };
  const reports = calls.map(({ report }) => report);
  return kind === 'acceptance'
    ? otto.acceptReturns(reports.map((report) => decisionOf<AcceptanceReason>(report)))
    : otto.rejectReturns(reports.map((report) => decisionOf<RejectionReason>(report)));
}

/** OTTO did nothing of it: the same decisions leave again in smaller groups. */
async function putBack(calls: readonly CallInHand[], facts: CallFacts): Promise<void> {
  for (const call of calls) {
    const { run, report } = call;
    await settle(call, 'refused', facts, {
      state: 'due',
      reason: report.reason ?? null,
      nextTryAt: run.now(),
      countsAsFailure: false,
    });
  }
}

async function settleAnswer(
  run: ReportRun,
  calls: readonly CallInHand[],
  answer: DecisionAnswer,
): Promise<void> {
  const done = new Set(answer.done);
  const refusals = new Map(answer.refused.map((one) => [one.positionItemId, one]));
  const refused: CallInHand[] = [];
  for (const call of calls) {
    const piece = pieceOf(call);
    // A refusal that names no piece means the only one there is.
    const isOnly = calls.length === 1 && answer.refused.length > 0;
    if (done.has(piece)) await take(call);
    else if (refusals.has(piece) || isOnly) refused.push(call);
    else await leaveOpen(call, 'unknown', {});
  }
  const taken = calls.filter((call) => done.has(pieceOf(call)));
  const ids = [...new Set(taken.map(({ report }) => report.salesOrderId))];
  // The import reads what OTTO shows of them now, and books what went back.
  if (ids.length > 0) await run.ledger.lookAgainAt(run.account.accountId, ids, run.now());
  const refusalOf = (call: CallInHand) => refusals.get(pieceOf(call)) ?? answer.refused[0];
  await lookAfterRefusal(refused, {
    of: (call) => ({
      statusCode: 207,
      titles: [refusalOf(call)?.title ?? ''].filter(Boolean),
      jsonPaths: [],
    }),
    facts: (call) => {
      const { title, logref } = refusalOf(call) ?? {};
      return {
        statusCode: 207,
        ...(title === undefined ? {} : { titles: [title] }),
        ...(logref === undefined ? {} : { logref }),
      };
    },
  });
}

async function take(call: CallInHand): Promise<void> {
  const { run, report } = call;
  run.counters.accepted += 1;
  run.taken.add(report.kind);
  await settle(
    call,
    'done',
    {},
    {
      state: 'accepted',
      reason: null,
      nextTryAt: run.later(shownAfterMs(report.kind)),
      countsAsFailure: false,
    },
  );
}

type RefusalOfEach = {
  of: (call: CallInHand) => Refusal;
  facts: (call: CallInHand) => CallFacts;
};

/** What OTTO shows of pieces whose decision it turned away decides what is next. */
async function lookAfterRefusal(
  calls: readonly CallInHand[],
  refusal: RefusalOfEach,
): Promise<void> {
  if (calls.length === 0) return;
  await settleByFound(calls, refusal, (some, fault) => endUnexplained(some, undefined, fault));
}

/**
 * Settles calls by what OTTO shows of their pieces.
 *
 * @param refusal undefined = their outcome was open
 * @param fail settles those whose piece could not be read
 */
async function settleByFound(
  calls: readonly CallInHand[],
  refusal: RefusalOfEach | undefined,
  fail: (calls: readonly CallInHand[], fault: unknown) => Promise<void>,
): Promise<void> {
  const [first] = calls;
  if (!first) return;
  const { run } = first;
  let found: Awaited<ReturnType<typeof findDecisions>>;
  try {
    found = await findDecisions(
      run,
      calls.map(({ report }) => report),
    );
  } catch (fault) {
    return fail(calls, fault);
  }
  for (const call of calls) {
    const { report, attemptId } = call;
    const { transmissionId } = report;
    const atOtto = found.get(transmissionId);
    if (!atOtto || atOtto instanceof Error) {
      await fail([call], atOtto);
      continue;
    }
    const decision = decisionNext(report, atOtto, refusal?.of(call));
    await commitNext(run, report, {
      decision,
      found: { shipment: undefined },
      isRefused: refusal !== undefined,
      end: { attemptId, transmissionId, ...refusal?.facts(call) },
    });
  }
}

/**
 * Looks up what became of decisions whose outcome is open.
 *
 * @throws ImportStopped when OTTO as a whole is out of reach
 */
export async function lookUpDecisions(
  run: ReportRun,
  reports: readonly Transmission[],
): Promise<void> {
  const call = 'look-up';
  const attempts = await run.ledger.startAttempts(
    reports.map(({ transmissionId }) => transmissionId),
    call,
    { from: ['in-flight'], nextTryAt: run.later(run.settleMs) },
    run.now(),
  );
  const calls = reports.flatMap((report): CallInHand[] => {
    const attemptId = attempts.get(report.transmissionId);
    return attemptId === undefined ? [] : [{ run, report, call, attemptId }];
  });
  await settleByFound(calls, undefined, endFailedLookUp);
}

function pieceOf({ report }: CallInHand): string {
  return report.positionItemIds[0] ?? '';
}
