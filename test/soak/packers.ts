import { freshNumber } from '../journeys/histories/parcel-numbers.ts';
import { isCancelled } from '../journeys/histories/shop-sums.ts';
import { CARRIER_META, TRACKING_META } from '../journeys/histories/shop-word.ts';
import { clockTime } from './calendar.ts';
import type { Hours } from './hours.ts';
import type { LargeShop } from './large-shop.ts';

/** When packers work, by German clocks. Between the waves nothing leaves. */
const WAVES = [
  ['06:30', '07:30'],
  ['10:00', '11:30'],
  ['13:00', '14:30'],
  ['16:00', '18:00'],
  ['21:30', '23:00'],
] as const;

/** Puts the packers' waves into the calendar: what can be packed is packed evenly over the wave. */
export function planPackers(world: LargeShop, { until }: Hours): void {
  const waiting = new Map<number, string>();
  const labels = { labels: 0 };
  for (const [begins, ends] of WAVES) {
    const last = clockTime(ends);
    world.calendar.during(clockTime(begins), Math.min(last, until), (minute) => {
      for (const { order, salesOrderId } of world.newShopOrders())
        waiting.set(order.id, salesOrderId);
      const many = Math.ceil(waiting.size / Math.max(1, last - minute));
      packSome(world, waiting, many, labels);
    });
  }
}

function packSome(
  world: LargeShop,
  waiting: Map<number, string>,
  many: number,
  labels: { labels: number },
): void {
  let packed = 0;
  for (const [id, salesOrderId] of waiting) {
    if (packed >= many) return;
    const status = world.shop.state.orders.get(id)?.status;
    if (status === 'processing') {
      pack(world, id, salesOrderId, labels);
      packed += 1;
    }
    // What waits for its release is looked at again; what is over is not.
    if (status !== 'on-hold' && status !== 'pending') waiting.delete(id);
  }
}

/** Numbers are noted as the plugins at the table do it; some come only after the order was completed. */
function pack(
  { otto, shop, calendar, chance, crossed, minute }: LargeShop,
  id: number,
  salesOrderId: string,
  labels: { labels: number },
): void {
  const { hands } = shop;
  const carrier = chance.oneOf(['DHL', 'Hermes']);
  const numbers = Array.from({ length: chance.chance(8) ? 2 : 1 }, () =>
    freshNumber(labels, carrier),
  );
  const note = () => {
    hands.setOrderMeta(id, CARRIER_META, carrier);
    hands.setOrderMeta(id, TRACKING_META, numbers.join(', '));
  };
  const how = chance.wholeNumber(1, 100);
  if (how <= 10) {
    for (const trackingNumber of numbers) {
      hands.addTrackingMeta(id, { trackingNumber, carrierName: carrier });
    }
  } else if (how > 15) {
    note();
  } else {
    calendar.at(minute() + chance.wholeNumber(1, 8), note);
  }
  hands.setStatus(id, 'completed');
  const pieces = otto.state.orders.find(salesOrderId)?.positionItems ?? [];
  if (pieces.some(isCancelled)) crossed.add(salesOrderId);
}
