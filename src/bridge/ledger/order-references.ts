import { inChunks } from './chunks.ts';
import type { LedgerDatabase } from './database.ts';
import type { SalesOrderRow } from './sales-orders.ts';

/** What a database takes for an id of the shop; a longer number names no order. */
const WOO_ORDER_ID = /^[1-9]\d{0,8}$/;

/**
 * The orders that somebody may mean by these texts: OTTO's number or id, the shop's number or id. Of
 * several ways in which one text fits, the surest alone counts: what it is at OTTO, then the number the
 * shop shows, then the shop's id.
 *
 * @param accountIds whose orders are meant
 * @returns by text, as it was given; absent = nothing fits
 */
export async function findOrdersByReferences(
  db: LedgerDatabase,
  references: readonly string[],
  accountIds: readonly string[],
): Promise<Map<string, SalesOrderRow[]>> {
  const found = new Map<string, SalesOrderRow[]>();
  for (const some of inChunks([...new Set(references)])) {
    const rows = await rowsOf(db, some, accountIds);
    const ways = [
      Map.groupBy(rows, (row) => row.order_number),
      Map.groupBy(rows, (row) => row.sales_order_id),
      Map.groupBy(rows, (row) => row.woo_order_number ?? ''),
      Map.groupBy(rows, (row) => String(row.woo_order_id ?? '')),
    ];
    for (const reference of some) {
      if (reference === '') continue;
      const way = ways.find((byName) => byName.has(reference));
      if (way) found.set(reference, way.get(reference) ?? []);
    }
  }
  return found;
}

async function rowsOf(
  db: LedgerDatabase,
  references: readonly string[],
  accountIds: readonly string[],
): Promise<SalesOrderRow[]> {
  if (accountIds.length === 0) return [];
  const ids = references.filter((reference) => WOO_ORDER_ID.test(reference)).map(Number);
  const texts = [...references];
  // One statement for each way, by its own index; by account SQLite would read all there is.
  const orders = () => db.selectFrom('sales_orders').selectAll();
  const queries = [
    orders().where('order_number', 'in', texts),
    orders()
      .where('account_id', 'in', [...accountIds])
      .where('sales_order_id', 'in', texts),
    orders().where('woo_order_number', 'in', texts),
    ...(ids.length === 0 ? [] : [orders().where('woo_order_id', 'in', ids)]),
  ];
  const rows = new Map<string, SalesOrderRow>();
  for (const query of queries) {
    for (const row of await query.execute()) {
      rows.set(`${row.account_id} ${row.sales_order_id}`, row);
    }
  }
  return [...rows.values()].filter((row) => accountIds.includes(row.account_id));
}
