import { setTimeout as delay } from 'node:timers/promises';
import { expect, onTestFinished } from 'vitest';
import type { Clock } from '../../../src/bridge/clock.ts';
import type { Bridge, ImportOutcome } from '../../../src/bridge/create-bridge.ts';
import type { SalesOrderRow } from '../../../src/bridge/ledger/sales-orders.ts';
import { type Service, startService } from '../../../src/bridge/service.ts';
import type { WatchResult } from '../../../src/bridge/shop-watch/watch-shop.ts';
import type { ImportRules } from '../../../src/mapping/import-rules.ts';
import { META } from '../../../src/mapping/woocommerce/order-meta.ts';
import type { LogLine } from '../../bridge/otto/otto-world.ts';
import { createFakeCron } from '../../bridge/service/fake-cron.ts';
import { type FakeOtto, startFakeOtto } from '../../fakes/otto/index.ts';
import {
  buildSalesOrder,
  type SalesOrderOverrides,
  variedSalesOrders,
  type WireSalesOrder,
} from '../../fixtures/otto/index.ts';
import { seededUuid } from '../../fixtures/otto/seeded.ts';
import { openOwnBridge, sealedShop } from './own-bridge.ts';
import { ACCOUNT_PREFIX, type RealOrder, type RealShop, realShop } from './real-shop.ts';

const HOUR = 3_600_000;

export type Ran = Extract<ImportOutcome, { ran: true }>;

export type Watched = Extract<WatchResult, { ran: true }>;

/** A fake OTTO, the real shop and a bridge between them, on the machine's clock. */
export type Journey = {
  otto: FakeOtto;
  shop: RealShop;
  /** the one at work; another one once the ledger was lost */
  readonly bridge: Bridge;
  log: LogLine[];
  accountId: string;
  /** Imports, and makes sure that no shop order of this journey could mail a buyer. */
  run(): Promise<Ran>;
  /** Starts the service and its web service; nothing runs by schedule, unless that is asked for. */
  serve(options?: { bySchedule?: boolean }): Promise<Service>;
  /** Goes on with a new data folder, set up alike: an empty ledger next to a full shop. */
  loseLedger(): Promise<void>;
  /** Looks at what changed in the shop. */
  watch(): Promise<Watched>;
  /** decides for an order, and imports if that is to follow */
  choose(order: WireSalesOrder, side: 'otto' | 'shop'): Promise<void>;
  /** moves the clock of bridge and OTTO on; the shop's stays */
  skip(ms: number): void;
  /** how long a call to the shop may take from now on */
  setTimeoutMs(timeoutMs: number): Promise<void>;
  /** puts an order into OTTO that was placed an hour ago, and returns it */
  order(overrides?: SalesOrderOverrides): WireSalesOrder;
  /** puts many different orders into OTTO, and returns them */
  varied(count: number, seed?: string): WireSalesOrder[];
  /** an order as OTTO has it now */
  atOtto(order: WireSalesOrder): WireSalesOrder;
  /** this journey's orders in the shop, the binned ones too */
  orders(): Promise<RealOrder[]>;
  /** the one shop order of each sales order; throws when one has none or more than one */
  shopOrders(orders: readonly WireSalesOrder[]): Promise<[WireSalesOrder, RealOrder][]>;
  shopOrder(order: WireSalesOrder): Promise<RealOrder>;
  row(order: WireSalesOrder): Promise<SalesOrderRow>;
  /** codes of open incidents, without those about SKUs and tax rates this shop may lack */
  incidents(): Promise<string[]>;
  /** pieces on the shelf by SKU */
  stocks(skus: readonly string[]): Promise<Map<string, number>>;
};

/** Starts everything; with the test it ends, and its orders are deleted from the shop. */
export async function startJourney(rules: Partial<ImportRules> = {}): Promise<Journey> {
  const id = newId();
  const accountId = `${ACCOUNT_PREFIX}${id}`;
  const shop = realShop();
  onTestFinished(async () => {
    await shop.deleteOrders((await shop.orders(accountId)).map((order) => order.id));
  });
  let skippedMs = 0;
  const clock: Clock = {
    now: () => new Date(Date.now() + skippedMs),
    sleep: (ms, signal) => delay(ms, undefined, signal ? { signal } : {}),
  };
  const otto = await startFakeOtto({ now: clock.now, seed: id });
  onTestFinished(() => otto.stop());
  const log: LogLine[] = [];
  const open = () => openOwnBridge({ accountId, ottoUrl: otto.url, rules, clock, log });
  let { bridge, config } = await open();
  const orders = () => shop.orders(accountId);
  const shopOrders = async (salesOrders: readonly WireSalesOrder[]) => {
    const found = await orders();
    return salesOrders.map((salesOrder): [WireSalesOrder, RealOrder] => {
      const { salesOrderId } = salesOrder;
      const [order, ...others] = found.filter(
        ({ meta_data }) => meta_data.get(META.salesOrderId) === salesOrderId,
      );
      if (order && others.length === 0) return [salesOrder, order];
      throw new Error(`The shop has ${order ? 1 + others.length : 0} orders for ${salesOrderId}`);
    });
  };
  const add = (order: WireSalesOrder) => {
    otto.addOrder(order);
    return order;
  };
  const run = async () => {
    const outcome = await bridge.importOrders({
      accountId,
      cause: 'schedule',
      signal: new AbortController().signal,
      holderKind: 'service',
    });
    if (!outcome.ran) throw new Error(`The import did not run: ${outcome.why}`);
    const withMail = (await orders()).filter((order) => order.billing.email !== '');
    expect(withMail).toEqual([]);
    return outcome;
  };
  return {
    otto,
    shop,
    get bridge() {
      return bridge;
    },
    log,
    accountId,
    run,
    async serve({ bySchedule = false } = {}) {
      const parts = bySchedule ? {} : { cron: createFakeCron().cron };
      const service = await startService(bridge, config, parts);
      onTestFinished(() => service.stop());
      return service;
    },
    async loseLedger() {
      ({ bridge, config } = await open());
    },
    async watch() {
      const watched = await bridge.watchShop({
        cause: 'poll',
        signal: new AbortController().signal,
        holderKind: 'service',
      });
      if (!watched.ran) throw new Error(`The look at the shop did not run: ${watched.why}`);
      expect(watched.fault).toBeUndefined();
      return watched;
    },
    async choose({ salesOrderId }, side) {
      const result = await bridge.chooseSide({ accountId, salesOrderId, side });
      if (!result.chosen) throw new Error(`Nothing was chosen: ${result.why}`);
      if (result.isImportDue) await run();
    },
    skip(ms) {
      skippedMs += ms;
    },
    async setTimeoutMs(timeoutMs) {
      const shopSettings = sealedShop(bridge, timeoutMs);
      await bridge.settings.update((settings) => ({ ...settings, shop: shopSettings }));
    },
    order(overrides = {}) {
      const orderDate = new Date(clock.now().getTime() - HOUR).toISOString();
      const { seed = 'one', ...rest } = overrides;
      return add(buildSalesOrder({ orderDate, seed: `${id}/${seed}`, ...rest }));
    },
    varied: (count, seed = 'varied') => variedSalesOrders(count, `${id}/${seed}`).map(add),
    atOtto({ salesOrderId }) {
      const order = otto.state.orders.find(salesOrderId);
      if (order) return order;
      throw new Error(`OTTO has no order ${salesOrderId}`);
    },
    orders,
    shopOrders,
    async shopOrder(salesOrder) {
      const [found] = await shopOrders([salesOrder]);
      if (found) return found[1];
      throw new Error('One order was asked for, none came');
    },
    async row({ salesOrderId }) {
      const row = (await bridge.ledger.loadSalesOrders(accountId, [salesOrderId])).get(
        salesOrderId,
      );
      if (row) return row;
      throw new Error(`The ledger does not know ${salesOrderId}`);
    },
    async incidents() {
      const ofTheShop = ['sku-not-in-shop', 'vat-rate-not-in-shop', 'fraud-suspected'];
      const open = await bridge.ledger.listIncidents({ state: 'open', limit: 1_000 });
      return open.map(({ code }) => code).filter((code) => !ofTheShop.includes(code));
    },
    async stocks(skus) {
      const products = await shop.products([...new Set(skus)]);
      return new Map(
        products.flatMap(({ sku, stock_quantity }) =>
          stock_quantity === null ? [] : [[sku, stock_quantity] as const],
        ),
      );
    },
  };
}

let started = 0;

/** Another one for each journey; the same ones again with the same WOO_TEST_SEED. */
function newId(): string {
  started += 1;
  const seed = [process.env.WOO_TEST_SEED, expect.getState().currentTestName, started].join('/');
  return seededUuid(seed).slice(0, 8);
}
