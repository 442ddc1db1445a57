import { z } from 'zod';
import { type WooOrder, wooOrderSchema } from '../../mapping/woocommerce/order.ts';
import { PayloadError, WooApiError } from '../errors.ts';
import { readOrder } from './list-orders.ts';
import type { ShopCaller } from './shop-caller.ts';

const CHUNK = 100;
const listSchema = z.array(z.looseObject({ id: z.number().int().positive() }));

export function createOrderReads(caller: ShopCaller) {
  /** Only WooCommerce's own words mean "no such order": a 404 can also be a broken permalink. */
  async function getOrder(wooOrderId: number, signal?: AbortSignal): Promise<WooOrder | undefined> {
    try {
      return await caller.read(`orders/${wooOrderId}`, {}, wooOrderSchema, signal);
    } catch (error) {
      if (isUnknownOrder(error)) return undefined;
      throw error;
    }
  }

  return {
    getOrder,

    /**
     * Orders by id, those in the bin included; a deleted one is absent. An order that can't be read
     * is in the answer as its error, so that it is not taken for a deleted one.
     */
    async getOrders(
      wooOrderIds: number[],
      signal?: AbortSignal,
    ): Promise<Map<number, WooOrder | PayloadError>> {
      const asked = [...new Set(wooOrderIds)];
      const found = new Map<number, WooOrder | PayloadError>();
      for (let start = 0; start < asked.length; start += CHUNK) {
        const include = asked.slice(start, start + CHUNK).join(',');
        const query = { include, per_page: CHUNK };
        for (const entry of await caller.read('orders', query, listSchema, signal)) {
          found.set(entry.id, readOrder(entry));
        }
      }
      for (const wooOrderId of asked.filter((id) => !found.has(id))) {
        const order = await getOrder(wooOrderId, signal).catch((error: unknown) => {
          if (error instanceof PayloadError && !error.retryable) return error;
          throw error;
        });
        if (order) found.set(wooOrderId, order);
      }
      // A shop that ignored `include` would have answered with others.
      return new Map([...found].filter(([wooOrderId]) => asked.includes(wooOrderId)));
    },
  };
}

export function isUnknownOrder(error: unknown): boolean {
  return (
    error instanceof WooApiError &&
    error.statusCode === 404 &&
    error.shopCode === 'woocommerce_rest_shop_order_invalid_id'
  );
}
