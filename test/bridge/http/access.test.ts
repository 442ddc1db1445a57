import { beforeEach, expect, it } from 'vitest';
import { API_OPERATIONS } from '../../../src/bridge/http/api-contract.ts';
import { startHttpWorld } from './http-world.ts';
import { type Browser, codeOf, openBrowser } from './security/browser.ts';
import { addPerson, PASSWORD } from './security/people.ts';

const USERS = '/api/v1/users';
const TOKENS = '/api/v1/tokens';
const OTHER = 'ein ganz anderes wort';

let world: Awaited<ReturnType<typeof startHttpWorld>>;
let anna: Browser;
beforeEach(async () => {
  world = await startHttpWorld();
  await addPerson(world, 'anna', 'configure');
  world.watch.secrets.add(OTHER);
  anna = openBrowser(world.service.url);
  await anna.logIn('anna', PASSWORD);
});

const userFrom = (json: unknown) => API_OPERATIONS.createUser.answer.parse(json);
const audited = async () => {
  const { json } = await anna.call('/api/v1/audit');
  return API_OPERATIONS.listAudit.answer.parse(json).items;
};

it('makes, lists, changes and removes users', async () => {
  const body = { name: 'Bert', password: OTHER, role: 'operate' };
  const bert = userFrom((await anna.call(USERS, { body })).json);
  expect(bert).toMatchObject({ name: 'bert', role: 'operate', language: null, isSelf: false });
  const listed = API_OPERATIONS.listUsers.answer.parse((await anna.call(USERS)).json).items;
  expect(listed.map(({ name, isSelf }) => [name, isSelf])).toEqual([
    ['anna', true],
    ['bert', false],
  ]);

  const berts = openBrowser(world.service.url);
  await berts.logIn('bert', OTHER);
  const path = `${USERS}/${bert.userId}`;
  const change = (changes: object) => anna.call(path, { method: 'PATCH', body: changes });
  expect(userFrom((await change({ language: 'fr' })).json).language).toBe('fr');
  expect((await berts.call('/api/v1/session')).json).toMatchObject({ language: 'fr' });
  expect(userFrom((await change({ role: 'view' })).json).role).toBe('view');
  expect((await berts.call('/api/v1/orders')).status).toBe(401);
  expect((await anna.call(path, { method: 'DELETE' })).json).toEqual({
    userId: bert.userId,
    removed: true,
  });
  expect((await anna.call(path, { method: 'DELETE' })).status).toBe(404);
  expect((await anna.call(USERS)).status).toBe(200);
});

it('tells at the field what is wrong with a name or password', async () => {
  const refusal = async (body: object) => {
    const { status, json } = await anna.call(USERS, { body: { role: 'view', ...body } });
    return [status, json];
  };
  expect(await refusal({ name: 'otto markt', password: 'Otto Markt' })).toEqual([
    400,
    expect.objectContaining({
      code: 'password-is-name',
      errors: [
        { in: 'body', field: 'password', problem: 'The password is the same text as the name.' },
      ],
    }),
  ]);
  expect(await refusal({ name: 'ANNA', password: OTHER })).toEqual([
    409,
    expect.objectContaining({
      code: 'user-name-taken',
      errors: [expect.objectContaining({ field: 'name' })],
    }),
  ]);
  for (const body of [
    { name: 'a\u202eb', password: OTHER },
    { name: '<b>', password: 'short' },
    { name: 'x'.repeat(65), password: OTHER },
    { name: 'bert', password: OTHER, role: 'owner' },
    { name: 'bert', password: OTHER, admin: true },
    { name: 7, password: OTHER },
  ]) {
    expect((await refusal(body))[0]).toBe(400);
  }
});

it('does not let the last one who may change settings go', async () => {
  const { user_id: userId } = await world.bridge.access.users.byName('anna');
  const path = `${USERS}/${userId}`;
  const lowered = await anna.call(path, { method: 'PATCH', body: { role: 'operate' } });
  expect([lowered.status, codeOf(lowered)]).toEqual([409, 'last-configurer']);
  expect((await anna.call(path, { method: 'DELETE' })).status).toBe(409);
});

it('changes the own password only with the present one, and ends the other sessions', async () => {
  const elsewhere = openBrowser(world.service.url);
  await elsewhere.logIn('anna', PASSWORD);
  const change = (oldPassword: string, newPassword: string) =>
    anna.call('/api/v1/session/password', { method: 'PUT', body: { oldPassword, newPassword } });
  const wrong = await change('not this one', OTHER);
  expect([wrong.status, codeOf(wrong)]).toEqual([403, 'old-password-wrong']);
  const common = await change(PASSWORD, 'Passwort123');
  expect(common.json).toMatchObject({
    code: 'password-too-common',
    errors: [{ field: 'newPassword' }],
  });
  expect((await change(PASSWORD, OTHER)).status).toBe(200);
  expect((await anna.call(USERS)).status).toBe(200);
  expect((await elsewhere.call(USERS)).status).toBe(401);
  await expect(elsewhere.logIn('anna', PASSWORD)).rejects.toThrow('401');
  await elsewhere.logIn('anna', OTHER);
});

it('keeps the language a user chose', async () => {
  const choose = (language: string | null) =>
    anna.call('/api/v1/session/language', { method: 'PUT', body: { language } });
  expect((await choose('fr')).json).toMatchObject({ language: 'fr', user: { language: 'fr' } });
  expect((await choose(null)).json).toMatchObject({ language: 'en', user: { language: null } });
  expect((await choose('nl')).status).toBe(400);
});

it('makes a token that is confined, and withdraws it', async () => {
  const body = { name: 'ERP', role: 'operate', areas: ['payments'] };
  const made = API_OPERATIONS.createToken.answer.parse((await anna.call(TOKENS, { body })).json);
  world.watch.secrets.add(made.token);
  expect(made).toMatchObject({ areas: ['payments'], createdBy: 'anna', lastUsedAt: null });
  const erp = openBrowser(world.service.url);
  const headers = { Authorization: `Bearer ${made.token}` };
  expect((await erp.call('/api/v1/payments', { headers })).status).toBe(200);
  const orders = await erp.call('/api/v1/orders', { headers });
  expect([orders.status, codeOf(orders)]).toEqual([403, 'area-not-covered']);
  expect((await erp.call('/api/v1/session', { headers })).json).toMatchObject({ user: null });
  const login = { headers, body: { name: 'anna', password: PASSWORD } };
  expect(codeOf(await erp.call('/api/v1/session', login))).toBe('only-for-users');

  const [listed] = API_OPERATIONS.listTokens.answer.parse((await anna.call(TOKENS)).json).items;
  expect(listed).toMatchObject({ tokenId: made.tokenId, lastUsedAt: expect.any(String) });
  const revoked = await anna.call(`${TOKENS}/${made.tokenId}`, { method: 'DELETE' });
  expect(revoked.json).toMatchObject({ revokedAt: expect.any(String) });
  const after = await erp.call('/api/v1/payments', { headers });
  expect([after.status, codeOf(after)]).toEqual([401, 'token-wrong']);
});

it('needs no CSRF token with a token, also where the browser has a session as well', async () => {
  const headers = { Authorization: `Bearer ${world.service.apiToken.reveal()}` };
  const body = { name: 'ERP', role: 'view' };
  expect((await anna.call(TOKENS, { headers, body, csrf: null })).status).toBe(200);
  const wrong = { Authorization: 'Bearer wrong' };
  expect((await anna.call(TOKENS, { headers: wrong, body })).status).toBe(401);
});

it('writes down who changed what, and nothing that failed or changed nothing', async () => {
  const body = { name: 'bert', password: OTHER, role: 'operate' };
  const bert = userFrom((await anna.call(USERS, { body })).json);
  await anna.call(USERS, { body });
  await anna.call(USERS);
  await anna.call(`${USERS}/${bert.userId}`, {
    method: 'PATCH',
    body: { role: 'view', password: PASSWORD },
  });
  const headers = { Authorization: `Bearer ${world.service.apiToken.reveal()}` };
  await anna.call('/api/v1/import-runs', { headers, body: { accountIds: ['main'] } });
  await anna.call('/api/v1/shipments/preview', { body: { shipments: [{ order: 'none' }] } });
  const told = (await audited()).map(({ actorKind, actor, action, subject, details }) => ({
    who: `${actorKind} ${actor}`,
    action,
    subject,
    details,
  }));
  expect(told).toEqual([
    {
      who: 'token tests',
      action: 'startImportRuns',
      subject: 'main',
      details: {},
    },
    {
      who: 'user anna',
      action: 'changeUser',
      subject: 'bert',
      details: { fields: 'role, password' },
    },
    { who: 'user anna', action: 'createUser', subject: 'bert', details: { role: 'operate' } },
    { who: 'user anna', action: 'logIn', subject: null, details: {} },
  ]);
  const [latest] = await audited();
  expect(latest?.actionWords).toBe('Orders fetched');
});

it('writes down log-ins that failed or were locked, and the first user', async () => {
  const stranger = openBrowser(world.service.url);
  const body = { name: 'Anna', password: 'not this one' };
  for (let count = 1; count <= 8; count += 1) await stranger.call('/api/v1/session', { body });
  await anna.call('/api/v1/session', { method: 'DELETE' });
  await anna.logIn('anna', PASSWORD).catch(() => undefined);
  const entries = await world.bridge.access.audit.list({ limit: 20 });
  expect(entries.map(({ actor, action }) => `${actor} ${action}`)).toEqual([
    'anna logOut',
    'anna logInLocked',
    ...Array(5).fill('anna logInFailed'),
    'anna logIn',
  ]);
});

it('pages and filters the audit', async () => {
  for (const name of ['erp', 'shop', 'books']) {
    await anna.call(TOKENS, { body: { name, role: 'view' } });
  }
  const list = async (query: string) =>
    API_OPERATIONS.listAudit.answer.parse((await anna.call(`/api/v1/audit?${query}`)).json);
  const first = await list('limit=2');
  expect(first.items.map(({ subject }) => subject)).toEqual(['books', 'shop']);
  const rest = await list(`limit=2&cursor=${first.nextCursor}`);
  expect(rest.items.map(({ action }) => action)).toEqual(['createToken', 'logIn']);
  expect(rest.nextCursor).toBeNull();
  expect((await list('action=logIn&actor=anna')).items).toHaveLength(1);
  expect((await list('actor=bert')).items).toEqual([]);
  expect((await anna.call('/api/v1/audit?cursor=nonsense')).status).toBe(400);
});
