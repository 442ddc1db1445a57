import type { AttemptEnd } from '../ledger/transmission-attempts.ts';
import type { Transmission } from '../ledger/transmission-rows.ts';
import type { Decision, Next } from './decide-next.ts';
import type { AtOtto } from './find-at-otto.ts';
import { judgeReports } from './judge-reports.ts';
import type { ReportRun } from './report-run.ts';
import { againOrGivenUp, waitAfterFailure } from './try-again-at.ts';
import { shownAfterMs, type Turn } from './turn.ts';

/**
 * Commits what was decided about a report after OTTO was read.
 *
 * @param read.end the attempt it settles
 * @returns the call that is to follow at once
 */
export async function commitNext(
  run: ReportRun,
  report: Transmission,
  read: {
    decision: Decision;
    found: Pick<AtOtto, 'shipment'>;
    /** OTTO refused a call; else an open outcome was looked up */
    isRefused: boolean;
    end: Omit<AttemptEnd, 'outcome' | 'next'>;
  },
): Promise<Turn | undefined> {
  const { ledger } = run;
  const { accountId } = run.account;
  const { settled, next, isNews } = read.decision;
  const { transmissionId, salesOrderId } = report;
  if (isNews) await ledger.lookAgainAt(accountId, [salesOrderId], run.now());
  for (const { positionItemIds, code } of settled) {
    const state = 'confirmed';
    await ledger.splitTransmission(
      transmissionId,
      { positionItemIds, state, reason: { code, params: {} } },
      run.newId(),
      run.now(),
    );
  }
  const isAbsent = next === undefined || next.is === 'due' || next.is === 'create';
  const outcome = read.isRefused ? 'refused' : isAbsent ? 'absent' : 'done';
  const after = stepOf(run, report, next, read.found);
  // While it was on its way the shop could not take it back: what it says by now is heard first.
  if (next?.is === 'due') await ledger.askForReportLooks(accountId, [salesOrderId]);
  await ledger.settleAttempt({ ...read.end, outcome, next: after }, run.now());
  count(run, next);
  if (next?.is === 'attention') tell(run, report, next.reason.code);
  if (next?.is === 'parcel-goods') await learn(run, report, next.positionItemIds);
  return followingCall(report, next);
}

function stepOf(
  run: ReportRun,
  report: Transmission,
  next: Next | undefined,
  { shipment }: Pick<AtOtto, 'shipment'>,
): AttemptEnd['next'] {
  const countsAsFailure = false;
  switch (next?.is) {
    case 'accepted':
      return {
        state: 'accepted',
        reason: null,
        nextTryAt: run.later(shownAfterMs(report.kind)),
        ottoShipmentId: shipment?.shipmentId,
        countsAsFailure,
      };
    case 'due': {
      // A first lost answer is made good at once; what keeps failing waits like any failure.
      const { failures } = report;
      const waitMs = failures > 1 ? waitAfterFailure(failures - 1, run.random(), undefined) : 0;
      const code = failures > 1 ? 'otto-unavailable' : 'outcome-open';
      const reason = { code, params: {} };
      return againOrGivenUp(run, report, { reason, waitMs, countsAsFailure });
    }
    case 'waiting':
      return {
        state: 'waiting',
        reason: next.reason,
        nextTryAt: next.reason ? null : run.now(),
        countsAsFailure,
      };
    case 'parcel-goods':
      return { state: 'waiting', reason: null, nextTryAt: run.now(), countsAsFailure };
    case 'attention':
      return { state: 'attention', reason: next.reason, nextTryAt: null, countsAsFailure };
    case 'open': {
      const waitMs = waitAfterFailure(report.failures + 1, run.random(), run.settleMs);
      return {
        state: 'in-flight',
        reason: { code: 'outcome-open', params: {} },
        nextTryAt: run.later(waitMs),
        countsAsFailure: true,
      };
    }
    default: // another call follows, or the report is over already
      return { state: 'in-flight', nextTryAt: run.later(run.settleMs), countsAsFailure };
  }
}

function followingCall(report: Transmission, next: Next | undefined): Turn | undefined {
  if (next?.is === 'add') return { call: 'add-pieces', positionItemIds: next.positionItemIds };
  const { positionItemIds } = report;
  return next?.is === 'create' ? { call: 'create-shipment', positionItemIds } : undefined;
}

function count({ counters }: ReportRun, next: Next | undefined): void {
  if (next === undefined || next.is === 'accepted') counters.found += 1;
  else if (next.is === 'open') counters.open += 1;
  else if (next.is === 'attention') counters.attention += 1;
}

function tell(run: ReportRun, report: Transmission, code: string): void {
  const { transmissionId, salesOrderId, orderNumber } = report;
  run.logger.warn('transmission-refused', { transmissionId, salesOrderId, orderNumber, code });
}

/** OTTO takes these goods for parcel goods: from now on they are reported with a return number. */
async function learn(
  run: ReportRun,
  report: Transmission,
  positionItemIds: readonly string[],
): Promise<void> {
  const { ledger } = run;
  const { accountId } = run.account;
  const pieces = await ledger.loadPositionItemsOf(accountId, [report.salesOrderId]);
  const skus = (pieces.get(report.salesOrderId) ?? [])
    .filter((piece) => positionItemIds.includes(piece.position_item_id))
    .map(({ sku }) => sku);
  for (const sku of new Set(skus))
    await ledger.learnDeliveryType(accountId, sku, 'parcel', run.now());
  const now = await ledger.loadTransmission(report.transmissionId);
  if (now?.transmission.state === 'waiting') await judgeReports(run, [now.transmission]);
}
