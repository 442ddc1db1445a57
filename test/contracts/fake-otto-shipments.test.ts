import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import {
  type FakeOtto,
  type FaultTarget,
  startFakeOtto,
  usualCredentials,
} from '../fakes/otto/index.ts';
import {
  buildSalesOrder,
  processableTakeBack,
  type WireSalesOrder,
} from '../fixtures/otto/index.ts';

/*
 * What the rest of the tests may rely on in the fake OTTO's shipments beyond the first battery: several
 * parcels for one piece, the switches for what OTTO leaves open, faults by call, and the record of
 * reports. Numbers in brackets are sections of the OTTO reference the fake follows.
 */

const start = Date.parse('2026-03-02T10:00:00.000Z');
let nowMs = start;
let otto: FakeOtto;
let order: WireSalesOrder;

beforeEach(async () => {
  nowMs = start;
  otto = await startFakeOtto({ now: () => new Date(nowMs) });
  order = buildSalesOrder({ seed: 'to-ship', positionItems: [{}, {}, {}] });
  otto.addOrder(order);
});

afterEach(() => otto.stop());

type Body = Record<string, unknown>;

function call(method: string, path: string, body?: unknown): Promise<Response> {
  const { accessToken } = otto.state.tokens.issue('test', usualCredentials.scopes, nowMs, 1800);
  return fetch(`${otto.url}${path}`, {
    method,
    headers: { authorization: `Bearer ${accessToken}`, 'content-type': 'application/json' },
    body: body === undefined ? null : JSON.stringify(body),
  });
}

const get = (path: string) => call('GET', path);
const ship = (body: unknown) => call('POST', '/v1/shipments', body);
const shipInParcels = (body: unknown) => call('POST', '/v1/multiparcel-shipments', body);

const errors = z.object({
  errors: z.array(z.object({ title: z.string(), jsonPath: z.string().optional() })),
});

/** HTTP status, title and place of a refusal. */
async function refusal(answer: Promise<Response>): Promise<unknown[]> {
  const response = await answer;
  const [first] = errors.parse(await response.json()).errors;
  return [response.status, first?.title, first?.jsonPath];
}

function pieceId(index = 0): string {
  return order.positionItems[index]?.positionItemId ?? '';
}

function item(index = 0): Body {
  return {
    positionItemId: pieceId(index),
    salesOrderId: order.salesOrderId,
    returnTrackingKey: { carrier: 'DHL', trackingNumber: '577546565072' },
  };
}

function parcel(trackingNumber: string, changes: Body = {}): Body {
  return {
    trackingKey: { carrier: 'HERMES', trackingNumber },
    shipDate: '2026-03-02T09:49:12.642Z',
    shipFromAddress: { city: 'Dresden', countryCode: 'DEU', zipCode: '01067' },
    positionItems: [item()],
    ...changes,
  };
}

/** What anybody sees of the pieces through the interface. */
async function statesSeen(): Promise<string[]> {
  const schema = z.object({ positionItems: z.array(z.object({ fulfillmentStatus: z.string() })) });
  const seen = schema.parse(await (await get(`/v4/orders/${order.salesOrderId}`)).json());
  return seen.positionItems.map((piece) => piece.fulfillmentStatus);
}

describe('one piece in several parcels (4.5)', () => {
  it('becomes SENT, and each parcel stands as a shipment under its own number', async () => {
    const response = await shipInParcels([parcel('H1'), parcel('H2'), parcel('H3')]);
    expect(response.status).toBe(201);
    expect(await response.json()).toEqual({
      multiParcelShipmentId: expect.stringMatching(/^\d+$/),
    });
    expect(await statesSeen()).toEqual(['SENT', 'PROCESSABLE', 'PROCESSABLE']);
    const ids = new Set<unknown>();
    for (const number of ['H1', 'H2', 'H3']) {
      const path = `/v1/shipments/carriers/HERMES/trackingnumbers/${number}`;
      const shipment: unknown = await (await get(path)).json();
      expect(shipment).toMatchObject(parcel(number));
      ids.add(z.object({ shipmentId: z.string() }).parse(shipment).shipmentId);
    }
    expect(ids.size).toBe(3);
  });

  it('has an id of its own each time', async () => {
    const first = await (await shipInParcels([parcel('H1'), parcel('H2')])).json();
    const other = { positionItems: [item(1)] };
    const second = await (await shipInParcels([parcel('H3', other), parcel('H4', other)])).json();
    expect(second).not.toEqual(first);
  });

  const refused: [string, () => unknown, unknown[]][] = [
    ['one parcel only', () => [parcel('H1')], [400, 'Invalid Attribute', '$']],
    ['no parcel', () => [], [400, 'PROPERTY_IS_MANDATORY', '$']],
    ['no list', () => parcel('H1'), [400, 'Invalid Attribute', '$']],
    [
      'a forwarder',
      () => [
        parcel('H1'),
        parcel('H2', { trackingKey: { carrier: 'DACHSER', trackingNumber: 'F1' } }),
      ],
      [400, 'Invalid Attribute', '[1].trackingKey.carrier'],
    ],
    [
      'a parcel without a number',
      () => [parcel('H1', { trackingKey: { carrier: 'HERMES' } }), parcel('H2')],
      [400, 'PROPERTY_IS_MANDATORY', '[0].trackingKey.trackingNumber'],
    ],
    [
      'two pieces in a parcel',
      () => [parcel('H1'), parcel('H2', { positionItems: [item(0), item(1)] })],
      [400, 'Invalid Attribute', '[1].positionItems'],
    ],
    [
      'another piece in the second parcel',
      () => [parcel('H1'), parcel('H2', { positionItems: [item(1)] })],
      [400, 'Invalid Attribute', '[1].positionItems[0]'],
    ],
    [
      'a parcel without a ship date',
      () => [parcel('H1'), parcel('H2', { shipDate: undefined })],
      [400, 'PROPERTY_IS_MANDATORY', '[1].shipDate'],
    ],
    [
      'the same number twice',
      () => [parcel('H1'), parcel('H1')],
      [409, 'DUPLICATE_TRACKING_KEY', undefined],
    ],
  ];

  it.each(refused)('is refused for %s, and nothing stands', async (_what, body, answer) => {
    expect(await refusal(shipInParcels(body()))).toEqual(answer);
    expect(otto.shipments.all()).toEqual([]);
    expect(otto.shipments.reports()).toEqual([]);
    expect(await statesSeen()).toEqual(['PROCESSABLE', 'PROCESSABLE', 'PROCESSABLE']);
  });

  it('needs a return key in every entry, for forwarder goods too', async () => {
    order = processableTakeBack();
    otto.addOrder(order);
    const { returnTrackingKey: _none, ...bare } = item();
    expect(
      await refusal(shipInParcels([parcel('H1'), parcel('H2', { positionItems: [bare] })])),
    ).toEqual([400, 'PROPERTY_IS_MANDATORY', '[1].positionItems[0].returnTrackingKey']);
    expect((await shipInParcels([parcel('H1'), parcel('H2')])).status).toBe(201);
  });

  it('is refused when one of the numbers is taken, or the piece is in a shipment', async () => {
    await ship(parcel('H2', { positionItems: [item(1)] }));
    expect(await refusal(shipInParcels([parcel('H1'), parcel('H2')]))).toEqual([
      409,
      'DUPLICATE_TRACKING_KEY',
      undefined,
    ]);
    const sent = { positionItems: [item(1)] };
    expect(await refusal(shipInParcels([parcel('H3', sent), parcel('H4', sent)]))).toEqual([
      409,
      'POSITION_ITEM_INCLUDED_IN_OTHER_SHIPMENT',
      undefined,
    ]);
    expect(otto.shipments.all()).toHaveLength(1);
  });
});

describe('what was reported', () => {
  it('counts each piece once per report, and tells when', async () => {
    await ship(parcel('H1', { positionItems: [item(0)] }));
    nowMs += 60_000;
    const more = await call(
      'POST',
      '/v1/shipments/carriers/HERMES/trackingnumbers/H1/positionitems',
      [item(1)],
    );
    expect(more.status).toBe(200);
    nowMs += 60_000;
    const third = { positionItems: [item(2)] };
    await shipInParcels([parcel('H2', third), parcel('H3', third)]);
    expect([0, 1, 2].map((index) => otto.shipments.timesReported(pieceId(index)))).toEqual([
      1, 1, 1,
    ]);
    const ids = otto.shipments.all().map((shipment) => shipment.shipmentId);
    expect(otto.shipments.reports()).toEqual([
      {
        reportedAt: '2026-03-02T10:00:00.000Z',
        shipmentIds: [ids[0]],
        positionItemIds: [pieceId(0)],
      },
      {
        reportedAt: '2026-03-02T10:01:00.000Z',
        shipmentIds: [ids[0]],
        positionItemIds: [pieceId(1)],
      },
      {
        reportedAt: '2026-03-02T10:02:00.000Z',
        shipmentIds: [ids[1], ids[2]],
        positionItemIds: [pieceId(2)],
      },
    ]);
  });

  it('leaves out what was refused, and is forgotten in the monthly wipe', async () => {
    await ship(parcel('H1'));
    await ship(parcel('H2'));
    expect(otto.shipments.timesReported(pieceId())).toBe(1);
    expect(otto.shipments.timesReported(pieceId(1))).toBe(0);
    otto.wipe();
    expect(otto.shipments.reports()).toEqual([]);
    expect(otto.shipments.timesReported(pieceId())).toBe(0);
  });
});

describe('what OTTO leaves open', () => {
  it('takes a ship date in the future, or refuses it, by switch (4.2)', async () => {
    const inAMinute = { shipDate: '2026-03-02T10:01:00.000Z' };
    otto.behaviour.futureShipDates = 'refuse';
    expect(await refusal(ship(parcel('H1', inAMinute)))).toEqual([
      400,
      'Invalid Attribute',
      'shipDate',
    ]);
    expect((await ship(parcel('H1', { shipDate: '2026-03-02T10:00:00.000Z' }))).status).toBe(201);
    otto.behaviour.futureShipDates = 'accept';
    const later = parcel('H2', { ...inAMinute, positionItems: [item(1)] });
    expect((await ship(later)).status).toBe(201);
  });

  it('takes any number of pieces, or so many per call, by switch (4.2)', async () => {
    otto.behaviour.largestShipment = 2;
    const all = { positionItems: [item(0), item(1), item(2)] };
    expect(await refusal(ship(parcel('H1', all)))).toEqual([
      400,
      'Invalid Attribute',
      'positionItems',
    ]);
    const two = { positionItems: [item(0), item(1)] };
    expect((await ship(parcel('H1', two))).status).toBe(201);
    otto.behaviour.largestShipment = 0;
    const path = '/v1/shipments/carriers/HERMES/trackingnumbers/H1/positionitems';
    expect(await refusal(call('POST', path, [item(2)]))).toEqual([400, 'Invalid Attribute', '$']);
    otto.behaviour.largestShipment = undefined;
    expect((await call('POST', path, [item(2)])).status).toBe(200);
  });

  it('takes a tracking key once, whatever order it is for (4.4)', async () => {
    const other = buildSalesOrder({ seed: 'other' });
    otto.addOrder(other);
    otto.send(other.salesOrderId, undefined, { carrier: 'HERMES', trackingNumber: 'H1' });
    expect(await refusal(ship(parcel('H1')))).toEqual([409, 'DUPLICATE_TRACKING_KEY', undefined]);
    const trackingKey = { carrier: 'GLS', trackingNumber: 'H1' };
    expect((await ship(parcel('', { trackingKey }))).status).toBe(201);
  });

  it('neither takes nor shows a tracking key of another seller (4.4)', async () => {
    otto.state.foreignTrackingKeys.push({ carrier: 'HERMES', trackingNumber: 'H1' });
    expect(await refusal(ship(parcel('H1')))).toEqual([409, 'DUPLICATE_TRACKING_KEY', undefined]);
    const path = '/v1/shipments/carriers/HERMES/trackingnumbers';
    expect(await refusal(get(`${path}/H1`))).toEqual([403, 'INSUFFICIENT_PERMISSION', undefined]);
    expect(await refusal(get(`${path}/H2`))).toEqual([404, 'RESOURCE_NOT_FOUND', undefined]);
    const trackingKey = { carrier: 'GLS', trackingNumber: 'H1' };
    expect((await ship(parcel('', { trackingKey }))).status).toBe(201);
  });
});

describe('SENT that shows late (4.4)', () => {
  const listed = async (status: string) => {
    const path = `/v4/orders?fulfillmentStatus=${status}&mode=AT_LEAST_ONE`;
    const page = z.object({ resources: z.array(z.unknown()) });
    return page.parse(await (await get(path)).json()).resources.length;
  };

  it('is true at once, found by its tracking key, and seen in the order only later', async () => {
    otto.behaviour.sentVisibleAfterMs = 60_000;
    expect((await ship(parcel('H1'))).status).toBe(201);
    const second = parcel('H2', { positionItems: [item(1)] });
    expect((await get('/v1/shipments/carriers/HERMES/trackingnumbers/H1')).status).toBe(200);
    expect(await refusal(ship(parcel('H9')))).toEqual([
      409,
      'POSITION_ITEM_INCLUDED_IN_OTHER_SHIPMENT',
      undefined,
    ]);
    nowMs += 59_999;
    expect(await statesSeen()).toEqual(['PROCESSABLE', 'PROCESSABLE', 'PROCESSABLE']);
    expect(await listed('SENT')).toBe(0);
    nowMs += 1;
    expect(await statesSeen()).toEqual(['SENT', 'PROCESSABLE', 'PROCESSABLE']);
    expect(await listed('SENT')).toBe(1);
    const other = { ...second, trackingKey: { carrier: 'DHL', trackingNumber: '1' } };
    await shipInParcels([second, other]);
    expect(await statesSeen()).toEqual(['SENT', 'PROCESSABLE', 'PROCESSABLE']);
    nowMs += 60_000;
    expect(await statesSeen()).toEqual(['SENT', 'SENT', 'PROCESSABLE']);
    const path = '/v1/shipments/carriers/HERMES/trackingnumbers/H1/positionitems';
    expect((await call('POST', path, [item(2)])).status).toBe(200);
    expect(await statesSeen()).toEqual(['SENT', 'SENT', 'PROCESSABLE']);
    nowMs += 60_000;
    expect(await statesSeen()).toEqual(['SENT', 'SENT', 'SENT']);
  });

  it('does not show early because something else happens to the order', async () => {
    otto.behaviour.sentVisibleAfterMs = 60_000;
    await ship(parcel('H1'));
    nowMs += 1_000;
    otto.cancelByMarketplace(order.salesOrderId, [pieceId(1)]);
    nowMs += 1_000;
    otto.cancelByMarketplace(order.salesOrderId, [pieceId(2)]);
    expect(await statesSeen()).toEqual(['PROCESSABLE', 'PROCESSABLE', 'PROCESSABLE']);
    nowMs = start + 60_000;
    const cancelled = 'CANCELLED_BY_MARKETPLACE';
    expect(await statesSeen()).toEqual(['SENT', cancelled, cancelled]);
  });

  it('concerns reports only: what happens by hand is seen at once', async () => {
    otto.behaviour.sentVisibleAfterMs = 60_000;
    otto.send(order.salesOrderId, [pieceId()]);
    expect(await statesSeen()).toEqual(['SENT', 'PROCESSABLE', 'PROCESSABLE']);
  });
});

describe('faults for shipments', () => {
  const calls: [FaultTarget, () => Promise<Response>, number][] = [
    ['create-shipment', () => ship(parcel('H1')), 201],
    ['multiparcel', () => shipInParcels([parcel('H1'), parcel('H2')]), 201],
    ['add-to-shipment', () => call('POST', '/v1/shipments/1/positionitems', [item()]), 404],
    ['single-shipment', () => get('/v1/shipments/1'), 404],
    ['shipment-list', () => get('/v1/shipments?datefrom=2026-03-02'), 200],
  ];

  it.each(calls)('hit %s and none of the others', async (target, hit, usual) => {
    const ticket = otto.faults.answerWith(418, { on: target, times: Number.POSITIVE_INFINITY });
    for (const [other, ask] of calls) {
      expect([other, (await ask()).status === 418]).toEqual([other, other === target]);
    }
    ticket.withdraw();
    otto.wipe();
    order = buildSalesOrder({ seed: 'again', positionItems: [{}, {}, {}] });
    otto.addOrder(order);
    expect((await hit()).status).toBe(usual);
  });

  it.each(calls)('on all shipment calls hit %s', async (_target, hit) => {
    otto.faults.answerWith(418, { on: 'shipments' });
    expect((await hit()).status).toBe(418);
  });

  it('leave orders alone', async () => {
    const targets = ['shipments', ...calls.map(([target]) => target)] as const;
    for (const on of targets) otto.faults.answerWith(418, { on });
    expect((await get('/v4/orders')).status).toBe(200);
  });

  it.each([
    ['nothing stands when they strike before the effect', 'before-effect', 0],
    ['all stands when they strike after it', 'after-effect', 1],
  ] as const)('in several parcels: %s', async (_what, moment, times) => {
    const body = [parcel('H1'), parcel('H2')];
    otto.faults.order({ kind: 'drop', moment }, { on: 'multiparcel' });
    await expect(shipInParcels(body)).rejects.toThrow();
    expect(otto.shipments.timesReported(pieceId())).toBe(times);
    expect(otto.shipments.all()).toHaveLength(2 * times);
  });

  it('cut the answer to several parcels off, though they stand', async () => {
    otto.faults.cutOffBody({ on: 'multiparcel', keepBytes: 9 });
    const answer = await shipInParcels([parcel('H1'), parcel('H2')]);
    expect(answer.status).toBe(201);
    await expect(answer.text()).rejects.toThrow();
    expect(otto.shipments.timesReported(pieceId())).toBe(1);
  });
});
