import type { Answer } from '../answer.ts';
import type { OttoRequest } from '../otto-request.ts';
import type { World } from '../world.ts';
import { BodyReader, refusable } from './body-reader.ts';
import { isParcelCarrier } from './carriers.ts';
import { checkShippedItems } from './check-shipped-items.ts';
import { checkTrackingKeys } from './check-tracking-keys.ts';
import { markAsSent } from './mark-as-sent.ts';
import { readJson, readShipmentBody } from './read-shipment-body.ts';
import type { ShipmentContent } from './shipment-store.ts';

/**
 * `POST /v1/multiparcel-shipments`: one piece in several parcels, all of them or none; 201 with the id.
 * Each parcel stands as a shipment under its own tracking key (section 4.5 of the reference).
 */
export function createMultiParcelShipment(world: World, request: OttoRequest): Answer {
  return refusable(() => {
    const read = new BodyReader(request.path);
    const entries = read.list(readJson(read, request), '$');
    if (entries.length < 2) throw read.invalid('$', 'at least two parcels are expected');
    const parcels = entries.map((entry, index) =>
      checkParcel(read, readShipmentBody(world, read, entry, `[${index}]`), `[${index}]`),
    );
    const [first] = parcels;
    const [item] = first?.positionItems ?? [];
    if (first === undefined || item === undefined) throw read.missing('[0].positionItems');
    const stray = parcels.findIndex(
      ({ positionItems: [named] }) =>
        named?.positionItemId !== item.positionItemId || named.salesOrderId !== item.salesOrderId,
    );
    if (stray >= 0) throw read.invalid(`[${stray}].positionItems[0]`, 'another piece is named');
    const keys = parcels.map((parcel) => parcel.trackingKey);
    checkTrackingKeys(world, read, keys);
    checkShippedItems(world, read, [item], '[0].positionItems');
    const at = world.now();
    markAsSent(world, [item], first.trackingKey, at, world.behaviour.sentVisibleAfterMs);
    return { status: 201, json: world.shipments.createMultiParcel(parcels, at) };
  });
}

function checkParcel(read: BodyReader, parcel: ShipmentContent, place: string): ShipmentContent {
  const { carrier } = parcel.trackingKey;
  if (!isParcelCarrier(carrier)) {
    throw read.invalid(`${place}.trackingKey.carrier`, `${carrier} is no parcel service`);
  }
  const [item, ...more] = parcel.positionItems;
  if (more.length > 0) throw read.invalid(`${place}.positionItems`, 'one piece is expected');
  if (item?.returnTrackingKey === undefined) {
    throw read.missing(`${place}.positionItems[0].returnTrackingKey`);
  }
  return parcel;
}
