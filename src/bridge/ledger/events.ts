import type { Selectable } from 'kysely';
import type { LedgerDatabase } from './database.ts';
import type { LedgerTables } from './tables.ts';

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
