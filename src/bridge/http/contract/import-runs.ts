import { z } from 'zod';
import { nothing, operation } from './operation.ts';
import { accountId, askedMoment, cursor, limit, moment, nextCursor, told } from './parts.ts';

const importRunId = z.uuid();
const count = z.int().nonnegative();

export const importRun = z.object({
  importRunId,
  accountId: z.string(),
  /** who asked for it */
  cause: z.string(),
  isRehearsal: z.boolean(),
  state: z.enum(['running', 'finished', 'failed']),
  since: moment.nullable(),
  startedAt: moment,
  finishedAt: moment.nullable(),
  /** orders, by what became of them; of a rehearsal: what would have */
  counters: z.object({
    seen: count,
    created: count,
    updated: count,
    unchanged: count,
    backlog: count,
    held: count,
    failed: count,
    skipped: count,
  }),
  /** the counters in one sentence */
  summary: z.string(),
  /** why the run ended early */
  fault: told.nullable(),
  /** when the account is next imported by schedule */
  nextRunAt: moment.nullable(),
});

export const importRunLine = z.object({
  lineId: z.int(),
  at: moment,
  salesOrderId: z.string().nullable(),
  orderNumber: z.string().nullable(),
  outcome: z.string(),
  outcomeWord: z.string(),
  wooOrderId: z.int().nullable(),
  reason: told.nullable(),
});

export const importRunOperations = {
  startImportRuns: operation({
    method: 'post',
    path: '/api/v1/import-runs',
    access: 'operate',
    area: 'imports',
    summary: 'Fetch orders now; joins a run that is already in hand',
    params: nothing,
    query: nothing,
    body: z.strictObject({
      /** default: every active account; a draft account is rehearsed */
      accountIds: z.array(accountId).min(1).max(100).optional(),
      /** read everything changed since then, and let orders placed since then in */
      since: askedMoment.optional(),
      /** write nothing to the shop */
      rehearse: z.boolean().optional(),
    }),
    status: 202,
    answer: z.array(
      z.object({
        accountId: z.string(),
        importRunId,
        joined: z.boolean(),
        isRehearsal: z.boolean(),
      }),
    ),
  }),
  listImportRuns: operation({
    method: 'get',
    path: '/api/v1/import-runs',
    access: 'view',
    area: 'imports',
    summary: 'Import runs, newest first',
    params: nothing,
    query: z.strictObject({
      accountId: accountId.optional(),
      limit,
      cursor: cursor.optional(),
    }),
    body: nothing,
    status: 200,
    answer: z.object({ items: z.array(importRun), nextCursor }),
  }),
  getImportRun: operation({
    method: 'get',
    path: '/api/v1/import-runs/:importRunId',
    access: 'view',
    area: 'imports',
    summary: 'One import run: how far it is, or what it came to',
    params: z.strictObject({ importRunId }),
    query: nothing,
    body: nothing,
    status: 200,
    answer: importRun,
  }),
  listImportRunLines: operation({
    method: 'get',
    path: '/api/v1/import-runs/:importRunId/lines',
    access: 'view',
    area: 'imports',
    summary: 'What a run did with each order it touched, oldest first',
    params: z.strictObject({ importRunId }),
    query: z.strictObject({
      /** the `nextAfter` of the page before */
      after: z.coerce.number().int().min(0).max(2_147_483_647).default(0),
      limit,
    }),
    body: nothing,
    status: 200,
    /** `nextAfter` null = no more for now; a running run may still add lines */
    answer: z.object({ items: z.array(importRunLine), nextAfter: z.int().nullable() }),
  }),
};
