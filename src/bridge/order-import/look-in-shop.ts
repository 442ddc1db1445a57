import type { FoundShopOrder } from '../../mapping/plan-shop-changes.ts';
import type { WooOrder } from '../../mapping/woocommerce/order.ts';
import { META } from '../../mapping/woocommerce/order-meta.ts';
import { HOUR, MINUTE } from '../clock.ts';
import type { ImportLedger, OwnOrder, ShopDoor } from './ports.ts';

/** Orders made this long before the youngest one we know are looked at again: shops' clocks wander. */
const LOOK_BACK_MS = 5 * MINUTE;

/** A claim's order was made after the claim; a day and more covers any clock and zone set wrong. */
const CLAIM_LOOK_BACK_MS = 25 * HOUR;

/** Enough of the youngest orders to have one among them that was made lately. */
const YOUNGEST = 100;

type KnownOrders = Pick<ImportLedger, 'listSalesOrders' | 'loadAccountState' | 'loadOpenClaims'>;

/**
 * Since when orders of ours may stand in the shop that the ledger misses: the last run that went
 * through, or the oldest open claim. With an empty ledger that is any time, which is how a lost ledger
 * finds its orders again; with a current one it is a single short page.
 *
 * @returns the shop's time in milliseconds, -Infinity for any time
 */
export async function mayMissSince(ledger: KnownOrders, accountId: string): Promise<number> {
  const complete = await completeUntil(ledger, accountId);
  if (complete === undefined) return Number.NEGATIVE_INFINITY;
  const claims = await ledger.loadOpenClaims(accountId);
  const starts = claims.flatMap((claim) =>
    claim.claimed_at === null ? [] : [Date.parse(claim.claimed_at) - CLAIM_LOOK_BACK_MS],
  );
  return Math.min(complete, ...starts);
}

/** From when on a shop order of a sales order may have been made: never before it was placed. */
export function madeSince(orderedAt: string): number {
  return Date.parse(orderedAt) - LOOK_BACK_MS;
}

/** Our orders that were made in the shop from this moment on, by sales order. */
export async function findOwnOrders(
  shop: Pick<ShopDoor, 'listOwnOrders'>,
  accountId: string,
  sinceMs: number,
): Promise<Map<string, OwnOrder>> {
  const query = Number.isFinite(sinceMs) ? { createdAfter: new Date(sinceMs).toISOString() } : {};
  const found = new Map<string, OwnOrder>();
  for await (const page of shop.listOwnOrders(query)) {
    for (const order of page) {
      // The oldest counts, should a shop ever hold two: later ones are the mistake.
      const known = found.get(order.salesOrderId);
      if (order.accountId === accountId && (!known || order.wooOrderId < known.wooOrderId)) {
        found.set(order.salesOrderId, order);
      }
    }
  }
  return found;
}

/**
 * Up to when the ledger surely knows every order of ours in the shop, in the shop's time: until the
 * youngest of those that were there when the cursor last moved. Orders taken up by a run that did not
 * get to its end say nothing, as others made before them may still be missing.
 *
 * @returns undefined while no run of the account has gone through
 */
async function completeUntil(ledger: KnownOrders, accountId: string): Promise<number | undefined> {
  const { cursorAt } = await ledger.loadAccountState(accountId);
  if (cursorAt === undefined) return undefined;
  const youngest = await ledger.listSalesOrders({
    accountId,
    importState: 'imported',
    limit: YOUNGEST,
  });
  const made = youngest.flatMap(({ changed_at: changedAt, woo_created_at: madeAt }) =>
    changedAt <= cursorAt && madeAt !== null ? [Date.parse(madeAt)] : [],
  );
  if (made.length === 0) return Date.parse(cursorAt) - CLAIM_LOOK_BACK_MS;
  return Math.max(...made) - LOOK_BACK_MS;
}

/** A shop order with its refunds. Without refunds on it there is nothing more to ask. */
export async function withRefunds(
  shop: Pick<ShopDoor, 'listRefunds'>,
  order: WooOrder,
): Promise<FoundShopOrder> {
  return {
    order,
    refunds: order.refunds.length === 0 ? [] : await shop.listRefunds(order.wooOrderId),
  };
}

/** True when the shop order really is this sales order: a restored shop gives ids out again. */
export function isOrderOf(order: WooOrder, accountId: string, salesOrderId: string): boolean {
  return order.meta[META.salesOrderId] === salesOrderId && order.meta[META.account] === accountId;
}
