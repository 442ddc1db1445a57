import type { MappingIssue } from '../../mapping/mapping-issue.ts';
import { groupPieces } from '../../mapping/order-lines.ts';
import { livePieces } from '../../mapping/order-phase.ts';
import type { ParsedSalesOrder } from '../../mapping/otto/sales-order.ts';
import { planEntry, planShopChanges } from '../../mapping/plan-shop-changes.ts';
import type { ShopStep } from '../../mapping/shop-plan.ts';
import type { ImportCounters } from '../ledger/import-runs.ts';
import { beginRun } from './begin-run.ts';
import type { ImportOptions, ImportRun } from './import-run.ts';
import { isOrderOf, withRefunds } from './look-in-shop.ts';
import type { ImportAccount, ImportParts, OwnOrder } from './ports.ts';
import { atOtto, atShop, ImportStopped, type RunFault } from './run-faults.ts';

/** What a run would do with one sales order. Holds addresses: for the owner's eyes, never stored. */
export type Rehearsed =
  | {
      readable: true;
      orderNumber: string;
      orderedAt: string;
      /** what was sold, e.g. "2 × Kochbuch" */
      items: string[];
      step: ShopStep;
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
  const run = beginRun(parts, account, counters, options);
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
  let fault: RunFault | undefined;
  try {
    fault = await rehearsePages(run, since, options.show);
  } catch (error) {
    fault = { code: 'unexpected', params: {} };
    throw error;
  } finally {
    await parts.ledger.finishImportRun(importRunId, {
      finishedAt: run.now(),
      counters,
      error: fault,
    });
  }
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

async function rehearsePage(
  run: ImportRun,
  parsed: readonly ParsedSalesOrder[],
): Promise<Rehearsed[]> {
  const { accountId, rules, startAt } = run.account;
  const readable = parsed.flatMap((order) => (order.readable ? [order.salesOrder] : []));
  const rows = await run.ledger.loadSalesOrders(
    accountId,
    readable.map(({ salesOrderId }) => salesOrderId),
  );
  const own = readable.length > 0 ? await run.ownOrders() : new Map<string, OwnOrder>();
  const idOf = (salesOrderId: string): number | undefined =>
    rows.get(salesOrderId)?.woo_order_id ?? own.get(salesOrderId)?.wooOrderId;
  const ids = readable.flatMap(({ salesOrderId }) => idOf(salesOrderId) ?? []);
  const orders = ids.length > 0 ? await run.shop.getOrders(ids) : new Map<number, never>();
  const rehearsed: Rehearsed[] = [];
  for (const order of parsed) {
    if (!order.readable) {
      const { orderNumber, problems } = order.unreadable;
      rehearsed.push({ readable: false, orderNumber, problems });
      continue;
    }
    const { salesOrder } = order;
    const { orderNumber, orderedAt, salesOrderId } = salesOrder;
    const wooOrder = orders.get(idOf(salesOrderId) ?? 0);
    const found =
      wooOrder && !(wooOrder instanceof Error) && isOrderOf(wooOrder, accountId, salesOrderId)
        ? await withRefunds(run.shop, wooOrder)
        : undefined;
    const keptOut = found ? undefined : planEntry({ salesOrder, rules, startAt });
    const plan =
      keptOut ??
      planShopChanges({
        salesOrder,
        accountId,
        rules,
        startAt,
        shop: {
          profile: await run.profile(),
          products: await run.products(salesOrder.positionItems.map((piece) => piece.sku)),
        },
        found,
      });
    const issues = [...order.issues, ...plan.issues];
    const items = groupPieces(livePieces(salesOrder.positionItems)).map(
      ({ pieces }) => `${pieces.length} × ${pieces[0].productTitle || pieces[0].sku}`,
    );
    rehearsed.push({ readable: true, orderNumber, orderedAt, items, step: plan.step, issues });
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
} as const satisfies Record<ShopStep['action'], Exclude<keyof ImportCounters, 'seen'>>;

async function recordLine(run: ImportRun, rehearsed: Rehearsed): Promise<void> {
  run.count(rehearsed.readable ? COUNTED_AS[rehearsed.step.action] : 'failed');
  await run.ledger.addRunLine({
    importRunId: run.importRunId,
    at: run.now(),
    salesOrderId: undefined,
    orderNumber: rehearsed.orderNumber,
    outcome: rehearsed.readable ? `would-${rehearsed.step.action}` : 'failed',
    params: rehearsed.readable ? {} : { reason: 'sales-order-unreadable' },
  });
}
