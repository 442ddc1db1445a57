import type { CallMeter } from './call-meter.ts';
import type { Clock } from './clock.ts';
import type { Logger } from './logger.ts';
import { OTTO_ACCESS_DEFAULTS, OTTO_BASE_URLS } from './otto/otto-access.ts';
import { createOttoClient, type OttoClient } from './otto/otto-client.ts';
import type { Account } from './settings/account-schema.ts';
import type { SealingKey } from './settings/sealing-key.ts';
import type { Settings } from './settings/settings-schema.ts';
import { openClientSecret, openShop } from './settings/stored-secrets.ts';
import { createShopGate, type ShopGate } from './woocommerce/shop-gate.ts';
import { createWooClient, type WooClient } from './woocommerce/woo-client.ts';

export type ShopConnection = { client: WooClient; gate: ShopGate };

/** The clients of both sides, kept as long as the settings they were made from stay the same. */
export type Connections = {
  /** @throws ConfigError `secret-missing`, `secret-not-openable` */
  otto(account: Account): OttoClient;
  /** @throws ConfigError `shop-missing`, `secret-missing`, `secret-not-openable` */
  shop(settings: Pick<Settings, 'shop'>): ShopConnection;
  /** the same for what is only tried: made anew each time, so that nothing of it stays */
  trial: {
    otto(account: Account): OttoClient;
    shop(settings: Pick<Settings, 'shop'>): ShopConnection;
  };
};

export function createConnections(
  key: SealingKey,
  parts: { clock: Clock; logger: Logger; meter?: CallMeter | undefined },
): Connections {
  const ottoClients = keptBy<OttoClient>();
  const shops = keptBy<ShopConnection>();
  const makeOtto = (account: Account): OttoClient =>
    createOttoClient(
      {
        ...OTTO_ACCESS_DEFAULTS,
        accountId: account.id,
        baseUrl: baseUrlOf(account),
        tokenPath: account.tokenPath,
        clientId: account.clientId,
        clientSecret: openClientSecret(account, key).reveal(),
        scopes: account.scopes,
        requestsPerSecond: account.requestsPerSecond,
      },
      parts,
    );
  const makeShop = (settings: Pick<Settings, 'shop'>): ShopConnection => {
    const shop = openShop(settings, key);
    const client = createWooClient(
      {
        url: shop.url,
        consumerKey: shop.consumerKey.reveal(),
        consumerSecret: shop.consumerSecret.reveal(),
        timeoutMs: shop.timeoutMs,
      },
      parts,
    );
    return { client, gate: createShopGate({ clock: parts.clock }) };
  };
  return {
    otto: (account) => ottoClients(account.id, account, () => makeOtto(account)),
    shop: (settings) => shops('shop', settings.shop, () => makeShop(settings)),
    trial: { otto: makeOtto, shop: makeShop },
  };
}

function baseUrlOf(account: Account): string {
  const { environment } = account;
  return typeof environment === 'string' ? OTTO_BASE_URLS[environment] : environment.baseUrl;
}

/** Makes a thing once for each name, and anew when what it is made from has changed. */
function keptBy<Thing>() {
  const kept = new Map<string, { madeFrom: string; thing: Thing }>();
  return (name: string, from: unknown, make: () => Thing): Thing => {
    const madeFrom = JSON.stringify(from);
    const known = kept.get(name);
    if (known?.madeFrom === madeFrom) return known.thing;
    const thing = make();
    kept.set(name, { madeFrom, thing });
    return thing;
  };
}
