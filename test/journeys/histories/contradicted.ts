import type { ImportRules } from '../../../src/mapping/import-rules.ts';
import type { WireSalesOrder } from '../../fixtures/otto/index.ts';
import { packersStatuses } from './audit.ts';
import type { OrderLog, ShopSide } from './chronicle.ts';
import {
  feesCents,
  goesTo,
  hasLeft,
  idsOfLine,
  inCents,
  isByHand,
  isCancelled,
  phaseOf,
  priceCents,
  sum,
} from './shop-sums.ts';

/** Something a person left in the shop against OTTO, and the incidents of which one must be open. */
type Contradicted = { because: string; codes: string[] };

const IN_LINES = ['pieces-missing-in-shop', 'quantity-higher-in-shop', 'total-differs-in-shop'];
const IN_REFUNDS = ['refunded-in-shop', 'refund-exceeds-rest', ...IN_LINES];

/** What the owner must hear of: only what no reading of the rules could call in line. */
export function contradictedBy(
  log: OrderLog,
  salesOrder: WireSalesOrder,
  side: ShopSide,
  rules: ImportRules,
  backCents: number,
): Contradicted[] {
  return [
    ...byStatus(log, salesOrder, side, rules),
    ...byLines(log, salesOrder, side),
    ...byRefunds(log, salesOrder, side, backCents),
    ...byAddress(log, salesOrder),
  ];
}

function byStatus(
  log: OrderLog,
  salesOrder: WireSalesOrder,
  { order }: ShopSide,
  rules: ImportRules,
): Contradicted[] {
  if (log.statusBy !== 'hand') return [];
  const phase = phaseOf(salesOrder);
  const { status } = order;
  const isOff = ['cancelled', 'failed'].includes(status);
  const isToShip = ['processing', rules.statusMapping.processable].includes(status);
  const because = `a person set ${status}, OTTO says ${phase}`;
  if (phase === 'announced' && packersStatuses(rules).includes(status)) {
    return [{ because, codes: ['released-in-shop-only'] }];
  }
  if (isOff && ['announced', 'processable', 'sent'].includes(phase)) {
    return [{ because, codes: ['cancelled-in-shop'] }];
  }
  if (isToShip && ['sent', 'returned'].includes(phase)) {
    return [{ because, codes: ['open-in-shop-finished-at-otto'] }];
  }
  const isOpen = isToShip || ['on-hold', 'completed'].includes(status);
  if (isOpen && phase.startsWith('cancelled')) {
    return [{ because, codes: ['open-in-shop-cancelled-at-otto'] }];
  }
  return [];
}

function byLines(log: OrderLog, salesOrder: WireSalesOrder, { order }: ShopSide): Contradicted[] {
  const pieces = salesOrder.positionItems;
  if (pieces.every(isCancelled)) return [];
  const inLines = order.lineItems.flatMap(idsOfLine);
  const lost = pieces.filter((piece) => !hasLeft(piece) && !inLines.includes(piece.positionItemId));
  const found: Contradicted[] = [];
  if (lost.length > 0 && log.hands.has('lines')) {
    found.push({ because: 'a person took out a line that OTTO still sells', codes: IN_LINES });
  }
  const isHigher = order.lineItems.some(
    (line) => idsOfLine(line).length > 0 && line.quantity > idsOfLine(line).length,
  );
  if (isHigher) found.push({ because: 'a line counts more pieces than OTTO', codes: IN_LINES });
  const shown = pieces.filter((piece) => inLines.includes(piece.positionItemId));
  const expected = sum(shown.map(priceCents)) + feesCents(salesOrder);
  if (log.hands.has('fees') && !log.hands.has('lines') && inCents(order.total) !== expected) {
    found.push({ because: 'a fee changed the total', codes: IN_LINES });
  }
  return found;
}

/** More was refunded than went back at OTTO. */
function byRefunds(
  log: OrderLog,
  salesOrder: WireSalesOrder,
  { order, refunds }: ShopSide,
  backCents: number,
): Contradicted[] {
  const pieces = salesOrder.positionItems;
  if (!log.hands.has('refund') || pieces.every(isCancelled)) return [];
  const inLines = order.lineItems.flatMap(idsOfLine);
  const left = pieces.filter((piece) => hasLeft(piece) && inLines.includes(piece.positionItemId));
  const refunded = sum(refunds.map(({ amount }) => inCents(amount)));
  return refunds.some(isByHand) && refunded > sum(left.map(priceCents)) + backCents
    ? [{ because: `more refunded by hand than OTTO took back`, codes: IN_REFUNDS }]
    : [];
}

/** Only until the goods are on their way: after that an address decides nothing any more. */
function byAddress(log: OrderLog, salesOrder: WireSalesOrder): Contradicted[] {
  const isOpen = ['announced', 'processable'].includes(phaseOf(salesOrder));
  const now = goesTo(salesOrder);
  const isNew = log.addressBeforeHand !== undefined && log.addressBeforeHand !== now;
  return isNew && now !== '' && isOpen
    ? [{ because: "a person's address, and OTTO's new one", codes: ['address-differs'] }]
    : [];
}
