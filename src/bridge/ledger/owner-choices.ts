import type { Updateable } from 'kysely';
import type { LeftOutReason } from '../../mapping/shop-plan.ts';
import type { LedgerDatabase } from './database.ts';
import { addEvents } from './events.ts';
import { setOrderCauses } from './incidents.ts';
import { sortIntoTabs } from './order-tabs.ts';
import type { LedgerTables } from './tables.ts';

/** One order the owner decided about, with what his decision was about, for its timeline. */
export type OwnerChoice = {
  accountId: string;
  salesOrderId: string;
  events: { kind: string; params: Record<string, string | number> }[];
};

/** As OTTO says: the next look overwrites what a person changed in the shop order. */
export async function yieldToOtto(
  db: LedgerDatabase,
  choice: OwnerChoice,
  now: string,
): Promise<void> {
  await update(db, choice, { owner_yields: 1, next_look_at: now }, now);
}

/**
 * The order is this shop order from now on, found under another id than the ledger knew, or in the
 * bin, or left out before; the next look goes on with it.
 */
export async function takeShopOrder(
  db: LedgerDatabase,
  choice: OwnerChoice,
  shopOrder: { wooOrderId: number; ownerYields: boolean },
  now: string,
): Promise<void> {
  const changes = {
    ...NOTHING_HOLDS,
    import_state: 'imported',
    woo_order_id: shopOrder.wooOrderId,
    owner_yields: shopOrder.ownerYields ? 1 : 0,
    next_look_at: now,
    report_flag_due: 1, // it may have missed what its reports came to
  } as const;
  await update(db, choice, changes, now);
}

/**
 * As OTTO says, of an order that is gone from the shop: it may be created anew. Its notes belonged to
 * the shop order that is gone; the new one gets its own.
 */
export async function forgetShopOrder(
  db: LedgerDatabase,
  choice: OwnerChoice,
  now: string,
): Promise<void> {
  const changes = {
    ...NOTHING_HOLDS,
    content_hash: null,
    import_state: 'seen',
    woo_order_id: null,
    woo_order_number: null,
    woo_status: null,
    woo_created_at: null,
    woo_facts: null,
    imported_at: null,
    shop_meta_erased_at: null,
    owner_yields: 0,
    next_look_at: now,
    report_look_at: null,
    report_flag_due: 1, // a new shop order says nothing of its reports yet
  } as const;
  await update(db, choice, changes, now, async (trx) => {
    await trx
      .deleteFrom('order_notes')
      .where('account_id', '=', choice.accountId)
      .where('sales_order_id', '=', choice.salesOrderId)
      .execute();
  });
}

/** The owner decided otherwise before the next look: what a person changed in the shop stays. */
export async function stopYielding(
  db: LedgerDatabase,
  accountId: string,
  salesOrderId: string,
): Promise<void> {
  await db
    .updateTable('sales_orders')
    .set({ owner_yields: 0 })
    .where('account_id', '=', accountId)
    .where('sales_order_id', '=', salesOrderId)
    .execute();
}

/** As in the shop, of an order that is gone or in the bin there: it stays out, and nothing is wrong. */
export async function leaveOutOfShop(
  db: LedgerDatabase,
  choice: OwnerChoice,
  reason: LeftOutReason,
  now: string,
): Promise<void> {
  const { accountId, salesOrderId } = choice;
  const changes = {
    ...NOTHING_HOLDS,
    import_state: 'skipped',
    reason,
    reason_params: '{}',
    owner_yields: 0,
    next_look_at: null,
  } as const;
  await update(db, choice, changes, now, async (trx) => {
    for (const source of ['import', 'shop'] as const) {
      await setOrderCauses(trx, accountId, [{ salesOrderId, causes: [] }], source, now);
    }
  });
}

/** As after a look that found nothing in the way and no write whose outcome is open. */
const NOTHING_HOLDS = {
  reason: null,
  reason_params: null,
  failures: 0,
  claim_id: null,
  claimed_at: null,
} as const;

async function update(
  db: LedgerDatabase,
  { accountId, salesOrderId, events }: OwnerChoice,
  changes: Updateable<LedgerTables['sales_orders']>,
  now: string,
  also: (trx: LedgerDatabase) => Promise<void> = async () => {},
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    await also(trx);
    await trx
      .updateTable('sales_orders')
      .set(changes)
      .where('account_id', '=', accountId)
      .where('sales_order_id', '=', salesOrderId)
      .execute();
    await sortIntoTabs(trx, accountId, [salesOrderId]);
    await addEvents(trx, accountId, [{ salesOrderId, events }], 'owner', now);
  });
}
