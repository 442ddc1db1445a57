import { z } from 'zod';
import { isUnknownOrder } from './get-orders.ts';
import { pagesById } from './page-by-id.ts';
import type { ShopCaller } from './shop-caller.ts';

const PAGE = 100;

/** The shop's answers as they are, for looking at. They hold personal data: mask before showing. */
export function createRawReads(caller: ShopCaller) {
  return {
    async getRawOrder(wooOrderId: number, signal?: AbortSignal): Promise<unknown> {
      try {
        return await caller.read(`orders/${wooOrderId}`, {}, z.unknown(), signal);
      } catch (error) {
        if (isUnknownOrder(error)) return undefined;
        throw error;
      }
    },

    async listRawRefunds(wooOrderId: number, signal?: AbortSignal): Promise<unknown[]> {
      const path = `orders/${wooOrderId}/refunds`;
      const refunds: unknown[] = [];
      for await (const page of pagesById(caller, path, {}, { pageSize: PAGE, signal })) {
        refunds.push(...page);
      }
      return refunds;
    },

    /** Everybody's notes, newest first; empty also for an order the shop does not have. */
    async listRawNotes(wooOrderId: number, signal?: AbortSignal): Promise<unknown[]> {
      try {
        return await caller.read(`orders/${wooOrderId}/notes`, {}, z.array(z.unknown()), signal);
      } catch (error) {
        if (isUnknownOrder(error)) return [];
        throw error;
      }
    },
  };
}
