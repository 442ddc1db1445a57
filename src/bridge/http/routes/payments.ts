import type { Express } from 'express';
import { z } from 'zod';
import { API_OPERATIONS } from '../api-contract.ts';
import { accountId, moment } from '../contract/parts.ts';
import { pageOf, readCursor } from '../cursor.ts';
import type { HttpParts, LanguageOf } from '../http-parts.ts';
import { presentPayment } from '../present/payments.ts';
import { serveOperation } from '../serve-operation.ts';

const placeSchema = z
  .tuple([moment, z.string().max(200), accountId])
  .transform(([changedAt, salesOrderId, account]) => ({
    changedAt,
    salesOrderId,
    accountId: account,
  }));

export function servePayments(app: Express, parts: HttpParts, languageOf: LanguageOf): void {
  serveOperation(app, API_OPERATIONS.listPayments, languageOf, async ({ query }) => {
    const { changedSince, cursor, limit } = query;
    const after = readCursor(cursor, placeSchema);
    const rows = await parts.ledger.listPayments({ changedSince, after, limit: limit + 1 });
    const page = pageOf(rows, limit, (row) => [row.changed_at, row.sales_order_id, row.account_id]);
    return { items: page.rows.map(presentPayment), nextCursor: page.nextCursor };
  });
}
