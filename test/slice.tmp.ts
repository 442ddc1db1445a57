import { startFakeOtto, usualCredentials as cred } from './fakes/otto/index.ts';
import { startFakeShop } from './fakes/woocommerce/fake-shop.ts';
import { openBridge } from '../src/bridge/create-bridge.ts';
import { loadConfig } from '../src/bridge/config.ts';
import { systemClock } from '../src/bridge/system-clock.ts';
import { createPinoLogger } from '../src/bridge/pino-logger.ts';
import { sealClientSecret, sealShop } from '../src/bridge/settings/stored-secrets.ts';
import { Secret } from '../src/bridge/settings/secret.ts';
import { accountSchema } from '../src/bridge/settings/account-schema.ts';
import { variedSalesOrders } from './fixtures/otto/index.ts';
import { mkdtempSync } from 'node:fs';
const otto = await startFakeOtto(); const shop = await startFakeShop();
otto.runAllScenarios();
for (const o of variedSalesOrders(40, 7)) otto.addOrder(o);
const dir = mkdtempSync('/tmp/slice-');
const bridge = await openBridge(loadConfig({ BRIDGE_DATA: dir }), { clock: systemClock, logger: createPinoLogger('warn'), environment: {} });
console.log(cred);
await bridge.settings.update((s) => ({ ...s,
  shop: sealShop({ url: shop.url, timeoutMs: 10000, consumerKey: new Secret(shop.key.consumerKey), consumerSecret: new Secret(shop.key.consumerSecret) }, bridge.key),
  accounts: [accountSchema.parse({ id: 'main', name: 'Main', state: 'active', environment: { baseUrl: otto.url }, clientId: cred.clientId, clientSecret: sealClientSecret('main', new Secret(cred.clientSecret), bridge.key) })] }));
const t = Date.now();
const run = () => bridge.importOrders({ accountId: 'main', cause: 'command', signal: new AbortController().signal, holderKind: 'command' });
console.log(JSON.stringify(await run()), Date.now() - t, 'ms');
console.log(JSON.stringify(await run()));
console.log((await bridge.ledger.listIncidents('open', 20)).map((i) => [i.cause, i.params, i.orders]));
const counts = new Map<string, number>();
for (const x of shop.requests) counts.set(x.method + ' ' + x.path + ' ' + x.status, (counts.get(x.method + ' ' + x.path + ' ' + x.status) ?? 0) + 1);
console.log(counts);
await bridge.close(); await shop.stop(); await otto.stop();
