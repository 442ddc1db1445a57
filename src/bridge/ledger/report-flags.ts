import { sql } from 'kysely';
import type { LedgerDatabase } from './database.ts';
import type { ReportFlag } from './tables.ts';

/** What a shop order is to say about its reports and does not say yet. */
export type DueFlag = {
  salesOrderId: string;
  wooOrderId: number;
  /** null = nothing any more */
  flag: ReportFlag | null;
};

/** Flags that are to be written into shop orders. Those the import has in hand wait. */
export async function loadDueFlags(
  db: LedgerDatabase,
  accountId: string,
  limit: number,
): Promise<DueFlag[]> {
  const rows = await db
    .selectFrom('sales_orders')
    .select(['sales_order_id', 'woo_order_id', 'report_flag'])
    .where('account_id', '=', accountId)
    .where('report_flag_due', '=', sql.lit(1)) // as the index says it
    .where('import_state', '=', 'imported')
    .where('woo_order_id', 'is not', null)
    .where('claim_id', 'is', null)
    .orderBy('sales_order_id')
    .limit(limit)
    .execute();
  return rows.flatMap((row) =>
    row.woo_order_id === null
      ? []
      : [
          {
            salesOrderId: row.sales_order_id,
            wooOrderId: row.woo_order_id,
            flag: row.report_flag,
          },
        ],
  );
}

/** The shop order says so now; where another flag was called for meanwhile, that is still due. */
export async function settleFlag(
  db: LedgerDatabase,
  accountId: string,
  salesOrderId: string,
  written: ReportFlag | null,
): Promise<void> {
  await db
    .updateTable('sales_orders')
    .set({ report_flag_due: 0 })
    .where('account_id', '=', accountId)
    .where('sales_order_id', '=', salesOrderId)
    .where('report_flag', 'is not distinct from', written)
    .execute();
}

/**
 * Compares what a shop order says with what it is to say: after the ledger was lost, or put back from a
 * copy, it may carry a flag that nobody here remembers.
 *
 * @param inShop as it was just read; "" = it says nothing
 */
export async function compareFlag(
  db: LedgerDatabase,
  accountId: string,
  salesOrderId: string,
  inShop: string,
): Promise<void> {
  await db
    .updateTable('sales_orders')
    .set({ report_flag_due: 1 })
    .where('account_id', '=', accountId)
    .where('sales_order_id', '=', salesOrderId)
    .where((eb) => eb(eb.fn.coalesce('report_flag', eb.val('')), '!=', inShop))
    .execute();
}
