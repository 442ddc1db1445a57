import type { Bridge } from '../../src/bridge/create-bridge.ts';
import type { SalesOrderRow } from '../../src/bridge/ledger/sales-orders.ts';
import type { WireSalesOrder } from '../fixtures/otto/index.ts';
import { grossKept } from '../journeys/crash/picture.ts';
import type { ReducedPiece } from './people.ts';
import { ACCOUNT, type ReplicaWorld } from './replica-world.ts';
import { bySalesOrder, type ShopDay } from './shop-day.ts';

const AT_A_TIME = 500;

/** @returns how many orders are not through yet: imported, packed, and every piece of them reported, or cancelled */
export function openOrders(world: ReplicaWorld, { announcedIds, cancelledIds }: ShopDay): number {
  const inShop = bySalesOrder(world);
  const reported = countReports(world);
  return world.otto.state.orders.all().filter((order) => {
    if (announcedIds.has(order.salesOrderId)) return false;
    if (cancelledIds.has(order.salesOrderId)) return !isCancelled(order);
    const isDone = inShop.get(order.salesOrderId)?.some(({ status }) => status === 'completed');
    return !isDone || timesOf(order, reported).some((times) => times === 0);
  }).length;
}

/** @returns how many of these price reductions OTTO has not got yet */
export function openReductions(
  { otto }: Pick<ReplicaWorld, 'otto'>,
  reduced: readonly ReducedPiece[],
): number {
  return reduced.filter((piece) => otto.reductions.timesReduced(piece.positionItemId) === 0).length;
}

/**
 * Nothing lost, nothing doubled, nothing sent unpaid.
 *
 * @returns every breach in words; empty = all is well
 */
export async function breachesOf(
  world: ReplicaWorld,
  day: ShopDay,
  bridge: Bridge,
  reduced: readonly ReducedPiece[],
): Promise<string[]> {
  const found: string[] = [];
  const inShop = bySalesOrder(world);
  const orders = world.otto.state.orders.all();
  const reported = countReports(world);
  const rows = new Map<string, SalesOrderRow>();
  for (let at = 0; at < orders.length; at += AT_A_TIME) {
    const ids = orders.slice(at, at + AT_A_TIME).map(({ salesOrderId }) => salesOrderId);
    for (const [id, row] of await bridge.ledger.loadSalesOrders(ACCOUNT, ids)) rows.set(id, row);
  }
  const known = new Set(orders.map(({ salesOrderId }) => salesOrderId));
  for (const id of inShop.keys()) if (!known.has(id)) found.push(`a shop order of nobody: ${id}`);
  for (const order of orders) {
    const say = (what: string) => found.push(`${order.orderNumber}: ${what}`);
    const copies = inShop.get(order.salesOrderId) ?? [];
    const times = timesOf(order, reported);
    if (day.announcedIds.has(order.salesOrderId)) {
      if (copies.length > 0) say('in the shop, though not released');
      if (times.some((count) => count > 0)) say('reported as sent, though not released');
      continue;
    }
    const [copy] = copies;
    const wasCancelled = day.cancelledIds.has(order.salesOrderId);
    const status = wasCancelled ? 'cancelled' : 'completed';
    if (copies.length !== 1) say(`${copies.length} shop orders`);
    if (copy && copy.status !== status) say(`status ${copy.status} instead of ${status}`);
    if (wasCancelled) {
      if (!isCancelled(order)) say('cancelled in the shop, and not at OTTO');
      if (times.some((count) => count > 0)) say('reported as sent, though cancelled');
      continue;
    }
    const gross = grossKept(order).toFixed(2);
    if (copy && copy.total.toFixed(2) !== gross) say(`total ${copy.total} instead of ${gross}`);
    if (times.some((count) => count !== 1)) say(`pieces reported ${times.join(', ')} times`);
    const row = rows.get(order.salesOrderId);
    // A change that was announced by somebody who died stays so until the next change of the order.
    if (row?.import_state !== 'imported') say(`ledger: ${row?.import_state}`);
    if (copy && row?.woo_order_id !== copy.id) say('the ledger points elsewhere');
  }
  for (const { positionItemId } of reduced) {
    const times = world.otto.reductions.timesReduced(positionItemId);
    if (times !== 1) found.push(`${positionItemId}: its price is reduced ${times} times`);
  }
  if ((await bridge.ledger.loadOpenClaims(ACCOUNT)).length > 0) found.push('open claims');
  return found;
}

function isCancelled({ positionItems }: WireSalesOrder): boolean {
  return positionItems.every((piece) => piece.fulfillmentStatus === 'CANCELLED_BY_PARTNER');
}

/** How many reports OTTO took of each piece. */
function countReports({ otto }: ReplicaWorld): Map<string, number> {
  const reported = new Map<string, number>();
  for (const { positionItemIds } of otto.shipments.reports()) {
    for (const id of positionItemIds) reported.set(id, (reported.get(id) ?? 0) + 1);
  }
  return reported;
}

function timesOf({ positionItems }: WireSalesOrder, reported: Map<string, number>): number[] {
  return positionItems.map(({ positionItemId }) => reported.get(positionItemId) ?? 0);
}
