import { expect, it } from 'vitest';
import { digest } from '../../../../src/bridge/access/digest.ts';
import { session } from '../../../../src/bridge/http/api-contract.ts';
import { SESSION_IDLE_MS, SESSION_MS } from '../../../../src/bridge/http/session-store.ts';
import { serve } from '../../service/service-world.ts';
import { type HttpWorld, startHttpWorld } from '../http-world.ts';
import { type Browser, codeOf, openBrowser } from './browser.ts';
import { addPerson, PASSWORD } from './people.ts';

const SESSION = '/api/v1/session';
const USERS = '/api/v1/users';

async function worldWith(...names: string[]): Promise<HttpWorld & { browser: Browser }> {
  const world = await startHttpWorld();
  for (const name of names) await addPerson(world, name, 'configure');
  return { ...world, browser: openBrowser(world.service.url) };
}

/** The flags of a cookie as it is set. */
function cookieOf(headers: Headers): { value: string; flags: string[] } {
  const [text = ''] = headers.getSetCookie();
  const [pair = '', ...flags] = text.split('; ');
  return { value: pair, flags };
}

it('tells a stranger only that there is a log-in, and keeps nothing about him', async () => {
  const { browser } = await worldWith('anna');
  const answer = await browser.call(SESSION, { headers: { 'Accept-Language': 'fr, en;q=0.5' } });
  expect(answer.json).toEqual({ user: null, csrfToken: null, needsSetup: false, language: 'fr' });
  expect(answer.headers.getSetCookie()).toEqual([]);
  expect(answer.headers.get('cache-control')).toBe('no-store');
});

it('begins a session that scripts can not read and that fits behind a proxy under any path', async () => {
  const { browser } = await worldWith('anna');
  const begun = await browser.call(SESSION, { body: { name: 'Anna', password: PASSWORD } });
  const { value, flags } = cookieOf(begun.headers);
  expect(value).toMatch(/^omb_session=\S{40,}$/);
  expect(flags.toSorted()).toEqual(['HttpOnly', 'SameSite=Lax']);
  const { user, csrfToken } = session.parse(begun.json);
  expect(user).toMatchObject({ name: 'anna', role: 'configure', language: null });
  expect(csrfToken).toMatch(/^[0-9a-f]{64}$/);
  const again = await browser.call(SESSION);
  expect(again.json).toEqual(begun.json);
  expect(again.headers.getSetCookie()).toEqual([]);
  expect((await browser.call(USERS)).status).toBe(200);
});

it('sets a cookie for https alone where a proxy says that https came in', async () => {
  const { browser } = await worldWith('anna');
  const headers = { 'X-Forwarded-Proto': 'https', 'X-Forwarded-For': '203.0.113.7' };
  const begun = await browser.call(SESSION, {
    body: { name: 'anna', password: PASSWORD },
    headers,
  });
  expect(cookieOf(begun.headers).flags.toSorted()).toEqual(['HttpOnly', 'SameSite=Lax', 'Secure']);
});

it('believes no proxy that it was told not to believe', async () => {
  const world = await startHttpWorld(undefined, { trustProxy: [] });
  await addPerson(world, 'anna', 'view');
  const browser = openBrowser(world.service.url);
  const headers = { 'X-Forwarded-Proto': 'https' };
  const begun = await browser.call(SESSION, {
    body: { name: 'anna', password: PASSWORD },
    headers,
  });
  expect(cookieOf(begun.headers).flags).not.toContain('Secure');
});

it('gives a session that somebody planted a new id, so that the planter is not logged in', async () => {
  const { browser, service } = await worldWith('anna', 'mallory');
  const planter = openBrowser(service.url);
  await planter.logIn('mallory', PASSWORD);
  browser.cookie = planter.cookie;
  await browser.logIn('anna', PASSWORD);
  expect(browser.cookie).not.toBe(planter.cookie);
  expect((await planter.call(USERS)).status).toBe(401);
  const made = openBrowser(service.url);
  made.cookie = 'omb_session=s%3Aplanted.signature';
  expect((await made.call(USERS)).status).toBe(401);
});

it('keeps a session so that whoever reads the ledger can not use it', async () => {
  const { browser, bridge, clock } = await worldWith('anna');
  await browser.logIn('anna', PASSWORD);
  const [sessionId = ''] = decodeURIComponent(browser.cookie ?? '')
    .replace('omb_session=s:', '')
    .split('.');
  expect(sessionId.length).toBeGreaterThan(20);
  const now = clock.now().toISOString();
  expect(await bridge.ledger.loadSession(sessionId, now)).toBeUndefined();
  const row = await bridge.ledger.loadSession(digest(sessionId), now);
  expect(row?.user_id).toBe((await bridge.access.users.byName('anna')).user_id);
  expect(row?.data).not.toContain(sessionId);
});

it('ends a session at the log-out, wherever its cookie is kept', async () => {
  const { browser, service } = await worldWith('anna');
  await browser.logIn('anna', PASSWORD);
  const copy = openBrowser(service.url);
  copy.cookie = browser.cookie;
  expect((await copy.call(USERS)).status).toBe(200);
  expect((await browser.call(SESSION, { method: 'DELETE', csrf: null })).status).toBe(403);
  const out = await browser.call(SESSION, { method: 'DELETE' });
  expect(out.json).toMatchObject({ user: null, csrfToken: null });
  expect(browser.cookie).toBeUndefined();
  expect((await copy.call(USERS)).status).toBe(401);
  expect((await browser.call(SESSION, { method: 'DELETE' })).status).toBe(200);
});

it('keeps a session that is used, for a week at most, and ends one that is not', async () => {
  const { browser, clock } = await worldWith('anna');
  await browser.logIn('anna', PASSWORD);
  clock.skip(SESSION_IDLE_MS + 1);
  expect((await browser.call(USERS)).status).toBe(401);

  await browser.logIn('anna', PASSWORD);
  const begun = clock.now().getTime();
  while (clock.now().getTime() + SESSION_IDLE_MS / 2 < begun + SESSION_MS) {
    clock.skip(SESSION_IDLE_MS / 2);
    expect((await browser.call(USERS)).status).toBe(200);
  }
  clock.skip(SESSION_IDLE_MS / 2);
  expect((await browser.call(USERS)).status).toBe(401);
});

it('knows a session again after a restart, but not one whose cookie was altered', async () => {
  const { browser, ...world } = await worldWith('anna');
  await browser.logIn('anna', PASSWORD);
  await world.service.stop();
  const again = openBrowser((await serve(world, world.bridge)).url);
  again.cookie = `${browser.cookie?.slice(0, -3)}xyz`;
  expect((await again.call(USERS)).status).toBe(401);
  again.cookie = browser.cookie;
  again.csrf = browser.csrf;
  expect((await again.call(USERS)).status).toBe(200);
  expect((await again.call(SESSION, { method: 'DELETE' })).status).toBe(200);
});

it('says the same of a wrong name as of a wrong password', async () => {
  const { browser } = await worldWith('anna');
  const wrongName = await browser.call(SESSION, { body: { name: 'otto', password: PASSWORD } });
  const wrongWord = await browser.call(SESSION, {
    body: { name: 'anna', password: 'something else' },
  });
  expect(wrongName.status).toBe(401);
  expect(wrongName.json).toEqual(wrongWord.json);
  expect(codeOf(wrongName)).toBe('login-wrong');
  expect(wrongName.headers.getSetCookie()).toEqual([]);
});

it('locks a name for one address after five tries, and says for how long', async () => {
  const { browser } = await worldWith('anna', 'bert');
  const tryWith = (password: string, name = 'anna', headers = {}) =>
    browser.call(SESSION, { body: { name, password }, headers });
  for (let count = 1; count <= 5; count += 1) expect((await tryWith('wrong')).status).toBe(401);
  const locked = await tryWith(PASSWORD);
  expect([locked.status, codeOf(locked)]).toEqual([429, 'login-locked']);
  expect(Number(locked.headers.get('retry-after'))).toBeGreaterThan(20);
  expect((await tryWith(PASSWORD, 'bert')).status).toBe(200);
  const elsewhere = { 'X-Forwarded-For': '203.0.113.7' };
  expect((await tryWith(PASSWORD, 'anna', elsewhere)).status).toBe(200);
});

it('counts tries that come all at once one by one', async () => {
  const { browser } = await worldWith('anna');
  const answers = await Promise.all(
    Array.from({ length: 12 }, () =>
      browser.call(SESSION, { body: { name: 'anna', password: 'no' } }),
    ),
  );
  const statuses = answers.map(({ status }) => status).toSorted();
  expect(statuses).toEqual([...Array(5).fill(401), ...Array(7).fill(429)]);
});

it('opens with the code of the last start, once, and to nobody after the first user', async () => {
  const world = await startHttpWorld();
  const code = world.service.setupCode?.reveal() ?? '';
  world.watch.secrets.add(code).add(PASSWORD);
  const browser = openBrowser(world.service.url);
  expect((await browser.call(SESSION)).json).toMatchObject({ user: null, needsSetup: true });
  const body = { code, name: 'Anna', password: PASSWORD, language: 'fr' };
  const wrong = await browser.call('/api/v1/setup', { body: { ...body, code: 'AAAAA-BBBBB' } });
  expect([wrong.status, codeOf(wrong)]).toEqual([401, 'setup-code-wrong']);

  const typed = code.toLowerCase().replaceAll('-', ' ');
  const done = await browser.call('/api/v1/setup', { body: { ...body, code: typed } });
  expect(session.parse(done.json)).toMatchObject({
    user: { name: 'anna', role: 'configure', language: 'fr' },
    needsSetup: false,
    language: 'fr',
  });
  browser.csrf = session.parse(done.json).csrfToken;
  expect((await browser.call(USERS)).status).toBe(200);
  const again = await openBrowser(world.service.url).call('/api/v1/setup', { body });
  expect([again.status, codeOf(again)]).toEqual([409, 'setup-done']);
  expect(JSON.stringify(world.service)).not.toContain(code);
});

it('takes the code before the last for nothing', async () => {
  const world = await startHttpWorld();
  const before = world.service.setupCode?.reveal() ?? '';
  const after = (await world.bridge.access.logins.offerSetup())?.reveal() ?? '';
  expect(after).not.toBe(before);
  const browser = openBrowser(world.service.url);
  const setUp = (code: string) =>
    browser.call('/api/v1/setup', { body: { code, name: 'anna', password: PASSWORD } });
  expect((await setUp(before)).status).toBe(401);
  expect((await setUp(after)).status).toBe(200);
});

it('slows down whoever guesses the set-up code', async () => {
  const { service } = await startHttpWorld();
  const browser = openBrowser(service.url);
  const guess = () =>
    browser.call('/api/v1/setup', { body: { code: 'GUESS', name: 'anna', password: PASSWORD } });
  for (let count = 1; count <= 5; count += 1) expect((await guess()).status).toBe(401);
  expect((await guess()).status).toBe(429);
});

it('makes one first user when two come with the code at once', async () => {
  const { service, bridge } = await startHttpWorld();
  const code = service.setupCode?.reveal() ?? '';
  const answers = await Promise.all(
    ['anna', 'bert'].map((name) =>
      openBrowser(service.url).call('/api/v1/setup', { body: { code, name, password: PASSWORD } }),
    ),
  );
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  expect(await bridge.access.users.list()).toHaveLength(1);
});
