import { DAY } from '../clock.ts';
import { ConfigError } from '../errors.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { ReceiptRow } from '../ledger/receipt-facts.ts';
import type { SalesOrderRow } from '../ledger/sales-orders.ts';
import type { ShopRefundRow } from '../ledger/shop-refunds.ts';

export type MonthLedger = Pick<
  Ledger,
  'listOrders' | 'listReceipts' | 'listShopRefunds' | 'loadSalesOrders'
>;

/** A month of UTC and whose; no account named = all of them. */
export type AskedMonth = { month: string; accountId?: string | undefined };

/** A receipt with the number of its order in the shop; null = it is not there. */
export type MonthReceipt = ReceiptRow & { woo_order_number: string | null };

/** What happened in a month, oldest first. */
export type MonthRows = {
  receipts: MonthReceipt[];
  /** orders placed in it that are in the shop */
  orders: SalesOrderRow[];
  shopRefunds: ShopRefundRow[];
};

const ROWS_AT_A_TIME = 1_000;

/**
 * The moments of a month of UTC, as OTTO counts its receipts: from, and up to but without until.
 *
 * @param month e.g. "2026-11"
 * @throws ConfigError `month-invalid`
 */
export function momentsOfMonth(month: string): { from: string; until: string } {
  const from = /^20\d\d-(0[1-9]|1[0-2])$/.test(month) ? Date.parse(`${month}-01T00:00Z`) : NaN;
  if (Number.isNaN(from)) {
    throw new ConfigError('month-invalid', `No month: ${month}`, { params: { month } });
  }
  const until = new Date(from + 31 * DAY);
  until.setUTCDate(1);
  return { from: new Date(from).toISOString(), until: until.toISOString() };
}

/** @throws ConfigError `month-invalid` */
export async function readMonth(
  ledger: MonthLedger,
  { month, accountId }: AskedMonth,
): Promise<MonthRows> {
  const { from, until } = momentsOfMonth(month);
  return {
    receipts: await allReceipts(ledger, { accountId, createdFrom: from, createdTo: until }),
    orders: await allOrders(ledger, { accountId, orderedFrom: from, orderedTo: until }),
    shopRefunds: await ledger.listShopRefunds({ accountId, from, until }),
  };
}

async function allReceipts(
  ledger: MonthLedger,
  filter: { accountId: string | undefined; createdFrom: string; createdTo: string },
): Promise<MonthReceipt[]> {
  const all: MonthReceipt[] = [];
  for (;;) {
    const last = all.at(-1);
    const before = last && {
      createdAt: last.created_at,
      receiptNumber: last.receipt_number,
      accountId: last.account_id,
    };
    const { rows } = await ledger.listReceipts({ ...filter, before, limit: ROWS_AT_A_TIME });
    all.push(...(await withShopNumbers(ledger, rows)));
    if (rows.length < ROWS_AT_A_TIME) return all.toReversed();
  }
}

async function withShopNumbers(
  ledger: MonthLedger,
  rows: readonly ReceiptRow[],
): Promise<MonthReceipt[]> {
  const orders = new Map<string, Map<string, SalesOrderRow>>();
  for (const [accountId, ofAccount] of Map.groupBy(rows, (row) => row.account_id)) {
    const ids = [...new Set(ofAccount.map((row) => row.sales_order_id))];
    orders.set(accountId, await ledger.loadSalesOrders(accountId, ids));
  }
  return rows.map((row) => {
    const order = orders.get(row.account_id)?.get(row.sales_order_id);
    return { ...row, woo_order_number: order?.woo_order_number ?? null };
  });
}

async function allOrders(
  ledger: MonthLedger,
  filter: { accountId: string | undefined; orderedFrom: string; orderedTo: string },
): Promise<SalesOrderRow[]> {
  const all: SalesOrderRow[] = [];
  for (;;) {
    const last = all.at(-1);
    const before = last && {
      at: last.ordered_at,
      salesOrderId: last.sales_order_id,
      accountId: last.account_id,
    };
    const page = { sort: 'oldest' as const, before, limit: ROWS_AT_A_TIME };
    const { rows } = await ledger.listOrders({ ...filter, ...page });
    all.push(...rows);
    if (rows.length < ROWS_AT_A_TIME) return all.filter((row) => row.woo_order_id !== null);
  }
}
