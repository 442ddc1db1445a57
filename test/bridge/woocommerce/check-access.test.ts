import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type ShopWorld, startShopWorld } from './shop-world.ts';
import { startSelfSignedServer, startStrangeServer } from './strange-server.ts';

const NEEDS = { minimumWooVersion: '9.9' };

let world: ShopWorld;
beforeEach(async () => {
  world = await startShopWorld({ now: () => new Date() });
});
afterEach(() => world.shop.stop());

/** The shop's clock is the machine's; so is the client's here. */
const problemsOf = async (access: Parameters<ShopWorld['clientWith']>[0] = {}) => {
  const clock = { now: () => new Date(), sleep: async () => {} };
  return (await world.clientWith(access, clock).checkAccess(NEEDS)).problems;
};

describe('checking the access to a shop', () => {
  it('finds nothing wrong with a usable shop, and changes nothing in it', async () => {
    const clock = { now: () => new Date(), sleep: async () => {} };
    expect(await world.clientWith({}, clock).checkAccess(NEEDS)).toEqual({
      problems: [],
      shop: {
        wooVersion: '10.5.0',
        wordpressVersion: '6.9.1',
        currency: 'EUR',
        priceDecimals: 2,
        hpos: true,
      },
    });
    expect(world.shop.state.orders.size).toBe(0);
    expect(world.shop.requests.map(({ method, rawBody }) => [method, rawBody])).toEqual([
      ['GET', ''],
      ['POST', '{}'],
    ]);
  });

  it.each([
    ['9.8.9', ['woocommerce-too-old']],
    ['9.9', []],
    ['9.10.0-beta.2', []],
    ['10.0.0', []],
  ])('compares version %s number by number', async (wooVersion, codes) => {
    world.shop.settings.wooVersion = wooVersion;
    expect((await problemsOf()).map(({ code }) => code)).toEqual(codes);
  });

  it('names another currency and missing cents', async () => {
    Object.assign(world.shop.settings, { currency: 'CHF', priceDecimals: 0 });
    expect(await problemsOf()).toEqual([
      { code: 'currency-not-eur', params: { currency: 'CHF' } },
      { code: 'price-decimals-too-few', params: { decimals: 0 } },
    ]);
  });

  it('tells what is wrong with the key', async () => {
    const keyOf = (permissions: 'read' | 'write') => {
      const { consumerKey, consumerSecret } = world.shop.addKey({ permissions });
      return { consumerKey, consumerSecret };
    };
    const code = async (access: Parameters<typeof problemsOf>[0]) => (await problemsOf(access))[0];
    expect(await code(keyOf('read'))).toEqual({ code: 'key-read-only', params: {} });
    expect(await code(keyOf('write'))).toEqual({ code: 'key-write-only', params: {} });
    expect(await code({ consumerKey: 'ck_unknown' })).toEqual({ code: 'key-unknown', params: {} });
    expect(await code({ consumerSecret: 'cs_wrong' })).toEqual({
      code: 'secret-wrong',
      params: {},
    });
  });

  it('tells a user without rights from an unknown key', async () => {
    const body = { code: 'woocommerce_rest_cannot_view', message: 'Sorry.', data: { status: 403 } };
    world.shop.faults.answer({ status: 403, body });
    expect(await problemsOf()).toEqual([{ code: 'key-lacks-rights', params: {} }]);
  });

  it.each([
    [404, '<html>no</html>', { code: 'rest-not-found', params: {} }],
    [403, '<html>no</html>', { code: 'access-blocked', params: { status: 403, code: '' } }],
    [
      401,
      { code: 'rest_not_logged_in', message: 'Members only' },
      { code: 'access-blocked', params: { status: 401, code: 'rest_not_logged_in' } },
    ],
    [200, '<html>soon</html>', { code: 'answer-not-json', params: {} }],
    [502, '<html>no</html>', { code: 'shop-faulty', params: { status: 502 } }],
  ])('names the cause of a %i with %j', async (status, body, problem) => {
    world.shop.faults.answer({ status, body }, { method: 'GET', times: 3 });
    expect(await problemsOf()).toEqual([problem]);
  });

  it('names a firewall that lets only reading calls through', async () => {
    world.shop.faults.answer({ status: 403, body: '<html>no</html>' }, { method: 'POST' });
    expect(await problemsOf()).toEqual([
      { code: 'access-blocked', params: { status: 403, code: '' } },
    ]);
  });

  it('names the host a shop sends callers to', async () => {
    world.shop.faults.redirect('https://www.shop.example:8443/wp-json/');
    expect(await problemsOf()).toEqual([
      { code: 'redirect', params: { host: 'www.shop.example:8443' } },
    ]);
  });

  it('names a certificate nobody trusts, and a place where nothing listens', async () => {
    const server = await startSelfSignedServer((_request, response) => response.end('{}'));
    expect(await problemsOf({ url: server.url })).toEqual([{ code: 'certificate', params: {} }]);
    await server.stop();
    const gone = await startStrangeServer(() => {});
    await gone.stop();
    expect(await problemsOf({ url: gone.url })).toEqual([{ code: 'refused', params: {} }]);
  });

  it('notices clocks that differ', async () => {
    const tenMinutesAgo = () => new Date(Date.now() - 600_000);
    const client = world.clientWith({}, { now: tenMinutesAgo, sleep: async () => {} });
    const { problems } = await client.checkAccess(NEEDS);
    expect(problems).toEqual([{ code: 'clock-differs', params: { seconds: expect.any(Number) } }]);
  });
});
