import type { Express } from 'express';
import { z } from 'zod';
import { textFromCents } from '../../../mapping/money.ts';
import { placeOfPayment } from '../../ledger/payments.ts';
import { API_OPERATIONS } from '../api-contract.ts';
import { accountId, moment } from '../contract/parts.ts';
import { pageOf, readCursor } from '../cursor.ts';
import type { HttpParts, LanguageOf } from '../http-parts.ts';
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
    const total = await ledger.sumPayments({ ...filter, most: MOST_SUMMED });
    return {
      items: page.rows.map(presentPayment),
      nextCursor: page.nextCursor,
      total: { ...total, sum: textFromCents(total.sumCents), currency: 'EUR' as const },
    };
  });
}
