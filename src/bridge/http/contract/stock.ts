import { z } from 'zod';
import { SKU_MATCHES } from '../../../mapping/stock/sku-match.ts';
import { STOCK_STATES } from '../../../mapping/stock/stock-words.ts';
import { stockNumberSchema } from '../../settings/settings-schema.ts';
import { nothing, operation } from './operation.ts';
import { accountId, cursor, limit, moment, nextCursor, search, told } from './parts.ts';

const count = z.int().nonnegative();
const quantity = z.int().nonnegative();
const sku = z.string().min(1).max(200);
const state = z.enum(STOCK_STATES);

/** One SKU of an account: what the shop has, what OTTO is to show, and what it shows. */
export const stockLevel = z.object({
  accountId: z.string(),
  sku: z.string(),
  title: z.string().nullable(),
  /** how the shop product was found; null = not looked for yet */
  match: z.enum(SKU_MATCHES).nullable(),
  /** several = a set */
  parts: z.array(
    z.object({
      shopSku: z.string(),
      productId: z.int(),
      /** null = the product itself */
      variationId: z.int().nullable(),
      /** how many of it are in one piece */
      quantity: z.int().positive(),
      /** the product in the administration of WordPress */
      shopUrl: z.string().nullable(),
    }),
  ),
  /** in pieces of this SKU, as the shop counts, which may be below zero; null = nothing that counts */
  shopQuantity: z.int().nullable(),
  shopReadAt: moment.nullable(),
  /** why nothing of the shop counts, or why OTTO is told less than the shop has */
  shopFinding: told.nullable(),
  /** pieces sold at OTTO that the shop has not taken from its stock yet */
  reserved: count,
  /** kept back; `own` is null where the common one is in force */
  buffer: z.object({ inForce: quantity, own: quantity.nullable() }),
  /** OTTO is never shown more; null in force = no limit */
  cap: z.object({ inForce: quantity.nullable(), own: quantity.nullable() }),
  /** what OTTO is to show; null = it is told nothing */
  target: quantity.nullable(),
  /** what OTTO took last */
  pushed: quantity.nullable(),
  pushedAt: moment.nullable(),
  /** what OTTO's list showed last */
  ottoQuantity: quantity.nullable(),
  ottoReadAt: moment.nullable(),
  /** OTTO's own date of its number */
  ottoChangedAt: moment.nullable(),
  state,
  stateWord: z.string(),
  /** what there is to say about OTTO's side */
  ottoFinding: told.nullable(),
  nextTryAt: moment.nullable(),
});

const stateCount = z.object({ state, stateWord: z.string(), count });

const vacation = z.object({
  isOn: z.boolean(),
  since: moment.nullable(),
  /** SKUs that OTTO knows and is told of */
  total: count,
  /** of those, as OTTO's list shows */
  atZero: count,
  /** when OTTO's list was read to its end last; null = not since the vacation began */
  verifiedAt: moment.nullable(),
  /** every one of them shows zero */
  isVerified: z.boolean(),
  /** how it stands, in one sentence, e.g. "OTTO shows zero for 240 of 250 SKUs …" */
  sentence: z.string(),
});

const vacationPreview = z.object({
  /** SKUs whose number at OTTO changes */
  changes: count,
  /** SKUs at OTTO that stay as they are */
  unchanged: count,
  /** what follows, in whole sentences */
  notice: z.string(),
});

export const stockOperations = {
  getStock: operation({
    method: 'get',
    path: '/api/v1/stock',
    access: 'view',
    area: 'stock',
    summary: 'How the stock stands between the shop and OTTO as a whole',
    params: nothing,
    query: nothing,
    body: nothing,
    status: 200,
    answer: z.object({
      isOn: z.boolean(),
      buffer: quantity,
      cap: quantity.nullable(),
      vacation,
      total: count,
      /** in the order of the states, those without a SKU too */
      states: z.array(stateCount),
      /** when the shop was last asked for what changed */
      shopReadAt: moment.nullable(),
      /** every number that counts was read from the shop then or later; null = not all of them yet */
      sweptAt: moment.nullable(),
      accounts: z.array(
        z.object({
          accountId: z.string(),
          name: z.string(),
          total: count,
          /** when OTTO's list was last read to its end */
          ottoReadAt: moment.nullable(),
          lastPushedAt: moment.nullable(),
        }),
      ),
      nextRunAt: moment.nullable(),
      /** what the owner should know, e.g. that several SKUs share one stock without a buffer */
      advice: z.array(told),
    }),
  }),
  listStock: operation({
    method: 'get',
    path: '/api/v1/stock/levels',
    access: 'view',
    area: 'stock',
    summary: 'The SKUs with the shop’s number and OTTO’s beside each other, by SKU',
    params: nothing,
    query: z.strictObject({
      accountId: accountId.optional(),
      state: state.optional(),
      /** what the SKU begins with, as it is spelled */
      search: search.optional(),
      limit,
      cursor: cursor.optional(),
    }),
    body: nothing,
    status: 200,
    answer: z.object({ items: z.array(stockLevel), nextCursor }),
  }),
  saveStockOfSku: operation({
    method: 'put',
    path: '/api/v1/stock/levels',
    access: 'operate',
    area: 'stock',
    summary: 'Give one SKU a buffer or a cap of its own, or none again (null)',
    params: nothing,
    query: nothing,
    body: z
      .strictObject({
        accountId,
        sku,
        buffer: z.exactOptional(stockNumberSchema.nullable()),
        cap: z.exactOptional(stockNumberSchema.nullable()),
      })
      .refine(({ buffer, cap }) => buffer !== undefined || cap !== undefined, {
        path: ['buffer'],
        error: 'name buffer or cap',
      }),
    status: 200,
    answer: stockLevel,
  }),
  pushStockNow: operation({
    method: 'post',
    path: '/api/v1/stock/push',
    access: 'operate',
    area: 'stock',
    summary: 'Read these SKUs from the shop anew and send their numbers to OTTO, changed or not',
    params: nothing,
    query: nothing,
    body: z.strictObject({
      accountId: accountId.optional(),
      /** default: all of them; those not known are left out */
      skus: z.array(sku).min(1).max(200).optional(),
    }),
    status: 202,
    answer: z.object({ asked: count }),
  }),
  previewVacation: operation({
    method: 'get',
    path: '/api/v1/stock/vacation/preview',
    access: 'view',
    area: 'stock',
    summary: 'What beginning the vacation, or ending it, would change at OTTO',
    params: nothing,
    query: z.strictObject({ step: z.enum(['start', 'end']) }),
    body: nothing,
    status: 200,
    answer: vacationPreview,
  }),
  startVacation: operation({
    method: 'post',
    path: '/api/v1/stock/vacation/start',
    access: 'operate',
    area: 'stock',
    summary: 'Have OTTO show zero of everything; does nothing where it is on already',
    params: nothing,
    query: nothing,
    body: nothing,
    status: 202,
    answer: vacation,
  }),
  endVacation: operation({
    method: 'post',
    path: '/api/v1/stock/vacation/end',
    access: 'operate',
    area: 'stock',
    summary: 'Have OTTO show the shop’s stock again; does nothing where no vacation is on',
    params: nothing,
    query: nothing,
    body: nothing,
    status: 202,
    answer: vacation,
  }),
};
