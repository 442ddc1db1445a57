import type { ReportPiece } from '../../mapping/reporting/transmission.ts';
import { readShopFacts } from '../../mapping/shop-facts.ts';
import type { SalesOrderRow } from '../ledger/sales-orders.ts';
import type { ReportRun } from './report-run.ts';

/** What the ledger knows of an order, as far as its reports go. */
export type OrderFacts = {
  row: SalesOrderRow;
  pieces: ReportPiece[];
  /** a piece was cancelled that packers may have in their hands, and nobody has taken care of it */
  hasPackStop: boolean;
  /** fingerprint of its addresses in the shop: whether two orders go to the same recipient */
  addresses: string | undefined;
};

/** The facts of some orders of the account, as they are now. */
export async function loadOrderFacts(
  run: Pick<ReportRun, 'ledger' | 'account'>,
  salesOrderIds: readonly string[],
): Promise<Map<string, OrderFacts>> {
  const { ledger } = run;
  const { accountId } = run.account;
  const ids = [...new Set(salesOrderIds)];
  const rows = await ledger.loadSalesOrders(accountId, ids);
  const pieces = await ledger.loadPositionItemsOf(accountId, ids);
  const facts = new Map<string, OrderFacts>();
  for (const row of rows.values()) {
    const salesOrderId = row.sales_order_id;
    const incidents = await ledger.listIncidentsOfOrder(accountId, salesOrderId);
    facts.set(salesOrderId, {
      row,
      pieces: (pieces.get(salesOrderId) ?? []).map((piece) => ({
        positionItemId: piece.position_item_id,
        fulfillmentStatus: piece.fulfillment_status,
        sku: piece.sku,
        expectedDeliveryAt: piece.expected_delivery_at ?? undefined,
        payableCents: piece.payable_cents,
      })),
      hasPackStop: incidents.some(({ code }) => code === 'pack-stop'),
      addresses: readShopFacts(row)?.addresses,
    });
  }
  return facts;
}

/** The earliest promise of some pieces: the most urgent report leaves first. */
export function deliverBy(
  { pieces }: Pick<OrderFacts, 'pieces'>,
  positionItemIds: readonly string[],
): string | undefined {
  return pieces
    .flatMap((piece) =>
      positionItemIds.includes(piece.positionItemId) ? (piece.expectedDeliveryAt ?? []) : [],
    )
    .toSorted()
    .at(0);
}
