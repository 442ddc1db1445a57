import { expect, it } from 'vitest';
import { API_OPERATIONS } from '../../../src/bridge/http/api-contract.ts';
import { createApp } from '../../../src/bridge/http/create-app.ts';
import { presentShopWatch } from '../../../src/bridge/http/present/shop-watch.ts';
import { Secret } from '../../../src/bridge/settings/secret.ts';
import { defaultSettings } from '../../../src/bridge/settings/settings-schema.ts';
import { startHttpWorld } from './http-world.ts';
import { rawRequest } from './raw-request.ts';
import { routesOf } from './routes-of.ts';

async function worldWithRoutes() {
  const world = await startHttpWorld();
  const app = createApp({
    ...world.bridge,
    host: '127.0.0.1',
    token: new Secret('unused'),
    usualLanguage: () => 'de',
    startImports: async () => [],
    chooseSide: async () => ({ chosen: false, why: 'order-unknown' }),
    startReconcile: async () => [],
    startRepair: async () => undefined,
    startMailProof: async () => ({ proofId: '', joined: false }),
    reportsWished: () => undefined,
    runReports: () => ({ run: 'begun', nextRunAt: undefined }),
    listAccounts: async () => [],
    nextRunAt: () => undefined,
    getShopWatch: () => presentShopWatch(world.bridge.ledger, defaultSettings(), undefined),
  });
  return { ...world, routes: routesOf(app) };
}

it('has exactly the routes of its contract', async () => {
  const { routes } = await worldWithRoutes();
  const served = routes.filter(({ method }) => method !== '_all');
  const described = Object.values(API_OPERATIONS).map(({ method, path }) => ({ method, path }));
  const sorted = (list: { method: string; path: string }[]) =>
    list.map(({ method, path }) => `${method} ${path}`).toSorted();
  expect(sorted(served)).toEqual(sorted(described));
});

it('answers nothing but GET /healthz and signed webhooks without the token', async () => {
  const { routes, api } = await worldWithRoutes();
  expect(routes.length).toBeGreaterThan(10);
  for (const { method, path } of routes) {
    if (method === 'get' && path === '/healthz') continue;
    if (method === 'post' && path === '/webhooks/woocommerce') continue;
    const asked = { method: method === '_all' ? 'PUT' : method.toUpperCase() };
    const missing = await api.call(path, { ...asked, token: null });
    expect([path, missing.status]).toEqual([path, 401]);
    expect(missing.headers.get('www-authenticate')).toMatch(/^Bearer realm=/);
    const wrong = await api.call(path, { ...asked, token: 'x'.repeat(43) });
    expect([path, wrong.status]).toEqual([path, 401]);
    expect(wrong.headers.get('www-authenticate')).toContain('invalid_token');
  }
  expect((await api.call('/healthz', { token: null })).status).toBe(200);
  const { status, code } = await api.problem('/webhooks/woocommerce', { body: {} });
  expect({ status, code }).toEqual({ status: 401, code: 'signature-missing' });
});

it('tells nobody without the token which paths exist, and reads nothing they send', async () => {
  const { api } = await startHttpWorld();
  for (const path of ['/', '/api/v1/none', '/api/v1/orders/%E0%A4%A/x', '/../api-token']) {
    expect((await api.problem(path, { token: null })).code).toBe('token-missing');
  }
  const body = 'x'.repeat(1_000_000);
  expect((await api.problem('/api/v1/import-runs', { body, token: null })).status).toBe(401);
});

it('takes the token as a bearer token only, whole and alone', async () => {
  const { api, service } = await startHttpWorld();
  const token = service.apiToken.reveal();
  const others = [
    `Basic ${Buffer.from(`api:${token}`).toString('base64')}`,
    token,
    'Bearer',
    `Bearer ${token.slice(0, -1)}`,
    `Bearer ${token}x`,
    `Bearer ${token} ${token}`,
  ];
  for (const Authorization of others) {
    const { status } = await api.call('/api/v1/accounts', {
      token: null,
      headers: { Authorization },
    });
    expect([Authorization, status]).toEqual([Authorization, 401]);
  }
  const headers = { Authorization: `bearer ${token}` };
  expect((await api.call('/api/v1/accounts', { token: null, headers })).status).toBe(200);
  const inUrl = await api.call(`/api/v1/accounts?access_token=${token}`, { token: null });
  expect(inUrl.status).toBe(401);
});

it('answers to loopback names only while it listens on loopback', async () => {
  const { service } = await startHttpWorld();
  const port = new URL(service.url).port;
  const statusFor = async (Host: string) =>
    (await rawRequest(`${service.url}/healthz`, { Host })).status;
  for (const host of [
    'localhost',
    `localhost:${port}`,
    '127.0.0.1',
    `[::1]:${port}`,
    'LOCALHOST',
  ]) {
    expect([host, await statusFor(host)]).toEqual([host, 200]);
  }
  const strangers = [
    'evil.example',
    `evil.example:${port}`,
    '127.0.0.1.evil.example',
    'localhost@evil',
    'a b',
  ];
  for (const host of strangers) {
    expect([host, await statusFor(host)]).toEqual([host, 421]);
  }
});

it('answers to any name when it was told to listen to everybody', async () => {
  const { service } = await startHttpWorld(undefined, { host: '0.0.0.0' });
  const answer = await rawRequest(`${service.url}/healthz`, { Host: 'bridge.example' });
  expect(answer.status).toBe(200);
});

it('sends strict headers with every answer, and lets no other site read one', async () => {
  const { api } = await startHttpWorld();
  const answers = [
    await api.call('/healthz', { token: null }),
    await api.call('/api/v1/accounts', { headers: { Origin: 'https://evil.example' } }),
    await api.call('/api/v1/none'),
    await api.call('/api/v1/accounts', { token: null }),
  ];
  for (const { headers } of answers) {
    expect(headers.get('content-security-policy')).toBe(
      "default-src 'none';base-uri 'none';form-action 'none';frame-ancestors 'none'",
    );
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('x-powered-by')).toBeNull();
    expect(headers.get('access-control-allow-origin')).toBeNull();
    expect(headers.get('set-cookie')).toBeNull();
  }
});
