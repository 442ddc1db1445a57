import type { QueryOf } from '../../../bridge/http/api-contract.ts';
import type { Asked } from '../../api/call.ts';

type StockAsked = Omit<Asked<'listStock'>['query'] & {}, never>;
type SkusAsked = Omit<Asked<'listSkus'>['query'] & {}, never>;

const STATES = [
  'unread',
  'not-told',
  'due',
  'pushed',
  'agrees',
  'differs',
  'unknown',
  'refused',
] as const satisfies readonly NonNullable<QueryOf<'listStock'>['state']>[];

/** What lacks a product comes first: it is what is to be done. */
export const MATCHES = [
  'none',
  'open',
  'equal',
  'ean',
  'hand',
  'set',
] as const satisfies readonly NonNullable<QueryOf<'listSkus'>['match']>[];

/** What the address of the stock asks for; what it can't mean is left out. */
export function stockQuery(params: URLSearchParams): StockAsked {
  return { ...common(params), state: STATES.find((one) => one === params.get('state')) };
}

/** What the address of the SKU map asks for; what it can't mean is left out. */
export function skusQuery(params: URLSearchParams): SkusAsked {
  return { ...common(params), match: MATCHES.find((one) => one === params.get('match')) };
}

function common(params: URLSearchParams) {
  const accountId = params.get('account') ?? '';
  const search = (params.get('search') ?? '').trim();
  return {
    accountId: /^[a-z0-9-]{1,32}$/.test(accountId) ? accountId : undefined,
    search: search === '' ? undefined : search,
  };
}
