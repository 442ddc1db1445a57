import type { WireSalesOrder } from '../../../fixtures/otto/wire.ts';
import { type Answer, refusal } from '../answer.ts';
import type { OttoRequest } from '../otto-request.ts';
import type { World } from '../world.ts';
import { orderNotFound } from './get-order.ts';
import { movePieces } from './moves.ts';

const partnerWish = { to: 'CANCELLED_BY_PARTNER', reason: 'CANCELLED_ON_PARTNER_WISH' } as const;

/** `POST …/{salesOrderId}/cancellation`: cancels what can be cancelled, 409 when nothing can (3.10). */
export function cancelWholeOrder(world: World, request: OttoRequest): Answer {
  return withOrder(world, request, (order) => {
    const ids = order.positionItems
      .filter((piece) => cancellableStates(world).includes(piece.fulfillmentStatus))
      .map((piece) => piece.positionItemId);
    return ids.length === 0
      ? conflict(request, 'No position item of this order can be cancelled')
      : cancel(world, order, ids);
  });
}

/**
 * `POST …/positionItems/{positionItemIds}/cancellation`: all of the named pieces or none.
 * Pieces already CANCELLED_BY_PARTNER are skipped, so a repeat is harmless (3.10).
 */
export function cancelChosenItems(world: World, request: OttoRequest): Answer {
  return withOrder(world, request, (order) => {
    const ids = (request.params.positionItemIds ?? '').split(',');
    if (ids.length > 1 && !world.behaviour.positionItemListsAccepted) {
      return refusal(400, request.path, { title: 'Invalid Attribute', detail: 'One id per call' });
    }
    const pieces = order.positionItems.filter((piece) => ids.includes(piece.positionItemId));
    if (pieces.length < new Set(ids).size) {
      return refusal(404, request.path, {
        title: 'POSITION_ITEM_NOT_FOUND',
        detail: `Not all of ${ids.join(', ')} belong to order ${order.salesOrderId}`,
      });
    }
    const open = pieces.filter((piece) => piece.fulfillmentStatus !== 'CANCELLED_BY_PARTNER');
    const cancellable = cancellableStates(world);
    return open.some((piece) => !cancellable.includes(piece.fulfillmentStatus))
      ? conflict(request, 'At least one position item cannot be cancelled; nothing was changed')
      : cancel(
          world,
          order,
          open.map((piece) => piece.positionItemId),
        );
  });
}

function withOrder(
  world: World,
  request: OttoRequest,
  answer: (order: WireSalesOrder) => Answer,
): Answer {
  const salesOrderId = request.params.salesOrderId ?? '';
  const order = world.orders.find(salesOrderId);
  return order?.salesOrderId === salesOrderId
    ? answer(order)
    : orderNotFound(request, salesOrderId);
}

function cancel(world: World, order: WireSalesOrder, ids: string[]): Answer {
  if (ids.length > 0) {
    const at = world.now();
    world.orders.commit(movePieces(order, partnerWish, at, ids, cancellableStates(world)), at);
  }
  return { status: world.behaviour.cancellationSuccessStatus };
}

function cancellableStates(world: World): string[] {
  return world.behaviour.announcedCancellable ? ['PROCESSABLE', 'ANNOUNCED'] : ['PROCESSABLE'];
}

function conflict(request: OttoRequest, detail: string): Answer {
  return refusal(409, request.path, { title: 'CONFLICT', detail });
}
