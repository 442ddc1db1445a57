/** Everything the command line says by itself; sentences about orders come from src/bridge/words. */
export type CliWords = {
  description: string;
  afterHelp: string;
  usage: string;
  argumentsTitle: string;
  optionsTitle: string;
  commandsTitle: string;
  help: string;
  version: string;
  jsonOption: string;
  langOption: string;
  command: Record<CommandName, string>;
  example: Partial<Record<CommandName, string>>;
  option: Record<OptionName, string>;
  column: Record<ColumnName, string>;
  listening: (url: string, tokenFile: string) => string;
  scheduled: (accounts: number) => string;
  stopping: string;
  noAccounts: string;
  noOrders: string;
  runTitle: (account: string, isRehearsal: boolean) => string;
  runNothing: string;
  draftHint: (account: string) => string;
  rehearsalHint: string;
  openIncidents: (count: number) => string;
  alreadyRunning: (account: string) => string;
  why: {
    unknown: (orderNumber: string) => string;
    title: (orderNumber: string, account: string) => string;
    ordered: (moment: string, sum: string) => string;
    phase: (phase: string) => string;
    inShop: (number: string, status: string) => string;
    notInShop: string;
    because: (reason: string) => string;
    next: Record<'seen' | 'backlog' | 'held' | 'skipped' | 'claimed' | 'imported', string>;
    nextLook: (moment: string) => string;
    timeline: string;
    pieces: string;
    open: string;
  };
  saved: string;
  exported: (path: string, withSecrets: boolean) => string;
  imported: (missing: string[]) => string;
  accountAdded: (id: string) => string;
  environment: (environment: string) => string;
  shopConnected: (url: string) => string;
  productChosen: (sku: string, shopSku: string) => string;
  productForgotten: (sku: string) => string;
  productUnknown: (shopSku: string) => string;
  testOrdersMade: string;
  doctor: {
    title: string;
    ok: string;
    allGood: string;
    somethingToDo: (count: number) => string;
    checks: Record<DoctorCheck, string>;
    statusMissing: (phase: string, status: string) => string;
    vatRateMissing: (rates: string) => string;
    noActiveAccount: string;
    shopFacts: (facts: { wooVersion: string; currency: string }) => string;
  };
  unexpected: (message: string) => string;
};

export type CommandName =
  | 'start'
  | 'import'
  | 'preview'
  | 'orders'
  | 'why'
  | 'incidents'
  | 'runs'
  | 'doctor'
  | 'settings'
  | 'settings show'
  | 'settings set'
  | 'settings export'
  | 'settings import'
  | 'shop'
  | 'account'
  | 'account list'
  | 'account add'
  | 'account activate'
  | 'account pause'
  | 'product'
  | 'test-orders';

export type OptionName =
  | 'account'
  | 'since'
  | 'dryRun'
  | 'phase'
  | 'limit'
  | 'orderNumber'
  | 'url'
  | 'key'
  | 'secret'
  | 'id'
  | 'name'
  | 'environment'
  | 'clientId'
  | 'clientSecret'
  | 'startAt'
  | 'file'
  | 'passphrase'
  | 'path'
  | 'value'
  | 'sku'
  | 'shopSku'
  | 'scenario'
  | 'all';

export type ColumnName =
  | 'orderNumber'
  | 'ordered'
  | 'phase'
  | 'state'
  | 'shopOrder'
  | 'shopStatus'
  | 'sum'
  | 'account'
  | 'what'
  | 'orders'
  | 'since'
  | 'todo'
  | 'started'
  | 'cause'
  | 'result'
  | 'lines'
  | 'id'
  | 'name'
  | 'schedule'
  | 'start'
  | 'check'
  | 'finding'
  | 'sku'
  | 'fulfillmentStatus'
  | 'environment';

export type DoctorCheck = 'ledger' | 'shop' | 'statuses' | 'taxes' | 'accounts' | 'otto';
