import type { TransmissionState } from '../../mapping/reporting/transmission.ts';
import type { SalesOrderRow } from '../ledger/sales-orders.ts';
import type { ParcelInLedger, ReasonInLedger, Transmission } from '../ledger/transmission-rows.ts';
import type { OrderSearch } from './find-order.ts';
import type { WishPlan } from './plan-wish.ts';
import type { Refusal } from './ports.ts';

/** One report that came of a wish, or would come of it. */
export type WishReport = {
  /** `known`: it was said before; `refused`: somebody else was faster */
  outcome: 'due' | 'waits' | 'known' | 'refused';
  /** undefined where nothing was committed */
  transmissionId: string | undefined;
  state: TransmissionState | undefined;
  /** what it waits for */
  reason: ReasonInLedger | undefined;
  refusal: Refusal | undefined;
  positionItemIds: string[];
  parcels: ParcelInLedger[];
};

export type FoundOrder = {
  accountId: string;
  salesOrderId: string;
  orderNumber: string;
  wooOrderId: number | undefined;
};

/** What became of one wish. */
export type WishAnswer = {
  /** as it was asked for */
  order: string;
  /** undefined where no order was found */
  found: FoundOrder | undefined;
  reports: WishReport[];
  /** why nothing of it becomes a report */
  refusal: Refusal | undefined;
  left: WishPlan['left'];
  missing: WishPlan['missing'];
};

/** The answer before anything is known but whether there is such an order. */
export function openAnswer(order: string, search: OrderSearch | undefined): WishAnswer {
  const isFound = search !== undefined && 'row' in search;
  return {
    order,
    found: isFound ? foundOrder(search.row) : undefined,
    reports: [],
    refusal: isFound || search === undefined ? undefined : search.refusal,
    left: [],
    missing: [],
  };
}

function foundOrder(row: SalesOrderRow): FoundOrder {
  return {
    accountId: row.account_id,
    salesOrderId: row.sales_order_id,
    orderNumber: row.order_number,
    wooOrderId: row.woo_order_id ?? undefined,
  };
}

/** A report that says already what is asked for. */
export function knownReport(report: Transmission): WishReport {
  const { transmissionId, state, reason, positionItemIds, parcels } = report;
  return {
    outcome: 'known',
    transmissionId,
    state,
    reason,
    refusal: undefined,
    positionItemIds,
    parcels,
  };
}

/** @param transmissionId undefined = it is not committed */
export function newReport(
  draft: Pick<WishReport, 'reason' | 'positionItemIds' | 'parcels'> & { state: 'waiting' | 'due' },
  transmissionId?: string,
): WishReport {
  const { state, reason, positionItemIds, parcels } = draft;
  return {
    outcome: state === 'due' ? 'due' : 'waits',
    transmissionId,
    state,
    reason,
    refusal: undefined,
    positionItemIds,
    parcels,
  };
}
