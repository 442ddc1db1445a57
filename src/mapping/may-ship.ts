import { type FulfillmentStatus, isCancelled, mayShip } from './otto/fulfillment-status.ts';

/** Why a piece must not be shipped, the reasons in the order in which they are looked for. */
export type ShipRefusal =
  /** cancelled while it was being packed, and nobody has taken it out of the parcel yet */
  | 'pack-stop'
  | 'cancelled'
  | 'not-released'
  | 'already-sent'
  | 'returned'
  /** OTTO's word is not known: nothing is shipped on a guess */
  | 'state-unknown';

/**
 * What keeps a piece from being shipped; everything that ships asks here.
 *
 * @param order.hasPackStop a pack-stop of its order is open
 * @returns undefined = it may be shipped
 */
export function whyNotShip(
  piece: { fulfillmentStatus: FulfillmentStatus | undefined },
  order: { hasPackStop: boolean },
): ShipRefusal | undefined {
  if (mayShip(piece)) return undefined;
  const { fulfillmentStatus } = piece;
  if (isCancelled(fulfillmentStatus)) return order.hasPackStop ? 'pack-stop' : 'cancelled';
  switch (fulfillmentStatus) {
    case 'ANNOUNCED':
      return 'not-released';
    case 'SENT':
      return 'already-sent';
    case 'RETURNED':
      return 'returned';
    default:
      return 'state-unknown';
  }
}
