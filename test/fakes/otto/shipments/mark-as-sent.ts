import { movePieces } from '../orders/moves.ts';
import { issuePurchase } from '../receipts/issue-receipts.ts';
import type { World } from '../world.ts';
import type { ShippedItem, TrackingKey } from './shipment-store.ts';

/**
 * Moves the pieces to SENT, order by order, with the tracking of their shipment and a purchase receipt.
 *
 * @param visibleAfterMs their orders show it only this much later
 */
export function markAsSent(
  world: World,
  items: ShippedItem[],
  trackingKey: TrackingKey,
  at: Date,
  visibleAfterMs = 0,
): void {
  const pieces = Map.groupBy(items, (item) => item.salesOrderId);
  for (const [salesOrderId, ofOrder] of pieces) {
    const order = world.orders.find(salesOrderId);
    if (order === undefined) throw new Error(`fake OTTO: no order ${salesOrderId}`);
    const ids = ofOrder.map((item) => item.positionItemId);
    const sent = movePieces(order, { to: 'SENT', tracking: trackingKey }, at, ids);
    world.orders.commit(sent, at, visibleAfterMs);
    issuePurchase(world, sent, ids, at);
  }
}
