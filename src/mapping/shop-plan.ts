import type { MappingIssue } from './mapping-issue.ts';
import type { OrderPhase } from './order-phase.ts';
import type {
  WooAddress,
  WooOrder,
  WooOrderChange,
  WooOrderDraft,
  WooRefund,
  WooRefundDraft,
} from './woocommerce/order.ts';

/** An order as it stands in the shop, read just now. */
export type FoundShopOrder = { order: WooOrder; refunds: WooRefund[] };

/** Why an order waits for a person or for a change elsewhere. Ids, codes and sums only. */
export type HoldReason =
  | { code: 'fulfillment-status-unknown'; words: string }
  | { code: 'currency-not-euro'; currency: string }
  | { code: 'price-not-believable'; positionItemId: string; cents: number }
  | { code: 'status-not-in-shop'; phase: OrderPhase; status: string }
  | { code: 'sku-not-in-shop'; skus: string }
  | { code: 'address-not-there' }
  | { code: 'shop-without-cents'; priceDecimals: number }
  | { code: 'moved-backward'; from: OrderPhase; to: OrderPhase }
  | { code: 'shop-order-in-trash'; wooOrderId: number }
  /** the shop would mail the buyer with the next status or refund */
  | { code: 'shop-order-email-present'; wooOrderId: number }
  | { code: 'pieces-vanished'; pieces: number; positionItemIds: string }
  | { code: 'refund-exceeds-rest'; cents: number; leftCents: number };

/** What the owner decided to leave as a person made it in the shop: gone, or in the bin. */
export type LeftOutReason = 'deleted-in-shop' | 'thrown-away-in-shop';

export type SkipReason = 'ordered-before-start' | 'cancelled-before-import' | LeftOutReason;
export type BacklogReason = 'not-released' | 'waits-for-prepayment';

/** A private order note; `key` names it within its order, so that it is written once. */
export type NoteDraft = { key: string; text: string };

/** What the shop's answer must show after a write; compared field by field. */
export type ExpectedShopOrder = {
  totalCents: number;
  status: string;
  addresses: { billing: WooAddress; shipping: WooAddress } | undefined;
};

/** The next single step that brings the shop order nearer to OTTO's truth. */
export type ShopStep =
  | { action: 'none' }
  | { action: 'skip'; reason: SkipReason }
  | { action: 'backlog'; reason: BacklogReason }
  | { action: 'hold'; reason: HoldReason }
  | { action: 'create'; draft: WooOrderDraft; expected: ExpectedShopOrder; notes: NoteDraft[] }
  | {
      action: 'update';
      wooOrderId: number;
      change: WooOrderChange;
      expected: ExpectedShopOrder;
      notes: NoteDraft[];
    }
  | {
      action: 'refund';
      wooOrderId: number;
      refund: WooRefundDraft;
      positionItemIds: string[];
      notes: NoteDraft[];
    };

export type ShopPlan = { step: ShopStep; issues: MappingIssue[] };

/** A plan of one step about which there is nothing else to say. */
export function stop(step: ShopStep): ShopPlan {
  return { step, issues: [] };
}
