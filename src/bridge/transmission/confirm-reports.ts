import { DAY } from '../clock.ts';
import type { Transmission } from '../ledger/transmission-rows.ts';
import type { TransmissionStep } from '../ledger/write-transmission.ts';
import type { ReportRun } from './report-run.ts';
import { SHOWN_AFTER_MS } from './turn.ts';

const AT_A_TIME = 100;

/** What OTTO took and does not show after a day needs somebody. */
const NOT_SHOWN_MS = DAY;

/**
 * A report counts as through when OTTO lists its pieces as sent, or as cancelled: the import reads
 * that. Where it has not, it is asked to look; after a day somebody is told.
 */
export async function confirmReports(run: ReportRun): Promise<void> {
  const { ledger } = run;
  const { accountId } = run.account;
  run.counters.confirmed += await ledger.confirmByPieces(accountId, run.now());
  const acceptedBefore = run.later(-SHOWN_AFTER_MS);
  const late = await ledger.loadUnconfirmed(accountId, acceptedBefore, run.now(), AT_A_TIME);
  if (late.length === 0) return;
  const ids = [...new Set(late.map(({ salesOrderId }) => salesOrderId))];
  await ledger.lookAgainAt(accountId, ids, run.now());
  const changes = late.map((report) => ({
    transmissionId: report.transmissionId,
    from: [report.state],
    nextTryAt: run.later(SHOWN_AFTER_MS),
    ...stepOf(run, report),
  }));
  await ledger.reviseTransmissions(accountId, changes, 'report', run.now());
}

/** What OTTO did not show for a day, whoever reported it. */
function stepOf(
  run: ReportRun,
  { state, acceptedAt, failingSince }: Transmission,
): TransmissionStep {
  // One by hand is looked for from the first time on that OTTO did not show it.
  const since = state === 'by-hand' ? failingSince : acceptedAt;
  if (since === undefined) return { failures: 1 };
  if (since > run.later(-NOT_SHOWN_MS)) return {};
  const code = state === 'by-hand' ? 'by-hand-not-at-otto' : 'accepted-not-shown';
  return { state: 'attention', reason: { code, params: {} }, nextTryAt: null };
}
