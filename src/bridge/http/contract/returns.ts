import { z } from 'zod';
import type { ReturnStep, ReturnStepReason } from '../../../mapping/returns/may-decide.ts';
import { RETURN_STATUSES } from '../../../mapping/returns/return-words.ts';
import { nothing, operation } from './operation.ts';
import { accountId, cursor, limit, moment, nextCursor, salesOrderId, told } from './parts.ts';
import { transmissionState } from './report-parts.ts';

const STEPS = [
  'accept',
  'reject',
  'sent-by-accident',
  'cancel-instead',
] as const satisfies readonly ReturnStep[];

const STEP_REASONS = [
  'piece-unknown',
  'not-released',
  'not-sent-yet',
  'cancelled',
  'already-accepted',
  'state-unknown',
  'decision-under-way',
  'decision-needs-attention',
  'decided-by-hand',
] as const satisfies readonly ReturnStepReason[];

const returnStatus = z.enum(RETURN_STATUSES);

/** A piece that came back, is on its way back, or could. */
export const returnItem = z.object({
  accountId: z.string(),
  positionItemId: z.string(),
  salesOrderId: z.string(),
  /** null where the bridge has no such order */
  orderNumber: z.string().nullable(),
  /** false: the bridge has no such order, so that a link to it would lead nowhere */
  isOrderKnown: z.boolean(),
  wooOrderId: z.int().nullable(),
  wooOrderNumber: z.string().nullable(),
  /** the order in the administration of WordPress */
  shopUrl: z.string().nullable(),
  sku: z.string().nullable(),
  /** what the buyer paid for it; null where the bridge has no such order */
  cents: z.int().nullable(),
  /** what OTTO's order says of the piece, e.g. SENT; null = not known here */
  pieceStatus: z.string().nullable(),
  pieceStatusWord: z.string().nullable(),
  /** ANNOUNCED, ACCEPTED, REJECTED, MISDIRECTED or OTTO's own word; null = OTTO lists no return of it */
  status: z.string().nullable(),
  statusWord: z.string(),
  /** of that status */
  occurredAt: moment.nullable(),
  /** of what was decided: A to E */
  condition: z.string().nullable(),
  conditionWord: z.string().nullable(),
  reason: z.string().nullable(),
  reasonWord: z.string().nullable(),
  /** of a misdirected one: where at OTTO it lies */
  ottoWarehouseId: z.string().nullable(),
  /** the numbers it comes back under; of one that is not announced, the one it was given when it left */
  trackingNumbers: z.array(
    z.object({
      carrier: z.string().nullable(),
      trackingNumber: z.string(),
      trackingUrl: z.string().nullable(),
    }),
  ),
  /** where the parcel is; null = nothing was heard of it */
  wayBack: z
    .object({
      /** ANNOUNCED, ON_THE_WAY, DELIVERED, or OTTO's own word */
      state: z.string(),
      stateWord: z.string(),
      at: moment.nullable(),
      carrier: z.string().nullable(),
      trackingNumber: z.string().nullable(),
    })
    .nullable(),
  /** the latest decision that was said here and not taken back */
  decision: z
    .object({
      transmissionId: z.string(),
      kind: z.enum(['acceptance', 'rejection']),
      kindWord: z.string(),
      state: transmissionState,
      stateWord: z.string(),
    })
    .nullable(),
  /** what may be done now, the likeliest first; empty = nothing, and `about` says why */
  steps: z.array(z.enum(STEPS)),
  stepReason: z.enum(STEP_REASONS).nullable(),
  about: told.nullable(),
});

const count = z.object({
  count: z.int().nonnegative(),
  /** there are more than were counted */
  isCapped: z.boolean(),
});

/** What a scanner gives or somebody types: letters and digits count, blanks and hyphens do not. */
const number = z
  .string()
  .trim()
  .min(3)
  .max(200)
  .regex(/^[^\p{Cc}]+$/u);

export const returnOperations = {
  listReturns: operation({
    method: 'get',
    path: '/api/v1/returns',
    access: 'view',
    area: 'returns',
    summary: 'Returns that OTTO lists, the latest change first',
    params: nothing,
    query: z.strictObject({
      accountId: accountId.optional(),
      status: returnStatus.optional(),
      /** true: those that wait for a decision: arrived, announced or not, or misdirected; false: all others */
      toDecide: z.stringbool().optional(),
      salesOrderId: salesOrderId.optional(),
      limit,
      cursor: cursor.optional(),
    }),
    body: nothing,
    status: 200,
    answer: z.object({
      items: z.array(returnItem),
      nextCursor,
      /** when OTTO's list was read last to its end; null = not yet */
      readAt: moment.nullable(),
    }),
  }),
  countReturns: operation({
    method: 'get',
    path: '/api/v1/returns/counts',
    access: 'view',
    area: 'returns',
    summary:
      'How many returns wait for a decision, are announced or on their way, and are of each other status',
    params: nothing,
    query: z.strictObject({ accountId: accountId.optional() }),
    body: nothing,
    status: 200,
    answer: z.object({
      toDecide: count,
      /** announced, and not among those to decide: the parcel has not arrived, or nothing is heard of it */
      announced: count,
      misdirected: count,
      accepted: count,
      rejected: count,
    }),
  }),
  findReturn: operation({
    method: 'get',
    path: '/api/v1/returns/find',
    access: 'view',
    area: 'returns',
    summary:
      'Pieces behind a return tracking number as scanned or typed, or behind an order number',
    params: nothing,
    query: z.strictObject({ number }),
    body: nothing,
    status: 200,
    answer: z.object({
      /** what it was found by; null = nothing was found */
      foundBy: z.enum(['return-number', 'given-with-shipment', 'order-number']).nullable(),
      items: z.array(returnItem),
    }),
  }),
  readReturnsNow: operation({
    method: 'post',
    path: '/api/v1/returns/read',
    access: 'operate',
    area: 'returns',
    summary: 'Read OTTO’s returns now, whatever the schedule; joins a run that is in hand',
    params: nothing,
    query: nothing,
    body: nothing,
    status: 202,
    answer: z.object({ joined: z.boolean() }),
  }),
};
