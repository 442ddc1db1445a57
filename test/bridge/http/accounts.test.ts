import { describe, expect, it } from 'vitest';
import { API_OPERATIONS } from '../../../src/bridge/http/api-contract.ts';
import { usualCredentials } from '../../fakes/otto/index.ts';
import { type HttpWorld, startHttpWorld } from './http-world.ts';

const at = (accountId: string, rest = '') => `/api/v1/accounts/${accountId}${rest}`;
const read = ({ api }: HttpWorld, accountId: string) =>
  api.read(API_OPERATIONS.getAccount, at(accountId));

/** Adds a second account, a draft at the fake OTTO. */
async function withDraft() {
  const world = await startHttpWorld();
  const clientId = `${usualCredentials.clientId}-second`;
  world.otto.state.tokens.setCredentials({ ...usualCredentials, clientId });
  const body = {
    accountId: 'second',
    name: 'Zweites Konto',
    environment: { baseUrl: world.otto.url },
    clientId,
    clientSecret: usualCredentials.clientSecret,
  };
  const draft = await world.api.read(API_OPERATIONS.createAccount, '/api/v1/accounts', { body });
  const change = async (accountId: string, changed: unknown, ifMatch?: string) =>
    world.api.call(at(accountId), {
      method: 'PUT',
      headers: { 'If-Match': `"${ifMatch ?? (await read(world, accountId)).version}"` },
      body: changed,
    });
  const state = (accountId: string, asked: unknown) =>
    world.api.call(at(accountId, '/state'), { body: asked });
  return { ...world, draft, change, state };
}

describe('an account', () => {
  it('is added as a draft whose orders begin now, and its secret never comes back', async () => {
    const world = await withDraft();
    expect(world.draft).toMatchObject({
      accountId: 'second',
      state: 'draft',
      startAt: expect.stringMatching(/^2026-03-20T08:00:0/),
      clientSecret: { isSet: true },
      ownSchedule: null,
      schedule: '*/5 * * * *',
      hasOrders: false,
      nextRunAt: null,
    });
    const { items } = await world.api.read(API_OPERATIONS.listAccounts, '/api/v1/accounts');
    expect(items.map(({ accountId }) => accountId)).toEqual(['main', 'second']);
  });

  it('is refused under an id that is there already', async () => {
    const { api } = await withDraft();
    const body = { accountId: 'second', name: 'Noch eins' };
    const problem = await api.problem('/api/v1/accounts', { body });
    expect(problem).toMatchObject({ status: 409, code: 'account-exists' });
  });

  it.each([
    [{ accountId: 'Ä' }, 'accountId'],
    [{ name: '' }, 'name'],
    [{ name: 'x'.repeat(101) }, 'name'],
    [{ environment: 'live' }, 'environment'],
    [{ scopes: [] }, 'scopes'],
    [{ requestsPerSecond: 100 }, 'requestsPerSecond'],
    [{ startAt: 'yesterday' }, 'startAt'],
    [{ schedule: 'sometimes' }, 'schedule'],
    [{ state: 'active' }, 'state'],
  ])('is refused by the name of the field that is wrong: %j', async (wrong, field) => {
    const { api } = await startHttpWorld();
    const body = { accountId: 'second', name: 'Konto', ...wrong };
    const problem = await api.problem('/api/v1/accounts', { body });
    expect(problem).toMatchObject({ status: 400 });
    expect(problem.errors?.map((error) => error.field)).toContain(field);
  });

  it('is changed on the version it is based on, and says what is different', async () => {
    const { change, draft } = await withDraft();
    const answer = await change('second', { name: 'Umbenannt', requestsPerSecond: 2 });
    expect(answer.status).toBe(200);
    const changed = API_OPERATIONS.changeAccount.answer.parse(answer.json);
    expect(changed).toMatchObject({ name: 'Umbenannt', requestsPerSecond: 2 });
    expect(changed.changes).toHaveLength(2);
    const stale = await change('second', { name: 'Zu spät' }, draft.version);
    expect(stale.status).toBe(412);
    expect(stale.text).toContain('by tests');
  });

  it('of nobody is unknown', async () => {
    const { api } = await startHttpWorld();
    expect(await api.problem(at('nobody'))).toMatchObject({ status: 404 });
  });

  it('as a draft loses its secret when it would go to another place', async () => {
    const world = await withDraft();
    await world.change('second', { environment: 'sandbox' });
    expect((await read(world, 'second')).clientSecret).toEqual({ isSet: false });
  });

  it('that is live needs its secret anew before that goes to another place', async () => {
    const { change } = await withDraft();
    const answer = await change('main', { environment: { baseUrl: 'https://evil.example' } });
    expect(answer.status).toBe(400);
    expect(answer.json).toMatchObject({ errors: [{ field: 'clientSecret' }] });
    const given = { environment: { baseUrl: 'https://proxy.example' }, clientSecret: 'new-secret' };
    expect((await change('main', given)).status).toBe(200);
  });

  it('goes live, pauses, resumes and tells each', async () => {
    const world = await withDraft();
    const live = await world.state('second', { state: 'active' });
    expect(live.json).toMatchObject({
      state: 'active',
      changes: [expect.stringContaining('“Zweites Konto” is live')],
    });
    const paused = await world.state('second', { state: 'paused' });
    expect(paused.json).toMatchObject({ state: 'paused' });
    expect((await world.state('second', { state: 'active' })).status).toBe(200);
  });

  it('without a secret does not go live', async () => {
    const { api, state } = await withDraft();
    await api.call('/api/v1/accounts', { body: { accountId: 'bare', name: 'Leer' } });
    const answer = await state('bare', { state: 'active' });
    expect(answer.status).toBe(409);
    expect(answer.json).toMatchObject({ code: 'secret-missing' });
  });

  it('of an app that another live account has does not go live', async () => {
    const { state, change, draft } = await withDraft();
    const main = { clientId: `${usualCredentials.clientId}-main` };
    const secret = { clientSecret: usualCredentials.clientSecret };
    expect((await change('second', { ...main, ...secret }, draft.version)).status).toBe(200);
    const answer = await state('second', { state: 'active' });
    expect(answer.status).toBe(400);
    expect(answer.json).toMatchObject({ errors: [{ field: 'clientId' }] });
  });

  it('is removed while it is no live one, and what stays is told', async () => {
    const { api, state } = await withDraft();
    const removed = await api.read(API_OPERATIONS.removeAccount, at('second'), {
      method: 'DELETE',
    });
    expect(removed.changes[0]).toContain('Its orders stay in the shop');
    const live = await api.problem(at('main'), { method: 'DELETE' });
    expect(live).toMatchObject({ status: 409, code: 'account-is-active' });
    await state('main', { state: 'paused' });
    expect((await api.call(at('main'), { method: 'DELETE' })).status).toBe(200);
  });

  it('shows the rules that hold for it, and which of them are its own', async () => {
    const { api, change } = await withDraft();
    const own = { statusMapping: { sent: 'on-hold' } };
    await change('second', { rules: own, shipping: { graceMinutes: 3 } });
    const answer = await api.read(
      API_OPERATIONS.getEffectiveRules,
      at('second', '/effective-rules'),
    );
    expect(answer.rules.statusMapping).toMatchObject({
      sent: 'on-hold',
      processable: 'processing',
    });
    expect(answer.shipping.graceMinutes).toBe(3);
    expect(answer.ownRules).toEqual(['statusMapping.sent']);
    expect(answer.ownShipping).toEqual(['graceMinutes']);
  });
});

describe('the test of an account', () => {
  const test = (world: HttpWorld, body: unknown = {}) =>
    world.api.read(API_OPERATIONS.testAccount, at('second', '/test'), { body });

  it('says that it works', async () => {
    expect(await test(await withDraft())).toEqual({ isUsable: true, problems: [] });
  });

  it('names rights that are missing, and works all the same', async () => {
    const world = await withDraft();
    const clientId = `${usualCredentials.clientId}-second`;
    const scopes = ['orders', 'shipments'];
    world.otto.state.tokens.setCredentials({ ...usualCredentials, clientId, scopes });
    const { isUsable, problems } = await test(world);
    expect(isUsable).toBe(true);
    expect(problems.map(({ code, params }) => [code, params])).toEqual([
      ['otto-right-missing', { scope: 'returns' }],
      ['otto-right-missing', { scope: 'receipts' }],
      ['otto-right-missing', { scope: 'price-reduction' }],
    ]);
  });

  it('tries what is not saved, and saves nothing', async () => {
    const world = await withDraft();
    const answer = await test(world, { clientSecret: 'wrong' });
    expect(answer.problems.map(({ code }) => code)).toEqual(['credentials-refused']);
    expect(await test(world)).toMatchObject({ isUsable: true });
  });

  it('says that the secret is missing rather than show one to another server', async () => {
    const world = await withDraft();
    const answer = await test(world, { environment: { baseUrl: 'https://evil.example' } });
    expect(answer.problems.map(({ code }) => code)).toEqual(['secret-missing']);
  });

  it('says which scope OTTO did not give', async () => {
    const world = await withDraft();
    const answer = await test(world, { scopes: ['orders', 'nosuch'] });
    expect(answer.problems.map(({ code }) => code)).toEqual(['scope-missing']);
  });

  it('says that nobody answers', async () => {
    const world = await withDraft();
    const elsewhere = { environment: { baseUrl: 'http://127.0.0.1:1' }, clientSecret: 'secret' };
    const answer = await test(world, elsewhere);
    expect(answer.problems.map(({ code }) => code)).toEqual(['no-answer']);
  });
});
