import type { OttoAddress } from '../../mapping/otto/sales-order.ts';
import { atOtto } from '../order-import/run-faults.ts';
import type { OttoClient } from '../otto/otto-client.ts';

/** Where an order goes, as OTTO gives it. Shown, and kept nowhere. */
export type OrderAddresses = {
  delivery: OttoAddress | undefined;
  invoice: OttoAddress | undefined;
};

/**
 * Asks OTTO for the addresses of an order.
 *
 * @returns undefined: OTTO shows no such order, or one that can't be read
 * @throws ImportStopped with OTTO's fault
 */
export async function readAddresses(
  otto: () => Pick<OttoClient, 'getSalesOrder'>,
  salesOrderId: string,
  signal: AbortSignal,
): Promise<OrderAddresses | undefined> {
  const parsed = await atOtto(async () => otto().getSalesOrder(salesOrderId, signal));
  if (!parsed?.readable) return undefined;
  const { deliveryAddress, invoiceAddress } = parsed.salesOrder;
  return { delivery: deliveryAddress, invoice: invoiceAddress };
}
