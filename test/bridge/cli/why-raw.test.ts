import { expect, it } from 'vitest';
import { buildSalesOrder } from '../../fixtures/otto/index.ts';
import { connect, startCliWorld } from './cli-world.ts';

it('why --raw adds what both sides answer, as JSON to be copied, nobody named in it', async () => {
  const world = await startCliWorld();
  await connect(world);
  const order = buildSalesOrder({ seed: 'raw' });
  world.otto.addOrder(order);
  await world.ok('import');
  const plain = await world.ok('why', order.orderNumber);
  expect(plain.text).not.toContain('Antwort von OTTO');

  const { out, text } = await world.ok('why', order.orderNumber, '--raw');
  expect(text).toContain('Antwort von OTTO');
  expect(text).toContain('Antwort des Shops');
  expect(out).toContain('"fulfillmentStatus": "PROCESSABLE"');
  expect(out).toContain('"status": "processing"');
  expect(out).toContain('"lastName": "•••"');
  const { street = '', lastName = '', city = '' } = order.deliveryAddress ?? {};
  for (const personal of [street, lastName, city]) expect(out).not.toContain(personal);
  const { json } = await world.ok('why', order.orderNumber, '--raw', '--json');
  expect(json).toMatchObject({
    items: [{ raw: { otto: { state: 'shown' }, shop: { state: 'shown' } } }],
  });

  const [wooOrder] = world.shop.state.orders.values();
  world.shop.hands.deleteForGood(wooOrder?.id ?? 0);
  const gone = await world.ok('why', order.orderNumber, '--raw');
  expect(gone.text).toContain('Antwort des Shops Dort gibt es diese Bestellung nicht.');
});
