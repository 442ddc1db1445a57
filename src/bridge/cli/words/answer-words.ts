import type { NoticeChannel } from '../../ledger/tables.ts';
import type { Side } from '../../order-choice/ports.ts';
import type { WebhookProblem } from '../../shop-watch/plan-webhooks.ts';

/** What commands answer. */
export type Answers = {
  column: Record<ColumnName, string>;
  waitingForLedger: (asked: {
    host: string;
    port: number;
    database: string;
    /** it answers, but takes nothing for now */
    isReadable: boolean;
  }) => string;
  listening: (url: string) => string;
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
  incidentClosed: (incidentId: number) => string;
  choice: {
    made: Record<Side, (orderNumber: string) => string>;
    /** the import that carries it out could not run now */
    later: string;
    /** nothing is open about the order any more */
    done: string;
  };
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
  askSecret: Record<'consumerSecret' | 'clientSecret' | 'mailPassword', string>;
  notify: {
    mailSaved: (to: string) => string;
    mailOff: string;
    sent: Record<NoticeChannel, string>;
  };
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
  reconcile: {
    title: (account: string) => string;
    further: (count: number) => string;
    repairHint: string;
    decideHint: string;
    repaired: (repaired: number, left: number) => string;
    written: (file: string, differences: number) => string;
  };
  mailProof: {
    begins: string;
    /** @param status as the shop showed it after the step */
    step: (what: string, status: string) => string;
    notesAboutMail: (count: number) => string;
    passed: string;
    /** the shop's mails that would go out if there were an address, by WooCommerce's id */
    wouldMail: (mails: string) => string;
    noneWouldMail: string;
    mailsUnknown: string;
  };
  watch: {
    saw: (seen: number, changed: number) => string;
    /** orders that the import has in hand */
    left: (orders: number) => string;
  };
  webhooks: {
    off: string;
    state: Record<WebhookProblem | 'sound', string>;
    deliveries: (waiting: number, lastAt: string | undefined) => string;
    restored: (made: number, removed: number) => string;
    restoreHint: string;
  };
  erase: {
    off: string;
    due: (orders: number, days: number) => string;
    erased: (orders: number, days: number) => string;
  };
};

export type ColumnName =
  | 'webhook'
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
  | 'repair'
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
  because: (reason: string) => string;
  todo: (todo: string) => string;
  timeline: string;
  pieces: string;
  open: string;
  rawOf: { otto: string; shop: string };
  rawAbsent: string;
};

/** The check of both sides. */
export type DoctorWords = {
  title: (version: string) => string;
  allGood: string;
  somethingToDo: (count: number) => string;
};
