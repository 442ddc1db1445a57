import type { AnswerOf } from '../../../bridge/http/api-contract.ts';
import type { Asked } from '../../api/call.ts';
import { startOfDay, startOfNextDay } from '../../i18n/berlin-day.ts';

type Query = Asked<'listOrders'>['query'] & { incidentId: number | undefined };
type Order = AnswerOf<'listOrders'>['items'][number];

const TABS = [
  'backlog',
  'wait',
  'ship-now',
  'sending',
  'problem',
  'done',
] as const satisfies readonly Order['tab'][];
const PHASES = [
  'announced',
  'processable',
  'sent',
  'returned',
  'cancelledByMarketplace',
  'cancelledByPartner',
  'unknown',
] as const satisfies readonly Order['phase'][];
const SORTS = ['oldest', 'deliverBy'] as const;

/** What the page's address asks for; what it can't mean is left out, so that no old link is refused. */
export function ordersQuery(params: URLSearchParams): Query {
  const incident = Number(params.get('incidentId') ?? '');
  const accountId = params.get('account') ?? '';
  const search = (params.get('search') ?? '').trim();
  return {
    tab: oneOf(TABS, params.get('tab')),
    phase: oneOf(PHASES, params.get('phase')),
    sort: oneOf(SORTS, params.get('sort')),
    accountId: /^[a-z0-9-]{1,32}$/.test(accountId) ? accountId : undefined,
    incidentId: Number.isInteger(incident) && incident > 0 ? incident : undefined,
    search: search === '' ? undefined : search,
    orderedFrom: startOfDay(params.get('from') ?? ''),
    orderedTo: startOfNextDay(params.get('to') ?? ''),
  };
}

function oneOf<Known extends string>(
  known: readonly Known[],
  value: string | null,
): Known | undefined {
  return known.find((one) => one === value);
}
