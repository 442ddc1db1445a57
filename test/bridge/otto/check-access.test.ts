import { describe, expect, it } from 'vitest';
import { ConfigError } from '../../../src/bridge/errors.ts';
import { FEATURE_SCOPES } from '../../../src/bridge/otto/check-rights.ts';
import { createOttoClient } from '../../../src/bridge/otto/otto-client.ts';
import { usualCredentials } from '../../fakes/otto/index.ts';
import { variedSalesOrders } from '../../fixtures/otto/index.ts';
import { type OttoWorld, rejectionOf, startOttoWorld } from './otto-world.ts';

const always = { times: Number.POSITIVE_INFINITY };

describe('the check of an access', () => {
  it('is one token and one list of one order', async () => {
    const { otto, client } = await startOttoWorld();
    for (const order of variedSalesOrders(3)) otto.addOrder(order);
    expect(await client.checkAccess()).toEqual({ outcome: 'ok' });
    expect(otto.requests.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'POST /v1/token',
      'GET /v4/orders',
    ]);
    expect([...(otto.requests[1]?.query ?? [])]).toEqual([['limit', '1']]);
  });

  it('tells a wrong secret', async () => {
    const { client } = await startOttoWorld({}, { clientSecret: 'wrong' });
    expect(await client.checkAccess()).toMatchObject({
      outcome: 'credentials-refused',
      error: { code: 'otto-credentials-refused' },
    });
  });

  it('tells a token that OTTO itself does not take', async () => {
    const { otto, client } = await startOttoWorld();
    otto.faults.unauthorized(always);
    expect(await client.checkAccess()).toMatchObject({ outcome: 'credentials-refused' });
  });

  it('tells a scope the app does not have', async () => {
    const { client } = await startOttoWorld({}, { scopes: ['orders', 'moon'] });
    expect(await client.checkAccess()).toMatchObject({
      outcome: 'scope-missing',
      error: { code: 'otto-scope-refused' },
    });
  });

  it('tells the right to orders that the app lacks, where it is not asked for with the others', async () => {
    const { otto, client } = await startOttoWorld({}, { scopes: ['shipments'] });
    otto.state.tokens.setCredentials({ ...usualCredentials, scopes: ['shipments'] });
    expect(await client.checkAccess()).toMatchObject({
      outcome: 'scope-missing',
      error: { code: 'otto-right-missing', params: { scope: 'orders' } },
    });
  });

  it('tells an outage from refused credentials', async () => {
    const { otto, client } = await startOttoWorld();
    otto.faults.tokenEndpointFails(503, always);
    expect(await client.checkAccess()).toMatchObject({ outcome: 'no-answer' });
    await otto.stop();
    expect(await client.checkAccess()).toMatchObject({
      outcome: 'no-answer',
      error: { fault: 'refused' },
    });
  });

  it('tells no answer while the breaker is open', async () => {
    const { otto, client } = await startOttoWorld();
    await otto.stop();
    for (let count = 0; count < 5; count++) await client.checkAccess();
    expect(await client.checkAccess()).toMatchObject({
      outcome: 'no-answer',
      error: { name: 'OttoUnavailableError' },
    });
  });

  it('tells an address at which somebody else answers', async () => {
    const { otto, client } = await startOttoWorld();
    otto.faults.tokenEndpointFails(404);
    expect(await client.checkAccess()).toMatchObject({ outcome: 'unexpected-answer' });
    otto.faults.htmlPage(200, { ...always, on: 'any' });
    expect(await client.checkAccess()).toMatchObject({ outcome: 'unexpected-answer' });
    otto.faults.clear();
    otto.faults.answerWith(301, { on: 'any', headers: { Location: otto.url } });
    expect(await client.checkAccess()).toMatchObject({ outcome: 'unexpected-answer' });
  });

  it('ends with the reason when aborted', async () => {
    const { client } = await startOttoWorld();
    const gone = AbortSignal.abort(new Error('gone'));
    expect(await rejectionOf(client.checkAccess(gone))).toEqual(new Error('gone'));
  });
});

describe('a base URL', () => {
  it('may end with a slash and may have a path of its own', async () => {
    const { otto, clientWith } = await startOttoWorld();
    expect(await clientWith({ baseUrl: `${otto.url}///` }).checkAccess()).toEqual({
      outcome: 'ok',
    });
    await clientWith({ baseUrl: `${otto.url}/proxy/` }).checkAccess();
    expect(otto.requests.at(-1)?.path).toBe('/proxy/v1/token');
  });

  it.each([
    ['api.otto.market'],
    ['ftp://api.otto.market'],
    ['https://user:secret@api.otto.market'],
    ['https://api.otto.market?x=1'],
    [''],
  ])('that reads %j is refused when the client is made', async (baseUrl) => {
    const { access, clock } = await startOttoWorld();
    const logger = { debug() {}, info() {}, warn() {}, error() {} };
    expect(() => createOttoClient({ ...access, baseUrl }, { clock, logger })).toThrow(ConfigError);
  });
});

describe('the check of further rights', () => {
  const ALL = [...FEATURE_SCOPES];
  const granting = (world: OttoWorld, scopes: string[]) =>
    world.otto.state.tokens.setCredentials({ ...usualCredentials, scopes });

  it('finds none missing where OTTO lets the app read each list, and changes nothing', async () => {
    const { otto, client } = await startOttoWorld();
    expect(await client.findMissingRights(ALL)).toEqual([]);
    const asked = otto.requests.filter(({ path }) => path !== '/v1/token');
    expect(asked.map(({ method, path }) => `${method} ${path}`).toSorted()).toEqual([
      'GET /v1/availability/quantities',
      'GET /v1/price-reductions',
      'GET /v1/return-shipments',
      'GET /v3/receipts',
      'GET /v3/returns',
    ]);
    expect(asked.every(({ query }) => query.get('limit') === '1')).toBe(true);
  });

  it('names those that OTTO gives no token for, of those that are asked about', async () => {
    const world = await startOttoWorld();
    granting(world, ['orders', 'receipts']);
    expect(await world.client.findMissingRights(ALL)).toEqual([
      'shipments',
      'returns',
      'price-reduction',
      'availability',
    ]);
    expect(await world.client.findMissingRights(['receipts'])).toEqual([]);
    expect(await world.client.findMissingRights([])).toEqual([]);
  });

  it('names one that the token has and the interface refuses', async () => {
    const { otto, client } = await startOttoWorld();
    otto.faults.forbidden({ ...always, on: ({ path }) => path === '/v3/returns' });
    expect(await client.findMissingRights(ALL)).toEqual(['returns']);
  });

  it('says nothing about an interface that does not answer, or not as expected', async () => {
    const { otto, client } = await startOttoWorld();
    otto.faults.answerWith(503, { ...always, on: ({ path }) => path === '/v3/returns' });
    otto.faults.answerWith(400, { ...always, on: ({ path }) => path === '/v3/receipts' });
    otto.faults.answerWith(404, { ...always, on: ({ path }) => path === '/v1/price-reductions' });
    expect(await client.findMissingRights(ALL)).toEqual([]);
  });

  it('ends with the reason of who gives up waiting', async () => {
    const { client } = await startOttoWorld();
    const signal = AbortSignal.abort(new Error('enough'));
    expect(await rejectionOf(client.findMissingRights(ALL, signal))).toEqual(new Error('enough'));
  });
});
