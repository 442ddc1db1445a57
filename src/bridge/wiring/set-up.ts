import type { Bridge } from '../create-bridge.ts';
import { noCounters } from '../ledger/import-runs.ts';
import { READ_THROUGH_BYTES } from '../ledger/sqlite-dialect.ts';
import { manifestJob } from '../manifest.ts';
import { atShop } from '../order-import/run-faults.ts';
import {
  type AccountChange,
  accountVersion,
  changeAccount,
  changeAccountState,
  createAccount,
  removeAccount,
} from '../set-up/accounts.ts';
import type { Changed, ChangeRequest } from '../set-up/change-settings.ts';
import { proofOf } from '../set-up/checks/check-address.ts';
import type { ShopChecked, ShopToCheck } from '../set-up/checks/check-shop.ts';
import type { Finding } from '../set-up/checks/finding.ts';
import {
  type CheckParts,
  type CheckRequest,
  importerParts,
  runChecks,
} from '../set-up/checks/run-checks.ts';
import { connectShop, type ShopWish } from '../set-up/connect-shop.ts';
import {
  askConsent,
  type ConsentView,
  denyConsent,
  isPublicHttps,
  receiveConsent,
  viewConsent,
} from '../set-up/consent.ts';
import {
  type DescribeChanges,
  describeChanges,
  type ToldChange,
} from '../set-up/describe-changes.ts';
import { exportAll, importAll, viewDataKey } from '../set-up/import-export.ts';
import { noteSecondImporters } from '../set-up/note-second-importers.ts';
import {
  chooseProduct,
  forgetCarrier,
  forgetProduct,
  listProductChoices,
  listReturnPools,
  listUnknownSkus,
} from '../set-up/owner-lists.ts';
import type { SetUpParts } from '../set-up/ports.ts';
import { createRehearsals } from '../set-up/rehearsals.ts';
import { lookForSecondImporter } from '../set-up/second-importer.ts';
import { createSectionDesks } from '../set-up/section-desk.ts';
import { confirmStep, type DecidedStep, viewSetUp } from '../set-up/set-up-state.ts';
import { createTellingWho } from '../set-up/telling-who.ts';
import { testAccount } from '../set-up/test-account.ts';
import { testNotices } from '../set-up/test-notices.ts';
import { versionOf } from '../set-up/version-of.ts';
import { type Account, effectiveSchedule } from '../settings/account-schema.ts';
import { findAccount } from '../settings/find-account.ts';
import { effectiveRules } from '../settings/import-rule-overrides.ts';
import type { Settings } from '../settings/settings-schema.ts';
import type { SettingsStore } from '../settings/settings-store.ts';
import { effectiveShippingRules } from '../settings/shipping-rule-overrides.ts';
import { accessProblem } from '../woocommerce/access-problem.ts';

const MOST_DELIVERY_TYPES = 500;

/** Settings, connections and the way to the first import, as the web service offers them. */
export type SetUpDesk = ReturnType<typeof wireSetUp>;

export type SetUpBridge = Pick<
  Bridge,
  | 'clock'
  | 'connections'
  | 'importOrders'
  | 'key'
  | 'ledger'
  | 'logger'
  | 'manifest'
  | 'noticeSecret'
  | 'noticeSenders'
  | 'settings'
>;

/** What was found out about the shop when it was last looked at by this process. */
type SeenShop = NonNullable<ShopChecked['facts']> & { url: string; checkedAt: string };

/**
 * @param ledgerPath undefined = a database server
 * @param readThroughBytes a larger ledger is not read through
 */
export function checkPartsOf(
  bridge: Omit<SetUpBridge, 'importOrders' | 'noticeSecret' | 'noticeSenders' | 'logger'>,
  ledgerPath: string | undefined,
  readThroughBytes = READ_THROUGH_BYTES,
): CheckParts {
  const { manifest, connections } = bridge;
  return {
    ...bridge,
    ledgerPath,
    readThroughBytes,
    openShop: (settings) => shopToCheck(manifest, settings, connections.shop(settings).client),
  };
}

function shopToCheck(
  manifest: Bridge['manifest'],
  settings: Settings,
  client: ShopToCheck['client'],
): ShopToCheck {
  const isHttps = settings.shop?.url.startsWith('https:') ?? true;
  return {
    client,
    minimumWooVersion: manifest.platform.woocommerce,
    problemOf: (error) => accessProblem(error, { isHttps }),
  };
}

/** Opens shops that are only tried. */
export function trialShop({
  manifest,
  connections,
}: Pick<Bridge, 'manifest' | 'connections'>): (settings: Settings) => ShopToCheck {
  return (settings) => shopToCheck(manifest, settings, connections.trial.shop(settings).client);
}

/** @param around what the running service knows besides */
export function wireSetUp(
  bridge: SetUpBridge,
  around: {
    ledgerPath: string | undefined;
    nextRunAt: (accountId: string) => string | undefined;
    /** settings were saved: what follows them does so before it is answered */
    saved: () => Promise<unknown>;
  },
) {
  const store = telling(bridge.settings, around.saved);
  const { key, ledger, clock, connections, manifest, logger } = bridge;
  let seen: SeenShop | undefined;
  const shopSeen = (url: string, { facts }: ShopChecked) => {
    if (facts) seen = { ...facts, url, checkedAt: clock.now().toISOString() };
  };
  const parts: SetUpParts = {
    settings: store,
    key,
    ledger,
    clock,
    connections,
    manifest,
    ledgerPath: around.ledgerPath,
  };
  const trialParts = { ...parts, openTrial: trialShop(bridge) };
  const tellingWho = createTellingWho(ledger);
  const describe: DescribeChanges = async (before, after) => {
    const active = after.accounts.filter(({ state }) => state === 'active').map(({ id }) => id);
    const next = active.flatMap((id): [string, string][] => {
      const at = around.nextRunAt(id);
      return at === undefined ? [] : [[id, at]];
    });
    const backlog = await ledger.countBacklog(active);
    return describeChanges(before, after, { backlog, nextImportAt: new Map(next) });
  };
  const transferParts = { ...parts, describe };
  const rehearsals = createRehearsals({
    importOrders: bridge.importOrders,
    clock,
    logger,
    noCounters,
  });
  const stateParts = { ...parts, isRehearsing: rehearsals.isRunning };
  const { defaultSchedule, timeZone } = manifestJob(manifest, 'order-import');

  async function viewAccount(account: Account) {
    const { id: accountId, clientSecret, schedule, ...rest } = account;
    const which = { importedOnly: false, limit: 1 };
    return {
      accountId,
      version: accountVersion(account),
      ...rest,
      clientSecret: { isSet: clientSecret !== null },
      ownSchedule: schedule,
      schedule: effectiveSchedule(account, defaultSchedule),
      timeZone,
      nextRunAt: around.nextRunAt(accountId) ?? null,
      hasOrders: (await ledger.loadRecentOrderNames(accountId, which)).length > 0,
    };
  }

  async function changedAccountView(accountId: string, { before, after }: Changed) {
    const account = await viewAccount(findAccount(after, accountId));
    return { account, changes: await describe(before, after) };
  }

  async function viewShop() {
    const { shop, publicUrl } = await store.load();
    const { url: _url, ...facts } = seen?.url === shop?.url && seen ? seen : { url: '' };
    return {
      version: versionOf(shop),
      url: shop?.url ?? null,
      isConnected: shop?.consumerKey != null && shop.consumerSecret !== null,
      consumerKey: { isSet: shop?.consumerKey != null },
      consumerSecret: { isSet: shop?.consumerSecret != null },
      timeoutMs: shop?.timeoutMs ?? 60_000,
      facts: 'wooVersion' in facts ? facts : null,
      publicUrl,
      isConsentPossible: isPublicHttps(publicUrl),
    };
  }

  const shopClient = async () => connections.shop(await store.load()).client;

  return {
    sections: createSectionDesks({ settings: store, key, describe, tellingWho }),

    async listAccounts() {
      return Promise.all((await store.load()).accounts.map(viewAccount));
    },
    async getAccount(accountId: string) {
      return viewAccount(findAccount(await store.load(), accountId));
    },
    async createAccount(accountId: string, change: AccountChange & { name: string }) {
      const { after } = await createAccount(parts, accountId, change);
      return viewAccount(findAccount(after, accountId));
    },
    async changeAccount(accountId: string, change: AccountChange, request: ChangeRequest) {
      const actions = ['changeAccount', 'changeAccountState', 'account secret'];
      const changed = await tellingWho(actions, accountId, () =>
        changeAccount(parts, accountId, change, request),
      );
      return changedAccountView(accountId, changed);
    },
    async changeAccountState(
      accountId: string,
      asked: { state: 'active' | 'paused'; despite: boolean },
    ) {
      return changedAccountView(accountId, await changeAccountState(parts, accountId, asked));
    },
    async removeAccount(accountId: string): Promise<ToldChange[]> {
      const { before, after } = await removeAccount(parts, accountId);
      return describe(before, after);
    },
    testAccount: (accountId: string, tried: AccountChange) => testAccount(parts, accountId, tried),
    async effectiveRules(accountId: string) {
      const settings = await store.load();
      const account = findAccount(settings, accountId);
      return {
        rules: effectiveRules(settings, account),
        shipping: effectiveShippingRules(settings, account),
        ownRules: ownNames(account.rules),
        ownShipping: Object.keys(account.shipping),
      };
    },
    async lookForSecondImporter(accountId: string) {
      const settings = await store.load();
      const account = findAccount(settings, accountId);
      const looked = await lookForSecondImporter(importerParts(parts, settings, account), account);
      return { looked, shopUrl: settings.shop?.url ?? '' };
    },
    async createTestOrders(accountId: string, scenario: TestScenario | undefined) {
      const account = findAccount(await store.load(), accountId);
      await connections.otto(account).createTestOrders(scenario);
    },

    viewShop,
    async connectShop(wish: ShopWish) {
      const connected = await connectShop(trialParts, wish);
      const { changed, findings } = connected;
      shopSeen(wish.url, connected);
      const changes = changed ? await describe(changed.before, changed.after) : [];
      return { isSaved: changed !== undefined, findings, changes, shop: await viewShop() };
    },
    askConsent: (url: string, askedBy: string) => askConsent(trialParts, { url, askedBy }),
    viewConsent: (): Promise<ConsentView> => viewConsent(trialParts),
    async denyConsent(state: string): Promise<ConsentView> {
      await denyConsent(trialParts, state);
      return viewConsent(trialParts);
    },
    /** @throws ConfigError `consent-unknown`, `consent-keys-unusable` */
    async receiveConsent(body: unknown) {
      const { connected, askedBy } = await receiveConsent(trialParts, body);
      shopSeen(connected.changed?.after.shop?.url ?? '', connected);
      return { askedBy };
    },
    listStatuses: async () => atShop(async () => (await shopClient()).listStatuses()),
    searchProducts: async (text: string) =>
      atShop(async () => (await shopClient()).searchProducts(text)),

    /** what this bridge answers to a challenge at its address from outside */
    proveAddress: (challenge: string) => proofOf(key, challenge),
    async runChecks(request: CheckRequest): Promise<Finding[]> {
      const { shop } = await store.load();
      return runChecks(
        {
          ...checkPartsOf(bridge, around.ledgerPath),
          shopSeen: (checked) => shopSeen(shop?.url ?? '', checked),
        },
        request,
      );
    },
    noteSecondImporters: (signal: AbortSignal) => noteSecondImporters(parts, signal),

    viewSetUp: (accountId: string | undefined) => viewSetUp(stateParts, accountId),
    confirmStep: (step: DecidedStep) => confirmStep(stateParts, step),
    rehearsals,

    listProductChoices: () => listProductChoices(parts),
    chooseProduct: async (choice: { sku: string; shopSku: string }) =>
      chooseProduct(parts, await shopClient(), choice),
    forgetProduct: (sku: string) => forgetProduct(parts, sku),
    listUnknownSkus: () => listUnknownSkus(parts),
    forgetCarrier: (carrierName: string) => forgetCarrier(parts, carrierName),
    listDeliveryTypes: () => ledger.listDeliveryTypes(MOST_DELIVERY_TYPES),
    forgetDeliveryType: ledger.forgetDeliveryType,
    listReturnPools: () => listReturnPools(parts),

    exportAll: (passphrase: string | undefined) => exportAll(transferParts, passphrase),
    importAll: (asked: Parameters<typeof importAll>[1]) =>
      tellingWho(['importSettings', 'settings import', 'settings set'], undefined, () =>
        importAll(transferParts, asked),
      ),
    viewDataKey: () => viewDataKey(transferParts),
    testNotices: async (signal: AbortSignal) => testNotices(await bridge.noticeSenders(), signal),
    noticeSecret: () => bridge.noticeSecret().reveal(),
  };
}

/** The settings, with everybody told who follows them once a change is saved. */
function telling(store: SettingsStore, saved: () => Promise<unknown>): SettingsStore {
  return {
    load: store.load,
    async update(change) {
      const settings = await store.update(change);
      await saved();
      return settings;
    },
  };
}

type TestScenario = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8;

/** What an account answers itself, e.g. `statusMapping.sent`. */
function ownNames({ statusMapping, ...rest }: Account['rules']): string[] {
  const phases = Object.keys(statusMapping ?? {}).map((phase) => `statusMapping.${phase}`);
  return [...phases, ...Object.keys(rest)];
}
