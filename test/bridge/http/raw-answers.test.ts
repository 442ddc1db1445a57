import { expect, it } from 'vitest';
import { API_OPERATIONS } from '../../../src/bridge/http/api-contract.ts';
import { buildSalesOrder } from '../../fixtures/otto/index.ts';
import { startHttpWorld } from './http-world.ts';

async function startWithOrder() {
  const world = await startHttpWorld();
  const order = buildSalesOrder({ seed: 'raw' });
  world.otto.addOrder(order);
  await world.importAll();
  const path = `/api/v1/orders/main/${order.salesOrderId}/raw`;
  const read = () => world.api.read(API_OPERATIONS.getRawAnswers, path);
  return { world, order, path, read };
}

it('shows what both sides answer now, without anybody’s name, address, mail or phone', async () => {
  const { world, order, path, read } = await startWithOrder();
  const shown = await read();
  expect(shown.otto).toMatchObject({
    state: 'shown',
    answer: { orderNumber: order.orderNumber, deliveryAddress: { lastName: '•••' } },
  });
  expect(shown.shop).toMatchObject({
    state: 'shown',
    answer: { order: { status: 'processing', billing: { city: '•••', email: '' } }, refunds: [] },
  });
  const { text } = await world.api.call(path);
  const address = { ...order.deliveryAddress, ...order.invoiceAddress };
  for (const personal of [address.lastName, address.street, address.city, address.email]) {
    expect(text).not.toContain(personal);
    expect(JSON.stringify(world.log)).not.toContain(personal);
  }

  // Read anew each time.
  const [wooOrder] = world.shop.state.orders.values();
  world.shop.hands.setStatus(wooOrder?.id ?? 0, 'on-hold');
  expect((await read()).shop).toMatchObject({ answer: { order: { status: 'on-hold' } } });
});

it('shows one side although the other has no such order, or does not answer', async () => {
  const { world, order, read } = await startWithOrder();
  const [wooOrder] = world.shop.state.orders.values();
  world.shop.hands.deleteForGood(wooOrder?.id ?? 0);
  expect(await read()).toMatchObject({
    otto: { state: 'shown' },
    shop: { state: 'absent', answer: null, fault: null },
  });
  world.shop.faults.refuse(401, { times: 9 });
  const refused = await read();
  expect(refused).toMatchObject({
    otto: { state: 'shown', answer: { orderNumber: order.orderNumber } },
    shop: { state: 'fault', answer: null, fault: { code: 'shop-keys-refused' } },
  });
});

it('knows no answers about an order it never saw', async () => {
  const { world } = await startWithOrder();
  expect(await world.api.problem('/api/v1/orders/main/none/raw')).toMatchObject({
    status: 404,
    code: 'order-unknown',
  });
});
