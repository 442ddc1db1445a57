import type { ListedReductions } from '../../mapping/reporting/own-reduction.ts';
import { BridgeError } from '../errors.ts';
import type { Transmission } from '../ledger/transmission-rows.ts';
import { atOtto } from '../order-import/run-faults.ts';
import { loadAfterSaleFacts, reductionsBefore } from './after-sale-facts.ts';
import {
  type CallInHand,
  endFailedCall,
  endFailedLookUp,
  endUnexplained,
  settle,
} from './call-end.ts';
import { commitNext } from './commit-next.ts';
import { decideReduction } from './decide-after-sale.ts';
import { readOrderAtOtto } from './find-at-otto.ts';
import { commitDecision } from './judge-reports.ts';
import type { OrderFacts } from './order-facts.ts';
import {
  askedWaitMs,
  type CallFacts,
  deferredReason,
  factsOfCall,
  isRightMissing,
  refusalIn,
} from './read-call-end.ts';
import {
  ownIn,
  type ReductionAtOtto,
  type ReductionDoubt,
  reductionNext,
} from './reduction-next.ts';
import type { ReportRun } from './report-run.ts';
import { againOrGivenUp, waitAfterFailure } from './try-again-at.ts';
import { shownAfterMs } from './turn.ts';

/**
 * Reduces the price of a piece, once. What OTTO lists is read right before: by it an own entry is told
 * from an older one after doubt, and no more is given back than is left. It is committed together with
 * the call that is about to leave.
 *
 * @throws ImportStopped when OTTO as a whole is out of reach; the report stands as it should
 */
export async function sendReduction(
  run: ReportRun,
  report: Transmission,
  order: OrderFacts,
): Promise<void> {
  // Known since the wish, as far as OTTO could be asked then.
  const hasBaseline = reductionsBefore(report) !== undefined;
  const isFirst = report.sentAt === undefined || !hasBaseline;
  let listed: ListedReductions | undefined;
  try {
    listed = await run.otto.listPriceReductions(pieceOf(report), run.signal, {
      mayBeUnknown: isFirst,
    });
  } catch (fault) {
    return putOffUnsent(run, report, fault);
  }
  if (hasBaseline && ownIn(report, listed)) {
    // An earlier call had its effect after all, or one that this ledger was put back from before:
    // looked up, it is settled by what stands there.
    return lookUpReduction(run, report, 'due');
  }
  const facts = await loadAfterSaleFacts(run, [report.salesOrderId], report.positionItemIds);
  const decided = decideReduction(run, report, order, facts, listed);
  const isCommitted = await commitDecision(run, report, decided);
  if (!isCommitted || decided.is !== 'due') return;
  const baseline = isFirst ? JSON.stringify(listed?.reductions ?? []) : report.baseline;
  const call = 'reduce-price';
  const attemptId = await run.ledger.startAttempt(
    report.transmissionId,
    call,
    { from: ['due'], nextTryAt: run.later(run.settleMs), baseline },
    run.now(),
  );
  if (attemptId === undefined) return;
  const sent = { ...report, baseline };
  await reduce({ run, report: sent, call, attemptId });
}

async function reduce(call: CallInHand): Promise<void> {
  const { run, report } = call;
  const { salesOrderId, amountCents = 0 } = report;
  try {
    await run.otto.createPriceReduction({
      salesOrderId,
      positionItemId: pieceOf(report),
      amountCents,
    });
  } catch (error) {
    // What was reduced of the piece could be read a moment ago, by the same right.
    if ((await endFailedCall([call], error, { hasRight: true })) === 'settled') return;
    let found: ReductionAtOtto;
    try {
      found = await findReduction(run, report, { mayBeUnknown: true });
    } catch (fault) {
      return endUnexplained([call], error, fault);
    }
    return settleByFound(call, found, { refusal: refusalIn(error) }, factsOfCall(error));
  }
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

/**
 * Looks up what became of a price reduction.
 *
 * @throws ImportStopped when OTTO as a whole is out of reach
 */
export async function lookUpReduction(
  run: ReportRun,
  report: Transmission,
  from: 'in-flight' | 'due' = 'in-flight',
): Promise<void> {
  const call = 'look-up';
  const attemptId = await run.ledger.startAttempt(
    report.transmissionId,
    call,
    { from: [from], nextTryAt: run.later(run.settleMs) },
    run.now(),
  );
  if (attemptId === undefined) return;
  const inHand: CallInHand = { run, report, call, attemptId };
  let found: ReductionAtOtto;
  try {
    found = await findReduction(run, report, { mayBeUnknown: false });
  } catch (fault) {
    return endFailedLookUp([inHand], fault);
  }
  const lastCall = await loadLastCall(run, report);
  await settleByFound(inHand, found, { lastCall }, {});
}

async function loadLastCall(
  { ledger }: ReportRun,
  report: Transmission,
): Promise<ReductionDoubt['lastCall']> {
  const { attempts = [] } = (await ledger.loadTransmission(report.transmissionId)) ?? {};
  return attempts.findLast(({ call }) => call === 'reduce-price');
}

/** @param asked.mayBeUnknown false: a list that OTTO does not find says nothing */
async function findReduction(
  run: ReportRun,
  report: Transmission,
  asked: { mayBeUnknown: boolean },
): Promise<ReductionAtOtto> {
  const positionItemId = pieceOf(report);
  const order = await readOrderAtOtto(run, report.salesOrderId);
  const piece = order?.positionItems.find((one) => one.positionItemId === positionItemId);
  return {
    fulfillmentStatus: piece?.rawFulfillmentStatus,
    payableCents: piece?.payableCents,
    listed: await run.otto.listPriceReductions(positionItemId, run.signal, asked),
  };
}

async function settleByFound(
  { run, report, attemptId }: CallInHand,
  found: ReductionAtOtto,
  doubt: ReductionDoubt,
  facts: CallFacts,
): Promise<void> {
  const { transmissionId } = report;
  await commitNext(run, report, {
    decision: reductionNext(report, found, doubt, run.now()),
    found: { shipment: undefined },
    isRefused: doubt.refusal !== undefined,
    end: { attemptId, transmissionId, ...facts },
  });
}

/** What OTTO lists could not be read, so nothing was sent: it is tried again later. */
async function putOffUnsent(run: ReportRun, report: Transmission, fault: unknown): Promise<void> {
  if (isRightMissing(fault)) {
    run.forbidden.set(report.kind, { code: fault.code, params: fault.params });
    return;
  }
  if (!(fault instanceof BridgeError) || run.concernsAllOfOtto(fault) || run.signal.aborted) {
    await atOtto(() => Promise.reject(fault));
  }
  const { transmissionId, failures } = report;
  const waitMs = waitAfterFailure(failures + 1, run.random(), askedWaitMs(fault));
  const reason = deferredReason(fault);
  const { countsAsFailure: _counted, ...next } = againOrGivenUp(run, report, {
    reason,
    waitMs,
    countsAsFailure: true,
  });
  run.counters.deferred += 1;
  const revision = { transmissionId, from: ['due'] as const, ...next, failures: failures + 1 };
  await run.ledger.reviseTransmissions(run.account.accountId, [revision], 'report', run.now());
}

function pieceOf({ positionItemIds }: Transmission): string {
  return positionItemIds[0] ?? '';
}
