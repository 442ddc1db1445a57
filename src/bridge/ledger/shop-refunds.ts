import { sql } from 'kysely';
import type { LedgerDatabase } from './database.ts';

/** A refund as it stands in a shop order. */
export type ShopRefund = {
  refundId: number;
  cents: number;
  /** when the shop booked it, UTC ISO; undefined = it does not say */
  bookedAt: string | undefined;
  /** it carries our mark */
  isOurs: boolean;
};

/**
 * Keeps the refunds that an order of the shop has now: new ones, and those that are gone. Whoever reads
 * them commits this with what he saw, so that none is missed that was booked without an answer.
 *
 * @returns those that were not known
 */
export async function keepShopRefunds(
  trx: LedgerDatabase,
  { accountId, salesOrderId }: { accountId: string; salesOrderId: string },
  refunds: readonly ShopRefund[],
  now: string,
): Promise<ShopRefund[]> {
  const known = await trx
    .selectFrom('shop_refunds')
    .select(['refund_id', 'removed_at'])
    .where('account_id', '=', accountId)
    .where('sales_order_id', '=', salesOrderId)
    .execute();
  const standing = new Set(refunds.map(({ refundId }) => refundId));
  for (const { refund_id: refundId, removed_at: removedAt } of known) {
    if (standing.has(refundId) === (removedAt === null)) continue;
    await trx
      .updateTable('shop_refunds')
      .set({ removed_at: standing.has(refundId) ? null : now })
      .where('account_id', '=', accountId)
      .where('sales_order_id', '=', salesOrderId)
      .where('refund_id', '=', refundId)
      .execute();
  }
  const ids = new Set(known.map((row) => row.refund_id));
  const added = refunds.filter(({ refundId }) => !ids.has(refundId));
  if (added.length === 0) return [];
  await trx
    .insertInto('shop_refunds')
    .values(
      added.map(({ refundId, cents, bookedAt }) => ({
        account_id: accountId,
        sales_order_id: salesOrderId,
        refund_id: refundId,
        cents,
        booked_at: bookedAt ?? now,
      })),
    )
    .execute();
  return added;
}

/** A refund that was booked in the shop, or one that was taken back; `at` = when, UTC ISO. */
export type ShopRefundRow = {
  kind: 'booked' | 'removed';
  at: string;
  refund_id: number;
  cents: number;
  account_id: string;
  sales_order_id: string;
  order_number: string | null;
  woo_order_number: string | null;
};

/** What was refunded in the shop, and what of it was taken back, oldest first. */
export async function listShopRefunds(
  db: LedgerDatabase,
  asked: { from: string; until: string; accountId?: string | undefined },
): Promise<ShopRefundRow[]> {
  const { from, until, accountId } = asked;
  const of = (kind: ShopRefundRow['kind'], moment: 'booked_at' | 'removed_at') =>
    db
      .selectFrom('shop_refunds')
      .leftJoin('sales_orders', (join) =>
        join
          .onRef('sales_orders.account_id', '=', 'shop_refunds.account_id')
          .onRef('sales_orders.sales_order_id', '=', 'shop_refunds.sales_order_id'),
      )
      .select([
        sql.lit(kind).as('kind'),
        sql<string>`${sql.ref(`shop_refunds.${moment}`)}`.as('at'),
        'shop_refunds.refund_id',
        'shop_refunds.cents',
        'shop_refunds.account_id',
        'shop_refunds.sales_order_id',
        'sales_orders.order_number',
        'sales_orders.woo_order_number',
      ])
      .where(`shop_refunds.${moment}`, '>=', from)
      .where(`shop_refunds.${moment}`, '<', until)
      .$if(accountId !== undefined, (query) =>
        query.where('shop_refunds.account_id', '=', accountId ?? ''),
      )
      .execute();
  const rows = [...(await of('booked', 'booked_at')), ...(await of('removed', 'removed_at'))];
  return rows.toSorted((one, other) =>
    one.at === other.at ? one.refund_id - other.refund_id : one.at < other.at ? -1 : 1,
  );
}
