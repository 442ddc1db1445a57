import { accountSchema } from '../../src/bridge/settings/account-schema.ts';
import { Secret } from '../../src/bridge/settings/secret.ts';
import { sealClientSecret, sealShop } from '../../src/bridge/settings/stored-secrets.ts';
import { shippingRulesSchema } from '../../src/mapping/reporting/shipping-rules.ts';
import { type FakeOtto, usualCredentials } from '../../test/fakes/otto/index.ts';
import type { FakeShop } from '../../test/fakes/woocommerce/fake-shop.ts';
import { type BridgePlace, openQuietBridge } from '../open-quiet-bridge.ts';

/** The account of the benchmarks, which the orders of a large ledger belong to. */
export const ACCOUNT = 'main';

/**
 * Settings of a bridge that imports and reports by call only.
 *
 * @param publicUrl where the shop's webhooks go; undefined = there are none
 * @returns a token of the web service
 */
export async function setUpBridge({
  otto,
  shop,
  publicUrl,
  ...place
}: BridgePlace & {
  otto: FakeOtto;
  shop: FakeShop;
  publicUrl?: string;
}): Promise<string> {
  const bridge = await openQuietBridge(place);
  await bridge.settings.update((settings) => ({
    ...settings,
    ...(publicUrl === undefined ? {} : { publicUrl }),
    shop: sealShop(
      {
        url: shop.url,
        timeoutMs: 60_000,
        consumerKey: new Secret(shop.key.consumerKey),
        consumerSecret: new Secret(shop.key.consumerSecret),
      },
      bridge.key,
    ),
    shippingRules: shippingRulesSchema.parse({
      shipFrom: [{ name: 'Lager', city: 'Dresden', zipCode: '01067' }],
      returnPools: [
        {
          id: 'hermes',
          carrier: 'HERMES',
          prefix: 'H1234',
          digits: 15,
          firstSerial: 1,
          lastSerial: 999_999,
          checkDigit: 'none',
        },
      ],
    }),
    accounts: [
      accountSchema.parse({
        id: ACCOUNT,
        name: 'Bench',
        state: 'active',
        environment: { baseUrl: otto.url },
        clientId: usualCredentials.clientId,
        clientSecret: sealClientSecret(
          ACCOUNT,
          new Secret(usualCredentials.clientSecret),
          bridge.key,
        ),
        requestsPerSecond: 20,
        schedule: 'off',
      }),
    ],
  }));
  const asked = { name: 'bench', role: 'operate', areas: null, createdBy: 'bench' } as const;
  const { token } = await bridge.access.tokens.create(asked);
  await bridge.close();
  return token.reveal();
}
