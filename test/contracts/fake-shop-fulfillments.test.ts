import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type FakeShop, startFakeShop } from '../fakes/woocommerce/fake-shop.ts';
import type { PhpArray } from '../fakes/woocommerce/php-values.ts';
import { testClient } from '../fakes/woocommerce/test-client.ts';

/** Parcels in the shop as WooCommerce 10.5, Shiptastic 5.1 and Advanced Shipment Tracking 3.9 do it. */
let shop: FakeShop;
let api: ReturnType<typeof testClient>;
let nowMs: number;
let id: number;
let lineId: number;
let path: string;

beforeEach(async () => {
  nowMs = Date.UTC(2026, 10, 21, 12, 0, 0);
  shop = await startFakeShop({
    now: () => new Date(nowMs),
    settings: { fulfillments: true, shiptastic: true },
    products: [{ id: 10, sku: 'SKU-A', name: 'Blue mug', price: '19.99', stockQuantity: 10 }],
  });
  api = testClient(shop.url, shop.key);
  const topic = 'order.updated';
  await api.post('webhooks', { topic, delivery_url: 'https://bridge.example/hook' });
  id = await makeOrder();
  lineId = order().lineItems[0]?.id ?? 0;
  path = `orders/${id}/fulfillments`;
  shop.state.pendingDeliveries.length = 0;
  nowMs += 60_000;
});

afterEach(() => shop.stop());

async function makeOrder(): Promise<number> {
  const line_items = [{ product_id: 10, quantity: 3 }];
  return Number((await api.post('orders', { status: 'processing', line_items })).body.id);
}

function order(orderId = id) {
  const stored = shop.state.orders.get(orderId);
  if (stored === undefined) throw new Error('no order');
  return stored;
}

const metaOf = (key: string) => order().meta.find((entry) => entry.key === key)?.value;

/** Whether the order was saved since the last look, and what that fired. */
function seen() {
  const fired = shop.state.pendingDeliveries.splice(0).length;
  const isMoved = order().dateModified.getTime() === nowMs;
  nowMs += 60_000;
  return { isMoved, fired };
}

const MOVED = { isMoved: true, fired: 1 };
const UNMOVED = { isMoved: false, fired: 0 };

const items = (qty: number, item_id = lineId) => ({
  id: 0,
  key: '_items',
  value: [{ item_id, qty }],
});
const number = (value: unknown) => ({ id: 0, key: '_tracking_number', value });

function post(status: string, ...meta_data: PhpArray[]) {
  return api.post(path, { status, is_fulfilled: status === 'fulfilled', meta_data });
}

const keysOf = (body: PhpArray) =>
  Array.isArray(body.meta_data) ? body.meta_data.map(({ key }) => key) : [];

describe('a shop without them', () => {
  it('has no route, and knows it when they are switched on', async () => {
    shop.settings.fulfillments = false;
    shop.settings.shiptastic = false;
    const noRoute = { code: 'rest_no_route', data: { status: 404 } };
    expect(await api.get(path)).toMatchObject({ status: 404, body: noRoute });
    expect(await post('fulfilled', items(1))).toMatchObject({ status: 404, body: noRoute });
    expect(await api.get('shipments')).toMatchObject({ status: 404, body: noRoute });
    expect(() => shop.hands.addFulfillment(id)).toThrow('fulfillments');
    expect(() => shop.hands.addShipment(id)).toThrow('shiptastic');
    shop.settings.fulfillments = true;
    expect(await api.get(path)).toMatchObject({ status: 200, list: [] });
    expect((await api.get('shipments')).status).toBe(404);
  });
});

describe('a fulfillment', () => {
  it('is stored with its number, and the order is saved, its status untouched', async () => {
    const answer = await post('fulfilled', items(1), number('00340434161094027318'));
    expect(answer).toMatchObject({
      status: 201,
      body: {
        id: 1,
        entity_type: 'WC_Order',
        entity_id: String(id),
        is_fulfilled: true,
        status: 'fulfilled',
        date_updated: '2026-11-21 13:01:00',
      },
    });
    expect(answer.body.meta_data).toEqual([
      { id: 1, key: '_items', value: [{ item_id: lineId, qty: 1 }] },
      { id: 2, key: '_tracking_number', value: '00340434161094027318' },
      { id: 3, key: '_date_fulfilled', value: '2026-11-21 13:01:00' },
    ]);
    expect((await api.get(path)).list).toEqual([answer.body]);
    expect((await api.get(`${path}/1`)).body).toEqual(answer.body);
    expect((await api.get(path, { _fields: 'id' })).list).toEqual([{ id: 1 }]);
    expect(order().status).toBe('processing');
    expect(metaOf('_fulfillment_status')).toBe('partially_fulfilled');
    expect(seen()).toEqual(MOVED);
  });

  it('of a draft has no moment', async () => {
    const draft = await post('unfulfilled', items(1), number('1'));
    expect(draft.body).toMatchObject({ is_fulfilled: false, status: 'unfulfilled' });
    expect(keysOf(draft.body)).not.toContain('_date_fulfilled');
    expect(metaOf('_fulfillment_status')).toBe('unfulfilled');
  });

  it('shows in the order what is done with all of its pieces', async () => {
    await post('fulfilled', items(2));
    expect(metaOf('_fulfillment_status')).toBe('partially_fulfilled');
    shop.hands.refund(id, '19.99', { pieces: { [lineId]: 1 } });
    const draft = await post('unfulfilled', items(1));
    expect(metaOf('_fulfillment_status')).toBe('partially_fulfilled');
    await api.delete(`${path}/${String(draft.body.id)}`);
    expect(metaOf('_fulfillment_status')).toBe('fulfilled');
    await api.delete(`${path}/1`);
    expect(metaOf('_fulfillment_status')).toBeUndefined();
  });

  it.each([
    ['no status', undefined, 'Invalid fulfillment status.'],
    ['no items', [], 'The fulfillment should contain at least one item.'],
    ['an empty list', [{ id: 0, key: '_items', value: [] }], 'at least one item'],
    [
      'no id beside them',
      [{ key: '_items', value: [{ item_id: 1, qty: 1 }] }],
      'at least one item',
    ],
    ['items of text', [{ id: 0, key: '_items', value: 'x' }], 'items should be an array'],
    ['no quantity', [{ id: 0, key: '_items', value: [{ item_id: 1 }] }], 'Invalid item.'],
    ['quantity 0', [{ id: 0, key: '_items', value: [{ item_id: 1, qty: 0 }] }], 'Invalid item.'],
    [
      'a quantity of text',
      [{ id: 0, key: '_items', value: [{ item_id: 1, qty: '1' }] }],
      'Invalid',
    ],
    [
      'an id of text',
      [{ id: 0, key: '_items', value: [{ item_id: '1', qty: 1 }] }],
      'Invalid item',
    ],
  ])('with %s is refused', async (_what, meta_data, message) => {
    const body = meta_data ? { status: 'fulfilled', meta_data } : { meta_data: [items(1)] };
    expect(await api.post(path, body)).toMatchObject({
      status: 400,
      body: { code: 0, message: expect.stringContaining(message), data: { status: 400 } },
    });
    expect(shop.state.fulfillments.size).toBe(0);
    expect(seen()).toEqual(UNMOVED);
  });

  it('without meta, or of an order that is not there, is refused in other words', async () => {
    expect(await api.post(path, { status: 'fulfilled' })).toMatchObject({
      status: 400,
      body: { code: 'rest_missing_callback_param', data: { params: ['meta_data'] } },
    });
    expect(await api.get('orders/999/fulfillments')).toMatchObject({
      status: 404,
      body: { code: 'woocommerce_rest_order_invalid_id', data: { status: '404' } },
    });
  });

  it('is not compared with the order, and a status that nobody knows is none', async () => {
    expect((await post('fulfilled', items(5))).status).toBe(201);
    expect((await post('fulfilled', items(1, 999_999))).status).toBe(201);
    expect((await post('packed', items(1))).body).toMatchObject({ status: 'unfulfilled' });
  });

  it('keeps a number as it was sent', async () => {
    const { body } = await post('fulfilled', items(1), number(12345));
    expect(body.meta_data).toContainEqual({ id: 2, key: '_tracking_number', value: 12345 });
  });

  it('loses what a change does not send along, and its moment becomes now', async () => {
    await post('fulfilled', items(1), number('1'), {
      id: 0,
      key: '_shipment_provider',
      value: 'dhl',
    });
    nowMs += 60_000;
    const { body } = await api.put(`${path}/1`, { meta_data: [items(2), number('2')] });
    expect(keysOf(body)).toEqual(['_items', '_tracking_number', '_date_fulfilled']);
    expect(body).toMatchObject({ status: 'fulfilled', date_updated: '2026-11-21 13:02:00' });
    expect(body.meta_data).toContainEqual(
      expect.objectContaining({ key: '_date_fulfilled', value: '2026-11-21 13:02:00' }),
    );
    expect(seen()).toEqual(MOVED);
  });

  it('has each key once, also when a change names an id that is gone', async () => {
    const { body } = await post('fulfilled', items(1), number('1'));
    await api.put(`${path}/1`, { meta_data: [items(1)] });
    const back = await api.put(`${path}/1`, { meta_data: body.meta_data });
    expect(keysOf(back.body)).toEqual(['_items', '_tracking_number', '_date_fulfilled']);
  });

  it('that becomes a draft again keeps its moment', async () => {
    const { body } = await post('fulfilled', items(1));
    nowMs += 60_000;
    const change = { status: 'unfulfilled', meta_data: body.meta_data };
    expect((await api.put(`${path}/1`, change)).body).toMatchObject({
      is_fulfilled: false,
      meta_data: [{ key: '_items' }, { key: '_date_fulfilled', value: '2026-11-21 13:01:00' }],
    });
  });

  it('is gone for every list once deleted, twice with the same answer', async () => {
    await post('fulfilled', items(1));
    seen();
    expect((await api.delete(`${path}/1`)).status).toBe(200);
    expect(seen()).toEqual(MOVED);
    expect((await api.delete(`${path}/1`)).status).toBe(200);
    expect(seen()).toEqual(UNMOVED);
    expect((await api.get(path)).list).toEqual([]);
    const refused = async (call: ReturnType<typeof api.get>) => (await call).body;
    expect(await refused(api.get(`${path}/1`))).toMatchObject({ code: 404 });
    const change = { status: 'fulfilled', meta_data: [items(1)] };
    expect(await refused(api.put(`${path}/1`, change))).toMatchObject({
      message: 'Cannot delete meta from a deleted fulfillment.',
    });
  });

  it('of another order, or of none, is refused with 400', async () => {
    await post('fulfilled', items(1));
    const other = await makeOrder();
    expect(await api.get(`orders/${other}/fulfillments/1`)).toMatchObject({
      status: 400,
      body: { message: 'Invalid fulfillment ID.' },
    });
    expect(await api.get(`${path}/99`)).toMatchObject({
      status: 400,
      body: { message: 'Fulfillment not found.' },
    });
  });

  it('of a guest can be read, but not written, by anybody', async () => {
    await post('fulfilled', items(1));
    const url = `${shop.url}/wp-json/wc/v3/${path}`;
    const read = await fetch(url);
    expect(read.status).toBe(200);
    expect(await read.json()).toHaveLength(1);
    const write = await fetch(url, { method: 'POST' });
    await write.text();
    expect(write.status).toBe(401);
    order().customerId = 1;
    const ofCustomer = await fetch(url);
    await ofCustomer.text();
    expect(ofCustomer.status).toBe(401);
  });
});

describe('a person with fulfillments', () => {
  it('adds, changes and deletes one', async () => {
    const { id: fulfillmentId } = shop.hands.addFulfillment(id, {
      pieces: { [lineId]: 1 },
      carrierName: 'Kurier',
      isFulfilled: false,
    });
    expect(seen()).toEqual(MOVED);
    const shown = async () => (await api.get(`${path}/${fulfillmentId}`)).body;
    expect(await shown()).toMatchObject({ is_fulfilled: false });
    shop.hands.changeFulfillment(fulfillmentId, { trackingNumber: '1', isFulfilled: true });
    expect(seen()).toEqual(MOVED);
    const { meta_data } = await shown();
    expect(meta_data).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ key: '_tracking_number', value: '1' }),
        expect.objectContaining({ key: '_shipment_provider', value: 'other' }),
        expect.objectContaining({ key: '_provider_name', value: 'Kurier' }),
        expect.objectContaining({ key: '_items', value: [{ item_id: lineId, qty: 1 }] }),
        expect.objectContaining({ key: '_date_fulfilled' }),
      ]),
    );
    shop.hands.deleteFulfillment(fulfillmentId);
    expect((await api.get(path)).list).toEqual([]);
  });

  it('takes all pieces unless told otherwise, and none that the order lacks', () => {
    const { meta } = shop.hands.addFulfillment(id, { carrier: 'dhl', trackingNumber: '1' });
    expect(meta.find(({ key }) => key === '_items')?.value).toEqual([{ item_id: lineId, qty: 3 }]);
    expect(metaOf('_fulfillment_status')).toBe('fulfilled');
    expect(() => shop.hands.addFulfillment(id, { pieces: { 999: 1 } })).toThrow('no line item 999');
    expect(() => shop.hands.addFulfillment(999)).toThrow('no order 999');
    expect(() => shop.hands.changeFulfillment(99, {})).toThrow('no fulfillment 99');
  });
});

describe('the tracking plugins', () => {
  it('write their items into the order meta, one after the other', async () => {
    shop.hands.addTrackingMeta(id, { trackingNumber: '1', carrier: 'dhl-de' });
    expect(seen()).toEqual(MOVED);
    shop.hands.addTrackingMeta(id, {
      trackingNumber: '2',
      carrierName: 'Kurier',
      shippedOn: '2026-11-20',
      marksAs: 'partially-shipped',
      pieces: { [lineId]: 2 },
    });
    expect(metaOf('_wc_shipment_tracking_items')).toMatchObject([
      {
        tracking_provider: 'dhl-de',
        custom_tracking_provider: '',
        tracking_number: '1',
        date_shipped: String(Date.UTC(2026, 10, 21) / 1000),
        status_shipped: '0',
      },
      {
        tracking_provider: '',
        custom_tracking_provider: 'Kurier',
        tracking_number: '2',
        date_shipped: String(Date.UTC(2026, 10, 20) / 1000),
        status_shipped: '2',
        products_list: [{ product: '10', item_id: String(lineId), qty: '2' }],
      },
    ]);
    expect(order().status).toBe('processing');
  });

  it('may write any value, which REST gives back as it is', async () => {
    const label = { tracking_number: ['1', '2'], return_label_number: ['3', ''] };
    shop.hands.setOrderMeta(id, '_pr_shipment_dhl_label_tracking', label);
    expect(seen()).toEqual(MOVED);
    expect((await api.get(`orders/${id}`)).body.meta_data).toContainEqual({
      id: expect.any(Number),
      key: '_pr_shipment_dhl_label_tracking',
      value: label,
    });
  });
});

describe('Shiptastic', () => {
  it('lists shipments of an order, newest first, each wrapped; returns only when asked', async () => {
    shop.hands.addShipment(id, { pieces: { [lineId]: 1 }, trackingNumber: '1', carrier: 'dhl' });
    shop.hands.addShipment(id, { pieces: { [lineId]: 2 }, status: 'draft', carrierName: 'Kurier' });
    shop.hands.addShipment(id, { type: 'return', trackingNumber: '3' });
    shop.hands.addShipment(await makeOrder());
    const list = (query: Record<string, string | number>) => api.get('shipments', query);
    expect((await list({ order_id: id })).list).toMatchObject([
      { data: { id: 2, status: 'draft', date_sent_gmt: null, shipping_provider_title: 'Kurier' } },
      {
        data: {
          id: 1,
          order_id: id,
          type: 'simple',
          status: 'shipped',
          tracking_id: '1',
          shipping_provider: 'dhl',
          date_sent: '2026-11-21T13:01:00',
          date_sent_gmt: '2026-11-21T12:01:00',
          items: [{ order_item_id: lineId, quantity: 1 }],
        },
        headers: [],
        status: 200,
      },
    ]);
    expect((await list({ order_id: id, type: 'return' })).list).toMatchObject([
      { data: { id: 3, type: 'return', status: 'draft', is_customer_requested: false } },
    ]);
    expect((await list({})).list).toHaveLength(3);
    expect((await list({ order_id: 999 })).list).toEqual([]);
    expect(await list({ type: 'both' })).toMatchObject({
      status: 400,
      body: { code: 'rest_invalid_param' },
    });
    expect((await api.get('shipments/1')).body).toMatchObject({ id: 1, tracking_id: '1' });
    expect((await api.get('shipments/99')).status).toBe(404);
  });

  it('fails when asked for some fields', async () => {
    expect((await api.get('shipments', { _fields: 'id' })).status).toBe(200);
    shop.hands.addShipment(id);
    expect((await api.get('shipments', { _fields: 'id' })).status).toBe(500);
  });

  it('saves the order only when its shipping status changes', () => {
    const one = { pieces: { [lineId]: 1 } };
    const draft = shop.hands.addShipment(id, { ...one, status: 'draft' });
    expect(seen()).toEqual(UNMOVED);
    shop.hands.changeShipment(draft.id, { status: 'shipped' });
    expect(metaOf('_shipping_status')).toBe('partially-shipped');
    expect(seen()).toEqual(MOVED);
    const second = shop.hands.addShipment(id, one);
    expect(seen()).toEqual(UNMOVED);
    shop.hands.changeShipment(second.id, { trackingNumber: '2' });
    expect(seen()).toEqual(UNMOVED);
    shop.hands.changeShipment(second.id, { status: 'delivered' });
    expect(metaOf('_shipping_status')).toBe('partially-delivered');
    expect(seen()).toEqual(MOVED);
    expect(order().status).toBe('processing');
  });

  it('has shipped an order when all of it left', () => {
    shop.hands.addShipment(id);
    expect(metaOf('_shipping_status')).toBe('shipped');
    expect(seen()).toEqual(MOVED);
  });
});
