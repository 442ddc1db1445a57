import type { Transmission } from '../ledger/transmission-rows.ts';
import { lookUpDecisions } from './call-decisions.ts';
import { carryOut } from './carry-out.ts';
import type { ReportRun } from './report-run.ts';
import { lookUpReduction } from './send-reduction.ts';

const AT_A_TIME = 50;

/**
 * Marks the calls that nobody settled: the process that made them is gone, or was cut off from its
 * lease. When they left is not certain, so that the wait before they are looked up begins now.
 */
export async function markBrokenOff(run: ReportRun): Promise<void> {
  const { ledger, settleMs } = run;
  for (const { transmissionId } of await ledger.loadInFlight(run.account.accountId)) {
    const { attempts = [] } = (await ledger.loadTransmission(transmissionId)) ?? {};
    const open = attempts.filter(({ endedAt }) => endedAt === undefined);
    for (const { attemptId } of open) {
      await ledger.settleAttempt(
        {
          attemptId,
          transmissionId,
          outcome: 'unknown',
          next: {
            state: 'in-flight',
            reason: { code: 'outcome-open', params: {} },
            nextTryAt: run.later(settleMs),
            countsAsFailure: true,
          },
        },
        run.now(),
      );
    }
  }
}

/**
 * Looks up what became of calls whose outcome is open, as soon as OTTO has surely finished with them.
 * Nothing is sent again before.
 *
 * @throws ImportStopped when OTTO as a whole is out of reach
 */
export async function lookUpOpen(run: ReportRun): Promise<void> {
  const { ledger } = run;
  const seen = new Set<string>();
  for (;;) {
    const limit = AT_A_TIME + seen.size;
    const open = await ledger.loadOpenOutcomes(run.account.accountId, run.now(), limit);
    const fresh = open.filter(({ transmissionId }: Transmission) => !seen.has(transmissionId));
    if (fresh.length === 0) return;
    for (const { transmissionId } of fresh) seen.add(transmissionId);
    // What OTTO shows of decisions is read for many of them at once.
    const decisions = fresh.filter(isDecision);
    for (const report of fresh.filter((one) => !isDecision(one) && !run.forbidden.has(one.kind))) {
      run.signal.throwIfAborted();
      await run.keepLease();
      await lookUp(run, report);
    }
    run.signal.throwIfAborted();
    await run.keepLease();
    await lookUpDecisions(
      run,
      decisions.filter(({ kind }) => !run.forbidden.has(kind)),
    );
  }
}

async function lookUp(run: ReportRun, report: Transmission): Promise<void> {
  if (report.kind === 'price-reduction') return lookUpReduction(run, report);
  const { positionItemIds } = report;
  await carryOut(run, report, { call: 'look-up', positionItemIds });
}

function isDecision({ kind }: Transmission): boolean {
  return kind === 'acceptance' || kind === 'rejection';
}
