import { readFile } from 'node:fs/promises';
import { createServer } from 'node:https';
import { afterEach, expect, it, onTestFinished, vi } from 'vitest';
import { Secret } from '../../src/bridge/settings/secret.ts';
import { sealClientSecret, sealShop } from '../../src/bridge/settings/stored-secrets.ts';
import { usualDatabase } from '../databases.ts';
import { usualCredentials } from '../fakes/otto/index.ts';
import type { ApiKey } from '../fakes/woocommerce/state.ts';
import { HOUR, MAIN, MINUTE, startWorld, type World } from './support/world.ts';

const ALWAYS = { times: Number.POSITIVE_INFINITY };

afterEach(() => {
  vi.restoreAllMocks();
});

/** Calls give up after a tenth of a second instead of after the seconds they are set to. */
function withImpatientCalls(): void {
  const timeout = AbortSignal.timeout.bind(AbortSignal);
  vi.spyOn(AbortSignal, 'timeout').mockImplementation(() => timeout(100));
}

async function connectShop(world: World, change: { url?: string; key?: ApiKey }): Promise<void> {
  const { consumerKey, consumerSecret } = change.key ?? world.shop.key;
  await world.update((settings) => ({
    ...settings,
    shop: sealShop(
      {
        url: change.url ?? world.shop.url,
        timeoutMs: 10_000,
        consumerKey: new Secret(consumerKey),
        consumerSecret: new Secret(consumerSecret),
      },
      world.bridge.key,
    ),
  }));
}

async function enterSecret(world: World, clientSecret: string): Promise<void> {
  const sealed = sealClientSecret(MAIN, new Secret(clientSecret), world.bridge.key);
  await world.setAccount({ clientSecret: sealed });
}

/** The run stopped with this code, the history and one incident say the same, and nothing got lost. */
async function expectStopped(
  world: World,
  ran: Awaited<ReturnType<World['run']>>,
  expected: { code: string; params?: object },
): Promise<void> {
  expect(ran.fault).toMatchObject(expected);
  expect(await world.bridge.ledger.loadImportRun(ran.importRunId)).toMatchObject({
    state: 'failed',
    error_code: expected.code,
  });
  const [incident, ...others] = await world.openIncidents();
  expect(others).toEqual([]);
  expect(incident).toMatchObject({ code: expected.code, account_id: MAIN });
  expect(JSON.parse(incident?.params ?? '')).toMatchObject(expected.params ?? {});
}

async function expectRecovered(world: World, salesOrderIds: string[], afterMs: number) {
  const { fault } = await world.runAfter(afterMs);
  expect(fault).toBeUndefined();
  for (const id of salesOrderIds) expect(world.shopOrder(id).status).toBe('processing');
  expect(await world.openIncidents()).toEqual([]);
  expect((await world.resolvedIncidents()).length).toBeGreaterThan(0);
}

// The shop's side.

const SHOP_TROUBLES: [string, (world: World) => void, { code: string; params?: object }][] = [
  [
    'has no REST API and answers 404 with a web page',
    ({ shop }) =>
      void shop.faults.answer({ status: 404, body: '<html>Page not found</html>' }, ALWAYS),
    { code: 'shop-unavailable', params: { statusCode: 404 } },
  ],
  [
    'is behind a redirect',
    ({ shop }) => void shop.faults.redirect('https://www.shop.example/wp-json/', ALWAYS),
    { code: 'shop-redirects' },
  ],
  [
    'answers with a web page and 200',
    ({ shop }) => void shop.faults.htmlInsteadOfJson(ALWAYS),
    { code: 'shop-unreadable' },
  ],
  [
    'is in maintenance',
    ({ shop }) => void shop.faults.maintenance(ALWAYS),
    { code: 'shop-unavailable', params: { statusCode: 503 } },
  ],
  [
    'is behind a proxy that finds it dead',
    ({ shop }) => void shop.faults.badGateway(ALWAYS),
    { code: 'shop-unavailable', params: { statusCode: 502 } },
  ],
  [
    'breaks off every connection',
    ({ shop }) => void shop.faults.dropBeforeEffect(ALWAYS),
    { code: 'shop-unavailable', params: { fault: 'connection-lost' } },
  ],
  [
    'has deleted the key',
    ({ shop }) => void shop.faults.refuse(401, ALWAYS),
    { code: 'shop-keys-refused' },
  ],
  [
    'lets a security plugin forbid the API',
    ({ shop }) => void shop.faults.refuse(403, ALWAYS),
    { code: 'shop-keys-refused' },
  ],
];

it.each(SHOP_TROUBLES)(
  'waits with the orders of a shop that %s, and brings them in when it is back',
  async (_what, trouble, expected) => {
    const world = await startWorld();
    const orders = [world.order({ seed: 1 }), world.order({ seed: 2 })];
    trouble(world);
    await expectStopped(world, await world.run(), expected);
    await expectStopped(world, await world.runAfter(5 * MINUTE), expected);
    expect(world.shop.state.orders.size).toBe(0);
    world.shop.faults.clear();
    const ids = orders.map(({ salesOrderId }) => salesOrderId);
    await expectRecovered(world, ids, 15 * MINUTE);
  },
);

it('waits with the orders of a shop that is not there at all', async () => {
  const world = await startWorld();
  const order = world.order();
  await connectShop(world, { url: 'http://127.0.0.1:9' });
  await expectStopped(world, await world.run(), {
    code: 'shop-unavailable',
    params: { fault: 'refused' },
  });
  await connectShop(world, {});
  await expectRecovered(world, [order.salesOrderId], 5 * MINUTE);
});

it('waits with the orders of a shop whose certificate nobody vouches for', async () => {
  const tls = (name: string) =>
    readFile(new URL(`../fixtures/tls/self-signed-${name}.pem`, import.meta.url));
  const server = createServer({ cert: await tls('certificate'), key: await tls('key') });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no TCP port');
  const world = await startWorld();
  const order = world.order();
  await connectShop(world, { url: `https://localhost:${address.port}` });
  await expectStopped(world, await world.run(), { code: 'shop-certificate' });
  await connectShop(world, {});
  await expectRecovered(world, [order.salesOrderId], 5 * MINUTE);
});

it('waits with the orders of a shop that does not answer in time', async () => {
  const world = await startWorld();
  const order = world.order();
  withImpatientCalls();
  world.shop.faults.delayBeforeEffect('until-released', ALWAYS);
  await expectStopped(world, await world.run(), {
    code: 'shop-unavailable',
    params: { fault: 'timeout' },
  });
  vi.restoreAllMocks();
  world.shop.faults.clear();
  await expectRecovered(world, [order.salesOrderId], 5 * MINUTE);
});

usualDatabase('the key to the shop', ({ kind }) => {
  it('is named as the trouble when the shop does not know it, until the owner enters the right one', async () => {
    const world = await startWorld({ database: kind });
    const order = world.order();
    const stranger = world.shop.addKey();
    world.shop.state.apiKeys.pop();
    await connectShop(world, { key: stranger });
    await expectStopped(world, await world.run(), { code: 'shop-keys-refused' });
    await connectShop(world, {});
    await expectRecovered(world, [order.salesOrderId], 5 * MINUTE);
  });

  it('is named as the trouble when it may only read, and nothing is made twice afterwards', async () => {
    const world = await startWorld({ database: kind });
    const orders = [world.order({ seed: 1 }), world.order({ seed: 2 }), world.order({ seed: 3 })];
    await connectShop(world, { key: world.shop.addKey({ permissions: 'read' }) });
    const ran = await world.run();
    await expectStopped(world, ran, { code: 'shop-keys-refused' });
    expect(ran.fault?.params.shopMessage).toMatch(/write/);
    await connectShop(world, {});
    const ids = orders.map(({ salesOrderId }) => salesOrderId);
    await expectRecovered(world, ids, 5 * MINUTE);
  });
});

it('names the key as the trouble when its secret is wrong', async () => {
  const world = await startWorld();
  world.order();
  await connectShop(world, { key: { ...world.shop.key, consumerSecret: 'cs_wrong' } });
  await expectStopped(world, await world.run(), { code: 'shop-keys-refused' });
});

it('keeps the incident of a broken shop open while another account has nothing to do there', async () => {
  const world = await startWorld();
  const clientId = 'outlet-client';
  world.otto.state.tokens.setCredentials({ ...usualCredentials, clientId });
  await world.addAccount(
    { id: 'outlet', name: 'Outlet', state: 'active', clientId },
    usualCredentials.clientSecret,
  );
  const order = world.order({ seed: 'stuck' });
  world.shop.faults.refuse(401, ALWAYS);
  await expectStopped(world, await world.run(), { code: 'shop-keys-refused' });
  world.otto.faults.malformOrder(order.salesOrderId, 'nothing that could be read');
  const { fault, counters } = await world.run({ accountId: 'outlet' });
  expect(fault).toBeUndefined();
  expect(counters).toMatchObject({ seen: 1, failed: 1 });
  const codes = (await world.openIncidents()).map(({ code }) => code);
  expect(codes).toContain('shop-keys-refused');
});

it('has nothing in hand at the shop any more when a run that had to stop has ended', async () => {
  const world = await startWorld();
  const orders = [1, 2, 3].map((seed) => world.order({ seed }));
  await world.run();
  for (const { salesOrderId } of orders) world.otto.send(salesOrderId);
  const [first, second] = orders.map(({ salesOrderId }) => world.shopOrder(salesOrderId).id);
  world.shop.faults.refuse(401, { method: 'PUT', path: new RegExp(`/orders/${first}$`) });
  world.shop.faults.delayBeforeEffect(100, {
    method: 'PUT',
    path: new RegExp(`/orders/${second}$`),
  });
  const { fault } = await world.runAfter(MINUTE);
  expect(fault).toMatchObject({ code: 'shop-keys-refused' });
  const unanswered = world.shop.requests.filter(({ status }) => status === undefined);
  expect(unanswered).toEqual([]);
  expect(world.shop.state.orders.get(second ?? 0)?.status).toBe('completed');
});

it('sits out a short "too many requests" of the shop and comes back without an incident', async () => {
  const world = await startWorld();
  const order = world.order();
  world.shop.faults.tooManyRequests(5);
  world.shop.faults.tooManyRequests(5, { path: '/settings' });
  const { fault, counters } = await world.run();
  expect(fault).toBeUndefined();
  expect(counters.created).toBe(1);
  expect(world.shopOrder(order.salesOrderId).status).toBe('processing');
  expect(world.clock.sleeps.some((ms) => ms >= 5_000)).toBe(true);
});

it('makes an order once when the shop is too busy to create it at first', async () => {
  const world = await startWorld();
  const order = world.order();
  world.shop.faults.tooManyRequests(undefined, { method: 'POST' });
  const first = await world.run();
  expect(first.fault).toMatchObject({ code: 'shop-unavailable', params: { statusCode: 429 } });
  await expectRecovered(world, [order.salesOrderId], 5 * MINUTE);
});

it('leaves a shop alone for a while after it failed again and again, says so, and comes back', async () => {
  const world = await startWorld();
  const orders = Array.from({ length: 5 }, (_, index) => world.order({ seed: `s/${index}` }));
  await world.run();
  world.shop.faults.dropBeforeEffect({ method: 'PUT', ...ALWAYS });
  for (const { salesOrderId } of orders) world.otto.send(salesOrderId);
  const ran = await world.runAfter(MINUTE);
  expect(ran.fault).toMatchObject({
    code: 'shop-unavailable',
    params: { fault: 'connection-lost' },
  });
  const tried = world.shopWrites().filter((line) => line.startsWith('PUT')).length;
  expect(tried).toBeGreaterThanOrEqual(3);
  expect(tried).toBeLessThan(5);
  world.shop.faults.clear();
  // One call at a time is let through until one has worked.
  await world.runAfter(5 * MINUTE);
  await world.runAfter(5 * MINUTE);
  for (const { salesOrderId } of orders) {
    expect(world.shopOrder(salesOrderId).status).toBe('completed');
  }
  expect(await world.openIncidents()).toEqual([]);
});

// OTTO's side.

const OTTO_TROUBLES: [string, (world: World) => void, { code: string; params?: object }][] = [
  [
    'is out of order',
    ({ otto }) => void otto.faults.answerWith(500, { on: 'order-list', ...ALWAYS }),
    { code: 'otto-unavailable', params: { statusCode: 500 } },
  ],
  [
    'sends a web page',
    ({ otto }) => void otto.faults.htmlPage(200, { on: 'order-list', ...ALWAYS }),
    { code: 'otto-unreadable' },
  ],
  [
    'sends half a body each time',
    ({ otto }) => void otto.faults.cutOffBody({ on: 'order-list', ...ALWAYS }),
    { code: 'otto-unreadable' },
  ],
  [
    'sends half a body that pretends to be whole',
    ({ otto }) =>
      void otto.faults.cutOffBody({ on: 'order-list', pretendsToBeComplete: true, ...ALWAYS }),
    { code: 'otto-unreadable' },
  ],
  [
    'breaks off every connection',
    ({ otto }) => void otto.faults.dropBeforeEffect(ALWAYS),
    { code: 'otto-unavailable', params: { fault: 'connection-lost' } },
  ],
  [
    'forbids the list',
    ({ otto }) => void otto.faults.forbidden(ALWAYS),
    { code: 'otto-right-missing', params: { scope: 'orders' } },
  ],
  [
    'refuses each token it has given',
    ({ otto }) => void otto.faults.unauthorized(ALWAYS),
    { code: 'otto-token-refused' },
  ],
  [
    'can give no token',
    ({ otto }) => void otto.faults.tokenEndpointFails(503, ALWAYS),
    { code: 'otto-unavailable', params: { statusCode: 503 } },
  ],
];

it.each(OTTO_TROUBLES)(
  'asks the shop nothing while OTTO %s, says so, and brings in what came meanwhile',
  async (_what, trouble, expected) => {
    const world = await startWorld();
    const order = world.order();
    trouble(world);
    await expectStopped(world, await world.run(), expected);
    await expectStopped(world, await world.runAfter(5 * MINUTE), expected);
    expect(world.shop.requests).toEqual([]);
    world.otto.faults.clear();
    await expectRecovered(world, [order.salesOrderId], 5 * MINUTE);
  },
);

it('does not mind a single hiccup of OTTO of any kind', async () => {
  const world = await startWorld();
  const order = world.order();
  world.otto.faults.answerWith(502, { on: 'order-list' });
  world.otto.faults.cutOffBody({ on: 'order-list' });
  const { fault } = await world.run();
  expect(fault).toBeUndefined();
  expect(world.shopOrders(order.salesOrderId)).toHaveLength(1);
  expect(await world.openIncidents()).toEqual([]);
});

it('gives up on an OTTO that does not answer in time, and comes back', async () => {
  const world = await startWorld();
  const order = world.order();
  withImpatientCalls();
  const hangs = world.otto.faults.delay(400, { on: 'order-list', ...ALWAYS });
  await expectStopped(world, await world.run(), {
    code: 'otto-unavailable',
    params: { fault: 'timeout' },
  });
  vi.restoreAllMocks();
  hangs.withdraw();
  await expectRecovered(world, [order.salesOrderId], 5 * MINUTE);
});

it('waits as long as OTTO asks for after too many requests', async () => {
  const world = await startWorld();
  const order = world.order();
  world.otto.faults.tooManyRequests({ on: 'order-list', retryAfter: 7 });
  const { fault } = await world.run();
  expect(fault).toBeUndefined();
  const [first, second] = world.otto.requestsTo('GET', '/v4/orders');
  const waitedMs = Date.parse(second?.receivedAt ?? '') - Date.parse(first?.receivedAt ?? '');
  expect(waitedMs).toBeGreaterThanOrEqual(7_000);
  expect(world.shopOrders(order.salesOrderId)).toHaveLength(1);
});

it('asks OTTO nothing before the end of a long wait it asked for, and says so', async () => {
  const world = await startWorld();
  const order = world.order();
  world.otto.faults.tooManyRequests({ on: 'order-list', retryAfter: 1_200 });
  const expected = { code: 'otto-unavailable', params: { statusCode: 429 } };
  await expectStopped(world, await world.run(), expected);
  const asked = world.otto.requests.length;
  await expectStopped(world, await world.runAfter(10 * MINUTE), expected);
  expect(world.otto.requests).toHaveLength(asked);
  await expectRecovered(world, [order.salesOrderId], 11 * MINUTE);
});

it('leaves an OTTO alone that failed five runs in a row, and says so in the later runs', async () => {
  const world = await startWorld();
  const order = world.order();
  world.otto.faults.answerWith(500, { on: 'order-list', ...ALWAYS });
  for (let runs = 0; runs < 5; runs += 1) await world.runAfter(1_000);
  const asked = world.otto.requests.length;
  const kept = await world.runAfter(10_000);
  await expectStopped(world, kept, { code: 'otto-unavailable', params: { statusCode: 500 } });
  expect(world.otto.requests).toHaveLength(asked);
  world.otto.faults.clear();
  await expectRecovered(world, [order.salesOrderId], 2 * MINUTE);
});

usualDatabase('the OTTO credentials', ({ kind }) => {
  it('are named as the trouble when OTTO refuses them, until the owner enters the right ones', async () => {
    const world = await startWorld({ database: kind });
    const order = world.order();
    await enterSecret(world, 'not-the-secret');
    await expectStopped(world, await world.run(), {
      code: 'otto-credentials-refused',
      params: { reason: 'invalid_client' },
    });
    expect(world.shop.requests).toEqual([]);
    await enterSecret(world, usualCredentials.clientSecret);
    await expectRecovered(world, [order.salesOrderId], 1_000);
    expect(JSON.stringify(world.log)).not.toContain('not-the-secret');
  });
});

it('names the scope when the app may not ask for it', async () => {
  const world = await startWorld();
  const order = world.order();
  world.otto.state.tokens.setCredentials({ ...usualCredentials, scopes: ['shipments'] });
  await expectStopped(world, await world.run(), {
    code: 'otto-scope-refused',
    params: { scope: 'orders shipments' },
  });
  world.otto.state.tokens.setCredentials(usualCredentials);
  await expectRecovered(world, [order.salesOrderId], 2 * MINUTE);
});

it('fetches a new token without a word when OTTO revokes the one in use', async () => {
  const world = await startWorld();
  await world.run();
  world.otto.faults.revokeTokens();
  const order = world.order();
  const { fault } = await world.runAfter(MINUTE);
  expect(fault).toBeUndefined();
  expect(world.otto.state.tokens.issued).toHaveLength(2);
  expect(world.shopOrders(order.salesOrderId)).toHaveLength(1);
});

it('renews its token in time, so that hours of quiet cost nothing', async () => {
  const world = await startWorld();
  await world.run();
  const { fault } = await world.runAfter(3 * HOUR);
  expect(fault).toBeUndefined();
  expect(world.otto.requests.filter(({ outcome }) => outcome === 401)).toEqual([]);
});

it('keeps the trouble of one account to itself', async () => {
  const world = await startWorld();
  await world.addAccount(
    { id: 'outlet', name: 'Outlet', state: 'active', clientId: 'unknown-client' },
    'whatever',
  );
  const order = world.order();
  const broken = await world.run({ accountId: 'outlet' });
  expect(broken.fault).toMatchObject({ code: 'otto-credentials-refused' });
  const { fault } = await world.run();
  expect(fault).toBeUndefined();
  expect(world.shopOrders(order.salesOrderId)).toHaveLength(1);
  expect(await world.openIncidents()).toMatchObject([
    { code: 'otto-credentials-refused', account_id: 'outlet' },
  ]);
});

it('stops when it is told to, keeps what is done, and goes on where it was', async () => {
  const world = await startWorld({ otto: { pageSizeCap: 5 } });
  for (let index = 0; index < 15; index += 1) world.order({ seed: `stop/${index}` });
  const stopping = new AbortController();
  world.shop.hooks.onEffect = ({ method }) => {
    if (method === 'POST') stopping.abort();
  };
  const { fault, importRunId } = await world.run({ signal: stopping.signal });
  expect(fault).toMatchObject({ code: 'stopped' });
  expect(await world.bridge.ledger.loadImportRun(importRunId)).toMatchObject({
    error_code: 'stopped',
  });
  expect(world.shop.state.orders.size).toBe(5);
  expect(await world.openIncidents()).toEqual([]);
  world.shop.hooks.onEffect = () => undefined;
  const { counters } = await world.runAfter(MINUTE);
  expect(counters.created).toBe(10);
  expect(world.shop.state.orders.size).toBe(15);
});
