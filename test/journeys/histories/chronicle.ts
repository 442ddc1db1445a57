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
  /**
   * whose choice the shop order's status is, and what the bridge wrote last; `either` = a person's, who
   * came back to what the bridge had written for a phase that is over
   */
  statusBy: 'bridge' | 'hand' | 'either';
  statusWritten: string | undefined;
  /** OTTO went on to another phase while the status was a person's */
  wasPassedOver: boolean;
  /** statuses that stood for the phase it is in, since it is in it */
  phase: string | undefined;
  statusesOfPhase: Set<string>;
  /** pieces a person took out of the order */
  takenOut: Set<string>;
  /** for each piece the bridge refunded: whether the owner wanted it back on the shelf then */
  restocked: Map<string, boolean>;
  /** where the shop order went to before a person changed the address; undefined = nobody did */
  addressBeforeHand: string | undefined;
  /** a person deleted its shop order; then what the ledger knows of it */
  deleted: 'no' | 'ledger knows' | 'ledger forgot';
  /** OTTO changed something since a person deleted the shop order */
  changedSinceDeleted: boolean;
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
    wasPassedOver: false,
    phase: undefined,
    statusesOfPhase: new Set(),
    takenOut: new Set(),
    restocked: new Map(),
    addressBeforeHand: undefined,
    deleted: 'no',
    changedSinceDeleted: false,
  };
}

/**
 * Lets something happen to the first order, from the chosen one on, with which it is possible.
 *
 * @returns what `act` returned; undefined = it is possible with none
 */
export function withFirst<Told>(
  { orders }: Chronicle,
  chosen: number,
  act: (log: OrderLog) => Told | undefined,
): Told | undefined {
  for (let turn = 0; turn < orders.length; turn += 1) {
    const log = orders[(chosen + turn) % orders.length];
    const told = log && act(log);
    if (told !== undefined) return told;
  }
  return undefined;
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

export type Say = (what: string) => void;
