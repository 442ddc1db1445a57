import { causesOfReports } from '../../mapping/reporting/report-causes.ts';
import { reportFlagOf } from '../../mapping/reporting/report-flag.ts';
import { inChunks } from './chunks.ts';
import type { LedgerDatabase } from './database.ts';
import { setOrderCauses } from './incidents.ts';
import { sortIntoTabs } from './order-tabs.ts';
import { theseOrders } from './these-orders.ts';
import { readTransmissionsOf, type Transmission } from './transmission-rows.ts';

/**
 * Brings what stands about some orders in line with their reports: the incidents, and the flag the
 * shop order is to carry. Their rows are held by the caller.
 */
export async function settleStandings(
  trx: LedgerDatabase,
  accountId: string,
  salesOrderIds: readonly string[],
  now: string,
): Promise<void> {
  const causes = [];
  for (const some of inChunks(salesOrderIds)) {
    const rows = await trx
      .selectFrom('sales_orders')
      .select(['sales_order_id', 'order_number', 'report_flag'])
      .where(theseOrders(accountId, some))
      .execute();
    const reports = await openReports(trx, accountId, some);
    for (const row of rows) {
      const salesOrderId = row.sales_order_id;
      const ofOrder = reports.get(salesOrderId) ?? [];
      const order = { accountId, salesOrderId, orderNumber: row.order_number };
      causes.push({ salesOrderId, causes: causesOfReports(order, ofOrder, now) });
      const flag = reportFlagOf(ofOrder) ?? null;
      if (flag === row.report_flag) continue;
      await trx
        .updateTable('sales_orders')
        .set({ report_flag: flag, report_flag_due: 1 })
        .where('account_id', '=', accountId)
        .where('sales_order_id', '=', salesOrderId)
        .execute();
    }
  }
  await setOrderCauses(trx, accountId, causes, 'report', now);
  await sortIntoTabs(trx, accountId, salesOrderIds);
}

async function openReports(
  trx: LedgerDatabase,
  accountId: string,
  salesOrderIds: readonly string[],
): Promise<Map<string, (Transmission & { payableCents: number | undefined })[]>> {
  const reports = await readTransmissionsOf(trx, accountId, salesOrderIds, { isOpen: true });
  const costs = await costsOfCancelling(trx, accountId, [...reports.values()].flat());
  return new Map(
    [...reports].map(([salesOrderId, ofOrder]) => [
      salesOrderId,
      ofOrder.map((report) => ({ ...report, payableCents: costs.get(report.transmissionId) })),
    ]),
  );
}

/** What buyers pay for the pieces that wait to be cancelled, by report; the owner decides by it. */
async function costsOfCancelling(
  trx: LedgerDatabase,
  accountId: string,
  open: readonly Transmission[],
): Promise<Map<string, number>> {
  const pieces = open.flatMap(({ transmissionId, kind, state, positionItemIds }) =>
    kind === 'cancellation' && state === 'waiting'
      ? positionItemIds.map((positionItemId) => ({ transmissionId, positionItemId }))
      : [],
  );
  const costs = new Map<string, number>();
  for (const some of inChunks(pieces)) {
    const ids = some.map((piece) => piece.positionItemId);
    const rows = await trx
      .selectFrom('position_items')
      .select(['position_item_id', 'payable_cents'])
      .where('account_id', '=', accountId)
      .where('position_item_id', 'in', ids)
      .execute();
    const cents = new Map(rows.map((row) => [row.position_item_id, row.payable_cents]));
    for (const { transmissionId, positionItemId } of some) {
      const sum = (costs.get(transmissionId) ?? 0) + (cents.get(positionItemId) ?? 0);
      costs.set(transmissionId, sum);
    }
  }
  return costs;
}
