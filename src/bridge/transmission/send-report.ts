import { carryOut } from './carry-out.ts';
import { loadJudgedTogether } from './judge.ts';
import { commitDecision, decideReport } from './judge-reports.ts';
import { loadOrderFacts } from './order-facts.ts';
import type { ReportRun } from './report-run.ts';

/**
 * Sends one report that is due. Everything it depends on is read right before: what OTTO says of its
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
  if (!facts) return;
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
  if (report.kind === 'cancellation') {
    await carryOut(run, report, { call: 'cancel-piece', positionItemIds });
    return;
  }
  const call = decided.joinsTracking ? 'add-pieces' : 'create-shipment';
  await carryOut(run, report, { call, positionItemIds });
}
