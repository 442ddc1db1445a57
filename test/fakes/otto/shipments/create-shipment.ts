import { type Answer, refusal } from '../answer.ts';
import type { OttoRequest } from '../otto-request.ts';
import type { World } from '../world.ts';
import { BodyReader, refusable } from './body-reader.ts';
import { checkShippedItems } from './check-shipped-items.ts';
import { checkTrackingKeys } from './check-tracking-keys.ts';
import { markAsSent } from './mark-as-sent.ts';
import { readJson, readShipmentBody, readShippedItems } from './read-shipment-body.ts';
import type { Shipment } from './shipment-store.ts';

/** `POST /v1/shipments`: 201 with the id; the pieces become SENT. */
export function createShipment(world: World, request: OttoRequest): Answer {
  return refusable(() => {
    const read = new BodyReader(request.path);
    const content = readShipmentBody(world, read, readJson(read, request));
    checkTrackingKeys(world, read, [content.trackingKey]);
    checkShippedItems(world, read, content.positionItems, 'positionItems');
    const at = world.now();
    const { sentVisibleAfterMs } = world.behaviour;
    markAsSent(world, content.positionItems, content.trackingKey, at, sentVisibleAfterMs);
    const { shipmentId } = world.shipments.create(content, at);
    return { status: 201, json: { shipmentId } };
  });
}

/** `POST /v1/shipments/{…}/positionitems`, by id or tracking key: forgotten pieces join; 200, empty. */
export function addToShipment(world: World, request: OttoRequest): Answer {
  return refusable(() => {
    const shipment = shipmentOf(world, request);
    if (shipment === undefined) return shipmentNotFound(request);
    const read = new BodyReader(request.path);
    const items = readShippedItems(world, read, readJson(read, request), '');
    checkShippedItems(world, read, items, '');
    const at = world.now();
    markAsSent(world, items, shipment.trackingKey, at, world.behaviour.sentVisibleAfterMs);
    world.shipments.add(shipment, items, at);
    return { status: 200 };
  });
}

/** The shipment a path names, by `shipmentId` or by `carrier` and `trackingNumber`. */
export function shipmentOf(world: World, { params }: OttoRequest): Shipment | undefined {
  const { shipmentId, carrier = '', trackingNumber = '' } = params;
  return shipmentId === undefined
    ? world.shipments.findByTrackingKey({ carrier, trackingNumber })
    : world.shipments.find(shipmentId);
}

export function shipmentNotFound(request: OttoRequest): Answer {
  return refusal(404, request.path, { title: 'RESOURCE_NOT_FOUND', detail: 'No such shipment' });
}
