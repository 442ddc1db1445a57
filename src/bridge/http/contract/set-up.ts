import { z } from 'zod';
import { nothing, operation } from './operation.ts';
import { accountId, amount, askedMoment, moment, told } from './parts.ts';

/** The wizard's steps, in their order. */
export const SET_UP_STEPS = [
  'shop',
  'checks',
  'account',
  'statuses',
  'announced',
  'shipping',
  'mail-proof',
  'rehearsal',
  'live',
] as const;

/** Steps that are decisions, which only the owner can call done. */
export const DECIDED_STEPS = ['checks', 'statuses', 'announced', 'shipping'] as const;

const step = z.object({
  step: z.enum(SET_UP_STEPS),
  /** `later`: an earlier one is needed first */
  state: z.enum(['done', 'open', 'later', 'running', 'wrong']),
  /** what is so or what is missing, in one sentence; null = nothing to say */
  about: z.string().nullable(),
});

export const setUp = z.object({
  /** the first that is not done; null = all are */
  next: z.enum(SET_UP_STEPS).nullable(),
  /** whether an account is active */
  isLive: z.boolean(),
  /** the account the wizard is about; null = none yet */
  accountId: z.string().nullable(),
  steps: z.array(step),
});

const importRunId = z.uuid();

/** What one order would become. It holds names and addresses: shown, never kept. */
const rehearsedOrder = z.object({
  orderNumber: z.string().nullable(),
  orderedAt: moment.nullable(),
  isReadable: z.boolean(),
  /** what would happen: create, update, refund, none, skip, backlog, hold, fault; `unreadable` */
  action: z.string(),
  actionWord: z.string(),
  /** why it would not come in, or not at once */
  about: told.nullable(),
  /** what was sold, e.g. "2 × Kochbuch" */
  items: z.array(z.string()),
  total: amount.nullable(),
  /** the shop order as it would look; null = none would be made */
  order: z
    .object({
      status: z.string(),
      /** billing and shipping, line by line, as printed on a label */
      billing: z.array(z.string()),
      shipping: z.array(z.string()),
      lines: z.array(
        z.object({
          name: z.string(),
          sku: z.string(),
          quantity: z.number(),
          /** whether it would be a product of the shop, or a named line */
          isProduct: z.boolean(),
        }),
      ),
    })
    .nullable(),
  notes: z.array(z.string()),
  /** what is odd about it and does not keep it from coming in */
  issues: z.array(told),
  wooOrderId: z.int().nullable(),
});

export const rehearsal = z.object({
  importRunId,
  accountId: z.string(),
  isRunning: z.boolean(),
  startedAt: moment,
  endedAt: moment.nullable(),
  /** "14 orders would come in …"; null while it runs */
  summary: z.string().nullable(),
  fault: told.nullable(),
  /** orders seen so far */
  seen: z.int().nonnegative(),
  /** at most 200 */
  orders: z.array(rehearsedOrder),
  hasMore: z.boolean(),
});

export const setUpOperations = {
  getSetUp: operation({
    method: 'get',
    path: '/api/v1/set-up',
    access: 'view',
    area: 'settings',
    summary: 'How far the set-up has come, step by step',
    params: nothing,
    query: z.strictObject({ accountId: accountId.optional() }),
    body: nothing,
    status: 200,
    answer: setUp,
  }),
  confirmSetUpStep: operation({
    method: 'post',
    path: '/api/v1/set-up/steps/:step/confirm',
    access: 'configure',
    area: 'settings',
    summary: 'Call a step done that is a decision: the owner has seen it',
    params: z.strictObject({ step: z.enum(DECIDED_STEPS) }),
    query: nothing,
    body: nothing,
    status: 200,
    answer: setUp,
  }),
  startRehearsal: operation({
    method: 'post',
    path: '/api/v1/set-up/rehearsal',
    access: 'operate',
    area: 'imports',
    summary: 'See how orders would come in; writes nothing to the shop',
    params: nothing,
    query: nothing,
    /** `since`: orders changed since then; default = the last 14 days, whatever the account's start */
    body: z.strictObject({ accountId, since: askedMoment.optional() }),
    status: 202,
    answer: z.object({ importRunId }),
  }),
  getRehearsal: operation({
    method: 'get',
    path: '/api/v1/set-up/rehearsals/:importRunId',
    access: 'operate',
    area: 'imports',
    summary: 'What a rehearsal found, for 30 minutes; then 404 rehearsal-unknown',
    params: z.strictObject({ importRunId }),
    query: nothing,
    body: nothing,
    status: 200,
    noStore: true,
    answer: rehearsal,
  }),
};
