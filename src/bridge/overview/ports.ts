import type { Clock } from '../clock.ts';
import type { Ledger } from '../ledger/ledger.ts';

/** An account as far as figures and lists need it. */
export type OverviewAccount = {
  accountId: string;
  name: string;
  state: 'draft' | 'active' | 'paused';
  /** whether all is there that OTTO asks for */
  isComplete: boolean;
  /** working days a parcel takes */
  usualTransitDays: number;
  /** the same by carrier, where it differs */
  transitDays: Readonly<Record<string, number | undefined>>;
};

/** What lists and figures are made from, handed in by wiring/overview.ts. */
export type OverviewParts = {
  ledger: Pick<
    Ledger,
    | 'countOpenIncidents'
    | 'countOrdersSince'
    | 'countTabs'
    | 'listIncidents'
    | 'loadDayFigures'
    | 'loadDueWork'
    | 'loadLastRuns'
    | 'loadOpenIncidents'
    | 'loadPiecesToShip'
    | 'loadPositionItemsOf'
    | 'loadShopWatch'
  >;
  accounts: readonly OverviewAccount[];
  /** without a slash at the end; undefined = no shop is connected */
  shopUrl: string | undefined;
  clock: Pick<Clock, 'now'>;
};
