import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { LedgerTables } from '../tables.ts';
import { index, type Numbered, numberedFor } from './table-parts.ts';

type Tables = Kysely<LedgerTables>;

/** The tables of the import: orders, pieces, payments, runs, events, incidents, leases. */
export function firstTables(kind: 'sqlite' | 'postgres'): Migration {
  const numbered = numberedFor(kind);
  return {
    up: async (db) => {
      await orderTables(db);
      await runTables(db, numbered);
      await incidentTables(db, numbered);
      await db.schema
        .createTable('leases')
        .addColumn('name', 'text', (c) => c.primaryKey())
        .addColumn('holder', 'text', (c) => c.notNull())
        .addColumn('fence', 'integer', (c) => c.notNull())
        .addColumn('expires_at', 'text', (c) => c.notNull())
        .execute();
      await db.schema
        .createTable('product_choices')
        .addColumn('sku', 'text', (c) => c.primaryKey())
        .addColumn('shop_sku', 'text', (c) => c.notNull())
        .execute();
      await db.schema
        .createTable('settings_documents')
        .addColumn('name', 'text', (c) => c.primaryKey())
        .addColumn('body', 'text', (c) => c.notNull())
        .addColumn('version', 'integer', (c) => c.notNull())
        .execute();
    },
  };
}

async function orderTables(db: Tables): Promise<void> {
  await db.schema
    .createTable('account_states')
    .addColumn('account_id', 'text', (c) => c.primaryKey())
    .addColumn('cursor_at', 'text')
    .addColumn('wide_run_on', 'text')
    .addColumn('rules_fingerprint', 'text')
    .execute();
  await db.schema
    .createTable('sales_orders')
    .addColumn('account_id', 'text', (c) => c.notNull())
    .addColumn('sales_order_id', 'text', (c) => c.notNull())
    .addColumn('order_number', 'text', (c) => c.notNull())
    .addColumn('ordered_at', 'text', (c) => c.notNull())
    .addColumn('changed_at', 'text', (c) => c.notNull())
    .addColumn('phase', 'text', (c) => c.notNull())
    .addColumn('import_state', 'text', (c) => c.notNull())
    .addColumn('reason', 'text')
    .addColumn('reason_params', 'text')
    .addColumn('content_hash', 'text')
    .addColumn('gross_cents', 'integer', (c) => c.notNull())
    .addColumn('payment_method', 'text')
    .addColumn('expected_delivery_at', 'text')
    .addColumn('woo_order_id', 'integer')
    .addColumn('woo_order_number', 'text')
    .addColumn('woo_status', 'text')
    .addColumn('woo_created_at', 'text')
    .addColumn('claim_id', 'text')
    .addColumn('claimed_at', 'text')
    .addColumn('next_look_at', 'text')
    .addColumn('failures', 'integer', (c) => c.notNull().defaultTo(0))
    .addColumn('first_seen_at', 'text', (c) => c.notNull())
    .addColumn('imported_at', 'text')
    .addPrimaryKeyConstraint('sales_orders_pk', ['account_id', 'sales_order_id'])
    .execute();
  await index(db, 'sales_orders', ['order_number']);
  await index(db, 'sales_orders', ['account_id', 'next_look_at']);
  await index(db, 'sales_orders', ['woo_created_at']);
  // One for each way to list orders, with the order of the list: SQLite keeps no figures about the
  // content and takes any index that saves it the sorting, however many rows it reads for that.
  for (const filter of ['phase', 'import_state'] as const) {
    await index(db, 'sales_orders', [filter, 'ordered_at', 'sales_order_id', 'account_id']);
    await index(db, 'sales_orders', ['account_id', filter, 'ordered_at', 'sales_order_id']);
  }
  await index(db, 'sales_orders', ['ordered_at', 'sales_order_id', 'account_id']);
  await index(db, 'sales_orders', ['account_id', 'ordered_at', 'sales_order_id']);
  await db.schema
    .createTable('position_items')
    .addColumn('account_id', 'text', (c) => c.notNull())
    .addColumn('position_item_id', 'text', (c) => c.notNull())
    .addColumn('sales_order_id', 'text', (c) => c.notNull())
    .addColumn('fulfillment_status', 'text', (c) => c.notNull())
    .addColumn('sku', 'text', (c) => c.notNull())
    .addColumn('payable_cents', 'integer', (c) => c.notNull())
    .addColumn('vat_rate_percent', 'text', (c) => c.notNull())
    .addColumn('expected_delivery_at', 'text')
    .addPrimaryKeyConstraint('position_items_pk', ['account_id', 'position_item_id'])
    .execute();
  await index(db, 'position_items', ['account_id', 'sales_order_id', 'position_item_id']);
  await db.schema
    .createTable('payments')
    .addColumn('account_id', 'text', (c) => c.notNull())
    .addColumn('sales_order_id', 'text', (c) => c.notNull())
    .addColumn('order_number', 'text', (c) => c.notNull())
    .addColumn('amount_cents', 'integer', (c) => c.notNull())
    .addColumn('payment_method', 'text')
    .addColumn('paid_at', 'text', (c) => c.notNull())
    .addColumn('woo_order_id', 'integer')
    .addColumn('changed_at', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('payments_pk', ['account_id', 'sales_order_id'])
    .execute();
  await index(db, 'payments', ['changed_at', 'sales_order_id', 'account_id']);
  await db.schema
    .createTable('order_notes')
    .addColumn('account_id', 'text', (c) => c.notNull())
    .addColumn('sales_order_id', 'text', (c) => c.notNull())
    .addColumn('note_key', 'text', (c) => c.notNull())
    .addColumn('text', 'text', (c) => c.notNull())
    .addColumn('attempts', 'integer', (c) => c.notNull().defaultTo(0))
    .addColumn('written_at', 'text')
    .addPrimaryKeyConstraint('order_notes_pk', ['account_id', 'sales_order_id', 'note_key'])
    .execute();
  await index(db, 'order_notes', ['account_id', 'written_at']);
}

async function runTables(db: Tables, numbered: Numbered): Promise<void> {
  await db.schema
    .createTable('import_runs')
    .addColumn('import_run_id', 'text', (c) => c.primaryKey())
    .addColumn('account_id', 'text', (c) => c.notNull())
    .addColumn('cause', 'text', (c) => c.notNull())
    .addColumn('is_rehearsal', 'integer', (c) => c.notNull())
    .addColumn('since_at', 'text')
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('error_code', 'text')
    .addColumn('error_params', 'text')
    .addColumn('started_at', 'text', (c) => c.notNull())
    .addColumn('finished_at', 'text')
    .addColumn('seen', 'integer', (c) => c.notNull().defaultTo(0))
    .addColumn('created', 'integer', (c) => c.notNull().defaultTo(0))
    .addColumn('updated', 'integer', (c) => c.notNull().defaultTo(0))
    .addColumn('unchanged', 'integer', (c) => c.notNull().defaultTo(0))
    .addColumn('backlog', 'integer', (c) => c.notNull().defaultTo(0))
    .addColumn('held', 'integer', (c) => c.notNull().defaultTo(0))
    .addColumn('failed', 'integer', (c) => c.notNull().defaultTo(0))
    .addColumn('skipped', 'integer', (c) => c.notNull().defaultTo(0))
    .execute();
  await index(db, 'import_runs', ['started_at', 'import_run_id']);
  await index(db, 'import_runs', ['account_id', 'state']);
  await numbered(db.schema.createTable('import_run_lines'), 'line_id')
    .addColumn('import_run_id', 'text', (c) => c.notNull())
    .addColumn('at', 'text', (c) => c.notNull())
    .addColumn('sales_order_id', 'text')
    .addColumn('order_number', 'text')
    .addColumn('outcome', 'text', (c) => c.notNull())
    .addColumn('woo_order_id', 'integer')
    .addColumn('params', 'text', (c) => c.notNull())
    .execute();
  await index(db, 'import_run_lines', ['import_run_id', 'line_id']);
  await numbered(db.schema.createTable('events'), 'event_id')
    .addColumn('at', 'text', (c) => c.notNull())
    .addColumn('account_id', 'text', (c) => c.notNull())
    .addColumn('sales_order_id', 'text', (c) => c.notNull())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('params', 'text', (c) => c.notNull())
    .execute();
  await index(db, 'events', ['account_id', 'sales_order_id', 'event_id']);
}

async function incidentTables(db: Tables, numbered: Numbered): Promise<void> {
  await numbered(db.schema.createTable('incidents'), 'incident_id')
    .addColumn('cause', 'text', (c) => c.notNull().unique())
    .addColumn('code', 'text', (c) => c.notNull())
    .addColumn('account_id', 'text')
    .addColumn('params', 'text', (c) => c.notNull())
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('opened_at', 'text', (c) => c.notNull())
    .addColumn('last_at', 'text', (c) => c.notNull())
    .addColumn('resolved_at', 'text')
    .execute();
  await index(db, 'incidents', ['state', 'last_at', 'incident_id']);
  await db.schema
    .createTable('incident_orders')
    .addColumn('cause', 'text', (c) => c.notNull())
    .addColumn('account_id', 'text', (c) => c.notNull())
    .addColumn('sales_order_id', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('incident_orders_pk', ['cause', 'account_id', 'sales_order_id'])
    .execute();
  await index(db, 'incident_orders', ['account_id', 'sales_order_id']);
}
