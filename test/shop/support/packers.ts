import { onTestFinished } from 'vitest';
import { identcodeCheckDigit } from '../../../src/mapping/carriers/check-digits.ts';
import { TRACKING_ITEMS_KEY } from '../../../src/mapping/parcels/shipment-tracking-items.ts';
import { done, type RealOrder, realShop } from './real-shop.ts';

type Order = Pick<RealOrder, 'id'>;
type Content = { line: RealOrder['line_items'][number] | undefined; quantity: number }[];

const { api } = realShop();

/** A DHL number that fits, another for each `n`. */
export function dhlNumber(n: number): string {
  const digits = `3412${String(n).padStart(7, '0')}`;
  return `${digits}${identcodeCheckDigit(digits)}`;
}

/** Whether the shop answers at this place, of an order that need not be there. */
export async function hasRoute(path: string): Promise<boolean> {
  const { body } = await api.get(path);
  return body.code !== 'rest_no_route';
}

/** What packers and their plugins do in the shop: over REST, past the bridge, and without our meta. */
export const packers = {
  complete: (order: Order) => put(order, { status: 'completed' }),
  /** as Advanced Shipment Tracking notes a parcel; its meta can be written in any shop */
  async noteTracking(order: Order, trackingNumber: string, provider = 'dhl-de') {
    const midnight = Math.floor(Date.now() / 86_400_000) * 86_400;
    const item = {
      tracking_provider: provider,
      custom_tracking_provider: '',
      custom_tracking_link: '',
      tracking_number: trackingNumber,
      date_shipped: String(midnight),
      tracking_id: `shoptest${trackingNumber}`,
      source: 'REST_API',
    };
    await packers.writeMeta(order, TRACKING_ITEMS_KEY, [item]);
  },
  writeMeta: (order: Order, key: string, value: unknown) =>
    put(order, { meta_data: [{ key, value }] }),
  /** a fulfillment of WooCommerce itself, marked as fulfilled */
  async fulfil(order: Order, content: Content, trackingNumber: string) {
    const entries = {
      _items: content.map(({ line, quantity }) => ({ item_id: line?.id, qty: quantity })),
      _tracking_number: trackingNumber,
      _shipment_provider: 'dhl',
    };
    const meta = Object.entries(entries).map(([key, value]) => ({ id: 0, key, value }));
    const body = { status: 'fulfilled', is_fulfilled: true, meta_data: meta };
    await makeForTest(`orders/${order.id}/fulfillments`, body);
  },
  /** a shipment of Shiptastic, or Germanized, that left */
  async shipByShiptastic(order: Order, content: Content, trackingNumber: string) {
    const body = {
      order_id: String(order.id),
      items: content.map(({ line, quantity }) => ({ order_item_id: line?.id, quantity })),
      tracking_id: trackingNumber,
      shipping_provider_title: 'DHL Paket',
      status: 'shipped',
    };
    await makeForTest('shipments', body);
  },
  /** pieces of a line, their money with them, put back on the shelf: what the shop's own form books */
  async refundPieces(order: RealOrder, index: number, quantity: number): Promise<number> {
    const line = order.line_items[index];
    if (!line) throw new Error(`Order ${order.id} has no line ${index}`);
    const taxes = await lineTaxes(order, line.id);
    const share = (cents: number) => ((cents / 100 / line.quantity) * quantity).toFixed(2);
    const refund = {
      amount: share(line.total + line.total_tax),
      api_refund: false,
      api_restock: true,
      line_items: [
        {
          id: line.id,
          quantity,
          refund_total: Number(share(line.total)),
          refund_tax: taxes.map(({ id, cents }) => ({ id, refund_total: Number(share(cents)) })),
        },
      ],
    };
    const answer = done(await api.post(`orders/${order.id}/refunds`, refund), 'a refund');
    return Math.round(Number(answer.body.amount) * 100);
  },
};

/** Makes something that would outlive its order; gone with the test. */
async function makeForTest(path: string, body: Record<string, unknown>): Promise<void> {
  const { id } = done(await api.post(path, body), `POST ${path}`).body;
  onTestFinished(async () => {
    done(await api.delete(`${path}/${String(id)}`, { force: true }), `DELETE ${path}`);
  });
}

async function put({ id }: Order, change: Record<string, unknown>): Promise<void> {
  done(await api.put(`orders/${id}`, change), `PUT order ${id}`);
}

async function lineTaxes({ id }: Order, lineId: number): Promise<{ id: number; cents: number }[]> {
  const { line_items } = done(await api.get(`orders/${id}`), 'the order').body;
  const lines: unknown[] = Array.isArray(line_items) ? line_items : [];
  const line = lines.map(Object).find((entry) => entry.id === lineId);
  const taxes: unknown[] = line?.taxes ?? [];
  return taxes.map(Object).map((tax) => ({
    id: Number(tax.id),
    cents: Math.round(Number(tax.total) * 100),
  }));
}
