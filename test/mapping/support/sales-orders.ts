import {
  type PositionItem,
  parseSalesOrder,
  type SalesOrder,
} from '../../../src/mapping/otto/sales-order.ts';
import { buildSalesOrder, type SalesOrderOverrides } from '../../fixtures/otto/index.ts';

/** The parsed form of an order as it travels; a test that wants it unreadable asks the parser itself. */
export function parsed(wire: unknown): SalesOrder {
  const result = parseSalesOrder(wire);
  if (result.readable) return result.salesOrder;
  throw new Error(`fixture is unreadable: ${result.unreadable.problems.join('; ')}`);
}

/** A parsed order, particular in what is given; else one PROCESSABLE shirt and 5.95 delivery. */
export function salesOrderWith(overrides: SalesOrderOverrides = {}): SalesOrder {
  return parsed(buildSalesOrder(overrides));
}

/** A parsed PROCESSABLE piece of 24.99 at 19 %, particular in what is given. */
export function pieceWith(given: Partial<PositionItem> = {}): PositionItem {
  return {
    positionItemId: 'piece-1',
    fulfillmentStatus: 'PROCESSABLE',
    rawFulfillmentStatus: given.fulfillmentStatus ?? 'PROCESSABLE',
    grossCents: 2499,
    payableCents: given.grossCents ?? 2499,
    currency: 'EUR',
    vatRatePercent: 19,
    sku: 'SHIRT',
    articleNumber: 'S0F1A2B3',
    ean: undefined,
    productTitle: 'Fancy Shirt »Flower«',
    expectedDeliveryAt: undefined,
    processableAt: undefined,
    sentAt: undefined,
    returnedAt: undefined,
    cancelledAt: undefined,
    cancellationReason: undefined,
    carrier: undefined,
    trackingNumber: undefined,
    weeePickup: false,
    dealId: undefined,
    dealName: undefined,
    ...given,
  };
}
