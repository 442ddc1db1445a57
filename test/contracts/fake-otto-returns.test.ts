import { beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import {
  DAY,
  MINUTE,
  nextOf,
  type OttoWorld,
  refusalOf,
  startOttoWorld,
} from './fake-otto-world.ts';

/*
 * What the rest of the tests may rely on in the fake OTTO's returns. Numbers in brackets are sections
 * of the OTTO reference the fake follows.
 */

let world: OttoWorld;
let salesOrderId: string;
let pieces: string[];

beforeEach(async () => {
  world = await startOttoWorld();
  ({ salesOrderId, pieces } = world.order());
});

type Fields = Record<string, unknown>;

function decision(piece: string, changes: Fields = {}): Fields {
  return {
    positionItemId: piece,
    salesOrderId,
    condition: 'A',
    reason: 'RETURN_RECEIVED',
    ...changes,
  };
}

const accept = (...positionItems: Fields[]) =>
  world.post('/v3/returns/acceptance', { positionItems });

const reject = (...positionItems: Fields[]) =>
  world.post('/v3/returns/rejection', {
    positionItems: positionItems.map((piece) => ({ reason: 'WRONG_ITEM', ...piece })),
  });

const rejection = (piece: string) => decision(piece, { condition: 'D', reason: 'WRONG_ITEM' });

function piece(index: number): string {
  return pieces[index] ?? '';
}

function statesAtOtto(): string[] | undefined {
  return world.otto.state.orders
    .find(salesOrderId)
    ?.positionItems.map((item) => item.fulfillmentStatus);
}

const listSchema = z.object({
  positionItems: z.array(
    z.object({
      positionItemId: z.string(),
      salesOrderId: z.string(),
      status: z.string(),
      occurredTime: z.string(),
      details: z.record(z.string(), z.unknown()),
    }),
  ),
});

async function listed(query = '') {
  const answer = await world.get(`/v3/returns${query}`);
  expect(answer.status).toBe(200);
  return listSchema.parse(answer.body).positionItems;
}

describe('accepting returns (5.1)', () => {
  it('makes the piece RETURNED with its date, and moves the change dates of the order', async () => {
    world.wait(MINUTE);
    expect(await accept(decision(piece(0)))).toMatchObject({ status: 200 });
    expect(statesAtOtto()).toEqual(['RETURNED', 'SENT', 'SENT']);
    const { body } = await world.get(`/v4/orders/${salesOrderId}`);
    expect(body).toMatchObject({
      lastModifiedDate: '2026-03-02T10:01:00.000Z',
      orderLifecycleInformation: { lifecycleChangeDate: '2026-03-02T10:01:00.000Z' },
      positionItems: [{ returnedDate: '2026-03-02T10:01:00.000Z' }, {}, {}],
    });
    expect(world.otto.returns.timesAccepted(piece(0))).toBe(1);
    expect(world.otto.returns.timesAccepted(piece(1))).toBe(0);
  });

  it('refunds the pieces of a call together, linked to their purchase receipt', async () => {
    await accept(decision(piece(0)), decision(piece(1)));
    const [refund, ...more] = world.otto.receipts.of(salesOrderId, 'REFUND');
    const [purchase] = world.otto.receipts.of(salesOrderId, 'PURCHASE');
    expect(more).toEqual([]);
    expect(refund).toMatchObject({
      refundType: 'RETURN',
      linkedReceiptNumber: purchase?.receiptNumber,
      items: [{ positionItemIds: [piece(0), piece(1)] }],
    });
    expect(world.otto.receipts.refundedCents(salesOrderId)).toBe(2 * 2499);
  });

  it('needs no announcement, and takes every condition and reason', async () => {
    const reasons = ['STATUS_SENT_BY_ACCIDENT', 'SHIPMENT_LOST', 'UNDELIVERABLE'];
    const conditions = ['A', 'C', 'E'];
    const decisions = pieces.map((id, index) =>
      decision(id, { reason: reasons[index], condition: conditions[index] }),
    );
    expect((await accept(...decisions)).status).toBe(200);
    expect(statesAtOtto()).toEqual(['RETURNED', 'RETURNED', 'RETURNED']);
  });

  it('takes an announced, a misdirected and a rejected return', async () => {
    world.otto.announce(piece(0));
    world.otto.misdirect(piece(1));
    await reject(rejection(piece(2)));
    expect((await accept(...pieces.map((id) => decision(id)))).status).toBe(200);
    expect(statesAtOtto()).toEqual(['RETURNED', 'RETURNED', 'RETURNED']);
  });

  it('answers 207 when some are done: the others stand among the errors', async () => {
    await accept(decision(piece(0)));
    const { status, body } = await accept(decision(piece(0)), decision(piece(1)));
    expect(status).toBe(207);
    expect(body).toEqual({
      results: [decision(piece(1))],
      errors: [
        {
          path: `/returns/acceptance/${piece(0)}`,
          title: 'RETURN_ALREADY_DECIDED',
          detail: expect.any(String),
          logref: expect.any(String),
        },
      ],
    });
    expect(world.otto.returns.timesAccepted(piece(0))).toBe(1);
    expect(world.otto.returns.timesAccepted(piece(1))).toBe(1);
  });

  it('names a refused piece in the path, in the detail or nowhere, by switch', async () => {
    await accept(decision(piece(0)));
    const namedIn = async (place: 'path' | 'detail' | 'nowhere') => {
      world.otto.behaviour.refusedPieceNamedIn = place;
      const { body } = await accept(decision(piece(0)));
      const [error] = z
        .object({ errors: z.array(z.record(z.string(), z.string())) })
        .parse(body).errors;
      return Object.entries(error ?? {}).flatMap(([name, text]) =>
        text.includes(piece(0)) ? [name] : [],
      );
    };
    expect(await namedIn('path')).toEqual(['path']);
    expect(await namedIn('detail')).toEqual(['detail']);
    expect(await namedIn('nowhere')).toEqual([]);
  });

  it('names the done pieces as objects, as ids, not at all, or all asked for, by switch', async () => {
    const resultsFor = async (
      form: 'objects' | 'ids' | 'nothing' | 'all-asked',
      ...ids: string[]
    ) => {
      world.otto.behaviour.decisionResults = form;
      return (await accept(...ids.map((id) => decision(id)))).body;
    };
    expect(await resultsFor('objects', piece(0))).toEqual({ results: [decision(piece(0))] });
    expect(await resultsFor('ids', piece(1))).toEqual({ results: [piece(1)] });
    expect(await resultsFor('all-asked', piece(0), piece(2))).toMatchObject({
      results: [decision(piece(0)), decision(piece(2))],
      errors: [{}],
    });
    world.otto.behaviour.decidingTwice = 'without-effect';
    expect(await resultsFor('nothing', piece(2))).toEqual({});
  });

  it('answers 422 or 207 when every piece is refused, by switch', async () => {
    await accept(decision(piece(0)));
    expect(await refusalOf(accept(decision(piece(0))))).toEqual([422, 'RETURN_ALREADY_DECIDED']);
    world.otto.behaviour.allRefusedStatus = 207;
    expect((await accept(decision(piece(0)))).status).toBe(207);
  });

  it('does nothing the second time where a repeat is taken', async () => {
    await accept(decision(piece(0)));
    world.otto.behaviour.decidingTwice = 'without-effect';
    expect((await accept(decision(piece(0)))).status).toBe(200);
    expect(world.otto.returns.timesAccepted(piece(0))).toBe(1);
    expect(world.otto.receipts.refundedCents(salesOrderId)).toBe(2499);
  });

  it('refuses the second one of a piece that is named twice in a call', async () => {
    const { status } = await accept(decision(piece(0)), decision(piece(0)));
    expect(status).toBe(207);
    expect(world.otto.returns.timesAccepted(piece(0))).toBe(1);
  });

  it.each(['ANNOUNCED', 'PROCESSABLE', 'CANCELLED_BY_PARTNER'])(
    'refuses a piece that is %s',
    async (fulfillmentStatus) => {
      const other = world.order({ seed: 'other', positionItems: [{ fulfillmentStatus }] });
      const asked = decision(other.pieces[0] ?? '', { salesOrderId: other.salesOrderId });
      expect(await refusalOf(accept(asked))).toEqual([422, 'POSITION_ITEM_NOT_SENT']);
    },
  );

  it('refuses an unknown piece, one of another order, and one of another seller', async () => {
    const unknown = '00000000-0000-4000-a000-000000000001';
    const other = world.order({ seed: 'other' });
    const foreign = '00000000-0000-4000-a000-000000000002';
    world.otto.state.foreignPositionItemIds.add(foreign);
    const asked = [unknown, other.pieces[0] ?? '', foreign].map((id) => decision(id));
    expect(await refusalOf(accept(...asked))).toEqual([
      422,
      'POSITION_ITEM_NOT_FOUND',
      'POSITION_ITEM_NOT_FOUND',
      'INSUFFICIENT_PERMISSION',
    ]);
  });

  const incomplete: [string, Fields, string][] = [
    ['no piece', { positionItemId: undefined }, 'PROPERTY_IS_MANDATORY'],
    ['no order', { salesOrderId: undefined }, 'PROPERTY_IS_MANDATORY'],
    ['no condition', { condition: undefined }, 'PROPERTY_IS_MANDATORY'],
    ['an unknown condition', { condition: 'F' }, 'Invalid Attribute'],
    ['a spelled-out condition', { condition: 'A/B/C/D/E' }, 'Invalid Attribute'],
    ['a reason of rejections', { reason: 'WRONG_ITEM' }, 'Invalid Attribute'],
    ['no uuid', { positionItemId: '4711' }, 'Invalid Attribute'],
  ];

  it.each(incomplete)(
    'refuses the whole call for %s: nothing is done',
    async (_what, changes, title) => {
      const asked = [decision(piece(0)), decision(piece(1), changes)];
      expect(await refusalOf(accept(...asked))).toEqual([422, title]);
      world.otto.behaviour.incompleteDecisionStatus = 400;
      expect(await refusalOf(accept(...asked))).toEqual([400, title]);
      expect(statesAtOtto()).toEqual(['SENT', 'SENT', 'SENT']);
    },
  );

  it('may go without a reason, and without a condition by switch', async () => {
    expect((await accept(decision(piece(0), { reason: undefined }))).status).toBe(200);
    world.otto.behaviour.conditionRequired = false;
    expect((await accept(decision(piece(1), { condition: undefined }))).status).toBe(200);
  });

  it('takes 200 pieces in a call and answers 413 to 201, with nothing done', async () => {
    const many = Array.from({ length: 201 }, () => ({ fulfillmentStatus: 'SENT' }));
    const big = world.order({ seed: 'big', positionItems: many });
    const asked = big.pieces.map((id) => decision(id, { salesOrderId: big.salesOrderId }));
    expect(await refusalOf(accept(...asked))).toEqual([413, 'PAYLOAD_TOO_LARGE']);
    expect(world.otto.returns.decisions()).toEqual([]);
    expect((await accept(...asked.slice(1))).status).toBe(200);
    expect(world.otto.returns.decisions()).toHaveLength(200);
  });

  it('refuses an empty list and what is no JSON', async () => {
    expect(await refusalOf(accept())).toEqual([422, 'PROPERTY_IS_MANDATORY']);
    expect(await refusalOf(world.post('/v3/returns/acceptance', 'x'))).toEqual([
      422,
      'Invalid Attribute',
    ]);
  });

  it('shows RETURNED late where told to, though it is true at once', async () => {
    world.otto.behaviour.returnedVisibleAfterMs = MINUTE;
    await accept(decision(piece(0)));
    const seen = async () => (await world.get(`/v4/orders/${salesOrderId}`)).body;
    expect(await seen()).toMatchObject({ positionItems: [{ fulfillmentStatus: 'SENT' }, {}, {}] });
    expect(await refusalOf(accept(decision(piece(0))))).toEqual([422, 'RETURN_ALREADY_DECIDED']);
    world.wait(MINUTE);
    expect(await seen()).toMatchObject({
      positionItems: [{ fulfillmentStatus: 'RETURNED' }, {}, {}],
    });
  });
});

describe('rejecting returns (5.1)', () => {
  it('leaves the piece SENT and moves no money', async () => {
    expect((await reject(rejection(piece(0)))).status).toBe(200);
    expect(statesAtOtto()).toEqual(['SENT', 'SENT', 'SENT']);
    expect(world.otto.receipts.refundedCents(salesOrderId)).toBe(0);
    expect(world.otto.returns.timesRejected(piece(0))).toBe(1);
  });

  it('refuses an accepted return', async () => {
    await accept(decision(piece(0)));
    expect(await refusalOf(reject(rejection(piece(0))))).toEqual([422, 'RETURN_ALREADY_ACCEPTED']);
    expect(world.otto.returns.timesRejected(piece(0))).toBe(0);
  });

  it('refuses a rejected return, or does nothing the second time, by switch', async () => {
    await reject(rejection(piece(0)));
    expect(await refusalOf(reject(rejection(piece(0))))).toEqual([422, 'RETURN_ALREADY_DECIDED']);
    world.otto.behaviour.decidingTwice = 'without-effect';
    expect((await reject(rejection(piece(0)))).status).toBe(200);
    expect(world.otto.returns.timesRejected(piece(0))).toBe(1);
  });

  it('needs a condition and one of its own reasons', async () => {
    world.otto.behaviour.conditionRequired = false;
    const without = { ...rejection(piece(0)), condition: undefined };
    expect(await refusalOf(reject(without))).toEqual([422, 'PROPERTY_IS_MANDATORY']);
    const noReason = { ...rejection(piece(0)), reason: undefined };
    expect(await refusalOf(reject(noReason))).toEqual([422, 'PROPERTY_IS_MANDATORY']);
    const wrong = decision(piece(0));
    expect(await refusalOf(reject(wrong))).toEqual([422, 'Invalid Attribute']);
  });
});

describe('the list of returns (5.1)', () => {
  it('shows each status with its details', async () => {
    world.otto.announce(piece(0), { carrier: 'HERMES', trackingNumbers: ['H9', 'H10'] });
    world.wait(MINUTE);
    world.otto.misdirect(piece(1), { ottoWarehouseId: 'HAL-7' });
    world.wait(MINUTE);
    await reject(rejection(piece(2)));
    const { orderNumber } = world.otto.state.orders.find(salesOrderId) ?? {};
    expect(await listed()).toEqual([
      {
        positionItemId: piece(2),
        salesOrderId,
        status: 'REJECTED',
        occurredTime: '2026-03-02T10:02:00.000Z',
        details: { condition: 'D', reason: 'WRONG_ITEM' },
      },
      {
        positionItemId: piece(1),
        salesOrderId,
        status: 'MISDIRECTED',
        occurredTime: '2026-03-02T10:01:00.000Z',
        details: { orderNumber, ottoWarehouseId: 'HAL-7' },
      },
      {
        positionItemId: piece(0),
        salesOrderId,
        status: 'ANNOUNCED',
        occurredTime: '2026-03-02T10:00:00.000Z',
        details: { returnTrackingKey: { carrier: 'HERMES', trackingNumbers: ['H9', 'H10'] } },
      },
    ]);
    await accept(decision(piece(0), { condition: 'B' }));
    expect((await listed('?status=ACCEPTED'))[0]?.details).toEqual({
      condition: 'B',
      reason: 'RETURN_RECEIVED',
    });
  });

  it('filters by status, written in any case', async () => {
    world.otto.announce(piece(0));
    world.otto.misdirect(piece(1));
    for (const status of ['ANNOUNCED', 'announced', 'Announced']) {
      expect((await listed(`?status=${status}`)).map((entry) => entry.positionItemId)).toEqual([
        piece(0),
      ]);
    }
    expect(await refusalOf(world.get('/v3/returns?status=LOST'))).toEqual([
      400,
      'Invalid Attribute',
    ]);
  });

  it('goes by pages from 1 with 10 entries, 50 at most, newest change first', async () => {
    const many = Array.from({ length: 60 }, () => ({ fulfillmentStatus: 'SENT' }));
    const big = world.order({ seed: 'big', positionItems: many });
    for (const id of big.pieces) {
      world.otto.announce(id);
      world.wait(MINUTE);
    }
    const newestFirst = big.pieces.toReversed();
    const first = await world.get('/v3/returns');
    expect(await listed()).toHaveLength(10);
    expect(nextOf(first)).toBe('/v3/returns?page=2&limit=10');
    const walked: string[] = [];
    let path: string | undefined = '/v3/returns?limit=50&status=announced';
    while (path !== undefined) {
      const page = await world.get(path);
      walked.push(
        ...listSchema.parse(page.body).positionItems.map((entry) => entry.positionItemId),
      );
      path = nextOf(page);
    }
    expect(walked).toEqual(newestFirst);
    expect(await listed('?limit=50&page=3')).toEqual([]);
    for (const query of ['limit=51', 'limit=0', 'page=0', 'page=x', 'from=2026-01-01']) {
      expect(await refusalOf(world.get(`/v3/returns?${query}`))).toEqual([
        400,
        'Invalid Attribute',
      ]);
    }
  });

  it('shows a piece once under its newest status, or every change, by switch', async () => {
    world.otto.announce(piece(0));
    world.wait(MINUTE);
    await accept(decision(piece(0)));
    expect((await listed()).map(({ status }) => status)).toEqual(['ACCEPTED']);
    expect(await listed('?status=ANNOUNCED')).toEqual([]);
    world.otto.behaviour.returnListShows = 'every-change';
    expect((await listed()).map(({ status }) => status)).toEqual(['ACCEPTED', 'ANNOUNCED']);
  });

  it('lags where told to', async () => {
    world.otto.behaviour.returnListLagMs = MINUTE;
    world.otto.announce(piece(0));
    world.wait(MINUTE - 1);
    expect(await listed()).toEqual([]);
    world.wait(1);
    expect(await listed()).toHaveLength(1);
  });

  it('knows the past of an order that is put in: its returned pieces', async () => {
    const old = world.order({
      seed: 'old',
      positionItems: [
        { fulfillmentStatus: 'RETURNED', returnedDate: '2026-02-20T10:00:00.000Z' },
        { fulfillmentStatus: 'RETURNED', returnAcceptedByMarketplace: true },
      ],
    });
    const entries = await listed('?status=ACCEPTED');
    expect(entries.map(({ positionItemId }) => positionItemId).sort()).toEqual(
      old.pieces.toSorted(),
    );
    expect(entries.map(({ details }) => details)).toContainEqual({});
    expect(world.otto.receipts.refundedCents(old.salesOrderId)).toBe(2 * 2499);
  });
});

describe('what happens by hand', () => {
  it('is a decision as any other, counted and refunded once', async () => {
    world.otto.acceptByHand(piece(0), { condition: 'E', reason: 'COMPLAINT' });
    world.otto.rejectByHand(piece(1));
    expect(statesAtOtto()).toEqual(['RETURNED', 'SENT', 'SENT']);
    expect(world.otto.returns.decisions().map(({ kind, by }) => [kind, by])).toEqual([
      ['accepted', 'hand'],
      ['rejected', 'hand'],
    ]);
    expect(world.otto.returns.find(piece(0))?.details).toEqual({
      condition: 'E',
      reason: 'COMPLAINT',
    });
    expect(world.otto.receipts.refundedCents(salesOrderId)).toBe(2499);
    expect(() => world.otto.acceptByHand(piece(0))).toThrow('cannot be accepted');
    expect(() => world.otto.rejectByHand(piece(0))).toThrow('cannot be rejected');
  });

  it('lists what is returned by the verbs of orders, OTTO’s own acceptances without details', async () => {
    world.otto.returnItems(salesOrderId, [piece(0)]);
    world.otto.returnItems(salesOrderId, [piece(1)], 'marketplace');
    const details = Object.fromEntries(
      (await listed()).map((entry) => [entry.positionItemId, entry.details]),
    );
    expect(details).toEqual({
      [piece(0)]: { condition: 'A', reason: 'RETURN_RECEIVED' },
      [piece(1)]: {},
    });
    expect(world.otto.receipts.refundedCents(salesOrderId)).toBe(2 * 2499);
  });

  it('announces and misdirects SENT pieces only, and moves no money', () => {
    const other = world.order({ seed: 'other', positionItems: [{}] });
    expect(() => world.otto.announce(other.pieces[0] ?? '')).toThrow('not SENT');
    expect(() => world.otto.misdirect('nobody')).toThrow('not SENT');
    world.otto.announce(piece(0));
    expect(statesAtOtto()).toEqual(['SENT', 'SENT', 'SENT']);
    expect(world.otto.receipts.refundedCents(salesOrderId)).toBe(0);
  });

  it('is forgotten in the monthly wipe', async () => {
    world.otto.announce(piece(0));
    world.otto.acceptByHand(piece(1));
    world.otto.wipe();
    expect(await listed()).toEqual([]);
    expect(world.otto.returns.decisions()).toEqual([]);
    expect(world.otto.receipts.all()).toEqual([]);
    expect(world.otto.returnShipments.all()).toEqual([]);
  });
});

describe('the way back (5.2)', () => {
  const byKey = (carrier: string, number: string) =>
    world.get(`/v1/return-shipments/carriers/${carrier}/trackingnumbers/${number}`);

  it('begins when a return is announced, one shipment for each number', async () => {
    world.otto.announce(piece(0), { carrier: 'HERMES', trackingNumbers: ['H9'] });
    world.otto.announce(piece(1), { carrier: 'HERMES', trackingNumbers: ['H9', 'H10'] });
    const { status, body } = await byKey('HERMES', 'H9');
    expect(status).toBe(200);
    expect(body).toEqual({
      returnShipmentId: expect.stringMatching(/^\d+$/),
      createdAt: '2026-03-02T10:00:00.000Z',
      trackingKey: { carrier: 'HERMES', trackingNumber: 'H9' },
      returnPositionItems: [
        { salesOrderId, salesOrderPositionItemId: piece(0) },
        { salesOrderId, salesOrderPositionItemId: piece(1) },
      ],
      states: [{ state: 'ANNOUNCED', occurredOn: '2026-03-02T10:00:00.000Z' }],
    });
    const { returnShipmentId } = z.object({ returnShipmentId: z.string() }).parse(body);
    expect((await world.get(`/v1/return-shipments/${returnShipmentId}`)).body).toEqual(body);
    expect(world.otto.returnShipments.all()).toHaveLength(2);
  });

  it('goes under the return number that was reported with the shipment', async () => {
    const other = world.order({ seed: 'other', positionItems: [{}] });
    const [id = ''] = other.pieces;
    await world.post('/v1/shipments', {
      trackingKey: { carrier: 'GLS', trackingNumber: 'G1' },
      shipDate: '2026-03-02T09:00:00.000Z',
      shipFromAddress: { city: 'Dresden', countryCode: 'DEU', zipCode: '01067' },
      positionItems: [
        {
          positionItemId: id,
          salesOrderId: other.salesOrderId,
          returnTrackingKey: { carrier: 'GLS', trackingNumber: 'BACK-1' },
        },
      ],
    });
    expect(world.otto.announce(id).details).toEqual({
      returnTrackingKey: { carrier: 'GLS', trackingNumbers: ['BACK-1'] },
    });
    expect((await byKey('GLS', 'BACK-1')).status).toBe(200);
  });

  it('moves on by verb', async () => {
    world.otto.announce(piece(0), { carrier: 'DHL', trackingNumbers: ['1'] });
    world.wait(DAY);
    world.otto.moveReturnShipment('1', 'DELIVERED', 'im Lager');
    expect((await byKey('DHL', '1')).body).toMatchObject({
      states: [
        { state: 'ANNOUNCED' },
        { state: 'DELIVERED', occurredOn: '2026-03-03T10:00:00.000Z', statusText: 'im Lager' },
      ],
    });
    expect(() => world.otto.moveReturnShipment('2', 'DELIVERED')).toThrow('no return shipment');
  });

  it('is found by its number for 42 or for 30 days, by switch, and by its id for longer', async () => {
    world.otto.announce(piece(0), { carrier: 'DHL', trackingNumbers: ['1'] });
    world.wait(42 * DAY);
    expect((await byKey('DHL', '1')).status).toBe(200);
    world.otto.behaviour.returnShipmentsFoundForDays = 30;
    expect(await refusalOf(byKey('DHL', '1'))).toEqual([404, 'RESOURCE_NOT_FOUND']);
    const id = world.otto.returnShipments.all()[0]?.returnShipmentId;
    expect((await world.get(`/v1/return-shipments/${id}`)).status).toBe(200);
    expect(await refusalOf(byKey('GLS', '1'))).toEqual([404, 'RESOURCE_NOT_FOUND']);
  });

  it('is listed again when it moved on', async () => {
    world.otto.announce(piece(0), { carrier: 'DHL', trackingNumbers: ['1'] });
    world.wait(DAY);
    const path = '/v1/return-shipments?datefrom=2026-03-03';
    expect((await world.get(path)).body).toMatchObject({ resources: [] });
    world.otto.moveReturnShipment('1', 'ON_THE_WAY');
    expect((await world.get(path)).body).toMatchObject({ resources: [{ states: [{}, {}] }] });
  });

  it('is listed from a day on, page by page', async () => {
    for (const [day, id] of pieces.entries()) {
      world.otto.announce(id, { carrier: 'DHL', trackingNumbers: [String(day)] });
      world.wait(DAY);
    }
    const numbers = (body: unknown) =>
      z
        .object({
          resources: z.array(z.object({ trackingKey: z.object({ trackingNumber: z.string() }) })),
        })
        .parse(body)
        .resources.map(({ trackingKey }) => trackingKey.trackingNumber);
    const first = await world.get('/v1/return-shipments?datefrom=2026-03-03&limit=1');
    expect(numbers(first.body)).toEqual(['1']);
    const second = await world.get(nextOf(first) ?? '');
    expect(numbers(second.body)).toEqual(['2']);
    expect(nextOf(second)).toBeUndefined();
    expect(await refusalOf(world.get('/v1/return-shipments'))).toEqual([400, 'Invalid Attribute']);
  });
});
