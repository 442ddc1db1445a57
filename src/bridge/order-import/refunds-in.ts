import type { FoundShopOrder } from '../../mapping/plan-shop-changes.ts';
import { readShopFacts } from '../../mapping/shop-facts.ts';
import type { SalesOrderRow } from '../ledger/sales-orders.ts';
import type { ShopRefund } from '../ledger/shop-refunds.ts';

/**
 * The refunds of a shop order as the ledger keeps them. Of an order without any, which nearly all are,
 * nothing is said, so that it costs the ledger nothing more.
 *
 * @param row as it was before; undefined = never seen
 */
export function refundsIn(
  { refunds }: FoundShopOrder,
  row: Pick<SalesOrderRow, 'woo_facts'> | undefined,
): { refunds?: ShopRefund[] } {
  const before = row && readShopFacts(row)?.refundedCents;
  if (refunds.length === 0 && !before) return {};
  return {
    refunds: refunds.map(({ refundId, amountCents, createdAt, positionItemIds, moneyBack }) => ({
      refundId,
      cents: amountCents,
      bookedAt: createdAt,
      isOurs: positionItemIds.length + moneyBack.length > 0,
    })),
  };
}
