import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import {
  carriers,
  type FakeOtto,
  type FakeOttoOptions,
  forwarderCarriers,
  type ScenarioNumber,
  startFakeOtto,
  usualCredentials,
} from '../fakes/otto/index.ts';
import {
  announcedPrepayment,
  buildSalesOrder,
  fulfillmentStatuses,
  mixedCancelledAndSent,
  partlyReleased,
  processableBare,
  processableFreeDelivery,
  processableTakeBack,
  processableTwoEqualPieces,
  processableWithDiscountAndTakeBack,
  sandboxProducts,
  variedSalesOrders,
  type WireFulfillmentStatus,
  type WireSalesOrder,
} from '../fixtures/otto/index.ts';

/*
 * What the rest of the tests may rely on in the fake OTTO. Numbers in brackets are sections of the OTTO
 * reference the fake follows.
 */

const start = Date.parse('2026-03-02T10:00:00.000Z');
let nowMs = start;
let otto: FakeOtto;

beforeEach(async () => {
  nowMs = start;
  otto = await startFakeOtto({ now: () => new Date(nowMs) });
});

afterEach(() => otto.stop());

async function restart(options: FakeOttoOptions): Promise<void> {
  await otto.stop();
  otto = await startFakeOtto({ now: () => new Date(nowMs), ...options });
}

const orderSchema = z.looseObject({
  salesOrderId: z.string(),
  orderDate: z.string(),
  payment: z.object({ paymentMethod: z.string() }).optional(),
  deliveryAddress: z.looseObject({ email: z.string().optional() }).optional(),
  invoiceAddress: z.looseObject({ email: z.string() }).optional(),
  positionItems: z.array(
    z.looseObject({
      positionItemId: z.string(),
      fulfillmentStatus: z.string(),
      product: z.looseObject({ sku: z.string() }),
    }),
  ),
});
const pageSchema = z.object({
  resources: z.array(z.looseObject({ salesOrderId: z.string() })),
  links: z.array(z.object({ href: z.string(), rel: z.string() })).optional(),
});
const shipmentPageSchema = z.object({
  resources: z.array(z.looseObject({ shipmentId: z.string() })),
  links: z.array(z.object({ href: z.string(), rel: z.string() })),
});
const errorSchema = z.object({
  errors: z.array(
    z.object({
      path: z.string(),
      title: z.string(),
      detail: z.string().optional(),
      jsonPath: z.string().optional(),
    }),
  ),
});
const tokenSchema = z.object({ access_token: z.string(), expires_in: z.number() });

function askToken(form: Record<string, string> = {}, path = '/v1/token'): Promise<Response> {
  const { clientId, clientSecret, scopes } = usualCredentials;
  const usual = {
    grant_type: 'client_credentials',
    client_id: clientId,
    client_secret: clientSecret,
    scope: scopes.join(' '),
  };
  const body = new URLSearchParams({ ...usual, ...form });
  return fetch(`${otto.url}${path}`, { method: 'POST', body });
}

/** A bearer straight from the desk, so that the token endpoint and its limit play no part. */
function bearer(scopes = usualCredentials.scopes): Record<string, string> {
  const { accessToken } = otto.state.tokens.issue('test', scopes, nowMs, 1800);
  return { authorization: `Bearer ${accessToken}` };
}

function get(path: string, headers = bearer()): Promise<Response> {
  return fetch(`${otto.url}${path}`, { headers });
}

function post(path: string, body?: unknown): Promise<Response> {
  return fetch(`${otto.url}${path}`, {
    method: 'POST',
    headers: { ...bearer(), 'content-type': 'application/json' },
    body: body === undefined ? null : JSON.stringify(body),
  });
}

async function page(query = '') {
  const response = await get(`/v4/orders${query}`);
  expect(response.status).toBe(200);
  return pageSchema.parse(await response.json());
}

async function listed(query = ''): Promise<string[]> {
  return (await page(query)).resources.map((order) => order.salesOrderId);
}

async function orderOf(idOrNumber: string) {
  const response = await get(`/v4/orders/${idOrNumber}`);
  expect(response.status).toBe(200);
  return orderSchema.parse(await response.json());
}

async function statesOf(salesOrderId: string): Promise<string[]> {
  return (await orderOf(salesOrderId)).positionItems.map((piece) => piece.fulfillmentStatus);
}

/** HTTP status, title and place of a refusal in OTTO's error format. */
async function refusal(answer: Promise<Response>): Promise<(string | number)[]> {
  const response = await answer;
  const [first] = errorSchema.parse(await response.json()).errors;
  const place = first?.jsonPath === undefined ? [] : [first.jsonPath];
  return [response.status, first?.title ?? '', ...place];
}

/** Pages to the end as clients must: only the cursor goes into the parameter. */
async function pagesOf(query: string, limit: number): Promise<string[][]> {
  const pages: string[][] = [];
  let wanted = `?limit=${limit}${query}`;
  while (pages.length < 100) {
    const { resources, links = [] } = await page(wanted);
    pages.push(resources.map((order) => order.salesOrderId));
    const next = links.find((link) => link.rel === 'next');
    if (next === undefined) return pages;
    expect(next.href).toMatch(/^\/v4\/orders\?nextcursor=/);
    const cursor = new URL(next.href, otto.url).searchParams.get('nextcursor') ?? '';
    wanted = `?limit=${limit}&nextcursor=${encodeURIComponent(cursor)}`;
  }
  throw new Error('paging does not end');
}

/** Puts in one order per element, changed one minute after another, oldest first. */
function addOrders(...statuses: WireFulfillmentStatus[][]): WireSalesOrder[] {
  return statuses.map((pieces, index) => {
    const changedAt = new Date(start + index * 60_000).toISOString();
    const order = buildSalesOrder({
      seed: `order-${index}`,
      orderDate: new Date(start - index * 60_000).toISOString(),
      lastModifiedDate: changedAt,
      orderLifecycleInformation: { lifecycleChangeDate: changedAt },
      positionItems: pieces.map((fulfillmentStatus) => ({ fulfillmentStatus })),
    });
    otto.addOrder(order);
    return order;
  });
}

const idsOf = (orders: WireSalesOrder[]) => orders.map((order) => order.salesOrderId);
const pieceIds = (order: WireSalesOrder) => order.positionItems.map((item) => item.positionItemId);

describe('the token endpoint (2.1, 2.6)', () => {
  it.each(['/v1/token', '/oauth2/token'])('hands out a bearer for 1800 s at %s', async (path) => {
    const response = await askToken({ scope: 'orders shipments' }, path);
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({
      access_token: expect.any(String),
      expires_in: 1800,
      refresh_expires_in: 0,
      token_type: 'Bearer',
      scope: 'orders shipments',
    });
  });

  it.each([
    ['a wrong secret', { client_secret: 'wrong' }, 401, 'invalid_client'],
    ['an unknown app', { client_id: 'nobody' }, 401, 'invalid_client'],
    ['a scope the app lacks', { scope: 'orders quantities' }, 400, 'invalid_scope'],
    ['no scope', { scope: '' }, 400, 'invalid_scope'],
    ['the legacy password flow', { grant_type: 'password' }, 400, 'unsupported_grant_type'],
  ])('refuses %s', async (_what, form, status, error) => {
    const response = await askToken(form);
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({ error });
  });

  it('refuses a JSON body', async () => {
    const response = await fetch(`${otto.url}/v1/token`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"grant_type":"client_credentials"}',
    });
    expect(response.status).toBe(400);
  });

  it('takes HTTP Basic at /oauth2/token only', async () => {
    const { clientId, clientSecret } = usualCredentials;
    const authorization = `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}`;
    const ask = (path: string) =>
      fetch(`${otto.url}${path}`, {
        method: 'POST',
        headers: { authorization },
        body: new URLSearchParams({ grant_type: 'client_credentials', scope: 'orders' }),
      });
    expect((await ask('/oauth2/token')).status).toBe(200);
    expect((await ask('/v1/token')).status).toBe(401);
  });

  it('lets ten calls per second and address through, whatever the injected clock says', async () => {
    let realMs = 0;
    await restart({ rateClockMs: () => realMs });
    const ask = async () => (await askToken()).status;
    for (let call = 0; call < 10; call += 1) expect(await ask()).toBe(200);
    expect(await ask()).toBe(429);
    realMs = 1000;
    expect(await ask()).toBe(200);
  });

  it('knows changed credentials at once', async () => {
    otto.state.tokens.setCredentials({ ...usualCredentials, clientSecret: 'rotated' });
    expect((await askToken()).status).toBe(401);
    expect((await askToken({ client_secret: 'rotated' })).status).toBe(200);
  });
});

describe('access to the interfaces (2.6, 6.1)', () => {
  it.each([
    ['no bearer', () => ({})],
    ['an unknown bearer', () => ({ authorization: 'Bearer made-up' })],
    ['another scheme', () => ({ authorization: 'Basic abc' })],
  ])('answers %s with 401 and nothing else', async (_what, headers) => {
    const response = await get('/v4/orders', headers());
    expect(response.status).toBe(401);
    expect(await response.text()).toBe('');
    expect(response.headers.get('content-type')).toBeNull();
  });

  it('refuses a token from the second its life ends', async () => {
    const { access_token } = tokenSchema.parse(await (await askToken()).json());
    const headers = { authorization: `Bearer ${access_token}` };
    nowMs += 1_799_999;
    expect((await get('/v4/orders', headers)).status).toBe(200);
    nowMs += 1;
    const stale = await get('/v4/orders', headers);
    expect([stale.status, await stale.text()]).toEqual([401, '']);
  });

  it('refuses revoked tokens but hands out new ones', async () => {
    const headers = bearer();
    otto.faults.revokeTokens();
    expect((await get('/v4/orders', headers)).status).toBe(401);
    expect((await get('/v4/orders')).status).toBe(200);
  });

  it('answers 403 to a token without the scope', async () => {
    expect((await get('/v4/orders', bearer(['shipments']))).status).toBe(403);
    expect((await get('/v1/shipments/1', bearer(['orders']))).status).toBe(403);
  });

  it('has no rate limit unless told to, and then one for all apps together', async () => {
    await restart({ rateLimitPerSecond: 20, rateClockMs: () => 0 });
    const statuses: number[] = [];
    for (let call = 0; call < 21; call += 1) statuses.push((await get('/v4/orders')).status);
    expect(statuses.filter((status) => status === 200)).toHaveLength(20);
    expect(statuses.at(-1)).toBe(429);
    expect((await get('/v4/orders')).headers.get('retry-after')).toBeNull();
    otto.behaviour.retryAfterSeconds = 3;
    expect((await get('/v4/orders')).headers.get('retry-after')).toBe('3');
  });

  it('carries switch-off notices when told to', async () => {
    otto.behaviour.extraHeaders = {
      Deprecation: '@1772323200',
      Sunset: 'Tue, 01 Sep 2026 00:00:00 GMT',
    };
    const { headers } = await get('/v4/orders');
    expect(headers.get('deprecation')).toBe('@1772323200');
    expect(headers.get('sunset')).toBe('Tue, 01 Sep 2026 00:00:00 GMT');
  });

  it('answers 404 for what it does not have', async () => {
    expect((await get('/v3/orders')).status).toBe(404);
  });
});

describe('BUCKET and AT_LEAST_ONE (3.3)', () => {
  const mixtures: [WireFulfillmentStatus[], WireFulfillmentStatus[]][] = [
    [['ANNOUNCED'], ['ANNOUNCED']],
    [['ANNOUNCED', 'PROCESSABLE'], ['ANNOUNCED']],
    [['ANNOUNCED', 'PROCESSABLE', 'SENT', 'RETURNED'], ['ANNOUNCED']],
    [['PROCESSABLE'], ['PROCESSABLE']],
    [['PROCESSABLE', 'SENT'], ['PROCESSABLE']],
    [['PROCESSABLE', 'RETURNED'], ['PROCESSABLE']],
    [['SENT'], ['SENT']],
    [['SENT', 'RETURNED'], ['SENT']],
    [['RETURNED'], ['RETURNED']],
    [
      ['ANNOUNCED', 'CANCELLED_BY_PARTNER'],
      ['ANNOUNCED', 'CANCELLED_BY_PARTNER'],
    ],
    [
      ['PROCESSABLE', 'CANCELLED_BY_MARKETPLACE'],
      ['PROCESSABLE', 'CANCELLED_BY_MARKETPLACE'],
    ],
    [
      ['SENT', 'CANCELLED_BY_PARTNER'],
      ['SENT', 'CANCELLED_BY_PARTNER'],
    ],
    [
      ['RETURNED', 'CANCELLED_BY_MARKETPLACE'],
      ['RETURNED', 'CANCELLED_BY_MARKETPLACE'],
    ],
    [[...fulfillmentStatuses], ['ANNOUNCED', 'CANCELLED_BY_PARTNER', 'CANCELLED_BY_MARKETPLACE']],
    [['CANCELLED_BY_PARTNER'], ['CANCELLED_BY_PARTNER']],
    [['CANCELLED_BY_MARKETPLACE'], ['CANCELLED_BY_MARKETPLACE']],
    [
      ['ANNOUNCED', 'CANCELLED_BY_MARKETPLACE'],
      ['ANNOUNCED', 'CANCELLED_BY_MARKETPLACE'],
    ],
    [
      ['PROCESSABLE', 'CANCELLED_BY_PARTNER'],
      ['PROCESSABLE', 'CANCELLED_BY_PARTNER'],
    ],
    [
      ['SENT', 'CANCELLED_BY_MARKETPLACE'],
      ['SENT', 'CANCELLED_BY_MARKETPLACE'],
    ],
    [
      ['RETURNED', 'CANCELLED_BY_PARTNER'],
      ['RETURNED', 'CANCELLED_BY_PARTNER'],
    ],
    [
      ['CANCELLED_BY_PARTNER', 'CANCELLED_BY_MARKETPLACE'],
      ['CANCELLED_BY_PARTNER', 'CANCELLED_BY_MARKETPLACE'],
    ],
  ];

  it.each(mixtures)('finds an order of %j in the buckets %j', async (pieces, buckets) => {
    const [id] = idsOf(addOrders(pieces));
    const found: string[] = [];
    const having: string[] = [];
    for (const status of fulfillmentStatuses) {
      const query = `?fulfillmentStatus=${status}`;
      if ((await listed(query)).includes(id ?? '')) found.push(status);
      if ((await listed(`${query}&mode=AT_LEAST_ONE`)).includes(id ?? '')) having.push(status);
    }
    expect(found).toEqual(buckets);
    expect(having).toEqual(fulfillmentStatuses.filter((status) => pieces.includes(status)));
  });

  it('gives the union of repeated states, each order once and whole', async () => {
    const [mixed, , returned] = idsOf(
      addOrders(['SENT', 'CANCELLED_BY_MARKETPLACE'], ['PROCESSABLE'], ['RETURNED']),
    );
    const query = ['SENT', 'CANCELLED_BY_MARKETPLACE', 'RETURNED']
      .map((status) => `fulfillmentStatus=${status}`)
      .join('&');
    const { resources } = await page(`?${query}`);
    expect(resources.map((order) => order.salesOrderId)).toEqual([mixed, returned]);
    expect(orderSchema.parse(resources[0]).positionItems).toHaveLength(2);
  });

  it('lists all states when none is asked for', async () => {
    const ids = idsOf(addOrders(...fulfillmentStatuses.map((status) => [status])));
    expect(await listed()).toEqual(ids);
  });
});

describe('parameters of the list (3.3)', () => {
  it.each([
    'fulfillmentStatus=PROCESSABLE,SENT',
    'fulfillmentStatus=processable',
    'mode=ANY',
    'limit=257',
    'limit=0',
    'limit=ten',
    'limit=1&limit=2',
    'orderDirection=UP',
    'orderColumnType=ORDER_DATE',
    'fromDate=yesterday',
    'fromDate=2026-03-02T10:00:00+01:00',
    'nextcursor=made-up',
    'page=2',
    'lastModified=2026-03-02',
  ])('refuses ?%s with 400', async (query) => {
    expect((await refusal(get(`/v4/orders?${query}`)))[0]).toBe(400);
  });

  it('gives 128 orders by default and 256 at most', async () => {
    for (const order of variedSalesOrders(260, 'limits')) otto.addOrder(order);
    expect(await listed()).toHaveLength(128);
    expect(await listed('?limit=256')).toHaveLength(256);
  });

  it('compares fromDate with the change date, in any zone, inclusively', async () => {
    const [, second, third] = idsOf(addOrders(['SENT'], ['SENT'], ['SENT']));
    expect(await listed('?fromDate=2026-03-02T10:01:00Z')).toEqual([second, third]);
    expect(await listed('?fromDate=2026-03-02T11:01:00%2B01:00')).toEqual([second, third]);
    expect(await listed('?fromDate=2026-03-02T11:01:00%2B0100')).toEqual([second, third]);
    expect(await listed('?fromDate=2026-03-02T10:01:00.001Z')).toEqual([third]);
    expect(await listed('?fromDate=2026-03-02')).toHaveLength(3);
    otto.behaviour.fromDateInclusive = false;
    expect(await listed('?fromDate=2026-03-02T10:01:00Z')).toEqual([third]);
  });

  it('can compare fromDate with lastModifiedDate instead', async () => {
    const [order] = addOrders(['PROCESSABLE']);
    const id = order?.salesOrderId ?? '';
    nowMs += 3_600_000;
    otto.amend(id, (known) => ({ ...known, suspectedFraudCase: true }));
    expect(await listed('?fromDate=2026-03-02T10:30:00Z')).toEqual([]);
    otto.behaviour.changeDate = 'lastModifiedDate';
    expect(await listed('?fromDate=2026-03-02T10:30:00Z')).toEqual([id]);
  });

  it('bounds the order date on both sides', async () => {
    const [newest, middle, oldest] = idsOf(addOrders(['SENT'], ['SENT'], ['SENT']));
    expect(await listed('?fromOrderDate=2026-03-02T09:58:30Z')).toEqual([newest, middle]);
    expect(await listed('?toOrderDate=2026-03-02T09:59:30Z')).toEqual([middle, oldest]);
    expect(await listed('?fromOrderDate=2026-03-02T09:59:00Z')).toEqual([newest]);
    expect(await listed('?toOrderDate=2026-03-02T09:59:00Z')).toEqual([oldest]);
    expect(
      await listed('?fromOrderDate=2026-03-02T09:58:30Z&toOrderDate=2026-03-02T09:59:30Z'),
    ).toEqual([middle]);
  });

  it('sorts by lifecycle date or by order date, both ways', async () => {
    const ids = idsOf(addOrders(['SENT'], ['SENT'], ['SENT']));
    expect(await listed()).toEqual(ids);
    expect(await listed('?orderDirection=DESC')).toEqual(ids.toReversed());
    otto.behaviour.listSortedBy = 'orderDate';
    expect(await listed('?orderColumnType=ORDER_LIFECYCLE_DATE')).toEqual(ids.toReversed());
  });
});

describe('paging (3.4)', () => {
  const five: WireFulfillmentStatus[][] = [['SENT'], ['SENT'], ['SENT'], ['SENT'], ['SENT']];

  it('links to the next page as long as there is more', async () => {
    const ids = idsOf(addOrders(...five));
    const pages = await pagesOf('', 2);
    expect(pages).toEqual([ids.slice(0, 2), ids.slice(2, 4), ids.slice(4)]);
    expect(await pagesOf('', 5)).toEqual([ids]);
  });

  it('heeds only the limit beside a cursor', async () => {
    const ids = idsOf(addOrders(...five, ['ANNOUNCED']));
    const { links } = await page('?limit=1&fulfillmentStatus=SENT');
    const href = links?.[0]?.href.replace('/v4/orders', '');
    expect(await listed(`${href}&fulfillmentStatus=RETURNED&fromDate=nonsense&limit=2`)).toEqual(
      ids.slice(1, 3),
    );
    expect(await listed(href)).toEqual(ids.slice(1, 5));
  });

  it('makes cursors that must be decoded and encoded', async () => {
    addOrders(...five);
    const { links } = await page('?limit=1');
    const text = links?.[0]?.href.split('=')[1] ?? '';
    expect(text).toMatch(/%/);
    expect(decodeURIComponent(text)).toMatch(/^[A-Za-z0-9+/]+=*$/);
  });

  it('repeats an order on two consecutive pages when told to', async () => {
    otto.behaviour.repeatLastOrderOnNextPage = true;
    const ids = idsOf(addOrders(...five));
    const pages = await pagesOf('', 3);
    expect(pages).toEqual([ids.slice(0, 3), ids.slice(2, 5)]);
    expect(new Set((await pagesOf('', 1)).flat())).toEqual(new Set(ids));
  });

  it('returns fewer than asked, yet goes on, when told to', async () => {
    otto.behaviour.pageSizeCap = 2;
    const ids = idsOf(addOrders(...five));
    expect(await pagesOf('', 100)).toEqual([ids.slice(0, 2), ids.slice(2, 4), ids.slice(4)]);
  });

  it('answers an empty result with 200, and can leave lists out altogether', async () => {
    expect(await (await get('/v4/orders')).json()).toEqual({ resources: [], links: [] });
    Object.assign(otto.behaviour, { emptyResources: 'absent', lastPageLinks: 'absent' });
    expect(await (await get('/v4/orders')).json()).toEqual({});
  });

  it('pages through hundreds of equal dates without loss or repetition', async () => {
    const orders = variedSalesOrders(300, 'same-millisecond').map((order) => ({
      ...order,
      orderLifecycleInformation: { lifecycleChangeDate: '2026-03-02T09:00:00.000Z' },
    }));
    for (const order of orders) otto.addOrder(order);
    const all = (await pagesOf('', 64)).flat();
    expect(all).toHaveLength(300);
    expect(new Set(all).size).toBe(300);
  });
});

describe('a late list', () => {
  it('shows a fresh order only after a while, while the single read knows it at once', async () => {
    otto.behaviour.listLagMs = 60_000;
    const order = otto.runScenario(1);
    expect(await listed()).toEqual([]);
    expect((await orderOf(order.salesOrderId)).salesOrderId).toBe(order.salesOrderId);
    nowMs += 60_000;
    expect(await listed()).toEqual([order.salesOrderId]);
  });

  it('can keep the old state of an order in view after a change', async () => {
    const { salesOrderId } = otto.runScenario(2);
    nowMs += 1000;
    otto.behaviour.readLagMs = 500;
    await post(`/v4/orders/${salesOrderId}/cancellation`);
    expect(await statesOf(salesOrderId)).toEqual(['PROCESSABLE', 'PROCESSABLE']);
    nowMs += 500;
    expect(await statesOf(salesOrderId)).toEqual(['CANCELLED_BY_PARTNER', 'CANCELLED_BY_PARTNER']);
  });
});

describe('one order (3.2, 3.5, 3.8)', () => {
  it('is found by id and by order number', async () => {
    const order = processableWithDiscountAndTakeBack();
    otto.addOrder(order);
    expect(await orderOf(order.salesOrderId)).toEqual(order);
    expect(await orderOf(order.orderNumber)).toEqual(order);
    expect(await refusal(get('/v4/orders/unknown123'))).toEqual([404, 'RESOURCE_NOT_FOUND']);
  });

  it('hides the addresses until a piece is released', async () => {
    const order = buildSalesOrder({
      positionItems: [{ fulfillmentStatus: 'ANNOUNCED' }],
      deliveryAddress: processableWithDiscountAndTakeBack().deliveryAddress ?? never(),
    });
    otto.addOrder(order);
    expect(await orderOf(order.salesOrderId)).not.toHaveProperty('deliveryAddress');
    expect((await page()).resources[0]).not.toHaveProperty('deliveryAddress');
    nowMs += 60_000;
    otto.release(order.salesOrderId);
    const released = await orderOf(order.salesOrderId);
    expect(released.deliveryAddress).toEqual(order.deliveryAddress);
    expect(released.invoiceAddress?.email).toMatch(/@customer\.otto\.market$/);
    expect(released).toMatchObject({
      lastModifiedDate: new Date(nowMs).toISOString(),
      orderLifecycleInformation: { lifecycleChangeDate: new Date(nowMs).toISOString() },
    });
    expect(released.positionItems[0]).toMatchObject({
      fulfillmentStatus: 'PROCESSABLE',
      processableDate: new Date(nowMs).toISOString(),
    });
  });

  it('can hide the addresses of a partly released order', async () => {
    const order = partlyReleased();
    otto.addOrder(order);
    expect(await orderOf(order.salesOrderId)).toHaveProperty('deliveryAddress');
    otto.behaviour.addressesWhenPartlyReleased = 'hidden';
    expect(await orderOf(order.salesOrderId)).not.toHaveProperty('deliveryAddress');
  });

  it('leaves optional fields out instead of sending null', async () => {
    const order = processableBare();
    otto.addOrder(order);
    const text = await (await get(`/v4/orders/${order.salesOrderId}`)).text();
    expect(text).not.toContain('null');
    expect(JSON.parse(text)).toEqual(order);
  });

  it.each([
    ['Z', 3, '2026-03-02T09:00:05.000Z'],
    ['+00:00', 0, '2026-03-02T09:00:05+00:00'],
    ['+0000', 3, '2026-03-02T09:00:05.000+0000'],
    ['+0000', 6, '2026-03-02T09:00:05.000000+0000'],
  ] as const)('writes dates with %s and %i digits', async (dateZone, dateFractionDigits, text) => {
    Object.assign(otto.behaviour, { dateZone, dateFractionDigits });
    const order = processableWithDiscountAndTakeBack();
    otto.addOrder(order);
    expect((await orderOf(order.salesOrderId)).orderDate).toBe(text);
  });

  it('refuses to hold an order, number or piece twice', () => {
    otto.addOrder(buildSalesOrder({ seed: 1 }));
    expect(() => otto.addOrder(buildSalesOrder({ seed: 1 }))).toThrow(/already there/);
    const samePiece = { ...buildSalesOrder({ seed: 2 }), positionItems: [] };
    expect(() => otto.addOrder(samePiece)).toThrow(/no position item/);
  });
});

describe('cancelling a whole order (3.10)', () => {
  it('cancels what is PROCESSABLE and skips the rest', async () => {
    const [order] = addOrders(['PROCESSABLE', 'SENT', 'PROCESSABLE', 'ANNOUNCED']);
    const id = order?.salesOrderId ?? '';
    nowMs += 5000;
    const response = await post(`/v4/orders/${id}/cancellation`);
    expect([response.status, await response.text()]).toEqual([204, '']);
    const states = await statesOf(id);
    expect(states).toEqual(['CANCELLED_BY_PARTNER', 'SENT', 'CANCELLED_BY_PARTNER', 'ANNOUNCED']);
    expect((await orderOf(id)).positionItems[0]).toMatchObject({
      cancellationDate: new Date(nowMs).toISOString(),
      cancellationReason: 'CANCELLED_ON_PARTNER_WISH',
    });
  });

  it('is a conflict when nothing can be cancelled, a repeat included', async () => {
    const { salesOrderId } = otto.runScenario(2);
    const path = `/v4/orders/${salesOrderId}/cancellation`;
    expect((await post(path)).status).toBe(204);
    expect((await refusal(post(path)))[0]).toBe(409);
    const announced = announcedPrepayment();
    otto.addOrder(announced);
    expect((await post(`/v4/orders/${announced.salesOrderId}/cancellation`)).status).toBe(409);
  });

  it('does not know orders by number, nor unknown ones', async () => {
    const { orderNumber } = otto.runScenario(2);
    expect((await post(`/v4/orders/${orderNumber}/cancellation`)).status).toBe(404);
    expect((await post('/v4/orders/unknown/cancellation')).status).toBe(404);
  });

  it('takes ANNOUNCED pieces only when told to', async () => {
    otto.behaviour.announcedCancellable = true;
    const announced = announcedPrepayment();
    otto.addOrder(announced);
    expect((await post(`/v4/orders/${announced.salesOrderId}/cancellation`)).status).toBe(204);
  });
});

describe('cancelling chosen items (3.10)', () => {
  const path = (order: WireSalesOrder, ...indexes: number[]) => {
    const ids = indexes.map((index) => pieceIds(order)[index]);
    return `/v4/orders/${order.salesOrderId}/positionItems/${ids.join(',')}/cancellation`;
  };

  it('cancels one piece, and a repeat is harmless', async () => {
    const order = otto.runScenario(7);
    expect((await post(path(order, 1))).status).toBe(204);
    const after = await orderOf(order.salesOrderId);
    nowMs += 60_000;
    expect((await post(path(order, 1))).status).toBe(204);
    expect(await orderOf(order.salesOrderId)).toEqual(after);
    expect(await statesOf(order.salesOrderId)).toEqual([
      'PROCESSABLE',
      'CANCELLED_BY_PARTNER',
      'PROCESSABLE',
    ]);
  });

  it('cancels all of a list or nothing', async () => {
    const [order = never()] = addOrders(['PROCESSABLE', 'PROCESSABLE', 'SENT']);
    expect((await refusal(post(path(order, 0, 2))))[0]).toBe(409);
    expect(await statesOf(order.salesOrderId)).toEqual(['PROCESSABLE', 'PROCESSABLE', 'SENT']);
    expect((await post(path(order, 0, 1))).status).toBe(204);
    expect((await statesOf(order.salesOrderId))[1]).toBe('CANCELLED_BY_PARTNER');
  });

  it('refuses ANNOUNCED and CANCELLED_BY_MARKETPLACE pieces, and pieces of other orders', async () => {
    const [order = never(), other = never()] = addOrders(
      ['ANNOUNCED', 'CANCELLED_BY_MARKETPLACE'],
      ['PROCESSABLE'],
    );
    expect((await post(path(order, 0))).status).toBe(409);
    expect((await post(path(order, 1))).status).toBe(409);
    const stranger = pieceIds(other)[0];
    const wrong = `/v4/orders/${order.salesOrderId}/positionItems/${stranger}/cancellation`;
    expect((await post(wrong)).status).toBe(404);
    expect(await statesOf(other.salesOrderId)).toEqual(['PROCESSABLE']);
  });

  it('takes a single id only, when told to', async () => {
    otto.behaviour.positionItemListsAccepted = false;
    const order = otto.runScenario(7);
    expect((await post(path(order, 0, 1))).status).toBe(400);
    expect((await post(path(order, 0))).status).toBe(204);
  });
});

describe('what happens without us (3.6)', () => {
  it('moves pieces along the legal ways only', () => {
    const [order = never()] = addOrders(['ANNOUNCED', 'ANNOUNCED']);
    const [first = '', second = ''] = pieceIds(order);
    const id = order.salesOrderId;
    expect(() => otto.send(id, [first])).toThrow(/cannot move/);
    expect(() => otto.cancelByPartner(id, [first])).toThrow(/cannot move/);
    otto.release(id, [first]);
    expect(() => otto.release(id, [first])).toThrow(/cannot move/);
    otto.send(id, [first], { carrier: 'HERMES', trackingNumber: 'H1' });
    otto.returnItems(id, [first], 'marketplace');
    otto.cancelByMarketplace(id, [second], 'PAYMENT_FRAUD');
    expect(otto.state.orders.find(id)?.positionItems).toMatchObject([
      {
        fulfillmentStatus: 'RETURNED',
        trackingInfo: { carrier: 'HERMES', trackingNumber: 'H1' },
        returnAcceptedByMarketplace: true,
      },
      { fulfillmentStatus: 'CANCELLED_BY_MARKETPLACE', cancellationReason: 'PAYMENT_FRAUD' },
    ]);
    expect(otto.state.orders.history(id)).toHaveLength(5);
  });

  it('forgets orders and shipments in the monthly wipe', async () => {
    otto.send(otto.runScenario(3).salesOrderId);
    otto.wipe();
    expect(await listed()).toEqual([]);
    expect(otto.state.shipments.all()).toEqual([]);
  });
});

describe('the order generator of the sandbox (1)', () => {
  it('makes one order per scenario, or all eight, always new ones', async () => {
    expect((await post('/v4/orders/testorders')).status).toBe(200);
    expect((await post('/v4/orders/testorders/scenario3')).status).toBe(200);
    expect((await post('/v4/orders/testorders/scenario9')).status).toBe(404);
    expect(new Set(await listed()).size).toBe(9);
  });

  it('does not exist in production', async () => {
    otto.behaviour.environment = 'production';
    expect((await post('/v4/orders/testorders')).status).toBe(404);
  });

  it('needs the scope orders', async () => {
    const answer = await fetch(`${otto.url}/v4/orders/testorders`, {
      method: 'POST',
      headers: bearer(['shipments']),
    });
    expect(answer.status).toBe(403);
  });

  it.each([1, 2, 3, 4, 7, 8] as const)('scenario %i is PROCESSABLE', async (number) => {
    const { salesOrderId } = otto.runScenario(number);
    expect(new Set(await statesOf(salesOrderId))).toEqual(new Set(['PROCESSABLE']));
    const order = await orderOf(salesOrderId);
    expect(order.deliveryAddress).toBeDefined();
  });

  it('scenario 1 has four items, 4 a discount, 8 parcel and freight', () => {
    const skus = (number: ScenarioNumber) =>
      otto.runScenario(number).positionItems.map((piece) => piece.product.sku);
    expect(skus(1)).toHaveLength(4);
    const discounted = otto.runScenario(4);
    expect(discounted.initialDiscounts).toHaveLength(1);
    expect(discounted.positionItems[0]).toMatchObject({
      itemValueGrossPrice: { amount: 389 },
      itemValueReducedGrossPrice: { amount: 349 },
      itemValueDiscount: { amount: 40 },
    });
    expect(skus(8)).toEqual(
      expect.arrayContaining([sandboxProducts.shirt.sku, sandboxProducts.sofa.sku]),
    );
    expect(otto.runScenario(8).initialDeliveryFees?.map((fee) => fee.name)).toEqual([
      'DELIVERY_FEE_STANDARD',
      'DELIVERY_FEE_FREIGHT_SURCHARGE',
    ]);
  });

  it('scenario 5 waits for the money: ANNOUNCED, no addresses, take-back booked', async () => {
    const order = await orderOf(otto.runScenario(5).salesOrderId);
    expect(order.payment).toEqual({ paymentMethod: 'PREPAYMENT' });
    expect(new Set(await statesOf(order.salesOrderId))).toEqual(new Set(['ANNOUNCED']));
    expect(order.positionItems.filter((piece) => piece.weeePickup === true)).toHaveLength(2);
    expect(order).not.toHaveProperty('deliveryAddress');
    otto.release(order.salesOrderId);
    expect(await orderOf(order.salesOrderId)).toHaveProperty('deliveryAddress');
  });

  it('scenario 6 was never paid: CANCELLED_BY_MARKETPLACE, no addresses', async () => {
    const order = await orderOf(otto.runScenario(6).salesOrderId);
    expect(order.payment).toEqual({ paymentMethod: 'PREPAYMENT' });
    expect(order.positionItems).toMatchObject([
      { fulfillmentStatus: 'CANCELLED_BY_MARKETPLACE', cancellationReason: 'PAYMENT_ABORTED' },
      { fulfillmentStatus: 'CANCELLED_BY_MARKETPLACE', cancellationReason: 'PAYMENT_ABORTED' },
    ]);
    expect(order).not.toHaveProperty('deliveryAddress');
  });

  it('uses the five products and reachable nobody', () => {
    const orders = otto.runAllScenarios();
    const known = Object.values(sandboxProducts).map(({ sku, ean }) => `${sku} ${ean}`);
    const used = orders.flatMap((order) =>
      order.positionItems.map(({ product }) => `${product.sku} ${product.ean}`),
    );
    expect(new Set(used)).toEqual(new Set(known));
    for (const { deliveryAddress, invoiceAddress } of orders) {
      expect(deliveryAddress?.email ?? 'x@y.example').toMatch(/\.example$/);
      expect(invoiceAddress?.email ?? 'x@customer.otto.market').toMatch(/@customer\.otto\.market$/);
    }
  });
});

describe('reporting a shipment (4.2, 4.4)', () => {
  const returnTrackingKey = { carrier: 'DHL', trackingNumber: '577546565072' };

  function shipmentOf(order: WireSalesOrder, indexes = order.positionItems.map((_, i) => i)) {
    return {
      trackingKey: { carrier: 'HERMES', trackingNumber: 'H1234567890123456789' },
      shipDate: '2026-03-02T09:49:12.642Z',
      shipFromAddress: { city: 'Dresden', countryCode: 'DEU', zipCode: '01067' },
      positionItems: indexes.map((index) => ({
        positionItemId: pieceIds(order)[index],
        salesOrderId: order.salesOrderId,
        returnTrackingKey,
      })),
    };
  }

  const ship = (body: unknown) => post('/v1/shipments', body);

  function shirts(): WireSalesOrder {
    const order = processableTwoEqualPieces();
    otto.addOrder(order);
    return order;
  }

  it('sets the pieces to SENT and can be read in three ways', async () => {
    const order = shirts();
    const response = await ship(shipmentOf(order, [0]));
    expect(response.status).toBe(201);
    const { shipmentId } = z.object({ shipmentId: z.string() }).parse(await response.json());
    expect(await statesOf(order.salesOrderId)).toEqual(['SENT', 'PROCESSABLE']);
    expect((await orderOf(order.salesOrderId)).positionItems[0]).toMatchObject({
      sentDate: new Date(nowMs).toISOString(),
      trackingInfo: { carrier: 'HERMES', trackingNumber: 'H1234567890123456789' },
    });
    const byId = await (await get(`/v1/shipments/${shipmentId}`)).json();
    expect(byId).toMatchObject({
      shipmentId,
      ...shipmentOf(order, [0]),
      states: [{ state: 'SENT' }],
    });
    const byKey = '/v1/shipments/carriers/HERMES/trackingnumbers/H1234567890123456789';
    expect(await (await get(byKey)).json()).toEqual(byId);
    expect(await (await get('/v1/shipments?datefrom=2026-03-02')).json()).toMatchObject({
      resources: [{ shipmentId }],
      links: [],
    });
    expect(await refusal(get('/v1/shipments/1'))).toEqual([404, 'RESOURCE_NOT_FOUND']);
  });

  const without = (path: string) => {
    const [outer = '', inner] = path.split('.');
    return (body: Record<string, unknown>) => {
      const part = inner === undefined ? undefined : Object.entries(body[outer] ?? {});
      const rest = part && Object.fromEntries(part.filter(([name]) => name !== inner));
      return { ...body, [outer]: rest };
    };
  };

  it.each([
    'trackingKey',
    'trackingKey.carrier',
    'trackingKey.trackingNumber',
    'shipDate',
    'shipFromAddress',
    'shipFromAddress.city',
    'shipFromAddress.countryCode',
    'shipFromAddress.zipCode',
    'positionItems',
  ])('demands %s', async (path) => {
    const order = shirts();
    const body = without(path)(shipmentOf(order));
    expect(await refusal(ship(body))).toEqual([400, 'PROPERTY_IS_MANDATORY', path]);
    expect(await statesOf(order.salesOrderId)).toEqual(['PROCESSABLE', 'PROCESSABLE']);
  });

  it.each(['positionItemId', 'salesOrderId', 'returnTrackingKey'])(
    'demands %s of every parcel piece',
    async (name) => {
      const body = shipmentOf(shirts());
      const positionItems = body.positionItems.map((item, i) =>
        i === 1 ? without(name)(item) : item,
      );
      expect(await refusal(ship({ ...body, positionItems }))).toEqual([
        400,
        'PROPERTY_IS_MANDATORY',
        `positionItems[1].${name}`,
      ]);
    },
  );

  it.each([
    ['an unknown carrier', { trackingKey: { carrier: 'HERMES_X', trackingNumber: '1' } }],
    ['a two-letter country', { shipFromAddress: { city: 'A', countryCode: 'DE', zipCode: '1' } }],
    [
      'a long post code',
      { shipFromAddress: { city: 'A', countryCode: 'DEU', zipCode: '1'.repeat(11) } },
    ],
    [
      'a long town',
      { shipFromAddress: { city: 'A'.repeat(61), countryCode: 'DEU', zipCode: '1' } },
    ],
    [
      'a post code as a number',
      { shipFromAddress: { city: 'A', countryCode: 'DEU', zipCode: 1067 } },
    ],
    ['a day as ship date', { shipDate: '2026-03-02' }],
    ['no pieces', { positionItems: [] }],
  ])('refuses %s with 400', async (_what, wrong) => {
    expect((await refusal(ship({ ...shipmentOf(shirts()), ...wrong })))[0]).toBe(400);
  });

  it('takes return carriers DHL, GLS and HERMES only', async () => {
    const body = shipmentOf(shirts());
    const positionItems = body.positionItems.map((item) => ({
      ...item,
      returnTrackingKey: { carrier: 'DPD', trackingNumber: '1' },
    }));
    expect((await refusal(ship({ ...body, positionItems })))[2]).toBe(
      'positionItems[0].returnTrackingKey.carrier',
    );
  });

  it('knows the 60 carriers', () => {
    expect(new Set(carriers).size).toBe(60);
    expect(forwarderCarriers).toContain('OTHER_FORWARDER');
  });

  it('takes forwarder goods without tracking number and return key', async () => {
    const order = processableTakeBack();
    otto.addOrder(order);
    const body = shipmentOf(order);
    const positionItems = body.positionItems.map(({ returnTrackingKey: _key, ...item }) => item);
    const trackingKey = { carrier: 'OTHER_FORWARDER' };
    expect((await ship({ ...body, trackingKey, positionItems })).status).toBe(201);
    expect(await statesOf(order.salesOrderId)).toEqual(['SENT', 'SENT']);
  });

  it('demands a return key for parcel goods even of a forwarder, for the product decides', async () => {
    const body = shipmentOf(shirts());
    const positionItems = body.positionItems.map(({ returnTrackingKey: _key, ...item }) => item);
    const trackingKey = { carrier: 'DACHSER' };
    expect((await refusal(ship({ ...body, trackingKey, positionItems })))[1]).toBe(
      'PROPERTY_IS_MANDATORY',
    );
  });

  it('takes a tracking key once and a piece once', async () => {
    const order = shirts();
    expect((await ship(shipmentOf(order, [0]))).status).toBe(201);
    expect(await refusal(ship(shipmentOf(order, [0])))).toEqual([409, 'DUPLICATE_TRACKING_KEY']);
    expect(await refusal(ship(shipmentOf(order, [1])))).toEqual([409, 'DUPLICATE_TRACKING_KEY']);
    const trackingKey = { carrier: 'HERMES', trackingNumber: 'another' };
    expect(await refusal(ship({ ...shipmentOf(order), trackingKey }))).toEqual([
      409,
      'POSITION_ITEM_INCLUDED_IN_OTHER_SHIPMENT',
    ]);
    expect(await statesOf(order.salesOrderId)).toEqual(['SENT', 'PROCESSABLE']);
  });

  it('refuses pieces that are unknown, of another order, foreign, or not PROCESSABLE', async () => {
    const [order = never(), other = never()] = addOrders(['ANNOUNCED'], ['PROCESSABLE']);
    const [foreign = ''] = pieceIds(other);
    expect(await refusal(ship(shipmentOf(buildSalesOrder({ seed: 'unknown' }))))).toEqual([
      404,
      'POSITION_ITEM_NOT_FOUND',
      'positionItems[0]',
    ]);
    const swapped = { ...other, salesOrderId: order.salesOrderId };
    expect((await refusal(ship(shipmentOf(swapped))))[1]).toBe('POSITION_ITEM_NOT_FOUND');
    expect((await refusal(ship(shipmentOf(order))))[0]).toBe(409);
    otto.state.foreignPositionItemIds.add(foreign);
    expect(await refusal(ship(shipmentOf(other)))).toEqual([
      400,
      'INSUFFICIENT_PERMISSION',
      'positionItems[0].positionItemId',
    ]);
  });

  it('ships pieces of two orders together', async () => {
    const [one = never(), other = never()] = addOrders(['PROCESSABLE'], ['PROCESSABLE']);
    const positionItems = [...shipmentOf(one).positionItems, ...shipmentOf(other).positionItems];
    expect((await ship({ ...shipmentOf(one), positionItems })).status).toBe(201);
    expect(await statesOf(one.salesOrderId)).toEqual(['SENT']);
    expect(await statesOf(other.salesOrderId)).toEqual(['SENT']);
  });

  it('adds a forgotten piece by id or by tracking key', async () => {
    const [order = never()] = addOrders(['PROCESSABLE', 'PROCESSABLE', 'PROCESSABLE']);
    await ship(shipmentOf(order, [0]));
    const id = otto.state.shipments.all()[0]?.shipmentId;
    const added = await post(
      `/v1/shipments/${id}/positionitems`,
      shipmentOf(order, [1]).positionItems,
    );
    expect([added.status, await added.text()]).toEqual([200, '']);
    const byKey =
      '/v1/shipments/carriers/HERMES/trackingnumbers/H1234567890123456789/positionitems';
    expect((await post(byKey, shipmentOf(order, [2]).positionItems)).status).toBe(200);
    expect(await statesOf(order.salesOrderId)).toEqual(['SENT', 'SENT', 'SENT']);
    expect(otto.state.shipments.all()[0]?.positionItems).toHaveLength(3);
    expect(await refusal(post(byKey, [{ salesOrderId: order.salesOrderId }]))).toEqual([
      400,
      'PROPERTY_IS_MANDATORY',
      '[0].positionItemId',
    ]);
  });

  it('lists shipments by pages and demands datefrom', async () => {
    for (const number of [1, 2, 3] as const) otto.send(otto.runScenario(number).salesOrderId);
    const first = shipmentPageSchema.parse(
      await (await get('/v1/shipments?datefrom=2026-03-02&limit=2')).json(),
    );
    expect(first.resources).toHaveLength(2);
    const second = shipmentPageSchema.parse(await (await get(first.links[0]?.href ?? '')).json());
    expect(second).toMatchObject({ resources: [{ shipmentId: '100000294701' }], links: [] });
    expect((await get('/v1/shipments')).status).toBe(400);
    expect((await get('/v1/shipments?datefrom=2026-03-02&limit=101')).status).toBe(400);
  });
});

describe('faults to order', () => {
  it('strike once by default, several times when told to, and can be withdrawn', async () => {
    const once = otto.faults.answerWith(503);
    const twice = otto.faults.answerWith(500, { times: 2, body: { errors: [] } });
    const always = otto.faults.htmlPage(502, { times: Number.POSITIVE_INFINITY });
    const statuses = [];
    for (let call = 0; call < 5; call += 1) statuses.push((await get('/v4/orders')).status);
    always.withdraw();
    statuses.push((await get('/v4/orders')).status);
    expect(statuses).toEqual([503, 500, 500, 502, 502, 200]);
    expect([once.struck, twice.struck, always.struck]).toEqual([1, 2, 2]);
  });

  it('hit the calls they are meant for', async () => {
    otto.faults.answerWith(404, { on: 'single-order' });
    otto.faults.forbidden({ on: (request) => request.query.get('limit') === '7' });
    expect((await get('/v4/orders')).status).toBe(200);
    expect((await get('/v4/orders?limit=7')).status).toBe(403);
    expect((await get('/v4/orders/x')).status).toBe(404);
  });

  it('spare the token endpoint unless it is meant', async () => {
    otto.faults.answerWith(500);
    expect((await askToken()).status).toBe(200);
    otto.faults.tokenEndpointFails(401);
    const refused = await askToken();
    expect([refused.status, await refused.json()]).toEqual([401, { error: 'invalid_client' }]);
    otto.faults.tokenEndpointFails(503);
    expect((await askToken()).status).toBe(503);
    expect((await askToken()).status).toBe(200);
  });

  it('send 401 without a body, 429 with and without Retry-After, and HTML', async () => {
    otto.faults.unauthorized();
    const unauthorized = await get('/v4/orders');
    expect([unauthorized.status, await unauthorized.text()]).toEqual([401, '']);
    otto.faults.tooManyRequests();
    otto.faults.tooManyRequests({ retryAfter: 4 });
    expect((await get('/v4/orders')).headers.get('retry-after')).toBeNull();
    expect((await get('/v4/orders')).headers.get('retry-after')).toBe('4');
    otto.faults.htmlPage(503);
    const html = await get('/v4/orders');
    expect(html.headers.get('content-type')).toBe('text/html');
    expect(await html.text()).toMatch(/^<!DOCTYPE html>/);
  });

  it('break the connection before or after the effect', async () => {
    const { salesOrderId } = otto.runScenario(2);
    const path = `/v4/orders/${salesOrderId}/cancellation`;
    const state = () => otto.state.orders.find(salesOrderId)?.positionItems[0]?.fulfillmentStatus;
    otto.faults.dropBeforeEffect({ on: 'cancellation' });
    await expect(post(path)).rejects.toThrow();
    expect(state()).toBe('PROCESSABLE');
    otto.faults.dropAfterEffect({ on: 'cancellation' });
    await expect(post(path)).rejects.toThrow();
    expect(state()).toBe('CANCELLED_BY_PARTNER');
    expect(otto.requestsTo('POST', path).map((request) => request.outcome)).toEqual([
      'dropped',
      'dropped',
    ]);
  });

  it('answer wrongly though the effect has happened', async () => {
    const { salesOrderId } = otto.runScenario(2);
    otto.faults.answerWith(500, { moment: 'after-effect' });
    expect((await post(`/v4/orders/${salesOrderId}/cancellation`)).status).toBe(500);
    expect((await statesOf(salesOrderId))[0]).toBe('CANCELLED_BY_PARTNER');
  });

  it('cut the body off, openly or pretending to be complete', async () => {
    otto.addOrder(processableFreeDelivery());
    otto.faults.cutOffBody();
    const broken = await get('/v4/orders');
    expect(broken.status).toBe(200);
    await expect(broken.text()).rejects.toThrow();
    otto.faults.cutOffBody({ pretendsToBeComplete: true, keepBytes: 30 });
    const text = await (await get('/v4/orders')).text();
    expect(text).toHaveLength(30);
    expect(() => JSON.parse(text)).toThrow();
  });

  it('delay the answer', async () => {
    otto.faults.delay(80);
    const before = performance.now();
    expect((await get('/v4/orders')).status).toBe(200);
    expect(performance.now() - before).toBeGreaterThanOrEqual(75);
  });

  it('have the effect come late, too, even when the client gave up long before', async () => {
    const { salesOrderId } = otto.runScenario(2);
    const path = `/v4/orders/${salesOrderId}/cancellation`;
    const signal = AbortSignal.timeout(50);
    otto.faults.delay(300);
    await expect(
      fetch(`${otto.url}${path}`, { method: 'POST', headers: bearer(), signal }),
    ).rejects.toThrow();
    expect(await statesOf(salesOrderId)).toEqual(['PROCESSABLE', 'PROCESSABLE']);
    await expect.poll(() => statesOf(salesOrderId)).toContain('CANCELLED_BY_PARTNER');
  });

  it('do not keep stop waiting for a call that hangs', async () => {
    otto.faults.delay(60_000);
    const hanging = get('/v4/orders').catch(() => 'broken');
    await expect.poll(() => otto.requests.length).toBe(1);
    await otto.stop();
    expect(await hanging).toBe('broken');
  });

  it('replace one order within a page, until withdrawn', async () => {
    const [first = '', second = '', third = ''] = idsOf(addOrders(['SENT'], ['SENT'], ['SENT']));
    const ticket = otto.faults.malformOrder(second, {
      salesOrderId: second,
      positionItems: 'none',
    });
    const { resources } = await page();
    expect(resources[1]).toEqual({ salesOrderId: second, positionItems: 'none' });
    expect(resources.map((order) => order.salesOrderId)).toEqual([first, second, third]);
    expect(await (await get(`/v4/orders/${second}`)).json()).toHaveProperty(
      'positionItems',
      'none',
    );
    ticket.withdraw();
    expect(await statesOf(second)).toEqual(['SENT']);
  });

  it('can all be cleared', async () => {
    otto.faults.answerWith(500, { times: 100 });
    otto.faults.clear();
    expect((await get('/v4/orders')).status).toBe(200);
  });
});

describe('hooks and the request log', () => {
  it('lets a test act before the effect, and after it but before the answer', async () => {
    const { salesOrderId } = otto.runScenario(2);
    const seen: string[] = [];
    const look = () => otto.state.orders.find(salesOrderId)?.positionItems[0]?.fulfillmentStatus;
    otto.hooks.onRequest = async (request) => {
      seen.push(`${request.method} ${look()}`);
    };
    otto.hooks.onEffect = async (_request, answer) => {
      seen.push(`${answer.status} ${look()}`);
    };
    await post(`/v4/orders/${salesOrderId}/cancellation`);
    expect(seen).toEqual(['POST PROCESSABLE', '204 CANCELLED_BY_PARTNER']);
  });

  it('remembers what was asked and how it was answered', async () => {
    await get('/v4/orders?fulfillmentStatus=SENT&fulfillmentStatus=RETURNED');
    const [call] = otto.requestsTo('GET', '/v4/orders');
    expect(call?.query.getAll('fulfillmentStatus')).toEqual(['SENT', 'RETURNED']);
    expect(call).toMatchObject({ number: 1, receivedAt: '2026-03-02T10:00:00.000Z', outcome: 200 });
  });
});

describe('the fixtures', () => {
  it('are the same for the same seed and different for others', () => {
    expect(variedSalesOrders(20, 'a')).toEqual(variedSalesOrders(20, 'a'));
    expect(variedSalesOrders(20, 'a')).not.toEqual(variedSalesOrders(20, 'b'));
    expect(buildSalesOrder({ seed: 3 })).toEqual(buildSalesOrder({ seed: 3 }));
    expect(buildSalesOrder({ seed: 3 }).orderNumber).toMatch(/^[0-9a-z]{10}$/);
  });

  it('vary: every state, several pieces, discounts, take-back, fees, VAT rates', () => {
    const orders = variedSalesOrders(400);
    const pieces = orders.flatMap((order) => order.positionItems);
    expect(new Set(idsOf(orders)).size).toBe(400);
    expect(new Set(pieces.map((piece) => piece.fulfillmentStatus))).toEqual(
      new Set(fulfillmentStatuses),
    );
    expect(new Set(pieces.map((piece) => piece.product.vatRate))).toEqual(new Set([0, 7, 19]));
    expect(pieces.some((piece) => piece.weeePickup)).toBe(true);
    expect(pieces.some((piece) => piece.itemValueDiscount)).toBe(true);
    expect(orders.some((order) => order.initialDeliveryFees?.length === 2)).toBe(true);
    expect(orders.some((order) => order.initialDeliveryFees === undefined)).toBe(true);
    for (const order of orders) otto.addOrder(order);
  });

  it('reduce prices by exactly the discount, to the cent', () => {
    for (const { positionItems } of variedSalesOrders(200, 'cents')) {
      for (const { itemValueGrossPrice: gross, ...piece } of positionItems) {
        if (piece.itemValueDiscount === undefined) continue;
        const reduced = piece.itemValueReducedGrossPrice?.amount ?? Number.NaN;
        const cents = (amount: number) => Math.round(amount * 100);
        expect(cents(gross.amount) - cents(piece.itemValueDiscount.amount)).toBe(cents(reduced));
        expect(reduced).toBeGreaterThan(0);
      }
    }
  });

  it('hold the three samples of the reference, which the fake shows unchanged', async () => {
    const samples = [
      announcedPrepayment(),
      processableWithDiscountAndTakeBack(),
      mixedCancelledAndSent(),
    ];
    for (const sample of samples) {
      otto.addOrder(sample);
      expect(await orderOf(sample.salesOrderId)).toEqual(sample);
    }
    const mixed = mixedCancelledAndSent().salesOrderId;
    expect(await listed('?fulfillmentStatus=SENT')).toEqual([mixed]);
    expect(await listed('?fulfillmentStatus=CANCELLED_BY_MARKETPLACE')).toEqual([mixed]);
  });
});

function never(): never {
  throw new Error('the test set this up wrongly');
}
