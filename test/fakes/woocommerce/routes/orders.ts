import { pickFields } from '../fields.ts';
import { findOrders } from '../order-list.ts';
import { orderListSchemas, orderWriteSchemas } from '../order-params.ts';
import { removeOrder, trashOrder } from '../order-removal.ts';
import { createOrder, updateOrder } from '../order-save.ts';
import { orderLinks, viewOrder } from '../order-view.ts';
import { listAnswer, pageOf } from '../paging.ts';
import { isEmpty, isSet, listOf, toInt } from '../php-values.ts';
import { RestError, refusals, unknownOrder } from '../rest.ts';
import { editable, type Route, type RouteParams } from '../routing.ts';
import { resourceUrl, type Shop } from '../shop.ts';
import type { StoredOrder } from '../state.ts';

/** Orders one at a time, their list, and the public list of statuses. */
export const orderRoutes: Route[] = [
  {
    path: '/wc/v3/orders',
    methods: {
      GET: { refusal: refusals.cannotList, schemas: orderListSchemas, run: list },
      POST: {
        refusal: refusals.cannotCreate,
        schemas: (shop) => orderWriteSchemas(shop.settings, true),
        run: (shop, params) => {
          const order = createSingle(shop, params);
          const location = resourceUrl(shop, `orders/${order.id}`);
          return { status: 201, body: single(shop, order, params), headers: { location } };
        },
      },
    },
  },
  {
    path: '/wc/v3/orders/statuses',
    methods: {
      GET: {
        run: (shop) => ({
          status: 200,
          body: shop.settings.orderStatuses.map(({ slug, name }) => ({ slug, name })),
        }),
      },
    },
  },
  {
    path: '/wc/v3/orders/:id',
    methods: {
      GET: {
        refusal: refusals.cannotView,
        run: (shop, params) => {
          const order = shop.state.orders.get(toInt(params.id));
          if (order === undefined) throw unknownOrder(404);
          return { status: 200, body: single(shop, order, params) };
        },
      },
      ...editable({
        refusal: refusals.cannotEdit,
        schemas: (shop) => orderWriteSchemas(shop.settings, false),
        run: (shop, params) => {
          const order = updateSingle(shop, params);
          return { status: 200, body: single(shop, order, params) };
        },
      }),
      DELETE: {
        refusal: refusals.cannotDelete,
        schemas: () => ({ force: { type: 'boolean', default: false } }),
        run: (shop, params) => ({ status: 200, body: deleteOrder(shop, params) }),
      },
    },
  },
];

/** The body of one order: fields as asked, links always. */
export function single(shop: Shop, order: StoredOrder, params: RouteParams): unknown {
  const places = isSet(params.dp) ? Math.abs(toInt(params.dp)) : undefined;
  const body = { ...viewOrder(shop, order, places), _links: orderLinks(shop, order) };
  return pickFields(body, params._fields);
}

/** @throws RestError 400 when an id is sent along */
export function createSingle(shop: Shop, params: RouteParams): StoredOrder {
  if (isEmpty(params.id)) return createOrder(shop, params);
  throw new RestError('woocommerce_rest_shop_order_exists', 'Cannot create existing shop_order.', {
    status: 400,
  });
}

/** @throws RestError 400 (not 404) for an unknown id */
export function updateSingle(shop: Shop, params: RouteParams): StoredOrder {
  const order = shop.state.orders.get(toInt(params.id));
  if (order === undefined) throw unknownOrder(400);
  return updateOrder(shop, order, params);
}

/** Trashes, or with `force` removes; the answer shows the order as it was. Stock stays. */
export function deleteOrder(shop: Shop, params: RouteParams): unknown {
  const order = shop.state.orders.get(toInt(params.id));
  if (order === undefined) throw unknownOrder(404);
  const body = single(shop, order, params);
  if (params.force === true) {
    removeOrder(shop, order);
  } else if (order.status === 'trash') {
    throw new RestError(
      'woocommerce_rest_already_trashed',
      'The shop_order has already been deleted.',
      { status: 410 },
    );
  } else {
    trashOrder(shop, order);
  }
  return body;
}

function list(shop: Shop, params: RouteParams, request: { query: RouteParams }) {
  const found = pageOf(findOrders(shop, params), params);
  const places = toInt(params.dp);
  const body = found.entries.map((order) => ({
    ...viewOrder(shop, order, places),
    _links: orderLinks(shop, order),
  }));
  const fields = params._fields;
  const { status: _, ...query } = request.query;
  const sent = Object.fromEntries(Object.keys(query).map((key) => [key, params[key]]));
  const linked = { ...sent, status: listOf(params.status), dp: params.dp, context: 'view' };
  const page = { path: 'orders', total: found.total, pages: found.pages };
  const picked = isEmpty(fields) ? body : listOf(pickFields(body, fields));
  return listAnswer(shop, { ...page, body: picked }, linked, toInt(params.page));
}
