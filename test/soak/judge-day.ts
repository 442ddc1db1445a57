import { META } from '../../src/mapping/woocommerce/order-meta.ts';
import type { StoredOrder, StoredRefund } from '../fakes/woocommerce/state.ts';
import type { WireSalesOrder } from '../fixtures/otto/index.ts';
import { newLog } from '../journeys/histories/chronicle.ts';
import { judgeMoney, judgePieces } from '../journeys/histories/judge-lines.ts';
import {
  goesTo,
  goesToInShop,
  hasLeft,
  isCancelled,
  isReleasedPhase,
  phaseOf,
  sum,
} from '../journeys/histories/shop-sums.ts';
import type { LargeShop } from './large-shop.ts';

/**
 * What must hold once the day is over and all is quiet, for every order OTTO ever showed: told from
 * OTTO's state, the shop's state and what packers did there, never from what the bridge thinks.
 *
 * @returns every breach in words; empty = all is true
 */
export function judgeDay(world: LargeShop): string[] {
  const { otto, shop, placed, crossed } = world;
  const found: string[] = [];
  const orders = Map.groupBy([...shop.state.orders.values()], salesOrderOf);
  const refunds = Map.groupBy([...shop.state.refunds.values()], ({ orderId }) => orderId);
  for (const salesOrderId of placed) {
    const say = (what: string) => found.push(`order ${salesOrderId}: ${what}`);
    const salesOrder = otto.state.orders.find(salesOrderId);
    if (!salesOrder) throw new Error(`OTTO lost the order ${salesOrderId}`);
    const [order, ...others] = orders.get(salesOrderId) ?? [];
    if (others.length > 0) say(`expected one shop order, found ${1 + others.length}`);
    judgeReports(world, salesOrder, order, say);
    if (order) {
      // What crossed is contradictory, and for the owner to decide.
      if (crossed.has(salesOrderId)) continue;
      judgeOrder(salesOrder, order, refunds.get(order.id) ?? [], world, say);
    } else if (isReleasedPhase(phaseOf(salesOrder))) say('released, but not in the shop');
  }
  const known = new Set(placed);
  const strangers = [...orders.keys()].filter((id) => !known.has(id));
  if (strangers.length > 0) found.push(`${strangers.length} shop orders are of no sales order`);
  const toBuyers = shop.state.mails.filter(({ audience }) => audience === 'customer');
  if (toBuyers.length > 0) found.push(`${toBuyers.length} mails went to buyers`);
  return [...found, ...judgeStock(world, orders)];
}

function salesOrderOf({ meta }: StoredOrder): string {
  return String(meta.find(({ key }) => key === META.salesOrderId)?.value ?? '');
}

function judgeOrder(
  salesOrder: WireSalesOrder,
  order: StoredOrder,
  refunds: StoredRefund[],
  { otto }: LargeShop,
  say: (what: string) => void,
): void {
  const log = newLog('', salesOrder.salesOrderId);
  const kept = salesOrder.positionItems.filter((piece) => !hasLeft(piece));
  const reduced = kept.flatMap(({ positionItemId }) => otto.reductions.of(positionItemId));
  const processed = reduced.filter(({ status }) => status === 'PROCESSED');
  const backCents = sum(processed.map(({ cents }) => cents));
  judgePieces(log, salesOrder, { order, refunds }, say);
  judgeMoney(log, salesOrder, { order, refunds }, backCents, say);
  const phase = phaseOf(salesOrder);
  if (isReleasedPhase(phase) && goesToInShop(order) !== goesTo(salesOrder)) {
    say('goes elsewhere than OTTO says');
  }
  const expected: Record<typeof phase, readonly string[]> = {
    announced: ['on-hold'],
    processable: ['processing'],
    sent: ['completed'],
    returned: ['refunded', 'completed'],
    cancelledByMarketplace: ['cancelled'],
    cancelledByPartner: ['cancelled'],
  };
  if (!expected[phase].includes(order.status)) {
    say(`${phase} at OTTO, but ${order.status} in the shop`);
  }
}

/** What packers sent is at OTTO, each piece once, and nothing else is. */
function judgeReports(
  { otto, crossed }: LargeShop,
  { salesOrderId, positionItems }: WireSalesOrder,
  order: StoredOrder | undefined,
  say: (what: string) => void,
): void {
  for (const { positionItemId, fulfillmentStatus } of positionItems) {
    const times = otto.shipments.timesReported(positionItemId);
    if (times > 1) say(`a piece was reported ${times} times`);
    const accepted = otto.returns.timesAccepted(positionItemId);
    if (accepted > 1) say(`a return was accepted ${accepted} times`);
    const isPacked = order?.status === 'completed' || order?.status === 'refunded';
    if (isPacked && fulfillmentStatus === 'PROCESSABLE' && !crossed.has(salesOrderId)) {
      say('packed, but never told to OTTO');
    }
    if (times > 0 && order?.dateCompleted === null) say('told to OTTO, but never packed');
  }
}

/** The shop has taken what it sold, and OTTO shows what the shop has, less what is sold but not yet in it. */
function judgeStock(
  { otto, shop, goods, placed }: LargeShop,
  orders: ReadonlyMap<string, unknown>,
): string[] {
  const found: string[] = [];
  const notInShop = placed.filter((id) => !orders.has(id));
  const soldOutside = notInShop
    .flatMap((id) => otto.state.orders.find(id)?.positionItems ?? [])
    .filter((piece) => !isCancelled(piece))
    .map(({ product }) => product.sku);
  const bySku = new Map([...shop.state.products.values()].map((product) => [product.sku, product]));
  for (const { sku } of goods) {
    const reserved = soldOutside.filter((sold) => sold === sku).length;
    const inShop = (bySku.get(sku)?.stockQuantity ?? 0) - reserved;
    const atOtto = otto.availability.quantity(sku);
    if (inShop !== atOtto) found.push(`${sku}: ${inShop} to be sold, ${atOtto} at OTTO`);
  }
  const moved = Map.groupBy(
    shop.state.stockMovements.filter(({ reason }) => reason === 'order'),
    ({ orderId }) => orderId,
  );
  for (const order of shop.state.orders.values()) {
    const taken = sum((moved.get(order.id) ?? []).map(({ from, to }) => from - to));
    const sold = sum(order.lineItems.map(({ quantity }) => quantity));
    if (taken > sold) found.push(`shop order ${order.id}: ${taken} pieces taken for ${sold}`);
  }
  return found;
}
