import type { ImportRules } from './import-rules.ts';
import { livePieces, type OrderPhase, orderPhase } from './order-phase.ts';
import type { SalesOrder } from './otto/sales-order.ts';
import type { AfterSale } from './receipts/money-back.ts';
import type { WooOrder } from './woocommerce/order.ts';
import { META } from './woocommerce/order-meta.ts';

/** A piece as OTTO shows it; what stands in the ledger is compared with it word by word. */
export type PieceFacts = {
  positionItemId: string;
  /** OTTO's own word */
  fulfillmentStatus: string;
  payableCents: number;
};

/** What OTTO says of one sales order, as far as it is compared. */
export type OttoSide =
  | {
      readable: true;
      orderNumber: string;
      orderedAt: string;
      changedAt: string;
      /** undefined = OTTO uses a word this bridge does not know */
      phase: OrderPhase | undefined;
      pieces: PieceFacts[];
      /**
       * what the buyer pays in the end: delivery fees, and pieces neither cancelled nor, once paid,
       * returned; without what of it went back
       */
      dueCents: number;
      /** what of it went back: price reductions of pieces that stay sold, fees, other money */
      backCents: number;
    }
  | { readable: false; orderNumber: string | undefined };

/** What the ledger says of it. */
export type LedgerSide = {
  orderNumber: string;
  orderedAt: string;
  phase: string;
  importState: 'seen' | 'backlog' | 'held' | 'skipped' | 'claimed' | 'imported';
  /** why it waits or stays out, or which step in the shop is open */
  reason: string | undefined;
  wooOrderId: number | undefined;
  /** total of the shop order when the bridge read it last */
  shownTotalCents: number | undefined;
  /** its status then */
  shownStatus: string | undefined;
  /** when a write began whose outcome is open, UTC ISO */
  claimedAt: string | undefined;
  /** the next import looks at it, whatever OTTO lists */
  isDue: boolean;
  pieces: PieceFacts[];
  /** codes of the open incidents about a person's decision in the shop that contradicts OTTO */
  contradictions: string[];
};

/** One shop order that carries our marks. */
export type ShopSide = {
  wooOrderId: number;
  orderNumber: string;
  /** OTTO's order date as the bridge wrote it, UTC ISO */
  orderedAt: string | undefined;
  /** slug; "trash" for one in the bin */
  status: string;
  /** OTTO's phase as the bridge wrote it last */
  phase: string | undefined;
  totalCents: number;
  /** by whomever, not negative */
  refundedCents: number;
  /** the owner chose to keep what a person changed in it */
  isKeptByOwner: boolean;
};

/** All that three sides know, by sales order. */
export type Sides = {
  otto: ReadonlyMap<string, OttoSide>;
  ledger: ReadonlyMap<string, LedgerSide>;
  /** one sales order has one shop order, or something is wrong */
  shop: ReadonlyMap<string, readonly ShopSide[]>;
};

/** One sales order on each side. */
export type OrderSides = {
  otto: OttoSide | undefined;
  ledger: LedgerSide | undefined;
  shop: readonly ShopSide[];
};

/** What decides whether something counts as a difference. Moments are UTC ISO. */
export type CompareRules = {
  rules: ImportRules;
  /** only orders placed since then come in; undefined = all */
  startAt: string | undefined;
  /** what changed at OTTO after this, the import had no chance to see; undefined = none such */
  readUntil: string | undefined;
  /** a write begun after this may still be at work in the shop */
  settledBefore: string;
};

export function ottoSideOf(
  salesOrder: SalesOrder,
  { moneyBack }: Pick<AfterSale, 'moneyBack'>,
): OttoSide {
  const { positionItems, deliveryFees } = salesOrder;
  const live = livePieces(positionItems);
  const phase = orderPhase(positionItems);
  // Nothing is paid before the release, so nothing is refunded either.
  const kept =
    phase === 'announced' ? live : live.filter((piece) => piece.fulfillmentStatus !== 'RETURNED');
  const feeCents = live.length === 0 ? [] : deliveryFees.map((fee) => fee.grossCents);
  const backCents = phase === 'announced' ? 0 : wentBack(kept, moneyBack);
  return {
    readable: true,
    orderNumber: salesOrder.orderNumber,
    orderedAt: salesOrder.orderedAt,
    changedAt: salesOrder.changedAt,
    phase,
    pieces: positionItems.map((piece) => ({
      positionItemId: piece.positionItemId,
      fulfillmentStatus: piece.rawFulfillmentStatus,
      payableCents: piece.payableCents,
    })),
    dueCents: sumOf([...kept.map((piece) => piece.payableCents), ...feeCents]) - backCents,
    backCents,
  };
}

/** Of a piece never more than it cost; what left the sale is not in the sum any more. */
function wentBack(
  kept: readonly { positionItemId: string; payableCents: number }[],
  moneyBack: AfterSale['moneyBack'],
): number {
  const ofPieces = kept.map(({ positionItemId, payableCents }) => {
    const reductions = moneyBack.filter(
      (one) => one.kind === 'reduction' && one.positionItemId === positionItemId,
    );
    return Math.min(payableCents, sumOf(reductions.map(({ cents }) => cents)));
  });
  const others = moneyBack.filter(({ kind }) => kind !== 'reduction');
  return sumOf([...ofPieces, ...others.map(({ cents }) => cents)]);
}

function sumOf(cents: readonly number[]): number {
  return cents.reduce((sum, each) => sum + each, 0);
}

export function shopSideOf(order: WooOrder): ShopSide {
  const { meta } = order;
  return {
    wooOrderId: order.wooOrderId,
    orderNumber: meta[META.orderNumber] ?? '',
    orderedAt: meta[META.orderedAt] || undefined,
    status: order.status,
    phase: meta[META.phase] || undefined,
    totalCents: order.totalCents,
    refundedCents: order.refunds.reduce((sum, refund) => sum + Math.abs(refund.totalCents), 0),
    isKeptByOwner: Boolean(meta[META.kept] || meta[META.refundedByHand]),
  };
}
