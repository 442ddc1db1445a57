import { z } from 'zod';
import { nothing, operation } from './operation.ts';
import { accountId, moment, salesOrderId, told } from './parts.ts';

/** JSON as the side sent it; what is personal, or not known to be harmless, stands there as •••. */
const rawSide = z.object({
  /** `absent` = that side has no such order */
  state: z.enum(['shown', 'absent', 'fault']),
  answer: z.json().nullable(),
  /** why that side gave no answer */
  fault: told.nullable(),
});

export const rawAnswerOperations = {
  getRawAnswers: operation({
    method: 'get',
    path: '/api/v1/orders/:accountId/:salesOrderId/raw',
    access: 'view',
    area: 'orders',
    summary:
      'What OTTO and the shop answer about an order now, word for word, personal data masked',
    params: z.strictObject({ accountId, salesOrderId }),
    query: nothing,
    body: nothing,
    status: 200,
    noStore: true,
    answer: z.object({
      readAt: moment,
      otto: rawSide,
      /** `answer` = { order, refunds, notes } */
      shop: rawSide,
    }),
  }),
};
