import type { ImportRules } from '../../mapping/import-rules.ts';
import type { WooOrder, WooRefund } from '../../mapping/woocommerce/order.ts';
import type { Clock } from '../clock.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { Logger } from '../logger.ts';
import type { ShopClock } from '../woocommerce/shop-caller.ts';

/** The shop's orders, as far as the watch needs them. */
export type WatchedShop = {
  /** absent = deleted; an order that can't be read stands there as its error */
  getOrders(wooOrderIds: number[], signal?: AbortSignal): Promise<Map<number, WooOrder | Error>>;
  listRefunds(wooOrderId: number): Promise<WooRefund[]>;
  /** everybody's orders changed at or after the moment, by the shop's clock; the bin's come last */
  listChangedOrders(
    query: { changedSince: string },
    signal?: AbortSignal,
  ): AsyncIterable<{ orders: WooOrder[]; unreadable: number[] }>;
  /** undefined before its first answer */
  shopClock(): ShopClock | undefined;
};

/** A webhook as the shop lists it. */
export type ListedWebhook = {
  webhookId: number;
  name: string;
  topic: string;
  status: string;
  deliveryUrl: string;
};

/** The shop's webhooks. */
export type WebhookDoor = {
  listWebhooks(signal?: AbortSignal): Promise<ListedWebhook[]>;
  createWebhook(
    webhook: { name: string; topic: string; deliveryUrl: string; secret: string },
    signal?: AbortSignal,
  ): Promise<ListedWebhook>;
  deleteWebhook(webhookId: number, signal?: AbortSignal): Promise<void>;
};

/** How much the shop is asked at a time. */
export type WriteGate = { run<Result>(call: () => Promise<Result>): Promise<Result> };

export type WatchLedger = Pick<
  Ledger,
  | 'acquireLease'
  | 'addDeliveries'
  | 'addShopCopies'
  | 'countDeliveries'
  | 'distrustShopWebhook'
  | 'findByWooOrderIds'
  | 'forgetShopWebhook'
  | 'freeLease'
  | 'listIncidents'
  | 'listIncidentsOfOrder'
  | 'loadAfterSale'
  | 'holdsLease'
  | 'loadLeaseHolder'
  | 'loadOpenDeliveries'
  | 'loadPositionItemsOf'
  | 'loadSalesOrders'
  | 'loadShopWatch'
  | 'loadShopWebhooks'
  | 'lookAgainAt'
  | 'noteProductsChanged'
  | 'openIncident'
  | 'pruneDeliveries'
  | 'releaseLease'
  | 'renewLease'
  | 'resolveForAllOrders'
  | 'resolveIncidents'
  | 'saveShopWatch'
  | 'saveShopWebhook'
  | 'settleDeliveries'
  | 'settleShopLooks'
>;

/** What all parts of the watch work with, handed in by wiring/shop-watch.ts. */
export type WatchBase = {
  /** the shop's address: names its rows in the ledger */
  shopUrl: string;
  ledger: WatchLedger;
  clock: Clock;
  logger: Logger;
  newId: () => string;
  /** machine and process, as part of a lease's holder */
  processName: string;
  /** true only when the holder surely ended */
  isHolderGone: (holder: string) => boolean;
};

export type WatchParts = WatchBase & {
  shop: WatchedShop;
  /** the rules of every account in the settings, whatever its state */
  rules: ReadonlyMap<string, ImportRules>;
};

/** A change of a shop order that was noted, as its timeline has it. */
export type SeenChange = {
  accountId: string;
  salesOrderId: string;
  orderNumber: string;
  kind: string;
  params: Record<string, string | number>;
};

/** What a look came to. */
export type WatchCounters = {
  /** shop orders that were listed or announced */
  seen: number;
  /** of those, orders that were not what the ledger knew of them */
  changed: number;
  /** in the import's hands: looked at again in the next run */
  left: number;
};

/** One look under way. */
export type WatchRun = WatchParts & {
  signal: AbortSignal;
  counters: WatchCounters;
  now(): string;
  onChange(change: SeenChange): void;
  /** shop orders told to stand beside the right one */
  openCopies: ReadonlySet<number>;
  /** makes sure that this run still is the one that watches */
  keepLease(): Promise<void>;
};
