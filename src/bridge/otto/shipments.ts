import { z } from 'zod';
import { readAnswer, refuseWebPage } from './otto-answers.ts';
import type { OttoCall, OttoCaller } from './otto-caller.ts';
import { pathPart } from './path-part.ts';

/** What OTTO finds a shipment by. */
export type TrackingKey = { carrier: string; trackingNumber: string };

/** One piece of a shipment. */
export type ShippedPiece = {
  salesOrderId: string;
  positionItemId: string;
  /** DHL, GLS or HERMES; OTTO demands it for parcel goods */
  returnTrackingKey?: TrackingKey;
  /** only for a seller with several return addresses */
  returnAddressCarrierId?: string;
};

/** A parcel, or one consignment of a forwarder, as it is reported to OTTO. */
export type ShipmentDraft = {
  /** forwarders may go without a number */
  trackingKey: { carrier: string; trackingNumber?: string };
  /** hand-over to the carrier, UTC ISO 8601 */
  shipDate: string;
  /** `countryCode` is ISO 3166-1 alpha-3 */
  shipFrom: { city: string; zipCode: string; countryCode: string };
  pieces: ShippedPiece[];
};

/** A shipment that OTTO already has, by its id or by its tracking key. */
export type ShipmentName = { shipmentId: string } | TrackingKey;

export const SHIPMENTS_PATH = '/v1/shipments';

const createdShipment = z.object({ shipmentId: lenientId() });
const createdMultiParcel = z.object({ multiParcelShipmentId: lenientId() });

/** Reports one shipment; its pieces become SENT and OTTO writes the buyer's receipt. */
export async function createShipment(
  call: OttoCaller,
  draft: ShipmentDraft,
  signal?: AbortSignal,
): Promise<{ shipmentId: string | undefined }> {
  const { shipmentId } = await call(
    {
      ...writing(SHIPMENTS_PATH),
      json: bodyOf(draft),
      read: ({ requestLine, text }) => readAnswer(requestLine, text, createdShipment),
    },
    signal,
  );
  return { shipmentId };
}

/** Reports one piece that travels in several parcels: one draft per parcel, each naming that piece. */
export async function createMultiParcelShipment(
  call: OttoCaller,
  drafts: ShipmentDraft[],
  signal?: AbortSignal,
): Promise<{ multiParcelShipmentId: string | undefined }> {
  const { multiParcelShipmentId } = await call(
    {
      ...writing('/v1/multiparcel-shipments'),
      json: drafts.map(bodyOf),
      read: ({ requestLine, text }) => readAnswer(requestLine, text, createdMultiParcel),
    },
    signal,
  );
  return { multiParcelShipmentId };
}

/** Adds pieces that were forgotten to a shipment that OTTO already has. */
export async function addToShipment(
  call: OttoCaller,
  shipment: ShipmentName,
  pieces: ShippedPiece[],
  signal?: AbortSignal,
): Promise<void> {
  const { route, path } = addressOf(shipment);
  await call(
    {
      ...writing(`${route}/positionitems`),
      path: `${path}/positionitems`,
      json: pieces.map(itemOf),
      read: ({ requestLine, text }) => refuseWebPage(requestLine, text),
    },
    signal,
  );
}

/**
 * Where a shipment is found.
 *
 * @throws UnusableIdError
 */
export function addressOf(shipment: ShipmentName): { route: string; path: string } {
  if ('shipmentId' in shipment) {
    return {
      route: `${SHIPMENTS_PATH}/{shipmentId}`,
      path: `${SHIPMENTS_PATH}/${pathPart('shipmentId', shipment.shipmentId)}`,
    };
  }
  const carrier = pathPart('carrier', shipment.carrier);
  const trackingNumber = pathPart('trackingNumber', shipment.trackingNumber);
  return {
    route: `${SHIPMENTS_PATH}/carriers/{carrier}/trackingnumbers/{trackingNumber}`,
    path: `${SHIPMENTS_PATH}/carriers/${carrier}/trackingnumbers/${trackingNumber}`,
  };
}

function writing(
  route: string,
): Pick<OttoCall<unknown>, 'method' | 'route' | 'path' | 'scope' | 'repeatable'> {
  return { method: 'POST', route, path: route, scope: 'shipments', repeatable: false };
}

/** @see https://api.otto.market/docs/functional-interfaces/shipments */
function bodyOf({ trackingKey, shipDate, shipFrom, pieces }: ShipmentDraft) {
  const { carrier, trackingNumber } = trackingKey;
  // What could not be looked up after a lost answer is not sent either.
  if (trackingNumber !== undefined) addressOf({ carrier, trackingNumber });
  const { city, zipCode, countryCode } = shipFrom;
  return {
    trackingKey: { carrier, trackingNumber },
    shipDate,
    shipFromAddress: { city, countryCode, zipCode },
    positionItems: pieces.map(itemOf),
  };
}

/** Only what OTTO knows leaves; JSON leaves out what is undefined. */
function itemOf(piece: ShippedPiece): ShippedPiece {
  const { positionItemId, salesOrderId, returnTrackingKey, returnAddressCarrierId } = piece;
  return {
    positionItemId,
    salesOrderId,
    ...(returnTrackingKey && { returnTrackingKey }),
    ...(returnAddressCarrierId !== undefined && { returnAddressCarrierId }),
  };
}

/** An id OTTO gave: it only informs, so that an odd one never makes a success look like a failure. */
function lenientId() {
  return z
    .union([z.string(), z.number().transform(String)])
    .optional()
    .catch(undefined);
}
