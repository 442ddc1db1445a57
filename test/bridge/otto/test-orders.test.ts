import { describe, expect, it } from 'vitest';
import { takesTestOrders } from '../../../src/bridge/otto/otto-access.ts';
import { collect, rejectionOf, startOttoWorld } from './otto-world.ts';

const POST = /^\/v4\/orders\/testorders/;

describe('test orders', () => {
  it('are made for one scenario', async () => {
    const world = await startOttoWorld();
    await world.client.createTestOrders(5);
    expect(world.otto.requestsTo('POST', POST).map(({ path, body }) => [path, body])).toEqual([
      ['/v4/orders/testorders/scenario5', ''],
    ]);
    const [page] = await collect(world.client.listSalesOrders({}));
    expect(page?.orders).toHaveLength(1);
  });

  it('are made for all eight', async () => {
    const world = await startOttoWorld();
    await world.client.createTestOrders();
    expect(world.otto.requestsTo('POST', '/v4/orders/testorders')).toHaveLength(1);
    const [page] = await collect(world.client.listSalesOrders({}));
    expect(page?.orders).toHaveLength(8);
  });

  it('need a body in the answer as little as a certain success code', async () => {
    const world = await startOttoWorld();
    world.otto.faults.answerWith(201, { body: '<html>' });
    await expect(world.client.createTestOrders(1)).resolves.toBeUndefined();
  });

  it.each([
    ['a lost answer', (world: World) => world.otto.faults.dropAfterEffect()],
    ['a server error', (world: World) => world.otto.faults.answerWith(500)],
  ])('are not made twice after %s, because the first may have been', async (_what, fail) => {
    const world = await startOttoWorld();
    fail(world);
    expect(await rejectionOf(world.client.createTestOrders(1))).toMatchObject({ retryable: true });
    expect(world.otto.requestsTo('POST', POST)).toHaveLength(1);
  });

  it.each([
    ['turned away', (world: World) => world.otto.faults.tooManyRequests()],
    ['without a valid token', (world: World) => world.otto.faults.unauthorized()],
    ['before a token could be had', (world: World) => world.otto.faults.tokenEndpointFails(500)],
  ])('are tried again when %s, because nothing was made', async (_what, fail) => {
    const world = await startOttoWorld();
    fail(world);
    await world.client.createTestOrders(1);
    expect(world.otto.state.orders.all()).toHaveLength(1);
  });

  it('are refused on production, before any request', async () => {
    const world = await startOttoWorld();
    const production = world.clientWith({ baseUrl: 'https://api.otto.market' });
    expect(await rejectionOf(production.createTestOrders(1))).toMatchObject({
      code: 'otto-test-orders-need-sandbox',
    });
    expect(world.log).toEqual([]);
  });

  it.each([
    ['https://api.otto.market', false],
    ['https://API.OTTO.market./', false],
    ['https://api.otto.market:443/v4', false],
    ['https://live.api.otto.market', false],
    ['https://otto.market', false],
    ['https://sandbox.api.otto.market', true],
    ['http://127.0.0.1:4711', true],
    ['https://otto.example/api.otto.market', true],
    ['https://notapi.otto.market.example', true],
  ])('at %s are allowed: %s', (baseUrl, allowed) => {
    expect(takesTestOrders(baseUrl)).toBe(allowed);
  });
});

type World = Awaited<ReturnType<typeof startOttoWorld>>;
