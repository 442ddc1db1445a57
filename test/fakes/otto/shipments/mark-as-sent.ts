import { movePieces } from '../orders/moves.ts';
import type { World } from '../world.ts';
import type { ShippedItem, TrackingKey } from './shipment-store.ts';

/** Moves the pieces to SENT, order by order, with the tracking of their shipment. */
export function markAsSent(
  world: World,
  items: ShippedItem[],
  trackingKey: TrackingKey,
  at: Date,
): void {
  const pieces = Map.groupBy(items, (item) => item.salesOrderId);
  for (const [salesOrderId, ofOrder] of pieces) {
    const order = world.orders.find(salesOrderId);
    if (order === undefined) throw new Error(`fake OTTO: no order ${salesOrderId}`);
    const ids = ofOrder.map((item) => item.positionItemId);
    world.orders.commit(movePieces(order, { to: 'SENT', tracking: trackingKey }, at, ids), at);
  }
}
