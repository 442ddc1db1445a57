import type { SalesOrderRow } from '../ledger/sales-orders.ts';
import type { ChoosableCode } from './choosable.ts';
import type { Side } from './ports.ts';

/** What the owner can choose about an order now, with what its sentences need. */
export type OpenChoice = { code: ChoosableCode; params: Record<string, string | number> };

/** The choice under way: the order, what is open about it, and the side that was chosen. */
export type Choosing = { row: SalesOrderRow; open: OpenChoice[]; side: Side };

/** The decision as the ledger keeps it: a line of the timeline for each thing it was about. */
export function ownerChoice({ row, open, side }: Choosing) {
  const kind = side === 'otto' ? 'owner-chose-otto' : 'owner-chose-shop';
  return {
    accountId: row.account_id,
    salesOrderId: row.sales_order_id,
    events: open.map(({ code, params }) => ({ kind, params: { ...params, code } })),
  };
}
