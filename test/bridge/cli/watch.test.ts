import { expect, it } from 'vitest';
import { buildSalesOrder } from '../../fixtures/otto/index.ts';
import { connect, startCliWorld } from './cli-world.ts';

async function withOrder() {
  const world = await startCliWorld();
  await connect(world);
  world.otto.addOrder(buildSalesOrder());
  await world.ok('import');
  const [id = 0] = world.shop.state.orders.keys();
  return { world, id };
}

it('watch looks at the shop once and tells what a person changed there', async () => {
  const { world, id } = await withOrder();
  const first = await world.ok('watch');
  expect(first.out).toContain('keine davon hat jemand von Hand geändert');
  world.shop.hands.setStatus(id, 'on-hold');
  const { out } = await world.ok('watch', '--lang=en');
  expect(out).toContain(buildSalesOrder().orderNumber);
  expect(out).toContain('changed by hand: 1.');
  const json = await world.ok('watch', '--json');
  expect(JSON.parse(json.out)).toMatchObject({ ran: true, changed: 0, items: [], fault: null });
});

it('watch says what keeps it from looking', async () => {
  const { world } = await withOrder();
  await world.shop.stop();
  const { exitCode, out } = await world.run(['watch']);
  expect(exitCode).toBe(5);
  expect(out).toContain('Ihr Shop ist zurzeit nicht erreichbar');
});

it('webhooks says how to switch them on, what is wrong with them, and makes them', async () => {
  const { world } = await withOrder();
  expect((await world.ok('webhooks')).out).toContain('settings set publicUrl');
  await world.ok('settings', 'set', 'publicUrl', 'https://bridge.example');
  const missing = await world.run(['webhooks']);
  expect(missing.exitCode).toBe(3);
  expect(missing.out).toContain('noch nicht angelegt');
  expect(missing.out).toContain('webhooks --restore');
  const { out } = await world.ok('webhooks', '--restore');
  expect(out).toContain('Angelegt: 4, entfernt: 0.');
  expect(out).toContain('in Ordnung');
  const [webhook] = world.shop.state.webhooks.values();
  if (webhook) webhook.status = 'disabled';
  const json = await world.run(['webhooks', '--json']);
  expect(json.exitCode).toBe(3);
  expect(JSON.parse(json.out)).toMatchObject({
    publicUrl: 'https://bridge.example',
    items: expect.arrayContaining([
      { topic: webhook?.topic, webhookId: null, problem: 'disabled' },
    ]),
  });
});
