import { randomBytes } from 'node:crypto';
import { inspect } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseSealingKey } from '../../../src/bridge/settings/sealing-key.ts';
import { Secret } from '../../../src/bridge/settings/secret.ts';
import { defaultSettings } from '../../../src/bridge/settings/settings-schema.ts';
import { openClientSecret, openShop } from '../../../src/bridge/settings/stored-secrets.ts';
import { allWordsOf, configFault } from './config-fault.ts';
import { draftAccount, newKey, wholeSettings } from './make-settings.ts';

describe('a sealed secret', () => {
  const key = newKey();

  it('opens to what was sealed, whatever the text and the position', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string(), (text, position) => {
        const wellFormed = text.toWellFormed();
        const sealed = key.seal(position, new Secret(wellFormed));
        expect(key.open(position, sealed).reveal()).toBe(wellFormed);
      }),
    );
  });

  it('looks different each time it is sealed', () => {
    const secret = new Secret('same');
    expect(key.seal('a', secret)).not.toEqual(key.seal('a', secret));
  });

  it('does not open at another position', async () => {
    const sealed = key.seal('accounts.main.clientSecret', new Secret('hush'));
    const fault = await configFault(() => key.open('accounts.other.clientSecret', sealed));
    expect(fault.code).toBe('secret-not-openable');
    expect(fault.params).toEqual({ position: 'accounts.other.clientSecret', origin: 'the test' });
  });

  it('does not open with another key, and the message says what to do', async () => {
    const sealed = key.seal('a', new Secret('hush'));
    const fault = await configFault(() => newKey('/data/secret.key').open('a', sealed));
    expect(fault.message).toMatch(/key from \/data\/secret\.key.*Put the former key back/);
  });

  it('does not open when any one bit was altered', () => {
    const sealed = key.seal('a', new Secret('hush-hush')).sealed;
    const length = Buffer.from(sealed, 'base64').length;
    fc.assert(
      fc.property(fc.nat(length - 1), fc.nat(7), (index, bit) => {
        const bytes = Buffer.from(sealed, 'base64');
        bytes[index] = (bytes[index] ?? 0) ^ (1 << bit);
        expect(() => key.open('a', { sealed: bytes.toString('base64') })).toThrow(
          'a does not open',
        );
      }),
    );
  });

  it('does not open when it was cut off', () => {
    expect(() => key.open('a', { sealed: 'AQID' })).toThrow('does not open');
  });
});

describe('an opened secret', () => {
  it('is shown by reveal() and by nothing else', () => {
    const secret = new Secret('hush');
    expect(secret.reveal()).toBe('hush');
    const shown = [`${secret}`, JSON.stringify({ secret }), inspect({ secret }), String(secret)];
    for (const text of shown) {
      expect(text).toContain('•••');
      expect(text).not.toContain('hush');
    }
    expect(inspect(secret, { showHidden: true, depth: 9, customInspect: false })).not.toContain(
      'hush',
    );
  });

  it('and its key stay out of printed keys', () => {
    const bytes = randomBytes(32);
    const key = parseSealingKey(bytes.toString('hex'), 'X');
    expect(inspect(key)).toBe('SealingKey from X');
    expect(JSON.stringify({ key })).toBe('{"key":"•••"}');
  });
});

describe('the secrets in the settings', () => {
  it('open for the shop and for an account', () => {
    const key = newKey();
    const settings = wholeSettings(key);
    const [account = draftAccount('none')] = settings.accounts;
    expect(openShop(settings, key).consumerKey.reveal()).toBe('ck_0123456789');
    expect(openShop(settings, key).consumerSecret.reveal()).toBe('cs_9876543210');
    expect(openClientSecret(account, key).reveal()).toBe('secret of main');
  });

  it('are told to be missing when there is no shop or no secret yet', async () => {
    const key = newKey();
    const noShop = await configFault(() => openShop(defaultSettings(), key));
    const noSecret = await configFault(() => openClientSecret(draftAccount('main'), key));
    expect(noShop.code).toBe('shop-missing');
    expect(noSecret.code).toBe('secret-missing');
    expect(noSecret.params).toEqual({ position: 'accounts.main.clientSecret' });
  });

  it('appear in no error', async () => {
    const settings = wholeSettings(newKey());
    const [account = draftAccount('none')] = settings.accounts;
    const faults = [
      await configFault(() => openShop(settings, newKey())),
      await configFault(() => openClientSecret(account, newKey())),
    ];
    for (const fault of faults) {
      expect(allWordsOf(fault)).not.toMatch(/ck_0|cs_9|secret of main/);
      expect(allWordsOf(fault)).not.toContain(account.clientSecret?.sealed);
    }
  });
});

describe('the written form of a key', () => {
  it('is 32 bytes in hex or base64', () => {
    const bytes = randomBytes(32);
    const secret = new Secret('text');
    for (const written of [bytes.toString('hex'), `${bytes.toString('base64')}\n`]) {
      const key = parseSealingKey(written, 'X');
      const sealed = parseSealingKey(bytes.toString('hex'), 'Y')?.seal('a', secret) ?? {
        sealed: '',
      };
      expect(key?.open('a', sealed).reveal()).toBe('text');
    }
  });

  it.each(['', 'password', randomBytes(16).toString('hex'), randomBytes(33).toString('base64')])(
    'is not %j',
    (written) => expect(parseSealingKey(written, 'X')).toBeUndefined(),
  );
});
