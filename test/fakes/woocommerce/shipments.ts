import { setMeta } from './meta-data.ts';
import { gmtText, localText, type Shop } from './shop.ts';
import type { StoredOrder, StoredShipment } from './state.ts';
import { takeId } from './state.ts';
import { orderUpdated } from './webhook-events.ts';

export const SHIPMENT_STATUSES = [
  'draft',
  'processing',
  'ready-for-shipping',
  'shipped',
  'delivered',
  'requested',
  'rejected',
  'deleted',
] as const;

const SENT: readonly string[] = ['shipped', 'delivered'];

/** The shipments of an order, newest first, as the plugin lists them. */
export function shipmentsOf(
  shop: Shop,
  orderId: number,
  type: StoredShipment['type'],
): StoredShipment[] {
  return [...shop.state.shipments.values()]
    .filter((shipment) => shipment.orderId === orderId && shipment.type === type)
    .reverse();
}

/** Stores a shipment, new or changed. Its order is saved only when that changes what it shows. */
export function saveShipment(shop: Shop, order: StoredOrder, shipment: StoredShipment): void {
  if (SENT.includes(shipment.status)) shipment.dateSent ??= shop.now();
  shop.state.shipments.set(shipment.id, shipment);
  const status = shippingStatus(shop, order);
  if (order.meta.some(({ key, value }) => key === '_shipping_status' && value === status)) return;
  const isFirst = !order.meta.some(({ key }) => key === '_shipping_status');
  setMeta(order.meta, '_shipping_status', status, () => takeId(shop.state, 'orderMeta'));
  // The plugin wrote this one when the order was made.
  if (isFirst && status === 'not-shipped') return;
  order.dateModified = shop.now();
  orderUpdated(shop, order);
}

export function viewShipment(shop: Shop, shipment: StoredShipment) {
  const order = shop.state.orders.get(shipment.orderId);
  return {
    id: shipment.id,
    shipment_number: String(shipment.id),
    date_created: localText(shop, shipment.dateCreated),
    date_created_gmt: gmtText(shipment.dateCreated),
    date_sent: localText(shop, shipment.dateSent),
    date_sent_gmt: gmtText(shipment.dateSent),
    order_id: shipment.orderId,
    order_number: String(shipment.orderId),
    status: shipment.status,
    type: shipment.type,
    tracking_id: shipment.trackingId,
    tracking_url: '',
    shipping_provider: shipment.provider,
    shipping_provider_title: shipment.providerTitle,
    address: { ...order?.shipping, email: '' },
    is_customer_requested: shipment.isCustomerRequested,
    items: shipment.items.map(({ id, orderItemId, quantity }) => ({
      id,
      name: order?.lineItems.find((line) => line.id === orderItemId)?.name ?? '',
      order_item_id: orderItemId,
      quantity,
    })),
    meta_data: [],
  };
}

function shippingStatus(shop: Shop, order: StoredOrder): string {
  const all = shipmentsOf(shop, order.id, 'simple');
  const countIn = (statuses: readonly string[]) =>
    all
      .filter(({ status }) => statuses.includes(status))
      .flatMap(({ items }) => items)
      .reduce((sum, { quantity }) => sum + quantity, 0);
  const ordered = order.lineItems.reduce((sum, { quantity }) => sum + quantity, 0);
  const delivered = countIn(['delivered']);
  if (delivered > 0) return delivered < ordered ? 'partially-delivered' : 'delivered';
  const sent = countIn(SENT);
  if (sent === 0) return 'not-shipped';
  return sent < ordered ? 'partially-shipped' : 'shipped';
}
