import { accountSchema } from '../../src/bridge/settings/account-schema.ts';
import { Secret } from '../../src/bridge/settings/secret.ts';
import { sealClientSecret, sealShop } from '../../src/bridge/settings/stored-secrets.ts';
import { shippingRulesSchema } from '../../src/mapping/reporting/shipping-rules.ts';
import { usualCredentials } from '../../test/fakes/otto/index.ts';
import { type BridgePlace, openQuietBridge } from '../open-quiet-bridge.ts';

/** The account of the benchmarks, which the orders of a large ledger belong to. */
export const ACCOUNT = 'main';

/** Nothing of this happens by itself. */
const ALL_OFF = {
  shopWatch: 'off',
  webhookCheck: 'off',
  reconcile: 'off',
  reports: 'off',
  notices: 'off',
  dataErase: 'off',
  returns: 'off',
  receipts: 'off',
  stock: 'off',
};

export type SetUp = BridgePlace & {
  otto: { url: string };
  shop: { url: string; key: { consumerKey: string; consumerSecret: string } };
  accounts?: { id: string; clientId: string; clientSecret: string }[];
  /** where the shop's webhooks go; undefined = there are none */
  publicUrl?: string;
  /** true = it imports by call, and does nothing else; false = what is neither import nor report goes by schedule */
  isQuiet?: boolean;
  environment?: Record<string, string>;
};

/**
 * Settings of a bridge that imports by call only.
 *
 * @returns a token of the web service
 */
export async function setUpBridge({
  otto,
  shop,
  accounts = [{ id: ACCOUNT, ...usualCredentials }],
  publicUrl,
  isQuiet = false,
  environment,
  ...place
}: SetUp): Promise<string> {
  const bridge = await openQuietBridge(place, environment);
  await bridge.settings.update((settings) => ({
    ...settings,
    ...(publicUrl === undefined ? {} : { publicUrl }),
    ...(isQuiet ? { schedules: ALL_OFF } : {}),
    shop: sealShop(
      {
        url: shop.url,
        timeoutMs: 120_000,
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
    accounts: accounts.map(({ id, clientId, clientSecret }) =>
      accountSchema.parse({
        id,
        name: `Bench ${id}`,
        state: 'active',
        environment: { baseUrl: otto.url },
        clientId,
        clientSecret: sealClientSecret(id, new Secret(clientSecret), bridge.key),
        requestsPerSecond: 20,
        schedule: 'off',
      }),
    ),
  }));
  const asked = { name: 'bench', role: 'operate', areas: null, createdBy: 'bench' } as const;
  const { token } = await bridge.access.tokens.create(asked);
  await bridge.close();
  return token.reveal();
}
