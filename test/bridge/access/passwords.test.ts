import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  hashPassword,
  isOutdated,
  isPassword,
  PASSWORD_COST,
} from '../../../src/bridge/access/password-hash.ts';
import { requireGoodPassword } from '../../../src/bridge/access/password-rules.ts';
import { Secret } from '../../../src/bridge/settings/secret.ts';
import { CHEAP, openAccess, PASSWORD } from './access-world.ts';

describe('a password', () => {
  it('is hashed with 32 MiB of memory in three rounds, salted, with its cost in front', async () => {
    expect(PASSWORD_COST).toEqual({ logN: 15, r: 8, p: 3 });
    const [one, two] = [await hashPassword(PASSWORD), await hashPassword(PASSWORD)];
    expect(one).toMatch(/^scrypt\$15\$8\$3\$[\w-]{22}\$[\w-]{43}$/);
    expect(one).not.toBe(two);
    expect(await isPassword(PASSWORD, one)).toBe(true);
    expect(await isPassword(new Secret('korrekt pferd batteriE'), one)).toBe(false);
  });

  it('is the same however a keyboard writes its accents, and in no other case', async () => {
    const anyText = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 });
    await fc.assert(
      fc.asyncProperty(anyText, anyText, async (text, other) => {
        const hash = await hashPassword(new Secret(text.normalize('NFD')), CHEAP);
        expect(await isPassword(new Secret(text.normalize('NFC')), hash)).toBe(true);
        const isSame = other.normalize('NFC') === text.normalize('NFC');
        expect(await isPassword(new Secret(other), hash)).toBe(isSame);
      }),
      { numRuns: 50 },
    );
  });

  it('matches nothing that is no hash', async () => {
    for (const stored of ['', 'scrypt$15$8$3$short$short', 'plain', `${PASSWORD.reveal()}`]) {
      expect(await isPassword(PASSWORD, stored)).toBe(false);
    }
  });

  it('is hashed anew at a log-in when it was hashed at another cost', async () => {
    const { access, withCost, ledger } = await openAccess();
    const person = { name: 'anna', password: PASSWORD, role: 'view', language: null } as const;
    await access.users.create(person);
    const dearer = { ...CHEAP, logN: CHEAP.logN + 1 };
    const login = { name: 'anna', password: PASSWORD, address: '::1' };
    const hashNow = async () => (await ledger.loadUserByName('anna'))?.password_hash ?? '';
    expect(isOutdated(await hashNow(), dearer)).toBe(true);
    expect(await withCost(dearer).logins.logIn(login)).toMatchObject({ outcome: 'done' });
    expect(isOutdated(await hashNow(), dearer)).toBe(false);
    expect(await access.logins.logIn(login)).toMatchObject({ outcome: 'done' });
  });
});

describe('a new password', () => {
  const faultOf = (text: string) => {
    try {
      requireGoodPassword(new Secret(text), 'anna schmidt');
      return undefined;
    } catch (fault) {
      return fault;
    }
  };

  it.each([
    ['nine char', 'password-too-short'],
    ['👩‍🚀👩‍🚀👩‍🚀', 'password-too-short'],
    ['x'.repeat(201), 'password-too-long'],
    ['Anna Schmidt', 'password-is-name'],
    ['aaaaaaaaaaaa', 'password-too-common'],
    ['Passwort-123', 'password-too-common'],
    ['1234567890', 'password-too-common'],
  ])('"%s" is refused as %s', (text, code) => {
    expect(faultOf(text)).toMatchObject({ code });
    expect(JSON.stringify(faultOf(text))).not.toContain(text);
  });

  it.each(['zehn genau', 'x1'.repeat(100), 'anna schmidt 2', '密码密码密码密码密码很好'])(
    '"%s" is taken',
    (text) => {
      expect(faultOf(text)).toBeUndefined();
    },
  );
});
