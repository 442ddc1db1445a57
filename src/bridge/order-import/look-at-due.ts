import type { ParsedSalesOrder } from '../../mapping/otto/sales-order.ts';
import { OttoApiError, PayloadError } from '../errors.ts';
import type { SalesOrderRow } from '../ledger/sales-orders.ts';
import type { ImportRun } from './import-run.ts';
import { nextLookAfter } from './retry-later.ts';
import { atOtto, ImportStopped } from './run-faults.ts';
import { workThrough } from './work-through.ts';

/** Orders read one by one because they wait; more of them follow in the next run. */
const DUE_PER_RUN = 200;
/** So many single orders may fail to come before it counts as OTTO being out of order. */
const DUE_LOST_PER_RUN = 3;
const DUE_AT_A_TIME = 25;

/** Orders that wait for another look and were not in the list: read by their ids. */
export async function lookAtDue(run: ImportRun): Promise<void> {
  const { accountId } = run.account;
  const due = await run.ledger.loadDueOrders(accountId, run.now(), DUE_PER_RUN);
  let lost = 0;
  for (let start = 0; start < due.length; start += DUE_AT_A_TIME) {
    const parsed: ParsedSalesOrder[] = [];
    for (const row of due.slice(start, start + DUE_AT_A_TIME)) {
      run.signal.throwIfAborted();
      try {
        const order = await atOtto(() => run.source.getSalesOrder(row.sales_order_id, run.signal));
        if (order) parsed.push(order);
        else await putOff(run, row);
      } catch (error) {
        // One order that OTTO can't give must not keep the others waiting behind it for ever.
        lost += 1;
        if (!isOneOrderLost(error) || lost > DUE_LOST_PER_RUN) throw error;
        await noteLost(run, row, error);
      }
    }
    await run.keepLease();
    await workThrough(run, parsed);
  }
}

/** OTTO does not know the order (any more): asked again from time to time, never dropped. */
async function putOff(run: ImportRun, row: SalesOrderRow): Promise<void> {
  run.logger.warn('sales-order-not-at-otto', { salesOrderId: row.sales_order_id });
  const later = nextLookAfter(Number.MAX_SAFE_INTEGER, run.clock.now());
  await run.ledger.lookAgainAt(run.account.accountId, [row.sales_order_id], later);
}

/** A fault of OTTO's own in answer to one question; what concerns all of OTTO shows in every other. */
function isOneOrderLost(error: unknown): error is ImportStopped {
  return (
    error instanceof ImportStopped &&
    ['otto-unavailable', 'otto-unreadable'].includes(error.fault.code) &&
    (error.cause instanceof OttoApiError || error.cause instanceof PayloadError)
  );
}

async function noteLost(run: ImportRun, row: SalesOrderRow, error: ImportStopped): Promise<void> {
  const { code, params } = error.fault;
  run.count('failed');
  run.logger.warn('sales-order-not-given', { salesOrderId: row.sales_order_id, ...params, code });
  await run.ledger.addRunLine({
    importRunId: run.importRunId,
    at: run.now(),
    salesOrderId: row.sales_order_id,
    orderNumber: row.order_number,
    outcome: 'failed',
    params: { reason: code, ...params },
  });
  const later = nextLookAfter(Math.max(2, row.failures), run.clock.now());
  await run.ledger.lookAgainAt(run.account.accountId, [row.sales_order_id], later);
}
