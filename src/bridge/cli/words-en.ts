import type { CliWords } from './words.ts';

export const en: CliWords = {
  description: 'Brings OTTO Market orders into your WooCommerce shop and keeps them true there.',
  afterHelp: `
To begin:
  npm run bridge -- shop --url https://my-shop.example --key ck_…     connect the shop (asks for the secret)
  npm run bridge -- account add --id main --name "My OTTO account" --client-id …
  npm run bridge -- doctor                                            check both sides
  npm run bridge -- preview                                           see what would come; nothing is written
  npm run bridge -- account activate main                             go live
  npm run bridge -- start                                             keep it running

Exit codes: 0 all well · 1 unexpected error · 2 wrong call · 3 something waits for you ·
4 a setting is missing or wrong · 5 OTTO or the shop can't be reached · 6 already running`,
  usage: 'Usage:',
  argumentsTitle: 'Arguments:',
  optionsTitle: 'Options:',
  commandsTitle: 'Commands:',
  help: 'show this help',
  version: 'show the version',
  jsonOption: 'answer as JSON, for scripts',
  langOption: 'language: de or en',
  command: {
    start: 'keep the bridge running: import by schedule, offer the web service',
    import: 'import now, one account or all active ones; a draft is only rehearsed',
    preview: 'show what an import would write, without writing',
    orders: 'list the orders the bridge knows, newest first',
    why: 'the story of one order: where it is, why, what comes next',
    incidents: 'show what is wrong right now and what to do',
    runs: 'show the latest import runs',
    doctor: 'check both sides and say what to do',
    settings: 'show, change, save and restore settings',
    'settings show': 'show all settings, without secrets',
    'settings set': 'change one setting',
    'settings export': 'save all settings to a file; secrets only with a passphrase',
    'settings import': 'restore settings from a file',
    shop: 'connect the WooCommerce shop',
    account: 'manage OTTO Market accounts',
    'account list': 'list the accounts',
    'account add': 'add an account, as a draft at first',
    'account activate': 'let an account go live',
    'account pause': 'pause an account',
    product:
      "choose the shop's product for a SKU of OTTO; without a shop SKU the choice is forgotten",
    'test-orders': 'make test orders in the OTTO sandbox',
  },
  example: {
    import:
      '  npm run bridge -- import --account main --since 2026-01-01   fetch orders from a day on',
    why: '  npm run bridge -- why bu5h6x7z2k',
    'settings set':
      '  npm run bridge -- settings set importRules.announcedImport all\n  npm run bridge -- settings set importRules.statusMapping.processable in-packing',
    'settings export': '  BRIDGE_PASSPHRASE=… npm run bridge -- settings export backup.json',
    orders: '  npm run bridge -- orders --phase announced',
  },
  option: {
    account: 'id of the account; all active ones unless told',
    since: 'read all that changed since this day (YYYY-MM-DD), and let orders placed since then in',
    dryRun: 'only show, write nothing',
    phase:
      'this phase only: announced, processable, sent, returned, cancelledByMarketplace, cancelledByPartner',
    limit: 'at most this many',
    orderNumber: 'order number at OTTO, e.g. bu5h6x7z2k',
    url: 'address of the shop, e.g. https://my-shop.example',
    key: 'consumer key (ck_…): WooCommerce > Settings > Advanced > REST API, Read/Write',
    secret: 'consumer secret (cs_…); better by WOO_SECRET or typed in',
    id: 'id of the account: a–z, 0–9, "-"',
    name: 'name of the account, as you call it',
    environment: 'production, sandbox, or an own address (https://…)',
    clientId: 'client id of the app in OTTO Partner Connect > Settings > API',
    clientSecret: 'client secret of the app; better by OTTO_SECRET or typed in',
    startAt: 'import only orders placed since this day (YYYY-MM-DD); from now on unless told',
    file: 'file',
    passphrase: 'passphrase for the secrets, better by BRIDGE_PASSPHRASE',
    path: 'name of the setting, e.g. importRules.announcedImport',
    value: 'new value',
    sku: 'SKU as OTTO names it',
    shopSku: "SKU of the shop's product",
    scenario: 'this scenario only, 1 to 8',
    all: 'resolved ones too',
  },
  column: {
    orderNumber: 'OTTO number',
    ordered: 'ordered',
    phase: 'phase',
    state: 'in the bridge',
    shopOrder: 'shop no.',
    shopStatus: 'shop status',
    sum: 'sum',
    account: 'account',
    what: 'what',
    orders: 'orders',
    since: 'since',
    todo: 'to do',
    started: 'started',
    cause: 'cause',
    result: 'result',
    lines: 'items',
    id: 'id',
    name: 'name',
    schedule: 'schedule',
    start: 'from',
    check: 'check',
    finding: 'finding',
    sku: 'SKU',
    fulfillmentStatus: 'state at OTTO',
    environment: 'environment',
  },
  listening: (url, tokenFile) =>
    `The bridge is running. Web service: ${url} (access key: ${tokenFile}). Stop with Ctrl+C.`,
  scheduled: (accounts) =>
    accounts === 1
      ? 'One active account is imported by schedule.'
      : `${accounts} active accounts are imported by schedule.`,
  stopping: 'Stopping: the call in hand is finished first.',
  noAccounts:
    'There is no active account. Add one: npm run bridge -- account add, let it go live: account activate.',
  noOrders: 'No orders.',
  runTitle: (account, isRehearsal) =>
    isRehearsal
      ? `Rehearsal for account ${account} (nothing is written)`
      : `Import for account ${account}`,
  runNothing: 'Nothing new.',
  draftHint: (account) =>
    `Account ${account} is a draft: this was only a rehearsal. Go live: npm run bridge -- account activate ${account}`,
  rehearsalHint: 'This was a rehearsal. Nothing was changed in the shop.',
  openIncidents: (count) =>
    count === 1
      ? 'One incident is open: npm run bridge -- incidents'
      : `${count} incidents are open: npm run bridge -- incidents`,
  alreadyRunning: (account) =>
    `An import for account ${account} is running already. Please wait until it is done.`,
  why: {
    unknown: (orderNumber) =>
      `The bridge knows no order ${orderNumber}. It was not read yet, or the number is wrong. Fetch it: npm run bridge -- import --since YYYY-MM-DD`,
    title: (orderNumber, account) => `Order ${orderNumber} (account ${account})`,
    ordered: (moment, sum) => `Ordered at OTTO on ${moment}, sum ${sum}.`,
    phase: (phase) => `Phase: ${phase}.`,
    inShop: (number, status) => `In the shop: order ${number}, status "${status}".`,
    notInShop: 'In the shop: not yet.',
    because: (reason) => `Why: ${reason}.`,
    next: {
      seen: 'What comes next: the next import run brings it into the shop.',
      backlog:
        'What comes next: once OTTO releases it, the next run brings it into the shop. With importRules.announcedImport = all it would come at once.',
      held: 'What comes next: it is tried again by itself, and at once after you have mended the cause.',
      skipped: 'What comes next: nothing is to be done, it stays out of the shop.',
      claimed:
        'What comes next: the shop gave no answer when it was to be created. The next run looks for it there and creates it only if it is surely missing.',
      imported: 'What comes next: every change at OTTO comes into the shop with the next run.',
    },
    nextLook: (moment) => `Looked at again: ${moment}.`,
    timeline: 'Timeline',
    pieces: 'Items',
    open: 'Open',
  },
  saved: 'Saved. It counts from the next run on.',
  exported: (path, withSecrets) =>
    withSecrets
      ? `All settings are in ${path}, the secrets sealed with your passphrase.`
      : `All settings are in ${path}, without secrets. With secrets: set BRIDGE_PASSPHRASE.`,
  imported: (missing) =>
    missing.length === 0
      ? 'The settings are restored.'
      : `The settings are restored. These secrets are still missing, their accounts are drafts: ${missing.join(', ')}`,
  accountAdded: (id) =>
    `Account ${id} was added as a draft. Its runs are rehearsals until you let it go live: npm run bridge -- account activate ${id}`,
  environment: (environment) =>
    ({ production: 'OTTO Market', sandbox: 'sandbox' })[environment] ?? environment,
  shopConnected: (url) => `The shop ${url} is connected.`,
  productChosen: (sku, shopSku) =>
    `${sku} is the shop's product ${shopSku} from now on. Waiting orders are looked at again in the next run.`,
  productForgotten: (sku) => `The choice for ${sku} is forgotten.`,
  productUnknown: (shopSku) =>
    `The shop has no product with the SKU ${shopSku}. Nothing was changed.`,
  testOrdersMade: 'The test orders are on their way. OTTO lists them after a short while.',
  doctor: {
    title: 'Check of both sides',
    ok: 'all right',
    allGood: 'All is well.',
    somethingToDo: (count) => (count === 1 ? 'One point needs you.' : `${count} points need you.`),
    checks: {
      ledger: 'Ledger',
      shop: 'Shop',
      statuses: 'Status mapping',
      taxes: 'Tax rates',
      accounts: 'Accounts',
      otto: 'OTTO Market',
    },
    statusMissing: (phase, status) =>
      `For "${phase}" the status "${status}" is chosen, which the shop does not have. Change it: npm run bridge -- settings set importRules.statusMapping.… <status>`,
    vatRateMissing: (rates) =>
      `The shop lacks a tax rate of ${rates} % for Germany. Sums are right all the same, the tax in them is not. Add it: WooCommerce > Settings > Tax.`,
    noActiveAccount:
      'No account is active: nothing is imported by itself. Go live: npm run bridge -- account activate <id>',
    shopFacts: ({ wooVersion, currency }) =>
      `WooCommerce ${wooVersion}, ${currency}, reading and writing allowed`,
  },
  unexpected: (message) => `Unexpected error: ${message}`,
};
