import { berlinDayOf, endOfBerlinDay } from '../../mapping/reporting/berlin-days.ts';
import { shipBy } from '../../mapping/reporting/promise-clock.ts';
import { DAY } from '../clock.ts';
import type { DueWork } from '../ledger/due-work.ts';
import type { ImportRunRow } from '../ledger/import-runs.ts';
import type { IncidentRow } from '../ledger/incidents.ts';
import { CHOOSABLE_CODES } from '../order-choice/choosable.ts';
import type { OverviewAccount, OverviewParts } from './ports.ts';
import { ottoHealth, type SideHealth, shopHealth } from './side-health.ts';

/** Nothing is counted further. */
export const MOST_COUNTED = 1_000;
const LATEST_INCIDENTS = 5;
const LOOKED_BACK_DAYS = 30;

/** What is missing before orders come in, in the order in which it is done. */
export type Missing = 'shop' | 'account' | 'live';

/** How things stand now. Counts end at {@link MOST_COUNTED}. */
export type Today = {
  at: string;
  /** orders placed in the last 30 days */
  orders: { count: number; isCapped: boolean };
  otto: { account: OverviewAccount; health: SideHealth }[];
  shop: SideHealth;
  due: {
    shipToday: number;
    overdue: number;
    toShip: number;
    /** UTC ISO; undefined = nothing has to leave today */
    shipBy: string | undefined;
    waitingReports: number;
    failedReports: number;
    cancellationsToConfirm: number;
    ordersToDecide: number;
    problems: number;
  };
  incidents: { open: number; latest: IncidentRow[] };
  runs: { account: OverviewAccount; last: ImportRunRow | undefined }[];
  setUp: { isLive: boolean; missing: Missing[] };
};

/** Reads how things stand; nobody is called for it. */
export async function lookAtToday(parts: OverviewParts): Promise<Today> {
  const { ledger, accounts, shopUrl, clock } = parts;
  const now = clock.now();
  const runs = await Promise.all(
    accounts.map(async (account) => ({
      account,
      ...(await ledger.loadLastRuns(account.accountId)),
    })),
  );
  const tabs = await ledger.countTabs({ most: MOST_COUNTED });
  const since = new Date(now.getTime() - LOOKED_BACK_DAYS * DAY).toISOString();
  const placed = await ledger.countOrdersSince(since, MOST_COUNTED + 1);
  const work = await ledger.loadDueWork({
    promisedBefore: promisedBefore(now, accounts),
    choosable: CHOOSABLE_CODES,
    most: MOST_COUNTED,
  });
  return {
    at: now.toISOString(),
    orders: { count: Math.min(placed, MOST_COUNTED), isCapped: placed > MOST_COUNTED },
    otto: await Promise.all(
      runs.map(async ({ account, lastFinished }) => ({
        account,
        health: await ottoHealth(parts, account, lastFinished),
      })),
    ),
    shop: await shopHealth(
      parts,
      runs.map(({ lastFinished }) => lastFinished),
    ),
    due: {
      ...shipWork(work, accounts, now.toISOString()),
      toShip: work.toShipCount,
      waitingReports: work.waiting,
      failedReports: work.attention,
      cancellationsToConfirm: work.toConfirm,
      ordersToDecide: work.toDecide,
      problems: tabs.find(({ tab }) => tab === 'problem')?.count ?? 0,
    },
    incidents: {
      open: await ledger.countOpenIncidents(MOST_COUNTED),
      latest: await ledger.listIncidents({ state: 'open', limit: LATEST_INCIDENTS }),
    },
    runs: runs.map(({ account, last }) => ({ account, last })),
    setUp: { isLive: missing(accounts, shopUrl).length === 0, missing: missing(accounts, shopUrl) },
  };
}

/** Later promises can't be due today: each transit day, and a Sunday for each six of them, lie between. */
function promisedBefore(now: Date, accounts: readonly OverviewAccount[]): string {
  const longest = Math.max(0, ...accounts.map((account) => account.usualTransitDays));
  const days = 3 + longest + Math.ceil(longest / 6);
  return new Date(now.getTime() + days * DAY).toISOString();
}

function shipWork(work: DueWork, accounts: readonly OverviewAccount[], now: string) {
  const today = berlinDayOf(now);
  let overdue = 0;
  let shipToday = 0;
  for (const { accountId, deliverBy, orders } of work.toShip) {
    const account = accounts.find((candidate) => candidate.accountId === accountId);
    const by = shipBy(deliverBy, account?.usualTransitDays ?? 0);
    if (by < now) overdue += orders;
    else if (berlinDayOf(by) === today) shipToday += orders;
  }
  return { overdue, shipToday, shipBy: shipToday === 0 ? undefined : endOfBerlinDay(today) };
}

function missing(accounts: readonly OverviewAccount[], shopUrl: string | undefined): Missing[] {
  return [
    ...(shopUrl === undefined ? (['shop'] as const) : []),
    ...(accounts.some((account) => account.isComplete) ? [] : (['account'] as const)),
    ...(accounts.some((account) => account.state === 'active') ? [] : (['live'] as const)),
  ];
}
