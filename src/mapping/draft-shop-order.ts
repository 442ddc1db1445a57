import { type MappedAddresses, mapAddresses } from './address.ts';
import type { MappingIssue } from './mapping-issue.ts';
import { draftLines, groupPieces, type LineContext } from './order-lines.ts';
import { isReleased, livePieces, type OrderPhase } from './order-phase.ts';
import { expectedDeliveryAt, orderTotalCents, releasedAt } from './order-total.ts';
import type { SalesOrder } from './otto/sales-order.ts';
import type { ExpectedShopOrder, NoteDraft } from './shop-plan.ts';
import { SHOP_WORDS } from './shop-words.ts';
import type { WooMeta, WooOrderDraft } from './woocommerce/order.ts';
import { CREATED_VIA, META, PAYMENT_METHOD, PAYMENT_SYSTEM } from './woocommerce/order-meta.ts';

/**
 * A new shop order for one sales order, complete: a guest order with lines, shipping, both addresses
 * when OTTO shows them, the three marks by which it is found again, and its meta.
 *
 * @param state the status to create it in and the phase that this status stands for; the phase is
 *   undefined when the status is only a step on the way to the mapped one
 */
export function draftShopOrder(
  salesOrder: SalesOrder,
  accountId: string,
  state: { status: string; phase: OrderPhase | undefined },
  context: LineContext,
): {
  draft: WooOrderDraft;
  expected: ExpectedShopOrder;
  notes: NoteDraft[];
  issues: MappingIssue[];
} {
  const addresses = mapAddresses(salesOrder);
  const { lineItems, shippingLines, issues } = draftLines(
    groupPieces(livePieces(salesOrder.positionItems)),
    salesOrder.deliveryFees,
    context,
  );
  const draft: WooOrderDraft = {
    status: state.status,
    currency: 'EUR',
    created_via: CREATED_VIA,
    payment_method: PAYMENT_METHOD,
    payment_method_title: PAYMENT_SYSTEM,
    transaction_id: salesOrder.orderNumber,
    ...(addresses ? { billing: addresses.billing, shipping: addresses.shipping } : {}),
    line_items: lineItems,
    shipping_lines: shippingLines,
    meta_data: [
      ...identityMeta(salesOrder, accountId),
      ...releaseMeta(salesOrder, addresses),
      ...writtenMeta(state),
    ],
  };
  return {
    draft,
    expected: {
      totalCents: orderTotalCents(salesOrder),
      status: state.status,
      addresses: addresses && { billing: addresses.billing, shipping: addresses.shipping },
    },
    notes: notesOf(salesOrder, context.language),
    issues: [...issues, ...(addresses?.issues ?? []), ...fraudIssues(salesOrder)],
  };
}

/** What the bridge remembers, in the shop order itself, of what it last wrote there. */
export function writtenMeta(state: { status: string; phase: OrderPhase | undefined }): WooMeta[] {
  return [
    { key: META.statusWritten, value: state.status },
    ...(state.phase ? [{ key: META.phase, value: state.phase }] : []),
  ];
}

/** Meta that only a released order has: what belongs to its addresses and its payment. */
export function releaseMeta(
  salesOrder: SalesOrder,
  addresses: MappedAddresses | undefined,
): WooMeta[] {
  const paidAt = releasedAt(salesOrder);
  const { invoiceAddress, deliveryAddress } = salesOrder;
  const billing = invoiceAddress ?? deliveryAddress;
  const values: [string, string | undefined][] = [
    [META.addressWritten, addresses?.fingerprint],
    [META.paidAt, paidAt],
    [META.billingEmail, invoiceAddress?.email],
    [META.deliveryEmail, deliveryAddress?.email],
    [META.billingStreet, billing?.street],
    [META.billingHouseNumber, billing?.houseNumber],
    [META.shippingStreet, deliveryAddress?.street],
    [META.shippingHouseNumber, deliveryAddress?.houseNumber],
  ];
  return values.flatMap(([key, value]) => (value ? [{ key, value }] : []));
}

function identityMeta(salesOrder: SalesOrder, accountId: string): WooMeta[] {
  const deals = salesOrder.positionItems.flatMap((piece) => piece.dealName ?? piece.dealId ?? []);
  const takesBack = salesOrder.positionItems.some((piece) => piece.weeePickup);
  const values: [string, string | undefined][] = [
    [META.salesOrderId, salesOrder.salesOrderId],
    [META.orderNumber, salesOrder.orderNumber],
    [META.account, accountId],
    [META.orderedAt, salesOrder.orderedAt],
    [META.paymentMethod, salesOrder.paymentMethod],
    [META.expectedDeliveryAt, expectedDeliveryAt(salesOrder)],
    [META.takeBack, takesBack ? 'yes' : undefined],
    [META.fraudSuspected, salesOrder.suspectedFraudCase ? 'yes' : undefined],
    [META.deals, deals.length > 0 ? [...new Set(deals)].join(', ') : undefined],
    [META.attributionType, 'utm'],
    [META.attributionSource, PAYMENT_SYSTEM],
  ];
  return values.flatMap(([key, value]) => (value ? [{ key, value }] : []));
}

function notesOf(salesOrder: SalesOrder, language: 'de' | 'en'): NoteDraft[] {
  const words = SHOP_WORDS[language];
  const takeBacks = livePieces(salesOrder.positionItems).filter((piece) => piece.weeePickup);
  return [
    ...(takeBacks.length > 0
      ? [
          {
            key: 'take-back',
            text: words.takeBackNote(takeBacks.map((piece) => piece.productTitle)),
          },
        ]
      : []),
    ...(salesOrder.suspectedFraudCase ? [{ key: 'fraud', text: words.fraudNote }] : []),
  ];
}

function fraudIssues(salesOrder: SalesOrder): MappingIssue[] {
  return salesOrder.suspectedFraudCase ? [{ code: 'fraud-suspected', params: {} }] : [];
}

/** What OTTO's release says about money; undefined while nothing is released. */
export function paymentRecord(
  salesOrder: SalesOrder,
  phase: OrderPhase,
): { amountCents: number; paidAt: string; paymentMethod: string | undefined } | undefined {
  if (!isReleased(phase)) return undefined;
  return {
    amountCents: orderTotalCents(salesOrder),
    paidAt: releasedAt(salesOrder) ?? salesOrder.changedAt,
    paymentMethod: salesOrder.paymentMethod,
  };
}
