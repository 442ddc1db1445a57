import { pieceCents } from '../receipts/cents.ts';
import type { World } from '../world.ts';
import type { Reduction } from './reduction-store.ts';
import { settleReductions } from './settle-reductions.ts';

/** Why a piece cannot be reduced, with OTTO's status for it. */
export type Irreducible = { status: 403 | 404 | 409 | 424; title: string; detail: string };

/** @returns what stands in the way, or undefined when the piece may be reduced by so much (5.4) */
export function irreducible(
  world: World,
  {
    positionItemId,
    salesOrderId,
    cents,
  }: Pick<Reduction, 'positionItemId' | 'salesOrderId' | 'cents'>,
): Irreducible | undefined {
  const { behaviour } = world;
  if (world.foreignPositionItemIds.has(positionItemId)) {
    return {
      status: 403,
      title: 'INSUFFICIENT_PERMISSION',
      detail: `Not yours: ${positionItemId}`,
    };
  }
  const found = world.orders.findPiece(positionItemId);
  if (found === undefined || found.order.salesOrderId !== salesOrderId) {
    const detail = `No position item ${positionItemId} in order ${salesOrderId}`;
    return { status: 404, title: 'POSITION_ITEM_NOT_FOUND', detail };
  }
  const { fulfillmentStatus } = found.piece;
  if (fulfillmentStatus !== 'SENT') {
    const detail = `Position item ${positionItemId} is ${fulfillmentStatus}`;
    return { status: behaviour.irreducibleStatus, title: 'POSITION_ITEM_NOT_REDUCIBLE', detail };
  }
  const purchase = world.receipts.purchaseOf(positionItemId);
  if (!purchase || Date.parse(purchase.creationDate) > world.now().getTime()) {
    const detail = `There is no purchase receipt of ${positionItemId} yet`;
    return { status: 424, title: 'RECEIPT_NOT_FOUND', detail };
  }
  const leftCents = pieceCents(found.piece) - world.reductions.totalCents(positionItemId);
  if (cents >= leftCents) {
    const detail = `The amount must be below what is left of ${positionItemId}`;
    return { status: behaviour.reductionTooLargeStatus, title: 'PRICE_REDUCTION_TOO_HIGH', detail };
  }
  return undefined;
}

/** Takes a reduction that may be made; it adds up with those of before. */
export function reducePiece(
  world: World,
  content: Omit<Reduction, 'id' | 'status' | 'createdAt' | 'receiptNumber'>,
): Reduction {
  const at = world.now();
  const reduction = world.reductions.add({
    ...content,
    createdAt: at.toISOString(),
    receiptNumber: world.receipts.takeNumber(at),
  });
  settleReductions(world);
  return reduction;
}
