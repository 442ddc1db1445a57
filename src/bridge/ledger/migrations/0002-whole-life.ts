import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { LedgerTables } from '../tables.ts';
import { index, numberedFor } from './table-parts.ts';

type Tables = Kysely<LedgerTables>;

/** What an order's whole life needs: the shop's side, webhooks, comparisons, proofs. */
export function wholeLife(kind: 'sqlite' | 'postgres'): Migration {
  const numbered = numberedFor(kind);
  return {
    up: async (db) => {
      await widenTables(db);
      await shopTables(db);
      await db.schema
        .createTable('reconcile_runs')
        .addColumn('reconcile_run_id', 'text', (c) => c.primaryKey())
        .addColumn('account_id', 'text', (c) => c.notNull())
        .addColumn('cause', 'text', (c) => c.notNull())
        .addColumn('from_at', 'text', (c) => c.notNull())
        .addColumn('until_at', 'text', (c) => c.notNull())
        .addColumn('state', 'text', (c) => c.notNull())
        .addColumn('error_code', 'text')
        .addColumn('error_params', 'text')
        .addColumn('started_at', 'text', (c) => c.notNull())
        .addColumn('finished_at', 'text')
        .addColumn('at_otto', 'integer', (c) => c.notNull().defaultTo(0))
        .addColumn('in_ledger', 'integer', (c) => c.notNull().defaultTo(0))
        .addColumn('in_shop', 'integer', (c) => c.notNull().defaultTo(0))
        .addColumn('waiting', 'integer', (c) => c.notNull().defaultTo(0))
        .addColumn('kept_out', 'integer', (c) => c.notNull().defaultTo(0))
        .addColumn('reasons', 'text', (c) => c.notNull().defaultTo('{}'))
        .addColumn('differences', 'integer', (c) => c.notNull().defaultTo(0))
        .execute();
      await index(db, 'reconcile_runs', ['started_at', 'reconcile_run_id']);
      await index(db, 'reconcile_runs', ['account_id', 'state']);
      await numbered(db.schema.createTable('reconcile_differences'), 'difference_id')
        .addColumn('reconcile_run_id', 'text', (c) => c.notNull())
        .addColumn('account_id', 'text', (c) => c.notNull())
        .addColumn('sales_order_id', 'text', (c) => c.notNull())
        .addColumn('order_number', 'text', (c) => c.notNull())
        .addColumn('code', 'text', (c) => c.notNull())
        .addColumn('params', 'text', (c) => c.notNull())
        .addColumn('repair', 'text')
        .addColumn('repaired_at', 'text')
        .execute();
      await index(db, 'reconcile_differences', ['reconcile_run_id', 'difference_id']);
      await db.schema
        .createTable('mail_proofs')
        .addColumn('proof_id', 'text', (c) => c.primaryKey())
        .addColumn('cause', 'text', (c) => c.notNull())
        .addColumn('state', 'text', (c) => c.notNull())
        .addColumn('error_code', 'text')
        .addColumn('error_params', 'text')
        .addColumn('create_sent_at', 'text')
        .addColumn('woo_order_id', 'integer')
        .addColumn('is_order_open', 'integer', (c) => c.notNull().defaultTo(0))
        .addColumn('steps', 'text', (c) => c.notNull())
        .addColumn('switches', 'text')
        .addColumn('started_at', 'text', (c) => c.notNull())
        .addColumn('finished_at', 'text')
        .execute();
      await index(db, 'mail_proofs', ['started_at', 'proof_id']);
    },
  };
}

async function widenTables(db: Tables): Promise<void> {
  await db.schema.alterTable('sales_orders').addColumn('woo_facts', 'text').execute();
  await db.schema
    .alterTable('sales_orders')
    .addColumn('owner_yields', 'integer', (c) => c.notNull().defaultTo(0))
    .execute();
  await db.schema.alterTable('sales_orders').addColumn('shop_meta_erased_at', 'text').execute();
  await index(db, 'sales_orders', ['woo_order_id']);
  await db.schema.dropIndex('sales_orders_by_woo_created_at').execute();
  await db.schema.alterTable('events').addColumn('cause', 'text').execute();
  await db.schema
    .alterTable('order_notes')
    .addColumn('is_urgent', 'integer', (c) => c.notNull().defaultTo(0))
    .execute();
  await db.schema
    .alterTable('incident_orders')
    .addColumn('source', 'text', (c) => c.notNull().defaultTo('import'))
    .execute();
  await db.schema.alterTable('incident_orders').addColumn('acknowledged_at', 'text').execute();
}

async function shopTables(db: Tables): Promise<void> {
  await db.schema
    .createTable('shop_watch')
    .addColumn('shop', 'text', (c) => c.primaryKey())
    .addColumn('cursor_at', 'text')
    .addColumn('looked_at', 'text')
    .addColumn('look_again', 'text', (c) => c.notNull().defaultTo('[]'))
    .addColumn('unannounced_since', 'text')
    .execute();
  await db.schema
    .createTable('shop_webhooks')
    .addColumn('shop', 'text', (c) => c.notNull())
    .addColumn('topic', 'text', (c) => c.notNull())
    .addColumn('webhook_id', 'integer', (c) => c.notNull())
    .addColumn('delivery_url', 'text', (c) => c.notNull())
    .addColumn('secret_fingerprint', 'text', (c) => c.notNull())
    .addColumn('created_at', 'text', (c) => c.notNull())
    .addColumn('restored', 'integer', (c) => c.notNull().defaultTo(0))
    .addPrimaryKeyConstraint('shop_webhooks_pk', ['shop', 'topic'])
    .execute();
  await db.schema
    .createTable('webhook_deliveries')
    .addColumn('delivery_id', 'text', (c) => c.notNull())
    .addColumn('webhook_id', 'integer')
    .addColumn('topic', 'text', (c) => c.notNull())
    .addColumn('woo_order_id', 'integer', (c) => c.notNull())
    .addColumn('received_at', 'text', (c) => c.notNull())
    .addColumn('worked_at', 'text')
    // The shop makes the id from webhook and second: two orders changed in one second share it.
    .addPrimaryKeyConstraint('webhook_deliveries_pk', ['delivery_id', 'topic', 'woo_order_id'])
    .execute();
  await index(db, 'webhook_deliveries', ['worked_at', 'received_at']);
}
