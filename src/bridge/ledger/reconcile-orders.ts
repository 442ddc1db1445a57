import type { Selectable } from 'kysely';
import type { LedgerDatabase } from './database.ts';
import { addEvents } from './events.ts';
import { sortIntoTabs } from './order-tabs.ts';
import { newRow, type SalesOrderRow, type SeenSalesOrder } from './sales-orders.ts';
import type { LedgerTables } from './tables.ts';

/** A row with its pieces and what is open about a person's decision in the shop. */
export type KnownOrder = {
  row: SalesOrderRow;
  pieces: Selectable<LedgerTables['position_items']>[];
  contradictions: string[];
};

/** One of these orders, or all that were placed from `from` on, up to but without `until`. */
export type WhichOrders = { salesOrderIds: readonly string[] } | { from: string; until: string };

/** What the ledger knows of some orders, for a comparison with the other sides. */
export async function loadKnownOrders(
  db: LedgerDatabase,
  accountId: string,
  which: WhichOrders,
): Promise<KnownOrder[]> {
  const [rows, items, open] = await db.transaction().execute(async (trx) => {
    const among = ordersAmong(trx, accountId, which);
    return [
      await trx
        .selectFrom('sales_orders')
        .selectAll()
        .where('account_id', '=', accountId)
        .where('sales_order_id', 'in', among)
        .execute(),
      await trx
        .selectFrom('position_items')
        .selectAll()
        .where('account_id', '=', accountId)
        .where('sales_order_id', 'in', among)
        .execute(),
      await trx
        .selectFrom('incident_orders')
        .innerJoin('incidents', 'incidents.cause', 'incident_orders.cause')
        .select(['incident_orders.sales_order_id', 'incidents.code'])
        .where('incident_orders.account_id', '=', accountId)
        .where('incident_orders.sales_order_id', 'in', among)
        .where('incident_orders.source', '=', 'shop')
        .where('incident_orders.acknowledged_at', 'is', null)
        .where('incidents.state', '=', 'open')
        .orderBy('incidents.incident_id')
        .execute(),
    ] as const;
  });
  const pieces = Map.groupBy(items, (item) => item.sales_order_id);
  const codes = Map.groupBy(open, (incident) => incident.sales_order_id);
  return rows.map((row) => ({
    row,
    pieces: pieces.get(row.sales_order_id) ?? [],
    contradictions: (codes.get(row.sales_order_id) ?? []).map(({ code }) => code),
  }));
}

function ordersAmong(db: LedgerDatabase, accountId: string, which: WhichOrders) {
  const ids = db
    .selectFrom('sales_orders as among')
    .select('among.sales_order_id')
    .where('among.account_id', '=', accountId);
  return 'from' in which
    ? ids.where('among.ordered_at', '>=', which.from).where('among.ordered_at', '<', which.until)
    : ids.where('among.sales_order_id', 'in', [...which.salesOrderIds]);
}

/** When the oldest order was placed that still has a way to go; undefined = none has. */
export async function oldestOpenOrder(
  db: LedgerDatabase,
  accountId: string,
): Promise<string | undefined> {
  const { oldest } = await db
    .selectFrom('sales_orders')
    .select((eb) => eb.fn.min('ordered_at').as('oldest'))
    .where('account_id', '=', accountId)
    .where('import_state', '!=', 'skipped')
    .where((eb) =>
      eb.or([
        eb('import_state', '!=', 'imported'),
        eb('phase', 'in', ['announced', 'processable', 'unknown']),
      ]),
    )
    .executeTakeFirstOrThrow();
  return oldest ?? undefined;
}

/** When the last import of the account began that went through to its end. */
export async function lastWholeImport(
  db: LedgerDatabase,
  accountId: string,
): Promise<string | undefined> {
  const { last } = await db
    .selectFrom('import_runs')
    .select((eb) => eb.fn.max('started_at').as('last'))
    .where('account_id', '=', accountId)
    .where('state', '=', 'finished')
    .where('is_rehearsal', '=', 0)
    .executeTakeFirstOrThrow();
  return last ?? undefined;
}

/**
 * Makes the ledger know an order of ours that stands in the shop, and the sales order itself where it
 * was lost; the next import goes on with it from what the shop shows. One that is being written just
 * now is left alone.
 *
 * @returns whether it is known now
 */
export async function adoptShopOrder(
  db: LedgerDatabase,
  accountId: string,
  seen: SeenSalesOrder,
  shopOrder: { wooOrderId: number; status: string },
  now: string,
): Promise<boolean> {
  const { salesOrderId } = seen;
  const { wooOrderId } = shopOrder;
  return db.transaction().execute(async (trx) => {
    await trx
      .insertInto('sales_orders')
      .values(newRow(accountId, seen, now))
      .onConflict((oc) => oc.columns(['account_id', 'sales_order_id']).doNothing())
      .execute();
    const { numUpdatedRows } = await trx
      .updateTable('sales_orders')
      .set({
        import_state: 'imported',
        reason: null,
        reason_params: null,
        content_hash: null,
        next_look_at: now,
        failures: 0,
        woo_order_id: wooOrderId,
        woo_order_number: String(wooOrderId),
        woo_status: shopOrder.status,
        woo_facts: null,
        report_flag_due: 1, // it may have missed what its reports came to
      })
      .where('account_id', '=', accountId)
      .where('sales_order_id', '=', salesOrderId)
      .where('claim_id', 'is', null)
      .executeTakeFirst();
    if (numUpdatedRows === 0n) return false;
    await sortIntoTabs(trx, accountId, [salesOrderId]);
    const events = [{ kind: 'shop-order-adopted', params: { wooOrderId } }];
    await addEvents(trx, accountId, [{ salesOrderId, events }], 'reconcile', now);
    return true;
  });
}

/**
 * Lets some orders be planned anew in the next import, from what both sides show then. With
 * `mendsTotal` it also puts right a sum that the shop made wrong.
 */
export async function planAnew(
  db: LedgerDatabase,
  accountId: string,
  salesOrderId: string,
  options: { mendsTotal: boolean },
  now: string,
): Promise<void> {
  await db
    .updateTable('sales_orders')
    .set({ next_look_at: now, ...(options.mendsTotal ? { content_hash: null } : {}) })
    .where('account_id', '=', accountId)
    .where('sales_order_id', '=', salesOrderId)
    .where('claim_id', 'is', null)
    .execute();
}
