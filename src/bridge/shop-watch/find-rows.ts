import type { WooOrder } from '../../mapping/woocommerce/order.ts';
import { META } from '../../mapping/woocommerce/order-meta.ts';
import type { SalesOrderRow } from '../ledger/sales-orders.ts';
import type { WatchLedger } from './ports.ts';

/** Whose order a shop order is, by our marks on it; undefined = none of ours. */
export type OrderMarks = { accountId: string; salesOrderId: string };

export function marksOf(order: WooOrder): OrderMarks | undefined {
  const { [META.account]: accountId, [META.salesOrderId]: salesOrderId } = order.meta;
  return accountId && salesOrderId ? { accountId, salesOrderId } : undefined;
}

export function isMarkedAs(order: WooOrder, row: SalesOrderRow): boolean {
  const marks = marksOf(order);
  return marks?.accountId === row.account_id && marks.salesOrderId === row.sales_order_id;
}

/** The rows of the sales orders that some shop orders say they were made for. */
export async function findMarkedRows(
  ledger: Pick<WatchLedger, 'loadSalesOrders'>,
  orders: readonly WooOrder[],
): Promise<(order: WooOrder) => SalesOrderRow | undefined> {
  const idsByAccount = new Map<string, Set<string>>();
  for (const marks of orders.map(marksOf)) {
    if (!marks) continue;
    const ids = idsByAccount.get(marks.accountId) ?? new Set();
    idsByAccount.set(marks.accountId, ids.add(marks.salesOrderId));
  }
  const rows = new Map<string, ReadonlyMap<string, SalesOrderRow>>();
  for (const [accountId, ids] of idsByAccount) {
    rows.set(accountId, await ledger.loadSalesOrders(accountId, [...ids]));
  }
  return (order) => {
    const marks = marksOf(order);
    return marks && rows.get(marks.accountId)?.get(marks.salesOrderId);
  };
}
