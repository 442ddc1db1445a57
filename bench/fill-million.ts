import { Kysely, PostgresDialect, sql } from 'kysely';
import { type MigrationProvider, Migrator } from 'kysely/migration';
import pg from 'pg';
import type { LedgerLocation } from '../src/bridge/ledger/database.ts';
import { migrations } from '../src/bridge/ledger/migrations/index.ts';
import { nodeSqliteDialect } from '../src/bridge/ledger/sqlite-dialect.ts';

const DAY_SECONDS = 86_400;
const YEARS = 3;

/**
 * A ledger of so many orders of three years as the release before the page left it: almost all are
 * done, the latest are to be shipped, reported or not released yet, some have a problem. Made by the
 * database itself; `openDatabase` then brings it up to date.
 */
export async function fillLedger(location: LedgerLocation, orders: number): Promise<void> {
  const db = new Kysely<Record<string, Record<string, unknown>>>({
    dialect:
      location.kind === 'sqlite'
        ? nodeSqliteDialect(location.path)
        : new PostgresDialect({ pool: new pg.Pool({ connectionString: location.url, max: 1 }) }),
  });
  const all = Object.entries(migrations(location.kind));
  const provider: MigrationProvider = {
    getMigrations: async () => Object.fromEntries(all.filter(([name]) => name < '0004')),
  };
  const { error } = await new Migrator({ db, provider }).migrateToLatest();
  if (error !== undefined) throw error;
  for (const statement of statementsFor(location.kind, orders))
    await sql.raw(statement).execute(db);
  await db.destroy();
}

function statementsFor(kind: LedgerLocation['kind'], orders: number): string[] {
  const now = Math.floor(Date.now() / 1_000);
  const step = Math.floor((YEARS * 365 * DAY_SECONDS) / orders);
  const moment = (seconds: string) =>
    kind === 'sqlite'
      ? `strftime('%Y-%m-%dT%H:%M:%S.000Z', ${seconds}, 'unixepoch')`
      : `to_char(to_timestamp(${seconds}) at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
  const digits = (prefix: string, number: string) =>
    kind === 'sqlite'
      ? `printf('${prefix}%09d', ${number})`
      : `'${prefix}' || lpad((${number})::text, 9, '0')`;
  const numbers = (most: number) =>
    `with recursive n(i) as (select 1 union all select i + 1 from n where i < ${most})`;
  const orderedAt = `${now} - (${orders} - i) * ${step}`;
  // The latest first: not released, to be shipped, reported; the others are done.
  const age = `(${orders} - i)`;
  const phase = `case when ${age} < 1000 then 'announced' when ${age} < 5000 then 'processable'
    when i % 100 < 3 then 'returned' when i % 100 < 5 then 'cancelledByMarketplace'
    when i % 100 = 5 then 'cancelledByPartner' else 'sent' end`;
  const state = `case when ${age} < 300 then 'seen' when ${age} < 1000 then 'backlog'
    when i % 997 = 0 then 'held' when i % 100 = 5 and i % 3 = 0 then 'skipped' else 'imported' end`;
  const account = `case when i % 20 = 0 then 'second' else 'main' end`;
  const status = `case when ${age} < 1000 then 'ANNOUNCED' when ${age} < 5000 then 'PROCESSABLE'
    when i % 100 < 3 then 'RETURNED' when i % 100 < 6 then 'CANCELLED_BY_PARTNER' else 'SENT' end`;
  const id = digits('0f3b2c4d-0000-4000-8000-000', 'i');
  return [
    `${numbers(orders)} insert into sales_orders (account_id, sales_order_id, order_number, ordered_at,
      changed_at, phase, import_state, gross_cents, payment_method, expected_delivery_at, woo_order_id,
      woo_order_number, woo_status, first_seen_at, imported_at, woo_facts, content_hash)
      select ${account}, ${id}, ${digits('b', 'i')}, ${moment(orderedAt)},
      ${moment(`${orderedAt} + 172800`)}, ${phase}, ${state}, 1999 + i % 5000, 'INVOICE',
      ${moment(`${orderedAt} + 259200`)},
      case when ${age} < 1000 then null else i + 100 end,
      case when ${age} < 1000 then null else ${digits('', 'i + 100')} end,
      case when ${age} < 1000 then null else 'completed' end, ${moment(orderedAt)},
      case when ${age} < 1000 then null else ${moment(`${orderedAt} + 300`)} end,
      '{"status":"completed","lines":"some text as long as the facts of an order are in the shop"}',
      'a1b2c3d4e5f60718293a4b5c6d7e8f90' from n`,
    `${numbers(orders)} insert into position_items (account_id, position_item_id, sales_order_id,
      fulfillment_status, sku, payable_cents, vat_rate_percent, expected_delivery_at)
      select ${account}, ${digits('piece-', 'i')}, ${id}, ${status}, ${digits('SKU-', 'i % 3000')},
      1999 + i % 5000, '19', ${moment(`((${orderedAt} + 259200) / 86400) * 86400 + 79199`)} from n`,
    `${numbers(orders)} insert into payments (account_id, sales_order_id, order_number, amount_cents,
      payment_method, paid_at, woo_order_id, changed_at)
      select ${account}, ${id}, ${digits('b', 'i')}, 1999 + i % 5000, 'INVOICE',
      ${moment(`${orderedAt} + 300`)}, i + 100, ${moment(`${orderedAt} + 600`)} from n
      where ${age} >= 1000`,
    // Half of what is to be shipped is reported, and a few of these fail.
    `${numbers(orders)} insert into transmissions (transmission_id, account_id, sales_order_id, kind,
      state, source, ship_date, deliver_by, created_at, ended_at, reason)
      select ${digits('report-', 'i')}, ${account}, ${id}, 'shipment',
      case when ${age} < 5000 then (case when i % 40 = 0 then 'attention' when i % 10 = 0 then 'waiting'
        else 'due' end) else 'confirmed' end, 'shop', ${moment(`${orderedAt} + 90000`)},
      ${moment(`((${orderedAt} + 259200) / 86400) * 86400 + 79199`)}, ${moment(`${orderedAt} + 90000`)},
      case when ${age} < 5000 then null else ${moment(`${orderedAt} + 172800`)} end,
      case when ${age} < 5000 and i % 10 = 0 then 'tracking-missing' else null end from n
      where ${age} >= 1000 and i % 100 > 5 and (${age} >= 5000 or i % 2 = 0)`,
    `insert into transmission_pieces (transmission_id, account_id, position_item_id, is_active)
      select transmission_id, account_id, 'piece-' || substr(transmission_id, 8), 1 from transmissions`,
    `insert into transmission_parcels (transmission_id, parcel_no, carrier, tracking_number, return_number)
      select transmission_id, 1, 'HERMES', 'H10' || substr(transmission_id, 8),
      'R20' || substr(transmission_id, 8) from transmissions`,
    `update sales_orders set report_flag = case when exists (select 1 from transmissions t
        where t.account_id = sales_orders.account_id and t.sales_order_id = sales_orders.sales_order_id
        and t.state = 'attention') then 'failed' else 'pending' end
      where phase = 'processable' and exists (select 1 from transmissions t
        where t.account_id = sales_orders.account_id and t.sales_order_id = sales_orders.sales_order_id)`,
    // One cause of very many orders, many of one each, and very many that are over.
    `${numbers(25_000)} insert into incidents (cause, code, account_id, params, state, opened_at, last_at)
      select 'code-' || (i % 30) || ':' || i, 'code-' || (i % 30), 'main',
      '{"orderNumber":"' || ${digits('b', 'i')} || '"}',
      case when i <= 3000 then 'open' else 'resolved' end,
      ${moment(`${now} - i * 600`)}, ${moment(`${now} - i * 600`)} from n`,
    `insert into incident_orders (cause, account_id, sales_order_id)
      select 'code-1:1', account_id, sales_order_id from sales_orders where import_state = 'held'`,
    `insert into incident_orders (cause, account_id, sales_order_id)
      select 'code-' || ((woo_order_id % 2999 + 2) % 30) || ':' || (woo_order_id % 2999 + 2),
      account_id, sales_order_id from sales_orders
      where woo_order_id % 211 = 0 and phase = 'sent'`,
    `${numbers(200_000)} insert into import_runs (import_run_id, account_id, cause, is_rehearsal, state,
      started_at, finished_at)
      select ${digits('6d0d0a5e-0000-4000-8000-000', 'i')}, ${account}, 'schedule', 0, 'finished',
      ${moment(`${now} - (200000 - i) * 300`)}, ${moment(`${now} - (200000 - i) * 300 + 5`)} from n`,
  ];
}
