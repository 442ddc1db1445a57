import { expect, it } from 'vitest';
import { comparableName, userNameFrom } from '../../../src/bridge/access/user-name.ts';
import { Secret } from '../../../src/bridge/settings/secret.ts';
import { eachDatabase } from '../../databases.ts';
import { openAccess, PASSWORD } from './access-world.ts';

const MINUTE = 60_000;
const FAR = '2099-01-01T00:00:00.000Z';

const ANNA = { name: 'Anna', password: PASSWORD, role: 'configure', language: 'de' } as const;
const BERT = { name: 'bert', password: PASSWORD, role: 'configure', language: null } as const;

eachDatabase('users', ({ kind }) => {
  it('are called by a name that is there once, whatever its case', async () => {
    const { access } = await openAccess(kind);
    const anna = await access.users.create(ANNA);
    expect(anna).toMatchObject({ name: 'anna', role: 'configure', language: 'de' });
    await expect(access.users.create({ ...BERT, name: 'ANNA' })).rejects.toMatchObject({
      code: 'user-name-taken',
    });
    expect(await access.users.byName(' aNNa ')).toEqual(anna);
    await expect(access.users.byName('bert')).rejects.toMatchObject({ code: 'user-unknown' });
  });

  it('always leave one behind who may change settings', async () => {
    const { access } = await openAccess(kind);
    const anna = await access.users.create(ANNA);
    const viewer = await access.users.create({ ...BERT, name: 'viewer', role: 'view' });
    const last = { code: 'last-configurer', params: { name: 'anna' } };
    await expect(access.users.remove(anna.user_id)).rejects.toMatchObject(last);
    await expect(access.users.change(anna.user_id, { role: 'operate' })).rejects.toMatchObject(
      last,
    );
    await access.users.change(anna.user_id, { role: 'configure', language: 'fr' });
    await access.users.remove(viewer.user_id);
    const bert = await access.users.create(BERT);
    await access.users.remove(anna.user_id);
    expect((await access.users.list()).map(({ name }) => name)).toEqual(['bert']);
    await expect(access.users.remove(bert.user_id)).rejects.toMatchObject({
      code: 'last-configurer',
    });
  });

  it('keep one who may change settings when two lower each other at once', async () => {
    const { access, ledger } = await openAccess(kind);
    for (let round = 1; round <= 10; round += 1) {
      const ids: string[] = [];
      for (const name of [`anna ${round}`, `bert ${round}`]) {
        ids.push((await access.users.create({ ...ANNA, name })).user_id);
      }
      const others = (await access.users.list()).filter(({ user_id }) => !ids.includes(user_id));
      for (const { user_id } of others) await access.users.remove(user_id);
      const ends = await Promise.all(ids.map((id) => ledger.changeUser(id, { role: 'view' })));
      expect(ends.toSorted()).toEqual(['changed', 'last-configurer']);
    }
  });

  it('lose their sessions with a new role or password and when they go, but not their language', async () => {
    const { access, ledger, clock } = await openAccess(kind);
    await access.users.create(ANNA);
    const { user_id: userId } = await access.users.create(BERT);
    const now = clock.now().toISOString();
    const begin = async () => {
      for (const sessionHash of ['one', 'kept']) {
        await ledger.saveSession({ sessionHash, userId, data: '{}', expiresAt: FAR });
      }
      await ledger.saveSession({
        sessionHash: 'other',
        userId: 'other',
        data: '{}',
        expiresAt: FAR,
      });
    };
    const left = async () => {
      const found = await Promise.all(
        ['one', 'kept', 'other'].map((hash) => ledger.loadSession(hash, now)),
      );
      return found.flatMap((row) => (row ? [row.session_hash] : []));
    };
    await begin();
    await access.users.change(userId, { language: 'en' });
    await access.users.change(userId, { role: 'configure' });
    expect(await left()).toEqual(['one', 'kept', 'other']);
    await access.users.change(userId, { password: new Secret('ein anderes wort') }, 'kept');
    expect(await left()).toEqual(['kept', 'other']);
    await begin();
    await access.users.change(userId, { role: 'operate' });
    expect(await left()).toEqual(['other']);
    await begin();
    await access.users.remove(userId);
    expect(await left()).toEqual(['other']);
  });

  it('are seen at most once a minute', async () => {
    const { access, clock } = await openAccess(kind);
    const { user_id: userId } = await access.users.create(ANNA);
    const seenAt = async () => {
      await access.users.see(userId);
      return (await access.users.list())[0]?.last_seen_at;
    };
    const first = clock.now().toISOString();
    expect(await seenAt()).toBe(first);
    await clock.advance(MINUTE - 1);
    expect(await seenAt()).toBe(first);
    await clock.advance(1);
    expect(await seenAt()).toBe(clock.now().toISOString());
    expect(await access.users.see('nobody')).toBeUndefined();
  });
});

eachDatabase('tokens of programs', ({ kind }) => {
  it('open by themselves alone, and no longer when they are revoked', async () => {
    const { access, clock, ledger } = await openAccess(kind);
    const asked = { name: 'ERP', role: 'operate', createdBy: 'anna' } as const;
    const { row, token } = await access.tokens.create({ ...asked, areas: ['orders', 'orders'] });
    expect(token.reveal()).toMatch(/^omb_[\w-]{43}$/);
    expect(row).toMatchObject({ role: 'operate', areas: '["orders"]', last_used_at: null });
    expect(JSON.stringify(await ledger.listApiTokens())).not.toContain(token.reveal().slice(4));
    const text = token.reveal();
    expect(await access.tokens.recognise(text)).toMatchObject({ name: 'ERP' });
    for (const other of ['', 'omb_', `${text}x`, text.slice(0, -1), text.toUpperCase()]) {
      expect(await access.tokens.recognise(other)).toBeUndefined();
    }
    const usedAt = async () => (await access.tokens.list())[0]?.last_used_at;
    const first = clock.now().toISOString();
    expect(await usedAt()).toBe(first);
    await clock.advance(MINUTE - 1);
    await access.tokens.recognise(text);
    expect(await usedAt()).toBe(first);

    const revoked = await access.tokens.revoke(row.api_token_id);
    await clock.advance(MINUTE);
    expect(await access.tokens.revoke(row.api_token_id)).toEqual(revoked);
    expect(await access.tokens.recognise(text)).toBeUndefined();
    await expect(access.tokens.revoke('none')).rejects.toMatchObject({ code: 'token-unknown' });
  });

  it('need a name that can be read', async () => {
    const { access } = await openAccess(kind);
    for (const name of ['', '  ', 'a\u0000b', 'x'.repeat(65)]) {
      await expect(
        access.tokens.create({ name, role: 'view', areas: null, createdBy: '' }),
      ).rejects.toMatchObject({ code: 'token-name-invalid' });
    }
  });
});

eachDatabase('the audit', ({ kind }) => {
  it('tells who did what, the latest first, page by page, by actor, action and day', async () => {
    const { access, clock } = await openAccess(kind);
    const days: string[] = [];
    for (const [actor, action] of [
      ['anna', 'createUser'],
      ['bert', 'logIn'],
      ['anna', 'logIn'],
    ] as const) {
      days.push(clock.now().toISOString());
      await access.audit.record({ actorKind: 'user', actor, action, details: { fields: 'role' } });
      await clock.advance(24 * 60 * MINUTE);
    }
    const told = async (asked: object) =>
      (await access.audit.list({ limit: 10, ...asked })).map(
        ({ actor, action }) => `${actor} ${action}`,
      );
    expect(await told({})).toEqual(['anna logIn', 'bert logIn', 'anna createUser']);
    expect(await told({ actor: 'anna' })).toEqual(['anna logIn', 'anna createUser']);
    expect(await told({ action: 'logIn' })).toEqual(['anna logIn', 'bert logIn']);
    expect(await told({ since: days[1] })).toEqual(['anna logIn', 'bert logIn']);
    const [latest] = await access.audit.list({ limit: 1 });
    expect(latest).toMatchObject({ at: days[2], subject: null, details: '{"fields":"role"}' });
    expect(await told({ before: latest?.audit_entry_id, limit: 1 })).toEqual(['bert logIn']);
  });

  it('forgets what is older than 400 days, and sessions that are over', async () => {
    const { access, clock, ledger } = await openAccess(kind);
    const entry = { actorKind: 'user', actor: 'anna' } as const;
    await access.audit.record({ ...entry, action: 'old' });
    const expiresAt = clock.now().toISOString();
    await ledger.saveSession({ sessionHash: 'over', userId: null, data: '{}', expiresAt });
    await clock.advance(24 * 60 * MINUTE);
    await access.audit.record({ ...entry, action: 'kept' });
    await clock.advance(399 * 24 * 60 * MINUTE + 1);
    await access.audit.record({ ...entry, action: 'new' });
    const actions = (await access.audit.list({ limit: 10 })).map(({ action }) => action);
    expect(actions).toEqual(['new', 'kept']);
    expect(await ledger.loadSession('over', '2000-01-01T00:00:00.000Z')).toBeUndefined();
  });
});

it('takes names that can be seen, in one form', () => {
  expect(userNameFrom('  Ju\u0308rgen O’Neill ')).toBe('jürgen o’neill');
  expect(comparableName('ANNA')).toBe('anna');
  expect(userNameFrom('أحمد')).toBe('أحمد');
  for (const name of ['', '   ', 'a  b', 'a\nb', 'a\u200bb', 'a\u202eb', 'x'.repeat(65)]) {
    expect(() => userNameFrom(name)).toThrow(
      expect.objectContaining({ code: 'user-name-invalid' }),
    );
  }
});
