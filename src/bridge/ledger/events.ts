import type { Selectable } from 'kysely';
import type { LedgerDatabase } from './database.ts';
import type { EventCause, LedgerTables } from './tables.ts';

export type EventRow = Selectable<LedgerTables['events']>;

/** The timeline of one order, oldest first. */
export async function listEvents(
  db: LedgerDatabase,
  accountId: string,
  salesOrderId: string,
): Promise<EventRow[]> {
  return db
    .selectFrom('events')
    .selectAll()
    .where('account_id', '=', accountId)
    .where('sales_order_id', '=', salesOrderId)
    .orderBy('event_id')
    .execute();
}

/** Adds to the timelines of some orders. */
export async function addEvents(
  trx: LedgerDatabase,
  accountId: string,
  orders: readonly {
    salesOrderId: string;
    events: readonly { kind: string; params: Record<string, string | number> }[];
  }[],
  cause: EventCause,
  now: string,
): Promise<void> {
  const events = orders.flatMap(({ salesOrderId, events: ofOrder }) =>
    ofOrder.map(({ kind, params }) => ({
      at: now,
      account_id: accountId,
      sales_order_id: salesOrderId,
      kind,
      params: JSON.stringify(params),
      cause,
    })),
  );
  if (events.length > 0) await trx.insertInto('events').values(events).execute();
}
