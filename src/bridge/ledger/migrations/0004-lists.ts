import { type Kysely, sql } from 'kysely';
import type { LedgerTables } from '../tables.ts';
import { index } from './table-parts.ts';

type Tables = Kysely<LedgerTables>;

/** What the page's lists are sorted, filtered, searched and counted by. Part of 0004. */
export async function listColumns(db: Tables, kind: 'sqlite' | 'postgres'): Promise<void> {
  await db.schema
    .alterTable('sales_orders')
    .addColumn('tab', 'text', (c) => c.notNull().defaultTo('done'))
    .execute();
  await db.schema.alterTable('sales_orders').addColumn('deliver_by', 'text').execute();
  await db.schema
    .alterTable('position_items')
    .addColumn('ordered_at', 'text', (c) => c.notNull().defaultTo(''))
    .execute();
  await db.schema.alterTable('transmissions').addColumn('carrier', 'text').execute();
  await db.schema
    .alterTable('transmissions')
    .addColumn('pieces', 'integer', (c) => c.notNull().defaultTo(0))
    .execute();
  await fillColumns(db);
  await orderIndexes(db);
  await searchIndexes(db, kind);
  await otherIndexes(db);
  // Or the first lists after an update are planned by figures that do not know the new columns.
  if (kind === 'postgres') await sql`analyze`.execute(db);
}

/** Figures reach back 90 days. */
const FIGURES_MS = 100 * 24 * 60 * 60 * 1_000;

/**
 * As the rules were when this step was released: see mapping/order-tab.ts and order-tabs.ts. Almost
 * all orders of a large ledger are done, and a row that is written takes all its indexes with it: what
 * is done already is left alone.
 */
export async function fillColumns(db: Tables): Promise<void> {
  await sql`
    update position_items set ordered_at = coalesce((
      select o.ordered_at from sales_orders o
      where o.account_id = position_items.account_id
        and o.sales_order_id = position_items.sales_order_id), '')`.execute(db);
  const since = new Date(Date.now() - FIGURES_MS).toISOString();
  await sql`
    update transmissions set
      carrier = (
        select p.carrier from transmission_parcels p
        where p.transmission_id = transmissions.transmission_id and p.parcel_no = 1),
      pieces = (
        select count(*) from transmission_pieces p
        where p.transmission_id = transmissions.transmission_id)
    where ended_at is null or ship_date >= ${since}`.execute(db);
  await sql`
    update sales_orders set deliver_by = (
      select min(coalesce(p.expected_delivery_at, '9999')) from position_items p
      where p.account_id = sales_orders.account_id
        and p.sales_order_id = sales_orders.sales_order_id
        -- by the order, not by the index of all that is to be shipped
        and coalesce(p.fulfillment_status, '') = 'PROCESSABLE'
        and not exists (
          select 1 from transmission_pieces t
          where t.account_id = p.account_id
            and t.position_item_id = p.position_item_id
            and t.is_active = 1))
    where import_state = 'imported' and exists (
      select 1 from position_items p
      where p.account_id = sales_orders.account_id
        and p.sales_order_id = sales_orders.sales_order_id
        and coalesce(p.fulfillment_status, '') = 'PROCESSABLE')`.execute(db);
  const isTroubled = sql`exists (
    select 1 from incident_orders i
    where i.account_id = sales_orders.account_id
      and i.sales_order_id = sales_orders.sales_order_id
      and i.acknowledged_at is null
      and i.cause not like 'sku-not-in-shop:%'
      and i.cause not like 'vat-rate-not-in-shop:%'
      and i.cause not like 'phone-number-cut:%')`;
  const isOver = sql`phase in ('sent', 'returned', 'cancelledByMarketplace', 'cancelledByPartner')`;
  await sql`
    update sales_orders set tab = case
      when ${isTroubled} then 'problem'
      when import_state = 'held' then 'problem'
      when report_flag = 'failed' then 'problem'
      when import_state = 'skipped' then 'done'
      when import_state <> 'imported' then 'backlog'
      when deliver_by is not null then 'ship-now'
      when report_flag = 'pending' then 'sending'
      when phase = 'processable' then 'sending'
      when ${isOver} then 'done'
      else 'wait' end
    where ${isTroubled} or import_state not in ('imported', 'skipped') or report_flag is not null
      or deliver_by is not null or not (${isOver})`.execute(db);
}

/** One for each way to list orders, with the order of the list, as in 0001. */
async function orderIndexes(db: Tables): Promise<void> {
  const of = (name: string, columns: string[]) =>
    db.schema.createIndex(`sales_orders_${name}`).on('sales_orders').columns(columns);
  const byDate = ['ordered_at', 'sales_order_id'];
  await of('by_tab', ['tab', ...byDate, 'account_id']).execute();
  await of('by_account_tab', ['account_id', 'tab', ...byDate]).execute();
  // Where two of these are asked for, each value of the third is a list of its own.
  const facets = ['tab', 'phase', 'import_state'];
  await of('by_facets', [...facets, ...byDate, 'account_id']).execute();
  await of('by_account_facets', ['account_id', ...facets, ...byDate]).execute();
  // Few orders are still to be shipped.
  for (const filter of [[], ['tab'], ['account_id'], ['account_id', 'tab']]) {
    const account = filter.includes('account_id') ? [] : ['account_id'];
    await of(['to_ship', ...filter].join('_'), [
      ...filter,
      'deliver_by',
      'sales_order_id',
      ...account,
    ])
      .where(sql.ref('deliver_by'), 'is not', null)
      .execute();
  }
  // Figures of days.
  await index(db, 'sales_orders', ['ordered_at', 'gross_cents']);
  await index(db, 'sales_orders', ['imported_at']);
  await index(db, 'sales_orders', ['phase', 'changed_at']);
}

/** Text is searched by how it begins, byte by byte; PostgreSQL sorts by a language otherwise. */
async function searchIndexes(db: Tables, kind: 'sqlite' | 'postgres'): Promise<void> {
  const searched = [
    ['sales_orders', 'order_number'],
    ['sales_orders', 'sales_order_id'],
    ['sales_orders', 'woo_order_number'],
    ['payments', 'order_number'],
    ['transmission_parcels', 'tracking_number'],
    ['transmission_parcels', 'return_number'],
  ] as const;
  for (const [table, column] of searched) {
    const text = kind === 'postgres' ? sql`(${sql.ref(column)} collate "C")` : sql.ref(column);
    await sql`create index ${sql.ref(`${table}_searched_by_${column}`)}
      on ${sql.table(table)} (${text})`.execute(db);
  }
  await index(db, 'position_items', ['sku', 'ordered_at', 'sales_order_id']);
}

async function otherIndexes(db: Tables): Promise<void> {
  // With the amount in them, sums are made without a look at the payments.
  await db.schema.dropIndex('payments_by_changed_at_sales_order_id_account_id').execute();
  for (const at of ['changed_at', 'paid_at']) {
    for (const filter of [[], ['account_id']]) {
      const account = filter.length === 0 ? ['account_id'] : [];
      await db.schema
        .createIndex(['payments_by', ...filter, at].join('_'))
        .on('payments')
        .columns([...filter, at, 'sales_order_id', ...account, 'amount_cents'])
        .execute();
    }
  }
  await db.schema
    .createIndex('transmissions_handed_over')
    .on('transmissions')
    .columns(['kind', 'ship_date', 'state', 'deliver_by', 'account_id', 'carrier', 'pieces'])
    .execute();
  for (const filter of [['code'], ['account_id'], ['account_id', 'code']]) {
    await index(db, 'incidents', [...filter, 'state', 'last_at', 'incident_id']);
  }
  await index(db, 'import_runs', ['account_id', 'started_at', 'import_run_id']);
}
