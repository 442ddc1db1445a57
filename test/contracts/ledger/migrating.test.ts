import { Kysely, PostgresDialect } from 'kysely';
import { Migrator } from 'kysely/migration';
import { expect, it, onTestFinished } from 'vitest';
import type { LedgerLocation } from '../../../src/bridge/ledger/database.ts';
import { openLedger } from '../../../src/bridge/ledger/ledger.ts';
import { firstTables } from '../../../src/bridge/ledger/migrations/0001-first-tables.ts';
import { nodeSqliteDialect } from '../../../src/bridge/ledger/sqlite-dialect.ts';
import type { LedgerTables } from '../../../src/bridge/ledger/tables.ts';
import { eachDatabase } from '../../databases.ts';
import { quietPool } from '../../postgres/quiet-pool.ts';
import { rowOf } from './ledger-access.ts';
import { ACCOUNT, minute, RUN, settlement } from './ledger-facts.ts';

/** Rows as the first released ledger kept them. */
const KEPT = {
  account_states: {
    account_id: ACCOUNT,
    cursor_at: minute(4),
    wide_run_on: '2026-03-02',
    rules_fingerprint: 'rules',
  },
  sales_orders: {
    account_id: ACCOUNT,
    sales_order_id: 'order',
    order_number: 'number-order',
    ordered_at: minute(0),
    changed_at: minute(1),
    phase: 'processable',
    import_state: 'imported',
    reason: 'sku-not-in-shop',
    reason_params: '{"sku":"Größe L"}',
    content_hash: 'hash',
    gross_cents: 1_999,
    payment_method: 'INVOICE',
    expected_delivery_at: minute(90),
    woo_order_id: 17,
    woo_order_number: '17',
    woo_status: 'processing',
    woo_created_at: minute(2),
    claim_id: 'claim',
    claimed_at: minute(2),
    next_look_at: minute(9),
    failures: 2,
    first_seen_at: minute(1),
    imported_at: minute(2),
  },
  position_items: {
    account_id: ACCOUNT,
    position_item_id: 'piece',
    sales_order_id: 'order',
    fulfillment_status: 'PROCESSABLE',
    sku: 'SKU',
    payable_cents: 1_999,
    vat_rate_percent: '19',
    expected_delivery_at: null,
  },
  payments: {
    account_id: ACCOUNT,
    sales_order_id: 'order',
    order_number: 'number-order',
    amount_cents: 1_999,
    payment_method: 'INVOICE',
    paid_at: minute(1),
    woo_order_id: 17,
    changed_at: minute(2),
  },
  order_notes: {
    account_id: ACCOUNT,
    sales_order_id: 'order',
    note_key: 'first',
    text: 'Notiz',
    attempts: 1,
    written_at: null,
  },
  import_runs: {
    import_run_id: RUN,
    account_id: ACCOUNT,
    cause: 'schedule',
    is_rehearsal: 0,
    since_at: null,
    state: 'finished',
    error_code: null,
    error_params: null,
    started_at: minute(1),
    finished_at: minute(2),
    seen: 1,
    created: 1,
    updated: 0,
    unchanged: 0,
    backlog: 0,
    held: 0,
    failed: 0,
    skipped: 0,
  },
  import_run_lines: {
    line_id: 1,
    import_run_id: RUN,
    at: minute(2),
    sales_order_id: 'order',
    order_number: 'number-order',
    outcome: 'created',
    woo_order_id: 17,
    params: '{}',
  },
  events: {
    event_id: 1,
    at: minute(2),
    account_id: ACCOUNT,
    sales_order_id: 'order',
    kind: 'shop-refund-created',
    params: '{"wooOrderId":17,"refundId":18,"cents":500}',
  },
  incidents: {
    incident_id: 1,
    cause: 'sku-not-in-shop:X',
    code: 'sku-not-in-shop',
    account_id: ACCOUNT,
    params: '{"sku":"X"}',
    state: 'open',
    opened_at: minute(2),
    last_at: minute(2),
    resolved_at: null,
  },
  incident_orders: { cause: 'sku-not-in-shop:X', account_id: ACCOUNT, sales_order_id: 'order' },
  leases: { name: 'import', holder: 'one', fence: 3, expires_at: minute(3) },
  product_choices: { sku: 'A', shop_sku: 'B' },
  settings_documents: { name: 'settings', body: '{}', version: 4 },
} as const satisfies Partial<Record<keyof LedgerTables, object>>;

/** What the later steps add to the rows that were there. */
const ADDED: Partial<Record<string, object>> = {
  account_states: { reports_fingerprint: null },
  sales_orders: {
    woo_facts: null,
    owner_yields: 0,
    shop_meta_erased_at: null,
    report_look_at: null,
    report_looks_asked: 0,
    report_flag: null,
    report_flag_due: 0,
    tab: 'ship-now', // a SKU that the shop lacks keeps nobody from shipping
    deliver_by: '9999',
    fee_cents: null,
    discount_cents: null,
  },
  position_items: { ordered_at: minute(0) },
  incidents: { open_since: null, alarmed_at: null, noticed_state: null },
  events: { cause: null },
  order_notes: { is_urgent: 0 },
  incident_orders: { source: 'import', acknowledged_at: null },
};

/** The database below the ledger, tables of any version in it. */
function tablesOf(location: LedgerLocation) {
  return new Kysely<Record<string, Record<string, unknown>>>({
    dialect:
      location.kind === 'sqlite'
        ? nodeSqliteDialect(location.path)
        : new PostgresDialect({ pool: quietPool(location.url) }),
  });
}

/** A ledger as the first release left it, with something in every table. */
async function makeFirstLedger(location: LedgerLocation): Promise<void> {
  const tables = tablesOf(location);
  const provider = {
    getMigrations: async () => ({ '0001-first-tables': firstTables(location.kind) }),
  };
  const { error } = await new Migrator({ db: tables, provider }).migrateToLatest();
  if (error !== undefined) throw error;
  for (const [table, row] of Object.entries(KEPT)) {
    await tables.insertInto(table).values(row).execute();
  }
  await tables.destroy();
}

eachDatabase('a ledger of the first release', ({ freshLocation }) => {
  it('keeps every row when it is opened by this one', async () => {
    const location = await freshLocation();
    await makeFirstLedger(location);
    await (await openLedger(location)).close();
    const tables = tablesOf(location);
    onTestFinished(() => tables.destroy());
    for (const [table, row] of Object.entries(KEPT)) {
      const found = await tables.selectFrom(table).selectAll().execute();
      expect(found, table).toEqual([{ ...row, ...ADDED[table] }]);
    }
  });

  it('goes on from there: orders, incidents, notes and refunds are what they were', async () => {
    const location = await freshLocation();
    await makeFirstLedger(location);
    const ledger = await openLedger(location);
    expect(await ledger.listIncidents({ state: 'open', limit: 10 })).toMatchObject([{ orders: 1 }]);
    expect(await ledger.loadDueNotes(ACCOUNT, 10)).toMatchObject([{ noteKey: 'first' }]);
    expect(await ledger.listShopRefunds({ from: minute(0), until: minute(9) })).toMatchObject([
      { refund_id: 18, cents: 500, at: minute(2) },
    ]);
    const through = settlement('order', { causes: [], contradictions: [] });
    await ledger.settleOrders(ACCOUNT, RUN, [through], minute(10));
    expect(await ledger.listIncidents({ state: 'open', limit: 10 })).toEqual([]);
    expect(await rowOf(ledger, 'order')).toMatchObject({ next_look_at: null, claim_id: null });
    await ledger.close();
  });
});
