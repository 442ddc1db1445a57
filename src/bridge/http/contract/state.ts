import { z } from 'zod';
import { fullAccount } from './accounts.ts';
import { nothing, operation } from './operation.ts';
import { accountId, cursor, limit, moment, nextCursor, search, told } from './parts.ts';

export const incident = z.object({
  incidentId: z.int(),
  accountId: z.string().nullable(),
  state: z.enum(['open', 'resolved']),
  openedAt: moment,
  lastAt: moment,
  resolvedAt: moment.nullable(),
  /** orders it touches now */
  orders: z.int().nonnegative(),
  about: told,
  /** by when the first of its orders has to leave to be on time; null = none has to */
  deadline: moment.nullable(),
  /** what it costs while it is open, in one sentence */
  consequence: z.string().nullable(),
  /** what the owner can do at once */
  actions: z.array(
    z.object({
      /** see the orders it is about, or send the reports again that it is about */
      action: z.enum(['to-orders', 'send-again']),
      method: z.enum(['GET', 'POST']),
      path: z.string(),
    }),
  ),
});

export const stateOperations = {
  listIncidents: operation({
    method: 'get',
    path: '/api/v1/incidents',
    access: 'view',
    area: 'incidents',
    summary: 'What is wrong, the latest first; one incident per cause',
    params: nothing,
    query: z.strictObject({
      state: z.enum(['open', 'resolved']).default('open'),
      /** as in `about.code` */
      code: z
        .string()
        .regex(/^[a-z0-9-]{1,80}$/)
        .optional(),
      accountId: accountId.optional(),
      /** a number or id of an order it touches, or a part of what it is about, e.g. a SKU */
      search: search.optional(),
      limit,
      cursor: cursor.optional(),
    }),
    body: nothing,
    status: 200,
    answer: z.object({
      items: z.array(incident),
      nextCursor,
      /** open ones of all accounts, whatever is asked for; counted up to 1,000 */
      openCount: z.int().nonnegative(),
    }),
  }),
  getIncident: operation({
    method: 'get',
    path: '/api/v1/incidents/:incidentId',
    access: 'view',
    area: 'incidents',
    summary: 'One incident, also when it is resolved',
    params: z.strictObject({ incidentId: z.coerce.number().int().positive().max(2_147_483_647) }),
    query: nothing,
    body: nothing,
    status: 200,
    answer: incident,
  }),
  acknowledgeIncident: operation({
    method: 'post',
    path: '/api/v1/incidents/:incidentId/acknowledge',
    access: 'operate',
    area: 'incidents',
    summary: 'Say that an incident is taken care of, for every order it touches',
    params: z.strictObject({ incidentId: z.coerce.number().int().positive().max(2_147_483_647) }),
    query: nothing,
    body: nothing,
    status: 200,
    answer: z.object({ incidentId: z.int(), acknowledged: z.literal(true) }),
  }),
  listAccounts: operation({
    method: 'get',
    path: '/api/v1/accounts',
    access: 'view',
    area: 'accounts',
    summary: 'The accounts at OTTO Market and when each is imported next',
    params: nothing,
    query: nothing,
    body: nothing,
    status: 200,
    answer: z.object({ items: z.array(fullAccount) }),
  }),
};
