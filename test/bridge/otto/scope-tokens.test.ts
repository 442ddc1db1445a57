import { describe, expect, it } from 'vitest';
import { OttoUnavailableError } from '../../../src/bridge/otto/otto-unavailable-error.ts';
import { usualCredentials } from '../../fakes/otto/index.ts';
import { type AfterSaleWorld, ALWAYS, startAfterSaleWorld } from './after-sale-world.ts';
import { collect, rejectionOf } from './otto-world.ts';

const scopesAsked = ({ otto }: AfterSaleWorld) =>
  otto.requestsTo('POST', '/v1/token').map(({ body }) => new URLSearchParams(body).get('scope'));
const returnsOf = ({ client }: AfterSaleWorld) => collect(client.listReturns({}));
const ordersOf = ({ client }: AfterSaleWorld) => collect(client.listSalesOrders({}));

/** Of an app that may read orders, and nothing else. */
async function worldWithoutRights(): Promise<AfterSaleWorld> {
  const world = await startAfterSaleWorld();
  world.otto.state.tokens.setCredentials({ ...usualCredentials, scopes: ['orders'] });
  return world;
}

describe('the token of a call', () => {
  it('is the common one for the account’s scopes, and one of its own for each other', async () => {
    const world = await startAfterSaleWorld();
    await ordersOf(world);
    await returnsOf(world);
    await returnsOf(world);
    await collect(world.client.listQuantities());
    await ordersOf(world);
    expect(scopesAsked(world)).toEqual(['orders', 'returns', 'availability']);
  });

  it('is the common one where the account asks for that right itself', async () => {
    const world = await startAfterSaleWorld();
    const client = world.clientWith({ scopes: ['orders', 'returns'] });
    await collect(client.listReturns({}));
    expect(scopesAsked(world)).toEqual(['orders returns']);
  });

  it('that OTTO refuses for a right the app lacks costs that feature alone', async () => {
    const world = await worldWithoutRights();
    const error = await rejectionOf(returnsOf(world));
    expect(error).toMatchObject({ code: 'otto-right-missing', params: { scope: 'returns' } });
    expect(await ordersOf(world)).toHaveLength(1);
    expect(world.otto.requestsTo('GET', '/v3/returns')).toEqual([]);
  });

  it('counts as a missing right where OTTO refuses it in words nobody knows', async () => {
    const world = await startAfterSaleWorld();
    await ordersOf(world);
    world.otto.faults.answerWith(400, { on: 'token', body: { fault: 'no' }, ...ALWAYS });
    expect(await rejectionOf(returnsOf(world))).toMatchObject({ code: 'otto-right-missing' });
  });

  it.each([
    [401, 'invalid_client'],
    [400, 'invalid_client'],
    [400, 'unauthorized_client'],
    [401, 'whatever'],
  ])(
    'that OTTO refuses to the app itself with %i %s is no missing right',
    async (status, error) => {
      const world = await startAfterSaleWorld();
      world.otto.faults.answerWith(status, { on: 'token', body: { error }, ...ALWAYS });
      expect(await rejectionOf(returnsOf(world))).toMatchObject({
        code: 'otto-credentials-refused',
      });
    },
  );

  it('is asked for again a minute after a refusal, so that a right given later works', async () => {
    const world = await worldWithoutRights();
    await rejectionOf(returnsOf(world));
    world.otto.state.tokens.setCredentials(usualCredentials);
    await world.clock.sleep(61_000);
    expect(await returnsOf(world)).toHaveLength(1);
  });

  it('of one scope is renewed after a 401, the others are left alone', async () => {
    const world = await startAfterSaleWorld();
    await ordersOf(world);
    world.otto.faults.unauthorized({ on: 'list-returns' });
    await returnsOf(world);
    expect(scopesAsked(world)).toEqual(['orders', 'returns', 'returns']);
  });
});

describe('an interface that is out of order', () => {
  it('keeps its own calls away, and no others', async () => {
    const world = await startAfterSaleWorld();
    world.otto.faults.answerWith(503, { on: 'list-returns', ...ALWAYS });
    for (let count = 0; count < 5; count++) await rejectionOf(returnsOf(world));
    expect(await rejectionOf(returnsOf(world))).toBeInstanceOf(OttoUnavailableError);
    expect(await ordersOf(world)).toHaveLength(1);
  });
});
