import { z } from 'zod';
import { nothing, operation } from './operation.ts';
import { moment } from './parts.ts';

/** Lists of the page that somebody may keep a view of. */
export const VIEWED_LISTS = [
  'orders',
  'payments',
  'ship',
  'receipts',
  'error-centre',
  'jobs',
  'reconcile',
] as const;

const list = z.enum(VIEWED_LISTS);

export const savedView = z.object({
  savedViewId: z.uuid(),
  list,
  name: z.string(),
  /** the query of the page's address, without "?" */
  query: z.string(),
  createdAt: moment,
});

export const savedViewOperations = {
  listSavedViews: operation({
    method: 'get',
    path: '/api/v1/saved-views',
    access: 'view',
    area: 'state',
    summary: 'The views that whoever asks has kept, by name',
    params: nothing,
    query: z.strictObject({ list: list.optional() }),
    body: nothing,
    status: 200,
    answer: z.object({ items: z.array(savedView) }),
  }),
  saveView: operation({
    method: 'post',
    path: '/api/v1/saved-views',
    access: 'view',
    area: 'state',
    summary: 'Keep a view of a list; one of the same name is replaced',
    audit: false,
    params: nothing,
    query: nothing,
    body: z.strictObject({
      list,
      name: z
        .string()
        .trim()
        .min(1)
        .max(60)
        .regex(/^[^\p{Cc}]+$/u),
      query: z.string().max(2_000),
    }),
    status: 200,
    answer: savedView,
  }),
  deleteSavedView: operation({
    method: 'delete',
    path: '/api/v1/saved-views/:savedViewId',
    access: 'view',
    area: 'state',
    summary: 'Forget a view',
    audit: false,
    params: z.strictObject({ savedViewId: z.uuid() }),
    query: nothing,
    body: nothing,
    status: 200,
    answer: z.object({ savedViewId: z.uuid(), deleted: z.literal(true) }),
  }),
};
