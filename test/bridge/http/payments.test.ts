import { expect, it } from 'vitest';
import { API_OPERATIONS } from '../../../src/bridge/http/api-contract.ts';
import { announcedPrepayment, buildSalesOrder } from '../../fixtures/otto/index.ts';
import { startHttpWorld } from './http-world.ts';

const PAYMENTS = '/api/v1/payments';

it('gives each released order a payment over its full sum, and announced ones none', async () => {
  const world = await startHttpWorld();
  const order = buildSalesOrder({ seed: 1 });
  for (const each of [order, announcedPrepayment()]) world.otto.addOrder(each);
  await world.importAll();
  const { items, nextCursor } = await world.api.read(API_OPERATIONS.listPayments, PAYMENTS);
  const [wooOrder] = world.shop.state.orders.values();
  expect(items).toEqual([
    {
      accountId: 'main',
      salesOrderId: order.salesOrderId,
      orderNumber: order.orderNumber,
      wooOrderId: wooOrder?.id,
      paymentSystem: 'OTTO Market',
      paymentMethod: 'PAYPAL',
      amount: wooOrder?.total.toFixed(2),
      amountCents: Math.round((wooOrder?.total ?? 0) * 100),
      currency: 'EUR',
      paidAt: expect.stringMatching(/Z$/),
      changedAt: expect.stringMatching(/Z$/),
      receipts: null,
    },
  ]);
  expect(nextCursor).toBeNull();
});

it('pages oldest change first, and gives only what changed since a moment', async () => {
  const world = await startHttpWorld();
  for (const seed of [1, 2, 3]) world.otto.addOrder(buildSalesOrder({ seed }));
  await world.importAll();
  const read = (query: string) => world.api.read(API_OPERATIONS.listPayments, PAYMENTS + query);
  const first = await read('?limit=2');
  const second = await read(`?limit=2&cursor=${first.nextCursor}`);
  const all = [...first.items, ...second.items];
  expect(new Set(all.map(({ salesOrderId }) => salesOrderId)).size).toBe(3);
  expect(second.nextCursor).toBeNull();
  expect((await read('?limit=3')).nextCursor).toBeNull(); // nothing is left behind a full page

  const later = new Date(world.clock.now().getTime() + 1_000).toISOString();
  expect((await read(`?changedSince=${later}`)).items).toEqual([]);
  expect((await read('?changedSince=2026-03-20T00:00:00%2B01:00')).items).toHaveLength(3);
});
