import { furtherProducts, sandboxProducts } from '../../fixtures/otto/products.ts';
import type { WirePositionItem, WireSalesOrder } from '../../fixtures/otto/wire.ts';
import { issuePurchase, issueReturnRefunds } from './receipts/issue-receipts.ts';
import type { World } from './world.ts';

/** The SKUs OTTO knows from the beginning: those of the fixtures. */
export const usualSkus = [...Object.values(sandboxProducts), ...Object.values(furtherProducts)].map(
  ({ sku }) => sku,
);

/**
 * Puts an order in with its past: what was sent before has its purchase receipts, what was returned
 * its return and its refund. Its products are known to take stock, and lower it if OTTO counts sales.
 */
export function putOrder(world: World, order: WireSalesOrder): void {
  const at = world.now();
  world.orders.add(order, at);
  for (const piece of order.positionItems) {
    world.availability.knowSold(piece.product.sku);
    if (world.behaviour.salesLowerQuantities) sell(world, piece, at);
  }
  billPast(world, order);
}

function sell({ availability }: World, piece: WirePositionItem, at: Date): void {
  if (piece.fulfillmentStatus.startsWith('CANCELLED')) return;
  const { sku } = piece.product;
  const quantity = availability.quantity(sku) ?? 0;
  if (quantity > 0) availability.set(sku, quantity - 1, at);
}

function billPast(world: World, order: WireSalesOrder): void {
  const sent = order.positionItems.filter((piece) =>
    ['SENT', 'RETURNED'].includes(piece.fulfillmentStatus),
  );
  const parcels = Map.groupBy(sent, (piece) => JSON.stringify(piece.trackingInfo ?? {}));
  for (const pieces of parcels.values()) {
    const at = momentOf(world, order, pieces[0]?.sentDate);
    issuePurchase(world, order, idsOf(pieces), at);
  }
  for (const piece of sent) {
    if (piece.fulfillmentStatus === 'RETURNED') returnPast(world, order, piece);
  }
}

function returnPast(world: World, order: WireSalesOrder, piece: WirePositionItem): void {
  const { positionItemId, returnedDate, returnAcceptedByMarketplace } = piece;
  const at = momentOf(world, order, returnedDate);
  const occurredTime = at.toISOString();
  world.returns.note({
    positionItemId,
    salesOrderId: order.salesOrderId,
    status: 'ACCEPTED',
    occurredTime,
    details: returnAcceptedByMarketplace ? {} : { condition: 'A', reason: 'RETURN_RECEIVED' },
  });
  const by = returnAcceptedByMarketplace ? 'marketplace' : 'hand';
  world.returns.noteDecision({ kind: 'accepted', positionItemId, decidedAt: occurredTime, by });
  issueReturnRefunds(world, order, [positionItemId], at);
}

/**
 * Orders may be put in with dates that are missing or wrong; their last change stands in then. What
 * has happened lies never after now.
 */
function momentOf(world: World, order: WireSalesOrder, date: string | undefined): Date {
  const ms = Date.parse(date ?? '');
  const changed = Date.parse(order.orderLifecycleInformation.lifecycleChangeDate);
  return new Date(Math.min(Number.isNaN(ms) ? changed : ms, world.now().getTime()));
}

function idsOf(pieces: WirePositionItem[]): string[] {
  return pieces.map((piece) => piece.positionItemId);
}
