import { pickFields } from '../fields.ts';
import { listSchemas } from '../order-params.ts';
import { viewRefund } from '../order-view.ts';
import { listAnswer, pageOf, sortedById } from '../paging.ts';
import { sumOf, toDecimalText } from '../php-numbers.ts';
import { isNumeric, isObject, isSet, listOf, toInt, toNumber, toText } from '../php-values.ts';
import { type RefundedLine, refundsOf } from '../refund-booking.ts';
import { createRefund } from '../refunds.ts';
import { RestError, refusals } from '../rest.ts';
import type { Route, RouteParams } from '../routing.ts';
import { resourceUrl, type Shop } from '../shop.ts';
import type { StoredRefund } from '../state.ts';
import { orderUpdated } from '../webhook-events.ts';

/** Refunds of an order: list, create, read, delete. */
export const refundRoutes: Route[] = [
  {
    path: '/wc/v3/orders/:order_id/refunds',
    methods: {
      GET: {
        refusal: refusals.cannotList,
        schemas: () => listSchemas,
        run: (shop, params, request) => {
          const path = `orders/${toText(params.order_id)}/refunds`;
          const refunds = sortedById(refundsOf(shop, toInt(params.order_id)), params);
          const found = pageOf(refunds, params);
          const body = found.entries.map((refund) => view(shop, refund));
          const list = { path, total: found.total, pages: found.pages };
          const picked = listOf(pickFields(body, params._fields));
          return listAnswer(shop, { ...list, body: picked }, request.query, toInt(params.page));
        },
      },
      POST: {
        refusal: refusals.cannotCreate,
        schemas: () => ({
          amount: { type: 'string' },
          reason: { type: 'string' },
          api_refund: { type: 'boolean', default: true },
          api_restock: { type: 'boolean', default: true },
        }),
        run: (shop, params) => {
          const refund = create(shop, params);
          // The shop forgets to put the order's id into this URL.
          const location = resourceUrl(shop, `orders/(?P<order_id>[\\d]+)/refunds/${refund.id}`);
          return { status: 201, body: view(shop, refund), headers: { location } };
        },
      },
    },
  },
  {
    path: '/wc/v3/orders/:order_id/refunds/:id',
    methods: {
      GET: {
        refusal: refusals.cannotView,
        run: (shop, params) => ({ status: 200, body: view(shop, refundOf(shop, params)) }),
      },
      DELETE: {
        refusal: refusals.cannotDelete,
        run: (shop, params) => {
          const refund = refundOf(shop, params);
          shop.state.refunds.delete(refund.id);
          return { status: 200, body: view(shop, refund) };
        },
      },
    },
  },
];

function create(shop: Shop, params: RouteParams): StoredRefund {
  const order = shop.state.orders.get(toInt(params.order_id));
  if (order === undefined) {
    throw new RestError('woocommerce_rest_invalid_order_id', 'Invalid order ID.', 404);
  }
  const lines = readLines(params.line_items);
  const amount = isSet(params.amount) ? params.amount : amountOf(lines);
  if (toNumber(amount) < 0) {
    const message = 'Refund amount must be greater than zero.';
    throw new RestError('woocommerce_rest_invalid_order_refund', message, 400);
  }
  const refund = createRefund(shop, order, {
    amount,
    reason: toText(params.reason),
    lines,
    viaGateway: params.api_refund !== false,
    restock: params.api_restock !== false,
    meta: params.meta_data,
  });
  orderUpdated(shop, order);
  return refund;
}

/** Without an amount it is the sum of the lines; undefined when a line has no number. */
function amountOf(lines: Map<number, RefundedLine>): string | undefined {
  if (lines.size === 0) return undefined;
  const parts = [...lines.values()].flatMap((line) => [line.total, ...line.taxes.values()]);
  return parts.every(isNumeric) ? toDecimalText(sumOf(parts.map(toNumber))) : undefined;
}

function readLines(posted: unknown): Map<number, RefundedLine> {
  const lines = new Map<number, RefundedLine>();
  for (const entry of listOf(posted)) {
    if (!isObject(entry) || !isSet(entry.id)) continue;
    const taxes = new Map<number, number>();
    for (const tax of listOf(entry.refund_tax)) {
      if (isObject(tax) && isSet(tax.id) && toNumber(tax.refund_total) !== 0) {
        taxes.set(toInt(tax.id), toNumber(tax.refund_total));
      }
    }
    lines.set(toInt(entry.id), { quantity: entry.quantity, total: entry.refund_total, taxes });
  }
  return lines;
}

function refundOf(shop: Shop, params: RouteParams): StoredRefund {
  const refund = shop.state.refunds.get(toInt(params.id));
  if (refund === undefined || refund.orderId !== toInt(params.order_id)) {
    throw new RestError('woocommerce_rest_shop_order_refund_invalid_id', 'Invalid ID.', {
      status: 404,
    });
  }
  return refund;
}

function view(shop: Shop, refund: StoredRefund): Record<string, unknown> {
  const collection = resourceUrl(shop, `orders/${refund.orderId}/refunds`);
  return {
    ...viewRefund(shop, refund),
    _links: {
      self: [{ href: `${collection}/${refund.id}`, targetHints: { allow: ['GET', 'DELETE'] } }],
      collection: [{ href: collection }],
      up: [{ href: resourceUrl(shop, `orders/${refund.orderId}`) }],
    },
  };
}
