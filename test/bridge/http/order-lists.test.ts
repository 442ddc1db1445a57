import { expect, it } from 'vitest';
import { API_OPERATIONS } from '../../../src/bridge/http/api-contract.ts';
import {
  announcedPrepayment,
  buildSalesOrder,
  processableTwoEqualPieces,
} from '../../fixtures/otto/index.ts';
import { type HttpWorld, startHttpWorld } from './http-world.ts';

const ORDERS = '/api/v1/orders';

async function startWithOrders() {
  const world = await startHttpWorld();
  const ready = processableTwoEqualPieces();
  const waiting = announcedPrepayment();
  for (const order of [ready, waiting]) world.otto.addOrder(order);
  await world.importAll();
  return { world, ready, waiting };
}

async function list(world: HttpWorld, query: string, headers?: Record<string, string>) {
  return world.api.read(API_OPERATIONS.listOrders, `${ORDERS}${query}`, headers && { headers });
}

it('shows each order in one tab, with what is to be shipped and where it is in the shop', async () => {
  const { world, ready, waiting } = await startWithOrders();
  const [wooOrder] = world.shop.state.orders.values();
  const { items, isCapped } = await list(world, '?tab=ship-now');
  expect(isCapped).toBe(false);
  expect(items).toMatchObject([
    {
      orderNumber: ready.orderNumber,
      tab: 'ship-now',
      tabWord: 'Ship now',
      wooStatus: 'processing',
      wooStatusWord: 'Processing',
      shopUrl: `${world.shop.url}/wp-admin/post.php?post=${wooOrder?.id}&action=edit`,
      piecesCount: 2,
      toShip: { pieces: 2 },
    },
  ]);
  const { toShip } = items[0] ?? {};
  expect(toShip?.shipBy && toShip.deliverBy && toShip.shipBy <= toShip.deliverBy).toBe(true);
  const [german] = (await list(world, '?tab=ship-now', { 'Accept-Language': 'de' })).items;
  expect(german).toMatchObject({ tabWord: 'Jetzt versenden', wooStatusWord: 'In Bearbeitung' });
  expect((await list(world, '?tab=backlog')).items).toMatchObject([
    { orderNumber: waiting.orderNumber, toShip: null, shopUrl: null },
  ]);
  expect((await list(world, '?tab=done')).items).toEqual([]);
});

it('counts each tab, and all of them make all orders', async () => {
  const { world } = await startWithOrders();
  const read = (query: string) =>
    world.api.read(API_OPERATIONS.countOrders, `${ORDERS}/counts${query}`);
  const { items } = await read('?accountId=main');
  expect(items.map(({ tab, text }) => `${tab} ${text}`)).toEqual([
    'backlog 1',
    'wait 0',
    'ship-now 1',
    'sending 0',
    'problem 0',
    'done 0',
  ]);
  const { items: all } = await list(world, '');
  expect(items.reduce((sum, { count }) => sum + count, 0)).toBe(all.length);
  expect(await world.api.problem(`${ORDERS}/counts?accountId=nobody`)).toMatchObject({
    status: 404,
    code: 'account-unknown',
  });
});

it('searches, sorts and narrows by the moment of the order, from page to page', async () => {
  const world = await startHttpWorld();
  const orders = [1, 2, 3].map((seed) =>
    buildSalesOrder({ seed, orderDate: `2026-03-1${seed}T08:00:00.000Z` }),
  );
  for (const order of orders) world.otto.addOrder(order);
  await world.importAll();
  const numbers = async (query: string) =>
    (await list(world, query)).items.map(({ orderNumber }) => orderNumber);
  const [first, second, third] = orders.map(({ orderNumber }) => orderNumber);
  expect(await numbers(`?search=${second}`)).toEqual([second]);
  expect(await numbers('?sort=oldest')).toEqual([first, second, third]);
  expect(await numbers('?orderedFrom=2026-03-12T00:00:00Z&orderedTo=2026-03-13T00:00:00Z')).toEqual(
    [second],
  );
  for (const sort of ['newest', 'oldest', 'deliverBy']) {
    const one = await list(world, `?sort=${sort}&limit=2`);
    const two = await list(world, `?sort=${sort}&limit=2&cursor=${one.nextCursor}`);
    const seen = [...one.items, ...two.items].map(({ orderNumber }) => orderNumber);
    expect(seen.toSorted(), sort).toEqual([first, second, third].toSorted());
    expect(two.nextCursor).toBeNull();
  }
});

it.each([
  `search=${'x'.repeat(101)}`,
  'search=%00',
  'search=',
  'tab=everything',
  'sort=sum',
  'orderedFrom=yesterday',
  'cursor=nonsense',
])('refuses %s by name', async (query) => {
  const world = await startHttpWorld();
  const problem = await world.api.problem(`${ORDERS}?${query}`);
  expect(problem).toMatchObject({ status: 400, code: 'request-invalid' });
  expect(JSON.stringify(problem)).toContain(query.split('=')[0]);
});

it('finds nothing by markup, emoji or right-to-left text, and breaks by none', async () => {
  const { world } = await startWithOrders();
  for (const text of ['<script>', '💶', 'שלום', "' or 1=1 --", '%', '_', '\\']) {
    const { items } = await list(world, `?search=${encodeURIComponent(text)}`);
    expect(items, text).toEqual([]);
  }
});

it('shows addresses on demand, to who may act, kept nowhere but that somebody looked', async () => {
  const { world, ready } = await startWithOrders();
  const path = `${ORDERS}/main/${ready.salesOrderId}/addresses`;
  const shown = await world.api.read(API_OPERATIONS.getOrderAddresses, path);
  const { lastName, street, city } = ready.deliveryAddress ?? {};
  expect(shown.delivery).toMatchObject({ lastName, street, city });
  const { headers } = await world.api.call(path);
  expect(headers.get('cache-control')).toBe('no-store');

  const log = JSON.stringify(world.log);
  for (const personal of [lastName, street, city]) expect(log).not.toContain(personal);
  const entries = await world.bridge.access.audit.list({ limit: 10 });
  expect(entries.filter(({ action }) => action === 'getOrderAddresses')).toMatchObject([
    { actor: 'tests', actor_kind: 'token', subject: ready.orderNumber },
    { actor: 'tests' },
  ]);

  const { token } = await world.bridge.access.tokens.create({
    name: 'looks only',
    role: 'view',
    areas: null,
    createdBy: 'tests',
  });
  expect(await world.api.problem(path, { token: token.reveal() })).toMatchObject({
    status: 403,
    code: 'role-too-low',
  });
});

it('says when OTTO gives no addresses, and notes no look then', async () => {
  const { world, ready } = await startWithOrders();
  const path = `${ORDERS}/main/${ready.salesOrderId}/addresses`;
  world.otto.faults.answerWith(404, { on: 'single-order', times: 1 });
  expect(await world.api.problem(path)).toMatchObject({ status: 404, code: 'order-not-at-otto' });
  world.otto.faults.answerWith(403, { on: 'single-order', times: 9 });
  expect(await world.api.problem(path)).toMatchObject({ status: 503 });
  expect(await world.api.problem(`${ORDERS}/main/nobody/addresses`)).toMatchObject({
    code: 'order-unknown',
  });
  const entries = await world.bridge.access.audit.list({ limit: 10 });
  expect(entries.map(({ action }) => action)).not.toContain('getOrderAddresses');
});

it('tells where an order is, why, and what comes next', async () => {
  const { world, ready, waiting } = await startWithOrders();
  const why = (salesOrderId: string, language = 'en') =>
    world.api.read(API_OPERATIONS.getOrderWhy, `${ORDERS}/main/${salesOrderId}/why`, {
      headers: { 'Accept-Language': language },
    });
  const here = await why(ready.salesOrderId);
  expect(here.where.join(' ')).toMatch(/Ordered at OTTO .* Phase: .* In the shop: order \d+/);
  expect(here.why).toBeNull();
  expect(here.open.map(({ about }) => about.code)).toEqual(['sku-not-in-shop']);
  expect(here.next.join(' ')).toContain('every change at OTTO');
  const backlog = await why(waiting.salesOrderId, 'de');
  expect(backlog.where).toContain('Im Shop: nein.');
  expect(backlog.why?.what).toBeTruthy();
  expect(backlog.next[0]).toContain('Sobald OTTO sie freigibt');
  expect(await world.api.problem(`${ORDERS}/main/nobody/why`)).toMatchObject({ status: 404 });
});
