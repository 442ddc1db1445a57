import type { Express } from 'express';
import { z } from 'zod';
import { textFromCents } from '../../../mapping/money.ts';
import { placeOfReceipt, type ReceiptFilter } from '../../ledger/list-receipts.ts';
import type { ReceiptRow } from '../../ledger/receipt-facts.ts';
import { detailsKey } from '../../overview/describe-orders.ts';
import type { OrderReceiptsView } from '../../receipts/check-order.ts';
import { monthCsv } from '../../receipts/month-csv.ts';
import { momentsOfMonth, readMonth } from '../../receipts/month-rows.ts';
import { receiptTypeWord } from '../../words/receipt-words.ts';
import type { Language } from '../../words/saying.ts';
import { type AnswerOf, API_OPERATIONS, type QueryOf } from '../api-contract.ts';
import { accountId } from '../contract/parts.ts';
import { pageOf, readCursor } from '../cursor.ts';
import type { HttpParts, LanguageOf } from '../http-parts.ts';
import { type OrderOfReceipt, presentCheck, presentReceipt } from '../present/receipts.ts';
import { Problem } from '../problem.ts';
import { serveOperation } from '../serve-operation.ts';

/** Of each type, so many receipts are summed up. */
const MOST_SUMMED = 50_000;

const placeSchema = z
  .tuple([z.string().max(40), z.string().max(200), accountId])
  .transform(([createdAt, receiptNumber, account]) => ({
    createdAt,
    receiptNumber,
    accountId: account,
  }));

const checkPlaceSchema = z
  .tuple([accountId, z.string().max(200)])
  .transform(([account, salesOrderId]) => ({ accountId: account, salesOrderId }));

export function serveReceipts(app: Express, parts: HttpParts, languageOf: LanguageOf): void {
  const { ledger, receipts } = parts;

  serveOperation(app, API_OPERATIONS.listReceipts, languageOf, async ({ query, language }) => {
    const { cursor, limit, ...filter } = query;
    const before = readCursor(cursor, placeSchema);
    const found = await ledger.listReceipts({ ...filterOf(filter), before, limit: limit + 1 });
    const page = pageOf(found.rows, limit, (row) => {
      const place = placeOfReceipt(row);
      return [place.createdAt, place.receiptNumber, place.accountId];
    });
    const orders = await ordersOf(parts, page.rows);
    return {
      items: page.rows.map((row) => presentReceipt(language, row, orders.get(detailsKey(row)))),
      nextCursor: page.nextCursor,
      isCapped: found.isCapped,
    };
  });

  serveOperation(app, API_OPERATIONS.countReceipts, languageOf, async ({ query, language }) => {
    const counts = await ledger.countReceipts({ ...filterOf(query), most: MOST_SUMMED });
    const balanceCents = counts.reduce(
      (sum, { type, grossCents }) => (type === 'PURCHASE' ? sum + grossCents : sum - grossCents),
      0,
    );
    return {
      items: counts.map((count) => ({
        ...count,
        typeWord: receiptTypeWord(language, count.type),
        gross: textFromCents(count.grossCents),
        fees: textFromCents(count.feesCents),
        discounts: textFromCents(count.discountsCents),
        vouchers: textFromCents(count.vouchersCents),
        due: textFromCents(count.dueCents),
      })),
      balanceCents,
      balance: textFromCents(balanceCents),
      currency: 'EUR' as const,
    };
  });

  serveOperation(app, API_OPERATIONS.getReceiptsOfOrder, languageOf, async (asked) => {
    const view = await receipts.viewOrder(asked.params);
    return presentView(parts, asked.language, view);
  });

  serveOperation(app, API_OPERATIONS.checkReceiptsAgain, languageOf, async (asked) => {
    const view = await receipts.checkOrder(asked.params, parts.stopping);
    const orderNumber = view?.facts.row?.order_number;
    if (orderNumber !== undefined) asked.note({ subject: orderNumber });
    return presentView(parts, asked.language, view);
  });

  serveOperation(app, API_OPERATIONS.getReceiptPdf, languageOf, async ({ params, note }) => {
    const { accountId: account, receiptNumber } = params;
    const known = await ledger.loadReceipt(account, receiptNumber);
    if (!known) throw new Problem(404, 'receipt-unknown', { params: { receiptNumber } });
    const pdf = await receipts.readPdf(params, parts.stopping);
    if (!pdf) throw new Problem(404, 'receipt-pdf-missing', { params: { receiptNumber } });
    note({ subject: receiptNumber });
    return pdf;
  });

  serveOperation(
    app,
    API_OPERATIONS.downloadMonthCsv,
    languageOf,
    async ({ params, query, language }) =>
      monthCsv(language, await readMonth(ledger, { ...params, ...query })),
  );

  serveOperation(app, API_OPERATIONS.readReceiptsNow, languageOf, async ({ body }) =>
    parts.readReceiptsNow(body),
  );

  serveOperation(app, API_OPERATIONS.listReceiptChecks, languageOf, async ({ query, language }) => {
    const { cursor, limit, ...filter } = query;
    const after = readCursor(cursor, checkPlaceSchema);
    const rows = await ledger.listReceiptChecks({ ...filter, after, limit: limit + 1 });
    const page = pageOf(rows, limit, (row) => [row.account_id, row.sales_order_id]);
    const orders = await ordersOf(parts, page.rows);
    return {
      items: page.rows.map((row) => {
        const order = orders.get(detailsKey(row));
        const orderNumber = order?.row.order_number ?? null;
        const wooOrderId = order?.row.woo_order_id ?? null;
        return {
          accountId: row.account_id,
          salesOrderId: row.sales_order_id,
          orderNumber,
          wooOrderId,
          shopUrl: order?.shopUrl ?? null,
          check: presentCheck(language, { orderNumber, wooOrderId }, row),
        };
      }),
      nextCursor: page.nextCursor,
    };
  });
}

/** A month is a range like any other. */
function filterOf({ month, ...filter }: QueryOf<'countReceipts'>): ReceiptFilter {
  if (month === undefined) return filter;
  const { from, until } = momentsOfMonth(month);
  return { ...filter, createdFrom: from, createdTo: until };
}

/** The orders of some rows that the ledger knows, by {@link detailsKey}. */
async function ordersOf(
  { ledger, overview }: Pick<HttpParts, 'ledger' | 'overview'>,
  rows: readonly Pick<ReceiptRow, 'account_id' | 'sales_order_id'>[],
): Promise<Map<string, OrderOfReceipt>> {
  const orders = new Map<string, OrderOfReceipt>();
  for (const [account, ofAccount] of Map.groupBy(rows, (row) => row.account_id)) {
    const ids = [...new Set(ofAccount.map((row) => row.sales_order_id))];
    const known = [...(await ledger.loadSalesOrders(account, ids)).values()];
    const details = await overview.describeOrders(known);
    for (const row of known) {
      const key = detailsKey(row);
      orders.set(key, { row, shopUrl: details.get(key)?.shopUrl });
    }
  }
  return orders;
}

async function presentView(
  parts: HttpParts,
  language: Language,
  view: OrderReceiptsView | undefined,
): Promise<AnswerOf<'getReceiptsOfOrder'>> {
  if (!view) throw new Problem(404, 'order-unknown');
  const { facts, check } = view;
  const { row, receipts } = facts;
  const details = row && (await parts.overview.describeOrders([row])).get(detailsKey(row));
  const order = row && { row, shopUrl: details?.shopUrl };
  const names = {
    orderNumber: row?.order_number ?? receipts[0]?.order_number ?? null,
    wooOrderId: row?.woo_order_id ?? null,
  };
  return {
    items: receipts.map((receipt) => presentReceipt(language, receipt, order)),
    check: presentCheck(language, names, check),
  };
}
