import { z } from 'zod';
import { nothing, operation } from './operation.ts';
import { accountId, askedMoment, cursor, limit, moment, nextCursor, told } from './parts.ts';

const reconcileRunId = z.uuid();
const differenceId = z.int().min(1).max(2_147_483_647);
const count = z.int().nonnegative();

export const reconcileRun = z.object({
  reconcileRunId,
  accountId: z.string(),
  /** who asked for it */
  cause: z.string(),
  state: z.enum(['running', 'finished', 'failed']),
  /** orders placed at OTTO from here on, up to but without `until` */
  from: moment,
  until: moment,
  startedAt: moment,
  finishedAt: moment.nullable(),
  /** e.g. "127 = 127 = 127, nothing open"; null while it runs, and when it ended early */
  line: z.string().nullable(),
  counts: z
    .object({
      atOtto: count,
      inLedger: count,
      inShop: count,
      waiting: count,
      keptOut: count,
      differences: count,
    })
    .nullable(),
  /** why orders wait or stay out of the shop, and how many for each reason */
  reasons: z.array(z.object({ code: z.string(), word: z.string(), count })),
  /** why it ended early */
  fault: told.nullable(),
});

export const reconcileDifference = z.object({
  differenceId,
  accountId: z.string(),
  salesOrderId: z.string(),
  orderNumber: z.string(),
  /** what differs; ids and sums stand in its params */
  about: told,
  /** what the bridge can do about it; null = a person has to */
  repair: z.string().nullable(),
  repairWord: z.string(),
  repairedAt: moment.nullable(),
});

export const reconcileOperations = {
  startReconcileRuns: operation({
    method: 'post',
    path: '/api/v1/reconcile-runs',
    access: 'operate',
    area: 'reconcile',
    summary: 'Compare OTTO, bridge and shop now; joins a comparison that is already in hand',
    params: nothing,
    query: nothing,
    body: z.strictObject({
      /** default: every active account */
      accountIds: z.array(accountId).min(1).max(100).optional(),
      /** order dates; default: the days of the settings, and every order that is still open */
      from: askedMoment.optional(),
      until: askedMoment.optional(),
    }),
    status: 202,
    answer: z.array(z.object({ accountId: z.string(), reconcileRunId, joined: z.boolean() })),
  }),
  listReconcileRuns: operation({
    method: 'get',
    path: '/api/v1/reconcile-runs',
    access: 'view',
    area: 'reconcile',
    summary: 'Comparisons, newest first',
    params: nothing,
    query: z.strictObject({ accountId: accountId.optional(), limit, cursor: cursor.optional() }),
    body: nothing,
    status: 200,
    answer: z.object({ items: z.array(reconcileRun), nextCursor }),
  }),
  getReconcileRun: operation({
    method: 'get',
    path: '/api/v1/reconcile-runs/:reconcileRunId',
    access: 'view',
    area: 'reconcile',
    summary: 'One comparison: its line, and what was counted',
    params: z.strictObject({ reconcileRunId }),
    query: nothing,
    body: nothing,
    status: 200,
    answer: reconcileRun,
  }),
  listReconcileDifferences: operation({
    method: 'get',
    path: '/api/v1/reconcile-runs/:reconcileRunId/differences',
    access: 'view',
    area: 'reconcile',
    summary: 'What a comparison found, each with its repair',
    params: z.strictObject({ reconcileRunId }),
    query: z.strictObject({
      /** the `nextAfter` of the page before */
      after: z.coerce.number().int().min(0).max(2_147_483_647).default(0),
      limit,
    }),
    body: nothing,
    status: 200,
    answer: z.object({ items: z.array(reconcileDifference), nextAfter: z.int().nullable() }),
  }),
  downloadReconcileDifferences: operation({
    method: 'get',
    path: '/api/v1/reconcile-runs/:reconcileRunId/differences.csv',
    access: 'view',
    area: 'reconcile',
    summary: 'The same as a file for spreadsheets, in the language of the request',
    params: z.strictObject({ reconcileRunId }),
    query: nothing,
    body: nothing,
    status: 200,
    mediaType: 'text/csv',
    answer: z.string(),
  }),
  startRepair: operation({
    method: 'post',
    path: '/api/v1/reconcile-runs/:reconcileRunId/repair',
    access: 'operate',
    area: 'reconcile',
    summary: 'Repair differences; `repairedAt` and the next comparison show what came of it',
    params: z.strictObject({ reconcileRunId }),
    query: nothing,
    body: z.strictObject({
      /** default: all that the bridge can repair */
      differenceIds: z.array(differenceId).min(1).max(1_000).optional(),
    }),
    status: 202,
    answer: z.object({ reconcileRunId }),
  }),
};
