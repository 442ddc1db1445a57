import { z } from 'zod';
import { importRulesSchema } from '../../../mapping/import-rules.ts';
import { shippingRulesSchema } from '../../../mapping/reporting/shipping-rules.ts';
import { accountSchema, scheduleSchema } from '../../settings/account-schema.ts';
import { importRuleOverridesSchema } from '../../settings/import-rule-overrides.ts';
import { shippingRuleOverridesSchema } from '../../settings/shipping-rule-overrides.ts';
import { nothing, operation } from './operation.ts';
import { accountId, askedMoment, moment, told } from './parts.ts';

const own = z.exactOptional;
const rule = accountSchema.shape;
const ofAccount = z.strictObject({ accountId });
const clientSecret = z.string().trim().min(1).max(500);

/** All that is set for one account, but its secret. */
export const fullAccount = z.object({
  accountId: z.string(),
  /** for If-Match when it is changed */
  version: z.string(),
  name: z.string(),
  /** draft: rehearses and writes nothing; paused: nothing is imported or reported */
  state: z.enum(['draft', 'active', 'paused']),
  /** OTTO's production or sandbox, or the address of another server (a proxy, a test) */
  environment: z.union([z.enum(['production', 'sandbox']), z.object({ baseUrl: z.string() })]),
  tokenPath: z.string(),
  clientId: z.string(),
  clientSecret: z.object({ isSet: z.boolean() }),
  scopes: z.array(z.string()),
  requestsPerSecond: z.number(),
  /** only orders placed since then come in; null = all that OTTO lists */
  startAt: z.string().nullable(),
  /** cron expression, `off`, or null = the default of the plugin */
  ownSchedule: z.string().nullable(),
  /** what holds: cron expression; null = switched off */
  schedule: z.string().nullable(),
  timeZone: z.string(),
  nextRunAt: moment.nullable(),
  /** its own answers to some of the rules; what is absent follows the common ones */
  rules: importRuleOverridesSchema,
  shipping: shippingRuleOverridesSchema,
  /** whether the ledger holds orders of it */
  hasOrders: z.boolean(),
});

const changes = z.array(z.string());

const ottoAccess = {
  environment: own(rule.environment.unwrap()),
  tokenPath: own(rule.tokenPath.unwrap().max(200)),
  clientId: own(rule.clientId.unwrap()),
  /** write only; without it the present one is kept, as long as it would go to the same place */
  clientSecret: own(clientSecret),
  scopes: own(rule.scopes.unwrap().max(20)),
};

const accountChange = {
  name: own(rule.name),
  ...ottoAccess,
  requestsPerSecond: own(rule.requestsPerSecond.unwrap()),
  startAt: own(askedMoment.nullable()),
  schedule: own(scheduleSchema.nullable()),
  rules: own(importRuleOverridesSchema),
  shipping: own(shippingRuleOverridesSchema),
};

/** An order in the shop that looks like one of OTTO's that the bridge did not make. */
export const foreignOrder = z.object({
  wooOrderId: z.int(),
  wooOrderNumber: z.string(),
  shopUrl: z.string(),
  createdAt: moment.nullable(),
  status: z.string(),
  /** certain: it holds an order number or id that OTTO has given; suspicion: it speaks of OTTO */
  sureness: z.enum(['certain', 'suspicion']),
  /** OTTO's order number or id that was found in it; null for a suspicion */
  ottoOrder: z.string().nullable(),
  /** where it was found */
  place: z.enum([
    'meta',
    'order-number',
    'transaction-id',
    'customer-note',
    'created-via',
    'payment-method',
  ]),
  /** name of the meta key, or the value of created_via or the payment method: hints at the plugin */
  hint: z.string(),
});

export const secondImporter = z.object({
  /** found = certain; suspected = only signs; none = the bridge is the only one, as far as it can see */
  result: z.enum(['none', 'suspected', 'found']),
  about: told.nullable(),
  checkedAt: moment,
  /** how many shop orders and how many of OTTO's order numbers were looked at */
  shopOrders: z.int().nonnegative(),
  ottoOrders: z.int().nonnegative(),
  /** at most 20 */
  orders: z.array(foreignOrder),
  /** what the other importer seems to be called, by the traces it leaves; most frequent first */
  hints: z.array(z.string()),
});

export const accountOperations = {
  getAccount: operation({
    method: 'get',
    path: '/api/v1/accounts/:accountId',
    access: 'view',
    area: 'accounts',
    summary: 'All that is set for one account, but its secret',
    versioned: true,
    params: ofAccount,
    query: nothing,
    body: nothing,
    status: 200,
    answer: fullAccount,
  }),
  createAccount: operation({
    method: 'post',
    path: '/api/v1/accounts',
    access: 'configure',
    area: 'accounts',
    summary: 'Add an account as a draft; without startAt only orders from now on will come in',
    params: nothing,
    query: nothing,
    body: z.strictObject({ accountId, ...accountChange, name: rule.name }),
    status: 200,
    answer: fullAccount,
  }),
  changeAccount: operation({
    method: 'put',
    path: '/api/v1/accounts/:accountId',
    access: 'configure',
    area: 'accounts',
    summary: 'Change an account; what is left out stays. Needs If-Match',
    versioned: true,
    params: ofAccount,
    query: nothing,
    body: z.strictObject(accountChange),
    status: 200,
    answer: fullAccount.extend({ changes }),
  }),
  changeAccountState: operation({
    method: 'post',
    path: '/api/v1/accounts/:accountId/state',
    access: 'configure',
    area: 'accounts',
    summary:
      'Go live, pause or resume. A first go-live looks for a second importer: 409 second-importer unless despite',
    params: ofAccount,
    query: nothing,
    body: z.strictObject({
      state: z.enum(['active', 'paused']),
      despite: z.boolean().default(false),
    }),
    status: 200,
    answer: fullAccount.extend({ changes }),
  }),
  removeAccount: operation({
    method: 'delete',
    path: '/api/v1/accounts/:accountId',
    access: 'configure',
    area: 'accounts',
    summary: 'Take an account out that is a draft or paused; what the ledger knows of it stays',
    params: ofAccount,
    query: nothing,
    body: nothing,
    status: 200,
    answer: z.object({
      accountId: z.string(),
      removed: z.literal(true),
      /** what happens to its orders, in sentences */
      changes,
    }),
  }),
  testAccount: operation({
    method: 'post',
    path: '/api/v1/accounts/:accountId/test',
    access: 'configure',
    area: 'accounts',
    summary:
      'Ask OTTO for a token, one page of orders and each further right; fields given are tried in place of saved ones',
    audit: false,
    params: ofAccount,
    query: nothing,
    body: z.strictObject(ottoAccess),
    status: 200,
    answer: z.object({
      /** orders can be read; what else is missing keeps only its own feature from working */
      isUsable: z.boolean(),
      /** empty = nothing is wrong; while usable, rights that are missing (`otto-right-missing`) */
      problems: z.array(told),
    }),
  }),
  getEffectiveRules: operation({
    method: 'get',
    path: '/api/v1/accounts/:accountId/effective-rules',
    access: 'view',
    area: 'accounts',
    summary: 'The rules that hold for one account: its own laid over the common ones',
    params: ofAccount,
    query: nothing,
    body: nothing,
    status: 200,
    answer: z.object({
      rules: importRulesSchema,
      shipping: shippingRulesSchema,
      /** names of what the account answers itself, e.g. `statusMapping.sent` */
      ownRules: z.array(z.string()),
      ownShipping: z.array(z.string()),
    }),
  }),
  checkSecondImporter: operation({
    method: 'post',
    path: '/api/v1/accounts/:accountId/second-importer',
    access: 'operate',
    area: 'accounts',
    summary: 'Look in the shop for OTTO orders that another importer has made; writes nothing',
    audit: false,
    params: ofAccount,
    query: nothing,
    body: nothing,
    status: 200,
    answer: secondImporter,
  }),
  createTestOrders: operation({
    method: 'post',
    path: '/api/v1/accounts/:accountId/test-orders',
    access: 'configure',
    area: 'accounts',
    summary: 'Let OTTO’s sandbox make orders: one scenario, or all eight',
    params: ofAccount,
    query: nothing,
    body: z.strictObject({ scenario: z.literal([1, 2, 3, 4, 5, 6, 7, 8]).optional() }),
    status: 200,
    answer: z.object({ accountId: z.string(), scenario: z.int().nullable() }),
  }),
};
