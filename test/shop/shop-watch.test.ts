import { expect, it, onTestFinished } from 'vitest';
import type { WireSalesOrder } from '../fixtures/otto/index.ts';
import { shopHands } from './support/hands.ts';
import { type Journey, startJourney } from './support/journey.ts';
import { done } from './support/real-shop.ts';
import { shopClient } from './support/shop-client.ts';
import { incidentsOf } from './support/stories.ts';
import { deleteOwnWebhooks, sendsWebhooks, visitUntil } from './support/webhooks.ts';

const ORDERS = 50;
const hands = shopHands();
const client = shopClient();

/** What people did to an order in the shop, as its timeline tells it. */
async function handEvents({ bridge, accountId }: Journey, { salesOrderId }: WireSalesOrder) {
  const events = await bridge.ledger.listEvents(accountId, salesOrderId);
  return events.filter(({ cause }) => cause === 'shop').map(({ kind }) => kind);
}

/** Calls to the shop since the last time it was asked, and how long the work took. */
async function measured<Result>(journey: Journey, what: string, work: () => Promise<Result>) {
  const before = journey.log.length;
  const startedAt = performance.now();
  const result = await work();
  const seconds = (performance.now() - startedAt) / 1_000;
  const calls = journey.log.slice(before).filter(({ event }) => event === 'shop-call-answered');
  console.log(`${what}: ${seconds.toFixed(1)} s, ${calls.length} calls to the shop`);
  return { result, calls: calls.length };
}

it('sees at each look what people changed since the last one, and nothing in what the bridge wrote itself', async () => {
  const journey = await startJourney();
  const salesOrders = Array.from({ length: ORDERS }, (_unused, index) =>
    journey.order({ seed: `${index}` }),
  );
  await journey.run();
  const first = await journey.watch();
  expect(first.changed).toBe(0);
  const quiet = await measured(journey, 'A look with nothing changed', () => journey.watch());
  expect(quiet.result).toMatchObject({ changed: 0, left: 0 });
  expect(quiet.calls).toBeLessThan(10);
  expect(await journey.incidents()).toEqual([]);

  const found = await journey.shopOrders(salesOrders);
  const update = found.map(([, { id }]) => ({ id, status: 'on-hold' }));
  done(await journey.shop.api.post('orders/batch', { update }), 'put aside');
  const busy = await measured(journey, `A look with ${ORDERS} changed`, () => journey.watch());
  expect(busy.result).toMatchObject({ changed: ORDERS, left: 0 });
  for (const salesOrder of salesOrders) {
    expect(await handEvents(journey, salesOrder)).toEqual(['shop-status-changed']);
  }
  expect((await journey.watch()).changed).toBe(0);
});

it.runIf(sendsWebhooks)(
  'hears by webhook what a person changed, makes its webhooks anew, and takes them away',
  async () => {
    const journey = await startJourney();
    const { bridge } = journey;
    const early = journey.order({ seed: 'early' });
    await journey.run();
    await journey.watch();
    onTestFinished(deleteOwnWebhooks);
    const { url } = await journey.serve();
    await bridge.settings.update((settings) => ({ ...settings, publicUrl: url }));
    const check = () =>
      bridge.checkWebhooks({ signal: new AbortController().signal, holderKind: 'command' });
    const ours = async () =>
      (await client.listWebhooks()).filter(({ deliveryUrl }) => deliveryUrl.startsWith(url));
    await check();
    // One may be at it already: the service follows its settings.
    await expect.poll(async () => (await ours()).length, { timeout: 30_000 }).toBe(4);
    expect((await ours()).every(({ status }) => status === 'active')).toBe(true);

    // Its own writes come back as deliveries, too.
    const later = journey.order({ seed: 'later' });
    await journey.run();
    await hands.setStatus(await journey.shopOrder(early), 'cancelled');
    const changedAt = performance.now();
    await visitUntil(async () => (await incidentsOf(journey, early)).includes('cancelled-in-shop'));
    const seconds = (performance.now() - changedAt) / 1_000;
    console.log(`From the person's change to the incident: ${seconds.toFixed(1)} s`);
    expect(await handEvents(journey, early)).toEqual(['shop-status-changed']);
    expect(await handEvents(journey, later)).toEqual([]);
    const { lastAt } = await bridge.ledger.countDeliveries();
    expect(lastAt).toBeDefined();

    const [one] = await ours();
    done(
      await journey.shop.api.put(`webhooks/${one?.webhookId}`, { status: 'disabled' }),
      'disable',
    );
    expect(await check()).toMatchObject({ ran: true, made: 1, removed: 1, fault: undefined });
    expect((await ours()).every(({ status }) => status === 'active')).toBe(true);
    expect(await journey.incidents()).toContain('webhook-restored');
    expect(await check()).toMatchObject({ made: 0, removed: 0 });
    expect(await journey.incidents()).not.toContain('webhook-restored');

    const others = (await client.listWebhooks()).length - 4;
    await bridge.settings.update((settings) => ({ ...settings, publicUrl: null }));
    await check();
    await expect.poll(async () => (await ours()).length, { timeout: 30_000 }).toBe(0);
    expect(await client.listWebhooks()).toHaveLength(others);
  },
);
