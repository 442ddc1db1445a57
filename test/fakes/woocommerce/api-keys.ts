import { randomBytes } from 'node:crypto';
import type { Shop } from './shop.ts';
import { type ApiKey, takeId } from './state.ts';

/** Adds an API key to the shop; without further wishes a fresh one that may read and write. */
export function addApiKey(shop: Shop, given: Partial<Omit<ApiKey, 'usedNonces'>> = {}): ApiKey {
  const key: ApiKey = {
    keyId: takeId(shop.state, 'apiKey'),
    consumerKey: `ck_${randomBytes(20).toString('hex')}`,
    consumerSecret: `cs_${randomBytes(20).toString('hex')}`,
    permissions: 'read_write',
    owner: 'Shop owner',
    ...given,
    usedNonces: new Map(),
  };
  shop.state.apiKeys.push(key);
  return key;
}
