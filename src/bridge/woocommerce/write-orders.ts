import type { WooOrder, WooOrderChange, WooOrderDraft } from '../../mapping/woocommerce/order.ts';
import { wooOrderSchema } from '../../mapping/woocommerce/order.ts';
import { WooApiError } from '../errors.ts';
import { type BatchResult, readBatch, readItem } from './read-batch.ts';
import { parseAnswer, type ShopAnswer } from './shop-answers.ts';
import type { ShopCaller } from './shop-caller.ts';

/** WooCommerce refuses more in one call, all of them together. */
const LARGEST_BATCH = 100;

export type OrderUpdate = { wooOrderId: number; change: WooOrderChange };

/**
 * Writing orders. One order goes by the single call, because only that one checks its parameters
 * (a batch takes an unknown status and makes it "pending"); several go as a batch.
 *
 * What throws concerns every order of the call: see outcomeOf.
 */
export function createOrderWrites(caller: ShopCaller) {
  return {
    async createOrders(drafts: WooOrderDraft[], signal?: AbortSignal): Promise<BatchResult[]> {
      assertSize(drafts.length);
      const [draft, ...others] = drafts;
      if (!draft) return [];
      if (others.length === 0) {
        return [await readSingle(caller.write('POST', 'orders', draft, signal))];
      }
      const answer = await caller.write('POST', 'orders/batch', { create: drafts }, signal);
      return readBatch(
        answer,
        'create',
        drafts.map(() => undefined),
      );
    },

    async updateOrder(
      wooOrderId: number,
      change: WooOrderChange,
      signal?: AbortSignal,
    ): Promise<WooOrder> {
      const answer = await caller.write('PUT', `orders/${wooOrderId}`, change, signal);
      return parseAnswer(wooOrderSchema, answer);
    },

    async updateOrders(changes: OrderUpdate[], signal?: AbortSignal): Promise<BatchResult[]> {
      assertSize(changes.length);
      const [first, ...others] = changes;
      if (!first) return [];
      if (others.length === 0) {
        const path = `orders/${first.wooOrderId}`;
        return [await readSingle(caller.write('PUT', path, first.change, signal))];
      }
      const update = changes.map(({ wooOrderId, change }) => ({ id: wooOrderId, ...change }));
      const answer = await caller.write('POST', 'orders/batch', { update }, signal);
      return readBatch(
        answer,
        'update',
        changes.map(({ wooOrderId }) => wooOrderId),
      );
    },
  };
}

/** A refusal of this one order is a result; everything else that went wrong is thrown. */
async function readSingle(call: Promise<ShopAnswer>): Promise<BatchResult> {
  try {
    return readItem((await call).body);
  } catch (error) {
    if (!(error instanceof WooApiError) || error.statusCode !== 400 || !error.shopCode) throw error;
    const { shopCode, shopMessage = '' } = error;
    return { outcome: 'refused', shopCode, shopMessage };
  }
}

function assertSize(orders: number): void {
  if (orders > LARGEST_BATCH) throw new RangeError(`At most ${LARGEST_BATCH} orders in one call`);
}
