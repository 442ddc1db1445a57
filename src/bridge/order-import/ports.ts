import type { ImportRules } from '../../mapping/import-rules.ts';
import type { ParsedSalesOrder } from '../../mapping/otto/sales-order.ts';
import type {
  WooOrder,
  WooOrderChange,
  WooOrderDraft,
  WooRefund,
  WooRefundDraft,
} from '../../mapping/woocommerce/order.ts';
import type { ShopProfile } from '../../mapping/woocommerce/shop-profile.ts';
import type { Clock } from '../clock.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { Logger } from '../logger.ts';
import type { ProductDoor } from '../sku-map/ports.ts';

/** OTTO, as far as the import needs it. */
export type SalesOrderSource = {
  listSalesOrders(
    query: { changedSince?: string; limit?: number },
    signal?: AbortSignal,
    // A listing that ends without a last page was cut short: the cursor must not follow it.
  ): AsyncIterable<{ orders: ParsedSalesOrder[]; isLast: boolean }>;
  getSalesOrder(
    salesOrderIdOrOrderNumber: string,
    signal?: AbortSignal,
  ): Promise<ParsedSalesOrder | undefined>;
};

/** An order in the shop that carries our marks. */
export type OwnOrder = {
  wooOrderId: number;
  status: string;
  salesOrderId: string;
  accountId: string;
  createdAt: string;
};

/** What one item of a batch call came to. */
export type WriteResult =
  | { outcome: 'done'; order: WooOrder }
  | { outcome: 'refused'; shopCode: string; shopMessage: string }
  | { outcome: 'unreadable'; wooOrderId: number | undefined };

/** The shop, as far as the import needs it. */
export type ShopDoor = ProductDoor & {
  createOrders(drafts: WooOrderDraft[]): Promise<WriteResult[]>;
  updateOrder(wooOrderId: number, change: WooOrderChange): Promise<WooOrder>;
  /** absent = deleted; an order that can't be read stands there as its error */
  getOrders(wooOrderIds: number[]): Promise<Map<number, WooOrder | Error>>;
  listOwnOrders(query: { createdAfter?: string }): AsyncIterable<OwnOrder[]>;
  listRefunds(wooOrderId: number): Promise<WooRefund[]>;
  createRefund(wooOrderId: number, refund: WooRefundDraft): Promise<WooRefund>;
  /** how many notes say this; texts may come back altered by the shop, `countNotes` knows how */
  countNotes(wooOrderId: number, text: string): Promise<number>;
  createNote(wooOrderId: number, text: string): Promise<void>;
  loadShopProfile(): Promise<ShopProfile>;
};

/** How much the shop is asked at a time. */
export type ShopGate = {
  /**
   * Runs a call when there is room for it, if the lease of the work is still its own by then.
   *
   * @param options.size orders in it
   * @param options.before done when its turn has come; what it throws keeps the call from leaving
   */
  run<Result>(
    call: () => Promise<Result>,
    options?: { size?: number; signal?: AbortSignal; before?: () => Promise<void> },
  ): Promise<Result>;
};

/** Hands jobs on in batches the shop can take, several side by side. */
export type CreateQueue = <Job>(
  work: (jobs: Job[]) => Promise<void>,
  options: { signal?: AbortSignal },
) => { push(job: Job): Promise<void>; drain(): Promise<void> };

/** What became of a writing call that threw: certainly nothing, a refusal, or nobody knows. */
export type OutcomeOf = (error: unknown) => 'not-sent' | 'refused' | 'unknown';

export type ImportLedger = Pick<
  Ledger,
  | 'acquireLease'
  | 'addRunLine'
  | 'claimForChange'
  | 'claimForCreate'
  | 'closeBrokenRuns'
  | 'countWrittenNotes'
  | 'extendClaims'
  | 'finishImportRun'
  | 'forgetShopMetaErased'
  | 'freeLease'
  | 'listSalesOrders'
  | 'loadAccountState'
  | 'loadAfterSale'
  | 'loadDueNotes'
  | 'loadDueOrders'
  | 'holdsLease'
  | 'loadHeldLease'
  | 'loadOpenClaims'
  | 'loadPositionItemsOf'
  | 'keepSkuMatches'
  | 'loadProductChoices'
  | 'loadProductSets'
  | 'loadSalesOrders'
  | 'loadTransmissionsOf'
  | 'openIncident'
  | 'recordSeen'
  | 'releaseClaims'
  | 'releaseLease'
  | 'renewLease'
  | 'resolveForAllOrders'
  | 'resolveIncidents'
  | 'restartClaims'
  | 'lookAgainAt'
  | 'saveCursor'
  | 'saveRunCounters'
  | 'settleNote'
  | 'settleOrders'
  | 'startImportRun'
  | 'startNote'
  | 'wakeWaitingOrders'
>;

/** One account's share of the settings, in force for a run. */
export type ImportAccount = {
  accountId: string;
  /** only orders placed at OTTO since then enter the shop; undefined = all */
  startAt: string | undefined;
  rules: ImportRules;
  overlapHours: { firstRunOfDay: number; otherRuns: number };
};

/** Everything an import run works with, handed in by create-bridge.ts. */
export type ImportParts = {
  source: SalesOrderSource;
  shop: ShopDoor;
  gate: ShopGate;
  createQueue: CreateQueue;
  outcomeOf: OutcomeOf;
  /** reads OTTO's returns anew into the ledger; absent = what stands there is all there is */
  refreshReturns?: ((signal: AbortSignal) => Promise<void>) | undefined;
  ledger: ImportLedger;
  clock: Clock;
  logger: Logger;
  /** a new unique id for runs, claims and lease holders */
  newId: () => string;
  /** machine and process, as part of a lease's holder */
  processName: string;
  /** true only when the holder surely ended: a process of this machine that is not there any more */
  isHolderGone: (holder: string) => boolean;
};
