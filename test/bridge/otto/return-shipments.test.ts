import { describe, expect, it } from 'vitest';
import { PayloadError } from '../../../src/bridge/errors.ts';
import {
  type AfterSaleWorld,
  ALWAYS,
  addSentOrder,
  startAfterSaleWorld,
} from './after-sale-world.ts';
import { collect, rejectionOf } from './otto-world.ts';

const PATH = '/v1/return-shipments';
const SINCE = { createdSince: '2026-03-01T23:30:00-02:00' };
const KEY = { carrier: 'DHL', trackingNumber: 'R1' };
const calls = ({ otto }: AfterSaleWorld) =>
  otto.requestsTo('GET', PATH).map(({ query }) => Object.fromEntries(query));

describe('parcels on their way back', () => {
  it('are told with their pieces and every state', async () => {
    const world = await startAfterSaleWorld({ dateZone: '+00:00' });
    const { otto, clock, order, piece, client } = world;
    otto.announce(piece(0), { carrier: 'DHL', trackingNumbers: ['R1'] });
    const announcedAt = clock.now().toISOString();
    await clock.sleep(1_000);
    otto.moveReturnShipment('R1', 'ON_THE_WAY', 'Im Paketzentrum');
    const shipment = {
      returnShipmentId: '700000000001',
      createdAt: announcedAt,
      ...KEY,
      pieces: [{ salesOrderId: order.salesOrderId, positionItemId: piece(0) }],
      states: [
        { state: 'ANNOUNCED', occurredAt: announcedAt },
        { state: 'ON_THE_WAY', occurredAt: clock.now().toISOString() },
      ],
    };
    expect(await collect(client.listReturnShipments(SINCE))).toEqual([
      { shipments: [shipment], unreadable: 0 },
    ]);
    expect(await client.getReturnShipmentByTracking(KEY)).toEqual(shipment);
  });

  it('are asked for by whole days of UTC, and read to the end', async () => {
    const world = await startAfterSaleWorld();
    for (const { positionItemId } of addSentOrder(world, 'many', 60).positionItems) {
      world.otto.announce(positionItemId);
    }
    const pages = await collect(world.client.listReturnShipments(SINCE));
    expect(pages.map(({ shipments }) => shipments.length)).toEqual([25, 25, 10]);
    expect(calls(world)).toEqual([
      { datefrom: '2026-03-02', limit: '25' },
      { datefrom: '2026-03-02', limit: '25', next: '700000000025' },
      { datefrom: '2026-03-02', limit: '25', next: '700000000050' },
    ]);
  });

  it('that cannot be read are counted; states and pieces that cannot be read are left out', async () => {
    const world = await startAfterSaleWorld();
    const body = {
      resources: [
        { returnShipmentId: null },
        {
          returnShipmentId: 7,
          trackingKey: null,
          returnPositionItems: [
            { salesOrderId: 'o' },
            { salesOrderId: 1, salesOrderPositionItemId: 2 },
          ],
          states: [null, { state: 'Delivered' }, { state: 'LOST', occurredOn: '2026-03-02' }],
        },
        { returnShipmentId: '8', states: 'none', returnPositionItems: null },
      ],
    };
    world.otto.faults.answerWith(200, { on: 'list-return-shipments', body });
    expect(await collect(world.client.listReturnShipments(SINCE))).toMatchObject([
      {
        unreadable: 1,
        shipments: [
          {
            returnShipmentId: '7',
            carrier: undefined,
            pieces: [{ salesOrderId: '1', positionItemId: '2' }],
            states: [
              { state: 'DELIVERED', occurredAt: undefined },
              { state: 'LOST', occurredAt: '2026-03-02T00:00:00.000Z' },
            ],
          },
          { returnShipmentId: '8', pieces: [], states: [] },
        ],
      },
    ]);
  });

  it('whose list goes in a circle throw', async () => {
    const world = await startAfterSaleWorld();
    const links = [{ rel: 'next', href: `${PATH}?next=1&limit=25` }];
    for (const id of ['1', '2']) {
      const body = { resources: [{ returnShipmentId: id }], links };
      world.otto.faults.answerWith(200, { on: 'list-return-shipments', body });
    }
    expect(await rejectionOf(collect(world.client.listReturnShipments(SINCE)))).toBeInstanceOf(
      PayloadError,
    );
  });

  it('under a number OTTO does not know are none', async () => {
    const { client } = await startAfterSaleWorld();
    expect(await client.getReturnShipmentByTracking(KEY)).toBeUndefined();
  });

  it('are never looked for under a name that fits no path', async () => {
    const { otto, client } = await startAfterSaleWorld();
    for (const key of [
      { ...KEY, carrier: '..' },
      { ...KEY, trackingNumber: ' ' },
    ]) {
      await expect(async () => client.getReturnShipmentByTracking(key)).rejects.toThrow(
        /fits no call/,
      );
    }
    expect(otto.requests).toEqual([]);
  });

  it('need the right to shipments', async () => {
    const world = await startAfterSaleWorld();
    world.otto.faults.forbidden({ on: 'list-return-shipments', ...ALWAYS });
    expect(await rejectionOf(collect(world.client.listReturnShipments(SINCE)))).toMatchObject({
      code: 'otto-right-missing',
      params: { scope: 'shipments' },
    });
  });
});
