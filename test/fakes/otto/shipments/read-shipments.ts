import { type Answer, refusal } from '../answer.ts';
import { readDate, withDatesAs } from '../date-text.ts';
import { ParameterRefusal, readLimit } from '../orders/list-query.ts';
import type { OttoRequest } from '../otto-request.ts';
import type { World } from '../world.ts';
import { isForeignKey } from './check-tracking-keys.ts';
import { shipmentNotFound, shipmentOf } from './create-shipment.ts';

/**
 * `GET /v1/shipments/{shipmentId}` and `GET …/carriers/{carrier}/trackingnumbers/{trackingNumber}`;
 * 403 for another seller's (section 4.4 of the reference).
 */
export function getShipment(world: World, request: OttoRequest): Answer {
  const { carrier = '', trackingNumber = '' } = request.params;
  if (isForeignKey(world, { carrier, trackingNumber })) {
    return refusal(403, request.path, { title: 'INSUFFICIENT_PERMISSION' });
  }
  const shipment = shipmentOf(world, request);
  return shipment === undefined
    ? shipmentNotFound(request)
    : { status: 200, json: withDatesAs(world.behaviour, shipment) };
}

/** `GET /v1/shipments?datefrom=…` by creation, `limit` 1 to 100 (25), `next` cursor (section 4.6). */
export function listShipments(world: World, request: OttoRequest): Answer {
  try {
    const limit = readLimit(request.query, 25, 100);
    const dateFrom = request.query.get('datefrom') ?? '';
    const fromMs = readDate(dateFrom);
    if (fromMs === undefined) throw new ParameterRefusal(`datefrom "${dateFrom}" is not a date`);
    const next = request.query.get('next') ?? '0';
    if (!/^\d+$/.test(next)) throw new ParameterRefusal(`next ${next} cannot be read`);
    const rest = world.shipments
      .all()
      .filter((shipment) => Date.parse(shipment.creationDate) >= fromMs)
      .filter((shipment) => Number(shipment.shipmentId) > Number(next));
    const shown = rest.slice(0, limit);
    const resources = shown.map(({ shipmentId, creationDate, trackingKey, states }) =>
      withDatesAs(world.behaviour, { shipmentId, creationDate, trackingKey, states }),
    );
    const last = shown.at(-1);
    const query = `limit=${limit}&datefrom=${encodeURIComponent(dateFrom)}`;
    const links =
      last === undefined || shown.length === rest.length
        ? []
        : [{ href: `/v1/shipments?next=${last.shipmentId}&${query}`, rel: 'next' }];
    return { status: 200, json: { resources, links } };
  } catch (error) {
    if (!(error instanceof ParameterRefusal)) throw error;
    return refusal(400, request.path, { title: 'Invalid Attribute', detail: error.message });
  }
}
