import type { OttoAccountAccess } from '../../../src/bridge/otto/otto-access.ts';
import type { OttoClient } from '../../../src/bridge/otto/otto-client.ts';
import type { ShipmentDraft, ShippedPiece } from '../../../src/bridge/otto/shipments.ts';
import type { FakeOttoOptions, OttoRequest } from '../../fakes/otto/index.ts';
import { buildSalesOrder, type WireSalesOrder } from '../../fixtures/otto/index.ts';
import { type OttoWorld, startOttoWorld } from './otto-world.ts';

/** A fake OTTO whose app may report shipments, with one order of three pieces to ship. */
export type ShipmentWorld = OttoWorld & { order: WireSalesOrder };

export const RETURN_KEY = { carrier: 'DHL', trackingNumber: '577546565072' };
export const HERMES_KEY = { carrier: 'HERMES', trackingNumber: 'H1234567890123456789' };

export async function startShipmentWorld(
  options: FakeOttoOptions = {},
  overrides: Partial<OttoAccountAccess> = {},
): Promise<ShipmentWorld> {
  const world = await startOttoWorld(options, { scopes: ['orders', 'shipments'], ...overrides });
  const order = buildSalesOrder({ seed: 'to-ship', positionItems: [{}, {}, {}] });
  world.otto.addOrder(order);
  return { ...world, order };
}

/** The piece as it is reported, parcel goods by default. */
export function pieceOf(order: WireSalesOrder, index = 0): ShippedPiece {
  const positionItemId = order.positionItems[index]?.positionItemId ?? '';
  return { salesOrderId: order.salesOrderId, positionItemId, returnTrackingKey: RETURN_KEY };
}

/** One parcel with the first piece, unless other pieces are given. */
export function draftOf(
  order: WireSalesOrder,
  changes: Partial<ShipmentDraft> = {},
): ShipmentDraft {
  return {
    trackingKey: HERMES_KEY,
    shipDate: '2026-03-02T07:49:12.642Z',
    shipFrom: { city: 'Dresden', zipCode: '01067', countryCode: 'DEU' },
    pieces: [pieceOf(order)],
    ...changes,
  };
}

/** Two parcels with the first piece. */
export function parcelsOf(order: WireSalesOrder): ShipmentDraft[] {
  return ['H1', 'H2'].map((trackingNumber) =>
    draftOf(order, { trackingKey: { carrier: 'HERMES', trackingNumber } }),
  );
}

/** How often OTTO took a report of the order's piece. */
export function timesReported({ otto, order }: ShipmentWorld, index = 0): number {
  return otto.shipments.timesReported(order.positionItems[index]?.positionItemId ?? '');
}

/** The writing calls that arrived, the generator and the token apart. */
export function writesTo({ otto }: OttoWorld): OttoRequest[] {
  return otto.requestsTo('POST', /shipments|cancellation/);
}

/** Each writing call with what it does to the first piece (an added one: to the second). */
export const writingCalls: {
  what: string;
  write: (client: OttoClient, order: WireSalesOrder, signal?: AbortSignal) => Promise<unknown>;
  /** the order must be brought into this state before */
  prepare?: (world: ShipmentWorld) => void;
  isDone: (world: ShipmentWorld) => boolean;
}[] = [
  {
    what: 'a shipment',
    write: (client, order, signal) => client.createShipment(draftOf(order), signal),
    isDone: (world) => timesReported(world) === 1,
  },
  {
    what: 'a multiparcel shipment',
    write: (client, order, signal) => client.createMultiParcelShipment(parcelsOf(order), signal),
    isDone: (world) => timesReported(world) === 1,
  },
  {
    what: 'an added piece',
    prepare: ({ otto, order }) =>
      otto.send(order.salesOrderId, [pieceOf(order).positionItemId], HERMES_KEY),
    write: (client, order, signal) => client.addToShipment(HERMES_KEY, [pieceOf(order, 1)], signal),
    isDone: (world) => timesReported(world, 1) === 1,
  },
  {
    what: 'a cancellation',
    write: (client, order, signal) =>
      client.cancelPosition(order.salesOrderId, pieceOf(order).positionItemId, signal),
    isDone: ({ otto, order }) => stateOf(otto, order) === 'CANCELLED_BY_PARTNER',
  },
];

/** The piece's true state at OTTO. */
export function stateOf(otto: OttoWorld['otto'], order: WireSalesOrder, index = 0): string {
  const positionItemId = order.positionItems[index]?.positionItemId ?? '';
  return otto.state.orders.findPiece(positionItemId)?.piece.fulfillmentStatus ?? 'unknown';
}
