import { describe, expect, it, vi } from 'vitest';
import { MINUTE, SECOND } from '../../../src/bridge/clock.ts';
import { ConfigError, OttoApiError } from '../../../src/bridge/errors.ts';
import { REMEMBER_REFUSAL_MS, RENEW_AHEAD_MS } from '../../../src/bridge/otto/access-token.ts';
import { buildSalesOrder } from '../../fixtures/otto/index.ts';
import { rejectionOf, startOttoWorld } from './otto-world.ts';

const tokenCalls = (world: Awaited<ReturnType<typeof startOttoWorld>>) =>
  world.otto.requestsTo('POST', '/v1/token');

describe('the access token', () => {
  it('is asked for with client credentials and every scope in the form body', async () => {
    const world = await startOttoWorld({}, { scopes: ['orders', 'shipments'] });
    await world.client.getSalesOrder('5nhxzdr88b');
    const [call] = tokenCalls(world);
    expect(Object.fromEntries(new URLSearchParams(call?.body))).toEqual({
      grant_type: 'client_credentials',
      client_id: 'fake-otto-client',
      client_secret: 'fake-otto-secret',
      scope: 'orders shipments',
    });
    expect(call?.headers['content-type']).toMatch(/^application\/x-www-form-urlencoded/);
    expect(call?.headers.authorization).toBeUndefined();
  });

  it('is asked for at the path the account names', async () => {
    const world = await startOttoWorld({}, { tokenPath: '/oauth2/token' });
    await world.client.getSalesOrder('5nhxzdr88b');
    expect(world.otto.requestsTo('POST', '/oauth2/token')).toHaveLength(1);
  });

  it('serves all calls until shortly before it runs out', async () => {
    const world = await startOttoWorld();
    await world.client.getSalesOrder('a');
    await world.clock.sleep(1_800 * SECOND - RENEW_AHEAD_MS - 5 * SECOND);
    await world.client.getSalesOrder('b');
    expect(tokenCalls(world)).toHaveLength(1);
  });

  it('is renewed before it runs out', async () => {
    const world = await startOttoWorld();
    await world.client.getSalesOrder('a');
    await world.clock.sleep(1_800 * SECOND - RENEW_AHEAD_MS + SECOND);
    await world.client.getSalesOrder('b');
    expect(tokenCalls(world)).toHaveLength(2);
    expect(world.otto.requestsTo('GET', '/v4/orders/b')[0]?.outcome).toBe(404);
  });

  it('with a short life is used for nine tenths of it', async () => {
    const world = await startOttoWorld({ tokenLifetimeSeconds: 60 });
    await world.client.getSalesOrder('a');
    await world.clock.sleep(50 * SECOND);
    await world.client.getSalesOrder('b');
    expect(tokenCalls(world)).toHaveLength(1);
    await world.clock.sleep(5 * SECOND);
    await world.client.getSalesOrder('c');
    expect(tokenCalls(world)).toHaveLength(2);
  });

  it('goes on being used while it is valid and its renewal fails', async () => {
    const world = await startOttoWorld();
    await world.client.getSalesOrder('a');
    await world.clock.sleep(1_800 * SECOND - RENEW_AHEAD_MS + SECOND);
    const outage = world.otto.faults.tokenEndpointFails(503, { times: Number.POSITIVE_INFINITY });
    expect(await world.client.getSalesOrder('b')).toBeUndefined();
    await world.clock.sleep(2 * MINUTE);
    expect(await rejectionOf(world.client.getSalesOrder('c'))).toBeInstanceOf(OttoApiError);
    expect(world.otto.requestsTo('GET', '/v4/orders/c')).toEqual([]);
    outage.withdraw();
    expect(await world.client.getSalesOrder('d')).toBeUndefined();
  });

  it('is asked for once however many calls wait for it', async () => {
    const world = await startOttoWorld();
    await Promise.all(['a', 'b', 'c', 'd'].map((id) => world.client.getSalesOrder(id)));
    expect(tokenCalls(world)).toHaveLength(1);
  });

  it('still arrives for the others when the call that asked first is aborted', async () => {
    const world = await startOttoWorld();
    const impatient = new AbortController();
    const tokenMayCome = Promise.withResolvers<void>();
    world.otto.hooks.onRequest = async (request) => {
      if (request.path !== '/v1/token') return;
      impatient.abort(new Error('shutting down'));
      await tokenMayCome.promise;
    };
    const first = rejectionOf(world.client.getSalesOrder('a', impatient.signal));
    const second = world.client.getSalesOrder('b');
    expect(await first).toEqual(new Error('shutting down'));
    tokenMayCome.resolve();
    expect(await second).toBeUndefined();
    expect(tokenCalls(world)).toHaveLength(1);
    expect(world.otto.requestsTo('GET', '/v4/orders/a')).toHaveLength(0);
  });

  it('is renewed once after a 401, and the call is made again', async () => {
    const world = await startOttoWorld();
    const order = buildSalesOrder();
    world.otto.addOrder(order);
    await world.client.getSalesOrder('a');
    world.otto.faults.revokeTokens();
    const found = await world.client.getSalesOrder(order.salesOrderId);
    expect(found?.readable).toBe(true);
    expect(tokenCalls(world)).toHaveLength(2);
    expect(world.clock.sleeps.every((ms) => ms <= 200)).toBe(true);
  });

  it('is renewed once for several calls that meet the same 401', async () => {
    const world = await startOttoWorld();
    await world.client.getSalesOrder('a');
    world.otto.faults.revokeTokens();
    await Promise.all(['b', 'c', 'd'].map((id) => world.client.getSalesOrder(id)));
    expect(tokenCalls(world)).toHaveLength(2);
  });

  it('is not thrown away by a 401 that comes late for the token before it', async () => {
    const world = await startOttoWorld();
    await world.client.getSalesOrder('a');
    world.otto.faults.revokeTokens();
    const { issued } = world.otto.state.tokens;
    world.otto.hooks.onEffect = async ({ path }, { status }) => {
      if (path !== '/v4/orders/late' || status !== 401) return;
      await vi.waitFor(() => expect(world.otto.requests.at(-1)?.path).toBe('/v4/orders/b'), {
        interval: 1,
      });
      await vi.waitFor(() => expect(issued).toHaveLength(2), { interval: 1 });
    };
    const late = world.client.getSalesOrder('late');
    await vi.waitFor(() => expect(world.otto.requests.at(-1)?.path).toBe('/v4/orders/late'), {
      interval: 1,
    });
    await world.client.getSalesOrder('b');
    await late;
    expect(issued).toHaveLength(2);
  });

  it('refused twice by an interface is for the owner to see', async () => {
    const world = await startOttoWorld();
    world.otto.faults.unauthorized({ times: Number.POSITIVE_INFINITY });
    const error = await rejectionOf(world.client.getSalesOrder('a'));
    expect(error).toBeInstanceOf(ConfigError);
    expect(error).toMatchObject({ code: 'otto-token-refused', retryable: false });
    expect(world.otto.requestsTo('GET', '/v4/orders/a')).toHaveLength(2);
    expect(tokenCalls(world)).toHaveLength(2);
  });
});

describe('refused credentials', () => {
  it.each([
    ['a wrong secret', { clientSecret: 'wrong' }, 'otto-credentials-refused', 'invalid_client'],
    ['an unknown scope', { scopes: ['orders', 'moon'] }, 'otto-scope-refused', 'invalid_scope'],
  ])('by %s are named, and not tried a second time', async (_what, access, code, reason) => {
    const world = await startOttoWorld({}, access);
    const error = await rejectionOf(world.client.getSalesOrder('a'));
    expect(error).toBeInstanceOf(ConfigError);
    expect(error).toMatchObject({ code, retryable: false, params: { reason } });
    expect(tokenCalls(world)).toHaveLength(1);
  });

  it('are named even when the answer has no body', async () => {
    const world = await startOttoWorld();
    world.otto.faults.answerWith(401, { on: 'token' });
    expect(await rejectionOf(world.client.getSalesOrder('a'))).toMatchObject({
      code: 'otto-credentials-refused',
    });
  });

  it('are remembered for a minute, in which no request is made', async () => {
    const world = await startOttoWorld();
    world.otto.faults.tokenEndpointFails(401);
    await rejectionOf(world.client.getSalesOrder('a'));
    await world.clock.sleep(REMEMBER_REFUSAL_MS - SECOND);
    expect(await rejectionOf(world.client.getSalesOrder('b'))).toMatchObject({
      code: 'otto-credentials-refused',
    });
    expect(world.otto.requests).toHaveLength(1);
    await world.clock.sleep(2 * SECOND);
    expect(await world.client.getSalesOrder('c')).toBeUndefined();
  });

  it('are not what an outage of the token endpoint is taken for', async () => {
    const world = await startOttoWorld();
    world.otto.faults.tokenEndpointFails(500, { times: 2 });
    expect(await world.client.getSalesOrder('a')).toBeUndefined();
    expect(tokenCalls(world)).toHaveLength(3);
  });
});

describe('a right that is missing', () => {
  it('is named by its scope and not tried again', async () => {
    const world = await startOttoWorld();
    world.otto.faults.forbidden({ times: 2 });
    const error = await rejectionOf(world.client.getSalesOrder('a'));
    expect(error).toBeInstanceOf(ConfigError);
    expect(error).toMatchObject({ code: 'otto-right-missing', params: { scope: 'orders' } });
    expect(world.otto.requestsTo('GET', '/v4/orders/a')).toHaveLength(1);
  });
});
