import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { LedgerTables } from '../tables.ts';
import { index, numberedFor } from './table-parts.ts';

type Tables = Kysely<LedgerTables>;

/** What is reported to OTTO: shipments, cancellations, return numbers, and what is told to the owner. */
export function reports(kind: 'sqlite' | 'postgres'): Migration {
  const numbered = numberedFor(kind);
  return {
    up: async (db) => {
      await widenTables(db);
      await db.schema
        .createTable('transmissions')
        .addColumn('transmission_id', 'text', (c) => c.primaryKey())
        .addColumn('account_id', 'text', (c) => c.notNull())
        .addColumn('sales_order_id', 'text', (c) => c.notNull())
        .addColumn('kind', 'text', (c) => c.notNull())
        .addColumn('state', 'text', (c) => c.notNull())
        .addColumn('reason', 'text')
        .addColumn('reason_params', 'text')
        .addColumn('source', 'text', (c) => c.notNull())
        .addColumn('source_key', 'text')
        .addColumn('ship_date', 'text')
        .addColumn('ship_from', 'text')
        .addColumn('deliver_by', 'text')
        .addColumn('failures', 'integer', (c) => c.notNull().defaultTo(0))
        .addColumn('created_at', 'text', (c) => c.notNull())
        .addColumn('next_try_at', 'text')
        .addColumn('sent_at', 'text')
        .addColumn('failing_since', 'text')
        .addColumn('accepted_at', 'text')
        .addColumn('ended_at', 'text')
        .addColumn('agreed_at', 'text')
        .addColumn('otto_shipment_id', 'text')
        .execute();
      // A wish that is sent in twice is one wish.
      await db.schema
        .createIndex('transmissions_by_source_key')
        .unique()
        .on('transmissions')
        .columns(['account_id', 'source_key'])
        .execute();
      await index(db, 'transmissions', ['account_id', 'sales_order_id']);
      await index(db, 'transmissions', ['sales_order_id', 'created_at', 'transmission_id']);
      await index(db, 'transmissions', ['account_id', 'state', 'next_try_at']);
      await index(db, 'transmissions', ['kind', 'ship_date']);
      await listIndexes(db);
      await db.schema
        .createTable('transmission_pieces')
        .addColumn('transmission_id', 'text', (c) => c.notNull())
        .addColumn('account_id', 'text', (c) => c.notNull())
        .addColumn('position_item_id', 'text', (c) => c.notNull())
        .addColumn('is_active', 'integer', (c) => c.notNull().defaultTo(1))
        .addPrimaryKeyConstraint('transmission_pieces_pk', ['transmission_id', 'position_item_id'])
        .execute();
      // A piece is in one report at most: what makes "reported exactly once" hold, whoever asks.
      await db.schema
        .createIndex('transmission_pieces_active')
        .unique()
        .on('transmission_pieces')
        .columns(['account_id', 'position_item_id'])
        .where(sql.ref('is_active'), '=', sql.lit(1))
        .execute();
      await db.schema
        .createTable('transmission_parcels')
        .addColumn('transmission_id', 'text', (c) => c.notNull())
        .addColumn('parcel_no', 'integer', (c) => c.notNull())
        .addColumn('carrier', 'text')
        .addColumn('carrier_name', 'text')
        .addColumn('tracking_number', 'text')
        .addColumn('return_carrier', 'text')
        .addColumn('return_number', 'text')
        .addPrimaryKeyConstraint('transmission_parcels_pk', ['transmission_id', 'parcel_no'])
        .execute();
      await index(db, 'transmission_parcels', ['tracking_number']);
      await index(db, 'transmission_parcels', ['return_number']);
      await numbered(db.schema.createTable('transmission_attempts'), 'attempt_id')
        .addColumn('transmission_id', 'text', (c) => c.notNull())
        .addColumn('call', 'text', (c) => c.notNull())
        .addColumn('at', 'text', (c) => c.notNull())
        .addColumn('ended_at', 'text')
        .addColumn('outcome', 'text')
        .addColumn('status_code', 'integer')
        .addColumn('titles', 'text')
        .addColumn('logref', 'text')
        .addColumn('fault', 'text')
        .execute();
      await index(db, 'transmission_attempts', ['transmission_id', 'attempt_id']);
      await returnNumberTables(db);
      await numbered(db.schema.createTable('notices'), 'notice_id')
        .addColumn('channel', 'text', (c) => c.notNull())
        .addColumn('kind', 'text', (c) => c.notNull())
        .addColumn('cause', 'text', (c) => c.notNull())
        .addColumn('created_at', 'text', (c) => c.notNull())
        .addColumn('next_try_at', 'text')
        .addColumn('attempts', 'integer', (c) => c.notNull().defaultTo(0))
        .addColumn('sent_at', 'text')
        .addColumn('fault', 'text')
        .execute();
      await index(db, 'notices', ['next_try_at']);
    },
  };
}

/** One for each way to list reports, with the order of the list; open ones are few among many. */
async function listIndexes(db: Tables): Promise<void> {
  for (const filter of [['state'], ['account_id'], ['account_id', 'state'], []]) {
    await index(db, 'transmissions', [...filter, 'created_at', 'transmission_id']);
  }
  for (const filter of [['account_id'], []]) {
    await db.schema
      .createIndex(['open_transmissions_by', ...filter, 'created_at'].join('_'))
      .on('transmissions')
      .columns([...filter, 'created_at', 'transmission_id'])
      .where(sql.ref('ended_at'), 'is', null)
      .execute();
  }
}

async function widenTables(db: Tables): Promise<void> {
  await db.schema.alterTable('sales_orders').addColumn('report_look_at', 'text').execute();
  await db.schema
    .alterTable('sales_orders')
    .addColumn('report_looks_asked', 'integer', (c) => c.notNull().defaultTo(0))
    .execute();
  await db.schema.alterTable('sales_orders').addColumn('report_flag', 'text').execute();
  await db.schema
    .alterTable('sales_orders')
    .addColumn('report_flag_due', 'integer', (c) => c.notNull().defaultTo(0))
    .execute();
  await index(db, 'sales_orders', ['woo_order_number']);
  await db.schema
    .createIndex('sales_orders_report_look')
    .on('sales_orders')
    .columns(['account_id', 'report_look_at'])
    .where(sql.ref('report_look_at'), 'is not', null)
    .execute();
  await db.schema
    .createIndex('sales_orders_report_flag')
    .on('sales_orders')
    .columns(['account_id', 'sales_order_id'])
    .where(sql.ref('report_flag_due'), '=', sql.lit(1))
    .execute();
  await db.schema.alterTable('account_states').addColumn('reports_fingerprint', 'text').execute();
  for (const column of ['open_since', 'alarmed_at', 'noticed_state']) {
    await db.schema.alterTable('incidents').addColumn(column, 'text').execute();
  }
  // The ship list reads open pieces by when they have to arrive.
  await index(db, 'position_items', ['fulfillment_status', 'account_id', 'expected_delivery_at']);
}

async function returnNumberTables(db: Tables): Promise<void> {
  await db.schema
    .createTable('return_pools')
    .addColumn('pool_key', 'text', (c) => c.primaryKey())
    .addColumn('next_serial', 'bigint', (c) => c.notNull())
    .execute();
  await db.schema
    .createTable('return_numbers')
    .addColumn('carrier', 'text', (c) => c.notNull())
    .addColumn('number', 'text', (c) => c.notNull())
    .addColumn('account_id', 'text', (c) => c.notNull())
    .addColumn('pool_key', 'text')
    .addColumn('transmission_id', 'text', (c) => c.notNull())
    .addColumn('reserved_at', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('return_numbers_pk', ['carrier', 'number'])
    .execute();
  await index(db, 'return_numbers', ['pool_key', 'reserved_at']);
  await index(db, 'return_numbers', ['transmission_id']);
  await db.schema
    .createTable('carrier_choices')
    .addColumn('name_key', 'text', (c) => c.primaryKey())
    .addColumn('carrier_name', 'text', (c) => c.notNull())
    .addColumn('carrier', 'text', (c) => c.notNull())
    .addColumn('chosen_at', 'text', (c) => c.notNull())
    .execute();
  await db.schema
    .createTable('sku_delivery_types')
    .addColumn('account_id', 'text', (c) => c.notNull())
    .addColumn('sku', 'text', (c) => c.notNull())
    .addColumn('delivery_type', 'text', (c) => c.notNull())
    .addColumn('learned_at', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('sku_delivery_types_pk', ['account_id', 'sku'])
    .execute();
}
