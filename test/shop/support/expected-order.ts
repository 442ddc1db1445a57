import { expect } from 'vitest';
import type { WirePositionItem, WireSalesOrder } from '../../fixtures/otto/index.ts';
import type { Journey } from './journey.ts';
import { pieceIds, type RealOrder, type RealRefund } from './real-shop.ts';

/*
 * What must stand in the shop for a sales order, said once more from OTTO's own text and apart from
 * src/mapping, so that both would have to be wrong in the same way.
 */

const OUT = ['CANCELLED_BY_PARTNER', 'CANCELLED_BY_MARKETPLACE'];

export const isOut = (piece: WirePositionItem) => OUT.includes(piece.fulfillmentStatus);
const isBack = (piece: WirePositionItem) => piece.fulfillmentStatus === 'RETURNED';

/** True when every piece is cancelled: such an order never enters the shop. */
export const isCancelled = (order: WireSalesOrder) => order.positionItems.every(isOut);

export function isAnnounced(order: WireSalesOrder): boolean {
  return order.positionItems.some((piece) => piece.fulfillmentStatus === 'ANNOUNCED');
}

function centsOf(pieces: readonly WirePositionItem[]): number {
  return pieces.reduce(
    (sum, piece) =>
      sum +
      Math.round((piece.itemValueReducedGrossPrice ?? piece.itemValueGrossPrice).amount * 100),
    0,
  );
}

function feeCents(order: WireSalesOrder): number {
  const fees = order.initialDeliveryFees ?? [];
  return fees.reduce((sum, fee) => sum + Math.round(fee.deliveryFeeAmount.amount * 100), 0);
}

/** What OTTO still charges the buyer. Nothing is paid before the release, so nothing goes back either. */
export function chargedCents(order: WireSalesOrder): number {
  const kept = order.positionItems.filter(
    (piece) => !isOut(piece) && (isAnnounced(order) || !isBack(piece)),
  );
  return centsOf(kept) + feeCents(order);
}

/** The status by the default mapping. */
export function usualStatus(order: WireSalesOrder): string {
  const has = (status: string) =>
    order.positionItems.some((piece) => piece.fulfillmentStatus === status);
  if (has('ANNOUNCED')) return 'on-hold';
  if (has('PROCESSABLE')) return 'processing';
  if (has('SENT')) return 'completed';
  // Refunds that reach the total make the shop say so by itself; a fee that stays keeps them below it.
  if (has('RETURNED')) return chargedCents(order) === 0 ? 'refunded' : 'completed';
  return 'cancelled';
}

/** Pieces the shop's shelf lacks for an order that came in as it is now. */
export function takenPieces(order: WireSalesOrder): WirePositionItem[] {
  return order.positionItems.filter((piece) => !isOut(piece));
}

/**
 * Compares the one shop order with what OTTO says: marks, sums, lines, refunds, addresses, no e-mail.
 *
 * @param expected.status by default the one of the usual mapping
 * @param expected.cancelledInLines pieces cancelled after payment: still in a line, but refunded
 */
export async function expectInShop(
  journey: Journey,
  salesOrder: WireSalesOrder,
  found: RealOrder,
  expected: { status?: string; cancelledInLines?: string[] } = {},
): Promise<void> {
  const { cancelledInLines = [], status = usualStatus(salesOrder) } = expected;
  const order = journey.atOtto(salesOrder);
  const refunds = found.refunds.length > 0 ? await journey.shop.refunds(found.id) : [];
  expect(found, salesOrder.orderNumber).toMatchObject({
    status,
    created_via: 'otto-market-bridge',
    transaction_id: order.orderNumber,
    payment_method: 'otto_market',
    currency: 'EUR',
    customer_id: 0,
    fee_lines: [],
  });
  expect(found.billing.email).toBe('');
  expectMeta(journey, order, found);
  expectAddresses(order, found);

  const inLines = found.line_items.flatMap(pieceIds);
  const wanted = order.positionItems.filter(
    (piece) => !isOut(piece) || cancelledInLines.includes(piece.positionItemId),
  );
  expect(inLines.toSorted()).toEqual(wanted.map((piece) => piece.positionItemId).toSorted());
  for (const line of found.line_items) expectLine(order, line);
  expect(found.total).toBe(centsOf(wanted) + feeCents(order));

  const refunded = refunds.flatMap(pieceIds);
  const outOrBack = wanted.filter(
    (piece) => isOut(piece) || (isBack(piece) && !isAnnounced(order)),
  );
  expect(refunded.toSorted()).toEqual(outOrBack.map((piece) => piece.positionItemId).toSorted());
  expect(found.total + sumOf(found.refunds)).toBe(chargedCents(order));
  for (const refund of refunds) expectRefund(order, refund);
}

const sumOf = (refunds: { total: number }[]) => refunds.reduce((sum, { total }) => sum + total, 0);

function expectRefund(order: WireSalesOrder, refund: RealRefund): void {
  const pieces = order.positionItems.filter((piece) =>
    pieceIds(refund).includes(piece.positionItemId),
  );
  expect(refund.amount).toBe(centsOf(pieces));
  const quantity = refund.line_items.reduce((sum, line) => sum + line.quantity, 0);
  expect(quantity).toBe(-pieces.length);
}

function expectLine(order: WireSalesOrder, line: RealOrder['line_items'][number]): void {
  const ids = pieceIds(line);
  const pieces = order.positionItems.filter((piece) => ids.includes(piece.positionItemId));
  const [first] = pieces;
  expect(pieces.length).toBeGreaterThan(0);
  expect(line.quantity).toBe(pieces.length);
  expect(new Set(pieces.map((piece) => piece.product.sku)).size).toBe(1);
  // Shown with two places, net and tax each rounded; and where the shop rounds at the subtotal, one
  // line makes good for what it does to each delivery fee, half a cent at most.
  const fees = order.initialDeliveryFees?.length ?? 0;
  const off = Math.abs(line.total + line.total_tax - centsOf(pieces));
  expect(off).toBeLessThanOrEqual(1 + fees / 2);
  if (line.product_id > 0) expect(line.sku).toBe(first?.product.sku);
  else expect(line.name).toBe(first?.product.productTitle);
  expect(line.meta_data.get('_otto_market_take_back')).toBe(
    first?.weeePickup === true ? 'yes' : undefined,
  );
}

function expectMeta(journey: Journey, order: WireSalesOrder, found: RealOrder): void {
  const meta = Object.fromEntries(found.meta_data);
  expect(meta).toMatchObject({
    _otto_market_sales_order_id: order.salesOrderId,
    _otto_market_order_number: order.orderNumber,
    _otto_market_account: journey.accountId,
    _otto_market_ordered_at: new Date(order.orderDate).toISOString(),
    _wc_order_attribution_source_type: 'utm',
    _wc_order_attribution_utm_source: 'OTTO Market',
    ...(order.payment ? { _otto_market_payment_method: order.payment.paymentMethod } : {}),
    ...(order.suspectedFraudCase === true ? { _otto_market_fraud_suspected: 'yes' } : {}),
  });
  const takesBack = found.line_items.some(
    (line) => line.meta_data.get('_otto_market_take_back') === 'yes',
  );
  if (takesBack) expect(meta._otto_market_take_back).toBe('yes');
}

function expectAddresses(order: WireSalesOrder, found: RealOrder): void {
  const pairs = [
    [order.deliveryAddress, found.shipping],
    [order.invoiceAddress ?? order.deliveryAddress, found.billing],
  ] as const;
  for (const [atOtto, inShop] of pairs) {
    const { email: _none, ...fields } = inShop;
    if (!atOtto) {
      expect(Object.values(fields).join('')).toBe('');
      continue;
    }
    expect(fields).toMatchObject({
      first_name: atOtto.firstName,
      last_name: atOtto.lastName,
      address_1: `${atOtto.street} ${atOtto.houseNumber}`.trim(),
      address_2: atOtto.addition ?? '',
      postcode: atOtto.zipCode,
      city: atOtto.city,
      phone: atOtto.phoneNumber ?? '',
    });
    expect(fields.country).toHaveLength(2);
  }
}
