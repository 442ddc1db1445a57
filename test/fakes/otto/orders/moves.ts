import { inventedAddresses } from '../../../fixtures/otto/people.ts';
import { travelsByForwarder } from '../../../fixtures/otto/products.ts';
import type {
  WirePositionItem,
  WireSalesOrder,
  WireTrackingInfo,
} from '../../../fixtures/otto/wire.ts';

/** One legal step of pieces (section 3.6 of the reference), with what it leaves behind. */
export type Move =
  | { to: 'PROCESSABLE' }
  | { to: 'SENT'; tracking: WireTrackingInfo }
  | { to: 'RETURNED'; acceptedByMarketplace: boolean }
  | { to: 'CANCELLED_BY_PARTNER' | 'CANCELLED_BY_MARKETPLACE'; reason: string };

const legalFrom: Record<Move['to'], readonly string[]> = {
  PROCESSABLE: ['ANNOUNCED'],
  SENT: ['PROCESSABLE'],
  RETURNED: ['SENT'],
  CANCELLED_BY_PARTNER: ['PROCESSABLE'],
  CANCELLED_BY_MARKETPLACE: ['ANNOUNCED', 'PROCESSABLE'],
};

/** The pieces this move may be made with. */
export function movablePieces(order: WireSalesOrder, to: Move['to']): WirePositionItem[] {
  return order.positionItems.filter((piece) => legalFrom[to].includes(piece.fulfillmentStatus));
}

/**
 * The order after the move; the one given stays as it is. Both change dates become `at`.
 *
 * @param positionItemIds the pieces to move; all the move is legal for when left out
 * @param from states to start from, where they differ from the table
 * @throws when there is nothing to move, or a named piece is unknown or in another state
 */
export function movePieces(
  order: WireSalesOrder,
  move: Move,
  at: Date,
  positionItemIds?: readonly string[],
  from: readonly string[] = legalFrom[move.to],
): WireSalesOrder {
  const wanted = new Set(
    positionItemIds ?? movablePieces(order, move.to).map((piece) => piece.positionItemId),
  );
  const pieces = order.positionItems.filter((piece) => wanted.has(piece.positionItemId));
  const stuck = pieces.filter((piece) => !from.includes(piece.fulfillmentStatus));
  if (pieces.length < wanted.size || pieces.length === 0 || stuck.length > 0) {
    const states = order.positionItems.map((p) => `${p.positionItemId} ${p.fulfillmentStatus}`);
    throw new Error(
      `fake OTTO: order ${order.salesOrderId} cannot move [${[...wanted].join(', ')}] to ${move.to}; it holds ${states.join(', ')}`,
    );
  }
  const moment = at.toISOString();
  const positionItems = order.positionItems.map((piece) =>
    wanted.has(piece.positionItemId) ? { ...piece, ...trace(move, moment) } : piece,
  );
  return {
    ...(move.to === 'PROCESSABLE' ? usualAddresses(order) : {}),
    ...order,
    positionItems,
    lastModifiedDate: moment,
    orderLifecycleInformation: { lifecycleChangeDate: moment },
  };
}

function trace(move: Move, moment: string): Partial<WirePositionItem> {
  const fulfillmentStatus = move.to;
  switch (move.to) {
    case 'PROCESSABLE':
      return { fulfillmentStatus, processableDate: moment };
    case 'SENT':
      return { fulfillmentStatus, sentDate: moment, trackingInfo: move.tracking };
    case 'RETURNED':
      return {
        fulfillmentStatus,
        returnedDate: moment,
        ...(move.acceptedByMarketplace ? { returnAcceptedByMarketplace: true } : {}),
      };
    default:
      return { fulfillmentStatus, cancellationDate: moment, cancellationReason: move.reason };
  }
}

/** For orders that were put in without addresses; those of the order itself win. */
function usualAddresses(order: WireSalesOrder): Partial<WireSalesOrder> {
  const byForwarder = order.positionItems.some((piece) => travelsByForwarder(piece.product.sku));
  return inventedAddresses(order.salesOrderId, byForwarder);
}
