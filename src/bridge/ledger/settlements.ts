import { inChunks } from './chunks.ts';
import type { LedgerDatabase } from './database.ts';
import { setOrderCauses } from './incidents.ts';
import { sortIntoTabs } from './order-tabs.ts';
import { recordPayments } from './record-payments.ts';
import { settleRows } from './settle-rows.ts';
import type { Settlement } from './settlement.ts';
import { keepShopRefunds } from './shop-refunds.ts';
import { theseOrders } from './these-orders.ts';

export type { Settlement } from './settlement.ts';

/** Commits what became of some orders of one run, all in one transaction. Ends their claims, but for
 * writes that are still open. */
export async function settleOrders(
  db: LedgerDatabase,
  accountId: string,
  importRunId: string,
  settlements: readonly Settlement[],
  now: string,
): Promise<void> {
  if (settlements.length === 0) return;
  await db.transaction().execute(async (trx) => {
    await setOrderCauses(trx, accountId, settlements, 'import', now);
    await setOrderCauses(
      trx,
      accountId,
      settlements.flatMap(({ salesOrderId, contradictions }) =>
        contradictions ? [{ salesOrderId, causes: contradictions }] : [],
      ),
      'shop',
      now,
    );
    // In one order everywhere, so that two calls over the same orders wait in a row.
    const inOrder = settlements.toSorted((a, b) => a.salesOrderId.localeCompare(b.salesOrderId));
    await settleRows(trx, accountId, inOrder, now);
    await recordPayments(trx, accountId, inOrder, now);
    const found: Settlement['events'][] = [];
    for (const settlement of inOrder) {
      found.push(await noteRefunds(trx, accountId, settlement, now));
    }
    await lookForMoneyBack(trx, accountId, inOrder, now);
    await sortIntoTabs(
      trx,
      accountId,
      settlements.map(({ salesOrderId }) => salesOrderId),
    );
    const events = inOrder.flatMap(({ salesOrderId, events: ofOrder }, index) =>
      [...(found[index] ?? []), ...ofOrder].map((event) => ({
        at: now,
        account_id: accountId,
        sales_order_id: salesOrderId,
        kind: event.kind,
        params: JSON.stringify(event.params),
      })),
    );
    if (events.length > 0) {
      const run = await trx
        .selectFrom('import_runs')
        .select('cause')
        .where('import_run_id', '=', importRunId)
        .executeTakeFirst();
      const cause = run?.cause ?? null;
      await trx
        .insertInto('events')
        .values(events.map((event) => ({ ...event, cause })))
        .execute();
    }
    const lines = settlements.flatMap(({ line, ...settlement }) =>
      line
        ? [
            {
              import_run_id: importRunId,
              at: now,
              sales_order_id: settlement.salesOrderId,
              order_number: settlement.orderNumber,
              outcome: line.outcome,
              woo_order_id: settlement.shopOrder?.wooOrderId ?? null,
              params: JSON.stringify(line.params),
            },
          ]
        : [],
    );
    if (lines.length > 0) await trx.insertInto('import_run_lines').values(lines).execute();
  });
}

/** @returns lines of the timeline about refunds that nobody told of: booked without an answer, or by hand */
async function noteRefunds(
  trx: LedgerDatabase,
  accountId: string,
  { salesOrderId, shopOrder, events }: Settlement,
  now: string,
): Promise<Settlement['events']> {
  if (!shopOrder?.refunds) return [];
  const { wooOrderId, refunds } = shopOrder;
  const added = await keepShopRefunds(trx, { accountId, salesOrderId }, refunds, now);
  const told = new Set(events.map(({ params }) => params.refundId));
  return added
    .filter(({ refundId }) => !told.has(refundId))
    .map(({ refundId, cents, isOurs }) => ({
      kind: isOurs ? 'shop-refund-created' : 'shop-refund-by-hand',
      params: { ...(isOurs ? { wooOrderId } : {}), refundId, cents },
    }));
}

/**
 * Money back that became known while the order was worked on has asked for a look, which the settling
 * has just taken away. Counted after the rows are written: whoever adds some waits for them.
 */
async function lookForMoneyBack(
  trx: LedgerDatabase,
  accountId: string,
  settlements: readonly Settlement[],
  now: string,
): Promise<void> {
  const known = new Map(
    settlements.flatMap(({ salesOrderId, moneyBackKnown }) =>
      moneyBackKnown === undefined ? [] : [[salesOrderId, moneyBackKnown]],
    ),
  );
  for (const some of inChunks([...known.keys()])) {
    const rows = await trx
      .selectFrom('money_back')
      .select((eb) => ['sales_order_id', eb.fn.countAll().as('count')])
      .where('account_id', '=', accountId)
      .where('sales_order_id', 'in', some)
      .groupBy('sales_order_id')
      .execute();
    const missed = rows.flatMap(({ sales_order_id: id, count }) =>
      Number(count) > (known.get(id) ?? 0) ? [id] : [],
    );
    if (missed.length === 0) continue;
    await trx
      .updateTable('sales_orders')
      .set({ next_look_at: now })
      .where(theseOrders(accountId, missed))
      .execute();
  }
}
