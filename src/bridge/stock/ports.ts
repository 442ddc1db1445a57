import type { SkuMatch } from '../../mapping/stock/sku-match.ts';
import type { Clock } from '../clock.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { Logger } from '../logger.ts';
import type { OttoClient } from '../otto/otto-client.ts';
import type { WooClient } from '../woocommerce/woo-client.ts';

/** OTTO, as far as stock needs it. */
export type StockOtto = Pick<OttoClient, 'getQuantity' | 'listQuantities' | 'pushQuantities'>;

/** The shop, as far as stock needs it: it is only read. */
export type StockShop = Pick<
  WooClient,
  'findDoubledSkus' | 'listChangedProducts' | 'readStock' | 'shopClock'
>;

export type StockLedger = Pick<
  Ledger,
  | 'acquireLease'
  | 'addStockLevels'
  | 'askForStockLooks'
  | 'beginAway'
  | 'countSharedStock'
  | 'countStock'
  | 'countVacation'
  | 'endAway'
  | 'freeLease'
  | 'listIncidents'
  | 'listStock'
  | 'loadDueStock'
  | 'holdsLease'
  | 'loadLeaseHolder'
  | 'loadNotShown'
  | 'loadProductUses'
  | 'loadReadCursor'
  | 'loadStockLevel'
  | 'loadStockLooks'
  | 'loadUnverifiedStock'
  | 'noteProductsChanged'
  | 'noteReserved'
  | 'noteShownStock'
  | 'openIncident'
  | 'releaseLease'
  | 'renewLease'
  | 'resolveIncidents'
  | 'sampleStock'
  | 'saveReadCursor'
  | 'saveStockOfSku'
  | 'saveStockParts'
  | 'settlePushedStock'
  | 'settleStockLooks'
  | 'wishForStock'
>;

/** An account whose stock OTTO is told. */
export type StockAccount = { accountId: string; otto: StockOtto };

/** What the owner wants, as it is by now. */
export type StockWish = { buffer: number; cap: number | null; isVacation: boolean };

/** Everything a run works with, handed in by wiring/stock.ts. */
export type StockParts = {
  /** names the shop's row in the ledger */
  shopUrl: string;
  shop: StockShop;
  /** what stands behind SKUs of OTTO's in the shop */
  resolveSkus: (
    accountId: string,
    asked: readonly { sku: string; ean: string | undefined }[],
    signal: AbortSignal,
  ) => Promise<ReadonlyMap<string, SkuMatch>>;
  /** those that are live */
  accounts: readonly StockAccount[];
  /** all there are: pieces that any of them sold are spoken for */
  allAccountIds: readonly string[];
  wish: StockWish;
  /** incidents as this process told them last, by code and what they are about; kept between runs */
  told: Map<string, string>;
  ledger: StockLedger;
  clock: Clock;
  logger: Logger;
  newId: () => string;
  processName: string;
  isHolderGone: (holder: string) => boolean;
};
