import type { Shop } from './shop.ts';
import type { Product, StoredOrder } from './state.ts';

const DRAFTS = ['auto-draft', 'draft', 'checkout-draft'];

/** A new order fires `order.created` and, since it is saved more than once, `order.updated`. */
export function orderCreated(shop: Shop, order: StoredOrder): void {
  queue(shop, 'order.created', order.id);
  if (!DRAFTS.includes(order.status) || order.status === 'checkout-draft') {
    queue(shop, 'order.updated', order.id);
  }
}

/** Every PUT and every refund fires `order.updated`, also when nothing changed. */
export function orderUpdated(shop: Shop, order: StoredOrder): void {
  queue(shop, 'order.updated', order.id);
}

/** Trashing fires `order.deleted`; deleting for good fires nothing. */
export function orderTrashed(shop: Shop, order: StoredOrder): void {
  queue(shop, 'order.deleted', order.id);
}

/** "Restore" in the admin fires `order.restored` alone; a PUT of a status on a trashed order nothing. */
export function orderRestored(shop: Shop, order: StoredOrder): void {
  queue(shop, 'order.restored', order.id);
}

/** A new product or variation. */
export function productCreated(shop: Shop, product: Product): void {
  queue(shop, 'product.created', product.id);
}

/**
 * Every save fires, also that of an order which takes stock: it names the one whose number it is. A
 * variation that changes makes its product a changed one, without an event of its own.
 */
export function productUpdated(shop: Shop, product: Product): void {
  product.dateModified = shop.now();
  const parent = shop.state.products.get(product.parentId);
  if (parent) parent.dateModified = shop.now();
  queue(shop, 'product.updated', product.id);
}

/** Trashing fires `product.deleted`; deleting for good fires nothing. */
export function productTrashed(shop: Shop, product: Product): void {
  product.dateModified = shop.now();
  queue(shop, 'product.deleted', product.id);
}

/** Waiting deliveries are coalesced: one per webhook and order or product, sent with the state of later. */
function queue(shop: Shop, topic: string, resourceId: number): void {
  const { webhooks, pendingDeliveries } = shop.state;
  for (const webhook of webhooks.values()) {
    if (webhook.status !== 'active' || webhook.topic !== topic) continue;
    const waiting = pendingDeliveries.some(
      (delivery) => delivery.webhookId === webhook.id && delivery.resourceId === resourceId,
    );
    if (!waiting)
      pendingDeliveries.push({ webhookId: webhook.id, resourceId, queuedAt: shop.now() });
  }
}
