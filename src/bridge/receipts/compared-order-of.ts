import { isCancelled, parseFulfillmentStatus } from '../../mapping/otto/fulfillment-status.ts';
import type { ComparedOrder } from '../../mapping/receipts/compared-order.ts';
import { readShopFacts } from '../../mapping/shop-facts.ts';
import type { ReceiptFacts } from '../ledger/receipt-facts.ts';
import type { SalesOrderRow } from '../ledger/sales-orders.ts';

/** What the ledger knows of an order, as receipts are compared with it; undefined = it knows none. */
export function comparedOrderOf(facts: ReceiptFacts): ComparedOrder | undefined {
  const { row } = facts;
  if (!row) return undefined;
  const pieces = facts.pieces.map((piece) => ({
    positionItemId: piece.position_item_id,
    fulfillmentStatus: parseFulfillmentStatus(piece.fulfillment_status),
    payableCents: piece.payable_cents,
  }));
  return {
    pieces,
    feeCents: row.fee_cents ?? feesIn(row, pieces),
    receipts: facts.comparedReceipts,
    moneyBack: facts.moneyBack.map((money) => ({
      moneyKey: money.money_key,
      kind: money.kind,
      positionItemId: money.position_item_id ?? undefined,
      cents: money.cents,
      receiptNumber: money.receipt_number ?? undefined,
    })),
    shop: shopOf(row),
  };
}

/** Orders read before fees were kept: their sum is that of the pieces not cancelled, and of the fees. */
function feesIn(
  { gross_cents: grossCents }: SalesOrderRow,
  pieces: ComparedOrder['pieces'],
): number {
  const live = pieces.filter(({ fulfillmentStatus }) => !isCancelled(fulfillmentStatus));
  return Math.max(
    0,
    live.reduce((rest, { payableCents }) => rest - payableCents, grossCents),
  );
}

function shopOf(row: SalesOrderRow): ComparedOrder['shop'] {
  if (row.woo_order_id === null || row.import_state !== 'imported') return undefined;
  const facts = readShopFacts(row);
  return facts && { totalCents: facts.totalCents, refundedCents: facts.refundedCents };
}
