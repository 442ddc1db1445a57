import type { OrderTab } from '../../mapping/order-tab.ts';
import type { ImportState } from '../ledger/tables.ts';
import type { SideHealth } from '../overview/side-health.ts';
import type { Missing } from '../overview/today.ts';

/** A count with its number in words of the language, e.g. "1.000+" where it is more than counted. */
export type Counted = { count: number; text: string };

/** What one language says about lists, the day and where an order is. */
export type OverviewLabels = {
  tab: Record<OrderTab, string>;
  /** WooCommerce's own statuses, by slug */
  shopStatus: Record<string, string>;
  health: Record<SideHealth['state'], string>;
  missing: Record<Missing, string>;
  /** sentences; several stand one behind the other */
  today: {
    missing: (what: string) => string;
    ottoDown: (account: string) => string;
    shopDown: string;
    problems: (orders: Counted) => string;
    /** incidents while no order is in the tab `problem` */
    incidents: (open: Counted) => string;
    none: string;
    safe: (orders: Counted) => string;
    shipToday: (orders: Counted) => string;
    overdue: (orders: Counted) => string;
    toConfirm: (reports: Counted) => string;
  };
  why: {
    ordered: (moment: string, sum: string) => string;
    phase: (phase: string) => string;
    inShop: (number: string, status: string) => string;
    notInShop: string;
    /** what comes next */
    next: Record<ImportState, string>;
    nextLook: (moment: string) => string;
    nextRun: string;
  };
};
