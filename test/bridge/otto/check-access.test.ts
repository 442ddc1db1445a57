import { describe, expect, it } from 'vitest';
import { ConfigError } from '../../../src/bridge/errors.ts';
import { createOttoClient } from '../../../src/bridge/otto/otto-client.ts';
import { usualCredentials } from '../../fakes/otto/index.ts';
import { variedSalesOrders } from '../../fixtures/otto/index.ts';
import { rejectionOf, startOttoWorld } from './otto-world.ts';

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
