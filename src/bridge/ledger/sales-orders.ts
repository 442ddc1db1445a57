import type { Selectable } from 'kysely';
import { askedFor } from './asked-look.ts';
import { inChunks } from './chunks.ts';
import type { LedgerDatabase } from './database.ts';
import { addEvents } from './events.ts';
import { addOrderCauses, type Cause } from './incidents.ts';
import { addNotes } from './order-notes.ts';
import { sortIntoTabs } from './order-tabs.ts';
import { noteSkusOrdered } from './skus.ts';
import type { LedgerTables } from './tables.ts';
import { theseOrders } from './these-orders.ts';
import { wakeWaitingOf } from './transmission-queue.ts';

export type SalesOrderRow = Selectable<LedgerTables['sales_orders']>;

/** What the ledger keeps of a sales order as OTTO shows it: ids, states, sums, never a person. */
export type SeenSalesOrder = {
  salesOrderId: string;
  orderNumber: string;
  orderedAt: string;
  changedAt: string;
  phase: string;
  grossCents: number;
  /** sums of OTTO's delivery fees, and of the discounts of pieces not cancelled; absent = not readable */
  feeCents?: number;
  discountCents?: number;
  paymentMethod: string | undefined;
  expectedDeliveryAt: string | undefined;
  positionItems: {
    positionItemId: string;
    fulfillmentStatus: string;
    sku: string;
    /** what the SKU is called, and its number of the trade; absent = OTTO names none */
    title?: string | undefined;
    ean?: string | undefined;
    payableCents: number;
    vatRatePercent: number;
    expectedDeliveryAt: string | undefined;
  }[];
  /** what is new about it since it was seen last; absent = nothing to tell */
  news?: OrderNews;
};

/** What happened at OTTO, for the timeline, and what the owner must hear of at once. */
export type OrderNews = {
  events: { kind: string; params: Record<string, string | number> }[];
  /** stay until the owner has taken care of them */
  urgent: Cause[];
  /** order notes written at once */
  notes: { noteKey: string; text: string }[];
};

/** The rows of some sales orders, by id; unknown ids are absent. One query. */
export async function loadSalesOrders(
  db: LedgerDatabase,
  accountId: string,
  salesOrderIds: readonly string[],
): Promise<Map<string, SalesOrderRow>> {
  if (salesOrderIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('sales_orders')
    .selectAll()
    .where(theseOrders(accountId, salesOrderIds))
    .execute();
  return new Map(rows.map((row) => [row.sales_order_id, row]));
}

/**
 * Notes that OTTO shows these orders new or changed, before anything is done about them: from here
 * on they are found by `next_look_at` even if the process ends now and the cursor moves on.
 */
export async function recordSeen(
  db: LedgerDatabase,
  accountId: string,
  orders: readonly SeenSalesOrder[],
  now: string,
): Promise<void> {
  if (orders.length === 0) return;
  await db.transaction().execute(async (trx) => {
    // A page may name an order or a piece twice; PostgreSQL takes each row once in a statement.
    const latest = new Map(orders.map((order) => [order.salesOrderId, order]));
    // In one order everywhere, so that two calls over the same orders wait in a row.
    const inOrder = [...latest.values()].toSorted((a, b) =>
      a.salesOrderId.localeCompare(b.salesOrderId),
    );
    for (const some of inChunks(inOrder)) {
      await trx
        .insertInto('sales_orders')
        .values(some.map((order) => newRow(accountId, order, now)))
        .onConflict((oc) =>
          oc.columns(['account_id', 'sales_order_id']).doUpdateSet((eb) => ({
            order_number: eb.ref('excluded.order_number'),
            ordered_at: eb.ref('excluded.ordered_at'),
            changed_at: eb.ref('excluded.changed_at'),
            phase: eb.ref('excluded.phase'),
            gross_cents: eb.ref('excluded.gross_cents'),
            fee_cents: eb.ref('excluded.fee_cents'),
            discount_cents: eb.ref('excluded.discount_cents'),
            payment_method: eb.ref('excluded.payment_method'),
            expected_delivery_at: eb.ref('excluded.expected_delivery_at'),
            next_look_at: eb.ref('excluded.next_look_at'),
          })),
        )
        .execute();
    }
    const items = [...latest.values()].flatMap((order) =>
      order.positionItems.map((item) => ({
        account_id: accountId,
        position_item_id: item.positionItemId,
        sales_order_id: order.salesOrderId,
        fulfillment_status: item.fulfillmentStatus,
        sku: item.sku,
        payable_cents: item.payableCents,
        vat_rate_percent: String(item.vatRatePercent),
        expected_delivery_at: item.expectedDeliveryAt ?? null,
        ordered_at: order.orderedAt,
      })),
    );
    const latestItems = new Map(items.map((item) => [item.position_item_id, item]));
    await wakeReports(trx, accountId, [...latestItems.values()], now);
    for (const some of inChunks([...latestItems.values()])) {
      await trx
        .insertInto('position_items')
        .values(some)
        .onConflict((oc) =>
          oc.columns(['account_id', 'position_item_id']).doUpdateSet((eb) => ({
            fulfillment_status: eb.ref('excluded.fulfillment_status'),
            payable_cents: eb.ref('excluded.payable_cents'),
            expected_delivery_at: eb.ref('excluded.expected_delivery_at'),
            ordered_at: eb.ref('excluded.ordered_at'),
          })),
        )
        .execute();
    }
    const skus = [...latest.values()].flatMap(({ orderedAt, positionItems }) =>
      positionItems.map(({ sku, title, ean }) => ({ sku, title, ean, lastOrderedAt: orderedAt })),
    );
    await noteSkusOrdered(trx, accountId, skus, now);
    await recordNews(trx, accountId, [...latest.values()], now);
    await sortIntoTabs(trx, accountId, [...latest.keys()]);
  });
}

/**
 * Where a piece is new or in a new state, the shop order is to be read for what can be reported by
 * now, and reports that wait are judged anew.
 */
async function wakeReports(
  trx: LedgerDatabase,
  accountId: string,
  items: readonly {
    position_item_id: string;
    sales_order_id: string;
    fulfillment_status: string;
  }[],
  now: string,
): Promise<void> {
  const changed = new Set<string>();
  for (const some of inChunks(items)) {
    const rows = await trx
      .selectFrom('position_items')
      .select(['position_item_id', 'fulfillment_status'])
      .where('account_id', '=', accountId)
      .where(
        'position_item_id',
        'in',
        some.map((item) => item.position_item_id),
      )
      .execute();
    const known = new Map(rows.map((row) => [row.position_item_id, row.fulfillment_status]));
    for (const item of some) {
      const isSame = known.get(item.position_item_id) === item.fulfillment_status;
      if (!isSame) changed.add(item.sales_order_id);
    }
  }
  await wakeWaitingOf(trx, accountId, [...changed], now);
  for (const some of inChunks([...changed])) {
    await trx
      .updateTable('sales_orders')
      .set(askedFor)
      .where(theseOrders(accountId, some))
      .where('import_state', '=', 'imported')
      .execute();
  }
}

async function recordNews(
  trx: LedgerDatabase,
  accountId: string,
  orders: readonly SeenSalesOrder[],
  now: string,
): Promise<void> {
  const told = orders.flatMap(({ salesOrderId, news }) =>
    news ? [{ salesOrderId, ...news }] : [],
  );
  await addEvents(trx, accountId, told, 'otto', now);
  await addOrderCauses(
    trx,
    accountId,
    told.map(({ salesOrderId, urgent }) => ({ salesOrderId, causes: urgent })),
    'owner',
    now,
  );
  const notes = told.flatMap(({ salesOrderId, notes: ofOrder }) =>
    ofOrder.map((note) => ({ salesOrderId, ...note, isUrgent: true })),
  );
  await addNotes(trx, accountId, notes);
}

/** Orders that are to be read from OTTO again by now, longest waiting first. Claims are not theirs. */
export async function loadDueOrders(
  db: LedgerDatabase,
  accountId: string,
  now: string,
  limit: number,
): Promise<SalesOrderRow[]> {
  return db
    .selectFrom('sales_orders')
    .selectAll()
    .where('account_id', '=', accountId)
    .where('next_look_at', '<=', now)
    .where('import_state', '!=', 'claimed')
    .orderBy('next_look_at')
    .orderBy('sales_order_id')
    .limit(limit)
    .execute();
}

/** Lets some orders be looked at in the next run, whatever they wait for. */
export async function lookAgainAt(
  db: LedgerDatabase,
  accountId: string,
  salesOrderIds: readonly string[],
  at: string,
): Promise<void> {
  if (salesOrderIds.length === 0) return;
  await db
    .updateTable('sales_orders')
    .set({ next_look_at: at })
    .where(theseOrders(accountId, salesOrderIds))
    .execute();
}

/** Lets every order that is held for this reason be looked at in the next run, of all accounts. */
export async function wakeHeldFor(db: LedgerDatabase, reason: string, at: string): Promise<void> {
  await db
    .updateTable('sales_orders')
    .set({ next_look_at: at })
    .where('import_state', '=', 'held')
    .where('reason', '=', reason)
    .execute();
}

export async function findByOrderNumber(
  db: LedgerDatabase,
  orderNumber: string,
): Promise<SalesOrderRow[]> {
  return db
    .selectFrom('sales_orders')
    .selectAll()
    .where('order_number', '=', orderNumber)
    .execute();
}

/** The pieces of some orders as OTTO showed them last, by order. One query. */
export async function loadPositionItemsOf(
  db: LedgerDatabase,
  accountId: string,
  salesOrderIds: readonly string[],
): Promise<Map<string, Selectable<LedgerTables['position_items']>[]>> {
  if (salesOrderIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('position_items')
    .selectAll()
    .where('account_id', '=', accountId)
    .where('sales_order_id', 'in', [...salesOrderIds])
    .execute();
  // Sorted here: to save itself the sorting, SQLite would read every piece of the account.
  const sorted = rows.toSorted((one, other) =>
    one.position_item_id < other.position_item_id ? -1 : 1,
  );
  return Map.groupBy(sorted, (row) => row.sales_order_id);
}

export async function loadPositionItems(
  db: LedgerDatabase,
  accountId: string,
  salesOrderId: string,
): Promise<Selectable<LedgerTables['position_items']>[]> {
  return db
    .selectFrom('position_items')
    .selectAll()
    .where('account_id', '=', accountId)
    .where('sales_order_id', '=', salesOrderId)
    .orderBy('position_item_id')
    .execute();
}

export function newRow(accountId: string, order: SeenSalesOrder, now: string) {
  return {
    account_id: accountId,
    sales_order_id: order.salesOrderId,
    order_number: order.orderNumber,
    ordered_at: order.orderedAt,
    changed_at: order.changedAt,
    phase: order.phase,
    import_state: 'seen' as const,
    gross_cents: order.grossCents,
    fee_cents: order.feeCents ?? null,
    discount_cents: order.discountCents ?? null,
    payment_method: order.paymentMethod ?? null,
    expected_delivery_at: order.expectedDeliveryAt ?? null,
    next_look_at: now,
    failures: 0,
    first_seen_at: now,
  };
}
