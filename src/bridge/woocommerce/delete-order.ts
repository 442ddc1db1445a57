import { WooApiError } from '../errors.ts';
import { isUnknownOrder } from './get-orders.ts';
import type { ShopCaller } from './shop-caller.ts';

export function createOrderRemoval(caller: ShopCaller) {
  return {
    /**
     * To the bin, or with `force` for good. The stock it took stays taken, and the refunds go with it.
     *
     * @throws WooApiError 501 without `force` where the shop has its bin switched off
     */
    async deleteOrder(
      wooOrderId: number,
      { force }: { force: boolean },
      signal?: AbortSignal,
    ): Promise<void> {
      try {
        await caller.remove(`orders/${wooOrderId}`, { force }, signal);
      } catch (error) {
        if (!isUnknownOrder(error) && !isInBin(error)) throw error;
      }
    },
  };
}

function isInBin(error: unknown): boolean {
  return (
    error instanceof WooApiError &&
    error.statusCode === 410 &&
    error.shopCode === 'woocommerce_rest_already_trashed'
  );
}
