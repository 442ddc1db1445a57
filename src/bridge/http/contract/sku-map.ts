import { z } from 'zod';
import { SKU_MATCHES } from '../../../mapping/stock/sku-match.ts';
import { nothing, operation } from './operation.ts';
import { accountId, amount, cursor, limit, moment, nextCursor, search, told } from './parts.ts';

/** An SKU of OTTO's, as OTTO wrote it. */
const sku = z.string().trim().min(1).max(200);
const shopSku = z.string().trim().min(1).max(100);

/** How a SKU may be asked for: how it was found, or `open` = nobody looked yet. */
const matchFilter = z.enum([...SKU_MATCHES, 'open']);

/** One shop product behind a SKU of OTTO's. */
export const skuPart = z.object({
  shopSku: z.string(),
  productId: z.int(),
  /** null = no variation */
  variationId: z.int().nullable(),
  /** as the shop called it when it was looked for last; null = not known */
  name: z.string().nullable(),
  /** how many of it are in one piece at OTTO */
  quantity: z.int().positive(),
  /** of the piece's price, of all its quantity together; of 100, at most one decimal */
  sharePercent: z.number(),
});

/** A SKU that OTTO named in an order or in its list of quantities, of one account. */
export const skuItem = z.object({
  accountId: z.string(),
  sku: z.string(),
  title: z.string().nullable(),
  ean: z.string().nullable(),
  /** null = nobody looked yet */
  match: z.enum(SKU_MATCHES).nullable(),
  matchWord: z.string(),
  /** empty = nothing in the shop is known to be behind it */
  parts: z.array(skuPart),
  matchedAt: moment.nullable(),
  firstSeenAt: moment,
  lastOrderedAt: moment.nullable(),
  /** OTTO's list of quantities has it */
  isAtOtto: z.boolean(),
});

/** One product of a set, as the owner said. */
const setPart = z.object({
  shopSku: z.string(),
  quantity: z.int().positive(),
  /** of all its quantity, beside the others'; null = by the shop's regular prices */
  weight: z.int().positive().nullable(),
});

/** One SKU of OTTO's that is several products of the shop. */
export const productSet = z.object({
  sku: z.string(),
  parts: z.array(setPart),
  changedAt: moment,
});

/** How the price of one piece splits. */
const splitPart = z.object({
  shopSku: z.string(),
  productId: z.int(),
  variationId: z.int().nullable(),
  name: z.string().nullable(),
  quantity: z.int().positive(),
  sharePercent: z.number(),
  /** of the example, for all its quantity together */
  amount,
});

const askedPart = z.strictObject({
  shopSku,
  quantity: z.int().min(1).max(999),
  /** of all its quantity, beside the others'; absent = by the shop's prices; for all parts, or none */
  weight: z.int().min(1).max(1_000_000).optional(),
});

const askedSet = z.strictObject({ sku, parts: z.array(askedPart).min(1).max(20) });

export const skuMapOperations = {
  listSkus: operation({
    method: 'get',
    path: '/api/v1/skus',
    access: 'view',
    area: 'stock',
    summary: 'SKUs that OTTO named, and what stands behind them in the shop, by account and SKU',
    params: nothing,
    query: z.strictObject({
      accountId: accountId.optional(),
      match: matchFilter.optional(),
      /** how the SKU begins, in the case it is written in */
      search: search.optional(),
      limit,
      cursor: cursor.optional(),
    }),
    body: nothing,
    status: 200,
    answer: z.object({ items: z.array(skuItem), nextCursor }),
  }),
  getSku: operation({
    method: 'get',
    path: '/api/v1/sku',
    access: 'view',
    area: 'stock',
    summary: 'One SKU of an account, with what the owner said about it',
    params: nothing,
    query: z.strictObject({ accountId, sku }),
    body: nothing,
    status: 200,
    answer: skuItem.extend({
      /** chosen by hand, see chooseProduct; goes before everything else */
      choice: z.string().nullable(),
      set: productSet.nullable(),
      /** orders that wait for a product of this SKU, counted up to 1000 */
      waitingOrders: z.int().nonnegative(),
      /** what is wrong with it; null = nothing */
      about: told.nullable(),
    }),
  }),
  matchSkusAgain: operation({
    method: 'post',
    path: '/api/v1/skus/match-again',
    access: 'operate',
    area: 'stock',
    summary: 'Look in the shop again: for these SKUs, or for those nothing was found for',
    params: nothing,
    query: nothing,
    body: z.strictObject({
      accountId: accountId.optional(),
      skus: z.array(sku).min(1).max(200).optional(),
      /** goes on with those nothing was found for; it takes no `skus` beside it */
      cursor: cursor.optional(),
    }),
    status: 200,
    answer: z.object({
      looked: z.int().nonnegative(),
      /** how many of them have a product now */
      matched: z.int().nonnegative(),
      nextCursor,
    }),
  }),
  listProductSets: operation({
    method: 'get',
    path: '/api/v1/product-sets',
    access: 'view',
    area: 'stock',
    summary: 'The sets the owner made, by SKU',
    params: nothing,
    query: z.strictObject({ limit, cursor: cursor.optional() }),
    body: nothing,
    status: 200,
    answer: z.object({ items: z.array(productSet), nextCursor }),
  }),
  previewProductSet: operation({
    method: 'post',
    path: '/api/v1/product-sets/preview',
    access: 'view',
    area: 'stock',
    audit: false,
    summary: 'How a set would split a price, and what saving it touches; nothing is saved',
    params: nothing,
    query: nothing,
    body: askedSet.extend({
      /** gross; absent = 100.00 */
      examplePrice: z
        .string()
        .regex(/^\d{1,7}\.\d\d$/)
        .optional(),
    }),
    status: 200,
    answer: z.object({
      examplePrice: amount,
      parts: z.array(splitPart),
      /** `given`: weights of the owner's; `prices`: the shop's regular ones; `equal`: it has none */
      weightsBy: z.enum(['given', 'prices', 'equal']),
      /** orders that wait for this SKU and are looked at at once, counted up to 1000 */
      waitingOrders: z.int().nonnegative(),
      /** the product chosen by hand that the set takes the place of */
      replacesChoice: z.string().nullable(),
    }),
  }),
  saveProductSet: operation({
    method: 'put',
    path: '/api/v1/product-sets',
    access: 'operate',
    area: 'stock',
    summary:
      'Say which products of the shop one SKU of OTTO’s is; orders in the shop already stay as they are',
    params: nothing,
    query: nothing,
    body: askedSet,
    status: 200,
    answer: productSet.extend({ waitingOrders: z.int().nonnegative() }),
  }),
  deleteProductSet: operation({
    method: 'delete',
    path: '/api/v1/product-sets',
    access: 'operate',
    area: 'stock',
    summary: 'Forget a set; orders in the shop already stay as they are',
    params: nothing,
    query: z.strictObject({ sku }),
    body: nothing,
    status: 200,
    answer: z.object({ sku: z.string(), removed: z.literal(true) }),
  }),
};
