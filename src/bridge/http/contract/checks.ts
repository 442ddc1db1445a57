import { z } from 'zod';
import { nothing, operation } from './operation.ts';
import { accountId, moment, params } from './parts.ts';

/** What is looked at, in this order. */
export const CHECKS = [
  'ledger',
  'shop',
  'statuses',
  'taxes',
  'webhooks',
  'second-importer',
  'mail-proof',
  'accounts',
  'otto',
  'reports',
  'heartbeat',
] as const;

/** One thing looked at: fine, or with what to do about it, in the language of the request. */
export const finding = z.object({
  check: z.enum(CHECKS),
  /** the check in words */
  checkWord: z.string(),
  state: z.enum(['ok', 'warning', 'wrong']),
  /** stable; null where all is fine */
  code: z.string().nullable(),
  params,
  what: z.string(),
  follows: z.string().nullable(),
  todo: z.string().nullable(),
  accountId: z.string().nullable(),
});

export const checkOperations = {
  runChecks: operation({
    method: 'post',
    path: '/api/v1/checks',
    access: 'operate',
    area: 'state',
    summary: 'Look at both sides without changing anything, as the command `doctor` does',
    audit: false,
    params: nothing,
    query: nothing,
    /** `accountId`: this account alone; `checks`: these alone */
    body: z.strictObject({
      accountId: accountId.optional(),
      checks: z.array(z.enum(CHECKS)).min(1).max(20).optional(),
    }),
    status: 200,
    answer: z.object({ checkedAt: moment, findings: z.array(finding) }),
  }),
};
