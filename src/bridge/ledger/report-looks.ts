import { askedFor } from './asked-look.ts';
import { inChunks } from './chunks.ts';
import type { LedgerDatabase } from './database.ts';
import type { SalesOrderRow } from './sales-orders.ts';
import { theseOrders } from './these-orders.ts';

/** Asks for a look at some shop orders, at once. */
export async function askForReportLooks(
  db: LedgerDatabase,
  accountId: string,
  salesOrderIds: readonly string[],
): Promise<void> {
  for (const some of inChunks(salesOrderIds)) {
    await db
      .updateTable('sales_orders')
      .set(askedFor)
      .where(theseOrders(accountId, some))
      .execute();
  }
}

/** Orders in the shop that are to be looked at by now: those that were asked for, then the longest waiting. */
export async function loadReportLooks(
  db: LedgerDatabase,
  accountId: string,
  now: string,
  limit: number,
): Promise<SalesOrderRow[]> {
  return db
    .selectFrom('sales_orders')
    .selectAll()
    .where('account_id', '=', accountId)
    .where('report_look_at', '<=', now)
    .where('import_state', '=', 'imported')
    .where('woo_order_id', 'is not', null)
    .orderBy('report_look_at')
    .orderBy('sales_order_id')
    .limit(limit)
    .execute();
}

/**
 * The look is done, and all it came to is committed.
 *
 * @param basedOn the row as it was before the shop order was read
 * @param next when to look again even if nothing changes; null = when something does
 * @returns false when it was asked for again meanwhile: it is still to be done then
 */
export async function settleReportLook(
  db: LedgerDatabase,
  accountId: string,
  salesOrderId: string,
  basedOn: Pick<SalesOrderRow, 'report_looks_asked'>,
  next: string | null,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('sales_orders')
    .set({ report_look_at: next })
    .where('account_id', '=', accountId)
    .where('sales_order_id', '=', salesOrderId)
    .where('report_looks_asked', '=', basedOn.report_looks_asked)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/**
 * Asks for a look at every order that the shop says is shipped while OTTO still waits for pieces of it
 * that are in no report: whatever should have asked for it before.
 *
 * @param shippedStatuses slugs
 * @returns how many orders will be looked at
 */
export async function sweepReportLooks(
  db: LedgerDatabase,
  accountId: string,
  shippedStatuses: readonly string[],
  now: string,
): Promise<number> {
  if (shippedStatuses.length === 0) return 0;
  return db.transaction().execute(async (trx) => {
    const orders = await trx
      .selectFrom('sales_orders')
      .select('sales_order_id')
      .where('account_id', '=', accountId)
      .where('deliver_by', 'is not', null)
      .where('woo_status', 'in', [...shippedStatuses])
      .where((eb) => eb.or([eb('report_look_at', 'is', null), eb('report_look_at', '>', now)]))
      .execute();
    const ids = orders.map((row) => row.sales_order_id);
    await askForReportLooks(trx, accountId, ids);
    return ids.length;
  });
}
