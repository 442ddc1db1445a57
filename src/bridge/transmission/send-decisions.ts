import { SECOND } from '../clock.ts';
import type { Transmission } from '../ledger/transmission-rows.ts';
import { callDecisions, type DecisionKind } from './call-decisions.ts';
import { loadJudgedTogether } from './judge.ts';
import { commitDecision, decideReport } from './judge-reports.ts';
import { loadOrderFacts } from './order-facts.ts';
import type { ReportRun } from './report-run.ts';
import { waitAfterFailure } from './try-again-at.ts';

/** A group that OTTO refuses as a whole is halved; so many calls are made of one at most. */
const MOST_CALLS = 40;

/**
 * Sends decisions of one kind that are due, up to 200, in one call; where OTTO turns all of them away
 * for the sake of one, in halves, until that one stands alone. Each is judged right before.
 *
 * @throws ImportStopped when OTTO as a whole is out of reach; what was not sent stays due
 */
export async function sendDecisions(
  run: ReportRun,
  kind: DecisionKind,
  transmissionIds: readonly string[],
): Promise<void> {
  const due = await judgeDue(run, kind, transmissionIds);
  const groups = due.length === 0 ? [] : [due];
  for (let calls = 0; groups.length > 0 && calls < MOST_CALLS; calls += 1) {
    if (calls > 0) {
      await run.pace.take(run.signal);
      await run.keepLease();
    }
    const group = groups.pop() ?? [];
    const end = await callDecisions(run, kind, group);
    if (end === 'stop') return;
    if (end === 'refused-together') {
      const half = Math.ceil(group.length / 2);
      groups.push(group.slice(half), group.slice(0, half));
    }
  }
  await putOff(run, groups.flat());
}

/** Those that are still to be sent, as everything stands now. */
async function judgeDue(
  run: ReportRun,
  kind: DecisionKind,
  transmissionIds: readonly string[],
): Promise<Transmission[]> {
  const loaded: Transmission[] = [];
  for (const id of transmissionIds) {
    const report = (await run.ledger.loadTransmission(id))?.transmission;
    if (report?.state === 'due' && report.kind === kind && !run.forbidden.has(kind)) {
      loaded.push(report);
    }
  }
  const orders = await loadOrderFacts(
    run,
    loaded.map(({ salesOrderId }) => salesOrderId),
  );
  const together = await loadJudgedTogether(run, []);
  const due: Transmission[] = [];
  for (const report of loaded) {
    const facts = orders.get(report.salesOrderId);
    if (!facts) continue;
    const decided = await decideReport(run, report, facts, together);
    const isCommitted = await commitDecision(run, report, decided);
    if (isCommitted && decided.is === 'due') due.push(report);
  }
  return due;
}

/** Too many calls were refused: what is left goes on later, and in smaller groups. */
async function putOff(run: ReportRun, reports: readonly Transmission[]): Promise<void> {
  if (reports.length === 0) return;
  run.counters.deferred += reports.length;
  await run.ledger.reviseTransmissions(
    run.account.accountId,
    reports.map(({ transmissionId, failures }) => ({
      transmissionId,
      from: ['due'] as const,
      failures: failures + 1,
      reason: { code: 'otto-busy', params: {} },
      nextTryAt: run.later(waitAfterFailure(failures + 1, run.random(), SECOND)),
    })),
    'report',
    run.now(),
  );
}
