import { parseJson } from '../answer.ts';
import { readDate } from '../date-text.ts';
import type { OttoRequest } from '../otto-request.ts';
import type { World } from '../world.ts';
import type { BodyReader } from './body-reader.ts';
import { carriers, isParcelCarrier, returnCarriers } from './carriers.ts';
import type { ShipmentContent, ShippedItem, TrackingKey } from './shipment-store.ts';

export const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** The parsed JSON body. @throws BodyRefusal when it is none */
export function readJson(read: BodyReader, request: OttoRequest): unknown {
  const type = request.headers['content-type'] ?? '';
  const body = parseJson(request.body);
  if (!type.startsWith('application/json') || body === undefined) {
    throw read.refuse(400, 'Invalid Attribute', 'The body must be JSON, declared as such');
  }
  return body;
}

/**
 * One shipment of a body (section 4.2 of the reference).
 *
 * @param place of the shipment within the body, e.g. `[0]`; empty when it is the whole body
 * @throws BodyRefusal
 */
export function readShipmentBody(
  world: World,
  read: BodyReader,
  value: unknown,
  place = '',
): ShipmentContent {
  const at = (field: string) => (place === '' ? field : `${place}.${field}`);
  const body = read.record(value, place === '' ? '$' : place);
  const trackingKey = readTrackingKey(read, body.trackingKey, at('trackingKey'));
  const shipDate = readShipDate(world, read, body.shipDate, at('shipDate'));
  const from = read.record(body.shipFromAddress, at('shipFromAddress'));
  const shipFromAddress = {
    city: read.text(from.city, at('shipFromAddress.city'), /^.{1,60}$/),
    countryCode: read.text(from.countryCode, at('shipFromAddress.countryCode'), /^[A-Z]{3}$/),
    zipCode: read.text(from.zipCode, at('shipFromAddress.zipCode'), /^.{1,10}$/),
  };
  const positionItems = readShippedItems(world, read, body.positionItems, at('positionItems'));
  return { trackingKey, shipDate, shipFromAddress, positionItems };
}

/** @param place of the list within the body; empty when it is the whole body */
export function readShippedItems(
  world: World,
  read: BodyReader,
  value: unknown,
  place: string,
): ShippedItem[] {
  const elements = read.list(value, place === '' ? '$' : place);
  const { largestShipment = elements.length } = world.behaviour;
  if (elements.length > largestShipment) {
    throw read.invalid(place === '' ? '$' : place, `more than ${largestShipment} position items`);
  }
  return elements.map((element, index) => {
    const path = `${place}[${index}]`;
    const item = read.record(element, path);
    return {
      positionItemId: read.text(item.positionItemId, `${path}.positionItemId`, uuid),
      salesOrderId: read.text(item.salesOrderId, `${path}.salesOrderId`, uuid),
      ...readReturnData(read, item, path),
    };
  });
}

function readTrackingKey(read: BodyReader, value: unknown, path: string): TrackingKey {
  const key = read.record(value, path);
  const carrier = read.text(key.carrier, `${path}.carrier`);
  if (!carriers.includes(carrier)) throw read.invalid(`${path}.carrier`, `unknown: ${carrier}`);
  if (key.trackingNumber === undefined && !isParcelCarrier(carrier)) return { carrier };
  return { carrier, trackingNumber: read.text(key.trackingNumber, `${path}.trackingNumber`) };
}

function readShipDate(world: World, read: BodyReader, value: unknown, path: string): string {
  const shipDate = read.text(value, path, /T/);
  const ms = readDate(shipDate);
  if (ms === undefined) throw read.invalid(path, `${shipDate} is not a date`);
  if (world.behaviour.futureShipDates === 'refuse' && ms > world.now().getTime()) {
    throw read.invalid(path, `${shipDate} lies in the future`);
  }
  return shipDate;
}

function readReturnData(read: BodyReader, item: Record<string, unknown>, path: string) {
  const { returnTrackingKey, returnAddressCarrierId } = item;
  return {
    ...(returnTrackingKey === undefined
      ? {}
      : { returnTrackingKey: readReturnKey(read, returnTrackingKey, `${path}.returnTrackingKey`) }),
    ...(returnAddressCarrierId === undefined
      ? {}
      : {
          returnAddressCarrierId: read.text(
            returnAddressCarrierId,
            `${path}.returnAddressCarrierId`,
          ),
        }),
  };
}

function readReturnKey(read: BodyReader, value: unknown, path: string): TrackingKey {
  const key = read.record(value, path);
  const carrier = read.text(key.carrier, `${path}.carrier`);
  if (!returnCarriers.some((known) => known === carrier)) {
    throw read.invalid(`${path}.carrier`, `${carrier} is not one of ${returnCarriers.join(', ')}`);
  }
  return { carrier, trackingNumber: read.text(key.trackingNumber, `${path}.trackingNumber`) };
}
