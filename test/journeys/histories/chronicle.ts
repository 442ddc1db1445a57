import type { StoredOrder, StoredRefund } from '../../fakes/woocommerce/state.ts';
import type { WirePositionItem, WireSalesOrder } from '../../fixtures/otto/index.ts';
import type { World } from '../support/world.ts';
import type { Life } from './mortal-ledger.ts';
import type { OttoCall, ToldDecision } from './otto-call.ts';
import type { Shipping } from './report-steps.ts';
import type { ShopWord } from './shop-says.ts';

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
  /** what of the delivery fees went back */
  feesBackCents: number;
  /** where the shop order went to before a person changed the address; undefined = nobody did */
  addressBeforeHand: string | undefined;
  /** a person deleted its shop order; then what the ledger knows of it */
  deleted: 'no' | 'ledger knows' | 'ledger forgot';
  /** OTTO changed something since a person deleted the shop order */
  changedSinceDeleted: boolean;
  reporting: ReportingLog;
};

/** What somebody said here about an order's pieces, which is lost with the ledger. */
export type SaidHere = {
  /** pieces shipped at the bridge's desk, with all numbers named for them */
  shippedHere: Map<string, string[]>;
  cancelledHere: Set<string>;
  /** the owner said yes to their cancellation */
  agreed: Set<string>;
  /** done at OTTO by hand, he says */
  byHand: Set<string>;
  /** what the owner decided about returns last, by piece */
  decided: Map<string, Omit<ToldDecision, 'positionItemId'>>;
  /** price reductions that he wants, by the ids of their reports */
  reduced: Map<string, ReducedPiece>;
  /** pieces whose return he says he decided at OTTO by hand */
  decidedByHand: Set<string>;
};

export type ReducedPiece = { positionItemId: string; cents: number };

/** All that is remembered of how one order's pieces left. */
export type ReportingLog = SaidHere & {
  /** what the shop said since the bridge looked last, that look included */
  words: ShopWord[];
  /** of the same, what held when a run died: a report that may have left goes again as it was */
  wordsOfDead: ShopWord[];
  /** every tracking number anybody named for it */
  numbers: Set<string>;
  oddities: Set<'mistyped' | 'borrowed' | 'unknown carrier' | 'return number'>;
  /** OTTO turned a report away, be it by a fault or by its own rules */
  wasRefused: boolean;
  /** the same of what was decided after the sale */
  wasDecisionRefused: boolean;
  /** whatever the owner ever decided after the sale, taken back or forgotten since or not */
  everDecided: ToldDecision[];
  everReduced: ReducedPiece[];
  /** OTTO took a state back that it had shown */
  movedBackward: boolean;
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
  /** what was said at the desk when the copy was made, by order */
  saidInCopy: Map<string, SaidHere>;
  /** undefined = nobody packs, and the bridge reports nothing */
  shipping: Shipping | undefined;
  /** the setting as it is now */
  cancellations: Shipping['cancellations'];
  poolSize: number;
  /** price reductions that were asked for, each by a name of its own */
  wishes: number;
  /** undefined = OTTO is told nothing of the shop's stock */
  stock: StockTold | undefined;
  /** tracking numbers anybody noted down, and how many labels were printed */
  noted: { letter: string; carrier: string; number: string }[];
  labels: number;
  /** every call about reports, oldest first */
  calls: OttoCall[];
  /** how many of them no ledger remembers */
  lostAt: number;
  reportRuns: number;
  /** runs in which the process died */
  deadRuns: Set<number>;
  /** until when a side counts as out of reach after faults, milliseconds */
  restsUntil: number;
  life: Life;
  disturbance: Disturbance;
};

/** What befalls the bridge while it acts. */
export type Disturbance = {
  /** lets the bridge act; @returns what befell it meanwhile, for the story */
  around(chronicle: Chronicle, act: () => Promise<void>): Promise<string[]>;
  /** from now on nothing befalls it any more */
  heal(chronicle: Chronicle): Promise<void>;
};

export const undisturbed: Disturbance = {
  async around(_chronicle, act) {
    await act();
    return [];
  },
  heal: async () => undefined,
};

/** What does not work now has its reason in what befell the bridge shortly before. */
export function isExplained({ world, restsUntil }: Chronicle): boolean {
  return world.clock.now().getTime() < restsUntil;
}

/** What is remembered of a shop that tells OTTO its stock. */
export type StockTold = {
  buffer: number;
  cap: number | null;
  isVacation: boolean;
  /** SKUs whose product a person let the shop stop counting, or take off sale, at some time */
  handled: Set<string>;
  /** SKUs that OTTO does not know for the time being */
  forgotten: Set<string>;
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
    feesBackCents: 0,
    addressBeforeHand: undefined,
    deleted: 'no',
    changedSinceDeleted: false,
    reporting: {
      ...nothingSaid(),
      words: [],
      wordsOfDead: [],
      numbers: new Set(),
      oddities: new Set(),
      wasRefused: false,
      wasDecisionRefused: false,
      everDecided: [],
      everReduced: [],
      movedBackward: false,
    },
  };
}

export function nothingSaid(): SaidHere {
  return {
    shippedHere: new Map(),
    cancelledHere: new Set(),
    agreed: new Set(),
    byHand: new Set(),
    decided: new Map(),
    reduced: new Map(),
    decidedByHand: new Set(),
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

/** The order as OTTO shows it now. */
export function atOtto({ world }: Chronicle, log: OrderLog): WireSalesOrder {
  const { orders } = world.otto.state;
  const salesOrder = orders.findSeenAt(log.salesOrderId, world.clock.now().getTime());
  if (salesOrder) return salesOrder;
  throw new Error(`OTTO lost the order ${log.letter}`);
}

/** In which condition and for what reason a piece was accepted, as OTTO has it; empty = nobody said. */
export function acceptedAtOtto(
  { world }: Chronicle,
  positionItemId: string,
): { condition?: string; reason?: string } {
  const found = world.otto.returns.find(positionItemId);
  return found?.status === 'ACCEPTED' ? found.details : {};
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
