import { livePieces } from './order-phase.ts';
import type { SalesOrder } from './otto/sales-order.ts';

/**
 * What the buyer pays, in cents: every piece not cancelled at its reduced price, plus the delivery
 * fees; nothing when every piece is cancelled. OTTO sends no total to check against. What becomes of a fee when its pieces are
 * cancelled does not show in the order; the receipt decides.
 */
export function orderTotalCents(salesOrder: SalesOrder): number {
  const pieces = livePieces(salesOrder.positionItems);
  if (pieces.length === 0) return 0;
  return (
    pieces.reduce((sum, piece) => sum + piece.payableCents, 0) +
    salesOrder.deliveryFees.reduce((sum, fee) => sum + fee.grossCents, 0)
  );
}

/** The first day OTTO promised a live piece for; undefined when it named none. */
export function expectedDeliveryAt(salesOrder: SalesOrder): string | undefined {
  return livePieces(salesOrder.positionItems)
    .flatMap((piece) => piece.expectedDeliveryAt ?? [])
    .sort()[0];
}

/** When the last piece was released; undefined while none is. The payment counts from here. */
export function releasedAt(salesOrder: SalesOrder): string | undefined {
  return salesOrder.positionItems
    .flatMap((piece) => piece.processableAt ?? [])
    .sort()
    .at(-1);
}
