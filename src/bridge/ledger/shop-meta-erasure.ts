import type { LedgerDatabase } from './database.ts';
import { addEvents } from './events.ts';
import type { EventCause } from './tables.ts';

/** An order whose personal meta in the shop may be erased. */
export type ErasableOrder = {
  accountId: string;
  salesOrderId: string;
  orderNumber: string;
  wooOrderId: number;
};

type Quiet = {
  /** phases after which nothing is sent to the buyer any more */
  phases: readonly string[];
  /** UTC ISO; neither OTTO nor the shop changed the order since then */
  quietSince: string;
  /** also orders whose meta was erased before: a restored shop has it again */
  again: boolean;
};

/** Orders whose personal meta is due to go, in one order over all accounts; `after` continues a page. */
export async function listErasableOrders(
  db: LedgerDatabase,
  quiet: Quiet,
  page: { after: { accountId: string; salesOrderId: string } | undefined; limit: number },
): Promise<ErasableOrder[]> {
  const { after, limit } = page;
  const rows = await erasable(db, quiet)
    .select(['account_id', 'sales_order_id', 'order_number', 'woo_order_id'])
    .$if(after !== undefined, (query) =>
      query.where((eb) =>
        eb(
          eb.refTuple('account_id', 'sales_order_id'),
          '>',
          eb.tuple(after?.accountId ?? '', after?.salesOrderId ?? ''),
        ),
      ),
    )
    .orderBy('account_id')
    .orderBy('sales_order_id')
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    accountId: row.account_id,
    salesOrderId: row.sales_order_id,
    orderNumber: row.order_number,
    wooOrderId: row.woo_order_id ?? 0,
  }));
}

export async function countErasableOrders(db: LedgerDatabase, quiet: Quiet): Promise<number> {
  const { count } = await erasable(db, quiet)
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return Number(count);
}

/**
 * Commits that the personal meta of these orders is gone, but for orders that changed meanwhile. The
 * timeline tells it where there was something to erase.
 */
export async function noteShopMetaErased(
  db: LedgerDatabase,
  orders: readonly { order: ErasableOrder; hadSome: boolean }[],
  quiet: Quiet,
  told: { cause: EventCause; now: string },
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    for (const { order, hadSome } of orders) {
      const { accountId, salesOrderId, wooOrderId } = order;
      const noted = await trx
        .updateTable('sales_orders')
        .set({ shop_meta_erased_at: told.now })
        .where('account_id', '=', accountId)
        .where('sales_order_id', '=', salesOrderId)
        .where('changed_at', '<=', quiet.quietSince)
        .where('woo_order_id', '=', wooOrderId)
        .executeTakeFirst();
      if (noted.numUpdatedRows === 0n || !hadSome) continue;
      const events = [{ kind: 'shop-meta-erased', params: { wooOrderId } }];
      await addEvents(trx, accountId, [{ salesOrderId, events }], told.cause, told.now);
    }
  });
}

/** Personal meta is about to be written again: the order is one to be erased some day. */
export async function forgetShopMetaErased(
  db: LedgerDatabase,
  accountId: string,
  salesOrderId: string,
): Promise<void> {
  await db
    .updateTable('sales_orders')
    .set({ shop_meta_erased_at: null })
    .where('account_id', '=', accountId)
    .where('sales_order_id', '=', salesOrderId)
    .execute();
}

function erasable(db: LedgerDatabase, { phases, quietSince, again }: Quiet) {
  return db
    .selectFrom('sales_orders')
    .where('import_state', '=', 'imported')
    .where('woo_order_id', 'is not', null)
    .$if(!again, (query) => query.where('shop_meta_erased_at', 'is', null))
    .where('claim_id', 'is', null)
    .where('phase', 'in', [...phases])
    .where('changed_at', '<=', quietSince)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('events')
            .select('event_id')
            .whereRef('events.account_id', '=', 'sales_orders.account_id')
            .whereRef('events.sales_order_id', '=', 'sales_orders.sales_order_id')
            .where('events.at', '>', quietSince)
            .where('events.kind', '!=', 'shop-meta-erased'),
        ),
      ),
    );
}
