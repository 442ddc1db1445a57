import type { StoredOrder, StoredRefund } from '../../fakes/woocommerce/state.ts';
import type { WirePositionItem, WireSalesOrder } from '../../fixtures/otto/index.ts';
import type { World } from '../support/world.ts';

/** What a person may have laid hands on. */
export type Hand = 'status' | 'lines' | 'fees' | 'address' | 'refund' | 'e-mail';

/** All that is remembered of one sales order beside what OTTO and the shop hold themselves. */
export type OrderLog = {
  /** what the story calls it */
  letter: string;
  salesOrderId: string;
  /** pieces that OTTO lists no more for the time being */
  vanished: WirePositionItem[];
  hands: Set<Hand>;
  /** whose choice the shop order's status is, and what the bridge wrote last */
  statusBy: 'bridge' | 'hand';
  statusWritten: string | undefined;
  /** statuses that stood for the phase it is in, since it is in it */
  phase: string | undefined;
  statusesOfPhase: Set<string>;
  /** pieces a person took out of the order */
  takenOut: Set<string>;
  /** for each piece the bridge refunded: whether the owner wanted it back on the shelf then */
  restocked: Map<string, boolean>;
  /** a person changed the address, and whether OTTO's changed or appeared since */
  addressAfterHand: 'none' | 'hand' | 'both';
  /** a person deleted its shop order; then what the ledger knows of it */
  deleted: 'no' | 'ledger knows' | 'ledger forgot';
  /** OTTO changed something since a person deleted the shop order */
  changedSinceDeleted: boolean;
  /** an import found it ready to come in */
  wasImportable: boolean;
};

/** A shop order and its refunds, as they were at some moment. */
export type ShopSide = { order: StoredOrder; refunds: StoredRefund[] };

/** A history while it happens: the world, what is remembered, the story so far and what broke. */
export type Chronicle = {
  world: World;
  orders: OrderLog[];
  story: string[];
  breaches: string[];
  /** what OTTO's next listing does to one order */
  oddListing: { how: 'repeats' | 'misses'; salesOrderId: string } | undefined;
  /** puts back the copy of the ledger; undefined = none was made */
  putBack: (() => Promise<void>) | undefined;
  /** the ledger was emptied, or an older one put back */
  hasLostLedger: boolean;
  /** the orders that stand in the ledger as being in the shop, now and in the copy */
  inLedger: { now: Set<string>; copy: Set<string> };
};

export function newLog(letter: string, salesOrderId: string): OrderLog {
  return {
    letter,
    salesOrderId,
    vanished: [],
    hands: new Set(),
    statusBy: 'bridge',
    statusWritten: undefined,
    phase: undefined,
    statusesOfPhase: new Set(),
    takenOut: new Set(),
    restocked: new Map(),
    addressAfterHand: 'none',
    deleted: 'no',
    changedSinceDeleted: false,
    wasImportable: false,
  };
}

/** A numbered line of the story, with the time of day at which it happened. */
export function tell({ world, story }: Chronicle, line: string): void {
  const number = String(story.length + 1).padStart(2);
  story.push(
    `${number}. ${world.clock.now().toISOString().slice(5, 16).replace('T', ' ')}  ${line}`,
  );
}

/** The order as OTTO truly holds it now. */
export function atOtto({ world }: Chronicle, log: OrderLog): WireSalesOrder {
  const salesOrder = world.otto.state.orders.find(log.salesOrderId);
  if (salesOrder) return salesOrder;
  throw new Error(`OTTO lost the order ${log.letter}`);
}

/** All shop orders made for it, oldest first, as copies that stay as they are. */
export function inShop({ world }: Chronicle, log: OrderLog): ShopSide[] {
  const refunds = [...world.shop.state.refunds.values()];
  return world
    .shopOrders(log.salesOrderId)
    .map((order) =>
      structuredClone({ order, refunds: refunds.filter(({ orderId }) => orderId === order.id) }),
    );
}

/** The one shop order that can be worked on by hand; undefined when there is none, or it is in the bin. */
export function openShopOrder(chronicle: Chronicle, log: OrderLog): StoredOrder | undefined {
  const [order] = chronicle.world.shopOrders(log.salesOrderId);
  return order?.status === 'trash' ? undefined : order;
}
