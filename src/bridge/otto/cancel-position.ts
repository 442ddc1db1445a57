import { refuseWebPage } from './otto-answers.ts';
import type { OttoCaller } from './otto-caller.ts';
import { pathPart, UnusableIdError } from './path-part.ts';

/**
 * Cancels one piece. One id per call is valid under every description of the interface; any 2xx
 * that is no web page is success, since neither its code nor its body is documented.
 *
 * @see https://api.otto.market/docs/functional-interfaces/orders
 */
export async function cancelPosition(
  call: OttoCaller,
  salesOrderId: string,
  positionItemId: string,
  signal?: AbortSignal,
): Promise<void> {
  // OTTO's older descriptions read a comma as a list: several pieces would be cancelled.
  if (positionItemId.includes(',')) throw new UnusableIdError('positionItemId');
  const order = pathPart('salesOrderId', salesOrderId);
  const piece = pathPart('positionItemId', positionItemId);
  await call(
    {
      method: 'POST',
      route: '/v4/orders/{salesOrderId}/positionItems/{positionItemId}/cancellation',
      path: `/v4/orders/${order}/positionItems/${piece}/cancellation`,
      scope: 'orders',
      repeatable: false,
      read: ({ requestLine, text }) => refuseWebPage(requestLine, text),
    },
    signal,
  );
}
