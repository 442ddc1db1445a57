import type { QueryOf } from '../../../bridge/http/api-contract.ts';
import type { Asked } from '../../api/call.ts';

type Query = Omit<Asked<'countReceipts'>['query'] & {}, never>;
type Known = QueryOf<'listReceipts'>;

const TYPES = ['PURCHASE', 'REFUND', 'PARTIAL_REFUND'] as const satisfies readonly NonNullable<
  Known['type']
>[];

/** Of the comparison of a receipt's order; those that are neither right nor wrong are no filter. */
export const CHECKS = [
  'differs',
  'overdue',
  'open',
  'agree',
] as const satisfies readonly NonNullable<Known['check']>[];

/** OTTO keeps receipts for four years. */
const MOST_MONTHS = 48;

/** What the page's address asks for; what it can't mean is left out. */
export function receiptsQuery(params: URLSearchParams): Query {
  const accountId = params.get('account') ?? '';
  const month = params.get('month') ?? '';
  const search = (params.get('search') ?? '').trim();
  return {
    accountId: /^[a-z0-9-]{1,32}$/.test(accountId) ? accountId : undefined,
    type: TYPES.find((one) => one === params.get('type')),
    month: /^20\d\d-(0[1-9]|1[0-2])$/.test(month) ? month : undefined,
    check: CHECKS.find((one) => one === params.get('check')),
    search: search === '' ? undefined : search,
  };
}

/** Months that may have receipts, this one first, as "2026-11"; they are counted by UTC as OTTO does. */
export function monthsUntil(now: Date): string[] {
  return Array.from({ length: MOST_MONTHS }, (_, ago) =>
    new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - ago, 1)).toISOString().slice(0, 7),
  );
}
