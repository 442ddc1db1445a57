import { PayloadError, WooApiError } from '../errors.ts';
import type { ImportRun } from './import-run.ts';
import { isOrderOf, withRefunds } from './look-in-shop.ts';
import type { OwnOrder } from './ports.ts';
import { differencesAtRest } from './settle.ts';
import type { WorkItem } from './work-item.ts';

/** A fault that may lie in this one order; a shop that is out of order shows it in the next call. */
export function isOfOneOrder(error: unknown): boolean {
  if (error instanceof WooApiError) return ![401, 403, 429].includes(error.statusCode);
  return error instanceof PayloadError && !error.retryable;
}

/**
 * Reads the shop side of these orders: by the id the ledger knows, or, for orders it does not know,
 * by our marks. An id that leads to another order (a shop restored from a backup) is not followed.
 */
export async function findInShop(run: ImportRun, items: WorkItem[]): Promise<void> {
  const { accountId } = run.account;
  // A ledger put back from a copy may miss an order that was made long before those it knows.
  const [orderedSince] = items
    .flatMap((item) => (item.row?.woo_order_id ? [] : item.salesOrder.orderedAt))
    .sort();
  const own =
    orderedSince === undefined ? new Map<string, OwnOrder>() : await run.ownOrders(orderedSince);
  const idOf = (item: WorkItem) =>
    item.row?.woo_order_id ?? own.get(item.salesOrder.salesOrderId)?.wooOrderId;
  const ids = items.flatMap((item) => idOf(item) ?? []);
  const orders = ids.length === 0 ? new Map<number, never>() : await run.shop.getOrders(ids);
  for (const item of items) {
    const order = orders.get(idOf(item) ?? 0);
    if (order instanceof Error) {
      item.shopFault = 'shop-order-unreadable';
      continue;
    }
    if (!order || !isOrderOf(order, accountId, item.salesOrder.salesOrderId)) {
      if (item.row?.import_state === 'imported') item.shopFault = 'shop-order-gone';
      continue;
    }
    try {
      item.found = await withRefunds(run.shop, order);
    } catch (error) {
      if (!isOfOneOrder(error)) throw error;
      item.shopFault = 'shop-order-unreadable';
      continue;
    }
    if (!item.row?.woo_order_id) {
      item.done = 'updated';
      item.events.push({ kind: 'shop-order-adopted', params: { wooOrderId: order.wooOrderId } });
    }
    if (item.row?.content_hash == null) {
      item.wrongTotal = differencesAtRest(item, order).find(
        (difference) => difference.code === 'total',
      );
    }
  }
}
