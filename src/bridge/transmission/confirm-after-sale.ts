import { parseFulfillmentStatus } from '../../mapping/otto/fulfillment-status.ts';
import { moneyKey } from '../../mapping/receipts/money-back.ts';
import type { ListedReduction } from '../../mapping/reporting/own-reduction.ts';
import { DAY, HOUR } from '../clock.ts';
import { BridgeError } from '../errors.ts';
import type { TransmissionRevision } from '../ledger/revise-transmissions.ts';
import type { Transmission } from '../ledger/transmission-rows.ts';
import { atOtto } from '../order-import/run-faults.ts';
import { findDecisions } from './find-decisions.ts';
import { isRightMissing } from './read-call-end.ts';
import { ownIn, refused } from './reduction-next.ts';
import type { ReportRun } from './report-run.ts';
import { SHOWN_AFTER_MS, shownAfterMs } from './turn.ts';

const AT_A_TIME = 100;

/**
 * What was taken, or done by hand, and is not listed after a day needs somebody. What is carried out and
 * has no receipt's number by then is left to the receipts.
 */
const NOT_SHOWN_MS = DAY;

/** OTTO may take its time with a price reduction: it is asked ever more seldom, at least so often. */
const MOST_SELDOM_MS = 6 * HOUR;

/**
 * Asks OTTO for what no reading of its lists confirms in time: rejections that the list of returns did
 * not show yet, and price reductions, which stand in a list of their own for each piece.
 *
 * @throws ImportStopped when OTTO as a whole is out of reach
 */
export async function confirmAfterSale(run: ReportRun): Promise<void> {
  await guarded(run, 'rejection', () => askForRejections(run));
  await guarded(run, 'price-reduction', () => askForReductions(run));
}

/** A missing right keeps its own kind alone. */
async function guarded(
  run: ReportRun,
  kind: 'rejection' | 'price-reduction',
  work: () => Promise<void>,
): Promise<void> {
  if (run.forbidden.has(kind)) return;
  try {
    await work();
  } catch (fault) {
    if (isRightMissing(fault)) {
      run.forbidden.set(kind, { code: fault.code, params: fault.params });
      return;
    }
    await atOtto(() => Promise.reject(fault));
  }
}

async function askForRejections(run: ReportRun): Promise<void> {
  const { ledger, account } = run;
  const takenBefore = run.later(-SHOWN_AFTER_MS);
  const late = await ledger.loadUnconfirmed(account.accountId, takenBefore, run.now(), AT_A_TIME);
  const rejections = late.filter(({ kind }) => kind === 'rejection');
  if (rejections.length === 0) return;
  const found = await findDecisions(run, rejections);
  await revise(
    run,
    rejections.flatMap((report) => {
      const atOtto = found.get(report.transmissionId);
      if (!atOtto || atOtto instanceof Error) return [];
      const isAccepted =
        parseFulfillmentStatus(atOtto.fulfillmentStatus ?? '') === 'RETURNED' ||
        atOtto.returned?.status === 'ACCEPTED';
      if (isAccepted) return [needsSomebody(report, 'return-accepted-at-otto')];
      return atOtto.returned?.status === 'REJECTED' ? [confirmed(report)] : [];
    }),
  );
}

async function askForReductions(run: ReportRun): Promise<void> {
  const { ledger, account } = run;
  const due = await ledger.loadReductionsToAsk(account.accountId, run.now(), AT_A_TIME);
  for (const report of due) {
    run.signal.throwIfAborted();
    await run.keepLease();
    await askForReduction(run, report);
  }
}

async function askForReduction(run: ReportRun, report: Transmission): Promise<void> {
  const { amountCents = 0, positionItemIds } = report;
  let own: ListedReduction | undefined;
  try {
    own = ownIn(report, await run.otto.listPriceReductions(positionItemIds[0] ?? '', run.signal));
  } catch (fault) {
    if (!(fault instanceof BridgeError) || run.concernsAllOfOtto(fault)) throw fault;
    return revise(run, [later(run, report)]);
  }
  if (own?.status === 'REJECTED') {
    const { reason } = refused(amountCents);
    return revise(run, [{ ...from(report), state: 'attention', reason, nextTryAt: null }]);
  }
  if (own?.status === 'PROCESSED' && (own.receiptNumber !== undefined || isLongAgo(run, report))) {
    // First what the shop has to follow: killed in between, it is noted once more, which adds nothing.
    await noteMoney(run, report, own);
    run.counters.confirmed += 1;
    return revise(run, [confirmed(report)]);
  }
  const isLate = own === undefined && isLongAgo(run, report);
  if (!isLate) return revise(run, [later(run, report)]);
  const code = report.state === 'by-hand' ? 'by-hand-not-at-otto' : 'accepted-not-shown';
  await revise(run, [needsSomebody(report, code)]);
}

/**
 * The receipt tells of the same money, under the same key. Without its number, one sum could not be told
 * from the other: then the receipt alone tells of it.
 */
async function noteMoney(
  run: ReportRun,
  { salesOrderId, positionItemIds }: Transmission,
  { receiptNumber, cents, createdAt }: ListedReduction,
): Promise<void> {
  const [positionItemId = ''] = positionItemIds;
  if (receiptNumber === undefined) return;
  await run.ledger.addMoneyBack(
    run.account.accountId,
    [
      {
        moneyKey: moneyKey(receiptNumber, positionItemId),
        kind: 'reduction',
        positionItemId,
        cents,
        salesOrderId,
        receiptNumber,
        at: createdAt ?? run.now(),
      },
    ],
    run.now(),
  );
}

function isLongAgo(run: ReportRun, report: Transmission): boolean {
  return sinceMs(run, report) > NOT_SHOWN_MS;
}

function from({ transmissionId, state }: Transmission) {
  return { transmissionId, from: [state] };
}

function confirmed(report: Transmission): TransmissionRevision {
  return { ...from(report), state: 'confirmed', reason: null, nextTryAt: null };
}

function needsSomebody(report: Transmission, code: string): TransmissionRevision {
  return { ...from(report), state: 'attention', reason: { code, params: {} }, nextTryAt: null };
}

/** As long again as it has taken so far. */
function later(run: ReportRun, report: Transmission): TransmissionRevision {
  const least = shownAfterMs(report.kind);
  const waitMs = Math.min(Math.max(sinceMs(run, report), least), MOST_SELDOM_MS);
  // One by hand is looked for from the first time on that OTTO did not list it.
  const failures = report.state === 'by-hand' ? 1 : report.failures;
  return { ...from(report), nextTryAt: run.later(waitMs), failures };
}

function sinceMs(run: ReportRun, { state, acceptedAt, failingSince }: Transmission): number {
  const since = state === 'by-hand' ? failingSince : acceptedAt;
  return since === undefined ? 0 : run.clock.now().getTime() - Date.parse(since);
}

async function revise(run: ReportRun, revisions: TransmissionRevision[]): Promise<void> {
  if (revisions.length === 0) return;
  await run.ledger.reviseTransmissions(run.account.accountId, revisions, 'report', run.now());
}
