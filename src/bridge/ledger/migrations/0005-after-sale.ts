import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { LedgerTables } from '../tables.ts';
import { index } from './table-parts.ts';

type Tables = Kysely<LedgerTables>;

/** What comes after the sale: returns, price reductions, receipts; and stock that OTTO is told. */
export function afterSale(kind: 'sqlite' | 'postgres'): Migration {
  return {
    up: async (db) => {
      await widenReports(db);
      await returnTables(db);
      await receiptTables(db, kind);
      await stockTables(db, kind);
    },
  };
}

async function widenReports(db: Tables): Promise<void> {
  for (const column of ['condition', 'decision_reason', 'baseline'] as const) {
    await db.schema.alterTable('transmissions').addColumn(column, 'text').execute();
  }
  await db.schema.alterTable('transmissions').addColumn('amount_cents', 'integer').execute();
  await db.schema
    .alterTable('transmission_pieces')
    .addColumn('lane', 'text', (c) => c.notNull().defaultTo('out'))
    .execute();
  // A piece that was shipped may come back: it is in one active report of each lane.
  await db.schema.dropIndex('transmission_pieces_active').execute();
  await db.schema
    .createIndex('transmission_pieces_active')
    .unique()
    .on('transmission_pieces')
    .columns(['account_id', 'position_item_id', 'lane'])
    .where(sql.ref('is_active'), '=', sql.lit(1))
    .execute();
  await index(db, 'transmission_pieces', ['position_item_id']);
  await index(db, 'transmissions', ['kind', 'created_at', 'transmission_id']);
  for (const column of ['fee_cents', 'discount_cents'] as const) {
    await db.schema.alterTable('sales_orders').addColumn(column, 'integer').execute();
  }
}

async function returnTables(db: Tables): Promise<void> {
  await db.schema
    .createTable('returns')
    .addColumn('account_id', 'text', (c) => c.notNull())
    .addColumn('position_item_id', 'text', (c) => c.notNull())
    .addColumn('sales_order_id', 'text', (c) => c.notNull())
    .addColumn('status', 'text', (c) => c.notNull())
    .addColumn('is_to_decide', 'integer', (c) => c.notNull().defaultTo(0))
    .addColumn('occurred_at', 'text', (c) => c.notNull())
    .addColumn('condition', 'text')
    .addColumn('reason', 'text')
    .addColumn('order_number', 'text')
    .addColumn('otto_warehouse_id', 'text')
    .addColumn('first_seen_at', 'text', (c) => c.notNull())
    .addColumn('changed_at', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('returns_pk', ['account_id', 'position_item_id'])
    .execute();
  await index(db, 'returns', ['sales_order_id', 'account_id']);
  for (const filter of [['status'], ['is_to_decide'], []]) {
    const place = ['occurred_at', 'position_item_id'];
    await index(db, 'returns', [...filter, ...place, 'account_id']);
    await index(db, 'returns', ['account_id', ...filter, ...place]);
  }
  await db.schema
    .createTable('return_tracking')
    .addColumn('account_id', 'text', (c) => c.notNull())
    .addColumn('position_item_id', 'text', (c) => c.notNull())
    .addColumn('number_key', 'text', (c) => c.notNull())
    .addColumn('carrier', 'text')
    .addColumn('tracking_number', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('return_tracking_pk', ['account_id', 'position_item_id', 'number_key'])
    .execute();
  await index(db, 'return_tracking', ['number_key']);
  await db.schema
    .createTable('return_shipments')
    .addColumn('account_id', 'text', (c) => c.notNull())
    .addColumn('return_shipment_id', 'text', (c) => c.notNull())
    .addColumn('carrier', 'text')
    .addColumn('tracking_number', 'text')
    .addColumn('number_key', 'text')
    .addColumn('created_at', 'text')
    .addColumn('state', 'text')
    .addColumn('state_at', 'text')
    .addColumn('seen_at', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('return_shipments_pk', ['account_id', 'return_shipment_id'])
    .execute();
  await index(db, 'return_shipments', ['number_key']);
  await db.schema
    .createTable('return_shipment_pieces')
    .addColumn('account_id', 'text', (c) => c.notNull())
    .addColumn('return_shipment_id', 'text', (c) => c.notNull())
    .addColumn('position_item_id', 'text', (c) => c.notNull())
    .addColumn('sales_order_id', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('return_shipment_pieces_pk', [
      'account_id',
      'return_shipment_id',
      'position_item_id',
    ])
    .execute();
  await index(db, 'return_shipment_pieces', ['account_id', 'position_item_id']);
  await db.schema
    .createTable('read_cursors')
    .addColumn('account_id', 'text', (c) => c.notNull())
    .addColumn('what', 'text', (c) => c.notNull())
    .addColumn('cursor_at', 'text')
    .addColumn('read_at', 'text')
    .addPrimaryKeyConstraint('read_cursors_pk', ['account_id', 'what'])
    .execute();
}

async function receiptTables(db: Tables, kind: 'sqlite' | 'postgres'): Promise<void> {
  await db.schema
    .createTable('receipts')
    .addColumn('account_id', 'text', (c) => c.notNull())
    .addColumn('receipt_number', 'text', (c) => c.notNull())
    .addColumn('receipt_type', 'text', (c) => c.notNull())
    .addColumn('sales_order_id', 'text', (c) => c.notNull())
    .addColumn('order_number', 'text')
    .addColumn('created_at', 'text', (c) => c.notNull())
    .addColumn('is_real', 'integer', (c) => c.notNull().defaultTo(1))
    .addColumn('gross_cents', 'integer', (c) => c.notNull())
    .addColumn('due_cents', 'integer')
    .addColumn('items_cents', 'integer', (c) => c.notNull().defaultTo(0))
    .addColumn('fees_cents', 'integer', (c) => c.notNull().defaultTo(0))
    .addColumn('services_cents', 'integer', (c) => c.notNull().defaultTo(0))
    .addColumn('discounts_cents', 'integer', (c) => c.notNull().defaultTo(0))
    .addColumn('vouchers_cents', 'integer', (c) => c.notNull().defaultTo(0))
    .addColumn('taxes', 'text', (c) => c.notNull().defaultTo('[]'))
    .addColumn('linked_receipt_number', 'text')
    .addColumn('refund_kind', 'text')
    .addColumn('payment_method', 'text')
    .addColumn('check_state', 'text', (c) => c.notNull().defaultTo('pending'))
    .addColumn('read_at', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('receipts_pk', ['account_id', 'receipt_number'])
    .execute();
  await index(db, 'receipts', ['sales_order_id', 'account_id']);
  const searched = ['receipt_number', 'order_number'] as const;
  for (const column of searched) {
    const text = kind === 'postgres' ? sql`(${sql.ref(column)} collate "C")` : sql.ref(column);
    await sql`create index ${sql.ref(`receipts_searched_by_${column}`)}
      on ${sql.table('receipts')} (${text})`.execute(db);
  }
  // One for each way to list them; where the state of the comparison is asked for, the lists of each
  // type are merged.
  const listed = { all: [], type: ['receipt_type'], check: ['receipt_type', 'check_state'] };
  for (const [name, filter] of Object.entries(listed)) {
    await db.schema
      .createIndex(`receipts_listed_by_${name}`)
      .on('receipts')
      .columns([...filter, 'created_at', 'receipt_number', 'account_id'])
      .execute();
    await db.schema
      .createIndex(`receipts_listed_by_account_${name}`)
      .on('receipts')
      .columns(['account_id', ...filter, 'created_at', 'receipt_number'])
      .execute();
  }
  await db.schema
    .createTable('receipt_pieces')
    .addColumn('account_id', 'text', (c) => c.notNull())
    .addColumn('receipt_number', 'text', (c) => c.notNull())
    .addColumn('position_item_id', 'text', (c) => c.notNull())
    .addColumn('cents', 'integer')
    .addPrimaryKeyConstraint('receipt_pieces_pk', [
      'account_id',
      'receipt_number',
      'position_item_id',
    ])
    .execute();
  await index(db, 'receipt_pieces', ['account_id', 'position_item_id']);
  await db.schema
    .createTable('money_back')
    .addColumn('account_id', 'text', (c) => c.notNull())
    .addColumn('money_key', 'text', (c) => c.notNull())
    .addColumn('sales_order_id', 'text', (c) => c.notNull())
    .addColumn('position_item_id', 'text')
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('cents', 'integer', (c) => c.notNull())
    .addColumn('receipt_number', 'text')
    .addColumn('at', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('money_back_pk', ['account_id', 'money_key'])
    .execute();
  await index(db, 'money_back', ['account_id', 'sales_order_id']);
  await db.schema
    .createTable('receipt_checks')
    .addColumn('account_id', 'text', (c) => c.notNull())
    .addColumn('sales_order_id', 'text', (c) => c.notNull())
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('details', 'text', (c) => c.notNull().defaultTo('{}'))
    .addColumn('checked_at', 'text')
    .addColumn('look_at', 'text')
    .addPrimaryKeyConstraint('receipt_checks_pk', ['account_id', 'sales_order_id'])
    .execute();
  await index(db, 'receipt_checks', ['account_id', 'look_at']);
  await index(db, 'receipt_checks', ['state', 'account_id', 'sales_order_id']);
  await db.schema
    .createTable('shop_refunds')
    .addColumn('account_id', 'text', (c) => c.notNull())
    .addColumn('sales_order_id', 'text', (c) => c.notNull())
    .addColumn('refund_id', 'integer', (c) => c.notNull())
    .addColumn('cents', 'integer', (c) => c.notNull())
    .addColumn('booked_at', 'text', (c) => c.notNull())
    .addColumn('removed_at', 'text')
    .addPrimaryKeyConstraint('shop_refunds_pk', ['account_id', 'sales_order_id', 'refund_id'])
    .execute();
  await index(db, 'shop_refunds', ['booked_at']);
  await index(db, 'shop_refunds', ['removed_at']);
  await takeRefundsFromTimelines(db);
  await db.schema
    .createTable('unreadable_receipts')
    .addColumn('account_id', 'text', (c) => c.notNull())
    .addColumn('receipt_number', 'text', (c) => c.notNull())
    .addColumn('asked_at', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('unreadable_receipts_pk', ['account_id', 'receipt_number'])
    .execute();
}

/** What was booked here before there was a table of refunds. */
async function takeRefundsFromTimelines(db: Tables): Promise<void> {
  const events = await db
    .selectFrom('events')
    .select(['at', 'account_id', 'sales_order_id', 'params'])
    .where('kind', '=', 'shop-refund-created')
    .execute();
  for (const { at, account_id, sales_order_id, params } of events) {
    const { refundId, cents } = JSON.parse(params);
    if (!Number.isInteger(refundId) || !Number.isInteger(cents)) continue;
    await db
      .insertInto('shop_refunds')
      .values({ account_id, sales_order_id, refund_id: refundId, cents, booked_at: at })
      .onConflict((oc) => oc.doNothing())
      .execute();
  }
}

async function stockTables(db: Tables, kind: 'sqlite' | 'postgres'): Promise<void> {
  await db.schema
    .createTable('skus')
    .addColumn('account_id', 'text', (c) => c.notNull())
    .addColumn('sku', 'text', (c) => c.notNull())
    .addColumn('ean', 'text')
    .addColumn('title', 'text')
    .addColumn('first_seen_at', 'text', (c) => c.notNull())
    .addColumn('last_ordered_at', 'text')
    .addColumn('is_at_otto', 'integer', (c) => c.notNull().defaultTo(0))
    .addColumn('match', 'text')
    .addColumn('parts', 'text', (c) => c.notNull().defaultTo('[]'))
    .addColumn('matched_at', 'text')
    .addPrimaryKeyConstraint('skus_pk', ['account_id', 'sku'])
    .execute();
  // Listed and searched byte by byte, as 0004 does.
  const sku = kind === 'postgres' ? sql`(sku collate "C")` : sql.ref('sku');
  for (const filter of [[], ['account_id'], ['match'], ['account_id', 'match']]) {
    const before = filter.map((column) => sql`${sql.ref(column)}, `);
    const after = filter.includes('account_id') ? sql`` : sql`, account_id`;
    await sql`create index ${sql.ref(['skus_listed', ...filter].join('_'))}
      on skus (${sql.join(before, sql``)}${sku}${after})`.execute(db);
  }
  await db.schema
    .createTable('product_sets')
    .addColumn('sku', 'text', (c) => c.primaryKey())
    .addColumn('parts', 'text', (c) => c.notNull())
    .addColumn('changed_at', 'text', (c) => c.notNull())
    .execute();
  await db.schema
    .createTable('stock_levels')
    .addColumn('account_id', 'text', (c) => c.notNull())
    .addColumn('sku', 'text', (c) => c.notNull())
    .addColumn('buffer', 'integer')
    .addColumn('cap', 'integer')
    .addColumn('shop_quantity', 'integer')
    .addColumn('shop_state', 'text')
    .addColumn('shop_params', 'text')
    .addColumn('shop_read_at', 'text')
    .addColumn('reserved', 'integer', (c) => c.notNull().defaultTo(0))
    .addColumn('target', 'integer')
    .addColumn('pushed', 'integer')
    .addColumn('pushed_at', 'text')
    .addColumn('otto_quantity', 'integer')
    .addColumn('otto_changed_at', 'text')
    .addColumn('otto_read_at', 'text')
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('reason', 'text')
    .addColumn('reason_params', 'text')
    .addColumn('resends', 'integer', (c) => c.notNull().defaultTo(0))
    .addColumn('is_wished', 'integer', (c) => c.notNull().defaultTo(0))
    .addColumn('next_try_at', 'text')
    .addColumn('differs_since', 'text')
    .addColumn('is_away', 'integer', (c) => c.notNull().defaultTo(0))
    .addColumn('restore', 'integer')
    .addColumn('look_at', 'text')
    .addColumn('looks_asked', 'integer', (c) => c.notNull().defaultTo(0))
    .addPrimaryKeyConstraint('stock_levels_pk', ['account_id', 'sku'])
    .execute();
  await index(db, 'stock_levels', ['account_id', 'state', 'next_try_at']);
  await index(db, 'stock_levels', ['account_id', 'look_at']);
  await index(db, 'stock_levels', ['account_id', 'shop_read_at']);
  for (const filter of [[], ['account_id'], ['state'], ['account_id', 'state']]) {
    const before = filter.map((column) => sql`${sql.ref(column)}, `);
    const after = filter.includes('account_id') ? sql`` : sql`, account_id`;
    await sql`create index ${sql.ref(['stock_levels_listed', ...filter].join('_'))}
      on stock_levels (${sql.join(before, sql``)}${sku}${after})`.execute(db);
  }
  await db.schema
    .createTable('stock_parts')
    .addColumn('account_id', 'text', (c) => c.notNull())
    .addColumn('sku', 'text', (c) => c.notNull())
    .addColumn('product_id', 'integer', (c) => c.notNull())
    .addColumn('variation_id', 'integer', (c) => c.notNull())
    .addColumn('shop_sku', 'text', (c) => c.notNull())
    .addColumn('quantity', 'integer', (c) => c.notNull())
    .addPrimaryKeyConstraint('stock_parts_pk', ['account_id', 'sku', 'product_id', 'variation_id'])
    .execute();
  await index(db, 'stock_parts', ['product_id']);
  await index(db, 'stock_parts', ['variation_id']);
}
