import { parseOrderPhase } from '../../mapping/order-phase.ts';
import { isHint, ORDER_TABS, type OrderTab, orderTab } from '../../mapping/order-tab.ts';
import { inChunks } from './chunks.ts';
import type { LedgerDatabase } from './database.ts';
import { holdOrders } from './hold-orders.ts';
import { loadPiecesToShip } from './pieces-to-ship.ts';
import { rowValues } from './row-values.ts';
import { theseOrders } from './these-orders.ts';

/** In place of the promise of pieces to ship for which OTTO made none; comes after every other. */
export const NO_PROMISE = '9999';

/** What stands in `deliver_by` as a moment; undefined = no promise, or nothing to ship. */
export function promiseOf(deliverBy: string | null): string | undefined {
  return deliverBy === null || deliverBy === NO_PROMISE ? undefined : deliverBy;
}

/**
 * Puts some orders into the tab where they belong by what stands in the ledger now, and notes by when
 * what is to be shipped has to arrive. Whoever changes what decides about the tab (see
 * mapping/order-tab.ts) calls it last in the same transaction.
 */
export async function sortIntoTabs(
  trx: LedgerDatabase,
  accountId: string,
  salesOrderIds: readonly string[],
): Promise<void> {
  const ids = [...new Set(salesOrderIds)].sort();
  for (const some of inChunks(ids)) {
    await holdOrders(trx, accountId, some);
    const rows = await loadRows(trx, accountId, some);
    const troubled = await loadTroubled(trx, accountId, some);
    const open = Map.groupBy(
      await loadPiecesToShip(trx, accountId, some),
      (piece) => piece.sales_order_id,
    );
    const moves = rows.flatMap((row) => {
      const pieces = open.get(row.sales_order_id) ?? [];
      const tab = orderTab({
        importState: row.import_state,
        phase: parseOrderPhase(row.phase),
        reportFlag: row.report_flag ?? undefined,
        hasOpenIncident: troubled.has(row.sales_order_id),
        piecesToShip: pieces.length,
      });
      const toShip = row.import_state === 'imported' ? pieces : [];
      const deliverBy = earliest(toShip);
      const isSame = tab === row.tab && deliverBy === row.deliver_by;
      const { sales_order_id } = row;
      return isSame ? [] : [{ account_id: accountId, sales_order_id, tab, deliver_by: deliverBy }];
    });
    if (moves.length === 0) continue;
    await trx
      .updateTable('sales_orders')
      .from(rowValues(moves, TYPES, 'moved'))
      .set((eb) => ({ tab: eb.ref('moved.tab'), deliver_by: eb.ref('moved.deliver_by') }))
      .whereRef('sales_orders.account_id', '=', 'moved.account_id')
      .whereRef('sales_orders.sales_order_id', '=', 'moved.sales_order_id')
      .execute();
  }
}

const TYPES = {
  account_id: 'text',
  sales_order_id: 'text',
  tab: 'text',
  deliver_by: 'text',
} as const;

async function loadRows(trx: LedgerDatabase, accountId: string, salesOrderIds: readonly string[]) {
  return trx
    .selectFrom('sales_orders')
    .select(['sales_order_id', 'import_state', 'phase', 'report_flag', 'tab', 'deliver_by'])
    .where(theseOrders(accountId, salesOrderIds))
    .execute();
}

/** Those of some orders on which an incident hangs that somebody has to look at. */
async function loadTroubled(
  trx: LedgerDatabase,
  accountId: string,
  salesOrderIds: readonly string[],
): Promise<Set<string>> {
  const links = await trx
    .selectFrom('incident_orders')
    .select(['sales_order_id', 'cause'])
    .where('account_id', '=', accountId)
    .where('sales_order_id', 'in', [...salesOrderIds])
    .where('acknowledged_at', 'is', null)
    .execute();
  const troubled = links.filter(({ cause }) => !isHint(codeOf(cause)));
  return new Set(troubled.map((link) => link.sales_order_id));
}

/** Of a cause as incidents.ts writes it. */
export function codeOf(cause: string): string {
  return cause.split(':', 1)[0] ?? '';
}

function earliest(pieces: readonly { expected_delivery_at: string | null }[]): string | null {
  const promises = pieces.map((piece) => piece.expected_delivery_at ?? NO_PROMISE);
  return promises.toSorted()[0] ?? null;
}

/** How many orders are in a tab; `isCapped` = there are more than were counted. */
export type TabCount = { tab: OrderTab; count: number; isCapped: boolean };

/** The orders in each tab, counted up to `most`. */
export async function countTabs(
  db: LedgerDatabase,
  filter: { accountId?: string | undefined; most: number },
): Promise<TabCount[]> {
  const { accountId, most } = filter;
  const counts: TabCount[] = [];
  for (const tab of ORDER_TABS) {
    const { count } = await db
      .selectFrom(
        db
          .selectFrom('sales_orders')
          .select('sales_order_id')
          .where('tab', '=', tab)
          .$if(accountId !== undefined, (query) => query.where('account_id', '=', accountId ?? ''))
          .orderBy('ordered_at', 'desc') // by the index, wherever in the table they lie
          .limit(most + 1)
          .as('some'),
      )
      .select((eb) => eb.fn.countAll().as('count'))
      .executeTakeFirstOrThrow();
    counts.push({ tab, count: Math.min(Number(count), most), isCapped: Number(count) > most });
  }
  return counts;
}
