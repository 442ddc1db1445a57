import { describe, expect, it } from 'vitest';
import { API_OPERATIONS } from '../../../src/bridge/http/api-contract.ts';
import { CONSENT_PATH } from '../../../src/bridge/set-up/consent.ts';
import { startFakeShop } from '../../fakes/woocommerce/fake-shop.ts';
import { startHttpWorld } from './http-world.ts';

const PUBLIC_URL = 'https://bridge.mein-shop.example/otto-bridge';
const CONSENT = '/api/v1/shop/consent';

/** A bridge without a shop, behind an https address that leads to it; and a merchant's browser. */
async function startConsentWorld(publicUrl: string | null = PUBLIC_URL) {
  const world = await startHttpWorld((settings) => ({ ...settings, publicUrl, shop: null }));
  const { shop, api, service } = world;
  // What the proxy in front of the bridge does: ends TLS and takes the path off.
  shop.hooks.reach = (callbackUrl) => callbackUrl.replace(PUBLIC_URL, service.url);
  const ask = () => api.read(API_OPERATIONS.askConsent, CONSENT, { body: { url: shop.url } });
  const state = async () => api.read(API_OPERATIONS.getConsent, CONSENT);
  const browse = (url: string) =>
    fetch(url, { redirect: 'manual', headers: { cookie: 'wordpress_logged_in=merchant' } });
  /** the link of the shop's page */
  const link = async (authorizeUrl: string, kind: 'approve' | 'deny') => {
    const page = await (await browse(authorizeUrl)).text();
    const found = new RegExp(`class="wc-auth-${kind}" href="([^"]+)"`).exec(page)?.[1];
    return (found ?? '').replaceAll('&amp;', '&');
  };
  const post = (body: unknown) => api.call(CONSENT_PATH, { token: null, body });
  const keysFor = (authorizeUrl: string) =>
    shop.approveKeys(Object.fromEntries(new URL(authorizeUrl).searchParams)).body;
  const shopNow = () => api.read(API_OPERATIONS.getShop, '/api/v1/shop');
  return { ...world, ask, state, browse, link, post, keysFor, shopNow };
}

describe('the consent of a shop', () => {
  it('is asked for on WooCommerce’s own page, for reading and writing', async () => {
    const { ask, shop, state } = await startConsentWorld();
    const { authorizeUrl, expiresAt } = await ask();
    const url = new URL(authorizeUrl);
    expect(`${url.origin}${url.pathname}`).toBe(`${shop.url}/wc-auth/v1/authorize`);
    expect(Object.fromEntries(url.searchParams)).toEqual({
      app_name: 'OTTO Market Bridge',
      scope: 'read_write',
      user_id: expect.stringMatching(/^[\w-]{43}$/),
      return_url: `${PUBLIC_URL}/setup`,
      callback_url: `${PUBLIC_URL}/webhooks/woocommerce-consent`,
    });
    expect(Date.parse(expiresAt)).toBeGreaterThan(Date.parse('2026-03-20T08:14:59Z'));
    expect(await state()).toMatchObject({ state: 'waiting', url: shop.url, about: null });
  });

  it('connects the shop when the merchant approves', async () => {
    const { ask, link, browse, state, shopNow, shop, bridge, watch } = await startConsentWorld();
    const answer = await browse(await link((await ask()).authorizeUrl, 'approve'));
    expect(answer.status).toBe(302);
    expect(answer.headers.get('location')).toContain(`${PUBLIC_URL}/setup?success=1`);
    expect(await state()).toMatchObject({ state: 'connected', about: null });
    expect(await shopNow()).toMatchObject({
      url: shop.url,
      isConnected: true,
      consumerKey: { isSet: true },
      facts: { currency: 'EUR' },
    });
    for (const { consumerKey, consumerSecret } of shop.state.apiKeys) {
      watch.secrets.add(consumerKey).add(consumerSecret);
    }
    const { client } = bridge.connections.shop(await bridge.settings.load());
    expect((await client.checkAccess({ minimumWooVersion: '9.9' })).problems).toEqual([]);
    const entries = await bridge.ledger.listAuditEntries({ action: 'connectShop', limit: 5 });
    expect(entries.map(({ actor }) => actor)).toEqual(['tests']);
  });

  it('is taken once: the same keys sent again are refused', async () => {
    const { ask, post, keysFor } = await startConsentWorld();
    const keys = keysFor((await ask()).authorizeUrl);
    expect((await post(keys)).status).toBe(200);
    const again = await post(keys);
    expect(again.status).toBe(409);
    expect(again.json).toMatchObject({ code: 'consent-unknown' });
  });

  it('is taken once too when the shop sends it twice at the same time', async () => {
    const { ask, post, keysFor } = await startConsentWorld();
    const keys = keysFor((await ask()).authorizeUrl);
    const statuses = (await Promise.all([post(keys), post(keys), post(keys)])).map(
      ({ status }) => status,
    );
    expect(statuses.toSorted()).toEqual([200, 409, 409]);
  });

  it.each(['', 'x'.repeat(43), null, 42, { $gt: '' }])(
    'of a state that nobody asked with is refused: %j',
    async (state) => {
      const { ask, post, keysFor, shopNow } = await startConsentWorld();
      const keys = keysFor((await ask()).authorizeUrl);
      expect((await post({ ...keys, user_id: state })).status).toBe(409);
      expect((await shopNow()).isConnected).toBe(false);
    },
  );

  it('comes too late after 15 minutes', async () => {
    const { ask, post, keysFor, state, clock } = await startConsentWorld();
    const keys = keysFor((await ask()).authorizeUrl);
    clock.skip(15 * 60_000);
    expect((await post(keys)).status).toBe(409);
    expect(await state()).toMatchObject({
      state: 'expired',
      about: { code: 'consent-expired' },
    });
  });

  it('is void once another was asked for', async () => {
    const { ask, post, keysFor } = await startConsentWorld();
    const first = keysFor((await ask()).authorizeUrl);
    await ask();
    expect((await post(first)).status).toBe(409);
  });

  it('with keys of another shop connects nothing, and they are tried at the shop that was asked', async () => {
    const other = await startFakeShop();
    try {
      const { ask, post, state, shopNow, shop } = await startConsentWorld();
      const { authorizeUrl } = await ask();
      const query = Object.fromEntries(new URL(authorizeUrl).searchParams);
      const answer = await post(other.approveKeys(query).body);
      expect(answer.status).toBe(409);
      expect(answer.json).toMatchObject({ code: 'consent-keys-unusable' });
      expect(await state()).toMatchObject({
        state: 'failed',
        url: shop.url,
        about: { code: 'consent-keys-unusable' },
      });
      expect((await shopNow()).isConnected).toBe(false);
      expect(other.requests).toEqual([]);
    } finally {
      await other.stop();
    }
  });

  it('for reading alone is not enough', async () => {
    const { ask, post, keysFor, shopNow } = await startConsentWorld();
    const keys = keysFor((await ask()).authorizeUrl);
    const answer = await post({ ...keys, key_permissions: 'read' });
    expect(answer.json).toMatchObject({ code: 'consent-keys-unusable' });
    expect((await shopNow()).isConnected).toBe(false);
  });

  it('that the merchant denied is told as denied', async () => {
    const { ask, link, api, post, keysFor } = await startConsentWorld();
    const { authorizeUrl } = await ask();
    const back = new URL(await link(authorizeUrl, 'deny'));
    expect(back.searchParams.get('success')).toBe('0');
    const body = { state: back.searchParams.get('user_id') };
    const told = await api.read(API_OPERATIONS.denyConsent, `${CONSENT}/denied`, { body });
    expect(told).toMatchObject({ state: 'denied', about: { code: 'consent-denied' } });
    expect((await post(keysFor(authorizeUrl))).status).toBe(409);
  });

  it('leaves a shop that is connected as it is until other keys are found to work', async () => {
    const world = await startHttpWorld((settings) => ({ ...settings, publicUrl: PUBLIC_URL }));
    const { api, shop } = world;
    const body = { url: shop.url };
    const { authorizeUrl } = await api.read(API_OPERATIONS.askConsent, CONSENT, { body });
    const user_id = new URL(authorizeUrl).searchParams.get('user_id');
    const keys = { key_id: 1, consumer_key: 'ck_x', consumer_secret: 'cs_x' };
    await api.call(CONSENT_PATH, {
      token: null,
      body: { ...keys, user_id, key_permissions: 'read_write' },
    });
    const checks = { checks: ['shop'] };
    const { findings } = await api.read(API_OPERATIONS.runChecks, '/api/v1/checks', {
      body: checks,
    });
    expect(findings.map(({ state }) => state)).toEqual(['ok']);
  });

  it.each([
    ['no address from outside', null],
    ['an address without https', 'http://bridge.mein-shop.example'],
  ])('is not possible with %s, and pasted keys are named as the way', async (_what, publicUrl) => {
    const { api, shop, shopNow } = await startConsentWorld(publicUrl);
    const problem = await api.problem(CONSENT, { body: { url: shop.url } });
    expect(problem).toMatchObject({ status: 409, code: 'consent-needs-https' });
    expect(problem.detail).toContain('WooCommerce > Settings > Advanced > REST API');
    expect((await shopNow()).consent).toMatchObject({
      isPossible: false,
      about: { code: 'consent-needs-https' },
    });
  });

  it.each([
    ['no JSON', 'user_id=1', 400],
    ['far too much', JSON.stringify({ user_id: 'x'.repeat(20_000) }), 413],
    ['a list', '[1]', 409],
    ['nothing', '', 409],
  ])('sent as %s is refused', async (_what, body, status) => {
    const { api, ask } = await startConsentWorld();
    await ask();
    const answer = await api.call(CONSENT_PATH, { token: null, method: 'POST', body });
    expect(answer.status).toBe(status);
  });
});

describe('a shop with pasted keys', () => {
  const put = (body: unknown) => ({ method: 'PUT', body });

  it('is connected when it can be worked with', async () => {
    const { api, shop, shopNow } = await startConsentWorld();
    const { consumerKey, consumerSecret } = shop.key;
    const answer = await api.read(
      API_OPERATIONS.connectShop,
      '/api/v1/shop',
      put({ url: `${shop.url}/`, consumerKey, consumerSecret }),
    );
    expect(answer).toMatchObject({ isSaved: true, shop: { url: shop.url, isConnected: true } });
    expect(answer.changes).toContain(`From now on orders come into the shop ${shop.url}.`);
    expect((await shopNow()).facts?.wooVersion).toMatch(/^\d/);
  });

  it('is not saved with keys that do not work, and what was there stays', async () => {
    const world = await startHttpWorld();
    const before = (await world.bridge.settings.load()).shop;
    const wrong = { url: world.shop.url, consumerKey: 'ck_nobody', consumerSecret: 'cs_nobody' };
    const answer = await world.api.read(API_OPERATIONS.connectShop, '/api/v1/shop', put(wrong));
    expect(answer).toMatchObject({
      isSaved: false,
      changes: [],
      findings: [{ check: 'shop', state: 'wrong', code: 'key-unknown' }],
    });
    expect((await world.bridge.settings.load()).shop).toEqual(before);
  });

  it('keeps its keys for the same address, and never shows them to another', async () => {
    const { api, shop, bridge } = await startHttpWorld();
    const longer = put({ url: shop.url, timeoutMs: 90_000 });
    const kept = await api.read(API_OPERATIONS.connectShop, '/api/v1/shop', longer);
    expect(kept).toMatchObject({ isSaved: true, shop: { timeoutMs: 90_000 } });
    const moved = await api.call('/api/v1/shop', put({ url: 'https://evil.example' }));
    expect(moved.status).toBe(400);
    expect(moved.json).toMatchObject({
      errors: [{ field: 'consumerKey' }, { field: 'consumerSecret' }],
    });
    expect((await bridge.settings.load()).shop?.url).toBe(shop.url);
  });

  it('lists its statuses with their names, custom ones too', async () => {
    const { api, shop } = await startHttpWorld();
    shop.settings.orderStatuses.push({ slug: 'zugestellt', name: 'Zugestellt' });
    const { items } = await api.read(API_OPERATIONS.listShopStatuses, '/api/v1/shop/statuses');
    expect(items).toContainEqual({ slug: 'zugestellt', name: 'Zugestellt', isBuiltIn: false });
    expect(items).toContainEqual(expect.objectContaining({ slug: 'on-hold', isBuiltIn: true }));
  });

  it('finds products by SKU and by name', async () => {
    const { api, shop } = await startHttpWorld();
    shop.addProduct({ sku: 'MUG-1', name: 'Kaffeebecher' });
    for (const search of ['MUG-1', 'Kaffee']) {
      const path = `/api/v1/shop/products?search=${search}`;
      const { items } = await api.read(API_OPERATIONS.searchShopProducts, path);
      expect(items).toEqual([expect.objectContaining({ sku: 'MUG-1', name: 'Kaffeebecher' })]);
    }
  });
});
