import { type Answer, refusal } from '../answer.ts';
import { readDate, withDatesAs } from '../date-text.ts';
import { ParameterRefusal, readLimit } from '../orders/list-query.ts';
import type { OttoRequest } from '../otto-request.ts';
import type { World } from '../world.ts';
import type { ReturnShipment } from './return-shipment-store.ts';

const DAY = 86_400_000;

/**
 * `GET /v1/return-shipments?datefrom=…`: announced or moved on since then; `limit` 1 to 100 (25), `next`
 * (section 5.2 of the reference).
 */
export function listReturnShipments(world: World, request: OttoRequest): Answer {
  try {
    const limit = readLimit(request.query, 25, 100);
    const dateFrom = request.query.get('datefrom') ?? '';
    const fromMs = readDate(dateFrom);
    if (fromMs === undefined) throw new ParameterRefusal(`datefrom "${dateFrom}" is not a date`);
    const next = request.query.get('next') ?? '0';
    if (!/^\d+$/.test(next)) throw new ParameterRefusal(`next ${next} cannot be read`);
    const rest = world.returnShipments
      .all()
      .filter((shipment) => changedMs(shipment) >= fromMs)
      .filter(({ returnShipmentId }) => Number(returnShipmentId) > Number(next));
    const shown = rest.slice(0, limit);
    const last = shown.at(-1);
    const query = `limit=${limit}&datefrom=${encodeURIComponent(dateFrom)}`;
    const links =
      last === undefined || shown.length === rest.length
        ? []
        : [{ href: `/v1/return-shipments?next=${last.returnShipmentId}&${query}`, rel: 'next' }];
    const resources = shown.map((shipment) => withDatesAs(world.behaviour, shipment));
    return { status: 200, json: { resources, links } };
  } catch (error) {
    if (!(error instanceof ParameterRefusal)) throw error;
    return refusal(400, request.path, { title: 'Invalid Attribute', detail: error.message });
  }
}

/** One by its id or its tracking key; by key the recent ones only (section 5.2 of the reference). */
export function getReturnShipment(world: World, request: OttoRequest): Answer {
  const { returnShipmentId, carrier = '', trackingNumber = '' } = request.params;
  const shipment =
    returnShipmentId === undefined
      ? recent(world, world.returnShipments.findByTrackingKey({ carrier, trackingNumber }))
      : world.returnShipments.find(returnShipmentId);
  return shipment === undefined
    ? refusal(404, request.path, {
        title: 'RESOURCE_NOT_FOUND',
        detail: 'No such return shipment',
      })
    : { status: 200, json: withDatesAs(world.behaviour, shipment) };
}

function changedMs({ states }: ReturnShipment): number {
  return Math.max(...states.map(({ occurredOn }) => Date.parse(occurredOn)));
}

function recent(world: World, shipment: ReturnShipment | undefined): ReturnShipment | undefined {
  if (shipment === undefined) return undefined;
  const ageMs = world.now().getTime() - Date.parse(shipment.createdAt);
  return ageMs <= world.behaviour.returnShipmentsFoundForDays * DAY ? shipment : undefined;
}
