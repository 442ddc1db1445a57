import { createHmac } from 'node:crypto';
import { expect, it, onTestFinished } from 'vitest';
import { CREATED_VIA, META } from '../../src/mapping/woocommerce/order-meta.ts';
import { ACCOUNT_PREFIX, done, realShop } from './support/real-shop.ts';
import { shopClient } from './support/shop-client.ts';
import { unknownWare } from './support/wares.ts';
import { inWords, receiveAll, receiveDeliveries, sendsWebhooks } from './support/webhooks.ts';

const SECRET = 'invented-secret';
const shop = realShop();
const client = shopClient();

async function makeOrder(status: string): Promise<number> {
  const answer = await shop.api.post('orders', {
    status,
    created_via: CREATED_VIA,
    line_items: [{ sku: unknownWare.sku, name: 'Bücher/Ü', quantity: 1, total: '10.00' }],
    meta_data: [{ key: META.account, value: `${ACCOUNT_PREFIX}webhooks` }],
  });
  const wooOrderId = Number(done(answer, 'an order').body.id);
  onTestFinished(() => shop.deleteOrders([wooOrderId]));
  return wooOrderId;
}

it.runIf(sendsWebhooks)(
  'sends what the fake shop sends: pings, signatures, one delivery for several changes',
  async () => {
    const { receiver, idOf } = await receiveAll(SECRET);
    expect(receiver.deliveries).toEqual([]);
    expect(receiver.pings.map(({ rawBody }) => rawBody)).toEqual(
      [...idOf.values()].map((id) => `webhook_id=${id}`),
    );
    for (const { headers } of receiver.pings) {
      expect(headers['user-agent']).toMatch(/^WooCommerce\/[\d.]+ Hookshot \(WordPress\/[\d.]+\)$/);
      expect(Object.keys(headers).filter((name) => name.startsWith('x-wc-'))).toEqual([]);
    }

    const changed = await makeOrder('pending');
    for (const status of ['on-hold', 'processing', 'completed']) {
      await client.updateOrder(changed, { status });
    }
    await client.createNote(changed, 'fires nothing');
    const refunded = await makeOrder('processing');
    const refund = { amount: '1.00', api_refund: false };
    done(await shop.api.post(`orders/${refunded}/refunds`, refund), 'a refund');
    const binned = await makeOrder('processing');
    await client.deleteOrder(binned, { force: false });
    const restored = await makeOrder('on-hold');
    await client.deleteOrder(restored, { force: false });
    await client.updateOrder(restored, { status: 'on-hold' });
    const gone = await makeOrder('pending');
    await client.deleteOrder(gone, { force: true });

    const deliveries = await receiveDeliveries(receiver, 12);
    expect(deliveries.map(inWords).toSorted()).toEqual(
      [
        `order.created ${changed} completed`,
        `order.updated ${changed} completed`,
        `order.created ${refunded} processing`,
        `order.updated ${refunded} processing`,
        `order.created ${binned} trash`,
        `order.updated ${binned} trash`,
        `order.deleted ${binned}`,
        `order.created ${restored} on-hold`,
        `order.updated ${restored} on-hold`,
        `order.deleted ${restored}`,
        // Deleted for good before the queue ran: REST's own "no such order".
        'order.created gone',
        'order.updated gone',
      ].toSorted(),
    );
    for (const { headers, rawBody } of deliveries) {
      const topic = headers['x-wc-webhook-topic'] ?? '';
      expect(headers).toMatchObject({
        'content-type': 'application/json',
        'x-wc-webhook-source': `${shop.url}/`,
        'x-wc-webhook-resource': 'order',
        'x-wc-webhook-event': topic.split('.')[1],
        'x-wc-webhook-id': String(idOf.get(topic)),
        'x-wc-webhook-delivery-id': expect.stringMatching(/^[0-9a-f]{32}$/),
        'x-wc-webhook-signature': createHmac('sha256', SECRET).update(rawBody).digest('base64'),
      });
    }
    const whole = deliveries.find((post) => inWords(post) === `order.updated ${changed} completed`);
    expect(whole?.rawBody).toContain('B\\u00fccher\\/\\u00dc');
    const now: unknown = await client.getRawOrder(changed);
    expect({ ...JSON.parse(whole?.rawBody ?? '{}'), _links: 0 }).toEqual({
      ...Object(now),
      _links: 0,
    });
  },
);

it.runIf(sendsWebhooks)(
  'switches a webhook off at the seventh failure in a row, and at the first one after that',
  async () => {
    const { receiver, idOf } = await receiveAll(SECRET);
    const webhookId = idOf.get('order.updated') ?? 0;
    const statusOf = async () =>
      (await client.listWebhooks()).find((webhook) => webhook.webhookId === webhookId)?.status;
    for (const topic of ['order.created', 'order.deleted', 'order.restored']) {
      await client.deleteWebhook(idOf.get(topic) ?? 0);
    }
    receiver.statusCode = 500;
    const orders: number[] = [];
    for (let count = 0; count < 6; count += 1) orders.push(await makeOrder('pending'));
    expect(await receiveDeliveries(receiver, 6)).toHaveLength(6);
    expect(await statusOf()).toBe('active');

    for (const id of orders.slice(0, 2)) await client.updateOrder(id, { status: 'on-hold' });
    // What waited is still sent.
    expect(await receiveDeliveries(receiver, 2)).toHaveLength(2);
    expect(await statusOf()).toBe('disabled');

    done(await shop.api.put(`webhooks/${webhookId}`, { status: 'active' }), 'switch on');
    await client.updateOrder(orders[0] ?? 0, { status: 'pending' });
    expect(await receiveDeliveries(receiver, 1)).toHaveLength(1);
    expect(await statusOf()).toBe('disabled');
  },
);
