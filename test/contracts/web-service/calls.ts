import { API_OPERATIONS, type OperationName } from '../../../src/bridge/http/api-contract.ts';
import { Secret } from '../../../src/bridge/settings/secret.ts';
import { until } from '../../bridge/http/http-world.ts';
import { T1, T2 } from '../../bridge/http/report-shop.ts';
import { type ContractWorld, PASSWORD } from './contract-world.ts';

/** A call that is carried out. */
export type Call = {
  params?: Record<string, string>;
  query?: Record<string, string>;
  /** JSON; text or bytes are sent as they are, with a Content-Type of their own */
  body?: unknown;
  headers?: Record<string, string>;
  /** by the log-in of a person; default: a program's token */
  byPerson?: true;
};

type MakeCall = (world: ContractWorld) => Call | Promise<Call>;

const UNKNOWN_STATUS = 'processing';
const NOTHING: MakeCall = () => ({});
const MAIN: MakeCall = () => ({ params: { accountId: 'main' } });
const DRAFT: MakeCall = () => ({ params: { accountId: 'draft' } });

const ofOrder: MakeCall = ({ orders }) => ({
  params: { accountId: 'main', salesOrderId: orders[0]?.salesOrderId ?? '' },
});
const ofRun: MakeCall = ({ importRunId }) => ({ params: { importRunId } });
const ofReport =
  (body?: unknown): MakeCall =>
  async (world) => ({ params: { transmissionId: await world.waitingReport() }, body });
const ofIncident: MakeCall = async ({ bridge }) => {
  const [incident] = await bridge.ledger.listIncidents({ state: 'open', limit: 1 });
  return { params: { incidentId: String(incident?.incident_id) } };
};
const ofReconcileRun: MakeCall = async ({ bridge }) => {
  const list = () => bridge.ledger.listReconcileRuns({ limit: 1 });
  await until(async () => (await list())[0]?.state !== 'running');
  return { params: { reconcileRunId: (await list())[0]?.reconcile_run_id ?? '' } };
};

const aSet: MakeCall = ({ shop }) => {
  const { sku: shopSku } = shop.addProduct({ name: 'Teller', sku: 'TELLER-1', price: '7.00' });
  return { body: { sku: 'OTTO-SET', parts: [{ shopSku, quantity: 2 }] } };
};

/** An order that was sent, and its receipt, read. */
const aReceipt: MakeCall = async ({ otto, bridge, orders }) => {
  const salesOrderId = orders[6]?.salesOrderId ?? '';
  if (otto.receipts.of(salesOrderId).length === 0) otto.send(salesOrderId);
  const accountId = 'main';
  await bridge.receipts.checkOrder({ accountId, salesOrderId }, new AbortController().signal);
  const receiptNumber = otto.receipts.of(salesOrderId)[0]?.receiptNumber ?? '';
  return { params: { accountId, salesOrderId, receiptNumber } };
};

const ofReceipt =
  (...names: string[]): MakeCall =>
  async (world) => {
    const { params = {} } = await aReceipt(world);
    return { params: Object.fromEntries(names.map((name) => [name, params[name] ?? ''])) };
  };

/** A change based on what the operation beside it shows. */
const saving =
  (path: string, body: unknown): MakeCall =>
  async (world) => ({ body, headers: { 'If-Match': await world.versionAt(path) } });

const csv: MakeCall = ({ orders }) => ({
  headers: { 'Content-Type': 'text/csv' },
  body: `Sendungsnummer;Sendungsreferenz (Referenznr.);Retourensendungsnummer\r\n${T1};${orders[0]?.orderNumber};\r\n`,
});

const parcelOf: MakeCall = ({ orders }) => ({
  body: { shipments: [{ order: orders[1]?.orderNumber, parcels: [{ trackingNumber: T2 }] }] },
});
const cancelOf: MakeCall = ({ orders }) => ({
  body: { cancellations: [{ order: orders[2]?.orderNumber, positionItemIds: orders[2]?.pieces }] },
});

const exported: MakeCall = async ({ api }) => {
  const path = '/api/v1/settings/export';
  const body = { passphrase: 'eine lange Passphrase' };
  const { document } = await api.read(API_OPERATIONS.exportSettings, path, { body });
  return { body: { document, ...body } };
};

const newUser = async ({ bridge }: ContractWorld, name: string) =>
  bridge.access.users.create({
    name,
    password: new Secret(PASSWORD),
    role: 'view',
    language: null,
  });

/** @returns OTTO's id of the order that a person cancelled in the shop */
async function cancelInShop(
  { bridge, shop, orders }: ContractWorld,
  index: number,
): Promise<string> {
  const salesOrderId = orders[index]?.salesOrderId ?? '';
  const row = (await bridge.ledger.loadSalesOrders('main', [salesOrderId])).get(salesOrderId);
  shop.hands.setStatus(row?.woo_order_id ?? 0, 'cancelled');
  return salesOrderId;
}

async function consentState({ api, shop }: ContractWorld): Promise<string> {
  const body = { url: shop.url };
  const { authorizeUrl } = await api.read(API_OPERATIONS.askConsent, '/api/v1/shop/consent', {
    body,
  });
  return new URL(authorizeUrl).searchParams.get('user_id') ?? '';
}

const BY_COMMAND = {
  cause: 'command',
  holderKind: 'command',
  signal: new AbortController().signal,
} as const;

/** One call for every operation, in an order in which each finds what it needs. */
export const CALLS: Record<OperationName, MakeCall> = {
  listReturns: () => ({ query: { toDecide: 'true' } }),
  countReturns: NOTHING,
  findReturn: ({ orders }) => ({ query: { number: orders[0]?.orderNumber ?? '' } }),
  readReturnsNow: NOTHING,
  getHealth: NOTHING,
  getReadiness: NOTHING,
  getMetrics: NOTHING,
  getOpenApi: NOTHING,
  setUp: ({ service }) => ({
    body: {
      code: service.setupCode?.reveal(),
      name: 'anna',
      password: PASSWORD,
      language: 'de',
    },
    byPerson: true,
  }),
  getSession: () => ({ byPerson: true }),
  // Wrong tries count for the address they come from, and others have calls to make from here.
  logIn: () => ({
    body: { name: 'anna', password: PASSWORD },
    headers: { 'X-Forwarded-For': '192.0.2.7' },
    byPerson: true,
  }),
  setOwnLanguage: () => ({ body: { language: 'fr' }, byPerson: true }),
  changeOwnPassword: () => ({
    body: { oldPassword: PASSWORD, newPassword: `${PASSWORD} neu` },
    byPerson: true,
  }),
  saveView: () => ({
    body: { list: 'orders', name: 'Offen', query: 'tab=ship-now' },
    byPerson: true,
  }),
  listSavedViews: () => ({ query: { list: 'orders' }, byPerson: true }),
  deleteSavedView: async ({ browser }) => {
    const { json } = await browser.call('/api/v1/saved-views?list=orders');
    const { items } = API_OPERATIONS.listSavedViews.answer.parse(json);
    return { params: { savedViewId: items[0]?.savedViewId ?? '' }, byPerson: true };
  },
  listUsers: NOTHING,
  createUser: () => ({ body: { name: 'bruno', password: PASSWORD, role: 'view' } }),
  changeUser: async (world) => ({
    params: { userId: (await newUser(world, 'clara')).user_id },
    body: { role: 'operate' },
  }),
  removeUser: async (world) => ({ params: { userId: (await newUser(world, 'dora')).user_id } }),
  createToken: () => ({ body: { name: 'erp', role: 'operate', areas: ['orders', 'payments'] } }),
  listTokens: NOTHING,
  revokeToken: async ({ bridge }) => {
    const tokens = await bridge.access.tokens.list();
    const erp = tokens.find(({ name }) => name === 'erp');
    return { params: { tokenId: erp?.api_token_id ?? '' } };
  },
  listAudit: () => ({ query: { limit: '5' } }),

  confirmCancellation: async (world) => {
    const { bridge } = world;
    await cancelInShop(world, 4);
    await bridge.watchShop({ ...BY_COMMAND, cause: 'poll' });
    await bridge.runReports(BY_COMMAND);
    const all = await bridge.ledger.listTransmissions({ limit: 50 });
    const asked = all.find(({ kind, state }) => kind === 'cancellation' && state === 'waiting');
    return { params: { transmissionId: asked?.transmissionId ?? '' }, body: {} };
  },
  getToday: NOTHING,
  getStatistics: () => ({ query: { days: '7' } }),
  listOrders: () => ({ query: { accountId: 'main', limit: '5' } }),
  countOrders: () => ({ query: { accountId: 'main' } }),
  getOrder: ofOrder,
  getOrderWhy: ofOrder,
  getOrderAddresses: ofOrder,
  getRawAnswers: ofOrder,
  listPayments: () => ({ query: { changedSince: '2026-01-01T00:00:00Z' } }),

  listIncidents: () => ({ query: { state: 'open' } }),
  getIncident: ofIncident,
  sendIncidentAgain: async (world) => {
    await world.waitingReport();
    return ofIncident(world);
  },
  acknowledgeIncident: ofIncident,
  startImportRuns: () => ({ body: { accountIds: ['main'] } }),
  listImportRuns: () => ({ query: { accountId: 'main' } }),
  getImportRun: ofRun,
  listImportRunLines: ofRun,
  followImportRun: ofRun,
  followChanges: NOTHING,
  listJobs: NOTHING,
  runJob: () => ({ params: { jobId: 'notices' } }),
  listJobRuns: () => ({ params: { jobId: 'notices' } }),
  changeJobSchedule: () => ({ params: { jobId: 'notices' }, body: { schedule: '0 * * * *' } }),

  previewCarrierCsv: csv,
  takeCarrierCsv: csv,
  listShipList: NOTHING,
  previewShipments: parcelOf,
  reportShipments: parcelOf,
  previewCancellations: cancelOf,
  reportCancellations: cancelOf,
  listReturnReasons: NOTHING,
  decideReturns: ({ orders }) => ({
    body: {
      decisions: [
        {
          salesOrderId: orders[3]?.salesOrderId ?? '',
          positionItemId: orders[3]?.pieces[0] ?? '',
          decision: 'accept',
          condition: 'A',
          reason: 'RETURN_RECEIVED',
        },
      ],
      dryRun: true,
    },
  }),
  reducePrice: ({ orders }) => ({
    body: {
      salesOrderId: orders[3]?.salesOrderId ?? '',
      positionItemId: orders[3]?.pieces[0] ?? '',
      amountCents: 100,
      requestId: 'contract-test',
    },
  }),
  listPriceReductions: ({ orders }) => ({
    query: { salesOrderId: orders[3]?.salesOrderId ?? '' },
  }),
  getReceiptsOfOrder: ofReceipt('accountId', 'salesOrderId'),
  checkReceiptsAgain: ofReceipt('accountId', 'salesOrderId'),
  getReceiptPdf: ofReceipt('accountId', 'receiptNumber'),
  listReceipts: () => ({ query: { month: '2026-03', type: 'PURCHASE' } }),
  countReceipts: NOTHING,
  downloadMonthCsv: () => ({ params: { month: '2026-03' } }),
  readReceiptsNow: () => ({ body: { since: '2026-03-01' } }),
  listReceiptChecks: () => ({ query: { state: 'agree' } }),
  listTransmissions: NOTHING,
  getTransmission: ofReport(),
  sendTransmissionAgain: ofReport({}),
  correctTransmission: ofReport({ parcels: [{ trackingNumber: '00340434161094042571' }] }),
  takeByHand: ofReport({}),
  withdrawTransmission: ofReport({}),
  sendAgain: () => ({ body: { accountId: 'main' } }),
  runReports: () => ({ body: {} }),
  listCarrierChoices: NOTHING,
  chooseCarrier: () => ({ body: { carrierName: 'Bote', carrier: 'DHL' } }),
  removeCarrierChoice: () => ({ query: { carrierName: 'Bote' } }),

  chooseSide: async (world) => {
    const { bridge, clock, importAll } = world;
    await bridge.settings.update((settings) => ({
      ...settings,
      shippingRules: { ...settings.shippingRules, cancellations: 'off' },
    }));
    const salesOrderId = await cancelInShop(world, 5);
    await bridge.ledger.lookAgainAt('main', [salesOrderId], clock.now().toISOString());
    await importAll();
    return { params: { accountId: 'main', salesOrderId }, body: { side: 'shop' } };
  },

  startReconcileRuns: () => ({ body: { accountIds: ['main'] } }),
  listReconcileRuns: () => ({ query: { accountId: 'main' } }),
  getReconcileRun: ofReconcileRun,
  listReconcileDifferences: ofReconcileRun,
  downloadReconcileDifferences: ofReconcileRun,
  startRepair: async (world) => ({ ...(await ofReconcileRun(world)), body: {} }),

  getShopWatch: NOTHING,
  getShop: NOTHING,
  listShopStatuses: NOTHING,
  searchShopProducts: () => ({ query: { search: 'a' } }),
  proveAddress: () => ({ query: { challenge: 'a-challenge-of-some-length' } }),
  receiveWebhook: async ({ signed, shop }) => {
    const body = Buffer.from(JSON.stringify({ id: [...shop.state.orders.keys()][0] }));
    return { body, headers: { 'Content-Type': 'application/json', ...(await signed(body)) } };
  },
  startMailProof: () => ({ body: {} }),
  listMailProofs: NOTHING,
  getMailProof: async ({ bridge }) => {
    const [proof] = await bridge.ledger.listMailProofs(1);
    return { params: { proofId: proof?.proof_id ?? '' } };
  },

  listAccounts: NOTHING,
  getAccount: MAIN,
  getEffectiveRules: MAIN,
  testAccount: MAIN,
  checkSecondImporter: MAIN,
  createTestOrders: () => ({ params: { accountId: 'main' }, body: { scenario: 1 } }),
  createAccount: () => ({ body: { accountId: 'third', name: 'Drittes Konto' } }),
  changeAccount: async (world) => ({
    ...(await DRAFT(world)),
    ...(await saving('/api/v1/accounts/draft', { name: 'Umbenannt' })(world)),
  }),
  changeAccountState: () => ({ params: { accountId: 'main' }, body: { state: 'paused' } }),
  removeAccount: () => ({ params: { accountId: 'gone' } }),

  listProductChoices: NOTHING,
  chooseProduct: ({ shop }) => {
    const { sku: shopSku } = shop.addProduct({ name: 'Kochbuch', sku: 'BUCH-1', price: '10.00' });
    return { body: { sku: 'OTTO-SKU', shopSku } };
  },
  removeProductChoice: () => ({ query: { sku: 'OTTO-SKU' } }),
  listUnknownSkus: NOTHING,
  listSkus: () => ({ query: { accountId: 'main', limit: '5' } }),
  getSku: async ({ bridge }) => {
    const [first] = await bridge.ledger.listSkus({ accountId: 'main', limit: 1 });
    return { query: { accountId: 'main', sku: first?.sku ?? '' } };
  },
  matchSkusAgain: () => ({ body: { accountId: 'main' } }),
  previewProductSet: aSet,
  saveProductSet: aSet,
  listProductSets: NOTHING,
  deleteProductSet: () => ({ query: { sku: 'OTTO-SET' } }),
  listDeliveryTypes: NOTHING,
  removeDeliveryType: async ({ bridge, clock }) => {
    await bridge.ledger.learnDeliveryType('main', 'SKU-1', 'forwarder', clock.now().toISOString());
    return { query: { accountId: 'main', sku: 'SKU-1' } };
  },
  listReturnPools: NOTHING,

  getGeneralSettings: NOTHING,
  saveGeneralSettings: saving('/api/v1/settings/general', { language: 'en' }),
  getImportRules: NOTHING,
  saveImportRules: saving('/api/v1/settings/import-rules', {
    statusMapping: { processable: UNKNOWN_STATUS },
  }),
  getShippingRules: NOTHING,
  saveShippingRules: saving('/api/v1/settings/shipping-rules', { graceMinutes: 5 }),
  getSchedules: NOTHING,
  saveSchedules: saving('/api/v1/settings/schedules', { notices: '*/15 * * * *' }),
  getNotifications: NOTHING,
  saveNotifications: async (world) =>
    saving('/api/v1/settings/notifications', { webhookUrl: `${world.otto.url}/hook` })(world),
  getMonitoring: NOTHING,
  saveMonitoring: saving('/api/v1/settings/monitoring', {
    heartbeatUrl: 'https://hc-ping.example/some-long-secret',
  }),
  getOverlap: NOTHING,
  saveOverlap: saving('/api/v1/settings/overlap', { otherRunsHours: 3 }),
  getComparison: NOTHING,
  saveComparison: saving('/api/v1/settings/comparison', { reconcileDays: 14 }),
  getDataLife: NOTHING,
  saveDataLife: saving('/api/v1/settings/data-life', { eraseShopMetaAfterDays: 365 }),
  getStockSettings: NOTHING,
  saveStockSettings: saving('/api/v1/settings/stock', { isOn: true, buffer: 1 }),
  getStock: NOTHING,
  listStock: async ({ bridge, clock }) => {
    // The account may be paused by now: its SKUs are known all the same.
    await bridge.ledger.addStockLevels(['main'], clock.now().toISOString());
    return { query: { limit: '10' } };
  },
  saveStockOfSku: async ({ bridge }) => {
    const [level] = await bridge.stockDesk.list({ limit: 1 });
    return { body: { accountId: 'main', sku: level?.sku, buffer: 2, cap: null } };
  },
  pushStockNow: () => ({ body: {} }),
  previewVacation: () => ({ query: { step: 'start' } }),
  startVacation: () => ({ body: {} }),
  endVacation: () => ({ body: {} }),
  getDataKey: NOTHING,
  testNotifications: () => ({ body: {} }),
  showNoticeSecret: () => ({ body: {} }),
  exportSettings: () => ({ body: { passphrase: 'eine lange Passphrase' } }),
  previewSettingsImport: exported,
  importSettings: async (world) => {
    const call = await exported(world);
    const path = '/api/v1/settings/import/preview';
    const { body } = call;
    const { version } = await world.api.read(API_OPERATIONS.previewSettingsImport, path, { body });
    return { ...call, headers: { 'If-Match': `"${version}"` } };
  },

  runChecks: () => ({ body: { accountId: 'main' } }),
  getSetUp: () => ({ query: { accountId: 'main' } }),
  confirmSetUpStep: () => ({ params: { step: 'statuses' }, body: {} }),
  startRehearsal: () => ({ body: { accountId: 'main' } }),
  getRehearsal: async ({ api }) => {
    const { importRunId } = await api.read(
      API_OPERATIONS.startRehearsal,
      '/api/v1/set-up/rehearsal',
      { body: { accountId: 'main' } },
    );
    return { params: { importRunId } };
  },

  connectShop: ({ shop }) => {
    const { consumerKey, consumerSecret } = shop.key;
    return { body: { url: shop.url, consumerKey, consumerSecret } };
  },
  askConsent: async ({ shop, bridge }) => {
    // WooCommerce sends keys to https alone.
    const publicUrl = 'https://bridge.example';
    await bridge.settings.update((settings) => ({ ...settings, publicUrl }));
    return { body: { url: shop.url } };
  },
  getConsent: NOTHING,
  denyConsent: async (world) => ({ body: { state: await consentState(world) } }),
  receiveConsent: async (world) => ({
    body: {
      key_id: 1,
      user_id: await consentState(world),
      consumer_key: world.shop.key.consumerKey,
      consumer_secret: world.shop.key.consumerSecret,
      key_permissions: 'read_write',
    },
  }),
  logOut: () => ({ byPerson: true }),
};
