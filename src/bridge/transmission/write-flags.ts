import type { WooOrderChange } from '../../mapping/woocommerce/order.ts';
import { META } from '../../mapping/woocommerce/order-meta.ts';
import { WooApiError } from '../errors.ts';
import type { DueFlag } from '../ledger/report-flags.ts';
import { isOrderOf } from '../order-import/look-in-shop.ts';
import type { WriteResult } from '../order-import/ports.ts';
import { atShop } from '../order-import/run-faults.ts';
import type { ShopDoor, ShopGate } from './ports.ts';
import type { ReportRun } from './report-run.ts';

/** Orders read and changed in one call. */
const BATCH = 25;

/**
 * Lets shop orders say how their reports stand. Only that one meta value is ever written, and writing
 * it again does no harm, so that no claim is needed. An order the shop does not change waits for the
 * next run.
 *
 * @throws ImportStopped when the shop as a whole can't be reached
 */
export async function writeFlags(run: ReportRun, shop: ShopDoor, gate: ShopGate): Promise<void> {
  const { ledger } = run;
  const { accountId } = run.account;
  const tried = new Set<string>();
  for (;;) {
    run.signal.throwIfAborted();
    const due = await ledger.loadDueFlags(accountId, BATCH + tried.size);
    const flags = due.filter(({ salesOrderId }) => !tried.has(salesOrderId)).slice(0, BATCH);
    if (flags.length === 0) return;
    for (const { salesOrderId } of flags) tried.add(salesOrderId);
    await run.keepLease();
    for (const { salesOrderId, flag } of await writeBatch(run, shop, gate, flags)) {
      await ledger.settleFlag(accountId, salesOrderId, flag);
    }
  }
}

/** @returns those whose shop order says so now, or that have none any more */
async function writeBatch(
  run: ReportRun,
  shop: ShopDoor,
  gate: ShopGate,
  flags: readonly DueFlag[],
): Promise<DueFlag[]> {
  const ids = flags.map(({ wooOrderId }) => wooOrderId);
  const orders = await atShop(() => gate.run(() => shop.getOrders(ids)));
  const settled: DueFlag[] = [];
  const wanted: DueFlag[] = [];
  for (const due of flags) {
    const order = orders.get(due.wooOrderId);
    if (order instanceof Error) continue;
    const isOurs = order && isOrderOf(order, run.account.accountId, due.salesOrderId);
    // Gone, or another's: the import finds out, and there is nothing to say it in.
    if (!isOurs || (order.meta[META.reportFlag] ?? '') === (due.flag ?? '')) settled.push(due);
    else wanted.push(due);
  }
  const results = await send(shop, gate, wanted.map(changeOf));
  for (const [index, due] of wanted.entries()) {
    const result = results[index];
    if (result?.outcome === 'done') settled.push(due);
    else run.logger.warn('report-flag-not-written', { ...due, outcome: result?.outcome });
  }
  return settled;
}

type Change = { wooOrderId: number; change: WooOrderChange };

function changeOf({ wooOrderId, flag }: DueFlag): Change {
  return { wooOrderId, change: { meta_data: [{ key: META.reportFlag, value: flag ?? '' }] } };
}

/** One order the shop breaks on takes its whole batch along: each of them is then sent alone. */
async function send(shop: ShopDoor, gate: ShopGate, changes: Change[]): Promise<WriteResult[]> {
  const [first, ...others] = changes;
  if (!first) return [];
  try {
    return await gate.run(() => shop.updateOrders(changes), { size: changes.length });
  } catch (error) {
    const isOfOneOrder = error instanceof WooApiError && [404, 500].includes(error.statusCode);
    if (!isOfOneOrder) return atShop(() => Promise.reject(error));
    if (others.length === 0) return [{ outcome: 'unreadable', wooOrderId: first.wooOrderId }];
    const results: WriteResult[] = [];
    for (const change of changes) results.push(...(await send(shop, gate, [change])));
    return results;
  }
}
