import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { type Bridge, openBridge } from '../../src/bridge/create-bridge.ts';
import { createPinoLogger } from '../../src/bridge/pino-logger.ts';
import { accountSchema } from '../../src/bridge/settings/account-schema.ts';
import { Secret } from '../../src/bridge/settings/secret.ts';
import type { Settings } from '../../src/bridge/settings/settings-schema.ts';
import { sealClientSecret, sealShop } from '../../src/bridge/settings/stored-secrets.ts';
import { shippingRulesSchema } from '../../src/mapping/reporting/shipping-rules.ts';
import { freshLocation } from '../databases.ts';
import { type FakeOtto, startFakeOtto, usualCredentials } from '../fakes/otto/index.ts';
import { type FakeShop, startFakeShop } from '../fakes/woocommerce/fake-shop.ts';
import { sandboxProducts } from '../fixtures/otto/index.ts';
import { type Balancer, startBalancer } from './balancer.ts';
import { type Replica, startReplica } from './replica.ts';
import { createSharedClock, type SharedClock, shiftDatabase } from './shared-clock.ts';

export const ACCOUNT = 'main';
export const PERSON = { name: 'anna', password: 'korrekt pferd batterie' } as const;

/** For what runs when it is asked for alone. */
export const OFF = 'off';
const OFTEN = '*/2 * * * * *';

/** Both fakes, an empty PostgreSQL on their clock and a load balancer; replicas are started one by one. */
export type ReplicaWorld = {
  otto: FakeOtto;
  shop: FakeShop;
  clock: SharedClock;
  balancer: Balancer;
  databaseUrl: string;
  secretKey: string;
  /** every process so far, also those that ended */
  replicas: Replica[];
  /** @param machine the clock of its machine, by default everybody's */
  start(machine?: SharedClock): Promise<Replica>;
  /** a bridge in this process: for what an owner enters, and to look into the ledger */
  openBridge(): Promise<Bridge>;
};

/** @param options.databaseUrl one that is not there yet and has a clock of its own, by default an empty one */
export async function startReplicaWorld(
  options: { databaseUrl?: string; latencyMs?: number } = {},
): Promise<ReplicaWorld> {
  const ends: (() => Promise<unknown>)[] = [];
  onTestFinished(async () => {
    for (const end of ends.reverse()) await end();
  }, 60_000);
  const folder = await mkdtemp(join(tmpdir(), 'bridge-replicas-'));
  ends.push(() => rm(folder, { recursive: true, force: true }));
  await chmod(folder, 0o755); // PostgreSQL reads the clock there, and may be another user's
  const clock = createSharedClock(folder);
  const otto = await startFakeOtto({ now: clock.now, rateLimitPerSecond: undefined });
  ends.push(() => otto.stop());
  const products = Object.values(sandboxProducts).map(({ sku, productTitle }) => ({
    sku,
    name: productTitle,
    price: '10.00',
    stockQuantity: 1_000_000,
  }));
  const shop = await startFakeShop({ now: clock.now, signedBy: clock.now, products });
  shop.faults.latency = { baseMs: options.latencyMs ?? 0, perItemMs: 0 };
  ends.push(() => shop.stop());
  const balancer = await startBalancer();
  ends.push(() => balancer.stop());
  const location =
    options.databaseUrl === undefined
      ? await freshLocation('postgres')
      : { kind: 'postgres' as const, url: options.databaseUrl };
  const databaseUrl = location.kind === 'postgres' ? location.url : '';
  if (options.databaseUrl === undefined) await shiftDatabase(databaseUrl, clock);
  const secretKey = randomBytes(32).toString('hex');
  const replicas: Replica[] = [];
  return {
    otto,
    shop,
    clock,
    balancer,
    databaseUrl,
    secretKey,
    replicas,
    async start(machine = clock) {
      const replica = await startReplica({
        databaseUrl,
        secretKey,
        shiftFile: machine.file,
        onEnd: (end) => ends.push(end),
      });
      replicas.push(replica);
      balancer.add(replica.port);
      void replica.ended.then(() => balancer.remove(replica.port));
      return replica;
    },
    async openBridge() {
      const bridge = await openBridge(
        {
          dataFolder: join(folder, 'owner'),
          ledger: location,
          host: '127.0.0.1',
          port: 0,
          logLevel: 'silent',
        },
        {
          clock: { now: clock.now, sleep: () => new Promise(() => undefined) },
          logger: createPinoLogger('silent'),
          environment: { BRIDGE_SECRET_KEY: secretKey },
        },
      );
      ends.push(() => bridge.close());
      return bridge;
    },
  };
}

/**
 * What an owner enters: the shop, one account, how parcels travel, a log-in.
 *
 * @param options.schedule of the import, the shop watch and the reports; by default they run often
 */
export async function setUp(
  world: ReplicaWorld,
  bridge: Bridge,
  options: { schedule?: string; shopTimeoutMs?: number } = {},
): Promise<void> {
  const { otto, shop, balancer } = world;
  const { schedule = OFTEN, shopTimeoutMs = 5_000 } = options;
  await bridge.settings.update(
    (settings): Settings => ({
      ...settings,
      publicUrl: balancer.url,
      shop: sealShop(
        {
          url: shop.url,
          timeoutMs: shopTimeoutMs,
          consumerKey: new Secret(shop.key.consumerKey),
          consumerSecret: new Secret(shop.key.consumerSecret),
        },
        bridge.key,
      ),
      schedules: {
        ...settings.schedules,
        shopWatch: schedule,
        reports: schedule,
        webhookCheck: '*/5 * * * * *',
        returns: OFF,
        receipts: OFF,
        stock: OFF,
      },
      shippingRules: shippingRulesSchema.parse({
        cancellations: 'at-once',
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
          name: 'Replicas',
          state: 'active',
          environment: { baseUrl: otto.url },
          clientId: usualCredentials.clientId,
          clientSecret: sealClientSecret(
            ACCOUNT,
            new Secret(usualCredentials.clientSecret),
            bridge.key,
          ),
          requestsPerSecond: 20,
          schedule,
        }),
      ],
    }),
  );
  await bridge.access.users.create({
    name: PERSON.name,
    password: new Secret(PERSON.password),
    role: 'configure',
    language: null,
  });
}
