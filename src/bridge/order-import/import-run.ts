import type { Sets } from '../../mapping/stock/expand-sets.ts';
import type { ShopProduct, ShopProfile } from '../../mapping/woocommerce/shop-profile.ts';
import type { ImportCounters } from '../ledger/import-runs.ts';
import type { AskedSku } from '../sku-map/find-matches.ts';
import type { ImportAccount, ImportParts, OwnOrder } from './ports.ts';

/** Shop products by SKU of OTTO's; those that are several products are sets. */
export type Goods = { products: ReadonlyMap<string, ShopProduct>; sets: Sets };

/** One run in progress: what it works with, what it has learned about the shop, what it has done. */
export type ImportRun = Omit<ImportParts, 'refreshReturns'> & {
  importRunId: string;
  account: ImportAccount;
  signal: AbortSignal;
  counters: ImportCounters;
  now(): string;
  /** before each write: makes sure that this run still is the one that may write */
  keepLease(): Promise<void>;
  /** the shop as it is now; asked once, and only when an order needs it */
  profile(): Promise<ShopProfile>;
  /** whether the shop has answered in this run to what only a good key may ask */
  hasTalkedToShop(): boolean;
  /** what some SKUs are in the shop, and all that were asked for before */
  goods(asked: readonly AskedSku[]): Promise<Goods>;
  /** reads OTTO's returns into the ledger, once; false = they could not be read */
  refreshReturns(): Promise<boolean>;
  /**
   * our orders in the shop that the ledger may miss, by sales order; asked before the first create, and
   * again only for sales orders placed earlier (`orderedSince`, UTC) than those it was asked for
   */
  ownOrders(orderedSince?: string): Promise<ReadonlyMap<string, OwnOrder>>;
  /** counts an order as done in one way; the page and the command line hear of it */
  count(outcome: Exclude<keyof ImportCounters, 'seen'>): void;
};

export type ImportOptions = {
  importRunId: string;
  /** who asked: shown in the history */
  cause: 'schedule' | 'click' | 'command';
  /** read everything changed since this UTC moment, whatever the cursor says */
  since: string | undefined;
  signal: AbortSignal;
  onProgress: (counters: ImportCounters) => void;
  /** kind of process, for leases: a service that holds the data folder frees those of a dead one */
  holderKind: 'service' | 'command';
};
