import { pickFields } from '../fields.ts';
import { ksesPost } from '../kses.ts';
import { addNote } from '../notes.ts';
import { toInt, toText } from '../php-values.ts';
import { RestError, refusals } from '../rest.ts';
import type { Route, RouteParams } from '../routing.ts';
import { gmtText, isVersionAtLeast, localText, resourceUrl, type Shop } from '../shop.ts';
import type { OrderNote, StoredOrder } from '../state.ts';

/** Order notes: list, create, read, delete. There is no PUT. */
export const noteRoutes: Route[] = [
  {
    path: '/wc/v3/orders/:order_id/notes',
    methods: {
      GET: {
        refusal: refusals.cannotList,
        schemas: () => ({
          type: { type: 'string', enum: ['any', 'customer', 'internal'], default: 'any' },
        }),
        run: (shop, params) => {
          const order = orderOf(shop, params, 'woocommerce_rest_shop_order_invalid_id');
          const notes = notesOf(shop, order)
            .filter(
              (note) => params.type === 'any' || note.customerNote === (params.type === 'customer'),
            )
            .map((note) => view(shop, note));
          return { status: 200, body: pickFields(notes, params._fields) };
        },
      },
      POST: {
        refusal: refusals.cannotCreate,
        schemas: () => ({
          note: { type: 'string' },
          customer_note: { type: 'boolean', default: false },
          added_by_user: { type: 'boolean', default: false },
        }),
        run: (shop, params, request) => {
          const order = orderOf(shop, params, 'woocommerce_rest_order_invalid_id');
          if (params.note === undefined) {
            throw new RestError('rest_missing_callback_param', 'Missing parameter(s): note', {
              status: 400,
              params: ['note'],
            });
          }
          const text = toText(params.note);
          // Seen in 10.9.4; 10.5.0 kept the text as it was sent.
          const kept = isVersionAtLeast(shop, 10, 9) ? ksesPost(text) : text;
          const note = addNote(shop, order, kept, {
            customerNote: params.customer_note === true,
            ...(params.added_by_user === true && request.key && { author: request.key.owner }),
          });
          const location = resourceUrl(shop, `orders/${order.id}/notes/${note.id}`);
          return { status: 201, body: view(shop, note), headers: { location } };
        },
      },
    },
  },
  {
    path: '/wc/v3/orders/:order_id/notes/:id',
    methods: {
      GET: {
        refusal: refusals.cannotView,
        run: (shop, params) => ({ status: 200, body: view(shop, noteOf(shop, params)) }),
      },
      DELETE: {
        refusal: refusals.cannotDelete,
        schemas: () => ({ force: { type: 'boolean', default: false } }),
        run: (shop, params) => {
          if (params.force !== true) {
            throw new RestError(
              'woocommerce_rest_trash_not_supported',
              'Webhooks do not support trashing.',
              { status: 501 },
            );
          }
          const note = noteOf(shop, params);
          shop.state.notes.splice(shop.state.notes.indexOf(note), 1);
          return { status: 200, body: view(shop, note) };
        },
      },
    },
  },
];

/** Notes of an order, newest first. */
function notesOf(shop: Shop, order: StoredOrder): OrderNote[] {
  return shop.state.notes
    .filter((note) => note.orderId === order.id)
    .sort((left, right) => right.at.getTime() - left.at.getTime() || right.id - left.id);
}

function orderOf(shop: Shop, params: RouteParams, code: string): StoredOrder {
  const order = shop.state.orders.get(toInt(params.order_id));
  if (order === undefined) throw new RestError(code, 'Invalid order ID.', { status: 404 });
  return order;
}

function noteOf(shop: Shop, params: RouteParams): OrderNote {
  const order = orderOf(shop, params, 'woocommerce_rest_order_invalid_id');
  const note = notesOf(shop, order).find((candidate) => candidate.id === toInt(params.id));
  if (note === undefined) {
    throw new RestError('woocommerce_rest_invalid_id', 'Invalid resource ID.', { status: 404 });
  }
  return note;
}

function view(shop: Shop, note: OrderNote): Record<string, unknown> {
  const collection = resourceUrl(shop, `orders/${note.orderId}/notes`);
  return {
    id: note.id,
    author: note.author,
    date_created: localText(shop, note.at),
    date_created_gmt: gmtText(note.at),
    note: note.note,
    customer_note: note.customerNote,
    _links: {
      self: [{ href: `${collection}/${note.id}`, targetHints: { allow: ['GET', 'DELETE'] } }],
      collection: [{ href: collection }],
      up: [{ href: resourceUrl(shop, `orders/${note.orderId}`) }],
    },
  };
}
