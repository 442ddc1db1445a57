import type { Transmission } from '../ledger/transmission-rows.ts';
import { carryOut } from './carry-out.ts';
import { loadJudgedTogether } from './judge.ts';
import { commitDecision, decideReport } from './judge-reports.ts';
import { loadOrderFacts, type OrderFacts } from './order-facts.ts';
import type { ReportRun } from './report-run.ts';
import { sendReduction } from './send-reduction.ts';

/**
 * Sends one report that is due and leaves in a call of its own. Everything it depends on is read right before: what OTTO says of its
 * pieces, whether packers are to stop, the owner's rules; what is not complete any more waits again.
 *
 * @throws ImportStopped when OTTO as a whole is out of reach
 */
export async function sendReport(run: ReportRun, transmissionId: string): Promise<void> {
  const { ledger } = run;
  const loaded = await ledger.loadTransmission(transmissionId);
  if (loaded?.transmission.state !== 'due' || run.forbidden.has(loaded.transmission.kind)) return;
  const { salesOrderId } = loaded.transmission;
  const facts = (await loadOrderFacts(run, [salesOrderId])).get(salesOrderId);
  if (!facts || isToBeHeardFirst(run, loaded.transmission, facts)) return;
  const together = await loadJudgedTogether(
    run,
    facts.pieces.map(({ sku }) => sku),
  );
  const decided = await decideReport(run, loaded.transmission, facts, together);
  const isCommitted = await commitDecision(run, loaded.transmission, decided);
  if (!isCommitted || decided.is !== 'due') return;
  const report = (await ledger.loadTransmission(transmissionId))?.transmission;
  if (report?.state !== 'due') return;
  const { positionItemIds } = report;
  if (report.kind === 'price-reduction') return sendReduction(run, report, facts);
  if (report.kind === 'cancellation') {
    await carryOut(run, report, { call: 'cancel-piece', positionItemIds });
    return;
  }
  const call = decided.joinsTracking ? 'add-pieces' : 'create-shipment';
  await carryOut(run, report, { call, positionItemIds });
}

/** Reasons of a report that seemed to be on its way for a while. */
const WAS_OPEN: readonly string[] = ['outcome-open', 'otto-unavailable'];

/** The shop could not change it while its outcome was open: what the shop says by now comes first. */
function isToBeHeardFirst(
  run: ReportRun,
  { source, reason }: Transmission,
  { row }: OrderFacts,
): boolean {
  const isLookDue = row.report_look_at !== null && row.report_look_at <= run.now();
  return source === 'shop' && WAS_OPEN.includes(reason?.code ?? '') && isLookDue;
}
