import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { openBridge } from '../src/bridge/create-bridge.ts';
import { createPinoLogger } from '../src/bridge/pino-logger.ts';
import { accountSchema } from '../src/bridge/settings/account-schema.ts';
import { Secret } from '../src/bridge/settings/secret.ts';
import { sealClientSecret, sealShop } from '../src/bridge/settings/stored-secrets.ts';
import { systemClock } from '../src/bridge/system-clock.ts';
import { shippingRulesSchema } from '../src/mapping/reporting/shipping-rules.ts';
import { META } from '../src/mapping/woocommerce/order-meta.ts';
import { startFakeOtto, usualCredentials } from '../test/fakes/otto/index.ts';
import { startFakeShop } from '../test/fakes/woocommerce/fake-shop.ts';
import { buildSalesOrder, sandboxProducts } from '../test/fixtures/otto/index.ts';

/**
 * From the shop's webhook to OTTO's shipment call: how long the bridge takes by itself. The service runs
 * as an owner runs it, in a process of its own; shop and OTTO are the fakes, which answer at once, so
 * that what is measured is the bridge's share and, as an upper bound, that of the fakes.
 */
const { values } = parseArgs({ options: { orders: { type: 'string', default: '200' } } });
const orders = Number(values.orders);
const ACCOUNT = 'main';

const otto = await startFakeOtto();
const shop = await startFakeShop({
  products: Object.values(sandboxProducts).map(({ sku, productTitle }) => ({
    sku,
    name: productTitle,
    price: '10.00',
    stockQuantity: 100_000,
  })),
});
const dataFolder = await mkdtemp(join(tmpdir(), 'bridge-bench-'));
const port = await freePort();
const bridgeUrl = `http://127.0.0.1:${port}`;
let service: ChildProcess | undefined;
try {
  const token = await setUp();
  for (let index = 0; index < orders; index += 1) {
    otto.addOrder(
      buildSalesOrder({
        seed: `webhook-${index}`,
        orderDate: new Date(Date.now() - 3_600_000).toISOString(),
      }),
    );
  }
  service = spawn(process.execPath, ['src/bridge/cli.ts', 'start'], {
    env: {
      ...process.env,
      BRIDGE_DATA: dataFolder,
      BRIDGE_PORT: String(port),
      BRIDGE_LOG: 'error',
      DATABASE_URL: '',
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  await until(async () => (await fetch(`${bridgeUrl}/healthz`)).ok);
  await fetch(`${bridgeUrl}/api/v1/import-runs`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
    body: '{}',
  });
  await until(() => shop.state.orders.size >= orders);
  await until(() => shop.state.webhooks.size >= 2);
  await shop.runWebhookQueue();
  await pause(3_000);

  const sentAt = new Map<string, number>();
  const took: number[] = [];
  otto.hooks.onRequest = (request) => {
    if (request.method !== 'POST' || request.path !== '/v1/shipments') return;
    const { positionItems } = JSON.parse(request.body);
    const since = sentAt.get(positionItems[0]?.salesOrderId);
    if (since !== undefined) took.push(performance.now() - since);
  };
  let number = 0;
  for (const order of [...shop.state.orders.values()].slice(0, orders)) {
    number += 1;
    const salesOrderId = order.meta.find(({ key }) => key === META.salesOrderId)?.value;
    shop.hands.addTrackingMeta(order.id, {
      carrier: 'hermes-germany',
      trackingNumber: `H${String(1_000_000_000_000_000_000n + BigInt(number))}`,
    });
    shop.hands.setStatus(order.id, 'completed');
    const reported = took.length + 1;
    sentAt.set(String(salesOrderId), performance.now());
    await shop.runWebhookQueue();
    await until(() => took.length >= reported);
  }
  took.sort((a, b) => a - b);
  const at = (share: number) => (took[Math.ceil(took.length * share) - 1] ?? 0).toFixed(0);
  console.log(
    [
      `orders completed in the shop   ${orders}`,
      `reported at OTTO               ${took.length}`,
      `webhook sent → OTTO called     p50 ${at(0.5)} ms, p99 ${at(0.99)} ms, most ${at(1)} ms`,
    ].join('\n'),
  );
} finally {
  if (service) {
    service.kill('SIGTERM');
    await once(service, 'exit');
  }
  await otto.stop();
  await shop.stop();
  await rm(dataFolder, { recursive: true, force: true });
}

/** @returns a token of the web service */
async function setUp(): Promise<string> {
  const bridge = await openBridge(
    {
      dataFolder,
      ledger: { kind: 'sqlite', path: join(dataFolder, 'ledger.sqlite') },
      host: '127.0.0.1',
      port,
      logLevel: 'silent',
    },
    { clock: systemClock, logger: createPinoLogger('silent'), environment: {} },
  );
  await bridge.settings.update((settings) => ({
    ...settings,
    publicUrl: bridgeUrl,
    shop: sealShop(
      {
        url: shop.url,
        timeoutMs: 10_000,
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

async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 120_000;
  while (Date.now() < deadline) {
    try {
      if (await isSo()) return;
    } catch {
      // not there yet
    }
    await pause(2);
  }
  throw new Error(`Waited in vain for ${isSo}`);
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}
