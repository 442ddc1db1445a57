import type { ShopProduct, ShopProfile } from '../../mapping/woocommerce/shop-profile.ts';
import type { ImportCounters } from '../ledger/import-runs.ts';
import type { ImportAccount, ImportParts, OwnOrder } from './ports.ts';

/** One run in progress: what it works with, what it has learned about the shop, what it has done. */
export type ImportRun = ImportParts & {
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
  /** products of some SKUs, the owner's own choices included */
  products(skus: readonly string[]): Promise<ReadonlyMap<string, ShopProduct>>;
  /** our orders made in the shop lately, by sales order; asked once, before the first create */
  ownOrders(): Promise<ReadonlyMap<string, OwnOrder>>;
  /** counts an order as done in one way; the page and the command line hear of it */
  count(outcome: Exclude<keyof ImportCounters, 'seen'>): void;
};

/** Lets the value be made once, at the first asking; a failed attempt may be repeated. */
export function once<Value>(make: () => Promise<Value>): () => Promise<Value> {
  let made: Promise<Value> | undefined;
  return () => {
    made ??= make().catch((error: unknown) => {
      made = undefined;
      throw error;
    });
    return made;
  };
}
