import { ORDER_TABS, type OrderTab } from '../../mapping/order-tab.ts';
import type { TransmissionState } from '../../mapping/reporting/transmission.ts';
import type { LedgerDatabase } from './database.ts';
import { loadOldestDueReportAt } from './stuck-reports.ts';

/** Nothing is counted further, so that a look costs the same whatever the ledger holds. */
export const MOST_MEASURED = 1_000;

/** States of reports that something is still to be done for. */
export const OPEN_REPORT_STATES = [
  'waiting',
  'due',
  'in-flight',
  'accepted',
  'attention',
] as const satisfies readonly TransmissionState[];

/** How full the ledger's queues are. Every count ends at {@link MOST_MEASURED}. */
export type Measures = {
  ordersByTab: ReadonlyMap<OrderTab, number>;
  /** open ones; a code that is absent has none */
  incidentsByCode: ReadonlyMap<string, number>;
  reportsByState: ReadonlyMap<(typeof OPEN_REPORT_STATES)[number], number>;
  /** since when the report is due that waits longest, UTC ISO; undefined = none is due */
  oldestDueReportAt: string | undefined;
  deliveriesWaiting: number;
  accounts: readonly AccountMeasures[];
};

export type AccountMeasures = {
  accountId: string;
  /** end of the last import that went through and was no rehearsal, UTC ISO */
  lastImportAt: string | undefined;
  /** numbers of stock that are to be sent to OTTO */
  stockDue: number;
};

/** Counts what waits, by index and up to a limit. */
export async function loadMeasures(
  db: LedgerDatabase,
  asked: { accountIds: readonly string[]; now: string },
): Promise<Measures> {
  const ordersByTab = new Map<OrderTab, number>();
  for (const tab of ORDER_TABS) ordersByTab.set(tab, await countTab(db, tab));
  const reportsByState = new Map<(typeof OPEN_REPORT_STATES)[number], number>();
  for (const state of OPEN_REPORT_STATES) reportsByState.set(state, await countReports(db, state));
  const accounts: AccountMeasures[] = [];
  for (const accountId of asked.accountIds) {
    accounts.push({
      accountId,
      lastImportAt: await lastImportAt(db, accountId),
      stockDue: await countStockDue(db, accountId),
    });
  }
  const oldest = await Promise.all(
    asked.accountIds.map((accountId) => loadOldestDueReportAt(db, accountId, { now: asked.now })),
  );
  return {
    ordersByTab,
    incidentsByCode: await countIncidents(db),
    reportsByState,
    oldestDueReportAt: oldest.filter((at) => at !== undefined).toSorted()[0],
    deliveriesWaiting: await countWaitingDeliveries(db),
    accounts,
  };
}

async function countTab(db: LedgerDatabase, tab: OrderTab): Promise<number> {
  const { count } = await db
    .selectFrom(
      db
        .selectFrom('sales_orders')
        .select('sales_order_id')
        .where('tab', '=', tab)
        .orderBy('ordered_at', 'desc') // by the index, wherever in the table they lie
        .limit(MOST_MEASURED)
        .as('some'),
    )
    .select((eb) => eb.fn.countAll().as('count'))
    .executeTakeFirstOrThrow();
  return Number(count);
}

async function countReports(db: LedgerDatabase, state: TransmissionState): Promise<number> {
  const { count } = await db
    .selectFrom(
      db
        .selectFrom('transmissions')
        .select('transmission_id')
        .where('state', '=', state)
        .orderBy('created_at')
        .limit(MOST_MEASURED)
        .as('some'),
    )
    .select((eb) => eb.fn.countAll().as('count'))
    .executeTakeFirstOrThrow();
  return Number(count);
}

async function countIncidents(db: LedgerDatabase): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom(
      db
        .selectFrom('incidents')
        .select('code')
        .where('state', '=', 'open')
        .orderBy('last_at', 'desc')
        .limit(MOST_MEASURED)
        .as('some'),
    )
    .select((eb) => ['code', eb.fn.countAll().as('count')])
    .groupBy('code')
    .execute();
  return new Map(rows.map(({ code, count }) => [code, Number(count)]));
}

async function countWaitingDeliveries(db: LedgerDatabase): Promise<number> {
  const { count } = await db
    .selectFrom(
      db
        .selectFrom('webhook_deliveries')
        .select('delivery_id')
        .where('worked_at', 'is', null)
        .limit(MOST_MEASURED)
        .as('some'),
    )
    .select((eb) => eb.fn.countAll().as('count'))
    .executeTakeFirstOrThrow();
  return Number(count);
}

async function lastImportAt(db: LedgerDatabase, accountId: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('import_runs')
    .select('finished_at')
    .where('account_id', '=', accountId)
    .where('is_rehearsal', '=', 0)
    .where('state', '=', 'finished')
    .orderBy('started_at', 'desc')
    .orderBy('import_run_id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.finished_at ?? undefined;
}

async function countStockDue(db: LedgerDatabase, accountId: string): Promise<number> {
  const { count } = await db
    .selectFrom(
      db
        .selectFrom('stock_levels')
        .select('sku')
        .where('account_id', '=', accountId)
        .where('state', '=', 'due')
        .limit(MOST_MEASURED)
        .as('some'),
    )
    .select((eb) => eb.fn.countAll().as('count'))
    .executeTakeFirstOrThrow();
  return Number(count);
}
