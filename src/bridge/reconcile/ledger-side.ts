import { z } from 'zod';
import type { LedgerSide } from '../../mapping/order-sides.ts';
import type { KnownOrder } from '../ledger/reconcile-orders.ts';

const shownSchema = z.object({ totalCents: z.int(), status: z.string() });

/** What the comparison finds out by itself, however long ago somebody else did. */
const COMPARED_HERE = ['shop-order-twice', 'shop-order-gone', 'shop-order-in-trash'];

export function ledgerSideOf({ row, pieces, contradictions }: KnownOrder): LedgerSide {
  const shown = lastShown(row.woo_facts);
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
    pieces: pieces.map((piece) => ({
      positionItemId: piece.position_item_id,
      fulfillmentStatus: piece.fulfillment_status,
      payableCents: piece.payable_cents,
    })),
    contradictions: contradictions.filter((code) => !COMPARED_HERE.includes(code)),
  };
}

/** What the shop order looked like when the bridge read it last. */
function lastShown(wooFacts: string | null) {
  return wooFacts === null ? undefined : shownSchema.parse(JSON.parse(wooFacts));
}
