import type { Cause } from '../../../src/bridge/ledger/incidents.ts';
import type { SeenSalesOrder } from '../../../src/bridge/ledger/sales-orders.ts';
import type { Settlement } from '../../../src/bridge/ledger/settlements.ts';

export const ACCOUNT = 'account-1';
export const RUN = 'run-1';

/** The n-th minute of a day. */
export function minute(number: number): string {
  return new Date(Date.UTC(2026, 2, 2, 8, number)).toISOString();
}

export function seenOrder(
  salesOrderId: string,
  overrides: Partial<SeenSalesOrder> & { pieces?: number } = {},
): SeenSalesOrder {
  const { pieces = 1, ...rest } = overrides;
  return {
    salesOrderId,
    orderNumber: `number-${salesOrderId}`,
    orderedAt: minute(0),
    changedAt: minute(1),
    phase: 'processable',
    grossCents: 1_999 * pieces,
    paymentMethod: 'INVOICE',
    expectedDeliveryAt: undefined,
    positionItems: Array.from({ length: pieces }, (_, index) => ({
      positionItemId: `${salesOrderId}-piece-${index}`,
      fulfillmentStatus: 'PROCESSABLE',
      sku: `SKU-${index}`,
      payableCents: 1_999,
      vatRatePercent: 19,
      expectedDeliveryAt: undefined,
    })),
    ...rest,
  };
}

/** An order that is through: in the shop, nothing wrong, nothing to look at again. */
export function settlement(salesOrderId: string, overrides: Partial<Settlement> = {}): Settlement {
  return {
    salesOrderId,
    orderNumber: `number-${salesOrderId}`,
    importState: 'imported',
    reason: undefined,
    contentHash: 'hash-1',
    nextLookAt: undefined,
    failures: 0,
    shopOrder: { wooOrderId: 17, number: '17', status: 'processing', createdAt: minute(2) },
    payment: undefined,
    events: [],
    causes: [],
    line: undefined,
    ...overrides,
  };
}

export function cause(about: string, overrides: Partial<Cause> = {}): Cause {
  return {
    code: 'sku-not-in-shop',
    about,
    accountId: ACCOUNT,
    params: { sku: about },
    ...overrides,
  };
}
