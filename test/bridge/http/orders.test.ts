import { expect, it } from 'vitest';
import { API_OPERATIONS } from '../../../src/bridge/http/api-contract.ts';
import {
  announcedPrepayment,
  buildSalesOrder,
  processableTwoEqualPieces,
} from '../../fixtures/otto/index.ts';
import { startHttpWorld } from './http-world.ts';

const ORDERS = '/api/v1/orders';

it('shows an order with its pieces, its story and its sums', async () => {
  const world = await startHttpWorld();
  const order = processableTwoEqualPieces();
  world.otto.addOrder(order);
  await world.importAll();
  const shown = await world.api.read(
    API_OPERATIONS.getOrder,
    `${ORDERS}/main/${order.salesOrderId}`,
  );
  const [wooOrder] = world.shop.state.orders.values();
  expect(shown).toMatchObject({
    accountId: 'main',
    orderNumber: order.orderNumber,
    phase: 'processable',
    importState: 'imported',
    gross: wooOrder?.total.toFixed(2),
    grossCents: Math.round((wooOrder?.total ?? 0) * 100),
    currency: 'EUR',
    paymentMethod: 'PAYPAL',
    wooOrderId: wooOrder?.id,
    wooStatus: 'processing',
  });
  expect(shown.positionItems).toHaveLength(2);
  expect(shown.positionItems[0]).toMatchObject({ fulfillmentStatus: 'PROCESSABLE' });
  expect(shown.positionItems[0]).toMatchObject({ mayShip: true, whyNotShip: null });
  expect(shown.events).toMatchObject([
    { kind: 'sales-order-seen', cause: 'otto', causeWord: 'at OTTO' },
    {
      kind: 'shop-order-created',
      params: { wooOrderId: wooOrder?.id },
      cause: 'click',
      causeWord: 'by a click',
    },
  ]);
  for (const { text } of shown.events) expect(text).not.toBe('');
  expect(shown).toMatchObject({ packStop: false, offers: [] });
});

it('names what is wrong with an order, and what to do about it', async () => {
  const world = await startHttpWorld((settings) => ({
    ...settings,
    importRules: { ...settings.importRules, unknownSku: 'hold' },
  }));
  const order = processableTwoEqualPieces();
  world.otto.addOrder(order);
  await world.importAll();
  const shown = await world.api.read(
    API_OPERATIONS.getOrder,
    `${ORDERS}/main/${order.salesOrderId}`,
  );
  expect(shown).toMatchObject({ importState: 'held', wooOrderId: null });
  expect(shown.reason?.what).toContain(order.positionItems[0]?.product.sku);
  expect(shown.openIncidents).toHaveLength(1);
  expect(shown.openIncidents[0]?.about.todo).toBeTruthy();
});

it('never shows who ordered or where it goes', async () => {
  const world = await startHttpWorld();
  const order = processableTwoEqualPieces();
  world.otto.addOrder(order);
  await world.importAll();
  const { text } = await world.api.call(`${ORDERS}/main/${order.salesOrderId}`);
  const { firstName, lastName, street, city } = order.deliveryAddress ?? {};
  for (const personal of [firstName, lastName, street, city]) {
    expect(personal).toBeTruthy();
    expect(text).not.toContain(personal);
  }
});

it('lists by phase, import state and account', async () => {
  const world = await startHttpWorld();
  const waiting = announcedPrepayment();
  const ready = processableTwoEqualPieces();
  for (const order of [waiting, ready]) world.otto.addOrder(order);
  await world.importAll();
  const ids = async (query: string) =>
    (await world.api.read(API_OPERATIONS.listOrders, `${ORDERS}${query}`)).items.map(
      ({ salesOrderId }) => salesOrderId,
    );
  expect(await ids('')).toHaveLength(2);
  expect(await ids('?phase=announced')).toEqual([waiting.salesOrderId]);
  expect(await ids('?importState=backlog')).toEqual([waiting.salesOrderId]);
  expect(await ids('?phase=processable&importState=imported&accountId=main')).toEqual([
    ready.salesOrderId,
  ]);
  expect(await ids('?phase=returned')).toEqual([]);
});

it('pages newest first through all orders, each exactly once', async () => {
  const world = await startHttpWorld();
  for (const seed of [1, 2, 3, 4, 5]) {
    const orderDate = `2026-03-1${seed % 3}T10:00:00.000Z`; // some at the same moment
    world.otto.addOrder(buildSalesOrder({ seed, orderDate }));
  }
  await world.importAll();
  const seen: string[] = [];
  let query = '?limit=2';
  for (let page = 1; page <= 3; page += 1) {
    const { items, nextCursor } = await world.api.read(
      API_OPERATIONS.listOrders,
      `${ORDERS}${query}`,
    );
    seen.push(...items.map(({ orderedAt, salesOrderId }) => `${orderedAt} ${salesOrderId}`));
    query = `?limit=2&cursor=${nextCursor}`;
    expect(nextCursor === null).toBe(page === 3);
  }
  expect(new Set(seen).size).toBe(5);
  expect(seen).toEqual(seen.toSorted().toReversed());
});

it('refuses a cursor that it did not give out', async () => {
  const world = await startHttpWorld();
  const foreign = Buffer.from('["a","b"]').toString('base64url');
  for (const cursor of ['x', foreign, '%00', Buffer.from('{}').toString('base64url')]) {
    const problem = await world.api.problem(`${ORDERS}?cursor=${cursor}`);
    expect(problem).toMatchObject({ status: 400, code: 'request-invalid' });
    expect(problem.errors).toMatchObject([{ in: 'query', field: 'cursor' }]);
  }
});

it('knows no other order and no other account', async () => {
  const world = await startHttpWorld();
  const paths = {
    [`${ORDERS}/main/no-such-order`]: 'order-unknown',
    [`${ORDERS}/nobody/no-such-order`]: 'order-unknown',
    [`${ORDERS}?accountId=nobody`]: 'account-unknown',
  };
  for (const [path, code] of Object.entries(paths)) {
    expect(await world.api.problem(path)).toMatchObject({ status: 404, code });
  }
});
