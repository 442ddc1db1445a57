import { inChunks } from './chunks.ts';
import type { LedgerDatabase } from './database.ts';
import { addEvents } from './events.ts';
import { holdOrders } from './hold-orders.ts';
import { reportEvent } from './report-event.ts';
import { settleStandings } from './report-standing.ts';
import type { AttemptCall, EventCause } from './tables.ts';
import type { Transmission } from './transmission-rows.ts';

/** What a report was and what it is now; the timeline is told the difference. */
export type ReportChange = {
  /** undefined: it is new */
  before: Transmission | undefined;
  after: Transmission;
  /** the call that is about to leave */
  call?: AttemptCall;
};

type OrderKey = { accountId: string; salesOrderId: string };

/**
 * Changes reports of some orders. In the same transaction the timelines tell it, and what stands
 * about these orders follows: their incidents, and the flag in the shop.
 *
 * The rows of the orders are held to the end: two who change reports of one order wait in a row, so
 * that each sees what the other did. A call that is about to leave waits there as well.
 */
export async function changeReports<Result>(
  trx: LedgerDatabase,
  orders: readonly OrderKey[],
  cause: EventCause,
  now: string,
  change: () => Promise<{ changes: readonly ReportChange[]; result: Result }>,
): Promise<Result> {
  await holdAll(trx, orders);
  const { changes, result } = await change();
  const changed = Map.groupBy(changes, ({ after }) => after.accountId);
  for (const [accountId, ofAccount] of changed) {
    const told = ofAccount.flatMap(({ before, after, call }) => {
      const event = reportEvent(before, after, cause, call);
      return event ? [{ salesOrderId: after.salesOrderId, events: [event] }] : [];
    });
    await addEvents(trx, accountId, told, cause, now);
    const ids = new Set(ofAccount.map(({ after }) => after.salesOrderId));
    await settleStandings(trx, accountId, [...ids], now);
  }
  return result;
}

/** Holds the orders of some reports to the end of the transaction: nobody else changes these meanwhile. */
export async function holdOrdersOf(
  trx: LedgerDatabase,
  transmissionIds: readonly string[],
): Promise<void> {
  await holdAll(trx, await ordersOf(trx, transmissionIds));
}

/** Held in one order everywhere, so that none waits for one that waits for it. */
async function holdAll(trx: LedgerDatabase, orders: readonly OrderKey[]): Promise<void> {
  const byAccount = Map.groupBy(orders, ({ accountId }) => accountId);
  for (const accountId of [...byAccount.keys()].toSorted()) {
    const ids = new Set(byAccount.get(accountId)?.map(({ salesOrderId }) => salesOrderId));
    for (const some of inChunks([...ids].toSorted())) await holdOrders(trx, accountId, some);
  }
}

/** The orders some reports belong to; a report never moves to another order. */
export async function ordersOf(
  trx: LedgerDatabase,
  transmissionIds: readonly string[],
): Promise<OrderKey[]> {
  if (transmissionIds.length === 0) return [];
  const rows = await trx
    .selectFrom('transmissions')
    .select(['account_id', 'sales_order_id'])
    .where('transmission_id', 'in', [...transmissionIds])
    .execute();
  return rows.map((row) => ({ accountId: row.account_id, salesOrderId: row.sales_order_id }));
}
