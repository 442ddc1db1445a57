import { pickFields } from '../fields.ts';
import {
  createFulfillment,
  deleteFulfillment,
  FulfillmentRefusal,
  fulfillmentsOf,
  updateFulfillment,
  viewFulfillment,
} from '../fulfillments.ts';
import { isSet, toInt } from '../php-values.ts';
import { type RestAnswer, RestError, type RestRequest, refusals } from '../rest.ts';
import { editable, type Route, type RouteMethod, type RouteParams } from '../routing.ts';
import type { Shop } from '../shop.ts';
import type { StoredFulfillment, StoredOrder } from '../state.ts';

const PATH = '/wc/v3/orders/:order_id/fulfillments';

const isThere = ({ settings }: Shop) => settings.fulfillments;

/** Order fulfillments: list, create, read, change, delete; there while the feature is on. */
export const fulfillmentRoutes: Route[] = [
  {
    path: PATH,
    isThere,
    methods: {
      GET: method((shop, order, params) => {
        const body = fulfillmentsOf(shop, order.id).map((entry) => viewFulfillment(shop, entry));
        return { status: 200, body: pickFields(body, params._fields) };
      }),
      POST: method((shop, order, params) => {
        requireMeta(params);
        const created = createFulfillment(shop, order, params);
        return { status: 201, body: viewFulfillment(shop, created) };
      }),
    },
  },
  {
    path: `${PATH}/:fulfillment_id`,
    isThere,
    methods: {
      GET: method((shop, order, params) => {
        const fulfillment = fulfillmentOf(shop, order, params);
        if (fulfillment.isDeleted) throw new FulfillmentRefusal('Fulfillment not found.', 404);
        const body = viewFulfillment(shop, fulfillment);
        return { status: 200, body: pickFields(body, params._fields) };
      }),
      ...editable(
        method((shop, order, params) => {
          requireMeta(params);
          const fulfillment = fulfillmentOf(shop, order, params);
          updateFulfillment(shop, order, fulfillment, params);
          return { status: 200, body: viewFulfillment(shop, fulfillment) };
        }),
      ),
      DELETE: method((shop, order, params) => {
        deleteFulfillment(shop, order, fulfillmentOf(shop, order, params));
        return { status: 200, body: { message: 'Fulfillment deleted successfully.' } };
      }),
    },
  },
];

type Run = (shop: Shop, order: StoredOrder, params: RouteParams) => RestAnswer;

/** Anybody may read those of a guest's order, a hole seen in WooCommerce 10.5. */
function method(run: Run): RouteMethod {
  return {
    run: (shop: Shop, params: RouteParams, { key, method: name }: RestRequest) => {
      const order = shop.state.orders.get(toInt(params.order_id));
      if (order === undefined) {
        const data = { status: '404' };
        throw new RestError('woocommerce_rest_order_invalid_id', 'Invalid order ID.', data);
      }
      if (key === undefined && (name !== 'GET' || order.customerId !== 0)) {
        throw name === 'GET' ? refusals.cannotList() : refusals.cannotCreate();
      }
      try {
        return run(shop, order, params);
      } catch (error) {
        if (error instanceof FulfillmentRefusal) return error.answer;
        throw error;
      }
    },
  };
}

function requireMeta(params: RouteParams): void {
  if (isSet(params.meta_data)) return;
  throw new RestError('rest_missing_callback_param', 'Missing parameter(s): meta_data', {
    status: 400,
    params: ['meta_data'],
  });
}

function fulfillmentOf(shop: Shop, order: StoredOrder, params: RouteParams): StoredFulfillment {
  const found = shop.state.fulfillments.get(toInt(params.fulfillment_id));
  if (found === undefined) throw new FulfillmentRefusal('Fulfillment not found.');
  if (found.orderId !== order.id) throw new FulfillmentRefusal('Invalid fulfillment ID.');
  return found;
}
