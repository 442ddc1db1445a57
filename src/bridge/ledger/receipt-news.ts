import type { LedgerDatabase } from './database.ts';
import { markReceiptChecks } from './receipt-checks.ts';

/**
 * Transactions may become visible in another order than they took their numbers: so many numbers are
 * looked at again, as far as they are that young.
 */
const OVERLAP_EVENTS = 1_000;

/** Of a first look, and where very much happened, so many orders are marked at a time. */
const EVENTS_AT_A_TIME = 5_000;

/**
 * Has every order of an account compared to which something happened since the last look; whatever
 * changes at OTTO or in the shop is an event of its order.
 *
 * @param look since: number of the last event of the look before, undefined = the first look ever;
 *   young: events from then on are looked at again, UTC ISO
 * @returns the number of the last event
 */
export async function markChangedOrders(
  db: LedgerDatabase,
  accountId: string,
  look: { since: number | undefined; young: string; orderedFrom: string; now: string },
): Promise<number> {
  const { since, now } = look;
  const newest = await db
    .selectFrom('events')
    .select((eb) => eb.fn.max('event_id').as('id'))
    .executeTakeFirst();
  const last = Number(newest?.id ?? 0);
  if (since === undefined) {
    await markSold(db, accountId, look.orderedFrom, now);
    return last;
  }
  for (let after = since - OVERLAP_EVENTS; after < last; after += EVENTS_AT_A_TIME) {
    const rows = await db
      .selectFrom('events')
      .select('sales_order_id')
      .distinct()
      .where('event_id', '>', after)
      .where('event_id', '<=', Math.min(after + EVENTS_AT_A_TIME, last))
      .where('account_id', '=', accountId)
      .where((eb) => eb.or([eb('event_id', '>', since), eb('at', '>=', look.young)]))
      .execute();
    const ids = rows.map((row) => row.sales_order_id);
    await markReceiptChecks(db, accountId, ids, now);
  }
  return last;
}

/** Every order in the shop that was placed from a moment on. */
async function markSold(
  db: LedgerDatabase,
  accountId: string,
  orderedFrom: string,
  now: string,
): Promise<void> {
  const rows = await db
    .selectFrom('sales_orders')
    .select('sales_order_id')
    .where('account_id', '=', accountId)
    .where('ordered_at', '>=', orderedFrom)
    .where('woo_order_id', 'is not', null)
    .execute();
  const ids = rows.map((row) => row.sales_order_id);
  await markReceiptChecks(db, accountId, ids, now);
}
