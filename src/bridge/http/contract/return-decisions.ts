import { z } from 'zod';
import {
  ACCEPTANCE_REASONS,
  REJECTION_REASONS,
  RETURN_CONDITIONS,
} from '../../../mapping/returns/return-words.ts';
import { nothing, operation } from './operation.ts';
import { accountId, amount, moment, told } from './parts.ts';
import {
  key,
  orderReference,
  positionItemId,
  transmission,
  transmissionState,
} from './report-parts.ts';

/** More than OTTO takes at once is answered by 413, which says how many it takes. */
const MOST_ASKED = 5_000;

const condition = z.enum(RETURN_CONDITIONS);
const reason = z.enum([...ACCEPTANCE_REASONS, ...REJECTION_REASONS]);
const decision = z.enum(['accept', 'reject']);

/** `due`: goes to OTTO now; `waits`: for what `about` says; `known`: said before, nothing is done twice. */
const outcome = z.enum(['due', 'waits', 'known', 'refused']);

const askedDecision = z.strictObject({
  /** only needed where two accounts have an order of that id */
  accountId: accountId.optional(),
  /** OTTO's id; its number, or the shop's, is understood as well */
  salesOrderId: orderReference,
  positionItemId,
  decision,
  /** A original packaging … E faulty or incomplete */
  condition,
  /** one of the acceptance's eight or the rejection's seven */
  reason,
});

/** What became of one piece, or would become of it. */
export const decidedReturn = z.object({
  accountId: z.string().nullable(),
  /** as it was asked for, where no order was found */
  salesOrderId: z.string(),
  orderNumber: z.string().nullable(),
  wooOrderId: z.int().nullable(),
  positionItemId: z.string(),
  sku: z.string().nullable(),
  decision,
  condition,
  conditionWord: z.string(),
  reason,
  reasonWord: z.string(),
  outcome,
  outcomeWord: z.string(),
  /** null where nothing was committed */
  transmissionId: z.string().nullable(),
  state: transmissionState.nullable(),
  /** what it waits for, or why it is refused */
  about: told.nullable(),
  /** what goes back to the buyer by it, as far as the bridge knows; 0 of a rejection */
  cents: z.int(),
  amount,
  /** the shop puts the piece back on stock, by the import rules, the reason and the condition */
  isRestocked: z.boolean(),
});

const counts = z.object({
  due: z.int().nonnegative(),
  waits: z.int().nonnegative(),
  known: z.int().nonnegative(),
  refused: z.int().nonnegative(),
});

const price = z.object({
  /** what the buyer paid for the piece, as OTTO's receipt says where it could be asked */
  priceCents: z.int(),
  /** what went back already, or is on its way back */
  reducedCents: z.int(),
  /** a price reduction has to be less than this */
  leftCents: z.int(),
  /** false: OTTO could not be asked, the sums are as the bridge knows them */
  isFromOtto: z.boolean(),
});

export const pieceReductions = price.extend({
  positionItemId: z.string(),
  sku: z.string(),
  /** why OTTO could not be asked */
  fault: told.nullable(),
  /** what OTTO lists, newest first */
  listed: z.array(
    z.object({
      receiptNumber: z.string().nullable(),
      cents: z.int(),
      amount,
      createdAt: moment.nullable(),
      /** INITIATED, PROCESSED, REJECTED, or OTTO's own word */
      status: z.string(),
      statusWord: z.string(),
    }),
  ),
  /** those asked for here, newest first */
  ours: z.array(transmission),
});

const choice = z.object({ code: z.string(), word: z.string() });

export const returnDecisionOperations = {
  decideReturns: operation({
    method: 'post',
    path: '/api/v1/return-decisions',
    access: 'operate',
    area: 'returns',
    summary: 'Accept or reject returns, up to 200 pieces; an acceptance can’t be undone at OTTO',
    params: nothing,
    query: nothing,
    body: z.strictObject({
      decisions: z.array(askedDecision).min(1).max(MOST_ASKED),
      /** true: says what would come of it, and commits nothing */
      dryRun: z.boolean().default(false),
    }),
    status: 200,
    answer: z.object({
      isCommitted: z.boolean(),
      items: z.array(decidedReturn),
      counts,
      /** of what goes to OTTO by it: what cannot be undone */
      extent: z.object({
        pieces: z.int().nonnegative(),
        orders: z.int().nonnegative(),
        accepted: z.int().nonnegative(),
        rejected: z.int().nonnegative(),
        restocked: z.int().nonnegative(),
        sumCents: z.int(),
        sum: amount,
        /** all of it in a sentence or two, to be shown before it is confirmed */
        what: z.string(),
      }),
    }),
  }),
  reducePrice: operation({
    method: 'post',
    path: '/api/v1/price-reductions',
    access: 'operate',
    area: 'returns',
    summary: 'Give part of a kept piece’s price back; OTTO adds repeats up, so each has its id',
    params: nothing,
    query: nothing,
    body: z.strictObject({
      accountId: accountId.optional(),
      salesOrderId: orderReference,
      positionItemId,
      amountCents: z.int().min(1).max(99_999_999),
      /** made once for each intent: sent in again it changes nothing */
      requestId: key,
      /** the same amount went back within the last day, and is meant once more */
      again: z.boolean().default(false),
      /** true: says what would come of it, and commits nothing */
      dryRun: z.boolean().default(false),
    }),
    status: 200,
    answer: z.object({
      isCommitted: z.boolean(),
      accountId: z.string().nullable(),
      salesOrderId: z.string(),
      orderNumber: z.string().nullable(),
      wooOrderId: z.int().nullable(),
      positionItemId: z.string(),
      sku: z.string().nullable(),
      outcome,
      outcomeWord: z.string(),
      transmissionId: z.string().nullable(),
      state: transmissionState.nullable(),
      /** what it waits for, or why it is refused; `reduction-same-today` is answered by `again` */
      about: told.nullable(),
      amountCents: z.int(),
      /** null where the piece is not known */
      price: price
        .extend({
          /** what the buyer will have paid for the piece after this one */
          newTotalCents: z.int(),
        })
        .nullable(),
      /** what has to be known before it is confirmed */
      what: z.string(),
    }),
  }),
  listPriceReductions: operation({
    method: 'get',
    path: '/api/v1/price-reductions',
    access: 'view',
    area: 'returns',
    summary: 'Price reductions of a piece, or of each piece of an order: ours, and what OTTO lists',
    params: nothing,
    query: z.strictObject({
      accountId: accountId.optional(),
      salesOrderId: orderReference,
      positionItemId: positionItemId.optional(),
    }),
    body: nothing,
    status: 200,
    answer: z.object({
      accountId: z.string(),
      salesOrderId: z.string(),
      orderNumber: z.string(),
      items: z.array(pieceReductions),
    }),
  }),
  listReturnReasons: operation({
    method: 'get',
    path: '/api/v1/return-reasons',
    access: 'view',
    area: 'returns',
    summary: 'OTTO’s reasons and conditions with words, for choosing',
    params: nothing,
    query: nothing,
    body: nothing,
    status: 200,
    answer: z.object({
      accept: z.array(
        choice.extend({
          code: z.enum(ACCEPTANCE_REASONS),
          /** the condition to be said where no goods come back that could be in one; null = choose */
          fixedCondition: condition.nullable(),
        }),
      ),
      reject: z.array(choice.extend({ code: z.enum(REJECTION_REASONS) })),
      conditions: z.array(choice.extend({ code: condition })),
      /** so many pieces at a time */
      mostDecisions: z.int().positive(),
    }),
  }),
};
