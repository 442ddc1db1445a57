import { z } from 'zod';
import { nothing, operation } from './operation.ts';
import { amount, askedMoment, currency, cursor, limit, moment, nextCursor } from './parts.ts';

/** OTTO pays its partners in sums: this record holds the full sum of one order, and no money behind it. */
export const payment = z.object({
  accountId: z.string(),
  salesOrderId: z.string(),
  orderNumber: z.string(),
  wooOrderId: z.int().nullable(),
  paymentSystem: z.literal('OTTO Market'),
  /** how the buyer pays OTTO */
  paymentMethod: z.string().nullable(),
  amount,
  amountCents: z.int(),
  currency,
  paidAt: moment,
  changedAt: moment,
});

export const paymentOperations = {
  listPayments: operation({
    method: 'get',
    path: '/api/v1/payments',
    access: 'view',
    area: 'payments',
    summary: 'Payments of released orders, oldest change first',
    params: nothing,
    query: z.strictObject({
      /** changed then or later */
      changedSince: askedMoment.optional(),
      limit,
      cursor: cursor.optional(),
    }),
    body: nothing,
    status: 200,
    answer: z.object({ items: z.array(payment), nextCursor }),
  }),
};
