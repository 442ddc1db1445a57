import { type Selectable, sql } from 'kysely';
import type { LedgerDatabase } from './database.ts';
import type { LedgerTables } from './tables.ts';

export type ShopRefundRow = Pick<
  Selectable<LedgerTables['events']>,
  'event_id' | 'at' | 'account_id' | 'sales_order_id' | 'kind' | 'params'
> & { order_number: string | null; woo_order_number: string | null };

/** What was refunded in the shop, and what of it was taken back, by the timelines; oldest first. */
export async function listShopRefunds(
  db: LedgerDatabase,
  asked: { from: string; until: string; accountId?: string | undefined },
): Promise<ShopRefundRow[]> {
  const { from, until, accountId } = asked;
  return (
    db
      .selectFrom('events')
      .leftJoin('sales_orders', (join) =>
        join
          .onRef('sales_orders.account_id', '=', 'events.account_id')
          .onRef('sales_orders.sales_order_id', '=', 'events.sales_order_id'),
      )
      .select([
        'events.event_id',
        'events.at',
        'events.account_id',
        'events.sales_order_id',
        'events.kind',
        'events.params',
        'sales_orders.order_number',
        'sales_orders.woo_order_number',
      ])
      // As the index of these events says it, so that it is used.
      .where(
        sql<boolean>`kind in ('shop-refund-created', 'shop-refund-by-hand', 'shop-refund-removed')`,
      )
      .where('events.at', '>=', from)
      .where('events.at', '<', until)
      .$if(accountId !== undefined, (query) =>
        query.where('events.account_id', '=', accountId ?? ''),
      )
      .orderBy('events.at')
      .orderBy('events.event_id')
      .execute()
  );
}
