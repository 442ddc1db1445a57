import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Clock } from '../../../src/bridge/clock.ts';
import type { Config } from '../../../src/bridge/config.ts';
import { type Bridge, openBridge } from '../../../src/bridge/create-bridge.ts';
import { accountSchema } from '../../../src/bridge/settings/account-schema.ts';
import { Secret } from '../../../src/bridge/settings/secret.ts';
import { sealClientSecret, sealShop } from '../../../src/bridge/settings/stored-secrets.ts';
import type { ImportRules } from '../../../src/mapping/import-rules.ts';
import { type LogLine, recordingLogger } from '../../bridge/otto/otto-world.ts';
import { usualCredentials } from '../../fakes/otto/index.ts';
import { shopAccess } from './shop-access.ts';

const USUAL_TIMEOUT_MS = 120_000;

/** A bridge with an empty ledger, set up for one account and the real shop; gone with the test. */
export async function openOwnBridge(own: {
  accountId: string;
  ottoUrl: string;
  rules: Partial<ImportRules>;
  clock: Clock;
  log: LogLine[];
}): Promise<{ bridge: Bridge; config: Config }> {
  const { accountId, ottoUrl, rules, clock, log } = own;
  const dataFolder = await mkdtemp(join(tmpdir(), 'bridge-shop-'));
  onTestFinished(() => rm(dataFolder, { recursive: true, force: true }));
  const config: Config = {
    dataFolder,
    ledger: { kind: 'sqlite', path: join(dataFolder, 'ledger.sqlite') },
    host: '127.0.0.1',
    port: 0,
    logLevel: 'silent',
  };
  const logger = recordingLogger(log);
  const bridge = await openBridge(config, { clock, logger, environment: {} });
  onTestFinished(() => bridge.close());
  const clientSecret = new Secret(usualCredentials.clientSecret);
  await bridge.settings.update((settings) => ({
    ...settings,
    importRules: { ...settings.importRules, ...rules },
    shop: sealedShop(bridge, USUAL_TIMEOUT_MS),
    accounts: [
      accountSchema.parse({
        id: accountId,
        name: 'Shop test',
        state: 'active',
        clientId: usualCredentials.clientId,
        environment: { baseUrl: ottoUrl },
        clientSecret: sealClientSecret(accountId, clientSecret, bridge.key),
        requestsPerSecond: 20,
      }),
    ],
  }));
  return { bridge, config };
}

/** The real shop as the settings keep it. */
export function sealedShop({ key }: Pick<Bridge, 'key'>, timeoutMs: number) {
  const { url, consumerKey, consumerSecret } = shopAccess();
  const secrets = {
    consumerKey: new Secret(consumerKey),
    consumerSecret: new Secret(consumerSecret),
  };
  return sealShop({ url, timeoutMs, ...secrets }, key);
}
