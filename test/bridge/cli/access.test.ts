import { userInfo } from 'node:os';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { isPassword } from '../../../src/bridge/access/password-hash.ts';
import { Secret } from '../../../src/bridge/settings/secret.ts';
import { type CliWorld, startCliWorld } from './cli-world.ts';

const PASSWORD = 'korrekt pferd batterie';
const withPassword = { environment: { BRIDGE_PASSWORD: PASSWORD } };

async function worldWith(...calls: string[][]): Promise<CliWorld> {
  const world = await startCliWorld();
  world.watch.secrets.add(PASSWORD);
  for (const call of calls) expect((await world.run(call, withPassword)).exitCode).toBe(0);
  return world;
}

describe('user', () => {
  it('makes the first one with every right, and further ones who may look', async () => {
    const world = await worldWith();
    const anna = await world.run(['user', 'add', 'Anna'], withPassword);
    expect(anna.text).toBe('Der Benutzer „anna“ ist angelegt; sein Recht: Einrichten.');
    const bert = await world.run(['user', 'add', 'bert', '--json'], withPassword);
    expect(bert.json).toMatchObject({ name: 'bert', role: 'view', lastSeenAt: null });
    await world.run(['user', 'add', 'chris', '--role', 'operate'], withPassword);
    const listed = await world.run(['user', 'list', '--lang', 'en']);
    expect(listed.out).toMatch(/anna\s+Configure[\s\S]+bert\s+View[\s\S]+chris\s+Operate/);
  });

  it('asks for the password twice, and takes it as it is typed', async () => {
    const world = await worldWith();
    const typed = ' mit rand am ende ';
    world.watch.secrets.add(typed);
    const differ = await world.run(['user', 'add', 'anna'], { typed: [typed, 'something else'] });
    expect([differ.exitCode, differ.text]).toEqual([
      2,
      'Die beiden Eingaben des Passworts sind verschieden. Es wurde nichts verändert. Versuchen Sie es noch einmal.',
    ]);
    expect((await world.run(['user', 'add', 'anna'], { typed: [typed, typed] })).exitCode).toBe(0);
    const user = await (await world.openLedger()).loadUserByName('anna');
    expect(await isPassword(new Secret(typed), user?.password_hash ?? '')).toBe(true);
  });

  it('refuses what is no good name, password, or role, and changes nothing', async () => {
    const world = await worldWith(['user', 'add', 'anna']);
    const refused = async (call: string[], password = PASSWORD) => {
      const asked = { environment: { BRIDGE_PASSWORD: password } };
      const { exitCode, json } = await world.run([...call, '--json'], asked);
      return [exitCode, z.object({ error: z.object({ code: z.string() }) }).parse(json).error.code];
    };
    expect(await refused(['user', 'add', 'bert'], 'kurz')).toEqual([2, 'password-too-short']);
    expect(await refused(['user', 'add', 'bert'], '')).toEqual([2, 'secret-needed']);
    expect(await refused(['user', 'add', 'ANNA'])).toEqual([2, 'user-name-taken']);
    expect(await refused(['user', 'role', 'anna', 'owner'])).toEqual([2, 'choice-invalid']);
    expect(await refused(['user', 'role', 'anna', 'view'])).toEqual([2, 'last-configurer']);
    expect(await refused(['user', 'remove', 'anna'])).toEqual([2, 'last-configurer']);
    expect(await refused(['user', 'password', 'nobody'])).toEqual([2, 'user-unknown']);
  });

  it('changes roles and passwords, and removes', async () => {
    const world = await worldWith(['user', 'add', 'anna'], ['user', 'add', 'bert']);
    const role = await world.run(['user', 'role', 'Bert', 'configure', '--json']);
    expect(role.json).toMatchObject({ name: 'bert', role: 'configure' });
    const password = await world.run(['user', 'password', 'bert'], withPassword);
    expect(password.text).toContain('Das Passwort von „bert“ ist geändert.');
    const removed = await world.run(['user', 'remove', 'anna']);
    expect(removed.text).toBe('Der Benutzer „anna“ ist entfernt und überall abgemeldet.');
    expect((await world.run(['user', 'list', '--json'])).json).toMatchObject({
      items: [{ name: 'bert' }],
    });
  });
});

describe('token', () => {
  it('shows a token the one time it is made, and revokes it', async () => {
    const world = await worldWith();
    const made = await world.run([
      'token',
      'add',
      'ERP',
      '--role',
      'operate',
      '--areas',
      'orders,shipments',
      '--json',
    ]);
    const shown = z.object({ token: z.string(), tokenId: z.string() }).parse(made.json);
    expect(shown.token).toMatch(/^omb_[\w-]{43}$/);
    expect(made.json).toMatchObject({
      areas: ['orders', 'shipments'],
      createdBy: userInfo().username,
    });
    const listed = await world.run(['token', 'list']);
    expect(listed.out).toContain('orders, shipments');
    expect(listed.out).not.toContain(shown.token);
    expect((await world.run(['token', 'revoke', shown.tokenId])).exitCode).toBe(0);
    expect((await world.run(['token', 'list'])).out).toContain('widerrufen am');
    expect((await world.run(['token', 'revoke', 'none'])).exitCode).toBe(2);
  });

  it('names the areas there are when one is not among them', async () => {
    const world = await worldWith();
    const wrong = await world.run(['token', 'add', 'ERP', '--areas', 'money']);
    expect(wrong.exitCode).toBe(2);
    expect(wrong.text).toContain('payments');
    const plain = await world.run(['token', 'add', 'ERP', '--json']);
    expect(plain.json).toMatchObject({ role: 'view', areas: null });
  });
});

it('audit tells what was changed by commands, by whom, and no value of it', async () => {
  const world = await worldWith(
    ['user', 'add', 'anna'],
    ['settings', 'set', 'language', 'en'],
    ['token', 'add', 'ERP'],
  );
  const all = await world.run(['audit', '--json']);
  const { items } = z
    .object({ items: z.array(z.looseObject({ action: z.string(), subject: z.string() })) })
    .parse(all.json);
  expect(items.map(({ action, subject }) => [action, subject])).toEqual([
    ['token add', 'ERP'],
    ['settings set', 'language'],
    ['user add', 'anna'],
  ]);
  expect(items[0]).toMatchObject({ actorKind: 'command', actor: userInfo().username });
  const one = await world.run(['audit', '--action', 'settings set', '--lang', 'de']);
  expect(one.out).toMatch(/Befehlszeile.*Einstellung geändert\s+language/);
  expect((await world.run(['audit', '--since', '2099-01-01', '--lang', 'en'])).text).toBe(
    'Nothing is on record about this.',
  );
});
