import type { WireSalesOrder } from '../../fixtures/otto/index.ts';

/** What a shop order should come to: OTTO's gross of all pieces not cancelled, and the fees; as text. */
export function grossOf(salesOrder: WireSalesOrder): string {
  const live = salesOrder.positionItems.filter(
    (piece) => !piece.fulfillmentStatus.startsWith('CANCELLED'),
  );
  const prices = live.map(
    (piece) => (piece.itemValueReducedGrossPrice ?? piece.itemValueGrossPrice).amount,
  );
  const fees = (salesOrder.initialDeliveryFees ?? []).map((fee) => fee.deliveryFeeAmount.amount);
  return [...prices, ...fees].reduce((sum, amount) => sum + amount, 0).toFixed(2);
}
