import type { OttoSays } from '../../mapping/contradictions.ts';
import { parseOrderPhase } from '../../mapping/order-phase.ts';
import { parseFulfillmentStatus } from '../../mapping/otto/fulfillment-status.ts';
import type { AfterSale } from '../../mapping/receipts/money-back.ts';
import type { SalesOrderRow } from '../ledger/sales-orders.ts';

/** A piece as the ledger keeps it. */
export type KnownPiece = {
  position_item_id: string;
  fulfillment_status: string;
  sku: string;
  payable_cents: number;
};

/** What OTTO said last about an order, without its addresses, which nobody keeps. */
export type OttoInLedger = Omit<OttoSays, 'addressFingerprint'>;

/** What OTTO said last about an order, as far as the ledger keeps it. */
export function ottoInLedger(
  row: Pick<SalesOrderRow, 'phase' | 'gross_cents'>,
  pieces: readonly KnownPiece[],
  afterSale: AfterSale | undefined,
): OttoInLedger {
  return {
    phase: parseOrderPhase(row.phase),
    positionItems: pieces.map((piece) => ({
      positionItemId: piece.position_item_id,
      fulfillmentStatus: parseFulfillmentStatus(piece.fulfillment_status),
      sku: piece.sku,
      payableCents: piece.payable_cents,
    })),
    grossCents: row.gross_cents,
    afterSale,
  };
}
