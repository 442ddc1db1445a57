import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { z } from 'zod';
import type { Clock } from '../../../src/bridge/clock.ts';
import type { Config } from '../../../src/bridge/config.ts';
import {
  type Bridge,
  type ImportOutcome,
  type ImportRequest,
  openBridge,
} from '../../../src/bridge/create-bridge.ts';
import type { LedgerLocation } from '../../../src/bridge/ledger/database.ts';
import type { IncidentRow } from '../../../src/bridge/ledger/incidents.ts';
import type { Ledger } from '../../../src/bridge/ledger/ledger.ts';
import type { SalesOrderRow } from '../../../src/bridge/ledger/sales-orders.ts';
import { type Account, accountSchema } from '../../../src/bridge/settings/account-schema.ts';
import { Secret } from '../../../src/bridge/settings/secret.ts';
import type { Settings } from '../../../src/bridge/settings/settings-schema.ts';
import { sealClientSecret, sealShop } from '../../../src/bridge/settings/stored-secrets.ts';
import type { ImportRules } from '../../../src/mapping/import-rules.ts';
import { META } from '../../../src/mapping/woocommerce/order-meta.ts';
import { createFakeClock, type FakeClock } from '../../bridge/fake-clock.ts';
import { type LogLine, recordingLogger } from '../../bridge/otto/otto-world.ts';
import { type DatabaseKind, preparedLocation } from '../../databases.ts';
import {
  type FakeOtto,
  type FakeOttoOptions,
  startFakeOtto,
  usualCredentials,
} from '../../fakes/otto/index.ts';
import {
  type FakeShop,
  type FakeShopOptions,
  startFakeShop,
} from '../../fakes/woocommerce/fake-shop.ts';
import type { StoredOrder } from '../../fakes/woocommerce/state.ts';
import {
  buildSalesOrder,
  type SalesOrderOverrides,
  sandboxProducts,
  type WireSalesOrder,
} from '../../fixtures/otto/index.ts';

export const MAIN = 'main';
export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** After every date that the fixtures make up by themselves. */
export const WORLD_TIME = '2026-03-20T08:00:00.000Z';

export const SHIRT = sandboxProducts.shirt.sku;
/** Pieces of each sandbox product on the shop's shelf when a test begins. */
export const STOCK = 100;

export type Ran = Extract<ImportOutcome, { ran: true }>;

type OpenLedger = (location: LedgerLocation) => Promise<Ledger>;

export type WorldOptions = {
  database?: DatabaseKind;
  /** an empty place for the ledger, to look into it or use it again; default a fresh one */
  location?: LedgerLocation;
  /** a ledger to watch or to disturb, e.g. `async (place) => watched(await openLedger(place))` */
  openLedger?: OpenLedger;
  /** takes what ends the world; by default it ends with the test */
  onEnd?: (end: () => unknown) => void;
  otto?: FakeOttoOptions;
  shop?: FakeShopOptions;
  account?: Partial<z.input<typeof accountSchema>>;
  rules?: Partial<ImportRules>;
  shopTimeoutMs?: number;
  /** default `WORLD_TIME` */
  startsAt?: string;
  /** the clock of the bridge's own machine, made from everybody's; default the same */
  timeOfBridge?: (clock: FakeClock) => Clock;
};

/** A fake OTTO, a fake shop and a bridge between them, all on one clock that never waits. */
export type World = {
  otto: FakeOtto;
  shop: FakeShop;
  /** the bridge that is open now: another one after `restart` */
  readonly bridge: Bridge;
  /** where the bridge keeps its things; another process may open them too */
  config: Config;
  clock: FakeClock;
  log: LogLine[];
  /** closes the bridge, lets something happen to its files, and opens it again */
  restart(meanwhile?: () => Promise<void> | void): Promise<void>;
  /** one more bridge on the same ledger, as another process or replica has it; by default on the same clock */
  openAnother(openLedger?: OpenLedger, ownClock?: Clock): Promise<Bridge>;
  /** runs the import of an account; throws when it did not run */
  run(request?: Partial<ImportRequest>): Promise<Ran>;
  /** lets some time pass, then runs */
  runAfter(ms: number, request?: Partial<ImportRequest>): Promise<Ran>;
  /** puts an order into OTTO that was placed an hour ago, and returns it */
  order(overrides?: SalesOrderOverrides): WireSalesOrder;
  /** the shop's orders made for a sales order, oldest first */
  shopOrders(salesOrderId: string): StoredOrder[];
  /** the one shop order of a sales order; throws when there is none or more than one */
  shopOrder(salesOrderId: string): StoredOrder;
  /** the order's row in the ledger; throws when there is none */
  row(salesOrderId: string, accountId?: string): Promise<SalesOrderRow>;
  openIncidents(): Promise<IncidentRow[]>;
  resolvedIncidents(): Promise<IncidentRow[]>;
  /** lines of the history of a run, oldest first */
  lines(importRunId: string): Promise<{ outcome: string; orderNumber: string | null }[]>;
  setRules(rules: Partial<ImportRules>): Promise<void>;
  setAccount(change: Partial<Account>, accountId?: string): Promise<void>;
  addAccount(account: z.input<typeof accountSchema>, clientSecret: string): Promise<void>;
  update(change: (settings: Settings) => Settings): Promise<void>;
  /** what the shop was asked since the mark, e.g. `const since = world.mark()` */
  mark(): number;
  shopRequests(since?: number): string[];
  shopWrites(since?: number): string[];
  /** stock of a product by SKU */
  stock(sku: string): number | null;
};

/** Starts everything; all of it ends with the test. The account `main` is active unless told otherwise. */
export async function startWorld(options: WorldOptions = {}): Promise<World> {
  const clock = createFakeClock(options.startsAt ?? WORLD_TIME, { autoAdvance: true });
  const log: LogLine[] = [];
  const onEnd = options.onEnd ?? ((end) => onTestFinished(async () => void (await end())));
  const otto = await startFakeOtto({ now: clock.now, ...options.otto });
  onEnd(() => otto.stop());
  const shop = await startFakeShop({
    now: clock.now,
    products: Object.values(sandboxProducts).map(({ sku, productTitle }) => ({
      sku,
      name: productTitle,
      price: '10.00',
      stockQuantity: STOCK,
    })),
    ...options.shop,
  });
  onEnd(async () => {
    await shop.stop();
    // OTTO closes accounts over a mail to its buyers: whatever a test is about, none may go out.
    const toBuyers = shop.state.mails.filter(({ audience }) => audience === 'customer');
    if (toBuyers.length > 0) throw new Error(`Mails to buyers: ${JSON.stringify(toBuyers)}`);
  });
  const dataFolder = await mkdtemp(join(tmpdir(), 'bridge-world-'));
  onEnd(() => rm(dataFolder, { recursive: true, force: true }));
  const config: Config = {
    dataFolder,
    ledger: options.location ?? (await preparedLocation(options.database ?? 'sqlite')),
    host: '127.0.0.1',
    port: 0,
    logLevel: 'silent',
  };
  const open = (
    openLedger = options.openLedger,
    ownClock = options.timeOfBridge?.(clock) ?? clock,
  ) =>
    openBridge(config, {
      clock: ownClock,
      logger: recordingLogger(log),
      environment: {},
      ...(openLedger ? { openLedger } : {}),
    });
  let bridge = await open();
  onEnd(() => bridge.close());

  const update = async (change: (settings: Settings) => Settings) => {
    await bridge.settings.update(change);
  };
  const addAccount = (account: z.input<typeof accountSchema>, clientSecret: string) =>
    update((settings) => ({
      ...settings,
      accounts: [
        ...settings.accounts,
        accountSchema.parse({
          environment: { baseUrl: otto.url },
          clientSecret: sealClientSecret(account.id, new Secret(clientSecret), bridge.key),
          requestsPerSecond: 20,
          ...account,
        }),
      ],
    }));
  await update((settings) => ({
    ...settings,
    importRules: { ...settings.importRules, ...options.rules },
    shop: sealShop(
      {
        url: shop.url,
        timeoutMs: options.shopTimeoutMs ?? 10_000,
        consumerKey: new Secret(shop.key.consumerKey),
        consumerSecret: new Secret(shop.key.consumerSecret),
      },
      bridge.key,
    ),
  }));
  await addAccount(
    {
      id: MAIN,
      name: 'Main',
      state: 'active',
      clientId: usualCredentials.clientId,
      ...options.account,
    },
    usualCredentials.clientSecret,
  );

  const run = async (request: Partial<ImportRequest> = {}): Promise<Ran> => {
    const outcome = await bridge.importOrders({
      accountId: MAIN,
      cause: 'schedule',
      signal: new AbortController().signal,
      holderKind: 'service',
      ...request,
    });
    if (outcome.ran) return outcome;
    throw new Error(`The import did not run: ${outcome.why}`);
  };
  const shopOrders = (salesOrderId: string) =>
    [...shop.state.orders.values()].filter((order) =>
      order.meta.some(({ key, value }) => key === META.salesOrderId && value === salesOrderId),
    );
  const requests = (since: number) =>
    shop.requests.slice(since).map(({ method, path }) => `${method} ${path}`);

  return {
    otto,
    shop,
    get bridge() {
      return bridge;
    },
    config,
    clock,
    log,
    async restart(meanwhile) {
      await bridge.close();
      await meanwhile?.();
      bridge = await open();
    },
    async openAnother(openLedger, ownClock) {
      const another = await open(openLedger, ownClock);
      onEnd(() => another.close());
      return another;
    },
    update,
    addAccount,
    run,
    async runAfter(ms, request) {
      await clock.advance(ms);
      return run(request);
    },
    order(overrides = {}) {
      const orderDate = new Date(clock.now().getTime() - HOUR).toISOString();
      const order = buildSalesOrder({ orderDate, ...overrides });
      otto.addOrder(order);
      return order;
    },
    shopOrders,
    shopOrder(salesOrderId) {
      const [order, ...others] = shopOrders(salesOrderId);
      if (order && others.length === 0) return order;
      throw new Error(`The shop has ${order ? 1 + others.length : 0} orders for ${salesOrderId}`);
    },
    async row(salesOrderId, accountId = MAIN) {
      const rows = await bridge.ledger.loadSalesOrders(accountId, [salesOrderId]);
      const row = rows.get(salesOrderId);
      if (row) return row;
      throw new Error(`The ledger does not know ${salesOrderId}`);
    },
    openIncidents: () => bridge.ledger.listIncidents({ state: 'open', limit: 1_000 }),
    resolvedIncidents: () => bridge.ledger.listIncidents({ state: 'resolved', limit: 1_000 }),
    async lines(importRunId) {
      const lines = await bridge.ledger.listRunLines(importRunId, { after: 0, limit: 10_000 });
      return lines.map((line) => ({ outcome: line.outcome, orderNumber: line.order_number }));
    },
    setRules: (rules) =>
      update((settings) => ({ ...settings, importRules: { ...settings.importRules, ...rules } })),
    setAccount: (change, accountId = MAIN) =>
      update((settings) => ({
        ...settings,
        accounts: settings.accounts.map((account) =>
          account.id === accountId ? { ...account, ...change } : account,
        ),
      })),
    mark: () => shop.requests.length,
    shopRequests: (since = 0) => requests(since),
    shopWrites: (since = 0) => requests(since).filter((line) => !line.startsWith('GET ')),
    stock(sku) {
      const product = [...shop.state.products.values()].find((candidate) => candidate.sku === sku);
      return product?.stockQuantity ?? null;
    },
  };
}
