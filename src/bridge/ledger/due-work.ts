import type { LedgerDatabase } from './database.ts';
import type { ImportRunRow } from './import-runs.ts';
import { NO_PROMISE } from './order-tabs.ts';

/** Orders to ship that have the same earliest promise. */
export type ShipGroup = { accountId: string; deliverBy: string; orders: number };

/** What somebody has to do. */
export type DueWork = {
  /** by promise, up to the one asked for */
  toShip: ShipGroup[];
  /** orders to ship at all, counted up to the limit */
  toShipCount: number;
  /** reports that lack something */
  waiting: number;
  attention: number;
  /** cancellations that wait for a yes */
  toConfirm: number;
  /** orders in which shop and OTTO contradict each other */
  toDecide: number;
};

/**
 * @param asked.promisedBefore of orders to ship, those whose earliest promise is before it
 * @param asked.choosable codes of incidents in which the owner chooses a side
 * @param asked.most counted up to that many
 */
export async function loadDueWork(
  db: LedgerDatabase,
  asked: { promisedBefore: string; choosable: readonly string[]; most: number },
): Promise<DueWork> {
  const groups = await db
    .selectFrom('sales_orders')
    .select((eb) => ['account_id', 'deliver_by', eb.fn.countAll().as('orders')])
    .where('deliver_by', '<', asked.promisedBefore)
    .where('deliver_by', 'is not', null)
    .groupBy(['account_id', 'deliver_by'])
    .execute();
  const all = await db
    .selectFrom(
      db
        .selectFrom('sales_orders')
        .select('sales_order_id')
        .where('deliver_by', 'is not', null)
        .limit(asked.most)
        .as('some'),
    )
    .select((eb) => eb.fn.countAll().as('orders'))
    .executeTakeFirstOrThrow();
  const reports = await db
    .selectFrom('transmissions')
    .select((eb) => ['state', 'reason', eb.fn.countAll().as('reports')])
    .where('ended_at', 'is', null)
    .where('state', 'in', ['waiting', 'attention'])
    .groupBy(['state', 'reason'])
    .execute();
  const count = (fits: (row: (typeof reports)[number]) => boolean) =>
    reports.filter(fits).reduce((sum, row) => sum + Number(row.reports), 0);
  const isToConfirm = (row: (typeof reports)[number]) => row.reason === TO_CONFIRM;
  return {
    toShip: groups.flatMap(({ account_id: accountId, deliver_by: deliverBy, orders }) =>
      deliverBy === null || deliverBy === NO_PROMISE
        ? []
        : [{ accountId, deliverBy, orders: Number(orders) }],
    ),
    toShipCount: Number(all.orders),
    waiting: count((row) => row.state === 'waiting' && !isToConfirm(row)),
    attention: count((row) => row.state === 'attention'),
    toConfirm: count((row) => row.state === 'waiting' && isToConfirm(row)),
    toDecide: await countToDecide(db, asked.choosable, asked.most),
  };
}

/** The reason of a cancellation that waits for the owner's yes. */
const TO_CONFIRM = 'cancellation-to-confirm';

async function countToDecide(
  db: LedgerDatabase,
  codes: readonly string[],
  most: number,
): Promise<number> {
  if (codes.length === 0) return 0;
  const { orders } = await db
    .selectFrom(
      db
        .selectFrom('incidents')
        .innerJoin('incident_orders', 'incident_orders.cause', 'incidents.cause')
        .select(['incident_orders.account_id', 'incident_orders.sales_order_id'])
        .distinct()
        .where('incidents.state', '=', 'open')
        .where('incidents.code', 'in', [...codes])
        .where('incident_orders.acknowledged_at', 'is', null)
        .limit(most)
        .as('some'),
    )
    .select((eb) => eb.fn.countAll().as('orders'))
    .executeTakeFirstOrThrow();
  return Number(orders);
}

/** Orders placed since a moment, counted up to `most`. */
export async function countOrdersSince(
  db: LedgerDatabase,
  since: string,
  most: number,
): Promise<number> {
  const { orders } = await db
    .selectFrom(
      db
        .selectFrom('sales_orders')
        .select('sales_order_id')
        .where('ordered_at', '>=', since)
        .limit(most)
        .as('some'),
    )
    .select((eb) => eb.fn.countAll().as('orders'))
    .executeTakeFirstOrThrow();
  return Number(orders);
}

/** The last runs of an account that were no rehearsal: the latest of all, and the latest that went through. */
export type LastRuns = { last: ImportRunRow | undefined; lastFinished: ImportRunRow | undefined };

export async function loadLastRuns(db: LedgerDatabase, accountId: string): Promise<LastRuns> {
  const latest = () =>
    db
      .selectFrom('import_runs')
      .selectAll()
      .where('account_id', '=', accountId)
      .where('is_rehearsal', '=', 0)
      .orderBy('started_at', 'desc')
      .orderBy('import_run_id', 'desc')
      .limit(1);
  return {
    last: await latest().executeTakeFirst(),
    lastFinished: await latest().where('state', '=', 'finished').executeTakeFirst(),
  };
}
