import type { Answers } from '../answer-words.ts';

export const answers: Answers = {
  column: {
    webhook: 'Webhook',
    orderNumber: 'OTTO number',
    ordered: 'ordered at',
    phase: 'phase',
    state: 'in the bridge',
    accountState: 'state',
    shopOrder: 'shop no.',
    shopStatus: 'shop status',
    sum: 'sum',
    account: 'account',
    what: 'what',
    reason: 'reason',
    repair: 'repair',
    started: 'started',
    cause: 'cause',
    result: 'result',
    lines: 'items or reason',
    id: 'id',
    name: 'name',
    schedule: 'schedule',
    start: 'orders since',
    sku: 'SKU',
    fulfillmentStatus: 'state at OTTO',
    environment: 'environment',
    setting: 'setting',
    value: 'value',
  },
  waitingForLedger: ({ host, port, database, isReadable }) =>
    `PostgreSQL at ${host}, port ${port}, database ${database}, ${isReadable ? 'can only be read for now' : 'does not answer yet'}. The bridge waits for it and goes on by itself.`,
  listening: (url) => `The bridge is running. Stop with Ctrl+C.\nYour page: ${url}`,
  scheduled: (accounts) =>
    accounts === 1
      ? 'One active account is imported by schedule.'
      : `${accounts} active accounts are imported by schedule.`,
  nothingScheduled: 'No account is active yet: nothing is imported by itself.',
  stopping: 'Stopping: calls in hand are finished first.',
  stoppingImport: 'The import is being stopped: the call in hand is finished first.',
  noAccounts: 'No OTTO account has been added yet.',
  noOrders: 'No orders.',
  noRuns: 'There has been no import run yet.',
  runTitle: (account, isRehearsal) =>
    isRehearsal ? `Rehearsal for account ${account}` : `Import for account ${account}`,
  furtherLines: (count) => `… and ${count} more. All are shown by: npm run bridge -- orders`,
  draftHint: (account) =>
    `Account ${account} is a draft, so this was only a rehearsal. Let it go live:`,
  openIncidents: (count) =>
    count === 1 ? 'One incident is open:' : `${count} incidents are open:`,
  notImported: (account) => `Account ${account} was not imported:`,
  incidentHead: ({ state, since, orders }) => {
    const touched =
      orders === 0 ? '' : orders === 1 ? ', concerns one order' : `, concerns ${orders} orders`;
    return `${state} since ${since}${touched}`;
  },
  incidentsAre: (count) => (count === 1 ? 'One incident is open.' : `${count} incidents are open.`),
  incidentClosed: (incidentId) => `Incident ${incidentId} is ticked off as taken care of.`,
  choice: {
    made: {
      otto: (orderNumber) => `Order ${orderNumber}: what OTTO reports counts.`,
      shop: (orderNumber) => `Order ${orderNumber}: what stands in the shop counts.`,
    },
    later: 'The next import carries it out.',
    done: 'Nothing is open about it any more.',
  },
  noIncidents: 'No incident is open: all is well.',
  saved: (path, value) => `Saved: ${path} = ${value}. It counts from the next run on.`,
  overrideGone: (path) =>
    `Saved: ${path} is taken back, the common rule holds again. It counts from the next run on.`,
  secretSet: '(entered)',
  secretMissing: '(missing)',
  exported: (path, withSecrets) =>
    withSecrets
      ? `All settings are in ${path}, the secrets sealed with your passphrase.`
      : `All settings are in ${path}, without secrets. With secrets: type the passphrase in or set BRIDGE_PASSPHRASE.`,
  imported: 'The settings are restored.',
  missingSecrets: (missing) =>
    `These secrets are still missing; an account without its secret is a draft until then: ${missing}. Enter them:`,
  askPassphrase: 'Passphrase of the file (empty: without secrets): ',
  askNewPassphrase: 'Passphrase for the secrets, at least 12 characters (empty: without secrets): ',
  askPassphraseAgain: 'Once more: ',
  notify: {
    mailSaved: (to) => `Mails about incidents go to ${to}.`,
    mailOff: 'No mails leave any more.',
    sent: { mail: 'The test mail is on its way.', webhook: 'The test message has arrived.' },
  },
  askSecret: {
    consumerSecret: 'Consumer secret of the shop',
    clientSecret: 'Client secret at OTTO',
    mailPassword: 'Mail server password',
  },
  accountAdded: (id, startAt) =>
    `Account ${id} was added as a draft; it fetches orders since ${startAt}. Its runs are rehearsals until you let it go live:`,
  accountSecretSaved: (id) => `The new client secret of account ${id} is saved.`,
  accountActive: (id) =>
    `Account ${id} is active: from the next run on its orders come into the shop. Import at once:`,
  accountPaused: (id) =>
    `Account ${id} is paused: its orders are not fetched any more until you let it go live again:`,
  environment: { production: 'OTTO Market', sandbox: 'sandbox' },
  scheduleOff: 'off',
  everyMinutes: (minutes) => `every ${minutes} minutes`,
  shopConnected: (url) => `The shop ${url} is connected.`,
  shopNotConnected: (url) =>
    `The shop ${url} was not saved: the bridge can’t work with it like this.`,
  productChosen: (sku, shopSku) =>
    `${sku} is the shop's product ${shopSku} from now on. Waiting orders are looked at again in the next run.`,
  productForgotten: (sku) => `The choice for ${sku} is forgotten.`,
  reconcile: {
    title: (account) => `Reconciling account ${account}: OTTO, bridge and shop`,
    further: (count) => `… and ${count} more. --csv writes all of them into a file.`,
    repairHint: 'To repair what can be repaired:',
    decideHint: 'What is yours to decide, order by order, for example:',
    repaired: (repaired, left) =>
      left === 0
        ? `Repaired: ${repaired}. One more comparison to prove it:`
        : `Repaired: ${repaired}; beyond repair: ${left}. One more comparison to prove it:`,
    written: (file, differences) =>
      `Written to ${file}: ${differences === 1 ? 'one difference' : `${differences} differences`}.`,
  },
  testOrdersMade: 'The test orders are on their way. OTTO lists them after a short while.',
  mailProof: {
    begins: 'Mail proof: a test order goes through every status you have mapped.',
    step: (what, status) => (status === '' ? what : `${what}: “${status}”, no mail address`),
    notesAboutMail: (count) =>
      count === 1
        ? 'one order note mentions a mail; it can’t have gone to the buyer'
        : `${count} order notes mention mails; they can’t have gone to the buyer`,
    passed: 'Passed: no mail of the shop could reach the buyer.',
    wouldMail: (mails) =>
      `For your information: these mails to buyers are switched on in the shop and would go out if there were an address: ${mails}.`,
    noneWouldMail: 'For your information: no mail to buyers is switched on in the shop.',
    mailsUnknown:
      'For your information: the shop did not let it be read which mails to buyers are switched on.',
  },
  watch: {
    saw: (seen, changed) =>
      seen === 0
        ? 'Nothing has changed in the shop since the last look.'
        : `Looked at ${seen === 1 ? 'one changed shop order' : `${seen} changed shop orders`}; ${changed === 0 ? 'none was changed by hand.' : `changed by hand: ${changed}.`}`,
    left: (orders) =>
      orders === 1
        ? 'The import has one order in hand; the next look takes it up.'
        : `The import has ${orders} orders in hand; the next look takes them up.`,
  },
  webhooks: {
    off: 'Webhooks are not switched on: the bridge looks at the shop every minute itself. To switch them on, if your shop reaches the bridge at a public address:',
    state: {
      sound: 'fine',
      new: 'not made yet',
      deleted: 'deleted in the shop',
      disabled: 'switched off by the shop',
      paused: 'paused in the shop',
      distrusted: 'signed wrongly, to be made anew',
    },
    deliveries: (waiting, lastAt) =>
      `${lastAt === undefined ? 'No message has come so far' : `Last message: ${lastAt}`}; not worked off yet: ${waiting}.`,
    restored: (made, removed) =>
      made + removed === 0 ? 'There was nothing to do.' : `Made: ${made}, removed: ${removed}.`,
    restoreHint: 'To restore them instead of waiting for the next check:',
  },
  erase: {
    off: 'No period is set, so nothing is erased. To set one, in days:',
    due: (orders, days) =>
      `To be erased: personal extra data in ${orders === 1 ? 'one shop order' : `${orders} shop orders`}, unchanged for at least ${days} days.`,
    erased: (orders, days) =>
      orders === 0
        ? `Nothing to erase: no finished order, unchanged for ${days} days, still has personal extra data.`
        : `Erased: personal extra data in ${orders === 1 ? 'one shop order' : `${orders} shop orders`}.`,
  },
};
