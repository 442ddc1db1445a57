import {
  type WooRefund,
  type WooRefundDraft,
  wooRefundSchema,
} from '../../mapping/woocommerce/order.ts';
import { pagesById } from './page-by-id.ts';
import { parseAnswer } from './shop-answers.ts';
import type { ShopCaller } from './shop-caller.ts';

const PAGE = 100;

export function createOrderRefunds(caller: ShopCaller) {
  return {
    /** oldest first; empty also for an order the shop does not have */
    async listRefunds(wooOrderId: number, signal?: AbortSignal): Promise<WooRefund[]> {
      const path = `orders/${wooOrderId}/refunds`;
      const query = { _fields: 'id,amount,date_created_gmt,meta_data,line_items,shipping_lines' };
      const refunds: WooRefund[] = [];
      for await (const page of pagesById(caller, path, query, { pageSize: PAGE, signal })) {
        const requestLine = `GET /wp-json/wc/v3/${path}`;
        refunds.push(...page.map((body) => parseAnswer(wooRefundSchema, { requestLine, body })));
      }
      return refunds;
    },

    /**
     * Nothing is deduplicated by the shop: list first. A WooApiError 500 that is not retryable is
     * final (no gateway, more than is left).
     */
    async createRefund(
      wooOrderId: number,
      refund: WooRefundDraft,
      signal?: AbortSignal,
    ): Promise<WooRefund> {
      const answer = await caller.write('POST', `orders/${wooOrderId}/refunds`, refund, signal);
      return parseAnswer(wooRefundSchema, answer);
    },
  };
}
