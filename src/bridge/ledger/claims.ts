import type { LedgerDatabase } from './database.ts';
import { addNotes, type NoteIntent } from './order-notes.ts';
import { sortIntoTabs } from './order-tabs.ts';
import type { SalesOrderRow } from './sales-orders.ts';
import { theseOrders } from './these-orders.ts';

/**
 * Commits that a create call for these orders is about to start, with the notes that follow it.
 * An order that is claimed already, or already in the shop, is not claimed again.
 *
 * @returns the ids that are claimed now; only these may be sent
 */
export async function claimForCreate(
  db: LedgerDatabase,
  accountId: string,
  salesOrderIds: readonly string[],
  claim: { claimId: string; now: string; notes: readonly NoteIntent[] },
): Promise<Set<string>> {
  if (salesOrderIds.length === 0) return new Set();
  return db.transaction().execute(async (trx) => {
    const claimed = await trx
      .updateTable('sales_orders')
      .set({
        import_state: 'claimed',
        claim_id: claim.claimId,
        claimed_at: claim.now,
        shop_meta_erased_at: null, // a new shop order has it all again
      })
      .where(theseOrders(accountId, salesOrderIds))
      .where('import_state', 'not in', ['claimed', 'imported'])
      .returning('sales_order_id')
      .execute();
    const ids = new Set(claimed.map((row) => row.sales_order_id));
    await addNotes(
      trx,
      accountId,
      claim.notes.filter((note) => ids.has(note.salesOrderId)),
    );
    await sortIntoTabs(trx, accountId, [...ids]);
    return ids;
  });
}

/**
 * Commits that a write which must not happen twice (a refund, a correcting fee) is about to start on
 * an order in the shop, with the notes that follow it.
 */
export async function claimForChange(
  db: LedgerDatabase,
  accountId: string,
  salesOrderId: string,
  claim: { claimId: string; now: string; notes: readonly NoteIntent[] },
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    await trx
      .updateTable('sales_orders')
      .set({ claim_id: claim.claimId, claimed_at: claim.now })
      .where('account_id', '=', accountId)
      .where('sales_order_id', '=', salesOrderId)
      .execute();
    await addNotes(trx, accountId, claim.notes);
  });
}

/** Create calls whose outcome nobody has committed: of a run that was killed, or got no answer. */
export async function loadOpenClaims(
  db: LedgerDatabase,
  accountId: string,
): Promise<SalesOrderRow[]> {
  return db
    .selectFrom('sales_orders')
    .selectAll()
    .where('account_id', '=', accountId)
    .where('import_state', '=', 'claimed')
    .orderBy('claimed_at')
    .execute();
}

/** The call certainly had no effect: the orders are free to be created. */
export async function releaseClaims(
  db: LedgerDatabase,
  accountId: string,
  salesOrderIds: readonly string[],
  now: string,
): Promise<void> {
  if (salesOrderIds.length === 0) return;
  await db.transaction().execute(async (trx) => {
    await trx
      .updateTable('sales_orders')
      .set({ import_state: 'seen', claim_id: null, claimed_at: null, next_look_at: now })
      .where(theseOrders(accountId, salesOrderIds))
      .where('import_state', '=', 'claimed')
      .execute();
    await sortIntoTabs(trx, accountId, salesOrderIds);
  });
}

/** The outcome is open from this moment on: the settle time starts anew. */
export async function extendClaims(
  db: LedgerDatabase,
  accountId: string,
  salesOrderIds: readonly string[],
  now: string,
): Promise<void> {
  if (salesOrderIds.length === 0) return;
  await db
    .updateTable('sales_orders')
    .set({ claimed_at: now })
    .where(theseOrders(accountId, salesOrderIds))
    .where('claim_id', 'is not', null)
    .execute();
}

/**
 * Whoever wrote to the shop may still be at it, for all that the clock says: the settle time of all open claims
 * of an account starts anew, and an order gets a claim whose note was begun. Nothing settles earlier by it, so
 * that nobody has to hold a lease for it.
 */
export async function restartClaims(
  db: LedgerDatabase,
  accountId: string,
  claim: { claimId: string; now: string },
): Promise<void> {
  const { claimId, now } = claim;
  await db.transaction().execute(async (trx) => {
    await trx
      .updateTable('sales_orders')
      .set({ claimed_at: now })
      .where('account_id', '=', accountId)
      .where('claim_id', 'is not', null)
      .where('claimed_at', '<', now)
      .execute();
    await trx
      .updateTable('sales_orders')
      .set({ claim_id: claimId, claimed_at: now, next_look_at: now })
      .where('account_id', '=', accountId)
      .where('import_state', '=', 'imported')
      .where('claim_id', 'is', null)
      .where('sales_order_id', 'in', (eb) =>
        eb
          .selectFrom('order_notes')
          .select('sales_order_id')
          .where('account_id', '=', accountId)
          .where('attempts', '>', 0)
          .where('written_at', 'is', null),
      )
      .execute();
  });
}
