import { parseJson } from '../answer.ts';
import { readDate } from '../date-text.ts';
import type { OttoRequest } from '../otto-request.ts';
import type { BodyReader } from './body-reader.ts';
import { carriers, isParcelCarrier, returnCarriers } from './carriers.ts';
import type { Shipment, ShippedItem, TrackingKey } from './shipment-store.ts';

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** The parsed JSON body. @throws BodyRefusal when it is none */
export function readJson(read: BodyReader, request: OttoRequest): unknown {
  const type = request.headers['content-type'] ?? '';
  const body = parseJson(request.body);
  if (!type.startsWith('application/json') || body === undefined) {
    throw read.refuse(400, 'Invalid Attribute', 'The body must be JSON, declared as such');
  }
  return body;
}

/** The body of `POST /v1/shipments` (section 4.2 of the reference). @throws BodyRefusal */
export function readShipmentBody(
  read: BodyReader,
  value: unknown,
): Omit<Shipment, 'shipmentId' | 'creationDate' | 'states'> {
  const body = read.record(value, '$');
  const trackingKey = readTrackingKey(read, body.trackingKey);
  const shipDate = read.text(body.shipDate, 'shipDate', /T/);
  if (readDate(shipDate) === undefined) throw read.invalid('shipDate', `${shipDate} is not a date`);
  const from = read.record(body.shipFromAddress, 'shipFromAddress');
  const shipFromAddress = {
    city: read.text(from.city, 'shipFromAddress.city', /^.{1,60}$/),
    countryCode: read.text(from.countryCode, 'shipFromAddress.countryCode', /^[A-Z]{3}$/),
    zipCode: read.text(from.zipCode, 'shipFromAddress.zipCode', /^.{1,10}$/),
  };
  const positionItems = readShippedItems(read, body.positionItems, 'positionItems');
  return { trackingKey, shipDate, shipFromAddress, positionItems };
}

/** @param place `positionItems`, or empty when the list is the whole body */
export function readShippedItems(read: BodyReader, value: unknown, place: string): ShippedItem[] {
  return read.list(value, place === '' ? '$' : place).map((element, index) => {
    const path = `${place}[${index}]`;
    const item = read.record(element, path);
    return {
      positionItemId: read.text(item.positionItemId, `${path}.positionItemId`, uuid),
      salesOrderId: read.text(item.salesOrderId, `${path}.salesOrderId`, uuid),
      ...readReturnData(read, item, path),
    };
  });
}

function readTrackingKey(read: BodyReader, value: unknown): TrackingKey {
  const key = read.record(value, 'trackingKey');
  const carrier = read.text(key.carrier, 'trackingKey.carrier');
  if (!carriers.includes(carrier)) throw read.invalid('trackingKey.carrier', `unknown: ${carrier}`);
  if (key.trackingNumber === undefined && !isParcelCarrier(carrier)) return { carrier };
  return { carrier, trackingNumber: read.text(key.trackingNumber, 'trackingKey.trackingNumber') };
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
