import { afterEach, beforeEach, expect, it } from 'vitest';
import { type FakeShop, startFakeShop } from '../fakes/woocommerce/fake-shop.ts';
import { testClient } from '../fakes/woocommerce/test-client.ts';

/** A person in the WordPress admin, beside the REST API. */
let shop: FakeShop;
let api: ReturnType<typeof testClient>;
let nowMs: number;
let id: number;
let lineId: number;

beforeEach(async () => {
  nowMs = Date.UTC(2026, 10, 21, 12, 0, 0);
  shop = await startFakeShop({
    now: () => new Date(nowMs),
    products: [{ id: 10, sku: 'SKU-A', name: 'Blue mug', price: '19.99', stockQuantity: 10 }],
  });
  api = testClient(shop.url, shop.key);
  for (const event of ['created', 'updated', 'deleted', 'restored']) {
    const topic = `order.${event}`;
    await api.post('webhooks', { topic, delivery_url: 'https://bridge.example/hook' });
  }
  const billing = { first_name: 'Änne', country: 'DE', city: 'Berlin' };
  const line_items = [{ product_id: 10, quantity: 2 }];
  const created = await api.post('orders', { status: 'processing', billing, line_items });
  id = Number(created.body.id);
  lineId = order().lineItems[0]?.id ?? 0;
  shop.state.pendingDeliveries.length = 0;
  nowMs += 60_000;
});

afterEach(() => shop.stop());

function order() {
  const stored = shop.state.orders.get(id);
  if (stored === undefined) throw new Error('no order');
  return stored;
}

const shown = async () => (await api.get(`orders/${id}`)).body;
const stock = () => shop.state.products.get(10)?.stockQuantity;
const isBumped = () => order().dateModified.getTime() === nowMs;
const fired = () =>
  shop.state.pendingDeliveries
    .splice(0)
    .map(({ webhookId }) => shop.state.webhooks.get(webhookId)?.topic);

it('sets a status with stock, mails and note, as over REST', async () => {
  expect(stock()).toBe(8);
  shop.hands.setStatus(id, 'cancelled');
  expect(await shown()).toMatchObject({ status: 'cancelled' });
  expect(stock()).toBe(10);
  expect(shop.state.mails.map(({ type }) => type)).toContain('cancelled-order');
  expect(isBumped()).toBe(true);
  expect(fired()).toEqual(['order.updated']);
  expect(() => shop.hands.setStatus(id, 'wrapped')).toThrow('no status wrapped');
  expect(() => shop.hands.setStatus(99, 'completed')).toThrow('no order 99');
});

it('changes the quantity of a line, its amounts and the stock', async () => {
  shop.hands.setLineQuantity(id, lineId, 3);
  expect(await shown()).toMatchObject({
    total: '59.97',
    line_items: [{ id: lineId, quantity: 3, total: '50.39', subtotal: '50.39' }],
  });
  expect(stock()).toBe(7);
  expect(isBumped()).toBe(true);
  expect(fired()).toEqual(['order.updated']);
  shop.hands.setLineQuantity(id, lineId, 1);
  expect(await shown()).toMatchObject({
    total: '19.99',
    line_items: [{ quantity: 1, total: '16.80', subtotal: '16.80' }],
  });
  expect(() => shop.hands.setLineQuantity(id, lineId, 0)).toThrow('removeLine');
  expect(() => shop.hands.setLineQuantity(id, 999, 1)).toThrow('no line item 999');
});

it('removes a line and gives its stock back', async () => {
  shop.hands.removeLine(id, lineId);
  expect(await shown()).toMatchObject({ total: '0.00', line_items: [] });
  expect(stock()).toBe(10);
  expect(fired()).toEqual(['order.updated']);
});

it('adds a fee, taxed on top', async () => {
  shop.hands.addFee(id, 'Gift wrap', '5.00');
  expect(await shown()).toMatchObject({
    total: '45.93',
    fee_lines: [{ name: 'Gift wrap', total: '5.00', total_tax: '0.95' }],
  });
  expect(isBumped()).toBe(true);
  expect(fired()).toEqual(['order.updated']);
});

it('changes parts of an address without a new total, and the e-mail', async () => {
  shop.hands.setAddress(id, {
    billing: { city: 'Wien', country: 'AT' },
    shipping: { city: 'Graz' },
  });
  expect(await shown()).toMatchObject({
    total: '39.98',
    billing: { first_name: 'Änne', city: 'Wien', country: 'AT' },
    shipping: { city: 'Graz' },
  });
  expect(isBumped()).toBe(true);
  expect(fired()).toEqual(['order.updated']);
  nowMs += 60_000;
  shop.hands.setEmail(id, 'buyer@shop.example');
  expect(await shown()).toMatchObject({ billing: { email: 'buyer@shop.example' } });
  expect(isBumped()).toBe(true);
  expect(fired()).toEqual(['order.updated']);
});

it('refunds an amount by hand, or pieces with their tax and stock', async () => {
  shop.hands.refund(id, '5.00', { reason: 'Scratch' });
  expect(stock()).toBe(8);
  expect(fired()).toEqual(['order.updated']);
  expect(isBumped()).toBe(true);
  shop.hands.refund(id, '19.99', { pieces: { [lineId]: 1 } });
  expect(stock()).toBe(9);
  shop.hands.refund(id, '1.00', { pieces: { [lineId]: 1 }, restock: false });
  expect(stock()).toBe(9);
  expect(
    (await api.get(`orders/${id}/refunds`, { order: 'asc', orderby: 'id' })).list,
  ).toMatchObject([
    { amount: '5.00', reason: 'Scratch', line_items: [] },
    {
      amount: '19.99',
      line_items: [{ quantity: -1, total: '-16.80', total_tax: '-3.19' }],
    },
    { amount: '1.00' },
  ]);
  expect(() => shop.hands.refund(id, '14.00')).toThrow('Invalid refund amount.');
  shop.hands.refund(id, '13.99');
  expect(await shown()).toMatchObject({ status: 'refunded' });
});

it('throws into the bin and takes out again, with the old status and without moving stock', async () => {
  shop.hands.setStatus(id, 'on-hold');
  fired();
  shop.hands.trash(id);
  expect(await shown()).toMatchObject({ status: 'trash' });
  expect(isBumped()).toBe(true);
  expect(fired()).toEqual(['order.deleted']);
  expect(() => shop.hands.trash(id)).toThrow('in the bin');
  expect(() => shop.hands.setStatus(id, 'processing')).toThrow('in the bin');

  nowMs += 60_000;
  shop.hands.restore(id);
  expect(await shown()).toMatchObject({ status: 'on-hold' });
  expect(isBumped()).toBe(true);
  expect(fired()).toEqual(['order.restored']);
  expect(stock()).toBe(8);
  expect(() => shop.hands.restore(id)).toThrow('not in the bin');
});

it('restores an order that was deleted over REST, and as pending when its status is gone', async () => {
  shop.settings.orderStatuses.push({ slug: 'packed', name: 'Packed' });
  shop.hands.setStatus(id, 'packed');
  await api.delete(`orders/${id}`);
  shop.settings.orderStatuses.pop();
  shop.hands.restore(id);
  expect(order().status).toBe('pending');
});

it('deletes for good with its refunds, in silence', async () => {
  shop.hands.refund(id, '5.00');
  fired();
  shop.hands.deleteForGood(id);
  expect(shop.state.orders.size).toBe(0);
  expect(shop.state.refunds.size).toBe(0);
  expect(stock()).toBe(8);
  expect(fired()).toEqual([]);
  expect(() => shop.hands.deleteForGood(id)).toThrow('no order');
});
