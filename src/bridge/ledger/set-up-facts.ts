import type { Selectable } from 'kysely';
import type { LedgerDatabase } from './database.ts';
import type { LedgerTables } from './tables.ts';

/** How many orders of some accounts wait in the backlog; accounts without any are absent. */
export async function countBacklog(
  db: LedgerDatabase,
  accountIds: readonly string[],
): Promise<Map<string, number>> {
  if (accountIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('sales_orders')
    .select(['account_id', (eb) => eb.fn.countAll().as('orders')])
    .where('account_id', 'in', accountIds)
    .where('import_state', '=', 'backlog')
    .groupBy('account_id')
    .execute();
  return new Map(rows.map((row) => [row.account_id, Number(row.orders)]));
}

/**
 * The newest orders of an account, by both names OTTO gives them.
 *
 * @param which.importedOnly those that stand in the shop
 */
export async function loadRecentOrderNames(
  db: LedgerDatabase,
  accountId: string,
  which: { importedOnly: boolean; limit: number },
): Promise<{ orderNumber: string; salesOrderId: string }[]> {
  const rows = await db
    .selectFrom('sales_orders')
    .select(['order_number', 'sales_order_id'])
    .where('account_id', '=', accountId)
    .$if(which.importedOnly, (query) => query.where('import_state', '=', 'imported'))
    .orderBy('ordered_at', 'desc')
    .orderBy('sales_order_id', 'desc')
    .limit(which.limit)
    .execute();
  return rows.map((row) => ({ orderNumber: row.order_number, salesOrderId: row.sales_order_id }));
}

/** How the newest rehearsal of an account stands; undefined where there was none. */
export async function loadLastRehearsal(
  db: LedgerDatabase,
  accountId: string,
): Promise<Selectable<LedgerTables['import_runs']> | undefined> {
  return db
    .selectFrom('import_runs')
    .selectAll()
    .where('account_id', '=', accountId)
    .where('is_rehearsal', '=', 1)
    .orderBy('started_at', 'desc')
    .limit(1)
    .executeTakeFirst();
}

/** Open incidents about SKUs that the shop lacks, the latest first. */
export async function listSkuIncidents(
  db: LedgerDatabase,
  limit: number,
): Promise<{ code: string; params: string; lastAt: string; orders: number }[]> {
  const rows = await db
    .selectFrom('incidents')
    .select(['code', 'params', 'last_at'])
    .select((eb) =>
      eb
        .selectFrom('incident_orders')
        .select((inner) => inner.fn.countAll<number>().as('count'))
        .whereRef('incident_orders.cause', '=', 'incidents.cause')
        .as('orders'),
    )
    .where('state', '=', 'open')
    .where('code', 'in', ['sku-not-in-shop', 'held-for-sku'])
    .orderBy('last_at', 'desc')
    .orderBy('incident_id', 'desc')
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    code: row.code,
    params: row.params,
    lastAt: row.last_at,
    orders: Number(row.orders ?? 0),
  }));
}

/** Who did one of some things last, and when; undefined where nobody did, or it is too long ago. */
export async function loadLastChange(
  db: LedgerDatabase,
  actions: readonly string[],
  subject: string | undefined,
): Promise<{ actor: string; at: string } | undefined> {
  const row = await db
    .selectFrom('audit_entries')
    .select(['actor', 'at'])
    .where('action', 'in', actions)
    .$if(subject !== undefined, (query) => query.where('subject', '=', subject ?? ''))
    .orderBy('audit_entry_id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row;
}

/** Forgets which carrier a name means. */
export async function forgetCarrier(db: LedgerDatabase, nameKey: string): Promise<void> {
  await db.deleteFrom('carrier_choices').where('name_key', '=', nameKey).execute();
}

/** How goods travel, as OTTO taught it, the latest first. */
export async function listDeliveryTypes(
  db: LedgerDatabase,
  limit: number,
): Promise<
  { accountId: string; sku: string; deliveryType: 'parcel' | 'forwarder'; learnedAt: string }[]
> {
  const rows = await db
    .selectFrom('sku_delivery_types')
    .selectAll()
    .orderBy('learned_at', 'desc')
    .orderBy('sku')
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    accountId: row.account_id,
    sku: row.sku,
    deliveryType: row.delivery_type,
    learnedAt: row.learned_at,
  }));
}

export async function forgetDeliveryType(
  db: LedgerDatabase,
  accountId: string,
  sku: string,
): Promise<void> {
  await db
    .deleteFrom('sku_delivery_types')
    .where('account_id', '=', accountId)
    .where('sku', '=', sku)
    .execute();
}
