import { judgeReports } from './judge-reports.ts';
import type { ReportRun } from './report-run.ts';

const AT_A_TIME = 50;

/** Judges what waits and may have become complete; each is put off or changed, so that it ends. */
export async function judgeWaiting(run: ReportRun): Promise<void> {
  const { ledger } = run;
  const seen = new Set<string>();
  for (;;) {
    run.signal.throwIfAborted();
    await run.keepLease();
    const limit = AT_A_TIME + seen.size;
    const waiting = await ledger.loadWaiting(run.account.accountId, run.now(), limit);
    const fresh = waiting.filter(({ transmissionId }) => !seen.has(transmissionId));
    if (fresh.length === 0) return;
    for (const { transmissionId } of fresh) seen.add(transmissionId);
    await judgeReports(run, fresh);
  }
}
