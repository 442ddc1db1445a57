import type { World } from '../world.ts';
import type { BodyReader } from './body-reader.ts';
import type { ShippedItem } from './shipment-store.ts';

/**
 * What must hold for pieces to go into a shipment (sections 4.2 and 4.4 of the reference): they are
 * known, the seller's own, in no shipment yet and PROCESSABLE; parcel goods bring a return tracking key.
 *
 * @param place `positionItems`, or empty when the list is the whole body
 * @throws BodyRefusal for the first piece that may not; then nothing at all is shipped
 */
export function checkShippedItems(
  world: World,
  read: BodyReader,
  items: ShippedItem[],
  place: string,
): void {
  items.forEach((item, index) => {
    checkKnown(world, read, item, `${place}[${index}]`);
  });
  const ids = items.map((item) => item.positionItemId);
  if (new Set(ids).size < ids.length) throw read.invalid(place, 'a position item is named twice');
  for (const item of items) checkFree(world, read, item);
}

function checkKnown(world: World, read: BodyReader, item: ShippedItem, path: string): void {
  const { positionItemId, salesOrderId, returnTrackingKey } = item;
  if (world.foreignPositionItemIds.has(positionItemId)) {
    throw read.refuse(
      400,
      'INSUFFICIENT_PERMISSION',
      `Position item ${positionItemId} belongs to another partner`,
      `${path}.positionItemId`,
    );
  }
  const found = world.orders.findPiece(positionItemId);
  if (found === undefined || found.order.salesOrderId !== salesOrderId) {
    throw read.refuse(
      world.behaviour.positionItemNotFoundStatus,
      'POSITION_ITEM_NOT_FOUND',
      `No position item ${positionItemId} in order ${salesOrderId}`,
      path,
    );
  }
  const byForwarder = world.behaviour.travelsByForwarder(found.piece.product.sku);
  if (returnTrackingKey === undefined && !byForwarder) {
    throw read.missing(`${path}.returnTrackingKey`);
  }
}

function checkFree(world: World, read: BodyReader, { positionItemId }: ShippedItem): void {
  const status = world.orders.findPiece(positionItemId)?.piece.fulfillmentStatus ?? '';
  if (world.shipments.findByPiece(positionItemId) || ['SENT', 'RETURNED'].includes(status)) {
    throw read.refuse(
      409,
      'POSITION_ITEM_INCLUDED_IN_OTHER_SHIPMENT',
      `At least one position item is already included in another shipment: ${positionItemId}`,
    );
  }
  if (status !== 'PROCESSABLE') {
    const { status: httpStatus, title } = world.behaviour.unshippablePiece;
    throw read.refuse(httpStatus, title, `Position item ${positionItemId} is ${status}`);
  }
}
