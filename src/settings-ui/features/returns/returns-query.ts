import type { Asked } from '../../api/call.ts';

type Query = Asked<'listReturns'>['query'] & {};

/** As they stand in the address; the first is shown where it names none. */
export const TABS = [
  'to-decide',
  'announced',
  'misdirected',
  'accepted',
  'rejected',
  'all',
] as const;

export type ReturnsTab = (typeof TABS)[number];

const OF_TAB = {
  'to-decide': { toDecide: 'true' },
  announced: { status: 'ANNOUNCED', toDecide: 'false' },
  misdirected: { status: 'MISDIRECTED' },
  accepted: { status: 'ACCEPTED' },
  rejected: { status: 'REJECTED' },
  all: {},
} as const satisfies Record<ReturnsTab, Query>;

export function tabOf(path: string | undefined): ReturnsTab {
  return TABS.find((tab) => tab === path) ?? 'to-decide';
}

/** What the page's address asks for; what it can't mean is left out. */
export function returnsQuery(tab: ReturnsTab, params: URLSearchParams): Query {
  const accountId = params.get('account') ?? '';
  return {
    ...OF_TAB[tab],
    accountId: /^[a-z0-9-]{1,32}$/.test(accountId) ? accountId : undefined,
  };
}
