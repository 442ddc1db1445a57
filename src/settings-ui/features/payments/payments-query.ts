import type { Asked } from '../../api/call.ts';
import { startOfDay, startOfNextDay } from '../../i18n/berlin-day.ts';

type Query = Asked<'listPayments'>['query'] & {};

/**
 * What the page's address asks for; what it can't mean is left out. Changed since and paid from or until
 * exclude each other: the list by change goes first, and says so.
 */
export function paymentsQuery(params: URLSearchParams): Query {
  const accountId = params.get('account') ?? '';
  const search = (params.get('search') ?? '').trim();
  const changedSince = startOfDay(params.get('changed') ?? '');
  const isByChange = changedSince !== undefined;
  return {
    accountId: /^[a-z0-9-]{1,32}$/.test(accountId) ? accountId : undefined,
    search: search === '' ? undefined : search,
    sort: params.get('sort') === 'oldest' ? 'oldest' : 'newest',
    changedSince,
    paidFrom: isByChange ? undefined : startOfDay(params.get('from') ?? ''),
    paidTo: isByChange ? undefined : startOfNextDay(params.get('to') ?? ''),
  };
}

/** Are filters of both kinds chosen, of which only one can hold? */
export function isFilteredTwice(params: URLSearchParams): boolean {
  return params.has('changed') && (params.has('from') || params.has('to'));
}
