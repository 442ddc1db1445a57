import type { MappingIssue } from '../../mapping/mapping-issue.ts';
import { groupPieces } from '../../mapping/order-lines.ts';
import { livePieces } from '../../mapping/order-phase.ts';
import type { ParsedSalesOrder } from '../../mapping/otto/sales-order.ts';
import type { ShopStep } from '../../mapping/shop-plan.ts';
import type { ImportCounters } from '../ledger/import-runs.ts';
import { loadAfterSale } from './after-sale.ts';
import { beginRun } from './begin-run.ts';
import { findInShop } from './find-in-shop.ts';
import type { ImportOptions, ImportRun } from './import-run.ts';
import { progressKeeper } from './keep-progress.ts';
import { planStep } from './plan-step.ts';
import type { ImportAccount, ImportParts } from './ports.ts';
import { atOtto, atShop, ImportStopped, type RunFault } from './run-faults.ts';
import { newWorkItem } from './work-item.ts';
import { workThenEnd } from './work-then-end.ts';

/** A step as a real run would plan it, or why the order in the shop can't be worked on. */
export type RehearsedStep = ShopStep | { action: 'fault'; code: string };

/** What a run would do with one sales order. Holds addresses: for the owner's eyes, never stored. */
export type Rehearsed =
  | {
      readable: true;
      orderNumber: string;
      orderedAt: string;
      /** what was sold, e.g. "2 × Kochbuch" */
      items: string[];
      step: RehearsedStep;
      issues: MappingIssue[];
    }
  | { readable: false; orderNumber: string | undefined; problems: string[] };

export type RehearsalResult = {
  importRunId: string;
  counters: ImportCounters;
  fault: RunFault | undefined;
};

/**
 * Plays an import run without writing to the shop and without moving anything in the ledger but the
 * history of runs: what each order would become is handed to `show`, one by one.
 *
 * @param since read everything changed since this UTC moment; undefined = since the account's start
 */
export async function rehearseImport(
  parts: ImportParts,
  account: ImportAccount,
  counters: ImportCounters,
  options: Omit<ImportOptions, 'holderKind'> & { show: (rehearsed: Rehearsed) => void },
): Promise<RehearsalResult> {
  // It is not to move anything in the ledger, and what OTTO's returns say stands there.
  const run = beginRun({ ...parts, refreshReturns: undefined }, account, counters, options);
  const { importRunId } = options;
  const since = options.since ?? account.startAt;
  await parts.ledger.startImportRun({
    importRunId,
    accountId: account.accountId,
    cause: options.cause,
    isRehearsal: true,
    sinceAt: since,
    startedAt: run.now(),
  });
  const progress = progressKeeper(parts.ledger, importRunId, counters);
  let fault: RunFault | undefined = { code: 'unexpected', params: {} };
  const rehearse = async (): Promise<void> => {
    fault = await rehearsePages(run, since, options.show);
  };
  const finish = (): Promise<void> =>
    parts.ledger.finishImportRun(importRunId, { finishedAt: run.now(), counters, error: fault });
  await workThenEnd(rehearse, [progress.stop, finish]);
  return { importRunId, counters, fault };
}

async function rehearsePages(
  run: ImportRun,
  since: string | undefined,
  show: (rehearsed: Rehearsed) => void,
): Promise<RunFault | undefined> {
  try {
    const query = since === undefined ? {} : { changedSince: since };
    const pages = run.source.listSalesOrders(query, run.signal)[Symbol.asyncIterator]();
    for (;;) {
      run.signal.throwIfAborted();
      const next = await atOtto(() => pages.next());
      if (next.done) return undefined;
      run.counters.seen += next.value.orders.length;
      for (const rehearsed of await atShop(() => rehearsePage(run, next.value.orders))) {
        show(rehearsed);
        await recordLine(run, rehearsed);
      }
    }
  } catch (error) {
    if (run.signal.aborted) return { code: 'stopped', params: {} };
    if (error instanceof ImportStopped) return error.fault;
    throw error;
  }
}

/** The same look at both sides, and the same plan, as a real run makes. */
async function rehearsePage(
  run: ImportRun,
  parsed: readonly ParsedSalesOrder[],
): Promise<Rehearsed[]> {
  const readable = parsed.flatMap((order) => (order.readable ? [order] : []));
  const rows = await run.ledger.loadSalesOrders(
    run.account.accountId,
    readable.map(({ salesOrder }) => salesOrder.salesOrderId),
  );
  const items = readable.map(({ salesOrder, issues }) =>
    newWorkItem(salesOrder, issues, rows.get(salesOrder.salesOrderId)),
  );
  if (items.length > 0) {
    await loadAfterSale(run, items);
    await findInShop(run, items);
  }
  const rehearsed: Rehearsed[] = parsed.flatMap((order) =>
    order.readable
      ? []
      : [
          {
            readable: false,
            orderNumber: order.unreadable.orderNumber,
            problems: order.unreadable.problems,
          },
        ],
  );
  for (const item of items) {
    const { orderNumber, orderedAt, positionItems } = item.salesOrder;
    const step: RehearsedStep = item.shopFault
      ? { action: 'fault', code: item.shopFault }
      : (await planStep(run, item)).step;
    const goods = groupPieces(livePieces(positionItems)).map(
      ({ pieces }) => `${pieces.length} × ${pieces[0].productTitle || pieces[0].sku}`,
    );
    const { issues } = item;
    rehearsed.push({ readable: true, orderNumber, orderedAt, items: goods, step, issues });
  }
  return rehearsed;
}

const COUNTED_AS = {
  none: 'unchanged',
  skip: 'skipped',
  backlog: 'backlog',
  hold: 'held',
  create: 'created',
  update: 'updated',
  refund: 'updated',
  fault: 'failed',
} as const satisfies Record<RehearsedStep['action'], Exclude<keyof ImportCounters, 'seen'>>;

async function recordLine(run: ImportRun, rehearsed: Rehearsed): Promise<void> {
  run.count(rehearsed.readable ? COUNTED_AS[rehearsed.step.action] : 'failed');
  await run.ledger.addRunLine({
    importRunId: run.importRunId,
    at: run.now(),
    salesOrderId: undefined,
    orderNumber: rehearsed.orderNumber,
    ...outcomeOf(rehearsed),
  });
}

function outcomeOf(rehearsed: Rehearsed): { outcome: string; params: Record<string, string> } {
  if (!rehearsed.readable) {
    return { outcome: 'failed', params: { reason: 'sales-order-unreadable' } };
  }
  const { step } = rehearsed;
  return step.action === 'fault'
    ? { outcome: 'failed', params: { reason: step.code } }
    : { outcome: `would-${step.action}`, params: {} };
}
