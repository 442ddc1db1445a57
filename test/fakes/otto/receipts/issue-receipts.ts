import type { WirePositionItem, WireSalesOrder } from '../../../fixtures/otto/wire.ts';
import type { Reduction } from '../price-reductions/reduction-store.ts';
import type { World } from '../world.ts';
import { billedItems, disposalServices, refundedItems } from './billed-items.ts';
import { centsOf } from './cents.ts';
import { type BilledFee, grossCentsOf, type Receipt, type ReceiptType } from './receipt-store.ts';

/**
 * The PURCHASE of one order's pieces in one shipment (section 5.3 of the reference): the delivery fees
 * stand on the first one of the order.
 */
export function issuePurchase(
  world: World,
  order: WireSalesOrder,
  positionItemIds: string[],
  at: Date,
): Receipt {
  const pieces = piecesOf(order, positionItemIds);
  const isFirst = world.receipts.of(order.salesOrderId, 'PURCHASE').length === 0;
  const receipt = issue(world, 'PURCHASE', order, at, {
    shipmentDate: at.toISOString(),
    items: billedItems(order, pieces),
    services: disposalServices(pieces),
    fees: isFirst ? feesOf(world, order) : [],
  });
  receipt.vouchers = world.receipts.takeVouchers(order.salesOrderId, grossCentsOf(receipt));
  return receipt;
}

/** One REFUND for each purchase receipt the returned pieces stand on. */
export function issueReturnRefunds(
  world: World,
  order: WireSalesOrder,
  positionItemIds: string[],
  at: Date,
): Receipt[] {
  const byPurchase = Map.groupBy(piecesOf(order, positionItemIds), (piece) =>
    world.receipts.purchaseOf(piece.positionItemId),
  );
  return [...byPurchase].map(([purchase, pieces]) =>
    issue(world, 'REFUND', order, at, {
      refundType: 'RETURN',
      items: refundedItems(world, order, pieces),
      ...linkTo(purchase),
    }),
  );
}

/** A REFUND of delivery fees; OTTO knows it as one because of a cancellation. */
export function issueFeeRefund(
  world: World,
  order: WireSalesOrder,
  fees: BilledFee[],
  at: Date,
): Receipt {
  const [purchase] = world.receipts.of(order.salesOrderId, 'PURCHASE');
  return issue(world, 'REFUND', order, at, {
    refundType: 'CANCELLATION',
    fees,
    ...linkTo(purchase),
  });
}

/** The PARTIAL_REFUND of a price reduction, under the number reserved for it. */
export function issuePartialRefund(
  world: World,
  order: WireSalesOrder,
  reduction: Reduction,
  at: Date,
): Receipt {
  const { positionItemId, receiptNumber, partialRefundType, cents } = reduction;
  const partialRefunds = piecesOf(order, [positionItemId]).map(({ product }) => ({
    product,
    positionItemIds: [positionItemId],
    cents,
  }));
  return issue(world, 'PARTIAL_REFUND', order, at, {
    receiptNumber,
    partialRefundType,
    partialRefunds,
    ...linkTo(world.receipts.purchaseOf(positionItemId)),
  });
}

/** The fees as the first purchase receipt bills them. */
export function feesOf({ behaviour }: World, order: WireSalesOrder): BilledFee[] {
  const cancelled = order.positionItems
    .filter((piece) => piece.fulfillmentStatus.startsWith('CANCELLED'))
    .map((piece) => piece.positionItemId);
  return (order.initialDeliveryFees ?? [])
    .filter(
      (fee) =>
        behaviour.feesOfCancelledPieces === 'billed' ||
        fee.positionItemIds.some((id) => !cancelled.includes(id)),
    )
    .map((fee) => ({
      deliveryCostType: fee.name,
      cents: centsOf(fee.deliveryFeeAmount),
      vatRate: fee.vatRate,
    }));
}

/** Deliveries to these places are outside the tax territory: their receipts are none (section 7.4). */
const OUTSIDE_TAX_TERRITORY = ['27498', '78266'];

/** Where the goods went first counts for all receipts of an order. */
function isTaxed(world: World, { salesOrderId, deliveryAddress }: WireSalesOrder): boolean {
  const [purchase] = world.receipts.of(salesOrderId, 'PURCHASE');
  return purchase?.isRealReceipt ?? !OUTSIDE_TAX_TERRITORY.includes(deliveryAddress?.zipCode ?? '');
}

function issue(
  world: World,
  receiptType: ReceiptType,
  order: WireSalesOrder,
  at: Date,
  content: Partial<Receipt>,
): Receipt {
  const created = new Date(at.getTime() + world.behaviour.receiptsAfterMs);
  return world.receipts.add({
    receiptNumber: content.receiptNumber ?? world.receipts.takeNumber(created),
    receiptType,
    creationDate: created.toISOString(),
    isRealReceipt: isTaxed(world, order),
    order: structuredClone(order),
    items: [],
    partialRefunds: [],
    services: [],
    fees: [],
    vouchers: [],
    isTechnical: false,
    ...content,
  });
}

function piecesOf(order: WireSalesOrder, ids: string[]): WirePositionItem[] {
  return order.positionItems.filter((piece) => ids.includes(piece.positionItemId));
}

function linkTo(purchase: Receipt | undefined): Partial<Receipt> {
  return purchase === undefined
    ? {}
    : {
        linkedReceiptNumber: purchase.receiptNumber,
        linkedCreationDate: purchase.creationDate,
      };
}
