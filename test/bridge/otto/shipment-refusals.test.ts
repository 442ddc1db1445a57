import { describe, expect, it } from 'vitest';
import { ConfigError, OttoApiError } from '../../../src/bridge/errors.ts';
import { ottoOutcomeOf } from '../../../src/bridge/otto/outcome-of.ts';
import type { ShipmentDraft } from '../../../src/bridge/otto/shipments.ts';
import { usualCredentials } from '../../fakes/otto/index.ts';
import { buildSalesOrder } from '../../fixtures/otto/index.ts';
import { rejectionOf } from './otto-world.ts';
import {
  draftOf,
  HERMES_KEY,
  pieceOf,
  type ShipmentWorld,
  startShipmentWorld,
  stateOf,
  timesReported,
  writesTo,
  writingCalls,
} from './shipment-world.ts';

/** What the shipment of the first piece is refused with; it must have been asked for once. */
async function refusalOf(world: ShipmentWorld, changes: Partial<ShipmentDraft> = {}) {
  const before = writesTo(world).length;
  const error = await rejectionOf(world.client.createShipment(draftOf(world.order, changes)));
  expect(writesTo(world)).toHaveLength(before + 1);
  if (!(error instanceof OttoApiError)) throw error;
  const { statusCode, titles, jsonPaths } = error;
  return { outcome: ottoOutcomeOf(error), statusCode, titles, jsonPaths };
}

describe('a shipment that OTTO refuses', () => {
  it('for a piece of another seller names the piece', async () => {
    const world = await startShipmentWorld();
    const { order, otto } = world;
    otto.state.foreignPositionItemIds.add(pieceOf(order, 1).positionItemId);
    expect(await refusalOf(world, { pieces: [pieceOf(order), pieceOf(order, 1)] })).toEqual({
      outcome: 'refused',
      statusCode: 400,
      titles: ['INSUFFICIENT_PERMISSION'],
      jsonPaths: ['positionItems[1].positionItemId'],
    });
    expect(stateOf(otto, order)).toBe('PROCESSABLE');
  });

  it('for a missing return key names the property', async () => {
    const world = await startShipmentWorld();
    const { returnTrackingKey: _none, ...piece } = pieceOf(world.order);
    expect(await refusalOf(world, { pieces: [piece] })).toEqual({
      outcome: 'refused',
      statusCode: 400,
      titles: ['PROPERTY_IS_MANDATORY'],
      jsonPaths: ['positionItems[0].returnTrackingKey'],
    });
  });

  it.each([[400], [404]] as const)(
    'for an unknown piece with %i names the piece',
    async (positionItemNotFoundStatus) => {
      const world = await startShipmentWorld({ positionItemNotFoundStatus });
      const unknown = pieceOf(buildSalesOrder({ seed: 'unknown' }));
      expect(await refusalOf(world, { pieces: [unknown] })).toEqual({
        outcome: 'refused',
        statusCode: positionItemNotFoundStatus,
        titles: ['POSITION_ITEM_NOT_FOUND'],
        jsonPaths: ['positionItems[0]'],
      });
      expect(world.warnings('otto-call-failed')).toHaveLength(1);
    },
  );

  it('for a tracking number that another order has had', async () => {
    const world = await startShipmentWorld();
    const other = buildSalesOrder({ seed: 'other' });
    world.otto.addOrder(other);
    await world.client.createShipment(draftOf(other));
    expect(await refusalOf(world)).toEqual({
      outcome: 'refused',
      statusCode: 409,
      titles: ['DUPLICATE_TRACKING_KEY'],
      jsonPaths: [],
    });
    expect(timesReported(world)).toBe(0);
  });

  it('for a tracking number of another seller, whose shipment may not be looked at', async () => {
    const world = await startShipmentWorld();
    world.otto.state.foreignTrackingKeys.push(HERMES_KEY);
    expect(await refusalOf(world)).toMatchObject({ titles: ['DUPLICATE_TRACKING_KEY'] });
    expect(await rejectionOf(world.client.getShipmentByTracking(HERMES_KEY))).toMatchObject({
      code: 'otto-right-missing',
      cause: { titles: ['INSUFFICIENT_PERMISSION'] },
    });
  });

  it('for a piece that is in another shipment', async () => {
    const world = await startShipmentWorld();
    await world.client.createShipment(draftOf(world.order));
    const trackingKey = { carrier: 'DHL', trackingNumber: '00340434161094021501' };
    expect(await refusalOf(world, { trackingKey })).toEqual({
      outcome: 'refused',
      statusCode: 409,
      titles: ['POSITION_ITEM_INCLUDED_IN_OTHER_SHIPMENT'],
      jsonPaths: [],
    });
    expect(timesReported(world)).toBe(1);
  });

  it('for a piece that may not be shipped yet, with whatever title', async () => {
    const unshippablePiece = { status: 409, title: 'SOMETHING_NEW' };
    const world = await startShipmentWorld({ unshippablePiece });
    const order = buildSalesOrder({
      seed: 'waits',
      positionItems: [{ fulfillmentStatus: 'ANNOUNCED' }],
    });
    world.otto.addOrder(order);
    expect(await refusalOf(world, { pieces: [pieceOf(order)] })).toMatchObject({
      outcome: 'refused',
      statusCode: 409,
      titles: ['SOMETHING_NEW'],
    });
  });

  it('keeps five places of what OTTO names, each no longer than 120 characters', async () => {
    const world = await startShipmentWorld();
    const places = ['x'.repeat(200), 'b', 'c', 'd', 'e', 'f'];
    const errors = places.map((jsonPath) => ({ path: '/shipments', title: 'A', jsonPath }));
    world.otto.faults.answerWith(400, { body: { errors } });
    const { jsonPaths } = await refusalOf(world);
    expect(jsonPaths).toEqual(['x'.repeat(120), 'b', 'c', 'd', 'e']);
  });

  it('is carried with the key for OTTO support', async () => {
    const world = await startShipmentWorld();
    const errors = [{ path: '/shipments', title: 'NEW_TITLE', logref: 'L-7' }];
    world.otto.faults.answerWith(400, { body: { errors } });
    const error = await rejectionOf(world.client.createShipment(draftOf(world.order)));
    expect(error).toMatchObject({ statusCode: 400, titles: ['NEW_TITLE'], logref: 'L-7' });
  });
});

describe.each(writingCalls)('$what', ({ what, write, prepare, isDone }) => {
  it('is refused by any 4xx, with one call', async () => {
    for (const status of [400, 404, 405, 409, 410, 413, 415, 422]) {
      const world = await startShipmentWorld();
      prepare?.(world);
      world.otto.faults.answerWith(status, { times: Number.POSITIVE_INFINITY });
      const error = await rejectionOf(write(world.client, world.order));
      expect([status, ottoOutcomeOf(error)]).toEqual([status, 'refused']);
      expect(writesTo(world)).toHaveLength(1);
    }
  });

  it('goes through with a fresh token after one 401', async () => {
    const world = await startShipmentWorld();
    prepare?.(world);
    world.otto.faults.unauthorized();
    await write(world.client, world.order);
    expect(isDone(world)).toBe(true);
  });

  it('is not sent when the token is refused twice', async () => {
    const world = await startShipmentWorld();
    prepare?.(world);
    world.otto.faults.unauthorized({ times: 2 });
    const error = await rejectionOf(write(world.client, world.order));
    expect(error).toBeInstanceOf(ConfigError);
    expect(error).toMatchObject({ code: 'otto-token-refused' });
    expect(ottoOutcomeOf(error)).toBe('not-sent');
    expect(writesTo(world)).toHaveLength(2);
    expect(isDone(world)).toBe(false);
  });

  it('is not sent when the app lacks the right, and the right is named', async () => {
    const scopes = ['receipts'];
    const world = await startShipmentWorld({}, { scopes });
    world.otto.state.tokens.setCredentials({ ...usualCredentials, scopes });
    prepare?.(world);
    const error = await rejectionOf(write(world.client, world.order));
    const scope = what === 'a cancellation' ? 'orders' : 'shipments';
    expect(error).toMatchObject({ code: 'otto-right-missing', params: { scope } });
    expect(ottoOutcomeOf(error)).toBe('not-sent');
    expect(writesTo(world)).toEqual([]);
    expect(isDone(world)).toBe(false);
  });
});
