import { shipByOf } from '../../mapping/reporting/promise-clock.ts';
import type { SalesOrderRow } from '../ledger/sales-orders.ts';
import type { OverviewParts } from './ports.ts';

/** What a list says of an order besides its row. Moments are UTC ISO. */
export type OrderDetails = {
  /** whatever their state */
  piecesCount: number;
  /** what of it is still to be handed over; undefined = nothing */
  toShip:
    | {
        pieces: number;
        /** the earliest promise of these; undefined = OTTO made none */
        deliverBy: string | undefined;
        /** the last moment at which handing them over keeps it */
        shipBy: string | undefined;
        isOverdue: boolean;
      }
    | undefined;
  /** the order in the administration of WordPress; undefined = it is not in the shop */
  shopUrl: string | undefined;
};

/** The details of some orders, by {@link detailsKey}. Two queries for each account. */
export async function describeOrders(
  { ledger, accounts, shopUrl, clock }: OverviewParts,
  rows: readonly SalesOrderRow[],
): Promise<Map<string, OrderDetails>> {
  const now = clock.now().toISOString();
  const shipBy = shipByOf();
  const details = new Map<string, OrderDetails>();
  for (const [accountId, ofAccount] of Map.groupBy(rows, (row) => row.account_id)) {
    const account = accounts.find((candidate) => candidate.accountId === accountId);
    const ids = ofAccount.map((row) => row.sales_order_id);
    const pieces = await ledger.loadPositionItemsOf(accountId, ids);
    const shipping = ofAccount.filter((row) => row.deliver_by !== null);
    const open = Map.groupBy(
      await ledger.loadPiecesToShip(
        accountId,
        shipping.map((row) => row.sales_order_id),
      ),
      (piece) => piece.sales_order_id,
    );
    for (const row of ofAccount) {
      const toShip = open.get(row.sales_order_id) ?? [];
      const [deliverBy] = toShip.flatMap((piece) => piece.expected_delivery_at ?? []).toSorted();
      const transitDays = account?.usualTransitDays ?? 0;
      const by = deliverBy && shipBy({ expectedDeliveryAt: deliverBy, transitDays });
      details.set(detailsKey(row), {
        piecesCount: pieces.get(row.sales_order_id)?.length ?? 0,
        toShip:
          toShip.length === 0
            ? undefined
            : {
                pieces: toShip.length,
                deliverBy,
                shipBy: by,
                isOverdue: by !== undefined && by < now,
              },
        shopUrl: orderUrl(shopUrl, row),
      });
    }
  }
  return details;
}

export function detailsKey(row: Pick<SalesOrderRow, 'account_id' | 'sales_order_id'>): string {
  return `${row.account_id} ${row.sales_order_id}`;
}

/** Both ways in which WooCommerce stores orders answer to this address; the newer one leads on. */
function orderUrl(
  shopUrl: string | undefined,
  { woo_order_id: wooOrderId }: Pick<SalesOrderRow, 'woo_order_id'>,
): string | undefined {
  if (shopUrl === undefined || wooOrderId === null) return undefined;
  return `${shopUrl}/wp-admin/post.php?post=${wooOrderId}&action=edit`;
}
