import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { z } from 'zod';
import type { Config } from '../../../src/bridge/config.ts';
import { type Bridge, openBridge } from '../../../src/bridge/create-bridge.ts';
import { createPinoLogger } from '../../../src/bridge/pino-logger.ts';
import { type Service, type ServiceParts, startService } from '../../../src/bridge/service.ts';
import { type Account, accountSchema } from '../../../src/bridge/settings/account-schema.ts';
import { Secret } from '../../../src/bridge/settings/secret.ts';
import type { Settings } from '../../../src/bridge/settings/settings-schema.ts';
import { sealClientSecret, sealShop } from '../../../src/bridge/settings/stored-secrets.ts';
import { type FakeOtto, startFakeOtto, usualCredentials } from '../../fakes/otto/index.ts';
import { type FakeShop, startFakeShop } from '../../fakes/woocommerce/fake-shop.ts';
import { temporaryFolder } from '../settings/temporary-folder.ts';
import { createFakeCron, type FakeCron } from './fake-cron.ts';
import { createPatientClock, type PatientClock } from './patient-clock.ts';
import { createSecretsWatch, type SecretsWatch } from './secrets-watch.ts';

export const MAIN = 'main';
export const WORLD_TIME = '2026-03-20T08:00:00.000Z';

const logLine = z.looseObject({ event: z.string(), level: z.number() });
export type ServiceLogLine = z.output<typeof logLine>;

/** Both fakes and a data folder whose settings connect them; no service runs yet. */
export type ServiceWorld = {
  otto: FakeOtto;
  shop: FakeShop;
  clock: PatientClock;
  cron: FakeCron;
  config: Config;
  watch: SecretsWatch;
  log: ServiceLogLine[];
  /** a bridge on the data folder, as a process of its own has one */
  openBridge(): Promise<Bridge>;
  /** an account at the fake OTTO; active unless told otherwise */
  account(id: string, bridge: Bridge, changes?: Partial<Account>): Account;
};

export async function startServiceWorld(
  options: Partial<
    Pick<Config, 'host' | 'ledger' | 'metricsFor' | 'stopDelayMs' | 'trustProxy'>
  > = {},
): Promise<ServiceWorld> {
  const clock = createPatientClock(WORLD_TIME);
  const otto = await startFakeOtto({ now: clock.now });
  onTestFinished(() => otto.stop());
  const shop = await startFakeShop({ now: clock.now });
  onTestFinished(() => shop.stop());
  const dataFolder = await temporaryFolder();
  const watch = createSecretsWatch();
  onTestFinished(() => watch.assertNoneSeen());
  const log: ServiceLogLine[] = [];
  const logger = createPinoLogger('debug', {
    write: (line) => {
      watch.seen.push(line);
      log.push(logLine.parse(JSON.parse(line)));
    },
  });
  const config: Config = {
    dataFolder,
    ledger: { kind: 'sqlite', path: join(dataFolder, 'ledger.sqlite') },
    host: '127.0.0.1',
    port: 0,
    logLevel: 'debug',
    ...options,
  };
  const world: ServiceWorld = {
    otto,
    shop,
    clock,
    cron: createFakeCron(),
    config,
    watch,
    log,
    async openBridge() {
      const bridge = await openBridge(config, { clock, logger, environment: {} });
      onTestFinished(() => bridge.close());
      return bridge;
    },
    account: (id, bridge, changes = {}) => ({
      ...accountSchema.parse({
        // Each account is an app of its own, as two of one app would fetch every order twice.
        id,
        name: `Account ${id}`,
        state: 'active',
        environment: { baseUrl: otto.url },
        requestsPerSecond: 20,
        clientId: appOf(otto, id),
        clientSecret: sealClientSecret(id, new Secret(usualCredentials.clientSecret), bridge.key),
      }),
      ...changes,
    }),
  };
  watch.secrets.add(usualCredentials.clientSecret);
  watch.secrets.add(shop.key.consumerKey).add(shop.key.consumerSecret);
  onTestFinished(() => {
    for (const { accessToken } of otto.state.tokens.issued) watch.secrets.add(accessToken);
  });
  return world;
}

/** The settings of a shop and one account, `main`, as the command line would enter them. */
export async function connect(
  world: ServiceWorld,
  bridge: Bridge,
  change: (settings: Settings) => Settings = (settings) => settings,
): Promise<void> {
  const { consumerKey, consumerSecret } = world.shop.key;
  await bridge.settings.update((settings) =>
    change({
      ...settings,
      shop: sealShop(
        {
          url: world.shop.url,
          timeoutMs: 20_000,
          consumerKey: new Secret(consumerKey),
          consumerSecret: new Secret(consumerSecret),
        },
        bridge.key,
      ),
      accounts: [world.account(MAIN, bridge)],
    }),
  );
}

/** A running service, and a token that may do everything. */
export type ServedService = Service & { apiToken: Secret };

/** Starts the service on a bridge; stopped with the test. */
export async function serve(
  world: ServiceWorld,
  bridge: Bridge,
  parts: ServiceParts = {},
): Promise<ServedService> {
  const service = await startService(bridge, world.config, { cron: world.cron.cron, ...parts });
  onTestFinished(() => service.stop());
  return { ...service, apiToken: await makeToken(world, bridge) };
}

/** A token for everything, as `token add` makes one. */
export async function makeToken(world: ServiceWorld, bridge: Bridge): Promise<Secret> {
  const asked = { name: 'tests', role: 'configure', areas: null, createdBy: 'tests' } as const;
  const { token } = await bridge.access.tokens.create(asked);
  world.watch.secrets.add(token.reveal());
  return token;
}

function appOf(otto: FakeOtto, accountId: string): string {
  const clientId = `${usualCredentials.clientId}-${accountId}`;
  otto.state.tokens.setCredentials({ ...usualCredentials, clientId });
  return clientId;
}
