import { z } from 'zod';
import { WooApiError } from '../errors.ts';
import type { ShopCaller } from './shop-caller.ts';

/** No order has more parcels. */
const PAGE = 100;

const NO_ROUTE = 'rest_no_route';
const UNKNOWN_ORDER = 'woocommerce_rest_order_invalid_id';

const listSchema = z.array(z.unknown());

/** An entry of Shiptastic 5.1's list is wrapped as WordPress keeps an answer, its links beside it. */
const wrappedSchema = z.object({ data: z.looseObject({ id: z.unknown() }) });
const shipmentSchema = z.looseObject({ id: z.unknown(), order_id: z.coerce.number() });

/**
 * What the shop, or a plugin in it, answers about an order's parcels, nothing read into it; undefined
 * where the shop has no such route. An order that the shop does not have has none.
 */
export function createParcelReads(caller: ShopCaller) {
  return {
    /** WooCommerce's own fulfillments of an order, all of them in one answer. */
    listFulfillments: (wooOrderId: number, signal?: AbortSignal): Promise<unknown[] | undefined> =>
      ifThere(() => caller.read(`orders/${wooOrderId}/fulfillments`, {}, listSchema, signal)),

    /**
     * Shiptastic's shipments, then its returns; by itself the route answers shipments only. `_fields`
     * makes it fail (seen in 5.1).
     */
    listShiptasticShipments: (
      wooOrderId: number,
      signal?: AbortSignal,
    ): Promise<unknown[] | undefined> =>
      ifThere(async () => {
        const found = new Map<unknown, unknown>();
        for (const type of ['simple', 'return']) {
          const query = { order_id: wooOrderId, type, per_page: PAGE };
          for (const entry of await caller.read('shipments', query, listSchema, signal)) {
            const shipment = shipmentSchema.safeParse(
              wrappedSchema.safeParse(entry).data?.data ?? entry,
            ).data;
            // Another plugin's route of this name may ignore the filter, and the type.
            if (shipment?.order_id === wooOrderId) found.set(shipment.id, shipment);
          }
        }
        return [...found.values()];
      }),
  };
}

async function ifThere(read: () => Promise<unknown[]>): Promise<unknown[] | undefined> {
  try {
    return await read();
  } catch (error) {
    // Any other 404 may be a broken permalink.
    const isNotFound = error instanceof WooApiError && error.statusCode === 404;
    if (isNotFound && error.shopCode === NO_ROUTE) return undefined;
    if (isNotFound && error.shopCode === UNKNOWN_ORDER) return [];
    throw error;
  }
}
