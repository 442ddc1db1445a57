import type { ImportState } from '../../ledger/tables.ts';

/** What commands answer. */
export type Answers = {
  column: Record<ColumnName, string>;
  listening: (url: string, tokenFile: string) => string;
  scheduled: (accounts: number) => string;
  nothingScheduled: string;
  stopping: string;
  stoppingImport: string;
  noAccounts: string;
  noOrders: string;
  noRuns: string;
  runTitle: (account: string, isRehearsal: boolean) => string;
  furtherLines: (count: number) => string;
  draftHint: (account: string) => string;
  openIncidents: (count: number) => string;
  notImported: (account: string) => string;
  incidentHead: (incident: { state: string; since: string; orders: number }) => string;
  incidentsAre: (count: number) => string;
  noIncidents: string;
  saved: (path: string, value: string) => string;
  overrideGone: (path: string) => string;
  secretSet: string;
  secretMissing: string;
  exported: (path: string, withSecrets: boolean) => string;
  imported: string;
  missingSecrets: (missing: string) => string;
  askPassphrase: string;
  askNewPassphrase: string;
  askPassphraseAgain: string;
  askSecret: Record<'consumerSecret' | 'clientSecret', string>;
  accountAdded: (id: string, startAt: string) => string;
  accountSecretSaved: (id: string) => string;
  accountActive: (id: string) => string;
  accountPaused: (id: string) => string;
  environment: Record<'production' | 'sandbox', string>;
  scheduleOff: string;
  everyMinutes: (minutes: string) => string;
  shopConnected: (url: string) => string;
  shopNotConnected: (url: string) => string;
  productChosen: (sku: string, shopSku: string) => string;
  productForgotten: (sku: string) => string;
  testOrdersMade: string;
};

export type ColumnName =
  | 'orderNumber'
  | 'ordered'
  | 'phase'
  | 'state'
  | 'accountState'
  | 'shopOrder'
  | 'shopStatus'
  | 'sum'
  | 'account'
  | 'what'
  | 'reason'
  | 'started'
  | 'cause'
  | 'result'
  | 'lines'
  | 'id'
  | 'name'
  | 'schedule'
  | 'start'
  | 'sku'
  | 'fulfillmentStatus'
  | 'environment'
  | 'setting'
  | 'value';

/** The story of one order. */
export type WhyWords = {
  title: (orderNumber: string, account: string) => string;
  ordered: (moment: string, sum: string) => string;
  phase: (phase: string) => string;
  inShop: (number: string, status: string) => string;
  notInShop: string;
  because: (reason: string) => string;
  next: Record<ImportState, string>;
  todo: (todo: string) => string;
  nextLook: (moment: string) => string;
  nextRun: string;
  timeline: string;
  pieces: string;
  open: string;
};

export type DoctorCheck = 'ledger' | 'shop' | 'statuses' | 'taxes' | 'accounts' | 'otto';

/** The check of both sides. */
export type DoctorWords = {
  title: (version: string) => string;
  ok: string;
  allGood: string;
  somethingToDo: (count: number) => string;
  checks: Record<DoctorCheck, string>;
  sqlite: (path: string) => string;
  postgres: string;
  taxesOff: string;
  accountState: (state: string) => string;
  activeAccounts: (count: number) => string;
  statusMissing: (missing: { phase: string; status: string; known: string }) => {
    what: string;
    todo: string;
  };
  vatRateMissing: (rates: string) => { what: string; follows: string; todo: string };
  noActiveAccount: { what: string; follows: string; todo: string };
  shopFacts: (facts: { url: string; wooVersion: string; currency: string }) => string;
};
