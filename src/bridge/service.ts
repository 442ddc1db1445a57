import { SECOND } from './clock.ts';
import type { Config } from './config.ts';
import type { Bridge } from './create-bridge.ts';
import { loadApiToken } from './http/api-token.ts';
import { createApp } from './http/create-app.ts';
import type { HttpParts } from './http/http-parts.ts';
import { listen } from './http/listen.ts';
import { manifestJob } from './manifest.ts';
import { chooseImports, scheduledImports } from './schedule/choose-imports.ts';
import { endsWithin } from './schedule/ends-within.ts';
import { followSettings } from './schedule/follow-settings.ts';
import { createImportDesk } from './schedule/import-desk.ts';
import { ImportRefusedError } from './schedule/import-refused-error.ts';
import { type Cron, createImportSchedule } from './schedule/import-schedule.ts';
import { effectiveSchedule } from './settings/account-schema.ts';
import { holdInstanceLock } from './settings/instance-lock.ts';
import type { Secret } from './settings/secret.ts';

/** How long a stop waits for calls in hand; with what comes after it the process ends within 10 s. */
export const STOP_WAIT_MS = 9 * SECOND;

export type Service = {
  /** where the web service answers, without a slash at the end */
  url: string;
  apiToken: Secret;
  /** the file the token is in, for the owner */
  apiTokenFile: string;
  /** begins nothing new, lets calls in hand and their commits finish, then lets go of everything */
  stop(): Promise<void>;
};

/**
 * Starts the running bridge: imports by schedule and by call, and the web service. Close the bridge
 * after `stop`, not before.
 *
 * @throws ConfigError `data-folder-in-use`, `address-not-usable`, or what the settings throw; nothing
 *   is held or running then
 */
export async function startService(
  bridge: Bridge,
  config: Config,
  parts: { cron?: Cron } = {},
): Promise<Service> {
  const undo: (() => Promise<void>)[] = [];
  try {
    return await start(bridge, config, parts, undo);
  } catch (error) {
    for (const step of undo.toReversed()) await step();
    throw error;
  }
}

async function start(
  bridge: Bridge,
  config: Config,
  parts: { cron?: Cron },
  undo: (() => Promise<void>)[],
): Promise<Service> {
  const { ledger, clock, logger } = bridge;
  const job = manifestJob(bridge.manifest, 'order-import');
  // Replicas that share a PostgreSQL each have a folder of their own and must not free each other's leases.
  const lock =
    config.ledger.kind === 'sqlite' ? await holdInstanceLock(config.dataFolder, clock) : undefined;
  if (lock) {
    undo.push(() => lock.release());
    await ledger.releaseLeasesOf('service');
  }
  const { token, path: apiTokenFile, isNew } = await loadApiToken(config.dataFolder);
  if (isNew) logger.info('api-token-made', { path: apiTokenFile });

  const desk = createImportDesk({ importOrders: bridge.importOrders, ledger, logger });
  undo.push(() => desk.stop());
  const fire = (accountId: string) => {
    const wish = { accountId, cause: 'schedule', since: undefined, isRehearsal: false } as const;
    desk.place([wish]).catch((error: unknown) => {
      // Everything else was logged by the desk, which has nobody else to tell it to.
      const code = error instanceof ImportRefusedError ? error.code : undefined;
      logger.debug('scheduled-import-not-begun', { accountId, code });
    });
  };
  const schedule = createImportSchedule(fire, { timeZone: job.timeZone, logger, cron: parts.cron });
  undo.push(() => schedule.stop());
  const follower = await followSettings({
    settings: bridge.settings,
    apply: (settings) => schedule.set(scheduledImports(settings, job.defaultSchedule)),
    clock,
    logger,
  });
  undo.push(() => follower.stop());

  const httpParts: HttpParts = {
    host: config.host,
    token,
    ledger,
    clock,
    logger,
    usualLanguage: () => follower.current().language,
    startImports: async (asked) => desk.place(chooseImports(await bridge.settings.load(), asked)),
    nextRunAt: schedule.nextRunAt,
    listAccounts: async () =>
      (await bridge.settings.load()).accounts.map((account) => ({
        accountId: account.id,
        name: account.name,
        state: account.state,
        schedule: effectiveSchedule(account, job.defaultSchedule),
        timeZone: job.timeZone,
        nextRunAt: schedule.nextRunAt(account.id) ?? null,
      })),
  };
  const server = await listen(createApp(httpParts), config);
  logger.info('service-started', { url: server.url });

  async function stop(): Promise<void> {
    logger.info('service-stopping');
    server.refuseMore();
    await Promise.all([schedule.stop(), follower.stop()]);
    // The lock is kept while a call is out, beyond the wait too: the process ends before another begins.
    const ended = desk.stop().then(() => lock?.release());
    const inTime = await endsWithin(STOP_WAIT_MS, ended, clock);
    await server.stop();
    if (inTime) logger.info('service-stopped');
    else logger.warn('service-stopped-with-call-in-hand', { waitedMs: STOP_WAIT_MS });
  }

  let stopped: Promise<void> | undefined;
  return {
    url: server.url,
    apiToken: token,
    apiTokenFile,
    stop: () => {
      stopped ??= stop();
      return stopped;
    },
  };
}
