import fc from 'fast-check';
import { META } from '../../src/mapping/woocommerce/order-meta.ts';
import type { StoredOrder } from '../fakes/woocommerce/state.ts';
import { buildSalesOrder } from '../fixtures/otto/index.ts';
import type { ReplicaWorld } from './replica-world.ts';

/** Of so many orders one stays announced, one is released later, one is cancelled by the packers. */
const ONE_IN = { staysAnnounced: 23, isReleasedLater: 11, isCancelled: 17 };
/** So many shop orders are packed with each look of the packers. */
const PACKED_AT_ONCE = 40;

/** Chance, the same for the same seed. */
export type Chance = { below(limit: number): number; oneIn(count: number): boolean };

export function createChance(seed: number): Chance {
  const numbers = fc.sample(fc.nat({ max: 2 ** 30 }), { seed, numRuns: 4_096 });
  let at = 0;
  const below = (limit: number) => {
    at += 1;
    return ((numbers[at % numbers.length] ?? 0) + at) % limit;
  };
  return { below, oneIn: (count) => below(count) === 0 };
}

/** What goes on at OTTO and in the shop while replicas come and go. */
export type ShopDay = {
  /** puts so many new orders in at OTTO */
  pour(count: number): void;
  /** packs what is ready in the shop, with a parcel's number, or cancels it, and lets the shop send its webhooks */
  pack(): void;
  /** resolves when what was sent is answered */
  sent(): Promise<void>;
  /** everything that was only announced for a while is released */
  releaseAll(): void;
  poured(): number;
  /** those that OTTO never released */
  announcedIds: ReadonlySet<string>;
  /** those that packers cancelled in the shop, whole */
  cancelledIds: ReadonlySet<string>;
};

export function createShopDay({ otto, shop, clock }: ReplicaWorld): ShopDay {
  const announcedIds = new Set<string>();
  const cancelledIds = new Set<string>();
  const later: string[] = [];
  const packed = new Set<number>();
  let poured = 0;
  let parcels = 0;
  let sending: Promise<unknown> | undefined;
  return {
    poured: () => poured,
    announcedIds,
    cancelledIds,
    pour(count) {
      for (let index = 0; index < count; index += 1) {
        poured += 1;
        const isAnnounced = poured % ONE_IN.staysAnnounced === 0;
        const isLater = !isAnnounced && poured % ONE_IN.isReleasedLater === 0;
        const fulfillmentStatus = isAnnounced || isLater ? 'ANNOUNCED' : 'PROCESSABLE';
        const order = buildSalesOrder({
          seed: `replicas ${poured}`,
          orderDate: new Date(clock.now().getTime() - 60_000).toISOString(),
          positionItems: Array.from({ length: 1 + (poured % 2) }, () => ({ fulfillmentStatus })),
        });
        otto.addOrder(order);
        if (isAnnounced) announcedIds.add(order.salesOrderId);
        if (isLater) later.push(order.salesOrderId);
      }
    },
    releaseAll() {
      for (const salesOrderId of later.splice(0)) otto.release(salesOrderId);
    },
    pack() {
      let left = PACKED_AT_ONCE;
      for (const order of shop.state.orders.values()) {
        if (left === 0) break;
        if (order.status !== 'processing' || packed.has(order.id)) continue;
        packed.add(order.id);
        left -= 1;
        if (packed.size % ONE_IN.isCancelled === 0) {
          cancelledIds.add(salesOrderIdOf(order));
          shop.hands.setStatus(order.id, 'cancelled');
          continue;
        }
        parcels += 1;
        shop.hands.addTrackingMeta(order.id, {
          carrier: 'hermes-germany',
          trackingNumber: `H${String(1_000_000_000_000_000_000n + BigInt(parcels))}`,
        });
        shop.hands.setStatus(order.id, 'completed');
      }
      sending ??= shop.runWebhookQueue().finally(() => {
        sending = undefined;
      });
    },
    sent: async () => void (await sending),
  };
}

/** The shop's orders by the sales order they say they are. */
export function bySalesOrder({ shop }: Pick<ReplicaWorld, 'shop'>): Map<string, StoredOrder[]> {
  const found = new Map<string, StoredOrder[]>();
  for (const order of shop.state.orders.values()) {
    const id = salesOrderIdOf(order);
    found.set(id, [...(found.get(id) ?? []), order]);
  }
  return found;
}

function salesOrderIdOf({ meta }: StoredOrder): string {
  return String(meta.find(({ key }) => key === META.salesOrderId)?.value);
}

/** A piece that was reported lately and of which nothing went back yet. */
export function keptPiece(
  { otto }: Pick<ReplicaWorld, 'otto'>,
  chance: Chance,
): { salesOrderId: string; positionItemId: string } | undefined {
  const lately = otto.shipments.reports().slice(-100);
  const positionItemId = lately[chance.below(100)]?.positionItemIds[0];
  const order = otto.state.orders
    .all()
    .find((one) => one.positionItems.some((piece) => piece.positionItemId === positionItemId));
  if (!order || positionItemId === undefined) return undefined;
  if (otto.reductions.timesReduced(positionItemId) > 0) return undefined;
  return { salesOrderId: order.salesOrderId, positionItemId };
}

/** Something goes wrong on one of the sides, once or twice; what did not strike by now is over. */
export function orderFault({ otto, shop }: ReplicaWorld, chance: Chance): void {
  shop.faults.clear();
  otto.faults.clear();
  const times = 1 + chance.below(2);
  const creates = { method: 'POST', path: /\/orders(\/batch)?$/, times };
  const faults = [
    () => shop.faults.dropAfterEffect(creates),
    () => shop.faults.dropBeforeEffect(creates),
    () => shop.faults.cutOffBody(undefined, creates),
    () => shop.faults.serverError({ times }),
    () => shop.faults.badGateway({ method: 'PUT', times }),
    () => shop.faults.tooManyRequests(1, { method: 'GET', times }),
    () => shop.faults.killBatchAfter(1 + chance.below(3), { times }),
    () => shop.faults.delayAfterEffect(6_000, { ...creates, times: 1 }),
    // No write waits at the shop while everybody's clock jumps: it would be older than a shop lets any get.
    () => shop.faults.delayBeforeEffect(1_000, { method: 'GET', times }),
    () => otto.faults.dropAfterEffect({ on: 'create-shipment', times }),
    () => otto.faults.dropBeforeEffect({ on: 'create-shipment', times }),
    () => otto.faults.answerWith(500, { on: 'create-shipment', times, moment: 'after-effect' }),
    () => otto.faults.tooManyRequests({ on: 'create-shipment', times, retryAfter: 1 }),
    () => otto.faults.delay(2_000, { on: 'create-shipment', times, moment: 'after-effect' }),
    () => otto.faults.answerWith(503, { on: 'order-list', times }),
    () => otto.faults.cutOffBody({ on: 'order-list', times }),
    () => otto.faults.dropBeforeEffect({ on: 'single-order', times }),
    () => otto.faults.dropAfterEffect({ on: 'cancellation', times }),
    () => otto.faults.dropAfterEffect({ on: 'reduce-price', times }),
    () => otto.faults.delay(2_000, { on: 'reduce-price', times, moment: 'after-effect' }),
    () => otto.faults.unauthorized({ times: 1 }),
  ];
  faults[chance.below(faults.length)]?.();
}
