import { expect, it, vi } from 'vitest';
import { openLedger } from '../../../src/bridge/ledger/ledger.ts';
import { usualDatabase } from '../../databases.ts';
import { signPayload } from '../../fakes/woocommerce/webhook-delivery.ts';
import { DAY, HOUR, MINUTE } from '../support/world.ts';
import {
  checkWebhooks,
  incidents,
  shopEvents,
  startWebhookWorld,
  type WebhookWorld,
  watch,
  watchAfter,
} from './watch-world.ts';

const MB = 1024 * 1024;

/** A world with one order in the shop, of which every delivery so far was worked off. */
async function withOrder(options: Parameters<typeof startWebhookWorld>[0] = {}) {
  const world = await startWebhookWorld(options);
  const { salesOrderId } = world.order();
  await world.run();
  await world.shop.runWebhookQueue();
  await watchAfter(world, MINUTE);
  await checkWebhooks(world);
  await world.clock.advance(2 * MINUTE);
  world.receipts.splice(0);
  return { world, salesOrderId, id: world.shopOrder(salesOrderId).id };
}

function webhookOf({ shop }: WebhookWorld, topic: string) {
  const webhook = [...shop.state.webhooks.values()].find((candidate) => candidate.topic === topic);
  if (!webhook) throw new Error(`The shop has no webhook for ${topic}`);
  return webhook;
}

/** Posts a delivery of our webhook, changed as the test says; signed anew unless it says otherwise. */
async function post(
  world: WebhookWorld,
  id: number,
  change: {
    body?: string;
    topic?: string;
    signature?: string;
    headers?: Record<string, string>;
  } = {},
) {
  const webhook = webhookOf(world, 'order.updated');
  const { headers, rawBody } = world.shop.deliveryOf(webhook.id, id);
  const body = change.body ?? rawBody;
  const answer = await fetch(`${world.publicUrl}/webhooks/woocommerce`, {
    method: 'POST',
    body,
    headers: {
      ...headers,
      'x-wc-webhook-signature': change.signature ?? signPayload(body, webhook.secret),
      ...(change.topic === undefined ? {} : { 'x-wc-webhook-topic': change.topic }),
      ...change.headers,
    },
  });
  return answer.status;
}

const waiting = async (world: WebhookWorld) =>
  (await world.bridge.ledger.countDeliveries()).waiting;

usualDatabase('webhooks', ({ kind }) => {
  it('are made from the manifest, once, and remade after every loss, which is told', async () => {
    const world = await startWebhookWorld({ database: kind });
    const topics = () => [...world.shop.state.webhooks.values()].map(({ topic }) => topic).sort();
    const all = ['order.created', 'order.deleted', 'order.restored', 'order.updated'];
    expect(topics()).toEqual(all);
    expect(world.receipts).toEqual(all.map(() => ({ outcome: 'received', isNews: false })));
    // The address has a port that WordPress does not send to, and nothing came from there so far.
    expect((await incidents(world)).map(([code]) => code)).toEqual(['webhooks-not-possible']);
    const writes = world.mark();
    expect(await checkWebhooks(world)).toMatchObject({ made: 0, removed: 0, fault: undefined });
    expect(world.shopWrites(writes)).toEqual([]);
    world.order();
    await world.run();
    await world.shop.runWebhookQueue();
    await checkWebhooks(world);
    expect(await incidents(world)).toEqual([]);

    webhookOf(world, 'order.updated').status = 'disabled';
    webhookOf(world, 'order.created').status = 'paused';
    world.shop.state.webhooks.delete(webhookOf(world, 'order.deleted').id);
    await world.clock.advance(HOUR);
    expect(await checkWebhooks(world)).toMatchObject({ made: 3, removed: 2 });
    expect(topics()).toEqual(all);
    expect([...world.shop.state.webhooks.values()].map(({ status }) => status)).toEqual(
      all.map(() => 'active'),
    );
    const counts = { webhooks: 3, times: 1, deleted: 1, disabled: 1, paused: 1 };
    expect(await incidents(world)).toEqual([['webhook-restored', counts]]);

    await world.clock.advance(HOUR);
    await checkWebhooks(world);
    expect(await incidents(world)).toEqual([]);
    webhookOf(world, 'order.updated').status = 'disabled';
    await checkWebhooks(world);
    expect(await incidents(world)).toMatchObject([['webhook-restored', { times: 2 }]]);
  });

  it('tell of a person’s change: kept, answered, and looked at right after', async () => {
    const { world, salesOrderId, id } = await withOrder({ database: kind });
    world.shop.hands.setStatus(id, 'cancelled');
    const since = world.mark();
    await world.shop.runWebhookQueue();
    expect(world.receipts).toEqual([{ outcome: 'received', isNews: true }]);
    expect(world.shopRequests(since)).toEqual([]);
    expect(await waiting(world)).toBe(1);
    expect(await watch(world, { cause: 'webhook' })).toMatchObject({ seen: 1, changed: 1 });
    expect(await waiting(world)).toBe(0);
    expect(await shopEvents(world, salesOrderId)).toHaveLength(1);
    expect((await incidents(world)).map(([code]) => code)).toContain('cancelled-in-shop');
    expect(world.shopRequests(since)).toEqual(['GET /wp-json/wc/v3/orders']);
  });

  it('come twice, late and out of order without any effect but a look', async () => {
    const { world, salesOrderId, id } = await withOrder({ database: kind });
    const twice = world.shop.deliveryFaults.sendTwice();
    world.shop.hands.setStatus(id, 'on-hold');
    await world.shop.runWebhookQueue();
    expect(twice.used).toBe(1);
    expect(world.receipts.map((receipt) => receipt !== 'failed' && receipt)).toEqual([
      { outcome: 'received', isNews: true },
      { outcome: 'received', isNews: false },
    ]);
    await watch(world, { cause: 'webhook' });

    const late = world.shop.deliveryFaults.sendLate();
    world.shop.hands.setStatus(id, 'cancelled');
    await world.shop.runWebhookQueue();
    world.shop.hands.setStatus(id, 'processing');
    await watchAfter(world, MINUTE);
    const events = await shopEvents(world, salesOrderId);
    await late.send();
    await watch(world, { cause: 'webhook' });
    expect(await shopEvents(world, salesOrderId)).toEqual(events);
    expect((await incidents(world)).map(([code]) => code)).not.toContain('cancelled-in-shop');
    expect(await waiting(world)).toBe(0);
  });

  it('are refused as a failure while the ledger can not keep them; the poll finds the change', async () => {
    const { world, salesOrderId, id } = await withOrder({ database: kind });
    world.shop.hands.setStatus(id, 'on-hold');
    const full = vi
      .spyOn(world.bridge.ledger, 'addDeliveries')
      .mockRejectedValue(new Error('full'));
    expect(await world.shop.runWebhookQueue()).toEqual({ sent: 0, failed: 1 });
    full.mockRestore();
    await watch(world);
    expect(await shopEvents(world, salesOrderId)).toHaveLength(1);
  });
});

it('takes a delivery only with the right signature over the very bytes', async () => {
  const { world, id } = await withOrder();
  world.shop.hands.setStatus(id, 'on-hold');
  const { rawBody } = world.shop.deliveryOf(webhookOf(world, 'order.updated').id, id);
  expect(await post(world, id, { signature: '' })).toBe(401);
  expect(await post(world, id, { signature: 'AAAA' })).toBe(401);
  expect(await post(world, id, { signature: signPayload(rawBody, 'guessed') })).toBe(401);
  const good = signPayload(rawBody, webhookOf(world, 'order.updated').secret);
  expect(await post(world, id, { body: `${rawBody} `, signature: good })).toBe(401);
  expect(
    await post(world, id, { body: JSON.stringify(JSON.parse(rawBody)), signature: good }),
  ).toBe(401);
  expect(await waiting(world)).toBe(0);
  expect(await post(world, id, { signature: good })).toBe(200);
  expect(await waiting(world)).toBe(1);
});

it('answers what a shop may send with 200, and nothing else', async () => {
  const { world, id } = await withOrder();
  world.shop.hands.setStatus(id, 'on-hold');
  expect(await post(world, id, { topic: 'product.updated' })).toBe(200);
  expect(await post(world, id, { topic: 'product.updated', body: 'not JSON' })).toBe(200);
  // An order that was deleted before its delivery was sent.
  expect(await post(world, 9_999)).toBe(200);
  const foreign = world.shop.deliveryOf(webhookOf(world, 'order.updated').id, id).rawBody;
  const stranger = JSON.stringify({ ...JSON.parse(foreign), id: 77, meta_data: [] });
  expect(await post(world, id, { body: stranger })).toBe(200);
  expect(await waiting(world)).toBe(0);

  for (const body of ['', 'not JSON', '[]', 'null', '{"id":"1"}', '{"id":0}', '{"code":"oops"}']) {
    expect([body, await post(world, id, { body })]).toEqual([body, 400]);
  }
  const headers = { 'x-wc-webhook-delivery-id': '' };
  expect(await post(world, id, { headers })).toBe(400);
  expect(await waiting(world)).toBe(0);
  const unreadable = JSON.stringify({ id, total: {} });
  expect(await post(world, id, { body: unreadable })).toBe(200);
  expect(await waiting(world)).toBe(1);
});

it('takes 2 MB and no more, and answers a larger one', async () => {
  const { world, id } = await withOrder();
  const large = (bytes: number) => JSON.stringify({ id, note: 'x'.repeat(bytes) });
  expect(await post(world, id, { body: large(2 * MB - 1_000) })).toBe(200);
  expect(await post(world, id, { body: large(2 * MB) })).toBe(413);
  expect(await post(world, id, { body: large(10 * MB) })).toBe(413);
  expect(await post(world, id, { headers: { 'content-encoding': 'gzip' } })).toBe(415);
});

it('lets only a plain ping pass without a signature', async () => {
  const { world } = await withOrder();
  const ping = async (body: string, type = 'application/x-www-form-urlencoded') => {
    const url = `${world.publicUrl}/webhooks/woocommerce`;
    const answer = await fetch(url, { method: 'POST', body, headers: { 'content-type': type } });
    return answer.status;
  };
  expect(await ping('webhook_id=7')).toBe(200);
  expect(await ping('webhook_id=7&more=1')).toBe(401);
  expect(await ping('webhook_id=7', 'application/json')).toBe(401);
  expect(await ping('')).toBe(401);
});

it('makes a webhook anew whose secret somebody changed, and says so', async () => {
  const { world, id } = await withOrder();
  const changed = webhookOf(world, 'order.updated');
  changed.secret = 'somebody else’s';
  for (const status of ['on-hold', 'processing', 'on-hold']) {
    expect((await incidents(world)).map(([code]) => code)).toEqual([]);
    await world.clock.advance(MINUTE);
    world.shop.hands.setStatus(id, status);
    expect(await world.shop.runWebhookQueue()).toEqual({ sent: 0, failed: 1 });
  }
  const told = [['webhook-signature-wrong', { webhookId: changed.id }]];
  expect(await incidents(world)).toEqual(told);
  expect(await checkWebhooks(world)).toMatchObject({ made: 1, removed: 1 });
  expect(world.shop.state.webhooks.has(changed.id)).toBe(false);

  world.shop.hands.setStatus(id, 'processing');
  expect(await world.shop.runWebhookQueue()).toEqual({ sent: 1, failed: 0 });
  await checkWebhooks(world);
  expect(await incidents(world)).toEqual([]);
});

it('counts no wrong signature of a stranger’s webhook', async () => {
  const { world, id } = await withOrder();
  for (let times = 0; times < 5; times += 1) {
    const headers = { 'x-wc-webhook-id': '4711' };
    expect(await post(world, id, { signature: 'AAAA', headers })).toBe(401);
  }
  expect(await incidents(world)).toEqual([]);
});

it('leaves other people’s webhooks alone, and clears away its own that are out of date', async () => {
  const { world } = await withOrder();
  const own = webhookOf(world, 'order.updated');
  const add = (name: string, deliveryUrl: string) => {
    const id = 900 + world.shop.state.webhooks.size;
    world.shop.state.webhooks.set(id, { ...own, id, name, deliveryUrl });
    return id;
  };
  const foreign = add('Invoices', 'https://invoices.example/webhooks/woocommerce');
  const namesake = add('OTTO Market Bridge: order.updated', 'https://other.example/hook');
  const double = add('OTTO Market Bridge: order.updated', own.deliveryUrl);
  const former = add(
    'OTTO Market Bridge: order.updated',
    'https://former.example/webhooks/woocommerce',
  );
  expect(await checkWebhooks(world)).toMatchObject({ made: 0, removed: 2 });
  const left = [...world.shop.state.webhooks.keys()];
  expect(left).toEqual(expect.arrayContaining([own.id, foreign, namesake]));
  expect(left).not.toContain(double);
  expect(left).not.toContain(former);

  await world.update((settings) => ({ ...settings, publicUrl: null }));
  expect(await checkWebhooks(world)).toMatchObject({ made: 0, removed: 4 });
  expect([...world.shop.state.webhooks.keys()]).toEqual([foreign, namesake]);
  expect(await incidents(world)).toEqual([]);
});

it('makes them anew for another address, without calling that a loss', async () => {
  const { world } = await withOrder();
  await world.update((settings) => ({ ...settings, publicUrl: `${world.publicUrl}/bridge` }));
  expect(await checkWebhooks(world)).toMatchObject({ made: 4, removed: 4 });
  const urls = [...world.shop.state.webhooks.values()].map(({ deliveryUrl }) => deliveryUrl);
  expect(new Set(urls)).toEqual(new Set([`${world.publicUrl}/bridge/webhooks/woocommerce`]));
  expect((await incidents(world)).map(([code]) => code)).not.toContain('webhook-restored');
});

it('says what to do when the shop keeps its webhooks from us, and goes on looking', async () => {
  const { world, salesOrderId, id } = await withOrder();
  const refusal = {
    code: 'woocommerce_rest_cannot_view',
    message: 'Sorry, you cannot list resources.',
  };
  world.shop.faults.answer({ status: 403, body: refusal }, { path: '/webhooks' });
  const { fault } = await checkWebhooks(world);
  expect(fault?.code).toBe('webhooks-not-possible');
  expect(await incidents(world)).toEqual([
    ['webhooks-not-possible', { shopMessage: 'Sorry, you cannot list resources.' }],
  ]);
  world.shop.hands.setStatus(id, 'on-hold');
  await watch(world);
  expect(await shopEvents(world, salesOrderId)).toHaveLength(1);
  await checkWebhooks(world);
  expect(await incidents(world)).toEqual([]);
});

it('is no incident when a check was overtaken while it slept, nor is anything made twice', async () => {
  const { world } = await withOrder();
  world.shop.state.webhooks.delete(webhookOf(world, 'order.updated').id);
  const reached = Promise.withResolvers<void>();
  const woken = Promise.withResolvers<void>();
  const sleeper = await world.openAnother(async (location) => {
    const ledger = await openLedger(location);
    return {
      ...ledger,
      async loadShopWebhooks(...asked) {
        reached.resolve();
        await woken.promise;
        return ledger.loadShopWebhooks(...asked);
      },
    };
  });
  const late = sleeper.checkWebhooks({
    signal: new AbortController().signal,
    holderKind: 'service',
  });
  await reached.promise;
  await world.clock.advance(10 * MINUTE);
  expect(await checkWebhooks(world)).toMatchObject({ made: 1 });
  const [told, writes] = [await incidents(world), world.mark()];
  woken.resolve();
  expect(await late).toMatchObject({ ran: true, fault: { code: 'lease-lost' } });
  expect(world.shopWrites(writes)).toEqual([]);
  expect(await incidents(world)).toEqual(told);
});

it('notices that nothing comes though orders change, and that it comes again', async () => {
  const { world, id } = await withOrder();
  const change = async (status: string) => {
    world.shop.hands.setStatus(id, status);
    await watchAfter(world, MINUTE);
  };
  await world.clock.advance(DAY);
  world.shop.deliveryFaults.lose({ times: 2 });
  await change('on-hold');
  await world.shop.runWebhookQueue();
  await checkWebhooks(world);
  expect((await incidents(world)).map(([code]) => code)).toEqual([]);
  await world.clock.advance(HOUR);
  await change('processing');
  await world.shop.runWebhookQueue();
  await checkWebhooks(world);
  expect((await incidents(world)).map(([code]) => code)).toEqual(['webhooks-silent']);

  await change('on-hold');
  await world.shop.runWebhookQueue();
  await watchAfter(world, MINUTE);
  await checkWebhooks(world);
  expect(await incidents(world)).toEqual([]);
});

it('forgets deliveries after thirty days', async () => {
  const { world, id } = await withOrder();
  world.shop.hands.setStatus(id, 'on-hold');
  const delivery = { headers: { 'x-wc-webhook-delivery-id': 'once' } };
  expect(await post(world, id, delivery)).toBe(200);
  await watch(world);
  await world.clock.advance(29 * DAY);
  await checkWebhooks(world);
  world.receipts.splice(0);
  world.shop.hands.setStatus(id, 'processing');
  await post(world, id, delivery);
  expect(world.receipts).toEqual([{ outcome: 'received', isNews: false }]);
  await world.clock.advance(2 * DAY);
  await checkWebhooks(world);
  await post(world, id, delivery);
  expect(world.receipts.at(-1)).toEqual({ outcome: 'received', isNews: true });
});
