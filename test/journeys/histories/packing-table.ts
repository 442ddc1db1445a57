import { type Chronicle, type OrderLog, openShopOrder, withFirst } from './chronicle.ts';
import { noteStatus } from './in-shop.ts';
import { freshNumber, type NotedParcel, noteParcels, parcelsInWords } from './parcel-numbers.ts';
import type { StepAtPackingTable } from './report-steps.ts';
import { CARRIER_META, RETURN_META, TRACKING_META } from './shop-word.ts';

/**
 * Lets packers, or their label plugin, do something in the shop.
 *
 * @returns the story's sentence; undefined when it can't be done now
 */
export function packSomething(chronicle: Chronicle, step: StepAtPackingTable): string | undefined {
  return withFirst(chronicle, step.order, (log) => {
    const order = openShopOrder(chronicle, log);
    const done = order && pack(chronicle, log, order, step);
    return done && `packers ${done}`;
  });
}

type ShopOrder = NonNullable<ReturnType<typeof openShopOrder>>;

function pack(
  chronicle: Chronicle,
  log: OrderLog,
  order: ShopOrder,
  step: StepAtPackingTable,
): string | undefined {
  const { hands } = chronicle.world.shop;
  const ofOrder = `the shop order of ${log.letter}`;
  switch (step.do) {
    case 'ship': {
      if (order.status === 'completed') return undefined;
      const parcels = noteParcels(chronicle, log, step);
      writeDown(chronicle, order, step.plugin, parcels);
      setStatus(chronicle, log, order, 'completed');
      return `complete ${ofOrder} with ${parcelsInWords(parcels)}`;
    }
    case 'print labels': {
      const parcels = noteParcels(chronicle, log, step);
      if (parcels.length === 0) return undefined;
      writeDown(chronicle, order, step.plugin, parcels);
      return `print labels for ${ofOrder}: ${parcelsInWords(parcels)}`;
    }
    case 'fulfil': {
      const line = order.lineItems[step.line % Math.max(1, order.lineItems.length)];
      if (!line) return undefined;
      const pieces = Math.min(step.pieces, line.quantity);
      const parcels = noteParcels(chronicle, log, {
        howMany: step.hasNumber ? 1 : 0,
        carrier: 'DHL',
        numbers: 'fit',
      });
      const [parcel] = parcels;
      hands.addFulfillment(order.id, {
        pieces: { [line.id]: pieces },
        ...(parcel ? { carrier: 'dhl', trackingNumber: parcel.number } : {}),
      });
      log.hands.add('status');
      return `fulfil ${pieces} × ${line.name} of ${ofOrder} with ${parcelsInWords(parcels)}`;
    }
    case 'note return number': {
      const number = freshNumber(chronicle, 'DHL');
      hands.setOrderMeta(order.id, RETURN_META, `${step.carrier} ${number}`);
      log.reporting.oddities.add('return number');
      return `note the return number ${step.carrier} ${number} in ${ofOrder}`;
    }
    default:
      if (order.status !== 'completed') return undefined;
      setStatus(chronicle, log, order, step.status);
      return `take ${ofOrder} back: ${step.status}`;
  }
}

function setStatus(chronicle: Chronicle, log: OrderLog, order: ShopOrder, status: string): void {
  chronicle.world.shop.hands.setStatus(order.id, status);
  noteStatus(log, status);
}

function writeDown(
  { world }: Chronicle,
  order: ShopOrder,
  plugin: 'meta' | 'tracking plugin',
  parcels: readonly NotedParcel[],
): void {
  const { hands } = world.shop;
  const [first] = parcels;
  if (!first) return;
  if (plugin === 'meta') {
    hands.setOrderMeta(order.id, CARRIER_META, first.carrier);
    hands.setOrderMeta(order.id, TRACKING_META, parcels.map(({ number }) => number).join(', '));
    return;
  }
  for (const { carrier, number } of parcels) {
    hands.addTrackingMeta(order.id, { trackingNumber: number, carrierName: carrier });
  }
}
