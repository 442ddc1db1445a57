import { type RawBuilder, type SqlBool, sql } from 'kysely';

/**
 * Some orders of an account, each found by its key. Given as a list of ids beside the account, SQLite, which knows no
 * figures of its tables, would rather read an index with all orders of the account where that holds whatever is asked for.
 *
 * For queries on `sales_orders` alone.
 */
export function theseOrders(
  accountId: string,
  salesOrderIds: Iterable<string>,
): RawBuilder<SqlBool> {
  const keys = [...salesOrderIds].map((salesOrderId) => sql`(${accountId}, ${salesOrderId})`);
  if (keys.length === 0) return sql`false`;
  return sql`(account_id, sales_order_id) in (values ${sql.join(keys)})`;
}
