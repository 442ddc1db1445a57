import { fileURLToPath } from 'node:url';
import { SECOND } from './clock.ts';
import { type Config, TRUSTED_PROXIES } from './config.ts';
import type { Bridge, ImportOutcome } from './create-bridge.ts';
import { createApp } from './http/create-app.ts';
import type { HttpParts } from './http/http-parts.ts';
import { listen } from './http/listen.ts';
import { presentShopWatch } from './http/present/shop-watch.ts';
import { ledgerPlace } from './ledger/ledger-location.ts';
import { manifestJob } from './manifest.ts';
import { meteredDeliveries, meteredJobs } from './metrics/metered.ts';
import { processRegistry } from './metrics/process-registry.ts';
import { createChoiceDesk } from './schedule/choice-desk.ts';
import { chooseImports } from './schedule/choose-imports.ts';
import { endsWithin } from './schedule/ends-within.ts';
import { followSettings } from './schedule/follow-settings.ts';
import { createImportDesk } from './schedule/import-desk.ts';
import { ImportRefusedError } from './schedule/import-refused-error.ts';
import { createJobBoard } from './schedule/job-board.ts';
import { createJobDesk } from './schedule/job-desk.ts';
import { endOfStock } from './schedule/job-ends.ts';
import { accountOfJob, importJobName } from './schedule/job-names.ts';
import { createJobRecorder } from './schedule/job-recorder.ts';
import { type Cron, createJobSchedule } from './schedule/job-schedule.ts';
import { createMailProofDesk } from './schedule/mail-proof-desk.ts';
import { onceMore } from './schedule/once-more.ts';
import { oncePerSlot } from './schedule/once-per-slot.ts';
import { createOwnJobs, isOwnJob } from './schedule/own-jobs.ts';
import { createReceiptJobs } from './schedule/receipt-jobs.ts';
import { createReconcileDesk } from './schedule/reconcile-desk.ts';
import { createReportJobs } from './schedule/report-jobs.ts';
import { scheduledJobs } from './schedule/scheduled-jobs.ts';
import { createWebhookJobs } from './schedule/webhook-jobs.ts';
import { selfCheck } from './self-check/self-check.ts';
import { holdInstanceLock } from './settings/instance-lock.ts';
import type { Secret } from './settings/secret.ts';
import type { Settings } from './settings/settings-schema.ts';
import { closedTo } from './settings/stored-secrets.ts';
import type { WatchResult } from './shop-watch/watch-shop.ts';
import { wireHeartbeat } from './wiring/heartbeat.ts';
import { wireSetUp } from './wiring/set-up.ts';

/** How long a stop takes with calls in hand; with what comes after it the process ends within 10 s. */
export const STOP_WAIT_MS = 8 * SECOND;
/** For answers under way when all else has ended; who is slower to ask or to read is cut off. */
const ANSWERS_WAIT_MS = SECOND;
/** What calls in hand get in any case, however long a load balancer was given. */
const LEAST_WAIT_MS = 3 * SECOND;

/** Where `npm run build` puts the page. */
const PAGE_FOLDER = fileURLToPath(new URL('../../dist/settings-ui', import.meta.url));

export type Service = {
  /** where the web service answers, without a slash at the end */
  url: string;
  /** opens the page to the first user; undefined when there are users. Shown, and kept nowhere. */
  setupCode: Secret | undefined;
  /**
   * says at /readyz that it goes; after the config's `stopDelayMs` begins nothing new, lets calls in hand
   * and their commits finish, then lets go of everything
   */
  stop(): Promise<void>;
};

/** What a test hands in of its own. */
export type ServiceParts = { cron?: Cron; pageFolder?: string };

/**
 * Starts the running bridge: imports by schedule and by call, and the web service. Close the bridge
 * after `stop`, not before.
 *
 * @throws ConfigError `data-folder-in-use`, `address-not-usable`, what the self-check or the settings
 *   throw; nothing is held or running then
 */
export async function startService(
  bridge: Bridge,
  config: Config,
  parts: ServiceParts = {},
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
  parts: ServiceParts,
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
  await selfCheck({
    ledger,
    place: ledgerPlace(config.ledger),
    dataFolder: config.dataFolder,
    clock,
    logger,
  });
  let closed = closedTo(bridge.key, await bridge.settings.load());
  if (closed.length > 0) logger.error('secrets-not-openable', { secrets: closed });
  await bridge.access.audit.tidy();

  const recorder = meteredJobs(
    await createJobRecorder({ ledger, clock, logger, isAlone: lock !== undefined }),
    bridge.metrics,
  );
  undo.push(() => recorder.stop());
  const jobs = createJobDesk({ logger, recorder });
  undo.push(() => jobs.stop());
  const reportJobs = createReportJobs({
    jobs,
    runReports: (cause, signal) => bridge.runReports({ cause, signal, holderKind: 'service' }),
    nextRunAt: () => schedule.nextRunAt('reports'),
  });
  const desk = createImportDesk({
    importOrders: (request) => thenReport(bridge.importOrders(request), hasImported),
    ledger,
    logger,
    recorder,
  });
  undo.push(() => desk.stop());
  const reconcileDesk = createReconcileDesk({ bridge, jobs, ledger });
  const watchShop = (cause: 'poll' | 'webhook', signal: AbortSignal) =>
    thenReport(bridge.watchShop({ cause, signal, holderKind: 'service' }), hasSeenChanges);
  const receiptJobs = createReceiptJobs({ jobs, receipts: bridge.receipts, clock });
  const ownJobs = createOwnJobs({
    bridge,
    jobs,
    reportJobs,
    receiptJobs,
    reconcileDesk: {
      nightly: (signal) => thenLookForImporters(reconcileDesk.nightly(signal), signal),
    },
    pollShop: (signal) => watchShop('poll', signal),
  });
  /** What was changed on one side may be something to tell the other. */
  async function thenReport<Result>(
    work: Promise<Result>,
    isNews: (result: Result) => boolean,
  ): Promise<Result> {
    const result = await work;
    if (isNews(result)) reportJobs.soon();
    return result;
  }
  const runStock = (cause: 'click' | 'webhook') =>
    jobs.run('stock', (signal) => bridge.runStock({ cause, signal, holderKind: 'service' }), {
      job: 'stock',
      cause,
      endOf: endOfStock,
    });
  const stockCame = onceMore(() => runStock('webhook'));
  const webhookJobs = createWebhookJobs(jobs, {
    workOffDeliveries: (signal) => watchShop('webhook', signal),
    checkWebhooks: (signal) => bridge.checkWebhooks({ signal, holderKind: 'service' }),
  });
  const fireImport = (accountId: string) => {
    const wish = { accountId, cause: 'schedule', since: undefined, isRehearsal: false } as const;
    desk.place([wish]).catch((error: unknown) => {
      // Everything else was logged by the desk, which has nobody else to tell it to.
      const code = error instanceof ImportRefusedError ? error.code : undefined;
      logger.debug('scheduled-import-not-begun', { accountId, code });
    });
  };
  const run = (name: string) => {
    const accountId = accountOfJob(name);
    if (accountId !== undefined) fireImport(accountId);
    else if (isOwnJob(name)) ownJobs.run(name, 'schedule');
  };
  const leaving = new AbortController();
  undo.push(async () => leaving.abort());
  // Each replica's schedule fires; what is alone on its data folder has nobody to agree with.
  const opensSecrets = () => closed.length === 0;
  const fire = lock
    ? run
    : oncePerSlot({ ledger, clock, logger, opensSecrets, signal: leaving.signal, run });
  const schedule = createJobSchedule(fire, { timeZone: job.timeZone, logger, cron: parts.cron });
  undo.push(() => schedule.stop());
  // The shop pings a new webhook at once, so that somebody has to answer by then.
  let isListening = false;
  const followWebhooks = (settings: Settings) => {
    const names = scheduledJobs(settings, bridge.manifest).map(({ name }) => name);
    webhookJobs.follow(settings, names.includes('webhook-check'));
  };
  const follower = await followSettings({
    settings: bridge.settings,
    apply: async (settings) => {
      closed = closedTo(bridge.key, settings);
      await schedule.set(scheduledJobs(settings, bridge.manifest));
      reportJobs.follow(settings);
      if (isListening) followWebhooks(settings);
    },
    hearNews: ledger.hearNews,
    clock,
    logger,
  });
  undo.push(() => follower.stop());

  const setUp = wireSetUp(bridge, {
    ledgerPath: config.ledger.kind === 'sqlite' ? config.ledger.path : undefined,
    nextRunAt: (accountId) => schedule.nextRunAt(importJobName(accountId)),
    saved: follower.refresh,
  });
  undo.push(() => setUp.rehearsals.stop());
  /** What the nightly comparison found stands, whatever comes of the look that follows it. */
  async function thenLookForImporters<Result>(
    work: Promise<Result>,
    signal: AbortSignal,
  ): Promise<Result> {
    try {
      return await work;
    } finally {
      await setUp.noteSecondImporters(signal).catch((error: unknown) => {
        const reason = error instanceof Error ? error.message : String(error);
        logger.warn('second-importer-not-looked-for', { reason });
      });
    }
  }

  const stopping = new AbortController();
  const receiveWebhook = meteredDeliveries(bridge.receiveWebhook, bridge.metrics);
  const httpParts: HttpParts = {
    host: config.host,
    version: bridge.manifest.version,
    pageFolder: parts.pageFolder ?? PAGE_FOLDER,
    access: bridge.access,
    sessionSecret: bridge.key.derive('session-cookies'),
    trustProxy: config.trustProxy ?? TRUSTED_PROXIES,
    publicUrl: () => follower.current().publicUrl,
    ledger,
    clock,
    leaving: leaving.signal,
    stopping: stopping.signal,
    logger,
    usualLanguage: () => follower.current().language,
    readSettings: bridge.settings.load,
    metricsFor: config.metricsFor ?? 'loopback',
    scrape: bridge.scrape,
    startImports: async (asked) => desk.place(chooseImports(await bridge.settings.load(), asked)),
    chooseSide: createChoiceDesk({ bridge, desk, logger }),
    acknowledgeIncident: bridge.acknowledgeIncident,
    reportDesk: bridge.reportDesk,
    stockDesk: bridge.stockDesk,
    stockWished: onceMore(() => runStock('click')),
    nextStockRunAt: () => schedule.nextRunAt('stock'),
    returnDesk: bridge.returnDesk,
    readReturnsNow: () => ownJobs.run('returns', 'click'),
    returnsReadAt: bridge.returnsReadAt,
    shopUrl: async () => (await bridge.settings.load()).shop?.url,
    receipts: bridge.receipts,
    readReceiptsNow: async ({ since }) => ({ joined: receiptJobs.run('click', since).joined }),
    overview: bridge.overview,
    skuMap: bridge.skuMap,
    reportsWished: reportJobs.soon,
    runReports: reportJobs.runNow,
    receiveWebhook: async (request) => {
      const receipt = await receiveWebhook(request);
      if (receipt.outcome === 'received' && receipt.isNews) webhookJobs.deliveriesCame();
      if (receipt.outcome === 'received' && receipt.isStockNews) stockCame();
      return receipt;
    },
    getShopWatch: async () =>
      presentShopWatch(ledger, await bridge.settings.load(), schedule.nextRunAt('shop-watch')),
    nextRunAt: (accountId) => schedule.nextRunAt(importJobName(accountId)),
    jobBoard: createJobBoard({
      settings: bridge.settings,
      manifest: bridge.manifest,
      ledger,
      clock,
      schedule,
      ownJobs,
      desk,
      refresh: follower.refresh,
    }),
    startMailProof: createMailProofDesk({ bridge, jobs }),
    readRawAnswers: bridge.readRawAnswers,
    startReconcile: reconcileDesk.start,
    startRepair: reconcileDesk.repair,
    setUp,
  };
  void jobs.run('mail-proof-tidying', () => bridge.tidyMailProofs());
  const setupCode = await bridge.access.logins.offerSetup();
  const server = await listen(createApp(httpParts), config);
  if (httpParts.metricsFor !== 'nobody') processRegistry(); // it measures from here on
  const heartbeat = wireHeartbeat(bridge, {
    importAt: (accountId) => schedule.nextRunAt(importJobName(accountId)),
    reportsAt: () => schedule.nextRunAt('reports'),
  });
  logger.info('service-started', { url: server.url });
  isListening = true;
  followWebhooks(follower.current());

  async function stop(): Promise<void> {
    logger.info('service-stopping');
    leaving.abort();
    // None of it is waited for by itself: each may be at work on a ledger that hangs.
    const watching = Promise.all([schedule.stop(), follower.stop(), heartbeat.stop()]);
    watching.catch(() => undefined); // is told below
    const { stopDelayMs = 0 } = config;
    if (stopDelayMs > 0) await clock.sleep(stopDelayMs);
    stopping.abort();
    server.refuseMore();
    // The lock is kept while a call is out, beyond the wait too: the process ends before another begins.
    const ended = Promise.all([watching, desk.stop(), jobs.stop(), setUp.rehearsals.stop()])
      .then(() => recorder.stop())
      .then(() => lock?.release());
    const waitMs = Math.max(STOP_WAIT_MS - stopDelayMs, LEAST_WAIT_MS);
    const inTime = await endsWithin(waitMs, ended, clock);
    await server.stop(inTime ? ANSWERS_WAIT_MS : 0);
    if (inTime) logger.info('service-stopped');
    else logger.warn('service-stopped-with-call-in-hand', { waitedMs: waitMs });
  }

  let stopped: Promise<void> | undefined;
  return {
    url: server.url,
    setupCode,
    stop: () => {
      stopped ??= stop();
      return stopped;
    },
  };
}

/** True when an import changed what stands in the shop or what OTTO says of an order. */
function hasImported(outcome: ImportOutcome): boolean {
  if (!outcome.ran || outcome.isRehearsal) return false;
  const { created, updated } = outcome.counters;
  return created + updated > 0;
}

function hasSeenChanges(result: WatchResult): boolean {
  return result.ran && result.changed > 0;
}
