import type { Request } from 'express';
import type { Access } from '../access/access.ts';
import type { Clock } from '../clock.ts';
import type { MetricsFor } from '../config.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { Logger } from '../logger.ts';
import type { AcknowledgeResult } from '../order-choice/acknowledge.ts';
import type { ChoiceRequest, ChoiceResult } from '../order-choice/choose-side.ts';
import type { RawAnswers } from '../raw-answers/read-raw-answers.ts';
import type { ImportRequest } from '../schedule/choose-imports.ts';
import type { JobBoard } from '../schedule/job-board.ts';
import type { MailProofTicket } from '../schedule/mail-proof-desk.ts';
import type { ReconcileDesk } from '../schedule/reconcile-desk.ts';
import type { ReportTicket } from '../schedule/report-jobs.ts';
import type { Secret } from '../settings/secret.ts';
import type { WebhookReceipt, WebhookRequest } from '../shop-watch/receive-webhook.ts';
import type { StockDesk } from '../stock/stock-desk.ts';
import type { Scrape } from '../wiring/metrics.ts';
import type { Overview } from '../wiring/overview.ts';
import type { RawRequest } from '../wiring/raw-answers.ts';
import type { ReceiptDesk } from '../wiring/receipts.ts';
import type { ReportDesk } from '../wiring/report-desk.ts';
import type { ReturnDesk } from '../wiring/return-desk.ts';
import type { SetUpDesk } from '../wiring/set-up.ts';
import type { SkuMap } from '../wiring/sku-map.ts';
import type { Language } from '../words/saying.ts';
import type { AnswerOf } from './api-contract.ts';

export type HttpLedger = Pick<
  Ledger,
  | 'endSession'
  | 'extendSession'
  | 'hearNews'
  | 'listEvents'
  | 'listImportRuns'
  | 'listIncidents'
  | 'listIncidentsOfOrder'
  | 'listMailProofs'
  | 'listPayments'
  | 'countReceipts'
  | 'countReturns'
  | 'findReturns'
  | 'listReturns'
  | 'listReceiptChecks'
  | 'listReceipts'
  | 'listShopRefunds'
  | 'loadReceipt'
  | 'loadReceiptSums'
  | 'listReconcileDifferences'
  | 'listReconcileRuns'
  | 'listRunLines'
  | 'listOrders'
  | 'listSavedViews'
  | 'saveView'
  | 'deleteSavedView'
  | 'countTabs'
  | 'countOpenIncidents'
  | 'sumPayments'
  | 'listTransmissions'
  | 'loadIncident'
  | 'loadTransmission'
  | 'loadTransmissionsOf'
  | 'loadImportRun'
  | 'loadApiToken'
  | 'loadMailProof'
  | 'loadNewestChanges'
  | 'loadPositionItems'
  | 'loadReconcileRun'
  | 'loadSalesOrders'
  | 'loadSession'
  | 'readDocument'
  | 'saveSession'
>;

/** What the web service works with, handed in by service.ts; it decides nothing itself. */
export type HttpParts = {
  /** where the service was told to listen: decides which Host headers it answers to */
  host: string;
  /** of the bridge */
  version: string;
  /** where the build of the page is */
  pageFolder: string;
  /** users, ways in, tokens of programs, and who did what */
  access: Access;
  /** signs the cookies of sessions */
  sessionSecret: Secret;
  /** whom we believe which address a call came from, and whether by https; as Express takes it */
  trustProxy: readonly string[];
  /** of the settings: the address the bridge is reached at from outside */
  publicUrl(): string | null;
  ledger: HttpLedger;
  clock: Clock;
  /** aborted when the service is about to stop: who asks may go elsewhere from then on */
  leaving: AbortSignal;
  /** aborted when the service stops: streams end then */
  stopping: AbortSignal;
  logger: Logger;
  /** of the settings */
  usualLanguage(): Language;
  /** reads the settings as every call does; @throws ConfigError */
  readSettings(): Promise<unknown>;
  /** who may read what is measured without a log-in */
  metricsFor: MetricsFor;
  /** what is measured, as Prometheus reads it */
  scrape(): Promise<Scrape>;
  /** @throws ImportRefusedError, ConfigError */
  startImports(asked: ImportRequest): Promise<AnswerOf<'startImportRuns'>>;
  /** @throws ConfigError */
  startMailProof(): Promise<MailProofTicket>;
  /** undefined = an order the ledger does not know */
  readRawAnswers(order: RawRequest): Promise<RawAnswers | undefined>;
  /** @throws ImportRefusedError, ConfigError */
  startReconcile: ReconcileDesk['start'];
  /** @throws ImportRefusedError, ConfigError */
  startRepair: ReconcileDesk['repair'];
  /** carries out what the owner decided, and begins the import that goes with it */
  chooseSide(asked: ChoiceRequest): Promise<ServedChoice>;
  acknowledgeIncident(incidentId: number): Promise<AcknowledgeResult>;
  /** takes the owner's wishes about reports to OTTO */
  reportDesk: ReportDesk;
  /** takes what the owner decides after the sale */
  returnDesk: ReturnDesk;
  /** what the owner sees of stock, and does with it */
  stockDesk: StockDesk;
  /** a number is to be told: a run begins now */
  stockWished(): void;
  /** when stock is looked at next by schedule, UTC ISO */
  nextStockRunAt(): string | undefined;
  /** what lists, figures and the day's first look are made from */
  overview: Overview;
  /** reads OTTO's returns now; @returns whether a look was in hand already */
  readReturnsNow(): boolean;
  /** when OTTO's list of returns was read last to its end, of one account or of all; UTC ISO */
  returnsReadAt(accountId: string | undefined): Promise<string | undefined>;
  /** of the settings; undefined = no shop is connected */
  shopUrl(): Promise<string | undefined>;
  /** OTTO's receipts: shown, compared, passed on */
  receipts: Pick<ReceiptDesk, 'viewOrder' | 'checkOrder' | 'readPdf'>;
  /** reads them now; @throws ConfigError */
  readReceiptsNow(asked: { since?: string | undefined }): Promise<AnswerOf<'readReceiptsNow'>>;
  /** something was wished for: a run begins, where reports leave at once */
  reportsWished(): void;
  /** a run now, whatever the schedule */
  runReports(): ReportTicket;
  /** which products of the shop stand behind OTTO's SKUs */
  skuMap: SkuMap;
  /** settings, connections and the way to the first import */
  setUp: SetUpDesk;
  getShopWatch(): Promise<AnswerOf<'getShopWatch'>>;
  /** takes a delivery of the shop; what it tells is worked off later */
  receiveWebhook(request: WebhookRequest): Promise<WebhookReceipt>;
  /** what runs by itself, as the owner sees and moves it */
  jobBoard: JobBoard;
  /** when an account is next imported by schedule, UTC ISO */
  nextRunAt(accountId: string): string | undefined;
};

/** A choice, with the import that carries it out; null = none is needed, or the next one does. */
export type ServedChoice =
  | (Extract<ChoiceResult, { chosen: true }> & { importRunId: string | null })
  | Extract<ChoiceResult, { chosen: false }>;

export type LanguageOf = (request: Request) => Language;
