import { listSchemas } from '../order-params.ts';
import { listAnswer, pageOf } from '../paging.ts';
import { isEmpty, toInt } from '../php-values.ts';
import { PhpFatalError, RestError, refusals } from '../rest.ts';
import type { Route } from '../routing.ts';
import { shipmentsOf, viewShipment } from '../shipments.ts';
import { resourceUrl, type Shop } from '../shop.ts';

const isThere = ({ settings }: Shop) => settings.shiptastic;

/** Shiptastic's shipments, for reading; there while the plugin is. */
export const shipmentRoutes: Route[] = [
  {
    path: '/wc/v3/shipments',
    isThere,
    methods: {
      GET: {
        refusal: refusals.cannotList,
        schemas: () => ({
          ...listSchemas,
          order_id: { type: 'integer' },
          type: { type: 'string', enum: ['simple', 'return'], default: 'simple' },
        }),
        run: (shop, params, request) => {
          const orderIds = isEmpty(params.order_id)
            ? [...shop.state.orders.keys()]
            : [toInt(params.order_id)];
          const type = params.type === 'return' ? 'return' : 'simple';
          const found = pageOf(
            orderIds.flatMap((orderId) => shipmentsOf(shop, orderId, type)),
            params,
          );
          // What the plugin forgot: each entry is an answer of its own, and can't be cut to some fields.
          if (!isEmpty(params._fields) && found.entries.length > 0) {
            throw new PhpFatalError('array_intersect_key(): Argument #1 must be of type array');
          }
          const body = found.entries.map((shipment) => ({
            data: {
              ...viewShipment(shop, shipment),
              _links: { self: [{ href: resourceUrl(shop, `shipments/${shipment.id}`) }] },
            },
            headers: [],
            status: 200,
          }));
          const list = { path: 'shipments', body, total: found.total, pages: found.pages };
          return listAnswer(shop, list, request.query, toInt(params.page));
        },
      },
    },
  },
  {
    path: '/wc/v3/shipments/:id',
    isThere,
    methods: {
      GET: {
        refusal: refusals.cannotView,
        run: (shop, params) => {
          const shipment = shop.state.shipments.get(toInt(params.id));
          if (shipment === undefined) {
            throw new RestError('woocommerce_stc_rest_shipment_invalid_id', 'Invalid ID.', {
              status: 404,
            });
          }
          return { status: 200, body: viewShipment(shop, shipment) };
        },
      },
    },
  },
];
