import { fingerprint } from '../../mapping/fingerprint.ts';
import type { MappingIssue } from '../../mapping/mapping-issue.ts';
import { livePieces, orderPhase } from '../../mapping/order-phase.ts';
import { expectedDeliveryAt, orderTotalCents } from '../../mapping/order-total.ts';
import type { SalesOrder } from '../../mapping/otto/sales-order.ts';
import type { FoundShopOrder } from '../../mapping/plan-shop-changes.ts';
import { type AfterSale, NOTHING_AFTER_SALE } from '../../mapping/receipts/money-back.ts';
import type { Cause } from '../ledger/incidents.ts';
import type { SalesOrderRow, SeenSalesOrder } from '../ledger/sales-orders.ts';
import type { Settlement } from '../ledger/settlements.ts';

/** One sales order on its way through a run. */
export type WorkItem = {
  salesOrder: SalesOrder;
  contentHash: string;
  /** its row before this run touched it; undefined = never seen */
  row: SalesOrderRow | undefined;
  issues: MappingIssue[];
  /** money that went back, and what is known of returned pieces, as the ledger had it when it was planned */
  afterSale: AfterSale;
  found: FoundShopOrder | undefined;
  /** what this run has done to it so far */
  done: 'created' | 'updated' | undefined;
  events: Settlement['events'];
  causes: Cause[];
  /** why its shop order can't be worked on: the ledger knows it, but it is gone or unreadable */
  shopFault: 'shop-order-gone' | 'shop-order-unreadable' | undefined;
  /** a write that must not happen twice was announced in the ledger and is not settled yet */
  hasOpenClaim: boolean;
  /** the shop's sum is not OTTO's; to be mended */
  wrongTotal: { code: 'total'; expectedCents: number; actualCents: number } | undefined;
};

/** Fingerprint of everything OTTO says about an order: equal = nothing to do. */
export function contentHashOf(salesOrder: SalesOrder): string {
  const { changedAt: _moment, ...content } = salesOrder;
  return fingerprint(content);
}

export function newWorkItem(
  salesOrder: SalesOrder,
  issues: MappingIssue[],
  row: SalesOrderRow | undefined,
  afterSale: AfterSale = NOTHING_AFTER_SALE,
): WorkItem {
  return {
    salesOrder,
    contentHash: contentHashOf(salesOrder),
    row,
    issues,
    afterSale,
    found: undefined,
    done: undefined,
    events: [],
    causes: [],
    shopFault: undefined,
    hasOpenClaim: false,
    wrongTotal: undefined,
  };
}

/** True when the shop is in line with this content already and nobody waits for another look. */
export function isUnchanged(item: WorkItem): boolean {
  return item.row?.content_hash === item.contentHash && item.row.next_look_at === null;
}

/** True when a create call without an answer turned out to be carried out, and no look was taken since. */
export function wasFoundUnanswered({ row }: WorkItem): boolean {
  return row?.import_state === 'imported' && row.content_hash === null && row.failures === 0;
}

/**
 * True for such an order while the shop may still be making it, so that its sums and its status say
 * nothing yet. Its next look is noted.
 */
export function maybeStillMade(item: WorkItem, now: string): boolean {
  const nextLookAt = item.row?.next_look_at ?? '';
  return wasFoundUnanswered(item) && nextLookAt > now;
}

/** What the ledger keeps of the order: no name, no address. */
export function seenFrom(salesOrder: SalesOrder): SeenSalesOrder {
  return {
    salesOrderId: salesOrder.salesOrderId,
    orderNumber: salesOrder.orderNumber,
    orderedAt: salesOrder.orderedAt,
    changedAt: salesOrder.changedAt,
    phase: orderPhase(salesOrder.positionItems) ?? 'unknown',
    grossCents: orderTotalCents(salesOrder),
    feeCents: salesOrder.deliveryFees.reduce((sum, fee) => sum + fee.grossCents, 0),
    discountCents: livePieces(salesOrder.positionItems).reduce(
      (sum, piece) => sum + piece.grossCents - piece.payableCents,
      0,
    ),
    paymentMethod: salesOrder.paymentMethod,
    expectedDeliveryAt: expectedDeliveryAt(salesOrder),
    positionItems: salesOrder.positionItems.map((item) => ({
      positionItemId: item.positionItemId,
      fulfillmentStatus: item.rawFulfillmentStatus,
      sku: item.sku,
      title: item.productTitle || undefined,
      ean: item.ean,
      payableCents: item.payableCents,
      vatRatePercent: item.vatRatePercent,
      expectedDeliveryAt: item.expectedDeliveryAt,
    })),
  };
}

/** The shop's own words about a refusal, without anything that stands in the order's addresses. */
export function withoutPersonalData(message: string, salesOrder: SalesOrder): string {
  const secrets = [salesOrder.deliveryAddress, salesOrder.invoiceAddress]
    .flatMap((address) => Object.values(address ?? {}))
    .flatMap((value) => (value !== undefined && value.length > 2 ? [value] : []))
    .sort((a, b) => b.length - a.length);
  const plain = message
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return secrets.reduce((text, secret) => text.replaceAll(secret, '…'), plain).slice(0, 300);
}
