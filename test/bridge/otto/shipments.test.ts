import { describe, expect, it } from 'vitest';
import { ottoOutcomeOf } from '../../../src/bridge/otto/outcome-of.ts';
import { UnusableIdError } from '../../../src/bridge/otto/path-part.ts';
import { buildSalesOrder, processableTakeBack } from '../../fixtures/otto/index.ts';
import { rejectionOf } from './otto-world.ts';
import {
  draftOf,
  HERMES_KEY,
  parcelsOf,
  pieceOf,
  RETURN_KEY,
  type ShipmentWorld,
  startShipmentWorld,
  stateOf,
  timesReported,
  writesTo,
} from './shipment-world.ts';

const bodiesOf = (world: ShipmentWorld): unknown[] =>
  writesTo(world).map(({ body }) => JSON.parse(body));

describe('a shipment', () => {
  it('is reported once, its pieces become SENT, and OTTO gives it an id', async () => {
    const world = await startShipmentWorld();
    const { client, otto, order } = world;
    const pieces = [pieceOf(order, 0), pieceOf(order, 2)];
    const { shipmentId } = await client.createShipment(draftOf(order, { pieces }));
    expect(otto.shipments.all().map((shipment) => shipment.shipmentId)).toEqual([shipmentId]);
    expect([0, 1, 2].map((index) => stateOf(otto, order, index))).toEqual([
      'SENT',
      'PROCESSABLE',
      'SENT',
    ]);
    expect([0, 1, 2].map((index) => timesReported(world, index))).toEqual([1, 0, 1]);
  });

  it('leaves in the shape of the reference, declared as JSON', async () => {
    const world = await startShipmentWorld();
    const { client, order } = world;
    const piece = { ...pieceOf(order), returnAddressCarrierId: 'pair-7' };
    await client.createShipment(draftOf(order, { pieces: [piece] }));
    expect(bodiesOf(world)).toEqual([
      {
        trackingKey: { carrier: 'HERMES', trackingNumber: 'H1234567890123456789' },
        shipDate: '2026-03-02T07:49:12.642Z',
        shipFromAddress: { city: 'Dresden', countryCode: 'DEU', zipCode: '01067' },
        positionItems: [
          {
            salesOrderId: order.salesOrderId,
            positionItemId: piece.positionItemId,
            returnTrackingKey: RETURN_KEY,
            returnAddressCarrierId: 'pair-7',
          },
        ],
      },
    ]);
    expect(writesTo(world)[0]?.headers).toMatchObject({
      'content-type': 'application/json',
      accept: 'application/json',
    });
  });

  it('of a forwarder needs neither number nor return key', async () => {
    const world = await startShipmentWorld();
    const fridges = processableTakeBack();
    world.otto.addOrder(fridges);
    const { returnTrackingKey: _none, ...piece } = pieceOf(fridges);
    const trackingKey = { carrier: 'OTHER_FORWARDER' };
    await world.client.createShipment(draftOf(fridges, { trackingKey, pieces: [piece] }));
    expect(bodiesOf(world)).toMatchObject([{ trackingKey, positionItems: [piece] }]);
    expect(bodiesOf(world)).not.toHaveProperty('[0].trackingKey.trackingNumber');
    expect(stateOf(world.otto, fridges)).toBe('SENT');
  });

  it('may hold pieces of several orders', async () => {
    const { client, otto, order } = await startShipmentWorld();
    const other = buildSalesOrder({ seed: 'same-buyer' });
    otto.addOrder(other);
    await client.createShipment(draftOf(order, { pieces: [pieceOf(order), pieceOf(other)] }));
    expect([stateOf(otto, order), stateOf(otto, other)]).toEqual(['SENT', 'SENT']);
  });

  it.each([
    ['none', {}, undefined],
    ['null', { shipmentId: null }, undefined],
    ['an object', { shipmentId: {} }, undefined],
    ['a number', { shipmentId: 4711, more: 'new' }, '4711'],
  ])('stands whatever id OTTO gives it: %s', async (_what, body, shipmentId) => {
    const { client, otto, order } = await startShipmentWorld();
    otto.faults.answerWith(201, { body, moment: 'after-effect' });
    expect(await client.createShipment(draftOf(order))).toEqual({ shipmentId });
  });
});

describe('a piece in several parcels', () => {
  it('is reported once, and each parcel is found by its own number', async () => {
    const world = await startShipmentWorld();
    const { client, otto, order } = world;
    const { multiParcelShipmentId } = await client.createMultiParcelShipment(parcelsOf(order));
    expect(multiParcelShipmentId).toMatch(/^\d+$/);
    expect(timesReported(world)).toBe(1);
    expect(stateOf(otto, order)).toBe('SENT');
    for (const trackingNumber of ['H1', 'H2']) {
      const key = { carrier: 'HERMES', trackingNumber };
      expect(await client.getShipmentByTracking(key)).toMatchObject({
        trackingKey: key,
        positionItemIds: [pieceOf(order).positionItemId],
      });
    }
    expect(writesTo(world).map(({ path }) => path)).toEqual(['/v1/multiparcel-shipments']);
    expect(bodiesOf(world)).toMatchObject([
      [
        { trackingKey: { trackingNumber: 'H1' }, shipFromAddress: { zipCode: '01067' } },
        { trackingKey: { trackingNumber: 'H2' }, positionItems: [pieceOf(order)] },
      ],
    ]);
  });

  it('stands without an id, too', async () => {
    const { client, otto, order } = await startShipmentWorld();
    otto.faults.answerWith(201, { body: {}, moment: 'after-effect' });
    expect(await client.createMultiParcelShipment(parcelsOf(order))).toEqual({
      multiParcelShipmentId: undefined,
    });
  });
});

describe('a forgotten piece', () => {
  it('joins a shipment by its id and by its tracking key', async () => {
    const world = await startShipmentWorld();
    const { client, otto, order } = world;
    const { shipmentId = '' } = await client.createShipment(draftOf(order));
    await client.addToShipment({ shipmentId }, [pieceOf(order, 1)]);
    await client.addToShipment(HERMES_KEY, [pieceOf(order, 2)]);
    expect(otto.shipments.all()).toHaveLength(1);
    expect([0, 1, 2].map((index) => timesReported(world, index))).toEqual([1, 1, 1]);
    expect(bodiesOf(world).slice(1)).toEqual([[pieceOf(order, 1)], [pieceOf(order, 2)]]);
    expect(writesTo(world).map(({ path }) => path)).toEqual([
      '/v1/shipments',
      `/v1/shipments/${shipmentId}/positionitems`,
      '/v1/shipments/carriers/HERMES/trackingnumbers/H1234567890123456789/positionitems',
    ]);
  });

  it('has joined whatever success OTTO answers with', async () => {
    const { client, otto, order } = await startShipmentWorld();
    otto.faults.answerWith(202, { body: 'OK' });
    await expect(client.addToShipment(HERMES_KEY, [pieceOf(order)])).resolves.toBeUndefined();
  });

  it('is open when a web page answers in place of OTTO', async () => {
    const { client, otto, order } = await startShipmentWorld();
    otto.faults.htmlPage(200);
    const error = await rejectionOf(client.addToShipment(HERMES_KEY, [pieceOf(order)]));
    expect(ottoOutcomeOf(error)).toBe('unknown');
  });

  it('joins under the very number that was given, whatever signs are in it', async () => {
    const { client, otto, order } = await startShipmentWorld();
    const trackingNumber = ' A/b?c=d&ü%20#e..';
    otto.send(order.salesOrderId, [pieceOf(order).positionItemId], {
      carrier: 'DHL',
      trackingNumber,
    });
    await client.addToShipment({ carrier: 'DHL', trackingNumber }, [pieceOf(order, 1)]);
    expect(stateOf(otto, order, 1)).toBe('SENT');
  });
});

describe('an id that would ask for another path', () => {
  const unusable = ['', '  ', '.', '..', ' .. ', '\uD800'];

  it.each(unusable)('%j is refused without a call', async (id) => {
    const { client, otto, order } = await startShipmentWorld();
    const key = { carrier: 'DHL', trackingNumber: id };
    const parcel = draftOf(order, { trackingKey: key });
    for (const attempt of [
      client.createShipment(parcel),
      client.createMultiParcelShipment([draftOf(order), parcel]),
      client.addToShipment({ shipmentId: id }, [pieceOf(order)]),
      client.addToShipment(key, [pieceOf(order)]),
      client.addToShipment({ carrier: id, trackingNumber: '1' }, [pieceOf(order)]),
      client.cancelPosition(id, pieceOf(order).positionItemId),
      client.cancelPosition(order.salesOrderId, id),
      client.getShipment(id),
      client.getShipmentByTracking(key),
    ]) {
      const error = await rejectionOf(attempt);
      expect(error).toBeInstanceOf(UnusableIdError);
      expect(error).toMatchObject({ retryable: false });
      expect(ottoOutcomeOf(error)).toBe('refused');
    }
    expect(otto.requests).toEqual([]);
  });
});
