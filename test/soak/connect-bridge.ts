import { createServer } from 'node:http';
import express from 'express';
import type { Bridge } from '../../src/bridge/create-bridge.ts';
import { serveWebhooks } from '../../src/bridge/http/routes/shop-watch.ts';
import { accountSchema } from '../../src/bridge/settings/account-schema.ts';
import { Secret } from '../../src/bridge/settings/secret.ts';
import { sealClientSecret, sealShop } from '../../src/bridge/settings/stored-secrets.ts';
import { usualCredentials } from '../fakes/otto/index.ts';
import { returnPool } from '../journeys/histories/shipping-rules.ts';
import { CARRIER_META, RETURN_META, TRACKING_META } from '../journeys/histories/shop-word.ts';
import { MAIN } from './carry-out.ts';
import type { ThreadData } from './thread-messages.ts';

export type Door = { close(): Promise<void> };

/**
 * Gives the bridge what a large shop has set up, and lets the shop reach it.
 *
 * @param now the bridge that runs now
 */
export async function connectBridge(now: () => Bridge, data: ThreadData): Promise<Door> {
  const { settings, key } = now();
  const app = express();
  serveWebhooks(app, { receiveWebhook: (request) => now().receiveWebhook(request) });
  const server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no TCP port');
  const { clientId, clientSecret } = usualCredentials;
  const place = { name: 'Lager', city: 'Dresden', zipCode: '01067', countryCode: 'DEU' };
  await settings.update((before) => ({
    ...before,
    publicUrl: `http://127.0.0.1:${address.port}`,
    shop: sealShop(
      {
        url: data.shopUrl,
        timeoutMs: 10_000,
        consumerKey: new Secret(data.consumerKey),
        consumerSecret: new Secret(data.consumerSecret),
      },
      key,
    ),
    accounts: [
      accountSchema.parse({
        id: MAIN,
        name: 'Main',
        state: 'active',
        environment: { baseUrl: data.ottoUrl },
        clientId,
        clientSecret: sealClientSecret(MAIN, new Secret(clientSecret), key),
        requestsPerSecond: 20,
      }),
    ],
    stock: { ...before.stock, isOn: true },
    shippingRules: {
      ...before.shippingRules,
      shippedStatuses: ['completed'],
      shipFrom: [{ ...place, skus: [], carriers: [] }],
      parcelSources: ['shipment-tracking', 'meta'],
      trackingMetaKeys: [TRACKING_META],
      carrierMetaKeys: [CARRIER_META],
      returnMetaKeys: [RETURN_META],
      returnPools: [returnPool(data.returnNumbers)],
    },
  }));
  await now().checkWebhooks({ signal: new AbortController().signal, holderKind: 'service' });
  return {
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
