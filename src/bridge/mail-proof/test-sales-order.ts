import type { FulfillmentStatus } from '../../mapping/otto/fulfillment-status.ts';
import type { OttoAddress, PositionItem, SalesOrder } from '../../mapping/otto/sales-order.ts';

/** Stands where OTTO's pseudonymous address stands in real orders; no mail can be delivered to it. */
export const TEST_EMAIL = 'mail-proof@otto-market-bridge.invalid';

const TEST_ADDRESS: OttoAddress = {
  salutation: '',
  firstName: 'Test',
  lastName: 'OTTO Market Bridge',
  street: 'Testweg',
  houseNumber: '1',
  addition: '',
  zipCode: '20095',
  city: 'Hamburg',
  countryCode: 'DEU',
  phoneNumber: undefined,
  email: TEST_EMAIL,
};

/** The states its two pieces go through, one after the other. */
export const TEST_LIFE: readonly (readonly [FulfillmentStatus, FulfillmentStatus])[] = [
  ['ANNOUNCED', 'ANNOUNCED'],
  ['PROCESSABLE', 'PROCESSABLE'],
  ['SENT', 'SENT'],
  ['SENT', 'RETURNED'],
  ['RETURNED', 'RETURNED'],
];

/** An invented order as OTTO would show it when its pieces are in these states. */
export function testSalesOrder(states: readonly FulfillmentStatus[], now: string): SalesOrder {
  const isReleased = states.every((state) => state !== 'ANNOUNCED');
  const address = isReleased ? TEST_ADDRESS : undefined;
  return {
    salesOrderId: 'mail-proof',
    orderNumber: 'mail-proof',
    orderedAt: now,
    changedAt: now,
    paymentMethod: undefined,
    deliveryAddress: address,
    invoiceAddress: address,
    positionItems: states.map((state, index) => testPiece(`mail-proof-${index + 1}`, state, now)),
    deliveryFees: [],
    suspectedFraudCase: false,
  };
}

/** No product of the shop has this SKU, so no stock moves. */
function testPiece(
  positionItemId: string,
  fulfillmentStatus: FulfillmentStatus,
  now: string,
): PositionItem {
  const wasSent = fulfillmentStatus === 'SENT' || fulfillmentStatus === 'RETURNED';
  return {
    positionItemId,
    fulfillmentStatus,
    rawFulfillmentStatus: fulfillmentStatus,
    grossCents: 119,
    payableCents: 119,
    currency: 'EUR',
    vatRatePercent: 19,
    sku: 'mail-proof',
    articleNumber: 'mail-proof',
    ean: undefined,
    productTitle: 'Test: OTTO Market Bridge',
    expectedDeliveryAt: undefined,
    processableAt: fulfillmentStatus === 'ANNOUNCED' ? undefined : now,
    sentAt: wasSent ? now : undefined,
    returnedAt: fulfillmentStatus === 'RETURNED' ? now : undefined,
    cancelledAt: undefined,
    cancellationReason: undefined,
    carrier: wasSent ? 'DHL' : undefined,
    trackingNumber: wasSent ? '00000000000000000000' : undefined,
    weeePickup: false,
    dealId: undefined,
    dealName: undefined,
  };
}
