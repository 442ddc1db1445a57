import {
  createFulfillment,
  deleteFulfillment,
  updateFulfillment,
  viewFulfillment,
} from './fulfillments.ts';
import { setMeta } from './meta-data.ts';
import { listOf } from './php-values.ts';
import { type SHIPMENT_STATUSES, saveShipment } from './shipments.ts';
import type { Shop } from './shop.ts';
import type { StoredFulfillment, StoredOrder, StoredShipment } from './state.ts';
import { takeId } from './state.ts';

const TRACKING_ITEMS = '_wc_shipment_tracking_items';

export type HandParcel = {
  /** pieces per line id; default: all of every line */
  pieces?: Record<number, number>;
  trackingNumber?: string;
  /** slug of the shop's or the plugin's list */
  carrier?: string;
  /** a carrier that is in no list */
  carrierName?: string;
};

export type HandFulfillment = HandParcel & {
  /** false = a draft; default: true */
  isFulfilled?: boolean;
};

export type HandShipment = HandParcel & {
  /** default: shipped */
  status?: (typeof SHIPMENT_STATUSES)[number];
  /** default: simple */
  type?: StoredShipment['type'];
  isCustomerRequested?: boolean;
};

export type HandTrackingItem = HandParcel & {
  trackingNumber: string;
  /** YYYY-MM-DD; default: today */
  shippedOn?: string;
  /** what it marks the order as, which is left to `setStatus`; default: nothing */
  marksAs?: 'shipped' | 'partially-shipped';
};

/**
 * What a person, or a label plugin, notes down about parcels. They throw for an unknown order, for one in
 * the bin, and while the feature or the plugin is off.
 */
export function createParcelHands(
  shop: Shop,
  editable: (id: number) => StoredOrder,
  save: (order: StoredOrder) => void,
) {
  function setOrderMeta(id: number, key: string, value: unknown): void {
    const order = editable(id);
    setMeta(order.meta, key, value, () => takeId(shop.state, 'orderMeta'));
    save(order);
  }

  return {
    /** Any plugin's order meta, saved as plugins do: the order counts as changed. */
    setOrderMeta,

    /** WooCommerce's own fulfillment; the order's status stays. Its meta are as the admin writes them. */
    addFulfillment(id: number, given: HandFulfillment = {}): StoredFulfillment {
      mustBeOn(shop.settings.fulfillments, 'fulfillments');
      const order = editable(id);
      return createFulfillment(shop, order, {
        status: given.isFulfilled === false ? 'unfulfilled' : 'fulfilled',
        meta_data: [
          { id: 0, key: '_shipping_option', value: 'tracking-number' },
          { id: 0, key: '_tracking_number', value: given.trackingNumber ?? '' },
          { id: 0, key: '_tracking_url', value: '' },
          { id: 0, key: '_shipment_provider', value: given.carrierName ? 'other' : given.carrier },
          { id: 0, key: '_provider_name', value: given.carrierName ?? '' },
          { id: 0, key: '_items', value: itemsOf(order, given.pieces) },
        ],
      });
    },

    /** Changes what is given, the rest stays; a draft is fulfilled with `isFulfilled`. */
    changeFulfillment(fulfillmentId: number, given: HandFulfillment): void {
      const { fulfillment, order } = known(shop, editable, fulfillmentId);
      const { carrier, carrierName, trackingNumber, pieces, isFulfilled } = given;
      const changed = new Map<string, unknown>(
        viewFulfillment(shop, fulfillment).meta_data.map(({ key, value }) => [key, value]),
      );
      if (trackingNumber !== undefined) changed.set('_tracking_number', trackingNumber);
      if (carrier !== undefined) changed.set('_shipment_provider', carrier);
      if (carrierName !== undefined) {
        changed.set('_shipment_provider', 'other').set('_provider_name', carrierName);
      }
      if (pieces !== undefined) changed.set('_items', itemsOf(order, pieces));
      updateFulfillment(shop, order, fulfillment, {
        ...(isFulfilled !== undefined && { status: isFulfilled ? 'fulfilled' : 'unfulfilled' }),
        meta_data: [...changed].map(([key, value]) => ({ key, value })),
      });
    },

    deleteFulfillment(fulfillmentId: number): void {
      const { fulfillment, order } = known(shop, editable, fulfillmentId);
      deleteFulfillment(shop, order, fulfillment);
    },

    /** Advanced Shipment Tracking: one more entry in the order's meta. */
    addTrackingMeta(id: number, given: HandTrackingItem): void {
      const order = editable(id);
      const items = listOf(order.meta.find(({ key }) => key === TRACKING_ITEMS)?.value);
      const day = given.shippedOn ?? shop.now().toISOString().slice(0, 10);
      const statuses = { shipped: '1', 'partially-shipped': '2' };
      const products = itemsOf(order, given.pieces).map(({ item_id, qty }) => ({
        product: String(order.lineItems.find((line) => line.id === item_id)?.productId ?? 0),
        item_id: String(item_id),
        qty: String(qty),
      }));
      const item = {
        tracking_provider: given.carrierName ? '' : (given.carrier ?? ''),
        custom_tracking_provider: given.carrierName ?? '',
        custom_tracking_link: '',
        tracking_number: given.trackingNumber,
        tracking_product_code: '',
        source: '',
        date_shipped: String(Date.parse(`${day}T00:00:00Z`) / 1000),
        status_shipped: given.marksAs ? statuses[given.marksAs] : '0',
        tracking_id: String(items.length + 1).padStart(32, '0'),
        ...(given.pieces && { products_list: products }),
      };
      setOrderMeta(id, TRACKING_ITEMS, [...items, item]);
    },

    /** Shiptastic: a shipment or a return. The order hears of it only when its shipping status changes. */
    addShipment(id: number, given: HandShipment = {}): StoredShipment {
      mustBeOn(shop.settings.shiptastic, 'shiptastic');
      const order = editable(id);
      const shipmentId = takeId(shop.state, 'shipment');
      const shipment: StoredShipment = {
        id: shipmentId,
        orderId: order.id,
        type: given.type ?? 'simple',
        status: given.status ?? (given.type === 'return' ? 'draft' : 'shipped'),
        trackingId: given.trackingNumber ?? '',
        provider: given.carrier ?? '',
        providerTitle: given.carrierName ?? '',
        dateCreated: shop.now(),
        dateSent: null,
        isCustomerRequested: given.isCustomerRequested ?? false,
        items: itemsOf(order, given.pieces).map(({ item_id, qty }, place) => ({
          id: shipmentId * 100 + place,
          orderItemId: item_id,
          quantity: qty,
        })),
      };
      saveShipment(shop, order, shipment);
      return shipment;
    },

    changeShipment(
      shipmentId: number,
      given: Pick<HandShipment, 'status' | 'trackingNumber' | 'carrier'>,
    ): void {
      const shipment = shop.state.shipments.get(shipmentId);
      if (shipment === undefined) throw new Error(`the fake shop has no shipment ${shipmentId}`);
      shipment.status = given.status ?? shipment.status;
      shipment.trackingId = given.trackingNumber ?? shipment.trackingId;
      shipment.provider = given.carrier ?? shipment.provider;
      saveShipment(shop, editable(shipment.orderId), shipment);
    },
  };
}

function mustBeOn(isOn: boolean, name: string): void {
  if (!isOn) throw new Error(`settings.${name} of the fake shop is off`);
}

function known(shop: Shop, editable: (id: number) => StoredOrder, fulfillmentId: number) {
  const fulfillment = shop.state.fulfillments.get(fulfillmentId);
  if (fulfillment === undefined) {
    throw new Error(`the fake shop has no fulfillment ${fulfillmentId}`);
  }
  return { fulfillment, order: editable(fulfillment.orderId) };
}

function itemsOf(order: StoredOrder, pieces: Record<number, number> | undefined) {
  const wanted = pieces
    ? Object.entries(pieces).map(([lineId, qty]) => ({ item_id: Number(lineId), qty }))
    : order.lineItems.map(({ id, quantity }) => ({ item_id: id, qty: quantity }));
  for (const { item_id } of wanted) {
    if (!order.lineItems.some(({ id }) => id === item_id)) {
      throw new Error(`order ${order.id} has no line item ${item_id}`);
    }
  }
  return wanted;
}
