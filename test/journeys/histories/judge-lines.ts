import type { WireSalesOrder } from '../../fixtures/otto/index.ts';
import type { OrderLog, Say, ShopSide } from './chronicle.ts';
import {
  feesCents,
  hasLeft,
  idsOfLine,
  idsOfRefund,
  inCents,
  isCancelled,
  phaseOf,
  priceCents,
  sum,
} from './shop-sums.ts';

/** Every piece of the sale stands in just one line, with its SKU, and each line counts its pieces. */
export function judgePieces(
  log: OrderLog,
  salesOrder: WireSalesOrder,
  { order, refunds }: ShopSide,
  say: Say,
): void {
  const inLines = order.lineItems.flatMap(idsOfLine);
  if (new Set(inLines).size < inLines.length) say('a piece stands in two lines');
  const isWholeCancelled = salesOrder.positionItems.every(isCancelled);
  const refunded = new Set(refunds.flatMap(idsOfRefund));
  if (log.hands.has('lines')) return;
  for (const piece of salesOrder.positionItems) {
    const isIn = inLines.includes(piece.positionItemId);
    const name = piece.product.productTitle;
    if (!isIn && !isCancelled(piece) && !isWholeCancelled) {
      say(`a piece of ${name} is in no line`);
    }
    const isOpen = isIn && hasLeft(piece) && !refunded.has(piece.positionItemId);
    if (isOpen && isPaid(salesOrder) && !isWholeCancelled && !log.hands.has('refund')) {
      say(`a piece of ${name} left the sale, but was not refunded`);
    }
  }
  for (const line of order.lineItems) {
    const ids = idsOfLine(line);
    if (line.quantity !== ids.length) {
      say(`line ${line.name}: expected ${ids.length} pieces, found ${line.quantity}`);
    }
    const skus = salesOrder.positionItems
      .filter(({ positionItemId }) => ids.includes(positionItemId))
      .map(({ product }) => product.sku);
    if (new Set(skus).size > 1) say(`line ${line.name} holds different goods`);
  }
}

/**
 * The shop's total is OTTO's gross of all pieces in it and the fees, to the cent; its refunds are what
 * went back, every euro once.
 */
export function judgeMoney(
  log: OrderLog,
  salesOrder: WireSalesOrder,
  { order, refunds }: ShopSide,
  backCents: number,
  say: Say,
): void {
  if (log.hands.has('lines') || log.hands.has('fees')) return;
  const inLines = order.lineItems.flatMap(idsOfLine);
  const pieces = salesOrder.positionItems.filter(({ positionItemId }) =>
    inLines.includes(positionItemId),
  );
  const expected = sum(pieces.map(priceCents)) + feesCents(salesOrder);
  if (inCents(order.total) !== expected) {
    say(`expected a total of ${euros(expected)}, found ${euros(inCents(order.total))}`);
  }
  if (order.feeLines.length > 0) say('a fee line nobody asked for');
  if (salesOrder.positionItems.every(isCancelled) || log.hands.has('refund')) return;
  const kept = salesOrder.positionItems.filter(
    (piece) => !hasLeft(piece) || (!isPaid(salesOrder) && inLines.includes(piece.positionItemId)),
  );
  const keptCents = sum(kept.map(priceCents)) + feesCents(salesOrder) - backCents;
  const left = inCents(order.total) - sum(refunds.map(({ amount }) => inCents(amount)));
  if (left !== keptCents) {
    say(`expected ${euros(keptCents)} left after refunds, found ${euros(left)}`);
  }
}

/** Refunds wait for the release of the whole order: before, the shop has no payment to refund from. */
function isPaid(salesOrder: WireSalesOrder): boolean {
  return phaseOf(salesOrder) !== 'announced';
}

function euros(cents: number): string {
  return (cents / 100).toFixed(2);
}
