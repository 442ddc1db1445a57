import { expect, it } from 'vitest';
import { API_OPERATIONS } from '../../../src/bridge/http/api-contract.ts';
import { LOOK_EVERY_MS } from '../../../src/bridge/schedule/follow-settings.ts';
import { buildSalesOrder } from '../../fixtures/otto/index.ts';
import { type HttpWorld, startHttpWorld, until } from '../http/http-world.ts';
import { serve } from './service-world.ts';

const EVERY_MINUTE = '* * * * *';

async function setPublicUrl(world: HttpWorld, publicUrl: string | null): Promise<void> {
  await world.bridge.settings.update((settings) => ({ ...settings, publicUrl }));
  await world.clock.endSleeps(LOOK_EVERY_MS);
}

const webhooks = (world: HttpWorld) => [...world.shop.state.webhooks.values()];

/** One order in the shop, and its webhooks in place. */
async function withWebhooks(): Promise<HttpWorld & { orderId: number; salesOrderId: string }> {
  const world = await startHttpWorld();
  const { salesOrderId } = buildSalesOrder();
  world.otto.addOrder(buildSalesOrder());
  await world.importAll();
  await setPublicUrl(world, world.service.url);
  await until(() => webhooks(world).length === 4);
  for (const { secret } of webhooks(world)) world.watch.secrets.add(secret);
  const [orderId = 0] = world.shop.state.orders.keys();
  return { ...world, orderId, salesOrderId };
}

const events = async ({ bridge, salesOrderId }: HttpWorld & { salesOrderId: string }) =>
  (await bridge.ledger.listEvents('main', salesOrderId)).filter(({ cause }) => cause === 'shop');

it('makes the webhooks once the owner names the address, and removes them when it is taken out', async () => {
  const world = await withWebhooks();
  await until(() => world.shop.state.pings.every(({ statusCode }) => statusCode === 200));
  expect(webhooks(world).map(({ deliveryUrl }) => deliveryUrl)).toEqual(
    Array.from({ length: 4 }, () => `${world.service.url}/webhooks/woocommerce`),
  );
  await setPublicUrl(world, null);
  await until(() => webhooks(world).length === 0);
});

it('restores them when it starts', async () => {
  const world = await withWebhooks();
  await world.service.stop();
  world.shop.state.webhooks.clear();
  await serve(world, world.bridge);
  await until(() => webhooks(world).length === 4);
  for (const { secret } of webhooks(world)) world.watch.secrets.add(secret);
});

it('works a delivery off right after its answer, without waiting for the schedule', async () => {
  const world = await withWebhooks();
  world.shop.hands.setStatus(world.orderId, 'on-hold');
  expect(await world.shop.runWebhookQueue()).toEqual({ sent: 1, failed: 0 });
  await until(async () => (await events(world)).length === 1);
  await until(async () => (await world.bridge.ledger.countDeliveries()).waiting === 0);
});

it('answers while the shop hangs: nothing is asked of it before the answer', async () => {
  const world = await withWebhooks();
  world.shop.hands.setStatus(world.orderId, 'on-hold');
  const hanging = world.shop.faults.delayBeforeEffect('until-released', { path: '/orders' });
  expect(await world.shop.runWebhookQueue()).toEqual({ sent: 1, failed: 0 });
  await hanging.reached;
  // More deliveries meanwhile become one more run.
  world.shop.hands.setStatus(world.orderId, 'processing');
  expect(await world.shop.runWebhookQueue()).toEqual({ sent: 1, failed: 0 });
  hanging.release();
  await until(async () => (await world.bridge.ledger.countDeliveries()).waiting === 0);
});

it('looks every minute by itself, and tells how far it has come', async () => {
  const world = await withWebhooks();
  const read = () => world.api.read(API_OPERATIONS.getShopWatch, '/api/v1/shop-watch');
  expect(await read()).toMatchObject({ cursorAt: null, lookedAt: null, lastDeliveryAt: null });
  world.shop.hands.setStatus(world.orderId, 'on-hold');
  world.cron.fire(EVERY_MINUTE);
  await until(async () => (await read()).lookedAt !== null);
  expect(await events(world)).toHaveLength(1);
  const { webhooks: told, ...state } = await read();
  expect(state).toMatchObject({
    publicUrl: world.service.url,
    cursorAt: expect.any(String),
    nextRunAt: expect.any(String),
    deliveriesWaiting: 0,
  });
  expect(told.map(({ topic, restored }) => [topic, restored])).toEqual([
    ['order.created', 0],
    ['order.deleted', 0],
    ['order.restored', 0],
    ['order.updated', 0],
  ]);
});

it('refuses what is not signed or too large with problem details, under any host name', async () => {
  const world = await withWebhooks();
  const path = '/webhooks/woocommerce';
  const call = { token: null, body: {}, headers: { 'X-WC-Webhook-Signature': 'AAAA' } };
  expect(await world.api.problem(path, call)).toMatchObject({
    status: 401,
    code: 'signature-wrong',
  });
  const large = await world.api.problem(path, { ...call, body: 'x'.repeat(2_100_000) });
  expect(large).toMatchObject({ status: 413, code: 'body-too-large' });
  expect(large.detail).toContain('2048 kB');
  // Asked without a challenge, the address proves nothing to anybody.
  expect((await world.api.problem(path, { token: null })).status).toBe(400);
});
