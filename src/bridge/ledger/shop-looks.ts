import type { ShopFacts } from '../../mapping/shop-facts.ts';
import { askedFor } from './asked-look.ts';
import type { LedgerDatabase } from './database.ts';
import { addEvents } from './events.ts';
import { addOrderCauses, type Cause, setOrderCauses } from './incidents.ts';
import { sortIntoTabs } from './order-tabs.ts';
import type { SalesOrderRow } from './sales-orders.ts';
import { keepShopRefunds, type ShopRefund } from './shop-refunds.ts';
import type { EventCause } from './tables.ts';

/** What a look at a shop order came to; all of it becomes true at once. */
export type ShopLook = {
  salesOrderId: string;
  /** slug; "trash" for one in the bin; undefined = nothing is known anew */
  wooStatus: string | undefined;
  /** undefined = as they were */
  facts: ShopFacts | undefined;
  /** all that stand in it; absent = as they were */
  refunds?: readonly ShopRefund[];
  events: { kind: string; params: Record<string, string | number> }[];
  /** everything in the shop that contradicts OTTO; undefined = not asked */
  contradictions: Cause[] | undefined;
  /** the import is to look at it again: something it waits for has changed */
  wakes: boolean;
  /** the shop order is to be read for what the packers did */
  wantsReportLook: boolean;
  /** the row the look was judged by; a look is void once the row has changed since */
  basedOn?: SalesOrderRow;
};

/**
 * Commits what a look at some shop orders of one account came to.
 *
 * @returns ids of the orders whose look is void: somebody else, the import mostly, was faster
 */
export async function settleShopLooks(
  db: LedgerDatabase,
  accountId: string,
  looks: readonly ShopLook[],
  cause: EventCause,
  now: string,
): Promise<Set<string>> {
  const overtaken = new Set<string>();
  for (;;) {
    const standing = looks.filter((look) => !overtaken.has(look.salesOrderId));
    if (standing.length === 0) return overtaken;
    const lost = await settleAll(db, accountId, standing, cause, now);
    if (lost.length === 0) return overtaken;
    for (const salesOrderId of lost) overtaken.add(salesOrderId);
  }
}

/** Ends the transaction without a trace. */
class OvertakenError extends Error {
  readonly salesOrderIds: string[];

  constructor(salesOrderIds: string[]) {
    super('Somebody else was faster');
    this.salesOrderIds = salesOrderIds;
  }
}

/** @returns the orders that kept it from being settled; then nothing was */
async function settleAll(
  db: LedgerDatabase,
  accountId: string,
  looks: readonly ShopLook[],
  cause: EventCause,
  now: string,
): Promise<string[]> {
  try {
    await db.transaction().execute(async (trx) => {
      const causes = looks.flatMap(({ salesOrderId, contradictions }) =>
        contradictions ? [{ salesOrderId, causes: contradictions }] : [],
      );
      await setOrderCauses(trx, accountId, causes, 'shop', now);
      // In one order everywhere, so that two calls over the same orders wait in a row.
      const inOrder = looks.toSorted((a, b) => a.salesOrderId.localeCompare(b.salesOrderId));
      const lost: string[] = [];
      for (const look of inOrder) {
        const { salesOrderId, refunds } = look;
        if (!(await settleRow(trx, accountId, look, now))) lost.push(salesOrderId);
        else if (refunds) await keepShopRefunds(trx, { accountId, salesOrderId }, refunds, now);
      }
      if (lost.length > 0) throw new OvertakenError(lost);
      const judged = causes.map(({ salesOrderId }) => salesOrderId);
      await sortIntoTabs(trx, accountId, judged);
      await addEvents(trx, accountId, looks, cause, now);
    });
    return [];
  } catch (error) {
    if (error instanceof OvertakenError) return error.salesOrderIds;
    throw error;
  }
}

async function settleRow(
  trx: LedgerDatabase,
  accountId: string,
  { salesOrderId, wooStatus, facts, wakes, wantsReportLook, basedOn }: ShopLook,
  now: string,
): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('sales_orders')
    .set((eb) => ({
      woo_status: wooStatus ?? eb.ref('woo_status'),
      woo_facts: facts ? JSON.stringify(facts) : eb.ref('woo_facts'),
      next_look_at: wakes ? now : eb.ref('next_look_at'),
      ...(wantsReportLook ? askedFor(eb) : {}),
    }))
    .where('account_id', '=', accountId)
    .where('sales_order_id', '=', salesOrderId)
    .$if(basedOn !== undefined, (query) =>
      query.where((eb) =>
        eb.and([
          eb('import_state', '=', basedOn?.import_state ?? 'seen'),
          eb('woo_facts', 'is not distinct from', basedOn?.woo_facts ?? null),
          eb('content_hash', 'is not distinct from', basedOn?.content_hash ?? null),
          eb('next_look_at', 'is not distinct from', basedOn?.next_look_at ?? null),
          eb('claim_id', 'is not distinct from', basedOn?.claim_id ?? null),
        ]),
      ),
    )
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** Notes shop orders that stand beside the one the ledger knows; nothing is taken back. */
export async function addShopCopies(
  db: LedgerDatabase,
  accountId: string,
  orders: readonly { salesOrderId: string; causes: readonly Cause[] }[],
  now: string,
): Promise<void> {
  if (orders.length === 0) return;
  await db.transaction().execute(async (trx) => {
    await addOrderCauses(trx, accountId, orders, 'watch', now);
    const touched = orders.map(({ salesOrderId }) => salesOrderId);
    await sortIntoTabs(trx, accountId, touched);
  });
}

/** The orders that stand in the shop under these ids, of all accounts. */
export async function findByWooOrderIds(
  db: LedgerDatabase,
  wooOrderIds: readonly number[],
): Promise<SalesOrderRow[]> {
  if (wooOrderIds.length === 0) return [];
  return db
    .selectFrom('sales_orders')
    .selectAll()
    .where('woo_order_id', 'in', [...wooOrderIds])
    .execute();
}
