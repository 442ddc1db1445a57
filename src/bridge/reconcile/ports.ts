import type { ImportRules } from '../../mapping/import-rules.ts';
import type { ParsedSalesOrder } from '../../mapping/otto/sales-order.ts';
import type { WooOrder } from '../../mapping/woocommerce/order.ts';
import type { Clock } from '../clock.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { Logger } from '../logger.ts';
import type { ShopGate } from '../order-import/ports.ts';
import type { OwnOrder } from '../woocommerce/own-order.ts';

/** OTTO, as far as a comparison needs it. */
export type OrderListing = {
  listSalesOrders(
    query: { orderedSince: string; orderedUntil: string },
    signal?: AbortSignal,
  ): AsyncIterable<{ orders: ParsedSalesOrder[]; isLast: boolean }>;
  getSalesOrder(salesOrderId: string, signal?: AbortSignal): Promise<ParsedSalesOrder | undefined>;
};

/** The shop, as far as a comparison and its repairs need it. */
export type ReconcileShop = {
  listOwnOrders(query: { createdAfter?: string }, signal?: AbortSignal): AsyncIterable<OwnOrder[]>;
  searchOrders(orderNumber: string, signal?: AbortSignal): Promise<OwnOrder[]>;
  /** absent = deleted; an order that can't be read stands there as its error */
  getOrders(wooOrderIds: number[], signal?: AbortSignal): Promise<Map<number, WooOrder | Error>>;
  updateOrder(wooOrderId: number, change: { status: string }): Promise<WooOrder>;
  deleteOrder(wooOrderId: number, options: { force: boolean }): Promise<void>;
};

export type ReconcileLedger = Pick<
  Ledger,
  | 'acquireLease'
  | 'adoptShopOrder'
  | 'closeBrokenReconcileRuns'
  | 'finishReconcileRun'
  | 'forgetShopOrder'
  | 'freeLease'
  | 'lastWholeImport'
  | 'listReconcileDifferences'
  | 'loadAfterSale'
  | 'loadKnownOrders'
  | 'holdsLease'
  | 'loadLeaseHolder'
  | 'loadReconcileRun'
  | 'markRepaired'
  | 'oldestOpenOrder'
  | 'openIncident'
  | 'planAnew'
  | 'recordSeen'
  | 'releaseLease'
  | 'renewLease'
  | 'resolveIncidents'
  | 'startReconcileRun'
>;

/** One account's share of the settings. */
export type ReconcileAccount = {
  accountId: string;
  /** only orders placed at OTTO since then enter the shop, UTC ISO; undefined = all */
  startAt: string | undefined;
  rules: ImportRules;
  /** how many days back the usual comparison reaches */
  days: number;
};

/** Everything a comparison works with, handed in by create-bridge.ts. */
export type ReconcileParts = {
  source: OrderListing;
  shop: ReconcileShop;
  gate: ShopGate;
  ledger: ReconcileLedger;
  clock: Clock;
  logger: Logger;
  newId: () => string;
  /** machine and process, as part of a lease's holder */
  processName: string;
  isHolderGone: (holder: string) => boolean;
};

/** Orders placed from `from` on, up to but without `until`; UTC ISO. */
export type Range = { from: string; until: string };

/** What a run or a repair works with while it goes on. */
export type ReconcileRun = ReconcileParts & { account: ReconcileAccount; signal: AbortSignal };

export type ReconcileOptions = {
  /** who asked: shown in the history */
  cause: 'schedule' | 'click' | 'command';
  signal: AbortSignal;
  /** kind of process, for leases: a service that holds the data folder frees those of a dead one */
  holderKind: 'service' | 'command';
};
