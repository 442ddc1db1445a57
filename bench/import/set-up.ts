import { join } from 'node:path';
import { type Bridge, openBridge } from '../../src/bridge/create-bridge.ts';
import { createPinoLogger } from '../../src/bridge/pino-logger.ts';
import { accountSchema } from '../../src/bridge/settings/account-schema.ts';
import { Secret } from '../../src/bridge/settings/secret.ts';
import { sealClientSecret, sealShop } from '../../src/bridge/settings/stored-secrets.ts';
import { systemClock } from '../../src/bridge/system-clock.ts';
import { credentialsOf } from './credentials.ts';
import type { ShopPlace } from './shop-place.ts';

export type SetUp = {
  dataFolder: string;
  /** undefined = SQLite in the data folder */
  postgresUrl?: string | undefined;
  accountIds: string[];
  ottoUrl: string;
  shop: ShopPlace;
  environment?: Record<string, string>;
};

/** Opens a bridge that is set up for this shop and these accounts; nothing happens by itself. */
export async function setUpBridge(asked: SetUp): Promise<Bridge> {
  const { dataFolder, postgresUrl, accountIds, ottoUrl, shop, environment = {} } = asked;
  const bridge = await openBridge(
    {
      dataFolder,
      ledger:
        postgresUrl === undefined
          ? { kind: 'sqlite', path: join(dataFolder, 'ledger.sqlite') }
          : { kind: 'postgres', url: postgresUrl },
      host: '127.0.0.1',
      port: 0,
      logLevel: 'silent',
    },
    { clock: systemClock, logger: createPinoLogger('silent'), environment },
  );
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
