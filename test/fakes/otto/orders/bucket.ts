import {
  fulfillmentStatuses,
  type WireFulfillmentStatus,
  type WireSalesOrder,
} from '../../../fixtures/otto/wire.ts';

export type ListMode = 'BUCKET' | 'AT_LEAST_ONE';

/** States that must not occur for an order to lie in the bucket (table of section 3.3). */
const moreBackward: Record<WireFulfillmentStatus, readonly string[]> = {
  ANNOUNCED: [],
  PROCESSABLE: ['ANNOUNCED'],
  SENT: ['ANNOUNCED', 'PROCESSABLE'],
  RETURNED: ['ANNOUNCED', 'PROCESSABLE', 'SENT'],
  CANCELLED_BY_PARTNER: [],
  CANCELLED_BY_MARKETPLACE: [],
};

/** Whether the order is found under at least one of the asked states. */
export function isFoundUnder(
  order: WireSalesOrder,
  asked: readonly WireFulfillmentStatus[],
  mode: ListMode,
): boolean {
  const present = new Set(order.positionItems.map((piece) => piece.fulfillmentStatus));
  return asked.some(
    (status) =>
      present.has(status) &&
      (mode === 'AT_LEAST_ONE' || !moreBackward[status].some((other) => present.has(other))),
  );
}

export function isFulfillmentStatus(text: string): text is WireFulfillmentStatus {
  return fulfillmentStatuses.some((status) => status === text);
}
