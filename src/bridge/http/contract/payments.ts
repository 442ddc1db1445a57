import { z } from 'zod';
import { nothing, operation } from './operation.ts';
import {
  accountId,
  amount,
  askedMoment,
  currency,
  cursor,
  limit,
  moment,
  nextCursor,
  search,
} from './parts.ts';

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
  /** of its order; null = OTTO has written none that the bridge knows of */
  receipts: z
    .object({
      count: z.int().positive(),
      /** newest first */
      numbers: z.array(z.string()),
      /** purchases less refunds; technical receipts are not among it */
      balanceCents: z.int(),
      balance: amount,
      lastCreatedAt: moment,
    })
    .nullable(),
});

export const paymentOperations = {
  listPayments: operation({
    method: 'get',
    path: '/api/v1/payments',
    access: 'view',
    area: 'payments',
    summary: 'Payments of released orders, oldest change first',
    params: nothing,
    query: z
      .strictObject({
        accountId: accountId.optional(),
        /** changed then or later: what somebody who fetches payments has not seen yet */
        changedSince: askedMoment.optional(),
        /** paid then or later; a list by payment, not by change */
        paidFrom: askedMoment.optional(),
        /** paid before then */
        paidTo: askedMoment.optional(),
        /** what the order number begins with */
        search: search.optional(),
        sort: z.enum(['oldest', 'newest']).default('oldest'),
        limit,
        cursor: cursor.optional(),
      })
      .refine(
        ({ changedSince, paidFrom, paidTo }) =>
          changedSince === undefined || (paidFrom === undefined && paidTo === undefined),
        { path: ['changedSince'], error: 'not together with paidFrom or paidTo' },
      ),
    body: nothing,
    status: 200,
    answer: z.object({
      items: z.array(payment),
      nextCursor,
      /** of all pages, counted up to 10,000 payments */
      total: z.object({
        count: z.int().nonnegative(),
        sumCents: z.int(),
        sum: amount,
        currency,
        /** there are more than were counted */
        isCapped: z.boolean(),
      }),
    }),
  }),
};
