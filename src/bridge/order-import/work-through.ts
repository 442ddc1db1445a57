import type { ParsedSalesOrder, UnreadableSalesOrder } from '../../mapping/otto/sales-order.ts';
import type { SalesOrderRow } from '../ledger/sales-orders.ts';
import type { Transmission } from '../ledger/transmission-rows.ts';
import { loadAfterSale } from './after-sale.ts';
import { bringInLine } from './bring-in-line.ts';
import { deliverNotes } from './deliver-notes.ts';
import type { ImportRun } from './import-run.ts';
import { newsFromOtto } from './news-from-otto.ts';
import { settleTimeMs } from './recover-claims.ts';
import { nextLookAfter } from './retry-later.ts';
import { atShop } from './run-faults.ts';
import { isUnchanged, maybeStillMade, newWorkItem, seenFrom, type WorkItem } from './work-item.ts';

/**
 * Works through some sales orders as OTTO sent them: what is unreadable becomes an incident, what is
 * unchanged costs nothing, the rest is committed as seen and then brought in line with the shop.
 */
export async function workThrough(
  run: ImportRun,
  parsed: readonly ParsedSalesOrder[],
): Promise<void> {
  run.counters.seen += parsed.length;
  for (const order of parsed) {
    if (!order.readable) await noteUnreadable(run, order.unreadable);
  }
  const { accountId } = run.account;
  const readable = new Map(
    parsed.flatMap((order) => (order.readable ? [[order.salesOrder.salesOrderId, order]] : [])),
  );
  const rows = await run.ledger.loadSalesOrders(accountId, [...readable.keys()]);
  const items = [...readable.values()].map(({ salesOrder, issues }) =>
    newWorkItem(salesOrder, issues, rows.get(salesOrder.salesOrderId)),
  );
  const changed = items.filter(
    (item) => (!isUnchanged(item) || mayEnterNow(run, item)) && !maybeStillMade(item, run.now()),
  );
  for (const item of items) if (!changed.includes(item)) run.count('unchanged');
  if (changed.length === 0) return;
  await loadAfterSale(run, changed);
  const isUrgent = await recordChanged(run, changed);
  if (isUrgent) {
    await atShop(() => deliverNotes(run));
    await readClaimsAnew(run, changed);
  }
  const free = await withoutOpenWrites(run, changed);
  await atShop(() => bringInLine(run, free));
}

/** @returns whether something is to stand in the shop before anything else is done there */
async function recordChanged(run: ImportRun, items: WorkItem[]): Promise<boolean> {
  const { accountId, rules } = run.account;
  const known = items.flatMap(({ row }) => (row ? [row.sales_order_id] : []));
  const pieces = await run.ledger.loadPositionItemsOf(accountId, known);
  const reports = await run.ledger.loadTransmissionsOf(accountId, known);
  const seen = items.map(({ salesOrder, row }) => {
    const before = row && {
      row,
      pieces: pieces.get(row.sales_order_id) ?? [],
      takenOutInShop: takenOutInShop(reports.get(row.sales_order_id) ?? []),
    };
    const news = newsFromOtto(accountId, salesOrder, before, rules);
    return { ...seenFrom(salesOrder), news };
  });
  await run.ledger.recordSeen(accountId, seen, run.now());
  return seen.some(({ news }) => news.notes.length > 0);
}

function takenOutInShop(reports: readonly Transmission[]): Set<string> {
  const ofShop = reports.filter(
    ({ kind, source, state }) =>
      kind === 'cancellation' && source === 'shop' && state !== 'withdrawn',
  );
  return new Set(ofShop.flatMap(({ positionItemIds }) => positionItemIds));
}

/** A note without an answer has claimed its order since the rows were read. */
async function readClaimsAnew(run: ImportRun, items: WorkItem[]): Promise<void> {
  const known = items.flatMap(({ row }) => (row ? [row.sales_order_id] : []));
  const rows = await run.ledger.loadSalesOrders(run.account.accountId, known);
  for (const item of items) {
    const now = rows.get(item.salesOrder.salesOrderId);
    if (!item.row || !now) continue;
    item.row = { ...item.row, claim_id: now.claim_id, claimed_at: now.claimed_at };
  }
}

/** A back-fill reaches further back than the account's start: what it kept out may come in. */
function mayEnterNow(run: ImportRun, item: WorkItem): boolean {
  const { startAt } = run.account;
  return (
    item.row?.reason === 'ordered-before-start' &&
    (startAt === undefined || item.salesOrder.orderedAt >= startAt)
  );
}

/** Leaves out orders with a write whose outcome is open; they are looked at when it has settled. */
async function withoutOpenWrites(run: ImportRun, items: WorkItem[]): Promise<WorkItem[]> {
  const open = items.filter((item) => item.row?.claim_id != null);
  if (open.length === 0) return items;
  const settleMs = settleTimeMs((await atShop(() => run.profile())).maxExecutionSeconds);
  const now = run.clock.now().getTime();
  const waiting = open.filter(
    (item) =>
      item.row?.import_state === 'claimed' ||
      now - Date.parse(item.row?.claimed_at ?? '') < settleMs,
  );
  for (const item of waiting) {
    run.count('failed');
    if (item.row?.import_state !== 'imported') continue;
    const settledAt = Date.parse(item.row.claimed_at ?? run.now()) + settleMs;
    await run.ledger.lookAgainAt(
      run.account.accountId,
      [item.salesOrder.salesOrderId],
      new Date(settledAt).toISOString(),
    );
  }
  return items.filter((item) => !waiting.includes(item));
}

/** An order nobody can read: told to the owner with its ids, and read again later by its id. */
async function noteUnreadable(run: ImportRun, unreadable: UnreadableSalesOrder): Promise<void> {
  const { accountId } = run.account;
  const { salesOrderId, orderNumber } = unreadable;
  const now = run.now();
  const params = {
    orderNumber: orderNumber ?? '?',
    salesOrderId: salesOrderId ?? '?',
    problems: unreadable.problems.slice(0, 5).join('; '),
  };
  run.count('failed');
  run.logger.error('sales-order-unreadable', { importRunId: run.importRunId, ...params });
  if (salesOrderId === undefined) {
    await run.ledger.openIncident(
      { code: 'sales-order-unreadable', about: namelessIn(accountId), accountId, params },
      now,
    );
    await run.ledger.addRunLine({
      importRunId: run.importRunId,
      at: now,
      salesOrderId,
      orderNumber,
      outcome: 'failed',
      params: { reason: 'sales-order-unreadable', ...params },
    });
    return;
  }
  const row = (await run.ledger.loadSalesOrders(accountId, [salesOrderId])).get(salesOrderId);
  if (!row) {
    await run.ledger.recordSeen(
      accountId,
      [unreadableAsSeen(salesOrderId, orderNumber ?? salesOrderId, now)],
      now,
    );
  }
  // An open claim is not ours to end here; the incident alone says what is wrong.
  if (row?.import_state === 'claimed') return;
  await settleUnreadable(run, salesOrderId, row, params);
}

/** True for an order that came without its id: only another listing can bring it again. */
export function isNameless(order: ParsedSalesOrder): boolean {
  return !order.readable && order.unreadable.salesOrderId === undefined;
}

/** The listing holds no order without id (any more). */
export async function resolveNameless(run: ImportRun): Promise<void> {
  const about = namelessIn(run.account.accountId);
  await run.ledger.resolveIncidents(['sales-order-unreadable'], about, run.now());
}

function namelessIn(accountId: string): string {
  return `${accountId}:no-id`;
}

async function settleUnreadable(
  run: ImportRun,
  salesOrderId: string,
  row: SalesOrderRow | undefined,
  params: Record<string, string>,
): Promise<void> {
  const { accountId } = run.account;
  const failures = (row?.failures ?? 0) + 1;
  const reason = { code: 'sales-order-unreadable', params };
  await run.ledger.settleOrders(
    accountId,
    run.importRunId,
    [
      {
        salesOrderId,
        orderNumber: row?.order_number ?? params.orderNumber ?? salesOrderId,
        importState: row?.import_state === 'imported' ? 'imported' : 'held',
        reason,
        contentHash: undefined,
        nextLookAt: nextLookAfter(failures, run.clock.now()),
        failures,
        shopOrder: undefined,
        payment: undefined,
        ownerYielded: row?.owner_yields === 1,
        events:
          row?.reason === reason.code
            ? []
            : [{ kind: 'sales-order-held', params: { reason: reason.code, ...params } }],
        causes: [{ code: reason.code, about: salesOrderId, accountId, params }],
        line: { outcome: 'failed', params: { reason: reason.code, ...params } },
      },
    ],
    run.now(),
  );
}

function unreadableAsSeen(salesOrderId: string, orderNumber: string, now: string) {
  return {
    salesOrderId,
    orderNumber,
    orderedAt: now,
    changedAt: now,
    phase: 'unknown',
    grossCents: 0,
    paymentMethod: undefined,
    expectedDeliveryAt: undefined,
    positionItems: [],
  };
}
