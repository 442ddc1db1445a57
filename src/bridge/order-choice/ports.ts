import type { ImportRules } from '../../mapping/import-rules.ts';
import type { WooOrder, WooOrderChange, WooRefund } from '../../mapping/woocommerce/order.ts';
import type { Clock } from '../clock.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { Logger } from '../logger.ts';

export type Side = 'otto' | 'shop';

/** The shop, as far as a choice needs it. */
export type ChoiceShop = {
  /** absent = deleted; an order that can't be read stands there as its error */
  getOrders(wooOrderIds: number[]): Promise<Map<number, WooOrder | Error>>;
  listRefunds(wooOrderId: number): Promise<WooRefund[]>;
  /** our orders of this number, those in the bin too */
  searchOrders(
    orderNumber: string,
  ): Promise<{ wooOrderId: number; status: string; accountId: string; salesOrderId: string }[]>;
  updateOrder(wooOrderId: number, change: WooOrderChange): Promise<WooOrder>;
};

export type ChoiceLedger = Pick<
  Ledger,
  | 'forgetShopOrder'
  | 'leaveOutOfShop'
  | 'listIncidentsOfOrder'
  | 'loadAfterSale'
  | 'loadPositionItems'
  | 'loadSalesOrders'
  | 'lookAgainAt'
  | 'settleShopLooks'
  | 'stopYielding'
  | 'takeShopOrder'
  | 'yieldToOtto'
>;

/** Everything a choice works with, handed in by wiring/order-choice.ts. */
export type ChoiceParts = {
  shop: ChoiceShop;
  gate: { run<Result>(call: () => Promise<Result>): Promise<Result> };
  /** what became of a writing call that threw */
  outcomeOf: (error: unknown) => 'not-sent' | 'refused' | 'unknown';
  ledger: ChoiceLedger;
  /** of the order's account */
  rules: ImportRules;
  clock: Pick<Clock, 'now'>;
  logger: Logger;
};
