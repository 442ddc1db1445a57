import { randomBytes } from 'node:crypto';
import { type Account, accountSchema } from '../../../src/bridge/settings/account-schema.ts';
import { SealingKey } from '../../../src/bridge/settings/sealing-key.ts';
import { Secret } from '../../../src/bridge/settings/secret.ts';
import { defaultSettings, type Settings } from '../../../src/bridge/settings/settings-schema.ts';
import { sealClientSecret, sealShop } from '../../../src/bridge/settings/stored-secrets.ts';

export function newKey(origin = 'the test'): SealingKey {
  return new SealingKey(randomBytes(32), origin);
}

export function draftAccount(id: string, changes: Partial<Account> = {}): Account {
  return { ...accountSchema.parse({ id, name: `Account ${id}` }), ...changes };
}

export function activeAccount(id: string, key: SealingKey, secret = `secret of ${id}`): Account {
  return draftAccount(id, {
    state: 'active',
    clientId: `client-${id}`,
    clientSecret: sealClientSecret(id, new Secret(secret), key),
  });
}

/** A shop and one active account called `main`. */
export function wholeSettings(key: SealingKey): Settings {
  const shop = sealShop(
    {
      url: 'https://shop.example',
      timeoutMs: 60_000,
      consumerKey: new Secret('ck_0123456789'),
      consumerSecret: new Secret('cs_9876543210'),
    },
    key,
  );
  return { ...defaultSettings(), shop, accounts: [activeAccount('main', key)] };
}
