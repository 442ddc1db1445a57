import { CompiledQuery, Kysely, type LogEvent, PostgresDialect } from 'kysely';
import { expect, it, onTestFinished } from 'vitest';
import { claimForCreate, releaseClaims } from '../../../src/bridge/ledger/claims.ts';
import type { LedgerDatabase, LedgerLocation } from '../../../src/bridge/ledger/database.ts';
import { loadDayFigures } from '../../../src/bridge/ledger/day-figures.ts';
import {
  countOrdersSince,
  loadDueWork,
  loadLastRuns,
} from '../../../src/bridge/ledger/due-work.ts';
import { findReturns } from '../../../src/bridge/ledger/find-returns.ts';
import { listImportRuns } from '../../../src/bridge/ledger/import-runs.ts';
import { listIncidents } from '../../../src/bridge/ledger/incident-lists.ts';
import { listOrders } from '../../../src/bridge/ledger/list-orders.ts';
import { countReceipts, listReceipts } from '../../../src/bridge/ledger/list-receipts.ts';
import { countReturns, listReturns } from '../../../src/bridge/ledger/list-returns.ts';
import { loadMeasures } from '../../../src/bridge/ledger/measures.ts';
import { countTabs, sortIntoTabs } from '../../../src/bridge/ledger/order-tabs.ts';
import { loadReceiptSums } from '../../../src/bridge/ledger/payment-receipts.ts';
import { listPayments, sumPayments } from '../../../src/bridge/ledger/payments.ts';
import { loadPiecesToShip } from '../../../src/bridge/ledger/pieces-to-ship.ts';
import {
  listReceiptChecks,
  loadDueChecks,
  loadReceiptChecks,
} from '../../../src/bridge/ledger/receipt-checks.ts';
import { loadReceiptFacts } from '../../../src/bridge/ledger/receipt-facts.ts';
import { markChangedOrders } from '../../../src/bridge/ledger/receipt-news.ts';
import { listToShip } from '../../../src/bridge/ledger/report-lists.ts';
import { loadOpenReturns } from '../../../src/bridge/ledger/return-troubles.ts';
import { loadPositionItemsOf, recordSeen } from '../../../src/bridge/ledger/sales-orders.ts';
import { settleRows } from '../../../src/bridge/ledger/settle-rows.ts';
import { listShopRefunds } from '../../../src/bridge/ledger/shop-refunds.ts';
import { listSkus, wakeHeldForSku } from '../../../src/bridge/ledger/skus.ts';
import { nodeSqliteDialect } from '../../../src/bridge/ledger/sqlite-dialect.ts';
import {
  loadLastAcceptedAt,
  loadOldestDueReportAt,
} from '../../../src/bridge/ledger/stuck-reports.ts';
import type { LedgerTables } from '../../../src/bridge/ledger/tables.ts';
import { eachDatabase, openFreshLedger } from '../../databases.ts';
import { quietPool } from '../../postgres/quiet-pool.ts';
import { minute, seenOrder, settlement } from './ledger-facts.ts';

const place = { at: minute(9), salesOrderId: 'x', accountId: 'one' };
const limit = 50;
const receiptPlace = { createdAt: minute(9), receiptNumber: 'x', accountId: 'one' };
const checkPlace = { accountId: 'one', salesOrderId: 'x' };
const one = { accountId: 'one' };
const month = { createdFrom: minute(0), createdTo: minute(9) };
const changed = { since: 3, young: minute(0), orderedFrom: minute(0), now: minute(9) };
const returned = { occurredAt: minute(9), positionItemId: 'x', accountId: 'one' };
const paid = { paidFrom: minute(0), paidTo: minute(9) };

/** Lists in the order of an index: nothing is read that is not shown, and nothing is sorted. */
const SORTED: [string, (db: LedgerDatabase) => Promise<unknown>][] = [
  ['orders', (db) => listOrders(db, { limit })],
  ['orders, next page', (db) => listOrders(db, { before: place, limit })],
  ['orders, oldest first', (db) => listOrders(db, { sort: 'oldest', before: place, limit })],
  ['orders of an account', (db) => listOrders(db, { accountId: 'one', before: place, limit })],
  ['orders by delivery', (db) => listOrders(db, { sort: 'deliverBy', before: place, limit })],
  [
    'orders of an account by delivery',
    (db) => listOrders(db, { sort: 'deliverBy', accountId: 'one', limit }),
  ],
  [
    'orders of a time',
    (db) => listOrders(db, { orderedFrom: minute(0), orderedTo: minute(9), limit }),
  ],
  ['a tab', (db) => listOrders(db, { tab: 'problem', before: place, limit })],
  ['a tab of an account', (db) => listOrders(db, { tab: 'problem', accountId: 'one', limit })],
  ['a tab by delivery', (db) => listOrders(db, { tab: 'ship-now', sort: 'deliverBy', limit })],
  ['a phase', (db) => listOrders(db, { phase: 'sent', limit })],
  [
    'a state of an account',
    (db) => listOrders(db, { importState: 'held', accountId: 'one', limit }),
  ],
  ['payments', (db) => listPayments(db, { after: place, limit })],
  ['payments, newest first', (db) => listPayments(db, { sort: 'newest', after: place, limit })],
  ['payments of an account', (db) => listPayments(db, { accountId: 'one', limit })],
  ['payments changed since', (db) => listPayments(db, { changedSince: minute(1), limit })],
  ['payments of a time', (db) => listPayments(db, { ...paid, limit })],
  [
    'payments of a time and account',
    (db) => listPayments(db, { ...paid, accountId: 'one', limit }),
  ],
  ['incidents', (db) => listIncidents(db, { state: 'open', limit })],
  ['incidents of a code', (db) => listIncidents(db, { state: 'open', code: 'x', limit })],
  [
    'incidents of an account',
    (db) => listIncidents(db, { state: 'open', accountId: 'one', limit }),
  ],
  ['SKUs', (db) => listSkus(db, { limit })],
  ['SKUs, next page', (db) => listSkus(db, { after: { sku: 'x', accountId: 'one' }, limit })],
  ['SKUs of an account', (db) => listSkus(db, { accountId: 'one', limit })],
  ['SKUs by how they were found', (db) => listSkus(db, { match: 'none', limit })],
  [
    'SKUs of an account that nobody looked for',
    (db) => listSkus(db, { match: 'open', accountId: 'one', limit }),
  ],
  ['SKUs that begin like this', (db) => listSkus(db, { search: 'x', limit })],
  [
    'SKUs of an account that begin like this',
    (db) => listSkus(db, { search: 'x', accountId: 'one', limit }),
  ],
  ['returns', (db) => listReturns(db, { before: returned, limit })],
  ['returns of an account', (db) => listReturns(db, { accountId: 'one', before: returned, limit })],
  ['returns of a status', (db) => listReturns(db, { status: 'ACCEPTED', before: returned, limit })],
  [
    'returns of a status and account',
    (db) => listReturns(db, { status: 'ACCEPTED', accountId: 'one', before: returned, limit }),
  ],
  ['returns to decide', (db) => listReturns(db, { toDecide: true, before: returned, limit })],
  [
    'returns to decide of an account',
    (db) => listReturns(db, { toDecide: true, accountId: 'one', before: returned, limit }),
  ],
  ['import runs', (db) => listImportRuns(db, { limit })],
  ['import runs of an account', (db) => listImportRuns(db, { accountId: 'one', limit })],
  ['receipts', (db) => listReceipts(db, { before: receiptPlace, limit })],
  ['receipts of an account', (db) => listReceipts(db, { ...one, before: receiptPlace, limit })],
  ['receipts of a month', (db) => listReceipts(db, { ...month, limit })],
  [
    'receipts of a type and month',
    (db) => listReceipts(db, { type: 'REFUND', ...month, before: receiptPlace, limit }),
  ],
  [
    'receipts of an account and type',
    (db) => listReceipts(db, { ...one, type: 'REFUND', ...month, limit }),
  ],
  [
    'receipts of a type whose orders differ',
    (db) => listReceipts(db, { type: 'REFUND', check: 'differs', limit }),
  ],
  [
    'receipts of an account and type whose orders differ',
    (db) => listReceipts(db, { ...one, type: 'REFUND', check: 'differs', ...month, limit }),
  ],
  ['comparisons', (db) => listReceiptChecks(db, { state: 'differs', limit })],
  [
    'comparisons of an account',
    (db) => listReceiptChecks(db, { state: 'differs', ...one, after: checkPlace, limit }),
  ],
  ['comparisons that are due', (db) => loadDueChecks(db, 'one', { now: minute(9), limit })],
  ['refunds in the shop', (db) => listShopRefunds(db, { from: minute(0), until: minute(9) })],
];

/** What is counted, searched or merged: by an index, whatever is done with it then. */
const INDEXED: [string, (db: LedgerDatabase) => Promise<unknown>][] = [
  ['two facets', (db) => listOrders(db, { tab: 'done', phase: 'sent', limit })],
  [
    'three facets',
    (db) => listOrders(db, { tab: 'done', phase: 'sent', importState: 'held', limit }),
  ],
  ['a search', (db) => listOrders(db, { search: '4711', limit })],
  [
    'a search of incidents by order',
    (db) => listIncidents(db, { state: 'open', search: 'x', limit }),
  ],
  ['a search of payments', (db) => listPayments(db, { search: 'x', limit })],
  ['returns of an order', (db) => listReturns(db, { salesOrderId: 'x', limit })],
  ['counts of returns', (db) => countReturns(db, { toDecide: true, most: 10 })],
  ['a search of returns', (db) => findReturns(db, '577546565072')],
  ['open returns', (db) => loadOpenReturns(db, 'one')],
  ['orders of an incident', (db) => listOrders(db, { incidentId: 1, limit })],
  ['counts of tabs', (db) => countTabs(db, { most: 1_000 })],
  ['counts of tabs of an account', (db) => countTabs(db, { accountId: 'one', most: 1_000 })],
  ['the sum of payments', (db) => sumPayments(db, { ...paid, most: 10 })],
  ['the ship list', (db) => listToShip(db, { limit })],
  ['pieces of orders', (db) => loadPositionItemsOf(db, 'one', ['a', 'b'])],
  ['figures of days', (db) => loadDayFigures(db, minute(0))],
  ['orders since', (db) => countOrdersSince(db, minute(0), 10)],
  ['orders held for a SKU', (db) => wakeHeldForSku(db, 'x', undefined)],
  ['the last runs', (db) => loadLastRuns(db, 'one')],
  ['receipts whose orders differ', (db) => listReceipts(db, { check: 'differs', limit })],
  [
    'receipts of an account whose orders differ',
    (db) => listReceipts(db, { ...one, check: 'differs', before: receiptPlace, limit }),
  ],
  ['what is measured', (db) => loadMeasures(db, { accountIds: ['one', 'two'], now: minute(9) })],
  ['the report that is due longest', (db) => loadOldestDueReportAt(db, 'one', { now: minute(9) })],
  [
    'the report of some kinds that is due longest',
    (db) => loadOldestDueReportAt(db, 'one', { now: minute(9), kinds: ['shipment', 'acceptance'] }),
  ],
  ['when OTTO took a report last', (db) => loadLastAcceptedAt(db, 'one')],
  ['a search of receipts', (db) => listReceipts(db, { search: 'R-DE', limit })],
  ['receipts of an order', (db) => listReceipts(db, { salesOrderId: 'x', limit })],
  ['counts of receipts', (db) => countReceipts(db, { ...month, most: 1_000 })],
  ['sums of receipts of payments', (db) => loadReceiptSums(db, 'one', ['a', 'b'])],
  ['what receipts are compared with', (db) => loadReceiptFacts(db, 'one', ['a', 'b'])],
  ['known comparisons', (db) => loadReceiptChecks(db, 'one', ['a', 'b'])],
  ['orders that changed', (db) => markChangedOrders(db, 'one', changed)],
  [
    'due work',
    (db) =>
      loadDueWork(db, { promisedBefore: minute(9), choosable: ['address-differs'], most: 10 }),
  ],
];

eachDatabase('a list of the page', ({ openFreshLedger, kind }) => {
  it.each([...SORTED, ...INDEXED])('reads by an index: %s', async (name, list) => {
    const { ledger, location } = await openFreshLedger();
    for (const accountId of ['one', 'two']) {
      const many = Array.from({ length: 40 }, (_, at) => seenOrder(`${at}`));
      await ledger.recordSeen(accountId, many, minute(1));
    }
    const isSorted = SORTED.some(([sorted]) => sorted === name);
    const plans = await plansOf(location, list);
    expect(plans.length).toBeGreaterThan(0);
    for (const plan of plans) {
      if (kind === 'sqlite') {
        expect(scannedTables(plan)).toEqual([]);
        if (isSorted) expect(plan).not.toMatch(/TEMP B-TREE/);
      } else {
        expect(plan).not.toMatch(/Seq Scan/);
        if (isSorted) expect(plan).not.toMatch(/^\s*(->)?\s*Sort/m);
      }
    }
  });
});

it('reads the pieces of some orders by these orders, not every piece of the account (sqlite)', async () => {
  const { location } = await openFreshLedger('sqlite');
  for (const list of [loadPositionItemsOf, loadPiecesToShip]) {
    const [plan] = await plansOf(location, (db) => list(db, 'one', ['a', 'b']));
    expect(plan).toContain('account_id=? AND sales_order_id=?');
  }
});

it('writes what became of some orders by their keys, not by reading the account (sqlite)', async () => {
  const { ledger, location } = await openFreshLedger('sqlite');
  await ledger.recordSeen('one', [seenOrder('a'), seenOrder('b')], minute(1));
  const settle = (db: LedgerDatabase) =>
    db.transaction().execute(async (trx) => {
      await settleRows(trx, 'one', [settlement('a'), settlement('b')], minute(2));
      await sortIntoTabs(trx, 'one', ['a', 'b']);
    });
  const plans = await plansOf(location, settle, 'update');
  expect(plans).toHaveLength(2);
  for (const plan of plans) {
    expect(plan).toContain('SEARCH sales_orders');
    expect(plan).toContain('account_id=? AND sales_order_id=?');
  }
});

it.each<[string, (db: LedgerDatabase, ids: string[]) => Promise<unknown>]>([
  [
    'claims orders',
    (db, ids) => claimForCreate(db, 'one', ids, { claimId: 'claim', now: minute(2), notes: [] }),
  ],
  ['releases claims', (db, ids) => releaseClaims(db, 'one', ids, minute(2))],
  ['writes what OTTO says anew', (db, ids) => recordSeen(db, 'one', ids.map(sentSince), minute(2))],
])('%s by their keys, not by reading the account (sqlite)', async (_name, change) => {
  const { ledger, location } = await openFreshLedger('sqlite');
  const ids = Array.from({ length: 12 }, (_, at) => `order-${at}`);
  await ledger.recordSeen(
    'one',
    ids.map((id) => seenOrder(id)),
    minute(1),
  );
  const plans = await plansOf(location, (db) => change(db, ids), 'update');
  expect(plans.length).toBeGreaterThan(0);
  for (const plan of plans) {
    if (plan.includes('sales_orders')) expect(plan).toContain('account_id=? AND sales_order_id=?');
  }
});

eachDatabase('a search of payments', ({ openFreshLedger: open }) => {
  it('finds them by their numbers, however many payments there are', async () => {
    const { ledger, location } = await open();
    const payment = { amountCents: 1, paidAt: minute(0), paymentMethod: undefined };
    await ledger.recordSeen('one', [seenOrder('x')], minute(1));
    await ledger.settleOrders('one', 'run', [settlement('x', { payment })], minute(2));
    const plans = await plansOf(location, (db) => listPayments(db, { search: 'number', limit }));
    expect(plans.length).toBeGreaterThan(1);
    for (const plan of plans) expect(plan).toMatch(/payments_searched_by_order_number/);
  });
});

/** An order whose pieces left since it was seen. */
function sentSince(salesOrderId: string) {
  const { positionItems, ...order } = seenOrder(salesOrderId, { changedAt: minute(2) });
  const sent = positionItems.map((item) => ({ ...item, fulfillmentStatus: 'SENT' as const }));
  return { ...order, positionItems: sent };
}

/** Tables of SQLite that are read whole; what a part of the statement made is none. */
function scannedTables(plan: string): string[] {
  const made = [...plan.matchAll(/^(?:CO-ROUTINE|MATERIALIZE) (\w+)$/gm)].map(([, name]) => name);
  const scanned = [...plan.matchAll(/^SCAN (\w+)$/gm)].flatMap(([, name]) => name ?? []);
  return scanned.filter((name) => !made.includes(name));
}

/** How the database carries out each statement of a list; PostgreSQL as if its tables were large. */
async function plansOf(
  location: LedgerLocation,
  list: (db: LedgerDatabase) => Promise<unknown>,
  kind: 'select' | 'update' = 'select',
): Promise<string[]> {
  const asked: { sql: string; parameters: readonly unknown[] }[] = [];
  const log = ({ query }: LogEvent) => {
    const isQuery = query.sql.startsWith(kind);
    if (isQuery) asked.push({ sql: query.sql, parameters: query.parameters });
  };
  if (location.kind === 'sqlite') {
    const dialect = nodeSqliteDialect(location.path);
    const db = new Kysely<LedgerTables>({ dialect, log });
    onTestFinished(() => db.destroy());
    await list(db);
    const plans = [];
    for (const { sql, parameters } of [...asked]) {
      const { rows } = await db.executeQuery<{ detail: string }>(
        CompiledQuery.raw(`explain query plan ${sql}`, [...parameters]),
      );
      plans.push(rows.map((row) => row.detail).join('\n'));
    }
    return plans;
  }
  const pool = quietPool(location.url, 1);
  const db = new Kysely<LedgerTables>({ dialect: new PostgresDialect({ pool }), log });
  try {
    await list(db);
    await pool.query('set enable_seqscan = off');
    await pool.query('set enable_bitmapscan = off');
    const plans = [];
    for (const { sql, parameters } of asked) {
      const { rows } = await pool.query(`explain ${sql}`, [...parameters]);
      plans.push(rows.map((row) => row['QUERY PLAN']).join('\n'));
    }
    return plans;
  } finally {
    await db.destroy();
  }
}
