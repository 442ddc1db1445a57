import { describe, expect, it } from 'vitest';
import { openLedger } from '../../../src/bridge/ledger/ledger.ts';
import { usualCredentials } from '../../fakes/otto/index.ts';
import { DAY, HOUR, MAIN, MINUTE, startWorld, type World } from '../support/world.ts';

const PATH = '/v3/returns';
const PARCELS = '/v1/return-shipments';

type Sent = { salesOrderId: string; orderNumber: string; pieces: string[] };

/** A world, reading of returns, and orders that were sent. */
async function startReading(options: Parameters<typeof startWorld>[0] = {}) {
  const world = await startWorld(options);
  let orders = 0;
  async function sent(pieces = 1, { isImported = true } = {}): Promise<Sent> {
    orders += 1;
    const order = world.order({
      seed: `sent-${orders}`,
      positionItems: Array.from({ length: pieces }, () => ({})),
    });
    world.otto.send(order.salesOrderId);
    if (isImported) await world.runAfter(MINUTE);
    return {
      salesOrderId: order.salesOrderId,
      orderNumber: order.orderNumber,
      pieces: order.positionItems.map(({ positionItemId }) => positionItemId),
    };
  }
  async function read(signal = new AbortController().signal) {
    const [outcome] = await world.bridge.readReturns({ signal, holderKind: 'command' });
    if (outcome === undefined) throw new Error('there is no active account');
    const { result } = outcome;
    if (!result.ran) throw new Error(`not read: ${result.why}`);
    return result;
  }
  const readAfter = async (ms: number) => {
    await world.clock.advance(ms);
    return read();
  };
  return { world, sent, read, readAfter };
}

const kinds = async (world: World, { salesOrderId }: Sent) =>
  (await world.bridge.ledger.listEvents(MAIN, salesOrderId))
    .map(({ kind }) => kind)
    .filter((kind) => kind.startsWith('return-'));

const incidents = async (world: World) =>
  (await world.openIncidents()).map(({ code, params }) => ({ code, ...JSON.parse(params) }));

const calls = (world: World, path: string) =>
  world.otto.requestsTo('GET', path).map(({ query }) => Object.fromEntries(query));

describe('reading returns', () => {
  it('follows a return from its announcement to its acceptance', async () => {
    const { world, sent, read, readAfter } = await startReading();
    const order = await sent();
    const [piece = ''] = order.pieces;
    world.otto.announce(piece, { carrier: 'DHL', trackingNumbers: ['577546565072'] });
    expect(await read()).toMatchObject({ fault: undefined, read: 1, changed: 1, moved: 1 });
    expect(await read()).toMatchObject({ read: 1, changed: 0, moved: 0 });
    await world.clock.advance(DAY);
    world.otto.moveReturnShipment('577546565072', 'ON_THE_WAY');
    expect(await read()).toMatchObject({ changed: 0, moved: 1 });
    expect(await world.bridge.ledger.listReturns({ toDecide: true, limit: 9 })).toEqual([]);
    world.otto.moveReturnShipment('577546565072', 'DELIVERED');
    expect(await readAfter(HOUR)).toMatchObject({ changed: 0, moved: 1 });
    const { ledger } = world.bridge;
    expect(await ledger.listReturns({ toDecide: true, limit: 9 })).toMatchObject([
      {
        positionItemId: piece,
        row: { status: 'ANNOUNCED' },
        numbers: [{ carrier: 'DHL', trackingNumber: '577546565072' }],
        wayBack: { state: 'DELIVERED' },
      },
    ]);
    world.otto.acceptByHand(piece, { condition: 'C', reason: 'COMPLAINT' });
    expect(await readAfter(MINUTE)).toMatchObject({ changed: 1 });
    expect(await kinds(world, order)).toEqual([
      'return-announced',
      'return-on-the-way',
      'return-delivered',
      'return-accepted',
    ]);
    expect(await ledger.countReturns({ toDecide: true, most: 9 })).toMatchObject({ count: 0 });
    const { next_look_at: lookAt } = await world.row(order.salesOrderId);
    expect(lookAt).not.toBeNull();
    expect(
      (await ledger.loadAfterSale(MAIN, [order.salesOrderId]))
        .get(order.salesOrderId)
        ?.conditions.get(piece),
    ).toBe('C');
    expect(await incidents(world)).toEqual([]);
  });

  it('moves no money by an announcement', async () => {
    const { world, sent, read } = await startReading();
    const order = await sent();
    world.otto.announce(order.pieces[0] ?? '');
    await read();
    await world.runAfter(HOUR);
    expect(world.shop.state.refunds.size).toBe(0);
  });

  it('reads all of the list once, later only what is younger than the last look less two days', async () => {
    const { world, sent, read, readAfter } = await startReading();
    const order = await sent(120);
    for (const piece of order.pieces.slice(60)) world.otto.announce(piece);
    await world.clock.advance(DAY);
    for (const piece of order.pieces.slice(0, 60)) world.otto.announce(piece);
    await read();
    expect(calls(world, PATH)).toHaveLength(3);
    await readAfter(HOUR);
    expect(calls(world, PATH)).toHaveLength(6); // all of it is younger than two days
    const late = await sent(1);
    await world.clock.advance(3 * DAY);
    world.otto.announce(late.pieces[0] ?? '');
    await read();
    await readAfter(HOUR);
    const before = calls(world, PATH).length;
    expect(await read()).toMatchObject({ changed: 0 });
    expect(calls(world, PATH)).toHaveLength(before + 1);
  });

  it('reads on as ever where OTTO dates one return in the future', async () => {
    const { world, sent, read } = await startReading();
    const order = await sent(61);
    const [odd = '', ...others] = order.pieces;
    world.otto.announce(odd);
    const entry = world.otto.returns.find(odd);
    if (entry) entry.occurredTime = '2031-01-01T00:00:00.000Z';
    await read();
    await world.clock.advance(4 * DAY);
    for (const piece of others) world.otto.announce(piece);
    expect(await read()).toMatchObject({ changed: 60 });
  });

  it('misses no change that came while it read', async () => {
    const { world, sent, read } = await startReading();
    const order = await sent(60);
    for (const piece of order.pieces.slice(1)) world.otto.announce(piece);
    const first = order.pieces[0] ?? '';
    world.otto.hooks.onEffect = ({ query }) => {
      if (query.get('page') === '2') world.otto.announce(first);
    };
    await read();
    world.otto.hooks.onEffect = () => undefined;
    await read();
    expect(await world.bridge.ledger.countReturns({ status: 'ANNOUNCED', most: 99 })).toMatchObject(
      {
        count: 60,
      },
    );
  });

  it('keeps its cursor when a later page fails, and loses nothing', async () => {
    const { world, sent, read } = await startReading();
    const order = await sent(60);
    for (const piece of order.pieces) world.otto.announce(piece);
    const fault = world.otto.faults.answerWith(400, {
      on: ({ query, path }) => path === PATH && query.has('page'),
      times: Number.POSITIVE_INFINITY,
    });
    expect(await read()).toMatchObject({ fault: { code: 'otto-unavailable' }, read: 50 });
    expect(await world.bridge.ledger.loadReadCursor(MAIN, 'returns')).toEqual({});
    fault.withdraw();
    expect(await read()).toMatchObject({ fault: undefined, read: 60, changed: 10 });
  });

  it('sees a parcel move that was announced weeks ago, a few times a day', async () => {
    const { world, sent, read, readAfter } = await startReading();
    const order = await sent();
    world.otto.announce(order.pieces[0] ?? '', { trackingNumbers: ['R1'] });
    // As if OTTO listed parcels by the day they were announced alone.
    world.otto.faults.answerWith(200, {
      on: ({ path, query }) => path === PARCELS && (query.get('datefrom') ?? '') > '2026-03-20',
      body: { resources: [] },
      times: Number.POSITIVE_INFINITY,
    });
    await read();
    await world.clock.advance(30 * DAY);
    await read();
    world.otto.moveReturnShipment('R1', 'DELIVERED');
    expect(await readAfter(MINUTE)).toMatchObject({ moved: 0 });
    expect(await readAfter(6 * HOUR)).toMatchObject({ moved: 1 });
    const asked = calls(world, PARCELS).map(({ datefrom }) => datefrom);
    // The first look goes back 60 days; later ones two, and now and then to the oldest on its way.
    expect(new Set(asked)).toEqual(
      new Set(['2026-01-19', '2026-03-18', '2026-04-17', '2026-03-20']),
    );
  });

  it('takes one look at a time', async () => {
    const { world, read } = await startReading();
    const { ledger } = world.bridge;
    const time = { now: world.clock.now().toISOString(), expiresAt: '2027-01-01T00:00:00.000Z' };
    const lease = await ledger.acquireLease(`returns:${MAIN}`, 'service:elsewhere', time);
    await expect(read()).rejects.toThrow('not read: returns-running');
    if (lease) await ledger.releaseLease(lease);
    expect(await read()).toMatchObject({ fault: undefined });
  });

  it('ends with what it has when it is stopped', async () => {
    const { world, read } = await startReading();
    const stopping = new AbortController();
    world.otto.hooks.onRequest = ({ path }) => {
      if (path === PATH) stopping.abort();
    };
    expect(await read(stopping.signal)).toMatchObject({ fault: { code: 'stopped' } });
    expect(await incidents(world)).toEqual([]);
  });

  it('is not done for a paused account, nor for an unknown one', async () => {
    const { world } = await startReading();
    const request = { signal: new AbortController().signal, holderKind: 'command' as const };
    await world.setAccount({ state: 'paused' });
    expect(await world.bridge.readReturns(request)).toEqual([]);
    expect(await world.bridge.readReturns({ ...request, accountId: MAIN })).toEqual([
      { accountId: MAIN, result: { ran: false, why: 'account-paused' } },
    ]);
    await expect(world.bridge.readReturns({ ...request, accountId: 'x' })).rejects.toMatchObject({
      code: 'account-unknown',
    });
    expect(world.otto.requestsTo('GET', PATH)).toEqual([]);
  });
});

describe('what keeps returns from being read', () => {
  it('is one incident of its own that resolves itself, and orders go on', async () => {
    const { world, sent, read } = await startReading();
    await sent();
    const outage = world.otto.faults.answerWith(503, {
      on: 'list-returns',
      times: Number.POSITIVE_INFINITY,
    });
    expect(await read()).toMatchObject({ fault: { code: 'otto-unavailable' } });
    expect(await incidents(world)).toMatchObject([{ code: 'returns-not-read', statusCode: 503 }]);
    await world.runAfter(MINUTE);
    expect(await incidents(world)).toHaveLength(1);
    outage.withdraw();
    await world.clock.advance(2 * MINUTE);
    expect(await read()).toMatchObject({ fault: undefined });
    expect(await incidents(world)).toEqual([]);
  });

  it('keeps parcels on their way back from nothing', async () => {
    const { world, sent, read } = await startReading();
    const order = await sent();
    world.otto.announce(order.pieces[0] ?? '', { trackingNumbers: ['R1'] });
    world.otto.faults.answerWith(503, { on: 'list-returns', times: Number.POSITIVE_INFINITY });
    expect(await read()).toMatchObject({ fault: { code: 'otto-unavailable' }, moved: 1 });
  });

  it('is told where the app lacks the right, and for returns alone', async () => {
    const { world, sent, read } = await startReading();
    world.otto.state.tokens.setCredentials({
      ...usualCredentials,
      scopes: ['orders', 'shipments'],
    });
    await sent();
    expect(await read()).toMatchObject({ fault: { code: 'otto-right-missing' } });
    await world.runAfter(MINUTE);
    expect(await incidents(world)).toMatchObject([
      { code: 'otto-right-missing', scope: 'returns' },
    ]);
    world.otto.state.tokens.setCredentials(usualCredentials);
    await world.clock.advance(2 * MINUTE);
    await read();
    expect(await incidents(world)).toEqual([]);
  });

  it('is told when entries cannot be read, and the others are there', async () => {
    const { world, sent, read } = await startReading();
    const order = await sent(2);
    for (const piece of order.pieces) world.otto.announce(piece);
    const ticket = world.otto.faults.answerWith(200, {
      on: 'list-returns',
      body: {
        positionItems: [
          {
            positionItemId: order.pieces[0],
            salesOrderId: order.salesOrderId,
            status: 'ANNOUNCED',
            occurredTime: '2026-03-20T08:00:00Z',
          },
          { positionItemId: null },
        ],
      },
    });
    expect(await read()).toMatchObject({ read: 1, unreadable: 1 });
    expect(await incidents(world)).toMatchObject([{ code: 'returns-unreadable', entries: 1 }]);
    ticket.withdraw();
    await read();
    expect(await incidents(world)).toEqual([]);
  });
});

describe('what is odd about a return', () => {
  it('is that OTTO has it instead of the seller, until it is decided', async () => {
    const { world, sent, read, readAfter } = await startReading();
    const order = await sent();
    world.otto.misdirect(order.pieces[0] ?? '', { ottoWarehouseId: 'HAL-9' });
    await read();
    expect(await incidents(world)).toMatchObject([
      {
        code: 'return-misdirected',
        orderNumber: order.orderNumber,
        ottoWarehouseId: 'HAL-9',
      },
    ]);
    expect(await world.bridge.ledger.listIncidentsOfOrder(MAIN, order.salesOrderId)).toHaveLength(
      1,
    );
    world.otto.rejectByHand(order.pieces[0] ?? '');
    await readAfter(MINUTE);
    expect(await incidents(world)).toEqual([]);
  });

  it('is that its order is not known here; told after an hour, once for all of them', async () => {
    const { world, sent, read, readAfter } = await startReading();
    const unknown = [await sent(1, { isImported: false }), await sent(1, { isImported: false })];
    for (const { pieces } of unknown) world.otto.announce(pieces[0] ?? '');
    await read();
    expect(await incidents(world)).toEqual([]);
    await readAfter(HOUR);
    expect(await incidents(world)).toMatchObject([{ code: 'return-order-unknown', orders: 2 }]);
    await world.run();
    await read();
    expect(await incidents(world)).toEqual([]);
  });

  it('of an unknown order that OTTO has instead of the seller is told at once, and taken back', async () => {
    const { world, sent, read } = await startReading();
    const unknown = await sent(1, { isImported: false });
    world.otto.misdirect(unknown.pieces[0] ?? '');
    await read();
    expect(await incidents(world)).toMatchObject([
      { code: 'return-misdirected', orderNumber: unknown.orderNumber },
    ]);
    world.otto.acceptByHand(unknown.pieces[0] ?? '');
    await world.clock.advance(MINUTE);
    await read();
    expect(await incidents(world)).toEqual([]);
  });

  it('is that OTTO does not show its piece as sent; the import looks first', async () => {
    const { world, read, readAfter } = await startReading();
    const order = world.order({ positionItems: [{}] });
    await world.runAfter(MINUTE);
    const piece = order.positionItems[0]?.positionItemId ?? '';
    const entry = {
      positionItemId: piece,
      salesOrderId: order.salesOrderId,
      status: 'ANNOUNCED',
      occurredTime: world.clock.now().toISOString(),
    };
    const ticket = world.otto.faults.answerWith(200, {
      on: 'list-returns',
      body: { positionItems: [entry] },
      times: Number.POSITIVE_INFINITY,
    });
    await read();
    expect(await incidents(world)).toEqual([]);
    expect((await world.row(order.salesOrderId)).next_look_at).toBe(
      world.clock.now().toISOString(),
    );
    await readAfter(HOUR);
    expect(await incidents(world)).toMatchObject([
      { code: 'return-of-unsent-piece', fulfillmentStatus: 'PROCESSABLE' },
    ]);
    ticket.withdraw();
    world.otto.send(order.salesOrderId);
    await world.runAfter(MINUTE);
    await read();
    expect(await incidents(world)).toEqual([]);
  });
});

describe('a lost ledger', () => {
  it('has its returns again after one look', async () => {
    const { world, sent, read } = await startReading();
    const order = await sent(3);
    world.otto.announce(order.pieces[0] ?? '');
    world.otto.misdirect(order.pieces[1] ?? '');
    world.otto.acceptByHand(order.pieces[2] ?? '');
    await read();
    const fresh = await startReading({ openLedger });
    expect(await fresh.read()).toMatchObject({ read: 0 });
    const statuses = (await world.bridge.ledger.listReturns({ limit: 9 })).map(
      ({ row }) => row?.status,
    );
    expect(statuses.toSorted()).toEqual(['ACCEPTED', 'ANNOUNCED', 'MISDIRECTED']);
  });
});
