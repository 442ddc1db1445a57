import { type MappedAddresses, mapAddresses } from './address.ts';
import type { MappingIssue } from './mapping-issue.ts';
import { draftLines, groupPieces, type LineContext } from './order-lines.ts';
import { isReleased, livePieces, type OrderPhase, orderPhase } from './order-phase.ts';
import { expectedDeliveryAt, orderTotalCents, releasedAt } from './order-total.ts';
import type { SalesOrder } from './otto/sales-order.ts';
import { planSentParcels } from './sent-parcels.ts';
import type { ExpectedShopOrder, NoteDraft } from './shop-plan.ts';
import { SHOP_WORDS } from './shop-words.ts';
import { wholePieces } from './stock/expand-sets.ts';
import type { WooMeta, WooOrderDraft } from './woocommerce/order.ts';
import {
  CREATED_VIA,
  joinIds,
  META,
  PAYMENT_METHOD,
  PAYMENT_SYSTEM,
} from './woocommerce/order-meta.ts';

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
  const { language } = context;
  const parcels = planSentParcels(salesOrder.positionItems, undefined, language);
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
      ...addressMeta(salesOrder, addresses),
      ...paymentMeta(salesOrder),
      ...writtenMeta(state),
      ...parcels.meta,
    ],
  };
  return {
    draft,
    expected: {
      totalCents: orderTotalCents(salesOrder),
      status: state.status,
      addresses: addresses && { billing: addresses.billing, shipping: addresses.shipping },
    },
    notes: [
      ...notesOf(salesOrder, language),
      ...parcels.notes,
      ...(isOnItsWay(salesOrder) ? parcels.untrackedNotes : []),
    ],
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

/** When OTTO released the order as a whole, which is when it is paid; nothing before. */
export function paymentMeta(salesOrder: SalesOrder): WooMeta[] {
  const phase = orderPhase(salesOrder.positionItems);
  const value = phase && isReleased(phase) ? releasedAt(salesOrder) : undefined;
  return value ? [{ key: META.paidAt, value }] : [];
}

/** What belongs to the addresses but has no field of its own in the shop. */
export function addressMeta(
  salesOrder: SalesOrder,
  addresses: MappedAddresses | undefined,
): WooMeta[] {
  const { invoiceAddress, deliveryAddress } = salesOrder;
  const billing = invoiceAddress ?? deliveryAddress;
  const values: [string, string | undefined][] = [
    [META.addressWritten, addresses?.fingerprint],
    [META.billingEmail, invoiceAddress?.email],
    [META.deliveryEmail, deliveryAddress?.email],
    [META.billingStreet, billing?.street],
    [META.billingHouseNumber, billing?.houseNumber],
    [META.shippingStreet, deliveryAddress?.street],
    [META.shippingHouseNumber, deliveryAddress?.houseNumber],
  ];
  return values.flatMap(([key, value]) => (value ? [{ key, value }] : []));
}

/** True when nothing of the order is left to be shipped. */
function isOnItsWay({ positionItems }: SalesOrder): boolean {
  const phase = orderPhase(positionItems);
  return phase === 'sent' || phase === 'returned';
}

function identityMeta(salesOrder: SalesOrder, accountId: string): WooMeta[] {
  const pieces = livePieces(salesOrder.positionItems);
  const deals = pieces.flatMap((piece) => piece.dealName ?? piece.dealId ?? []);
  const takesBack = pieces.some((piece) => piece.weeePickup);
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
    [META.pieces, joinIds(pieces.map((piece) => piece.positionItemId))],
    [META.attributionType, 'utm'],
    [META.attributionSource, PAYMENT_SYSTEM],
  ];
  return values.flatMap(([key, value]) => (value ? [{ key, value }] : []));
}

function notesOf(salesOrder: SalesOrder, language: 'de' | 'en'): NoteDraft[] {
  const words = SHOP_WORDS[language];
  const pieces = wholePieces(livePieces(salesOrder.positionItems));
  const takeBacks = pieces.filter((piece) => piece.weeePickup);
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

/**
 * What OTTO's release says about money; a released order that was cancelled as a whole stands at 0.
 *
 * @returns undefined while nothing is released, or when nothing ever was
 */
export function paymentRecord(
  salesOrder: SalesOrder,
  phase: OrderPhase,
): { amountCents: number; paidAt: string; paymentMethod: string | undefined } | undefined {
  const paidAt = releasedAt(salesOrder) ?? (isReleased(phase) ? salesOrder.changedAt : undefined);
  if (phase === 'announced' || paidAt === undefined) return undefined;
  const { paymentMethod } = salesOrder;
  return { amountCents: orderTotalCents(salesOrder), paidAt, paymentMethod };
}
