import { randomUUID } from 'node:crypto';
import { type Access, createAccess } from './access/access.ts';
import type { Clock } from './clock.ts';
import type { Config } from './config.ts';
import { type Connections, createConnections } from './connections.ts';
import { ConfigError } from './errors.ts';
import { refuseMoved } from './keeping/moved-mark.ts';
import { refuseUnfinished } from './keeping/place-files.ts';
import { refuseKeyAwaited } from './keeping/place-key.ts';
import { type ImportCounters, noCounters } from './ledger/import-runs.ts';
import { type Ledger, openLedger } from './ledger/ledger.ts';
import type { Logger } from './logger.ts';
import type { ProofResult } from './mail-proof/prove-mail.ts';
import { loadManifest, type Manifest } from './manifest.ts';
import { createMetrics, type Metrics } from './metrics/metrics.ts';
import { type AcknowledgeResult, acknowledgeIncident } from './order-choice/acknowledge.ts';
import type { ChoiceRequest, ChoiceResult } from './order-choice/choose-side.ts';
import type { ImportOptions } from './order-import/import-run.ts';
import type { ImportAccount, ImportParts } from './order-import/ports.ts';
import { type Rehearsed, rehearseImport } from './order-import/rehearse-import.ts';
import type { RunFault } from './order-import/run-faults.ts';
import { runImport } from './order-import/run-import.ts';
import type { RawAnswers } from './raw-answers/read-raw-answers.ts';
import type { ReconcileResult } from './reconcile/run-reconcile.ts';
import type { Account } from './settings/account-schema.ts';
import { ensureDataFolder } from './settings/data-folder.ts';
import { findAccount } from './settings/find-account.ts';
import { effectiveRules } from './settings/import-rule-overrides.ts';
import { loadSealingKey } from './settings/load-sealing-key.ts';
import type { SealingKey } from './settings/sealing-key.ts';
import type { Settings } from './settings/settings-schema.ts';
import {
  openFileSettings,
  openSharedSettings,
  type SettingsStore,
} from './settings/settings-store.ts';
import { type EraseOutcome, type EraseRequest, runShopMetaErasure } from './wiring/data-life.ts';
import { type MailProofRequest, runMailProof, runMailProofTidying } from './wiring/mail-proof.ts';
import { type Scrape, wireScrapes } from './wiring/metrics.ts';
import { type NoticeWork, wireNotices } from './wiring/notices.ts';
import { runChoice } from './wiring/order-choice.ts';
import { type Overview, wireOverview } from './wiring/overview.ts';
import { type RawRequest, runRawRead } from './wiring/raw-answers.ts';
import { type ReceiptDesk, wireReceipts } from './wiring/receipts.ts';
import {
  type ReconcileRequest,
  type RepairOutcome,
  type RepairRequest,
  reconcile,
  repair,
} from './wiring/reconcile.ts';
import { type ReportDesk, wireReportDesk } from './wiring/report-desk.ts';
import { type ReturnDesk, wireReturnDesk } from './wiring/return-desk.ts';
import { type ReturnParts, refreshForImport, wireReturns } from './wiring/returns.ts';
import { type ShopWatchParts, wireShopWatch } from './wiring/shop-watch.ts';
import { type SkuMap, wireSkuMap } from './wiring/sku-map.ts';
import { type StockWork, wireStock } from './wiring/stock.ts';
import { type ReportParts, wireReports } from './wiring/transmission.ts';
import { commonParts, type Wired } from './wiring/wired.ts';
import { createBatchQueue } from './woocommerce/batch-queue.ts';
import { notesEqual } from './woocommerce/order-notes.ts';
import { outcomeOf } from './woocommerce/outcome-of.ts';

export { findAccount } from './settings/find-account.ts';

/** One wish to import; a draft account, or `rehearse`, writes nothing. */
export type ImportRequest = {
  accountId: string;
  cause: ImportOptions['cause'];
  /** read everything changed since this UTC moment, and let orders placed since then in */
  since?: string | undefined;
  rehearse?: boolean | undefined;
  signal: AbortSignal;
  holderKind: ImportOptions['holderKind'];
  /** called once the run has its id, before it asks anybody anything */
  onStarted?: (importRunId: string) => void;
  onProgress?: (counters: ImportCounters) => void;
  /** what a rehearsal would do, order by order */
  onRehearsed?: (rehearsed: Rehearsed) => void;
};

export type ImportOutcome =
  | { ran: false; why: 'already-running' }
  | {
      ran: true;
      importRunId: string;
      isRehearsal: boolean;
      counters: ImportCounters;
      fault: RunFault | undefined;
    };

/** All parts of the bridge, wired. Opening it starts nothing by itself. */
export type Bridge = ShopWatchParts &
  ReportParts &
  ReturnParts &
  StockWork &
  NoticeWork & {
    manifest: Manifest;
    /** whether replicas on other machines may share ledger and settings */
    isShared: boolean;
    settings: SettingsStore;
    key: SealingKey;
    ledger: Ledger;
    connections: Connections;
    clock: Clock;
    logger: Logger;
    /** counts what this process does */
    metrics: Metrics;
    /** what is measured, as Prometheus reads it */
    scrape(): Promise<Scrape>;
    /** @throws ConfigError `account-unknown`, `account-paused`, or what opening the connections throws */
    importOrders(request: ImportRequest): Promise<ImportOutcome>;
    /** @throws ConfigError, what opening the connections throws */
    proveMail(request: MailProofRequest): Promise<ProofResult>;
    /** removes what a killed mail proof left in the shop */
    tidyMailProofs(): Promise<void>;
    /** @throws ConfigError, what opening the connections throws */
    eraseShopMeta(request: EraseRequest): Promise<EraseOutcome>;
    /** what both sides say about an order now, masked; undefined = the ledger does not know it */
    readRawAnswers(request: RawRequest): Promise<RawAnswers | undefined>;
    /** @throws ConfigError `account-unknown`, `account-is-draft`, `range-empty`, … */
    reconcile(request: ReconcileRequest): Promise<ReconcileResult>;
    /** repairs what a comparison found, and imports what became due by that; @throws ConfigError */
    repairDifferences(request: RepairRequest): Promise<RepairOutcome>;
    /** @throws ConfigError, what opening the connections throws; ImportStopped with the shop's fault */
    chooseSide(request: ChoiceRequest): Promise<ChoiceResult>;
    /** users, ways in, tokens of programs, and who did what */
    access: Access;
    /** what the owner says about reports to OTTO */
    reportDesk: ReportDesk;
    /** decides returns, and gives money back for kept pieces */
    returnDesk: ReturnDesk;
    /** OTTO's receipts: read, compared, passed on */
    receipts: ReceiptDesk;
    /** what lists, figures and the day's first look are made from */
    overview: Overview;
    /** which products of the shop stand behind OTTO's SKUs */
    skuMap: SkuMap;
    /** the owner has taken care of an incident */
    acknowledgeIncident(incidentId: number): Promise<AcknowledgeResult>;
    close(): Promise<void>;
  };

/** The one place where parts are wired together. */
export async function openBridge(
  config: Config,
  parts: {
    /** its own, or one that goes by the ledger it shares with others */
    clock: Clock | ((ledger: Ledger) => Clock);
    logger: Logger;
    environment: Record<string, string | undefined>;
    /** the ledger to work on, e.g. a watched one; by default the one the config names */
    openLedger?: typeof openLedger;
  },
): Promise<Bridge> {
  const { logger, environment } = parts;
  const manifest = await loadManifest();
  await ensureDataFolder(config.dataFolder);
  if (config.ledger.kind === 'sqlite') await refuseUnfinished(config.dataFolder);
  else await refuseKeyAwaited(config.dataFolder);
  const ledger = await (parts.openLedger ?? openLedger)(config.ledger);
  try {
    await refuseMoved(ledger);
    const clock = typeof parts.clock === 'function' ? parts.clock(ledger) : parts.clock;
    await clock.adjust?.();
    const settings =
      config.ledger.kind === 'sqlite'
        ? await openFileSettings(config.dataFolder)
        : openSharedSettings({
            read: () => ledger.readDocument('settings'),
            write: (text, version) => ledger.writeDocument('settings', text, version),
          });
    const key = await loadSealingKey({
      dataFolder: config.dataFolder,
      environment,
      settings: await settings.load(),
    });
    const metrics = createMetrics(manifest);
    const connections = createConnections(key, { clock, logger, meter: metrics.meter });
    const isShared = config.ledger.kind === 'postgres';
    const wired = { manifest, isShared, settings, key, ledger, connections, clock, logger };
    return {
      ...wired,
      ...wireShopWatch(wired),
      ...wireNotices(wired),
      ...wireReports(wired),
      ...wireStock(wired),
      reportDesk: wireReportDesk(wired),
      ...wireReturns(wired),
      returnDesk: wireReturnDesk(wired),
      receipts: wireReceipts(wired),
      overview: wireOverview(wired),
      skuMap: wireSkuMap(wired),
      metrics,
      scrape: wireScrapes({ ...wired, metrics }),
      access: createAccess(commonParts(wired)),
      importOrders: (request) => importOrders(wired, request),
      proveMail: (request) => runMailProof(wired, request),
      tidyMailProofs: () => runMailProofTidying(wired),
      eraseShopMeta: (request) => runShopMetaErasure(wired, request),
      readRawAnswers: (request) => runRawRead(wired, request),
      reconcile: (request) => reconcile(wired, request),
      repairDifferences: (request) => repair(wired, request, (asked) => importOrders(wired, asked)),
      chooseSide: (request) => runChoice(wired, request),
      acknowledgeIncident: (incidentId) =>
        acknowledgeIncident(ledger, incidentId, clock.now().toISOString()),
      close: () => ledger.close(),
    };
  } catch (error) {
    await ledger.close();
    throw error;
  }
}

async function importOrders(bridge: Wired, request: ImportRequest): Promise<ImportOutcome> {
  const settings = await bridge.settings.load();
  const account = findAccount(settings, request.accountId);
  const isRehearsal = request.rehearse === true || account.state === 'draft';
  if (account.state === 'paused' && !isRehearsal) {
    throw new ConfigError('account-paused', `The account ${account.id} is paused`, {
      params: { accountId: account.id },
    });
  }
  const importParts = {
    ...partsFor(bridge, settings, account),
    refreshReturns: refreshForImport(bridge, account, request.holderKind),
  };
  const importRunId = randomUUID();
  const counters = noCounters();
  const importAccount = importAccountFrom(settings, account, request.since);
  const options = {
    importRunId,
    cause: request.cause,
    since: request.since,
    signal: request.signal,
    holderKind: request.holderKind,
    onProgress: request.onProgress ?? (() => undefined),
  };
  request.onStarted?.(importRunId);
  if (isRehearsal) {
    const show = request.onRehearsed ?? (() => undefined);
    const result = await rehearseImport(importParts, importAccount, counters, { ...options, show });
    return { ran: true, isRehearsal, ...result };
  }
  const result = await runImport(importParts, importAccount, counters, options);
  return result.ran ? { ...result, isRehearsal } : result;
}

/** A back-fill (`since`) lets in what was ordered since then, also before the account's start. */
function importAccountFrom(
  settings: Settings,
  account: Account,
  since: string | undefined,
): ImportAccount {
  const startAt = account.startAt === null ? undefined : new Date(account.startAt).toISOString();
  return {
    accountId: account.id,
    startAt: startAt !== undefined && since !== undefined && since < startAt ? since : startAt,
    rules: effectiveRules(settings, account),
    overlapHours: {
      firstRunOfDay: settings.overlap.firstRunOfDayHours,
      otherRuns: settings.overlap.otherRunsHours,
    },
  };
}

function partsFor(bridge: Wired, settings: Settings, account: Account): ImportParts {
  const { client, gate } = bridge.connections.shop(settings);
  return {
    source: bridge.connections.otto(account),
    shop: {
      ...client,
      countNotes: async (wooOrderId, text) =>
        (await client.listNotes(wooOrderId)).filter((note) => notesEqual(text, note.text)).length,
    },
    gate,
    createQueue: (work, options) => createBatchQueue(gate, work, options),
    outcomeOf,
    ...commonParts(bridge),
  };
}
