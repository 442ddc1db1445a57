import type { WooOrder } from '../../mapping/woocommerce/order.ts';
import type { SalesOrderRow } from '../ledger/sales-orders.ts';
import type { ShopLook } from '../ledger/shop-looks.ts';
import { isOfOneOrder } from '../order-import/find-in-shop.ts';
import { withRefunds } from '../order-import/look-in-shop.ts';
import { ottoInLedger } from '../order-import/otto-in-ledger.ts';
import { atShop } from '../order-import/run-faults.ts';
import { findMarkedRows, isMarkedAs, marksOf } from './find-rows.ts';
import { isEcho, isInImportsHands, judgeGone, judgeLook, wakeUp } from './judge-look.ts';
import { lookAtCopies } from './look-at-copies.ts';
import type { WatchRun } from './ports.ts';

/** What some looks came to. */
export type Looked = {
  /** shop orders that were not what the ledger knows of them */
  changed: number;
  /** shop orders in the import's hands: to be looked at again */
  left: number[];
};

/** The ids of listed orders that are worth a look: all but our own writes coming back, and strangers. */
export async function worthALook(run: WatchRun, orders: readonly WooOrder[]): Promise<number[]> {
  const byId = await rowsByWooOrderId(
    run,
    orders.map((order) => order.wooOrderId),
  );
  const markedRow = await findMarkedRows(run.ledger, orders);
  return orders.flatMap((order) => {
    const row = byId.get(order.wooOrderId);
    if (row) return isMarkedAs(order, row) && isEcho(row, order) ? [] : [order.wooOrderId];
    if (markedRow(order)) return [order.wooOrderId];
    logIfUnknown(run, order);
    return [];
  });
}

/** Left over by a ledger that was restored from an older copy: the nightly comparison takes it up. */
function logIfUnknown(run: WatchRun, order: WooOrder): void {
  const marks = marksOf(order);
  if (!marks || !run.rules.has(marks.accountId)) return;
  run.logger.warn('shop-order-unknown', { ...marks, wooOrderId: order.wooOrderId });
}

/**
 * Looks at some shop orders anew and commits what came of it. The ledger is read before the shop, and
 * a look counts only while its row stays the same: so a write of the import that falls in between is
 * never taken for a person's hand.
 *
 * @throws ImportStopped when the shop as a whole can't be reached; what was looked at is committed
 */
export async function lookAtShopOrders(
  run: WatchRun,
  wooOrderIds: readonly number[],
): Promise<Looked> {
  const ids = [...new Set(wooOrderIds)];
  const rows = await rowsByWooOrderId(run, ids);
  const now = run.now();
  const left = ids.filter((id) => {
    const row = rows.get(id);
    return row !== undefined && run.rules.has(row.account_id) && isInImportsHands(row, now);
  });
  const asked = ids.filter((id) => !left.includes(id));
  if (asked.length === 0) return { changed: 0, left };
  const orders = await atShop(() => run.shop.getOrders(asked, run.signal));
  const looks: { row: SalesOrderRow; look: ShopLook }[] = [];
  const strangers: WooOrder[] = [];
  for (const id of asked) {
    const row = rows.get(id);
    const order = orders.get(id);
    if (order !== undefined && !(order instanceof Error) && !(row && isMarkedAs(order, row))) {
      strangers.push(order);
    }
    const look = row && (await lookAt(run, row, order));
    if (look) looks.push({ row, look });
  }
  const overtaken = await settleLooks(run, looks);
  await lookAtCopies(run, strangers, asked);
  return { changed: looks.length - overtaken.length, left: [...left, ...overtaken] };
}

async function lookAt(
  run: WatchRun,
  row: SalesOrderRow,
  order: WooOrder | Error | undefined,
): Promise<ShopLook | undefined> {
  const rules = run.rules.get(row.account_id);
  if (!rules) return undefined;
  if (order instanceof Error) return unreadable(run, row, order);
  if (!order || !isMarkedAs(order, row)) return judgeGone(row);
  if (isEcho(row, order)) return undefined;
  try {
    const found = await atShop(() => withRefunds(run.shop, order));
    const { account_id: accountId, sales_order_id: salesOrderId } = row;
    const pieces = await run.ledger.loadPositionItemsOf(accountId, [salesOrderId]);
    const afterSale = await run.ledger.loadAfterSale(accountId, [salesOrderId]);
    const open = await run.ledger.listIncidentsOfOrder(accountId, salesOrderId);
    const otto = ottoInLedger(row, pieces.get(salesOrderId) ?? [], afterSale.get(salesOrderId));
    return judgeLook(row, otto, found, rules, {
      isAddressOpen: open.some(({ code }) => code === 'address-differs'),
    });
  } catch (error) {
    const cause = error instanceof Error ? error.cause : undefined;
    if (!(cause instanceof Error) || !isOfOneOrder(cause)) throw error;
    return unreadable(run, row, cause);
  }
}

/** One order nobody can read is told by the import, which tries again; the others go on. */
function unreadable(run: WatchRun, row: SalesOrderRow, problem: Error): ShopLook | undefined {
  run.logger.warn('shop-order-unreadable', {
    salesOrderId: row.sales_order_id,
    wooOrderId: row.woo_order_id,
    reason: problem.message,
  });
  const isTold = row.import_state !== 'imported' || row.reason === 'shop-order-unreadable';
  return isTold ? undefined : wakeUp(row);
}

/** @returns shop order ids of looks that somebody else was faster than */
async function settleLooks(
  run: WatchRun,
  looks: readonly { row: SalesOrderRow; look: ShopLook }[],
): Promise<number[]> {
  const again: number[] = [];
  for (const [accountId, ofAccount] of Map.groupBy(looks, ({ row }) => row.account_id)) {
    await run.keepLease();
    const overtaken = await run.ledger.settleShopLooks(
      accountId,
      ofAccount.map(({ look }) => look),
      'shop',
      run.now(),
    );
    for (const { row, look } of ofAccount) {
      const { sales_order_id: salesOrderId, woo_order_id: wooOrderId } = row;
      const { order_number: orderNumber } = row;
      if (overtaken.has(salesOrderId)) {
        if (wooOrderId !== null) again.push(wooOrderId);
        continue;
      }
      for (const { kind, params } of look.events) {
        run.logger.info(kind, { accountId, salesOrderId, wooOrderId, ...params });
        run.onChange({ accountId, salesOrderId, orderNumber, kind, params });
      }
    }
  }
  return again;
}

async function rowsByWooOrderId(
  run: WatchRun,
  wooOrderIds: readonly number[],
): Promise<Map<number, SalesOrderRow>> {
  const rows = await run.ledger.findByWooOrderIds(wooOrderIds);
  return new Map(
    rows.flatMap((row) => (row.woo_order_id === null ? [] : [[row.woo_order_id, row]])),
  );
}
