import type { LedgerSide } from '../../mapping/order-sides.ts';
import { readShopFacts } from '../../mapping/shop-facts.ts';
import type { KnownOrder } from '../ledger/reconcile-orders.ts';

/** What the comparison finds out by itself, however long ago somebody else did. */
const COMPARED_HERE = ['shop-order-twice', 'shop-order-gone', 'shop-order-in-trash'];

/** @param now UTC ISO */
export function ledgerSideOf({ row, pieces, contradictions }: KnownOrder, now: string): LedgerSide {
  const shown = readShopFacts(row);
  return {
    orderNumber: row.order_number,
    orderedAt: row.ordered_at,
    phase: row.phase,
    importState: row.import_state,
    reason: row.reason ?? undefined,
    wooOrderId: row.woo_order_id ?? undefined,
    shownTotalCents: shown?.totalCents,
    shownStatus: shown?.status,
    claimedAt: row.claimed_at ?? undefined,
    isDue: row.next_look_at !== null && row.next_look_at <= now,
    pieces: pieces.map((piece) => ({
      positionItemId: piece.position_item_id,
      fulfillmentStatus: piece.fulfillment_status,
      payableCents: piece.payable_cents,
    })),
    contradictions: contradictions.filter((code) => !COMPARED_HERE.includes(code)),
  };
}
