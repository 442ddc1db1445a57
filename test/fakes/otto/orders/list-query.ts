import type { WireFulfillmentStatus } from '../../../fixtures/otto/wire.ts';
import { readDate } from '../date-text.ts';
import { isFulfillmentStatus, type ListMode } from './bucket.ts';

/** What a list is asked for, without its paging; this is what a cursor carries on. */
export type ListFilter = {
  statuses: WireFulfillmentStatus[];
  mode: ListMode;
  /** Milliseconds since 1970. */
  fromMs?: number;
  fromOrderMs?: number;
  toOrderMs?: number;
  direction: 'ASC' | 'DESC';
};

/** Why a parameter is refused. */
export class ParameterRefusal extends Error {}

const knownParameters = [
  'fulfillmentStatus',
  'mode',
  'fromDate',
  'fromOrderDate',
  'toOrderDate',
  'limit',
  'orderColumnType',
  'orderDirection',
  'nextcursor',
];

/** @throws ParameterRefusal for a value OTTO does not know */
export function readListFilter(query: URLSearchParams, refuseUnknown: boolean): ListFilter {
  const unknown = [...query.keys()].find((name) => !knownParameters.includes(name));
  if (refuseUnknown && unknown !== undefined) {
    throw new ParameterRefusal(`there is no parameter ${unknown}`);
  }
  const statuses = query.getAll('fulfillmentStatus').map((text) => {
    if (!isFulfillmentStatus(text)) throw new ParameterRefusal(`fulfillmentStatus ${text}`);
    return text;
  });
  oneOf(query, 'orderColumnType', ['ORDER_LIFECYCLE_DATE']);
  const fromMs = date(query, 'fromDate');
  const fromOrderMs = date(query, 'fromOrderDate');
  const toOrderMs = date(query, 'toOrderDate');
  return {
    statuses,
    mode: oneOf(query, 'mode', ['BUCKET', 'AT_LEAST_ONE'] as const),
    direction: oneOf(query, 'orderDirection', ['ASC', 'DESC'] as const),
    ...(fromMs === undefined ? {} : { fromMs }),
    ...(fromOrderMs === undefined ? {} : { fromOrderMs }),
    ...(toOrderMs === undefined ? {} : { toOrderMs }),
  };
}

/** @throws ParameterRefusal when it is not a whole number from 1 to `maximum` */
export function readLimit(query: URLSearchParams, usual: number, maximum: number): number {
  const text = single(query, 'limit');
  if (text === undefined) return usual;
  const limit = Number(text);
  if (!/^\d+$/.test(text) || limit < 1 || limit > maximum) {
    throw new ParameterRefusal(`limit ${text} is not within 1 to ${maximum}`);
  }
  return limit;
}

/** @throws ParameterRefusal when it is not a whole number from `first` on */
export function readPage(query: URLSearchParams, first = 1): number {
  const text = single(query, 'page') ?? String(first);
  if (!/^\d+$/.test(text) || Number(text) < first) {
    throw new ParameterRefusal(`page ${text} is not a number from ${first}`);
  }
  return Number(text);
}

function date(query: URLSearchParams, name: string): number | undefined {
  const text = single(query, name);
  if (text === undefined) return undefined;
  const ms = readDate(text);
  if (ms === undefined) throw new ParameterRefusal(`${name} ${text} is not an ISO 8601 date`);
  return ms;
}

function oneOf<T extends string>(
  query: URLSearchParams,
  name: string,
  allowed: readonly [T, ...T[]],
): T {
  const text = single(query, name);
  if (text === undefined) return allowed[0];
  const value = allowed.find((candidate) => candidate === text);
  if (value === undefined) throw new ParameterRefusal(`${name} ${text}`);
  return value;
}

function single(query: URLSearchParams, name: string): string | undefined {
  const values = query.getAll(name);
  if (values.length > 1) throw new ParameterRefusal(`${name} is given ${values.length} times`);
  return values[0];
}
