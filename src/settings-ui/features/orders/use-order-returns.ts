import type { Order } from '../../api/shapes.ts';
import { useAnswer } from '../../api/use-api.ts';
import type { ReturnItem } from '../../components/after-sale/return-state.tsx';

/** What has not left the house can't come back. */
const LEFT = ['SENT', 'RETURNED'];

/** The returns of an order, by piece: what OTTO says of them, and what may be done. */
export function useOrderReturns(order: Order): ReadonlyMap<string, ReturnItem> {
  const hasLeft = order.positionItems.some(({ fulfillmentStatus }) =>
    LEFT.includes(fulfillmentStatus),
  );
  const found = useAnswer(
    'findReturn',
    { query: { number: order.orderNumber } },
    { isOn: hasLeft },
  );
  return new Map(
    (found.data?.items ?? [])
      .filter(
        ({ accountId, salesOrderId }) =>
          accountId === order.accountId && salesOrderId === order.salesOrderId,
      )
      .map((item) => [item.positionItemId, item]),
  );
}
