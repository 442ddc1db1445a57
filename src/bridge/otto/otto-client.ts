import { type ParsedSalesOrder, parseSalesOrder } from '../../mapping/otto/sales-order.ts';
import type { Clock } from '../clock.ts';
import { ConfigError, OttoApiError } from '../errors.ts';
import type { Logger } from '../logger.ts';
import { checkAccess, type OttoAccessCheck } from './check-access.ts';
import { listSalesOrders, type SalesOrderPage, type SalesOrderQuery } from './list-sales-orders.ts';
import { type OttoAccountAccess, takesTestOrders } from './otto-access.ts';
import { readAnswer, salesOrderAnswer } from './otto-answers.ts';
import { createOttoCaller, type OttoCaller } from './otto-caller.ts';

/** @see https://api.otto.market/docs/about-the-api/sandbox */
export type TestOrderScenario = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8;

/**
 * OTTO Market for one account. Every method throws OttoApiError, NetworkError, PayloadError,
 * OttoUnavailableError or ConfigError, and the signal's reason when aborted.
 */
export type OttoClient = {
  /** Page after page, the next one being fetched while the caller works on this one. */
  listSalesOrders(query: SalesOrderQuery, signal?: AbortSignal): AsyncIterable<SalesOrderPage>;
  /** One order by its long id or its readable number; undefined when OTTO knows none. */
  getSalesOrder(
    salesOrderIdOrOrderNumber: string,
    signal?: AbortSignal,
  ): Promise<ParsedSalesOrder | undefined>;
  /** OTTO's own answer about an order, nothing read into it; undefined = none. It holds personal data. */
  getRawSalesOrder(salesOrderIdOrOrderNumber: string, signal?: AbortSignal): Promise<unknown>;
  /**
   * Has the sandbox make one scenario's order, or all eight. When the outcome is unknown it is not
   * repeated. OTTO does not say how soon the orders are listed.
   *
   * @throws ConfigError `otto-test-orders-need-sandbox` on production; no request is made
   */
  createTestOrders(scenario?: TestOrderScenario, signal?: AbortSignal): Promise<void>;
  /** One token and one list with limit 1, judged. Throws only the signal's reason. */
  checkAccess(signal?: AbortSignal): Promise<OttoAccessCheck>;
};

/** @throws ConfigError `otto-base-url-unreadable` */
export function createOttoClient(
  access: OttoAccountAccess,
  parts: { clock: Clock; logger: Logger },
): OttoClient {
  const call = createOttoCaller(access, parts);

  return {
    listSalesOrders: (query, signal) =>
      listSalesOrders(query, {
        call,
        logger: parts.logger,
        accountId: access.accountId,
        signal,
      }),

    getSalesOrder: (salesOrderIdOrOrderNumber, signal) =>
      getOrder(call, salesOrderIdOrOrderNumber, parseSalesOrder, signal),

    getRawSalesOrder: (salesOrderIdOrOrderNumber, signal) =>
      getOrder(call, salesOrderIdOrOrderNumber, (answer) => answer, signal),

    async createTestOrders(scenario, signal) {
      if (!takesTestOrders(access.baseUrl)) {
        throw new ConfigError(
          'otto-test-orders-need-sandbox',
          'Test orders can be made in the sandbox only',
        );
      }
      const path = `/v4/orders/testorders${scenario === undefined ? '' : `/scenario${scenario}`}`;
      await call(
        { method: 'POST', route: path, path, scope: 'orders', repeatable: false, read: () => {} },
        signal,
      );
    },

    checkAccess: (signal) => checkAccess(call, signal),
  };
}

async function getOrder<Read>(
  call: OttoCaller,
  salesOrderIdOrOrderNumber: string,
  read: (answer: unknown) => Read,
  signal: AbortSignal | undefined,
): Promise<Read | undefined> {
  const id = salesOrderIdOrOrderNumber.trim();
  // Nothing, "." and ".." would ask for another path than an order's.
  if (/^\.{0,2}$/.test(id)) return undefined;
  try {
    return await call(
      {
        method: 'GET',
        route: '/v4/orders/{salesOrderId}',
        path: `/v4/orders/${encodeURIComponent(id)}`,
        scope: 'orders',
        repeatable: true,
        read: ({ requestLine, text }) => read(readAnswer(requestLine, text, salesOrderAnswer)),
      },
      signal,
    );
  } catch (error) {
    if (error instanceof OttoApiError && error.statusCode === 404) return undefined;
    throw error;
  }
}
