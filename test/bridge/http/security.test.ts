import { expect, it } from 'vitest';
import { startHttpWorld } from './http-world.ts';
import { rawRequest } from './raw-request.ts';

it('tells nobody without a log-in which paths exist, and reads nothing they send', async () => {
  const { api } = await startHttpWorld();
  for (const path of ['/api', '/api/v1/none', '/api/v1/orders/%E0%A4%A/x', '/API/v1/orders/']) {
    const { status, code } = await api.problem(path, { token: null });
    expect([path, status, code]).toEqual([path, 401, 'login-required']);
    const wrong = await api.problem(path, { token: 'omb_wrong' });
    expect([path, wrong.status, wrong.code]).toEqual([path, 401, 'token-wrong']);
  }
  const body = 'x'.repeat(1_000_000);
  expect((await api.problem('/api/v1/import-runs', { body, token: null })).status).toBe(401);
  const missing = await api.call('/api/v1/orders', { token: null });
  expect(missing.headers.get('www-authenticate')).toBe('Bearer realm="otto-market-bridge"');
  expect((await api.problem('/api/v1/none')).status).toBe(404);
});

it('answers nothing but health and signed webhooks outside of /api and the page', async () => {
  const { api } = await startHttpWorld();
  expect((await api.call('/healthz', { token: null })).status).toBe(200);
  const { status, code } = await api.problem('/webhooks/woocommerce', { body: {} });
  expect({ status, code }).toEqual({ status: 401, code: 'signature-missing' });
  expect((await api.problem('/anything', { method: 'POST', token: null })).status).toBe(404);
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

it('answers to the name of its public address as well', async () => {
  const { service } = await startHttpWorld((settings) => ({
    ...settings,
    publicUrl: 'https://Bridge.shop.example/otto-bridge',
  }));
  const statusFor = async (Host: string) =>
    (await rawRequest(`${service.url}/healthz`, { Host })).status;
  expect(await statusFor('bridge.shop.example')).toBe(200);
  expect(await statusFor('bridge.shop.example:8443')).toBe(200);
  expect(await statusFor('shop.example')).toBe(421);
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
    expect(headers.get('cache-control')).toMatch(/^(no-store|private, no-cache)$/);
    expect(headers.get('x-powered-by')).toBeNull();
    expect(headers.get('access-control-allow-origin')).toBeNull();
    expect(headers.get('set-cookie')).toBeNull();
  }
});
