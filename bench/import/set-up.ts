import type { Bridge } from '../../src/bridge/create-bridge.ts';
import { accountSchema } from '../../src/bridge/settings/account-schema.ts';
import { Secret } from '../../src/bridge/settings/secret.ts';
import { sealClientSecret, sealShop } from '../../src/bridge/settings/stored-secrets.ts';
import { type BridgePlace, openQuietBridge } from '../open-quiet-bridge.ts';
import { credentialsOf } from './credentials.ts';
import type { ShopPlace } from './shop-place.ts';

export type SetUp = BridgePlace & {
  accountIds: string[];
  ottoUrl: string;
  shop: ShopPlace;
  environment?: Record<string, string>;
};

/** Opens a bridge that is set up for this shop and these accounts; nothing happens by itself. */
export async function setUpBridge(asked: SetUp): Promise<Bridge> {
  const { accountIds, ottoUrl, shop } = asked;
  const bridge = await openQuietBridge(asked, asked.environment);
  await bridge.settings.update((settings) => ({
    ...settings,
    shop: sealShop(
      {
        url: shop.url,
        timeoutMs: 120_000,
        consumerKey: new Secret(shop.consumerKey),
        consumerSecret: new Secret(shop.consumerSecret),
      },
      bridge.key,
    ),
    accounts: accountIds.map((id) =>
      accountSchema.parse({
        id,
        name: `Bench ${id}`,
        state: 'active',
        environment: { baseUrl: ottoUrl },
        clientId: credentialsOf(id).clientId,
        clientSecret: sealClientSecret(id, new Secret(credentialsOf(id).clientSecret), bridge.key),
        requestsPerSecond: 20,
        schedule: 'off',
      }),
    ),
  }));
  return bridge;
}
