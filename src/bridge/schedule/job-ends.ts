import type { ImportOutcome } from '../create-bridge.ts';
import type { NoticesResult } from '../notices/send-notices.ts';
import type { RunFault } from '../order-import/run-faults.ts';
import type { ReconcileResult } from '../reconcile/run-reconcile.ts';
import type { WebhookCheck } from '../shop-watch/check-webhooks.ts';
import type { WatchResult } from '../shop-watch/watch-shop.ts';
import type { StockResult } from '../stock/stock-run.ts';
import type { EraseOutcome } from '../wiring/data-life.ts';
import type { ReceiptsOutcome } from '../wiring/receipts.ts';
import type { ReturnsOutcome } from '../wiring/returns.ts';
import type { ReportsOutcome } from '../wiring/transmission.ts';
import type { JobEnd } from './job-recorder.ts';

const NOTHING: JobEnd = { outcome: 'nothing', counters: {} };
const ELSEWHERE: JobEnd = { outcome: 'elsewhere', counters: {} };

/** @param worked counters that stand for something done; others were only looked at */
function ended(
  fault: RunFault | undefined,
  counters: Record<string, number>,
  worked: readonly string[],
): JobEnd {
  const hasWorked = worked.some((name) => (counters[name] ?? 0) > 0);
  if (fault) return { outcome: 'failed', counters, fault };
  return { outcome: hasWorked ? 'done' : 'nothing', counters };
}

export function endOfImport(outcome: ImportOutcome): JobEnd {
  if (!outcome.ran) return ELSEWHERE;
  const { counters, fault, importRunId } = outcome;
  return { ...ended(fault, counters, ['created', 'updated', 'held', 'failed']), importRunId };
}

export function endOfWatch(result: WatchResult): JobEnd {
  if (!result.ran) return ELSEWHERE;
  const { fault, seen, changed, left } = result;
  return ended(fault, { seen, changed, left }, ['changed']);
}

export function endOfCheck(result: WebhookCheck): JobEnd {
  if (!result.ran) return ELSEWHERE;
  const { fault, made, removed } = result;
  return ended(fault, { made, removed }, ['made', 'removed']);
}

export function endOfNotices(result: NoticesResult): JobEnd {
  if (!result.ran) return result.why === 'notices-off' ? NOTHING : ELSEWHERE;
  const { sent, failed } = result;
  return ended(undefined, { sent, failed }, ['sent', 'failed']);
}

export function endOfErase(result: EraseOutcome): JobEnd {
  if (!result.ran) return result.why === 'data-erase-off' ? NOTHING : ELSEWHERE;
  const { fault, due, erased, refused } = result;
  return ended(fault, { due, erased, refused }, ['erased', 'refused']);
}

export function endOfStock(result: StockResult): JobEnd {
  if (!result.ran) return result.why === 'stock-off' ? NOTHING : ELSEWHERE;
  const { refused: notTaken, ...counters } = result.counters;
  return ended(result.fault, { ...counters, notTaken }, ['pushed', 'notTaken']);
}

export function endOfReturns(outcome: ReturnsOutcome): JobEnd {
  return together(
    outcome.map(({ result }) => {
      if (!result.ran) return ELSEWHERE;
      const { ran: _ran, fault, ...counters } = result;
      return ended(fault, counters, ['changed', 'moved', 'unreadable']);
    }),
  );
}

export function endOfReceipts(outcome: ReceiptsOutcome): JobEnd {
  return together(
    outcome.map(({ result }) => {
      if (!result.ran) return ELSEWHERE;
      const { ran: _ran, fault, ...counters } = result;
      return ended(fault, counters, ['added', 'unreadable', 'differ']);
    }),
  );
}

/** Of several accounts: what they did together; a failure of one is the fault of the run. */
export function endOfReports(outcome: ReportsOutcome): JobEnd {
  return together(
    outcome.map(({ result }) => {
      if (!result.ran) return ELSEWHERE;
      const { looked: _looked, ...counters } = result.counters;
      return ended(result.fault, { ...result.counters }, Object.keys(counters));
    }),
  );
}

export function endOfReconcile(results: readonly ReconcileResult[]): JobEnd {
  return together(
    results.map((result) => {
      if (!result.ran) return ELSEWHERE;
      const { comparison, fault } = result;
      const compared = comparison?.counts.atOtto ?? 0;
      const differences = comparison?.differences.length ?? 0;
      return ended(fault, { compared, differences }, ['compared', 'differences']);
    }),
  );
}

function together(ends: readonly JobEnd[]): JobEnd {
  const counters: Record<string, number> = {};
  for (const [name, count] of ends.flatMap((end) => Object.entries(end.counters))) {
    counters[name] = (counters[name] ?? 0) + count;
  }
  const has = (outcome: JobEnd['outcome']) => ends.some((end) => end.outcome === outcome);
  const outcome = (['failed', 'done', 'nothing', 'elsewhere'] as const).find(has) ?? 'nothing';
  return { outcome, counters, fault: ends.find(({ fault }) => fault)?.fault };
}
