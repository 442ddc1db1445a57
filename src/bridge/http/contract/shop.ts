import { z } from 'zod';
import { baseUrlSchema } from '../../settings/base-url.ts';
import { finding } from './checks.ts';
import { nothing, operation } from './operation.ts';
import { moment, told } from './parts.ts';

const own = z.exactOptional;
const consentState = z.string().regex(/^[\w-]{20,100}$/);

export const shop = z.object({
  /** for If-Match when it is changed */
  version: z.string(),
  /** null = no shop yet */
  url: z.string().nullable(),
  /** whether address and both keys are there */
  isConnected: z.boolean(),
  consumerKey: z.object({ isSet: z.boolean() }),
  consumerSecret: z.object({ isSet: z.boolean() }),
  timeoutMs: z.int(),
  /** as found when it was last checked since the service started */
  facts: z
    .object({
      wooVersion: z.string(),
      wordpressVersion: z.string(),
      currency: z.string(),
      priceDecimals: z.int(),
      /** orders in their own tables ("high-performance order storage") */
      hpos: z.boolean(),
      checkedAt: moment,
    })
    .nullable(),
  consent: z.object({
    /** whether the shop's own page can send us keys: our public address has to be https */
    isPossible: z.boolean(),
    /** why not */
    about: told.nullable(),
  }),
});

/** A question put to the merchant on the shop's own page; the newest one. */
export const consent = z.object({
  /**
   * `none`: never asked; `waiting`: the merchant's answer is out; `connected`; `denied`; `expired`;
   * `failed`: the shop sent keys that can't be used, see `about`
   */
  state: z.enum(['none', 'waiting', 'connected', 'denied', 'expired', 'failed']),
  url: z.string().nullable(),
  askedAt: moment.nullable(),
  expiresAt: moment.nullable(),
  about: told.nullable(),
});

export const shopStatus = z.object({
  /** without "wc-" */
  slug: z.string(),
  /** as the shop shows it */
  name: z.string(),
  /** one of WooCommerce's own */
  isBuiltIn: z.boolean(),
});

export const shopProduct = z.object({
  productId: z.int(),
  /** null = no variation */
  variationId: z.int().nullable(),
  sku: z.string(),
  name: z.string(),
  isPublished: z.boolean(),
});

export const shopOperations = {
  getShop: operation({
    method: 'get',
    path: '/api/v1/shop',
    access: 'view',
    area: 'shop',
    summary: 'The connected shop, without its keys',
    versioned: true,
    params: nothing,
    query: nothing,
    body: nothing,
    status: 200,
    answer: shop,
  }),
  connectShop: operation({
    method: 'put',
    path: '/api/v1/shop',
    access: 'configure',
    area: 'shop',
    summary:
      'Connect a shop by pasted keys; saved only if it can be worked with. Without keys the present ones are kept for the same address',
    params: nothing,
    query: nothing,
    body: z.strictObject({
      url: baseUrlSchema,
      consumerKey: own(z.string().trim().min(1).max(200)),
      consumerSecret: own(z.string().trim().min(1).max(200)),
      timeoutMs: own(z.int().min(1_000).max(600_000)),
    }),
    status: 200,
    answer: z.object({
      isSaved: z.boolean(),
      shop,
      findings: z.array(finding),
      changes: z.array(z.string()),
    }),
  }),
  askConsent: operation({
    method: 'post',
    path: '/api/v1/shop/consent',
    access: 'configure',
    area: 'shop',
    summary:
      'Where the merchant allows the bridge in with one click, on the shop’s own page; 409 consent-needs-https without a public https address',
    params: nothing,
    query: nothing,
    body: z.strictObject({ url: baseUrlSchema }),
    status: 200,
    answer: z.object({ authorizeUrl: z.string(), expiresAt: moment }),
  }),
  getConsent: operation({
    method: 'get',
    path: '/api/v1/shop/consent',
    access: 'configure',
    area: 'shop',
    summary: 'What became of the question put to the merchant',
    params: nothing,
    query: nothing,
    body: nothing,
    status: 200,
    answer: consent,
  }),
  denyConsent: operation({
    method: 'post',
    path: '/api/v1/shop/consent/denied',
    access: 'configure',
    area: 'shop',
    summary: 'The shop sent the merchant back with success=0; `state` is its user_id',
    audit: false,
    params: nothing,
    query: nothing,
    body: z.strictObject({ state: consentState }),
    status: 200,
    answer: consent,
  }),
  receiveConsent: operation({
    method: 'post',
    path: '/webhooks/woocommerce-consent',
    access: 'signature',
    area: 'shop',
    summary: 'For the shop alone: the keys that the merchant allowed',
    params: nothing,
    query: nothing,
    body: z.unknown(),
    status: 200,
    answer: z.object({ received: z.literal(true) }),
  }),
  proveAddress: operation({
    method: 'get',
    path: '/webhooks/woocommerce',
    access: 'anybody',
    area: 'shop',
    summary: 'Proves to the bridge itself that its address from outside leads to it',
    params: nothing,
    query: z.strictObject({ challenge: z.string().regex(/^[\w-]{16,100}$/) }),
    body: nothing,
    status: 200,
    noStore: true,
    answer: z.object({ proof: z.string() }),
  }),
  listShopStatuses: operation({
    method: 'get',
    path: '/api/v1/shop/statuses',
    access: 'view',
    area: 'shop',
    summary: 'The order statuses the shop has now, custom ones too',
    params: nothing,
    query: nothing,
    body: nothing,
    status: 200,
    answer: z.object({ items: z.array(shopStatus) }),
  }),
  searchShopProducts: operation({
    method: 'get',
    path: '/api/v1/shop/products',
    access: 'view',
    area: 'shop',
    summary: 'Products of the shop by name or SKU, at most 20',
    params: nothing,
    query: z.strictObject({ search: z.string().trim().min(1).max(200) }),
    body: nothing,
    status: 200,
    answer: z.object({ items: z.array(shopProduct) }),
  }),
};
