import { describe, expect, it } from 'vitest';
import { OttoApiError, PayloadError } from '../../../src/bridge/errors.ts';
import { rejectionOf } from './otto-world.ts';
import {
  draftOf,
  HERMES_KEY,
  pieceOf,
  type ShipmentWorld,
  startShipmentWorld,
} from './shipment-world.ts';

const always = { times: Number.POSITIVE_INFINITY };

const looksIn = ({ otto }: ShipmentWorld) => otto.requestsTo('GET', /^\/v1\/shipments\//);

describe('a shipment at OTTO', () => {
  it('is found by its tracking key and by its id, with its pieces', async () => {
    const { client, order } = await startShipmentWorld();
    const pieces = [pieceOf(order, 0), pieceOf(order, 2)];
    const { shipmentId = '' } = await client.createShipment(draftOf(order, { pieces }));
    const found = {
      shipmentId,
      trackingKey: HERMES_KEY,
      shipDate: '2026-03-02T07:49:12.642Z',
      positionItemIds: pieces.map(({ positionItemId }) => positionItemId),
    };
    expect(await client.getShipmentByTracking(HERMES_KEY)).toEqual(found);
    expect(await client.getShipment(shipmentId)).toEqual(found);
  });

  it('is found by the very number that was reported, whatever signs are in it', async () => {
    const { client, order } = await startShipmentWorld();
    const trackingKey = { carrier: 'DHL', trackingNumber: 'A/b?c=d&ü%20#e' };
    await client.createShipment(draftOf(order, { trackingKey }));
    expect(await client.getShipmentByTracking(trackingKey)).toMatchObject({ trackingKey });
  });

  it('that OTTO does not have is undefined, asked for once and without a warning', async () => {
    const world = await startShipmentWorld();
    expect(await world.client.getShipmentByTracking(HERMES_KEY)).toBeUndefined();
    expect(await world.client.getShipment('4711')).toBeUndefined();
    expect(looksIn(world)).toHaveLength(2);
    expect(world.log.filter(({ level }) => level !== 'debug')).toEqual([]);
  });

  it.each([
    ['without a body', {}],
    ['with half a body', { body: '{"errors":[{"path":"/ship' }],
    ['with another title', { body: { errors: [{ path: '/shipments', title: 'NEW_TITLE' }] } }],
  ])('is not there after a 404 %s, too', async (_what, answer) => {
    const world = await startShipmentWorld();
    world.otto.faults.answerWith(404, answer);
    expect(await world.client.getShipmentByTracking(HERMES_KEY)).toBeUndefined();
  });

  it('is not said to be missing by the web page of another server, which is told', async () => {
    const world = await startShipmentWorld();
    world.otto.faults.htmlPage(404, always);
    for (const look of [
      world.client.getShipmentByTracking(HERMES_KEY),
      world.client.getShipment('4711'),
    ]) {
      const error = await rejectionOf(look);
      expect(error).toBeInstanceOf(OttoApiError);
      expect(error).toMatchObject({ statusCode: 404, retryable: false });
    }
    expect(world.warnings('otto-call-failed')).toHaveLength(2);
  });

  it('is not said to be missing by a token endpoint that is', async () => {
    const world = await startShipmentWorld();
    world.otto.faults.tokenEndpointFails(404);
    expect(await rejectionOf(world.client.getShipmentByTracking(HERMES_KEY))).toMatchObject({
      statusCode: 404,
    });
    expect(looksIn(world)).toEqual([]);
  });

  it('is read with what OTTO adds, leaves out, or writes in another way', async () => {
    const { client, otto } = await startShipmentWorld();
    const positionItems = [{ positionItemId: 'p-1', fresh: true }];
    otto.faults.answerWith(200, { body: { shipmentId: 4711, positionItems, fresh: 1 } });
    expect(await client.getShipment('4711')).toEqual({
      shipmentId: '4711',
      trackingKey: {},
      positionItemIds: ['p-1'],
    });
    const body = {
      shipmentId: '4711',
      trackingKey: { carrier: 'OTHER_FORWARDER', trackingNumber: null },
      shipDate: '2026-03-02T08:49:12+0100',
      states: 'new',
      positionItems: [],
    };
    otto.faults.answerWith(200, { body });
    expect(await client.getShipment('4711')).toEqual({
      shipmentId: '4711',
      trackingKey: { carrier: 'OTHER_FORWARDER' },
      shipDate: '2026-03-02T07:49:12.000Z',
      positionItemIds: [],
    });
  });

  it.each([
    ['left out', {}],
    ['null', { positionItems: null }],
    ['no list', { positionItems: {} }],
    ['without an id', { positionItems: [{ positionItemId: 'p-1' }, {}] }],
  ])('whose pieces are %s is unreadable, never taken for an empty one', async (_what, part) => {
    const world = await startShipmentWorld();
    world.otto.faults.answerWith(200, { body: { shipmentId: '4711', ...part }, ...always });
    const error = await rejectionOf(world.client.getShipmentByTracking(HERMES_KEY));
    expect(error).toBeInstanceOf(PayloadError);
    expect(error).toMatchObject({ retryable: false });
    expect(looksIn(world)).toHaveLength(1);
  });

  it.each([
    ['half a body', (world: ShipmentWorld) => world.otto.faults.cutOffBody()],
    ['a web page', (world: ShipmentWorld) => world.otto.faults.htmlPage(200)],
    ['a lost answer', (world: ShipmentWorld) => world.otto.faults.dropAfterEffect()],
    ['a server error', (world: ShipmentWorld) => world.otto.faults.answerWith(500)],
    ['one question too many', (world: ShipmentWorld) => world.otto.faults.tooManyRequests()],
  ])('is asked for again after %s', async (_what, wreck) => {
    const world = await startShipmentWorld();
    await world.client.createShipment(draftOf(world.order));
    wreck(world);
    expect(await world.client.getShipmentByTracking(HERMES_KEY)).toMatchObject({
      trackingKey: HERMES_KEY,
    });
    expect(looksIn(world)).toHaveLength(2);
  });
});
