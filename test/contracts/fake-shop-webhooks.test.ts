import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type FakeShop, startFakeShop } from '../fakes/woocommerce/fake-shop.ts';
import { isObject, type PhpArray } from '../fakes/woocommerce/php-values.ts';
import { testClient } from '../fakes/woocommerce/test-client.ts';
import {
  startWebhookReceiver,
  type WebhookReceiver,
} from '../fakes/woocommerce/webhook-receiver.ts';

/** How the fake shop sends webhooks, as the real one was seen to. */
let shop: FakeShop;
let api: ReturnType<typeof testClient>;
let receiver: WebhookReceiver;
let nowMs: number;

beforeEach(async () => {
  nowMs = Date.UTC(2026, 10, 21, 12, 0, 0);
  receiver = await startWebhookReceiver();
  shop = await startFakeShop({ now: () => new Date(nowMs), firstIds: { webhook: 5 } });
  api = testClient(shop.url, shop.key);
});

afterEach(async () => {
  await shop.stop();
  await receiver.stop();
});

async function addWebhook(topic: string, changes: PhpArray = {}): Promise<number> {
  const body = { topic, delivery_url: receiver.url, secret: 'invented', ...changes };
  const answer = await api.post('webhooks', body);
  expect(answer.status).toBe(201);
  return Number(answer.body.id);
}

async function addOrder(order: PhpArray = {}): Promise<number> {
  const line_items = [{ name: 'Tasse “blau”', sku: 'NONE', quantity: 1, total: '10.000000' }];
  const answer = await api.post('orders', { line_items, ...order });
  expect(answer.status).toBe(201);
  return Number(answer.body.id);
}

function bodyOf(rawBody: string | undefined): PhpArray {
  const body: unknown = JSON.parse(rawBody ?? '');
  return isObject(body) ? body : {};
}

const arrived = () =>
  receiver.deliveries.map(({ headers, rawBody }) => {
    const { id, status } = bodyOf(rawBody);
    return `${headers['x-wc-webhook-topic']} ${String(id)} ${String(status)}`;
  });

const webhookState = (id: number) => shop.state.webhooks.get(id);

const deliveryIds = () =>
  receiver.deliveries.map(({ headers }) => headers['x-wc-webhook-delivery-id']);

/** Headers of a recorded delivery whose values do not depend on shop, receiver or body. */
const OWN_VALUES = /^(host|content-length|x-wc-webhook-(source|signature|id|delivery-id))$/;

function recordedHeaders(name: string): Record<string, string> {
  const file = new URL(`./recordings/${name}.json`, import.meta.url);
  const recorded: { request: { headers: Record<string, string> } } = JSON.parse(
    readFileSync(file, 'utf8'),
  );
  return recorded.request.headers;
}

function comparable(headers: Record<string, string> | undefined): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers ?? {}).map(([name, value]) => [
      name,
      OWN_VALUES.test(name) ? 'its own' : value,
    ]),
  );
}

it('sends pings and deliveries with the headers of the recorded ones, and no others', async () => {
  await addWebhook('order.updated');
  await addOrder();
  await shop.runWebhookQueue();
  const [ping, delivery] = receiver.received;
  expect(comparable(ping?.headers)).toEqual(
    comparable(recordedHeaders('34-webhook-ping-delivery')),
  );
  expect(comparable(delivery?.headers)).toEqual(
    comparable(recordedHeaders('35-webhook-order-updated-delivery')),
  );
});

describe('pings', () => {
  it('come at once when a webhook is made: form encoded, unsigned, without X-WC headers', async () => {
    await addWebhook('order.updated');
    expect(receiver.received).toHaveLength(1);
    const [ping] = receiver.pings;
    expect(ping?.rawBody).toBe('webhook_id=5');
    expect(Object.keys(ping?.headers ?? {}).filter((name) => name.startsWith('x-wc'))).toEqual([]);
    expect(ping?.headers).toMatchObject({
      'user-agent': 'WooCommerce/10.5.0 Hookshot (WordPress/6.9.1)',
      'content-length': '12',
    });
  });

  it('may fail without changing or counting anything, and are repeated at every save until a 200', async () => {
    receiver.statusCode = 401;
    const id = await addWebhook('order.updated');
    expect(webhookState(id)).toMatchObject({ status: 'active', failureCount: 0 });
    receiver.statusCode = 204;
    await api.put(`webhooks/${id}`, { name: 'renamed' });
    receiver.statusCode = 200;
    await addOrder();
    await shop.runWebhookQueue();
    await api.put(`webhooks/${id}`, { name: 'renamed again' });
    expect(shop.state.pings.map(({ statusCode }) => statusCode)).toEqual([401, 204, 200]);
    expect(receiver.pings).toHaveLength(3);
  });

  it('go to a new address, but not while the webhook is paused', async () => {
    const id = await addWebhook('order.updated');
    await api.put(`webhooks/${id}`, { status: 'paused', delivery_url: `${receiver.url}/a` });
    expect(receiver.pings).toHaveLength(1);
    await api.put(`webhooks/${id}`, { status: 'active', delivery_url: `${receiver.url}/b` });
    expect(receiver.pings).toHaveLength(2);
  });

  it('go nowhere beyond this machine, which the shop does not notice', async () => {
    const id = await addWebhook('order.updated', { delivery_url: 'https://bridge.example/hook' });
    expect(webhookState(id)).toMatchObject({ status: 'active', pingDue: true });
  });

  it('are given up when the receiver does not answer in time', async () => {
    shop.settings.pingTimeoutMs = 50;
    receiver.statusCode = 0;
    expect(webhookState(await addWebhook('order.updated'))?.status).toBe('active');
  });
});

describe('deliveries', () => {
  it('wait for the shop’s cron and are signed over the very bytes', async () => {
    await addWebhook('order.updated');
    const id = await addOrder();
    expect(receiver.deliveries).toEqual([]);
    expect(await shop.runWebhookQueue()).toEqual({ sent: 1, failed: 0 });
    const [delivery] = receiver.deliveries;
    expect(delivery?.headers).toMatchObject({
      'content-type': 'application/json',
      'x-wc-webhook-source': `${shop.url}/`,
      'x-wc-webhook-topic': 'order.updated',
      'x-wc-webhook-resource': 'order',
      'x-wc-webhook-event': 'updated',
      'x-wc-webhook-id': '5',
      'x-wc-webhook-delivery-id': expect.stringMatching(/^[0-9a-f]{32}$/),
      'x-wc-webhook-signature': createHmac('sha256', 'invented')
        .update(delivery?.rawBody ?? '')
        .digest('base64'),
    });
    expect(delivery?.rawBody).toContain('Tasse \\u201cblau\\u201d');
    expect(bodyOf(delivery?.rawBody)).toEqual((await api.get(`orders/${id}`)).body);
  });

  it('are sent once, one for all changes to an order, with its state of that moment', async () => {
    await addWebhook('order.updated');
    const id = await addOrder();
    await api.put(`orders/${id}`, { status: 'processing' });
    await api.put(`orders/${id}`, { status: 'completed' });
    await shop.runWebhookQueue();
    expect(arrived()).toEqual([`order.updated ${id} completed`]);
    expect(await shop.runWebhookQueue()).toEqual({ sent: 0, failed: 0 });
    await api.put(`orders/${id}`, {});
    await shop.runWebhookQueue();
    expect(arrived()).toHaveLength(2);
  });

  it('of one webhook that leave within a second share their delivery id', async () => {
    await addWebhook('order.updated');
    await addWebhook('order.created');
    await addOrder();
    await addOrder();
    await shop.runWebhookQueue();
    const ids = deliveryIds();
    expect(ids).toHaveLength(4);
    expect(new Set(ids).size).toBe(2);
    await addOrder();
    await shop.runWebhookQueue();
    expect(new Set(deliveryIds()).size).toBe(4);
  });

  it('about an order that is deleted meanwhile say what REST says then', async () => {
    await addWebhook('order.updated');
    const id = await addOrder();
    await api.delete(`orders/${id}`, { force: true });
    await shop.runWebhookQueue();
    expect(bodyOf(receiver.deliveries[0]?.rawBody)).toEqual({
      code: 'woocommerce_rest_shop_order_invalid_id',
      message: 'Invalid ID.',
      data: { status: 404 },
    });
  });

  it('of a deleted webhook are dropped, of a paused one still sent', async () => {
    const gone = await addWebhook('order.updated');
    const paused = await addWebhook('order.created');
    const id = await addOrder();
    await api.delete(`webhooks/${gone}`, { force: true });
    await api.put(`webhooks/${paused}`, { status: 'paused' });
    await shop.runWebhookQueue();
    expect(arrived()).toEqual([`order.created ${id} pending`]);
    await addOrder();
    expect(await shop.runWebhookQueue()).toEqual({ sent: 0, failed: 0 });
  });

  it('are logged with the answer they got', async () => {
    await addWebhook('order.created');
    const orderId = await addOrder();
    await shop.runWebhookQueue();
    expect(shop.state.sentDeliveries).toEqual([
      {
        webhookId: 5,
        topic: 'order.created',
        orderId,
        deliveryId: deliveryIds()[0],
        at: new Date(nowMs),
        statusCode: 200,
      },
    ]);
  });
});

describe('failed deliveries', () => {
  async function change(orderId: number, times = 1): Promise<void> {
    for (let count = 0; count < times; count += 1) {
      await api.put(`orders/${orderId}`, {});
      await shop.runWebhookQueue();
    }
  }

  it('are not repeated, and the seventh in a row disables the webhook', async () => {
    const id = await addWebhook('order.updated');
    const orderId = await addOrder();
    receiver.statusCode = 500;
    expect(await shop.runWebhookQueue()).toEqual({ sent: 0, failed: 1 });
    expect(await shop.runWebhookQueue()).toEqual({ sent: 0, failed: 0 });
    await change(orderId, 5);
    expect(webhookState(id)).toMatchObject({ status: 'active', failureCount: 6 });
    await change(orderId);
    expect(webhookState(id)?.status).toBe('disabled');
    await change(orderId);
    expect(receiver.deliveries).toHaveLength(7);
    expect((await api.get(`webhooks/${id}`)).body.status).toBe('disabled');
  });

  it('are forgotten after a success, to which 301 and 302 count, though nobody follows them', async () => {
    const id = await addWebhook('order.updated');
    const orderId = await addOrder();
    for (const success of [200, 204, 299, 301, 302]) {
      receiver.statusCode = 503;
      await change(orderId, 6);
      receiver.statusCode = success;
      await change(orderId);
      expect(webhookState(id)).toMatchObject({ status: 'active', failureCount: 0 });
    }
    for (const failure of [303, 307, 400, 401, 404, 410, 500]) {
      receiver.statusCode = failure;
      await change(orderId);
    }
    expect(webhookState(id)?.status).toBe('disabled');
    expect(receiver.deliveries).toHaveLength(5 * 7 + 7);
  });

  it('disable at once after a re-activation, which does not reset the count', async () => {
    const id = await addWebhook('order.updated');
    const orderId = await addOrder();
    receiver.statusCode = 500;
    await change(orderId, 7);
    await api.put(`webhooks/${id}`, { status: 'active' });
    await change(orderId);
    expect(webhookState(id)?.status).toBe('disabled');
    await api.put(`webhooks/${id}`, { status: 'active' });
    receiver.statusCode = 200;
    await change(orderId);
    expect(webhookState(id)).toMatchObject({ status: 'active', failureCount: 0 });
  });

  it('are also no answer in time, a closed port and a host the fake does not call', async () => {
    const id = await addWebhook('order.updated');
    const orderId = await addOrder();
    shop.settings.webhookTimeoutMs = 50;
    receiver.statusCode = 0;
    await change(orderId);
    const webhook = webhookState(id);
    if (webhook === undefined) throw new Error('no webhook');
    webhook.deliveryUrl = 'https://bridge.example/hook';
    await change(orderId);
    webhook.deliveryUrl = receiver.url;
    await receiver.stop();
    await change(orderId);
    expect(webhook.failureCount).toBe(3);
    expect(shop.state.sentDeliveries.map(({ statusCode }) => statusCode)).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });
});

describe('faults to order for deliveries', () => {
  it('lose a delivery without a trace, or let it break off, which counts', async () => {
    const id = await addWebhook('order.updated');
    const [lost, broken, good] = [await addOrder(), await addOrder(), await addOrder()];
    const losing = shop.deliveryFaults.lose({ orderId: lost });
    shop.deliveryFaults.breakOff({ orderId: broken, times: 2 });
    expect(await shop.runWebhookQueue()).toEqual({ sent: 1, failed: 1 });
    expect(arrived()).toEqual([`order.updated ${good} pending`]);
    expect(losing.used).toBe(1);
    await api.put(`orders/${broken}`, {});
    expect(await shop.runWebhookQueue()).toEqual({ sent: 0, failed: 1 });
    expect(webhookState(id)?.failureCount).toBe(1);
  });

  it('send a delivery twice, byte for byte and with the same id', async () => {
    await addWebhook('order.updated');
    await addOrder();
    shop.deliveryFaults.sendTwice();
    expect(await shop.runWebhookQueue()).toEqual({ sent: 2, failed: 0 });
    const [first, second] = receiver.deliveries;
    expect(second).toEqual(first);
  });

  it('send a delivery late, with its old state and after a newer one', async () => {
    await addWebhook('order.updated');
    const id = await addOrder();
    const late = shop.deliveryFaults.sendLate({ topic: 'order.updated' });
    expect(await shop.runWebhookQueue()).toEqual({ sent: 0, failed: 0 });
    await api.put(`orders/${id}`, { status: 'completed' });
    await shop.runWebhookQueue();
    expect(await late.send()).toEqual({ sent: 1, failed: 0 });
    expect(await late.send()).toEqual({ sent: 0, failed: 0 });
    expect(arrived()).toEqual([`order.updated ${id} completed`, `order.updated ${id} pending`]);
  });

  it('send what waits in the reverse order', async () => {
    await addWebhook('order.created');
    const [first, second] = [await addOrder(), await addOrder()];
    shop.deliveryFaults.newestFirst = true;
    await shop.runWebhookQueue();
    expect(arrived()).toEqual([
      `order.created ${second} pending`,
      `order.created ${first} pending`,
    ]);
  });

  it('strike only where they match', async () => {
    await addWebhook('order.created');
    const fault = shop.deliveryFaults.lose({ topic: 'order.deleted' });
    await addOrder();
    expect(await shop.runWebhookQueue()).toEqual({ sent: 1, failed: 0 });
    expect(fault.used).toBe(0);
  });
});

describe('what fires', () => {
  beforeEach(async () => {
    for (const event of ['created', 'updated', 'deleted', 'restored']) {
      await addWebhook(`order.${event}`);
    }
  });

  const fired = async (): Promise<string[]> => {
    const before = arrived().length;
    await shop.runWebhookQueue();
    return arrived().slice(before).sort();
  };

  it('a new order: created and updated; a change: updated; a note: nothing', async () => {
    const id = await addOrder();
    expect(await fired()).toEqual([`order.created ${id} pending`, `order.updated ${id} pending`]);
    await api.put(`orders/${id}`, {});
    expect(await fired()).toEqual([`order.updated ${id} pending`]);
    await api.post(`orders/${id}/notes`, { note: 'x' });
    expect(await fired()).toEqual([]);
  });

  it('the bin: deleted, and a waiting update tells of the bin', async () => {
    const id = await addOrder();
    await fired();
    await api.put(`orders/${id}`, {});
    await api.delete(`orders/${id}`);
    expect(await fired()).toEqual([`order.deleted ${id} undefined`, `order.updated ${id} trash`]);
    expect((await api.delete(`orders/${id}`)).status).toBe(410);
    expect(await fired()).toEqual([]);
  });

  it('a status written over REST brings an order back from the bin in silence', async () => {
    const id = await addOrder();
    await api.delete(`orders/${id}`);
    await fired();
    expect((await api.put(`orders/${id}`, { status: 'processing' })).body.status).toBe(
      'processing',
    );
    expect(await fired()).toEqual([]);
  });

  it('deleting for good: nothing', async () => {
    const id = await addOrder();
    await fired();
    await api.delete(`orders/${id}`, { force: true });
    expect(await fired()).toEqual([]);
    expect((await api.get(`orders/${id}`)).status).toBe(404);
  });
});
