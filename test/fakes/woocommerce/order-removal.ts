import { runTransition, setStatus } from './order-status.ts';
import type { Shop } from './shop.ts';
import type { StoredOrder } from './state.ts';
import { orderRestored, orderTrashed } from './webhook-events.ts';

/** Puts an order into the bin. Stock, notes and refunds stay. */
export function trashOrder(shop: Shop, order: StoredOrder): void {
  order.statusBeforeTrash = order.status;
  order.status = 'trash';
  order.dateModified = shop.now();
  orderTrashed(shop, order);
}

/** "Restore" in the admin: the old status again, or `pending` when the shop does not know it any more. */
export function restoreOrder(shop: Shop, order: StoredOrder): void {
  const transition = setStatus(shop, order, order.statusBeforeTrash ?? 'pending');
  order.dateModified = shop.now();
  runTransition(shop, order, transition);
  orderRestored(shop, order);
}

/** Deletes an order and its refunds for good. Stock stays, no webhook fires. */
export function removeOrder(shop: Shop, order: StoredOrder): void {
  const { orders, refunds, shipments } = shop.state;
  orders.delete(order.id);
  for (const refund of refunds.values()) {
    if (refund.orderId === order.id) refunds.delete(refund.id);
  }
  for (const shipment of shipments.values()) {
    if (shipment.orderId === order.id) shipments.delete(shipment.id);
  }
}
