import type { Request } from 'express';
import type { Clock } from '../clock.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { Logger } from '../logger.ts';
import type { ImportRequest } from '../schedule/choose-imports.ts';
import type { Secret } from '../settings/secret.ts';
import type { Language } from '../words/saying.ts';
import type { AnswerOf } from './api-contract.ts';

export type HttpLedger = Pick<
  Ledger,
  | 'listEvents'
  | 'listImportRuns'
  | 'listIncidents'
  | 'listIncidentsOfOrder'
  | 'listPayments'
  | 'listRunLines'
  | 'listSalesOrders'
  | 'loadImportRun'
  | 'loadPositionItems'
  | 'loadSalesOrders'
  | 'readDocument'
>;

/** What the web service works with, handed in by service.ts; it decides nothing itself. */
export type HttpParts = {
  /** where the service was told to listen: decides which Host headers it answers to */
  host: string;
  token: Secret;
  ledger: HttpLedger;
  clock: Pick<Clock, 'now'>;
  logger: Logger;
  /** of the settings */
  usualLanguage(): Language;
  /** @throws ImportRefusedError, ConfigError */
  startImports(asked: ImportRequest): Promise<AnswerOf<'startImportRuns'>>;
  listAccounts(): Promise<AnswerOf<'listAccounts'>['items']>;
  /** when an account is next imported by schedule, UTC ISO */
  nextRunAt(accountId: string): string | undefined;
};

export type LanguageOf = (request: Request) => Language;
