import type { LedgerDatabase } from './database.ts';
import { type Cause, setOrderCauses } from './incidents.ts';
import { sortIntoTabs } from './order-tabs.ts';
import { OPEN } from './return-rows.ts';

/** A return about which nothing is decided, beside what the ledger knows of its order and piece. */
export type OpenReturn = {
  positionItemId: string;
  salesOrderId: string;
  status: string;
  /** UTC ISO, by our clock */
  firstSeenAt: string;
  ottoWarehouseId: string | undefined;
  /** as the ledger knows the order; else as OTTO's return names it */
  orderNumber: string | undefined;
  isOrderKnown: boolean;
  /** undefined = the ledger does not know the piece */
  fulfillmentStatus: string | undefined;
  sku: string | undefined;
};

/** Every return of an account about which nothing is decided. */
export async function loadOpenReturns(
  db: LedgerDatabase,
  accountId: string,
): Promise<OpenReturn[]> {
  const rows = await db
    .selectFrom('returns')
    .leftJoin('sales_orders', (join) =>
      join
        .onRef('sales_orders.account_id', '=', 'returns.account_id')
        .onRef('sales_orders.sales_order_id', '=', 'returns.sales_order_id'),
    )
    .leftJoin('position_items', (join) =>
      join
        .onRef('position_items.account_id', '=', 'returns.account_id')
        .onRef('position_items.position_item_id', '=', 'returns.position_item_id'),
    )
    .select([
      'returns.position_item_id',
      'returns.sales_order_id',
      'returns.status',
      'returns.first_seen_at',
      'returns.otto_warehouse_id',
      'returns.order_number as number_at_otto',
      'sales_orders.order_number as known_number',
      'position_items.fulfillment_status',
      'position_items.sku',
    ])
    .where('returns.account_id', '=', accountId)
    .where('returns.status', 'in', OPEN)
    .execute();
  return rows.map((row) => ({
    positionItemId: row.position_item_id,
    salesOrderId: row.sales_order_id,
    status: row.status,
    firstSeenAt: row.first_seen_at,
    ottoWarehouseId: row.otto_warehouse_id ?? undefined,
    orderNumber: row.known_number ?? row.number_at_otto ?? undefined,
    isOrderKnown: row.known_number !== null,
    fulfillmentStatus: row.fulfillment_status ?? undefined,
    sku: row.sku ?? undefined,
  }));
}

/** Makes `orders` everything that returns find wrong with the orders of an account. */
export async function setReturnCauses(
  db: LedgerDatabase,
  accountId: string,
  orders: readonly { salesOrderId: string; causes: readonly Cause[] }[],
  now: string,
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const present = await trx
      .selectFrom('incident_orders')
      .select('sales_order_id')
      .distinct()
      .where('account_id', '=', accountId)
      .where('source', '=', 'returns')
      .execute();
    const wanted = new Map(orders.map((order) => [order.salesOrderId, order]));
    const ids = [
      ...new Set([...wanted.keys(), ...present.map((row) => row.sales_order_id)]),
    ].toSorted();
    if (ids.length === 0) return;
    const all = ids.map((salesOrderId) => wanted.get(salesOrderId) ?? { salesOrderId, causes: [] });
    await setOrderCauses(trx, accountId, all, 'returns', now);
    await sortIntoTabs(trx, accountId, ids);
  });
}
