import { type Answer, refusal } from '../answer.ts';
import type { OttoRequest } from '../otto-request.ts';
import type { World } from '../world.ts';
import { presentOrder } from './present-order.ts';

/** `GET /v4/orders/{salesOrderId}` and `GET /v4/orders/{orderNumber}`. */
export function getOrder(world: World, request: OttoRequest): Answer {
  const idOrNumber = request.params.idOrNumber ?? '';
  const seenUntil = world.now().getTime() - world.behaviour.readLagMs;
  const order = world.orders.findSeenAt(idOrNumber, seenUntil);
  return order === undefined
    ? orderNotFound(request, idOrNumber)
    : { status: 200, json: presentOrder(order, world.behaviour) };
}

/** Status and title for orders are not documented; those of Shipments are used. */
export function orderNotFound(request: OttoRequest, idOrNumber: string): Answer {
  return refusal(404, request.path, {
    title: 'RESOURCE_NOT_FOUND',
    detail: `No order ${idOrNumber}`,
  });
}
