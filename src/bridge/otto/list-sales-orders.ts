import { createHash } from 'node:crypto';
import type { FulfillmentStatus } from '../../mapping/otto/fulfillment-status.ts';
import { type ParsedSalesOrder, parseSalesOrder } from '../../mapping/otto/sales-order.ts';
import type { Logger } from '../logger.ts';
import { readAnswer, salesOrderPageAnswer } from './otto-answers.ts';
import type { OttoCaller } from './otto-caller.ts';

/** OTTO's own maximum. @see https://api.otto.market/docs/functional-interfaces/orders */
const LARGEST_LIMIT = 256;

/** What to list; everything absent is left to OTTO's defaults. Moments are UTC ISO 8601. */
export type SalesOrderQuery = {
  /** earliest change date (`fromDate`); which of the order's dates OTTO compares is unknown: overlap */
  changedSince?: string;
  /** the union of these states; none = all */
  fulfillmentStatuses?: FulfillmentStatus[];
  /** OTTO's default BUCKET hides an order under its most backward piece */
  mode?: 'BUCKET' | 'AT_LEAST_ONE';
  /** only orders newer than this order date */
  orderedSince?: string;
  /** only orders older than this order date */
  orderedUntil?: string;
  /** orders per page, OTTO's default 128; more than 256 is cut to 256 */
  limit?: number;
};

/**
 * One page. `isLast` is true when OTTO named no further page; a listing that ends without such a page
 * was broken off because OTTO's cursor went in a circle.
 */
export type SalesOrderPage = { orders: ParsedSalesOrder[]; isLast: boolean };

/** A page before its orders are parsed; no cursor = the last one. */
type RawPage = { resources: unknown[]; nextCursor: string | undefined };

/**
 * Lists page after page; the next one is on its way while the caller works on this one. Leaving the
 * loop early ends the request under way. A copy of an order with the same content as before is left
 * out, a changed copy is not. No order by date is promised.
 *
 * The iteration throws what the caller throws; a page that cannot be read at all is a PayloadError.
 */
export async function* listSalesOrders(
  query: SalesOrderQuery,
  parts: { call: OttoCaller; logger: Logger; accountId: string; signal?: AbortSignal | undefined },
): AsyncGenerator<SalesOrderPage, void, undefined> {
  const left = new AbortController();
  const signal = parts.signal ? AbortSignal.any([parts.signal, left.signal]) : left.signal;
  const fetchPage = (params: URLSearchParams): Promise<RawPage> => {
    const page = fetchSalesOrderPage(parts.call, params, signal);
    page.catch(() => {}); // awaited later; until then a failure is not "unhandled"
    return page;
  };

  const seenCursors = new Set<string>();
  const seenCopies = new Set<string>();
  let coming: Promise<RawPage> | undefined = fetchPage(firstPageParams(query));
  try {
    while (coming) {
      const { resources, nextCursor }: RawPage = await coming;
      const circular = nextCursor !== undefined && seenCursors.has(nextCursor);
      if (circular) {
        parts.logger.warn('otto-cursor-repeated', {
          accountId: parts.accountId,
          pagesRead: seenCursors.size + 1,
        });
      }
      coming = undefined;
      if (nextCursor !== undefined && !circular) {
        seenCursors.add(nextCursor);
        coming = fetchPage(nextPageParams(nextCursor, query));
      }
      const orders = withoutKnownCopies(resources, seenCopies);
      yield { orders, isLast: nextCursor === undefined };
    }
  } finally {
    left.abort();
  }
}

/** Asks for one page, by the query of a listing or by a cursor. */
export function fetchSalesOrderPage(
  call: OttoCaller,
  query: URLSearchParams,
  signal?: AbortSignal,
): Promise<RawPage> {
  const path = '/v4/orders';
  return call(
    {
      method: 'GET',
      route: path,
      path,
      query,
      scope: 'orders',
      repeatable: true,
      read: ({ requestLine, text }) => readAnswer(requestLine, text, salesOrderPageAnswer),
    },
    signal,
  );
}

/** The query of the first page; statuses repeat the parameter, moments leave with `Z`. */
export function firstPageParams(query: SalesOrderQuery): URLSearchParams {
  const params = new URLSearchParams();
  for (const status of query.fulfillmentStatuses ?? []) params.append('fulfillmentStatus', status);
  if (query.mode) params.set('mode', query.mode);
  if (query.changedSince) params.set('fromDate', inUtc(query.changedSince));
  if (query.orderedSince) params.set('fromOrderDate', inUtc(query.orderedSince));
  if (query.orderedUntil) params.set('toOrderDate', inUtc(query.orderedUntil));
  return withLimit(params, query);
}

/** With a cursor OTTO heeds the limit and nothing else. */
function nextPageParams(nextcursor: string, query: SalesOrderQuery): URLSearchParams {
  return withLimit(new URLSearchParams({ nextcursor }), query);
}

function withLimit(params: URLSearchParams, { limit }: SalesOrderQuery): URLSearchParams {
  if (limit !== undefined) params.set('limit', String(Math.min(limit, LARGEST_LIMIT)));
  return params;
}

function inUtc(moment: string): string {
  return new Date(moment).toISOString();
}

/** OTTO may list an order on two pages that follow each other; only an equal copy says nothing new. */
function withoutKnownCopies(resources: unknown[], seenCopies: Set<string>): ParsedSalesOrder[] {
  const orders: ParsedSalesOrder[] = [];
  for (const resource of resources) {
    const order = parseSalesOrder(resource);
    const id = order.readable ? order.salesOrder.salesOrderId : order.unreadable.salesOrderId;
    const copy = createHash('sha256').update(JSON.stringify(resource)).digest('base64');
    if (id === undefined || !seenCopies.has(copy)) orders.push(order);
    seenCopies.add(copy);
  }
  return orders;
}
