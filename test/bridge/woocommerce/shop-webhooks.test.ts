import { afterEach, beforeEach, expect, it } from 'vitest';
import { NetworkError, WooApiError } from '../../../src/bridge/errors.ts';
import { outcomeOf } from '../../../src/bridge/woocommerce/outcome-of.ts';
import { rejection, type ShopWorld, startShopWorld } from './shop-world.ts';

let world: ShopWorld;
beforeEach(async () => {
  world = await startShopWorld({ firstIds: { webhook: 7 } });
});
afterEach(() => world.shop.stop());

const draft = {
  name: 'OTTO Market Bridge: order.updated',
  topic: 'order.updated',
  deliveryUrl: 'http://127.0.0.1:9/hooks/shop',
  secret: 'invented-secret',
};

const sent = (method: string) => world.shop.requests.filter((request) => request.method === method);

it('creates a webhook with its secret and tells what the shop made of it', async () => {
  expect(await world.client.createWebhook(draft)).toEqual({
    webhookId: 7,
    name: draft.name,
    topic: 'order.updated',
    status: 'active',
    deliveryUrl: draft.deliveryUrl,
  });
  expect(world.shop.state.webhooks.get(7)?.secret).toBe('invented-secret');
});

it('throws what the shop says against a topic it does not know', async () => {
  const error = await rejection(world.client.createWebhook({ ...draft, topic: 'order.eaten' }));
  expect(error).toBeInstanceOf(WooApiError);
  expect(error).toMatchObject({ statusCode: 400, retryable: false });
});

it('creates once and leaves the outcome unknown when the answer is lost', async () => {
  world.shop.faults.dropAfterEffect({ method: 'POST' });
  const error = await rejection(world.client.createWebhook(draft));
  expect(error).toBeInstanceOf(NetworkError);
  expect(outcomeOf(error)).toBe('unknown');
  expect(sent('POST')).toHaveLength(1);
  expect(await world.client.listWebhooks()).toHaveLength(1);
});

it('lists the webhooks of everybody and in every state, oldest first, page after page', async () => {
  const first = await world.client.createWebhook(draft);
  const { webhooks } = world.shop.state;
  const stored = webhooks.get(first.webhookId);
  if (!stored) throw new Error('no webhook');
  for (let id = 8; id < 258; id += 1) webhooks.set(id, { ...stored, id, name: `other ${id}` });
  webhooks.set(8, { ...stored, id: 8, status: 'paused' });
  webhooks.set(9, { ...stored, id: 9, status: 'disabled' });
  world.shop.requests.length = 0;

  const listed = await world.client.listWebhooks();
  expect(listed.map(({ webhookId }) => webhookId)).toEqual([...webhooks.keys()]);
  expect(listed.slice(0, 3).map(({ status }) => status)).toEqual(['active', 'paused', 'disabled']);
  expect(sent('GET')).toHaveLength(3);
});

it('takes a strange webhook of somebody else as it is', async () => {
  const body = [{ id: 3, name: null, topic: 'action.woocommerce_x', status: 'asleep' }];
  world.shop.faults.answer({ status: 200, body });
  expect(await world.client.listWebhooks()).toEqual([
    { webhookId: 3, name: '', topic: 'action.woocommerce_x', status: 'asleep', deliveryUrl: '' },
  ]);
});

it('deletes a webhook for good, and one that is gone already counts as done', async () => {
  const { webhookId } = await world.client.createWebhook(draft);
  await world.client.deleteWebhook(webhookId);
  expect(world.shop.state.webhooks.size).toBe(0);
  await world.client.deleteWebhook(webhookId);
  expect(sent('DELETE').map(({ status }) => status)).toEqual([200, 404]);
});

it('does not take any other refusal for a webhook that is gone', async () => {
  world.shop.faults.answer({ status: 404, body: '<html>Not found</html>' });
  expect(await rejection(world.client.deleteWebhook(7))).toBeInstanceOf(WooApiError);
  world.shop.faults.refuse(403);
  expect(await rejection(world.client.deleteWebhook(7))).toMatchObject({ statusCode: 403 });
});

it('asks for nothing once the signal has fallen', async () => {
  const signal = AbortSignal.abort(new Error('stopped'));
  expect(await rejection(world.client.listWebhooks(signal))).toMatchObject({ message: 'stopped' });
  expect(await rejection(world.client.createWebhook(draft, signal))).toMatchObject({
    message: 'stopped',
  });
  expect(await rejection(world.client.deleteWebhook(7, signal))).toMatchObject({
    message: 'stopped',
  });
  expect(world.shop.requests).toEqual([]);
});
