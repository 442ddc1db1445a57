import { z } from 'zod';
import { nothing, operation } from './operation.ts';
import { accountId, moment } from './parts.ts';

const sku = z.string().trim().min(1).max(200);
const shopSku = z.string().trim().min(1).max(100);

export const productChoice = z.object({ sku: z.string(), shopSku: z.string() });

/** A SKU of OTTO's that the shop does not know, in orders of late. */
export const unknownSku = z.object({
  sku: z.string(),
  /** orders that have it and about which nothing was said yet */
  orders: z.int().nonnegative(),
  lastAt: moment,
  /** whether orders wait for it; else they came in with a named line */
  isHolding: z.boolean(),
});

export const returnPool = z.object({
  /** null = of the common rules */
  accountId: z.string().nullable(),
  poolId: z.string(),
  carrier: z.string(),
  left: z.int().nonnegative(),
  usedInLast30Days: z.int().nonnegative(),
  /** how long it lasts at that pace; null = it is not being used up */
  daysLeft: z.number().nullable(),
  isLow: z.boolean(),
});

export const ownerListOperations = {
  listProductChoices: operation({
    method: 'get',
    path: '/api/v1/product-choices',
    access: 'view',
    area: 'settings',
    summary: 'Which shop product a SKU of OTTO’s means, as the owner said',
    params: nothing,
    query: nothing,
    body: nothing,
    status: 200,
    answer: z.object({ items: z.array(productChoice) }),
  }),
  chooseProduct: operation({
    method: 'put',
    path: '/api/v1/product-choices',
    access: 'operate',
    area: 'settings',
    summary: 'Say which shop product a SKU of OTTO’s means; the shop must have it',
    params: nothing,
    query: nothing,
    body: z.strictObject({ sku, shopSku }),
    status: 200,
    answer: productChoice,
  }),
  removeProductChoice: operation({
    method: 'delete',
    path: '/api/v1/product-choices',
    access: 'operate',
    area: 'settings',
    summary: 'Forget which shop product a SKU means',
    params: nothing,
    query: z.strictObject({ sku }),
    body: nothing,
    status: 200,
    answer: z.object({ sku: z.string(), removed: z.literal(true) }),
  }),
  listUnknownSkus: operation({
    method: 'get',
    path: '/api/v1/unknown-skus',
    access: 'view',
    area: 'settings',
    summary: 'SKUs of OTTO’s that the shop does not know, in orders of late; at most 100',
    params: nothing,
    query: nothing,
    body: nothing,
    status: 200,
    answer: z.object({ items: z.array(unknownSku) }),
  }),
  removeCarrierChoice: operation({
    method: 'delete',
    path: '/api/v1/carrier-choices',
    access: 'operate',
    area: 'settings',
    summary: 'Forget which of OTTO’s carriers a name means',
    params: nothing,
    query: z.strictObject({ carrierName: z.string().trim().min(1).max(200) }),
    body: nothing,
    status: 200,
    answer: z.object({ carrierName: z.string(), removed: z.literal(true) }),
  }),
  listDeliveryTypes: operation({
    method: 'get',
    path: '/api/v1/delivery-types',
    access: 'view',
    area: 'settings',
    summary: 'How goods travel, as OTTO taught it, newest first; at most 500',
    params: nothing,
    query: nothing,
    body: nothing,
    status: 200,
    answer: z.object({
      items: z.array(
        z.object({
          accountId: z.string(),
          sku: z.string(),
          deliveryType: z.enum(['parcel', 'forwarder']),
          learnedAt: moment,
        }),
      ),
    }),
  }),
  removeDeliveryType: operation({
    method: 'delete',
    path: '/api/v1/delivery-types',
    access: 'operate',
    area: 'settings',
    summary: 'Forget how goods travel; OTTO’s next answer teaches it anew',
    params: nothing,
    query: z.strictObject({ accountId, sku }),
    body: nothing,
    status: 200,
    answer: z.object({ accountId: z.string(), sku: z.string(), removed: z.literal(true) }),
  }),
  listReturnPools: operation({
    method: 'get',
    path: '/api/v1/return-pools',
    access: 'view',
    area: 'settings',
    summary: 'How many return tracking numbers each pool has left',
    params: nothing,
    query: nothing,
    body: nothing,
    status: 200,
    answer: z.object({ items: z.array(returnPool) }),
  }),
};
