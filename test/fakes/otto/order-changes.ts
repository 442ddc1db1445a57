import type { WirePositionItem, WireSalesOrder } from '../../fixtures/otto/wire.ts';
import { type Move, movablePieces, movePieces } from './orders/moves.ts';
import { acceptPieces } from './returns/decide-pieces.ts';
import { markAsSent } from './shipments/mark-as-sent.ts';
import type { TrackingKey } from './shipments/shipment-store.ts';
import type { World } from './world.ts';

/**
 * What happens to orders without our doing. Pieces are named by id; left out, all those the move is
 * legal for are moved. Both change dates become now. Each verb throws when the move is not legal.
 */
export type OrderChanges = {
  /** ANNOUNCED → PROCESSABLE: addresses (invented if there are none) and `processableDate` appear. */
  release(salesOrderId: string, positionItemIds?: string[]): void;
  /** ANNOUNCED or PROCESSABLE → CANCELLED_BY_MARKETPLACE; reason by default `CANCELLED_ON_CUSTOMER_WISH`. */
  cancelByMarketplace(salesOrderId: string, positionItemIds?: string[], reason?: string): void;
  /** PROCESSABLE → CANCELLED_BY_PARTNER, as if by hand in OTTO Partner Connect. */
  cancelByPartner(salesOrderId: string, positionItemIds?: string[]): void;
  /** PROCESSABLE → SENT with a shipment, as if by hand in OTTO Partner Connect. */
  send(salesOrderId: string, positionItemIds?: string[], tracking?: TrackingKey): void;
  /** SENT → RETURNED with its REFUND, accepted by the seller by hand unless `by` says otherwise. */
  returnItems(
    salesOrderId: string,
    positionItemIds?: string[],
    by?: 'partner' | 'marketplace',
  ): void;
  /** Any other change, e.g. of an address; `lastModifiedDate` becomes now, the lifecycle date stays. */
  amend(salesOrderId: string, change: (order: WireSalesOrder) => WireSalesOrder): void;
};

export function orderChanges(world: World): OrderChanges {
  const known = (salesOrderId: string): WireSalesOrder => {
    const order = world.orders.find(salesOrderId);
    if (order === undefined) throw new Error(`fake OTTO: no order ${salesOrderId}`);
    return order;
  };
  const move = (salesOrderId: string, ids: string[] | undefined, step: Move): void => {
    const at = world.now();
    world.orders.commit(movePieces(known(salesOrderId), step, at, ids), at);
  };
  return {
    release: (salesOrderId, ids) => move(salesOrderId, ids, { to: 'PROCESSABLE' }),
    cancelByMarketplace: (salesOrderId, ids, reason = 'CANCELLED_ON_CUSTOMER_WISH') =>
      move(salesOrderId, ids, { to: 'CANCELLED_BY_MARKETPLACE', reason }),
    cancelByPartner: (salesOrderId, ids) =>
      move(salesOrderId, ids, { to: 'CANCELLED_BY_PARTNER', reason: 'CANCELLED_ON_PARTNER_WISH' }),
    returnItems: (salesOrderId, ids, by = 'partner') => {
      const pieces = ids ?? idsOf(movablePieces(known(salesOrderId), 'RETURNED'));
      const how = by === 'partner' ? { condition: 'A', reason: 'RETURN_RECEIVED' } : {};
      const decided = pieces.map((positionItemId) => ({ positionItemId, ...how }));
      acceptPieces(world, salesOrderId, decided, by === 'partner' ? 'hand' : 'marketplace');
    },
    send: (salesOrderId, ids, tracking) => send(world, known(salesOrderId), ids, tracking),
    amend: (salesOrderId, change) => {
      const at = world.now();
      const changed = change(structuredClone(known(salesOrderId)));
      world.orders.commit({ ...changed, salesOrderId, lastModifiedDate: at.toISOString() }, at);
    },
  };
}

function idsOf(pieces: WirePositionItem[]): string[] {
  return pieces.map((piece) => piece.positionItemId);
}

function send(
  world: World,
  order: WireSalesOrder,
  ids: string[] | undefined,
  tracking: TrackingKey | undefined,
): void {
  const at = world.now();
  const { salesOrderId } = order;
  const pieces = ids ?? idsOf(movablePieces(order, 'SENT'));
  const positionItems = pieces.map((positionItemId) => ({ positionItemId, salesOrderId }));
  const number = String(world.shipments.all().length + 1).padStart(12, '0');
  const trackingKey = tracking ?? { carrier: 'DHL', trackingNumber: `OPC${number}` };
  if (positionItems.length === 0) throw new Error(`fake OTTO: nothing to send of ${salesOrderId}`);
  markAsSent(world, positionItems, trackingKey, at);
  world.shipments.create(
    {
      trackingKey,
      shipDate: at.toISOString(),
      shipFromAddress: { city: 'Dresden', countryCode: 'DEU', zipCode: '01067' },
      positionItems,
    },
    at,
  );
}
