import { isPostgres } from './bytewise.ts';
import type { LedgerDatabase } from './database.ts';

/**
 * Two who change the same order in different ways wait here for each other; whoever is second then
 * reads what the first has committed. SQLite has one writer at a time anyway.
 */
export async function holdOrders(
  trx: LedgerDatabase,
  accountId: string,
  salesOrderIds: readonly string[],
): Promise<void> {
  if (!isPostgres(trx)) return;
  await trx
    .selectFrom('sales_orders')
    .select('sales_order_id')
    .where('account_id', '=', accountId)
    .where('sales_order_id', 'in', [...salesOrderIds])
    .orderBy('sales_order_id')
    .forUpdate()
    .execute();
}
