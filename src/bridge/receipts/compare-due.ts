import { MINUTE } from '../clock.ts';
import type { ReceiptFacts } from '../ledger/receipt-facts.ts';
import { readCheckDetails } from './check-details.ts';
import { compareOrders } from './compare-orders.ts';
import type { ReceiptsRun } from './ports.ts';
import { dayOf, earliestReceiptDay, receiptDays } from './receipt-days.ts';
import { takeReceipts } from './take-receipts.ts';

export const CHECKS = 'receipt-checks';

const ORDERS_AT_A_TIME = 200;

/** No transaction is under way for longer; what happened so shortly before a look is compared twice. */
const YOUNG_MS = 2 * MINUTE;

/** Orders older than what was read are read one by one; the rest of them in the next look. */
const MOST_READ_WHOLE = 100;

/**
 * Compares the orders to which something happened since the last look, and those that are to be looked
 * at again by now.
 *
 * @param readFrom first day of which all receipts were read
 */
export async function compareDue(run: ReceiptsRun, readFrom: string): Promise<void> {
  const last = await markChanged(run, readFrom);
  await compareAll(run, readFrom);
  await run.ledger.saveReadCursor(run.accountId, CHECKS, { cursorAt: last, readAt: run.now() });
}

async function compareAll(run: ReceiptsRun, readFrom: string): Promise<void> {
  const { accountId, ledger } = run;
  const now = run.now();
  let left = MOST_READ_WHOLE;
  for (;;) {
    run.signal.throwIfAborted();
    await run.keepLease();
    const due = await ledger.loadDueChecks(accountId, { now, limit: ORDERS_AT_A_TIME });
    const checks = new Map(due.map((row) => [row.sales_order_id, row]));
    const all = await ledger.loadReceiptFacts(accountId, [...checks.keys()]);
    const isHalfRead = (order: ReceiptFacts) => {
      const details = checks.get(order.salesOrderId)?.details ?? '{}';
      return isOlder(order, readFrom) && !readCheckDetails(details).isReadWhole;
    };
    const halfRead = all.filter(isHalfRead).slice(0, left);
    for (const order of halfRead) await readWhole(run, order);
    left -= halfRead.length;
    const ids = halfRead.map(({ salesOrderId }) => salesOrderId);
    const anew = await ledger.loadReceiptFacts(accountId, ids);
    for (const [id, row] of await ledger.loadReceiptChecks(accountId, ids)) checks.set(id, row);
    const known = all.filter((order) => !isHalfRead(order));
    const compared = [...known, ...anew];
    await compareOrders(run, compared, checks, new Set(ids));
    if (due.length < ORDERS_AT_A_TIME || compared.length < due.length) return;
  }
}

/** @returns where the next look goes on */
async function markChanged(run: ReceiptsRun, readFrom: string): Promise<string> {
  const { accountId, ledger } = run;
  const { cursorAt, readAt } = await ledger.loadReadCursor(accountId, CHECKS);
  const now = run.now();
  const last = await ledger.markChangedOrders(accountId, {
    since: cursorAt === undefined ? undefined : Number(cursorAt),
    young: new Date(Date.parse(readAt ?? now) - YOUNG_MS).toISOString(),
    orderedFrom: readFrom,
    now,
  });
  await ledger.saveReadCursor(accountId, CHECKS, { cursorAt: String(last), readAt: now });
  return String(last);
}

/** Its receipts may be older than what was read. */
function isOlder({ row }: ReceiptFacts, readFrom: string): boolean {
  return row !== undefined && dayOf(new Date(row.ordered_at)) < readFrom;
}

/** Reads every receipt of one order. */
export async function readWhole(
  run: ReceiptsRun,
  { row, salesOrderId }: ReceiptFacts,
): Promise<void> {
  const now = run.clock.now();
  const earliest = earliestReceiptDay(now);
  const ordered = row ? dayOf(new Date(row.ordered_at)) : earliest;
  const since = ordered < earliest ? earliest : ordered;
  const days = receiptDays({ cursorAt: undefined, since }, now);
  await takeReceipts(run, { ...days, salesOrderId });
}
