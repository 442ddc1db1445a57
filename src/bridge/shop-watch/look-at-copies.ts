import { z } from 'zod';
import type { WooOrder } from '../../mapping/woocommerce/order.ts';
import type { Cause } from '../ledger/incidents.ts';
import type { SalesOrderRow } from '../ledger/sales-orders.ts';
import { atShop } from '../order-import/run-faults.ts';
import { findMarkedRows, isMarkedAs } from './find-rows.ts';
import { judgeGone } from './judge-look.ts';
import type { WatchLedger, WatchRun } from './ports.ts';

const CODE = 'shop-order-twice';
const MOST_COPIES = 1_000;
const paramsSchema = z.object({ otherWooOrderId: z.number().int() });

/** States in which the import takes up an order of ours that it finds in the shop. */
const TAKES_UP: readonly string[] = ['seen', 'backlog', 'held'];

/** Shop orders that are told to stand beside the right one, to be looked at until they are gone. */
export async function openCopies(ledger: Pick<WatchLedger, 'listIncidents'>): Promise<number[]> {
  const open = await ledger.listIncidents({ state: 'open', code: CODE, limit: MOST_COPIES });
  return open.map(({ params }) => paramsSchema.parse(JSON.parse(params)).otherWooOrderId);
}

/**
 * Looks at orders that carry our marks but are not the ones the ledger points at: copies, or orders
 * of a ledger older than the shop. None is changed here.
 *
 * @param orders shop orders that are not what a row points at
 * @param asked all ids looked at: a copy that is not among the orders is gone
 */
export async function lookAtCopies(
  run: WatchRun,
  orders: readonly WooOrder[],
  asked: readonly number[],
): Promise<void> {
  const markedRow = await findMarkedRows(run.ledger, orders);
  const copies: { row: SalesOrderRow; order: WooOrder }[] = [];
  for (const order of orders) {
    const row = markedRow(order);
    if (!row || !run.rules.has(row.account_id) || row.woo_order_id === order.wooOrderId) continue;
    if (row.woo_order_id !== null && order.status !== 'trash') copies.push({ row, order });
    else if (row.woo_order_id === null && TAKES_UP.includes(row.import_state)) {
      await run.ledger.lookAgainAt(row.account_id, [row.sales_order_id], run.now());
    }
  }
  const told = await tellCopies(run, copies);
  const over = asked.filter((id) => run.openCopies.has(id) && !told.has(id));
  await run.ledger.resolveForAllOrders(CODE, over.map(String), run.now());
}

/** @returns ids of the copies beside which the right order stands */
async function tellCopies(
  run: WatchRun,
  copies: readonly { row: SalesOrderRow; order: WooOrder }[],
): Promise<Set<number>> {
  const told = new Set<number>();
  if (copies.length === 0) return told;
  const ids = copies.flatMap(({ row }) => row.woo_order_id ?? []);
  const originals = await atShop(() => run.shop.getOrders(ids, run.signal));
  for (const { row, order } of copies) {
    const { account_id: accountId, sales_order_id: salesOrderId } = row;
    const original = originals.get(row.woo_order_id ?? 0);
    if (original instanceof Error) {
      if (run.openCopies.has(order.wooOrderId)) told.add(order.wooOrderId); // not known to be over
      continue;
    }
    if (!original || !isMarkedAs(original, row)) {
      const gone = judgeGone(row);
      if (gone) await run.ledger.settleShopLooks(accountId, [gone], 'shop', run.now());
      continue;
    }
    const cause = causeOfCopy(row, original.wooOrderId, order.wooOrderId);
    await run.ledger.addShopCopies(accountId, [{ salesOrderId, causes: [cause] }], run.now());
    run.logger.warn(CODE, { accountId, salesOrderId, ...cause.params });
    told.add(order.wooOrderId);
  }
  return told;
}

function causeOfCopy(row: SalesOrderRow, wooOrderId: number, otherWooOrderId: number): Cause {
  return {
    code: CODE,
    about: String(otherWooOrderId),
    accountId: row.account_id,
    params: { orderNumber: row.order_number, wooOrderId, otherWooOrderId },
  };
}
