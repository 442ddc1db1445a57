import type { Express } from 'express';
import { z } from 'zod';
import { textFromCents } from '../../../mapping/money.ts';
import type { OrderReceipts } from '../../ledger/payment-receipts.ts';
import { type PaymentRow, placeOfPayment } from '../../ledger/payments.ts';
import { API_OPERATIONS } from '../api-contract.ts';
import { accountId, moment } from '../contract/parts.ts';
import { pageOf, readCursor } from '../cursor.ts';
import type { HttpLedger, HttpParts, LanguageOf } from '../http-parts.ts';
import { presentPayment } from '../present/payments.ts';
import { serveOperation } from '../serve-operation.ts';

const placeSchema = z
  .tuple([moment, z.string().max(200), accountId])
  .transform(([at, salesOrderId, account]) => ({
    at,
    salesOrderId,
    accountId: account,
  }));

/** Of all pages together, so many are summed up. */
const MOST_SUMMED = 10_000;

export function servePayments(app: Express, { ledger }: HttpParts, languageOf: LanguageOf): void {
  serveOperation(app, API_OPERATIONS.listPayments, languageOf, async ({ query }) => {
    const { cursor, limit, sort, ...filter } = query;
    const after = readCursor(cursor, placeSchema);
    const rows = await ledger.listPayments({ ...filter, sort, after, limit: limit + 1 });
    const page = pageOf(rows, limit, (row) => {
      const { at, ...order } = placeOfPayment(row, filter);
      return [at, order.salesOrderId, order.accountId];
    });
    const receipts = await receiptsOf(ledger, page.rows);
    const total = await ledger.sumPayments({ ...filter, most: MOST_SUMMED });
    return {
      items: page.rows.map((row) => presentPayment(row, receipts.get(keyOf(row)))),
      nextCursor: page.nextCursor,
      total: { ...total, sum: textFromCents(total.sumCents), currency: 'EUR' as const },
    };
  });
}

function keyOf(row: PaymentRow): string {
  return `${row.account_id} ${row.sales_order_id}`;
}

/** The receipts of the orders of some payments: one query for each account. */
async function receiptsOf(
  ledger: Pick<HttpLedger, 'loadReceiptSums'>,
  rows: readonly PaymentRow[],
): Promise<Map<string, OrderReceipts>> {
  const receipts = new Map<string, OrderReceipts>();
  for (const [account, ofAccount] of Map.groupBy(rows, (row) => row.account_id)) {
    const ids = ofAccount.map((row) => row.sales_order_id);
    for (const [id, sums] of await ledger.loadReceiptSums(account, ids)) {
      receipts.set(`${account} ${id}`, sums);
    }
  }
  return receipts;
}
