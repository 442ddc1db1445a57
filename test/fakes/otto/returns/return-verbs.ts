import type { WirePositionItem, WireSalesOrder } from '../../../fixtures/otto/wire.ts';
import type { AfterSale } from '../after-sale.ts';
import type { World } from '../world.ts';
import { acceptPieces, rejectPiece, undecidable } from './decide-pieces.ts';
import type { DecisionKind } from './read-decisions.ts';
import type { ReturnDetails, ReturnEntry, ReturnStatus } from './return-store.ts';

type ReturnVerbs = Pick<
  AfterSale,
  'announce' | 'misdirect' | 'acceptByHand' | 'rejectByHand' | 'moveReturnShipment'
>;

export function returnVerbs(world: World): ReturnVerbs {
  return {
    announce: (positionItemId, way = {}) => {
      const { order, piece } = sentPiece(world, positionItemId);
      const usual = usualKey(world, positionItemId);
      const carrier = way.carrier ?? usual.carrier;
      const trackingNumbers = way.trackingNumbers ?? [usual.trackingNumber];
      const { salesOrderId } = order;
      for (const trackingNumber of trackingNumbers) {
        const back = { salesOrderId, id: positionItemId };
        world.returnShipments.announce({ carrier, trackingNumber }, back, world.now());
      }
      const details = { returnTrackingKey: { carrier, trackingNumbers } };
      return note(world, order, piece, 'ANNOUNCED', details);
    },
    misdirect: (positionItemId, { ottoWarehouseId = 'HAL-1' } = {}) => {
      const { order, piece } = sentPiece(world, positionItemId);
      const details = { orderNumber: order.orderNumber, ottoWarehouseId };
      return note(world, order, piece, 'MISDIRECTED', details);
    },
    acceptByHand: (positionItemId, how = {}) => {
      const salesOrderId = decidable(world, positionItemId, 'accepted');
      const { condition = 'A', reason = 'RETURN_RECEIVED' } = how;
      acceptPieces(world, salesOrderId, [{ positionItemId, condition, reason }], 'hand');
    },
    rejectByHand: (positionItemId, how = {}) => {
      const salesOrderId = decidable(world, positionItemId, 'rejected');
      const { condition = 'D', reason = 'WRONG_ITEM' } = how;
      rejectPiece(world, salesOrderId, { positionItemId, condition, reason }, 'hand');
    },
    moveReturnShipment: (trackingNumber, state, statusText) =>
      world.returnShipments.move(trackingNumber, state, world.now(), statusText),
  };
}

function sentPiece(world: World, positionItemId: string) {
  const found = world.orders.findPiece(positionItemId);
  if (found?.piece.fulfillmentStatus === 'SENT') return found;
  const state = found?.piece.fulfillmentStatus ?? 'unknown';
  throw new Error(`fake OTTO: position item ${positionItemId} is ${state}, not SENT`);
}

/** @returns the order of the piece. @throws when OTTO would not take the decision */
function decidable(world: World, positionItemId: string, kind: DecisionKind): string {
  const salesOrderId = world.orders.findPiece(positionItemId)?.order.salesOrderId ?? '';
  const why = undecidable(world, { positionItemId, salesOrderId }, kind);
  if (why === undefined) return salesOrderId;
  const reason = typeof why === 'string' ? 'it was done before' : why.title;
  throw new Error(`fake OTTO: position item ${positionItemId} cannot be ${kind}: ${reason}`);
}

/** The key that was reported with the shipment, as OTTO prints it on the label. */
function usualKey(world: World, positionItemId: string) {
  const shipped = world.shipments
    .findByPiece(positionItemId)
    ?.positionItems.find((item) => item.positionItemId === positionItemId);
  const number = String(world.returnShipments.all().length + 1).padStart(6, '0');
  return {
    carrier: shipped?.returnTrackingKey?.carrier ?? 'DHL',
    trackingNumber: shipped?.returnTrackingKey?.trackingNumber ?? `577540${number}`,
  };
}

function note(
  world: World,
  { salesOrderId }: WireSalesOrder,
  { positionItemId }: WirePositionItem,
  status: ReturnStatus,
  details: ReturnDetails,
): ReturnEntry {
  const occurredTime = world.now().toISOString();
  const entry = { positionItemId, salesOrderId, status, occurredTime, details };
  world.returns.note(entry);
  return entry;
}
