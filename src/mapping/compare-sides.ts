import { compareOrder, isNews } from './compare-order.ts';
import type { CompareRules, OrderSides, Sides } from './order-sides.ts';
import type { SideDifference } from './side-difference.ts';

/** Sales orders by where they stand; those who wait or stay out by their reasons too. */
export type SideCounts = {
  atOtto: number;
  inLedger: number;
  inShop: number;
  waiting: number;
  keptOut: number;
  /** why they wait or stay out: how many for each reason */
  reasons: Record<string, number>;
};

export type Comparison = { counts: SideCounts; differences: SideDifference[] };

/**
 * Compares what OTTO, the ledger and the shop know of some sales orders. Without differences
 * `atOtto = inLedger = inShop + waiting + keptOut`; every order that upsets this has a difference.
 *
 * Not counted at all: what only OTTO knows and the bridge need not know, as it was placed before the
 * account's start, or after the import last looked.
 */
export function compareSides(sides: Sides, rules: CompareRules): Comparison {
  const counts: SideCounts = {
    atOtto: 0,
    inLedger: 0,
    inShop: 0,
    waiting: 0,
    keptOut: 0,
    reasons: {},
  };
  const differences: SideDifference[] = [];
  for (const salesOrderId of idsOf(sides)) {
    const order = orderOf(sides, salesOrderId);
    if (isNoneOfOurs(order, rules)) continue;
    const { place, differences: found } = compareOrder(order, rules);
    counts.atOtto += order.otto ? 1 : 0;
    counts.inLedger += order.ledger ? 1 : 0;
    if (place.place === 'shop') counts.inShop += 1;
    if (place.place === 'waiting') counts.waiting += 1;
    if (place.place === 'kept-out') counts.keptOut += 1;
    if (place.place === 'waiting' || place.place === 'kept-out') {
      counts.reasons[place.reason] = (counts.reasons[place.reason] ?? 0) + 1;
    }
    const orderNumber = orderNumberOf(order) ?? salesOrderId;
    differences.push(...found.map((one) => ({ salesOrderId, orderNumber, ...one })));
  }
  return { counts, differences };
}

/** Every sales order that any side knows, in an order that does not depend on who listed it first. */
function idsOf({ otto, ledger, shop }: Sides): string[] {
  return [...new Set([...otto.keys(), ...ledger.keys(), ...shop.keys()])].sort();
}

export function orderOf(sides: Sides, salesOrderId: string): OrderSides {
  return {
    otto: sides.otto.get(salesOrderId),
    ledger: sides.ledger.get(salesOrderId),
    shop: sides.shop.get(salesOrderId) ?? [],
  };
}

function isNoneOfOurs({ otto, ledger, shop }: OrderSides, rules: CompareRules): boolean {
  if (ledger || shop.length > 0) return false;
  if (!otto?.readable) return !otto;
  const isTooOld = rules.startAt !== undefined && otto.orderedAt < rules.startAt;
  return isTooOld || isNews(otto, rules);
}

function orderNumberOf({ otto, ledger, shop }: OrderSides): string | undefined {
  return otto?.orderNumber ?? ledger?.orderNumber ?? shop[0]?.orderNumber;
}
