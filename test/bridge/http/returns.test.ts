import { describe, expect, it } from 'vitest';
import { API_OPERATIONS } from '../../../src/bridge/http/api-contract.ts';
import { buildSalesOrder } from '../../fixtures/otto/index.ts';
import { type HttpWorld, startHttpWorld, until } from './http-world.ts';

const RETURNS = '/api/v1/returns';
const MINUTE = 60_000;

const toShip = buildSalesOrder({ seed: 'to-ship', positionItems: [{}] });

type World = HttpWorld & { pieces: string[]; orderNumber: string; salesOrderId: string };

/** Four sent pieces of one order, and one of an order that is still to be shipped. */
async function withReturns(): Promise<World> {
  const world = await startHttpWorld();
  const order = buildSalesOrder({ seed: 'sent', positionItems: [{}, {}, {}, {}] });
  world.otto.addOrder(order);
  world.otto.addOrder(toShip);
  world.otto.send(order.salesOrderId);
  await world.importAll();
  const pieces = order.positionItems.map(({ positionItemId }) => positionItemId);
  const [announced = '', misdirected = '', accepted = ''] = pieces;
  world.otto.announce(announced, { carrier: 'DHL', trackingNumbers: ['577546565072'] });
  world.clock.skip(MINUTE);
  world.otto.misdirect(misdirected, { ottoWarehouseId: 'HAL-3' });
  world.clock.skip(MINUTE);
  world.otto.acceptByHand(accepted, { condition: 'B', reason: 'COMPLAINT' });
  await readNow(world);
  return { ...world, pieces, orderNumber: order.orderNumber, salesOrderId: order.salesOrderId };
}

async function readNow(world: HttpWorld): Promise<void> {
  const before = (await lastRun(world))?.jobRunId;
  const options = { method: 'POST' };
  await world.api.read(API_OPERATIONS.readReturnsNow, `${RETURNS}/read`, options);
  await until(async () => {
    const run = await lastRun(world);
    return run !== undefined && run.jobRunId !== before && run.outcome !== 'running';
  });
}

const lastRun = async ({ api }: HttpWorld) => {
  const path = '/api/v1/jobs/returns/runs?limit=1';
  return (await api.read(API_OPERATIONS.listJobRuns, path)).items[0];
};

const list = ({ api }: HttpWorld, query = '', language?: string) =>
  api.read(
    API_OPERATIONS.listReturns,
    `${RETURNS}${query}`,
    language ? { headers: { 'Accept-Language': language } } : {},
  );

describe('the list of returns', () => {
  it('tells of each what OTTO says, where it is and what may be done', async () => {
    const world = await withReturns();
    world.otto.moveReturnShipment('577546565072', 'DELIVERED');
    await readNow(world);
    const { items, nextCursor, readAt } = await list(world, '', 'de');
    expect(nextCursor).toBeNull();
    expect(readAt).toMatch(/Z$/);
    const [accepted, misdirected, announced] = items;
    expect(items).toHaveLength(3);
    expect(announced).toMatchObject({
      accountId: 'main',
      positionItemId: world.pieces[0],
      orderNumber: world.orderNumber,
      isOrderKnown: true,
      wooOrderId: expect.any(Number),
      shopUrl: expect.stringContaining('/wp-admin/post.php'),
      pieceStatus: 'SENT',
      status: 'ANNOUNCED',
      statusWord: 'angekündigt',
      condition: null,
      trackingNumbers: [
        {
          carrier: 'DHL',
          trackingNumber: '577546565072',
          trackingUrl: expect.stringMatching(/^https:\/\/www\.dhl\.de\/.*577546565072$/),
        },
      ],
      wayBack: {
        state: 'DELIVERED',
        stateWord: 'bei Ihnen angekommen',
        trackingNumber: '577546565072',
      },
      decision: null,
      steps: ['accept', 'reject'],
      stepReason: null,
      about: null,
    });
    expect(announced?.cents).toBeGreaterThan(0);
    expect(misdirected).toMatchObject({
      status: 'MISDIRECTED',
      ottoWarehouseId: 'HAL-3',
      steps: ['accept', 'reject'],
    });
    expect(accepted).toMatchObject({
      status: 'ACCEPTED',
      condition: 'B',
      conditionWord: 'B: wie neu',
      reason: 'COMPLAINT',
      reasonWord: 'Reklamation',
      steps: [],
      stepReason: 'already-accepted',
      about: { code: 'return-step-already-accepted', todo: null },
    });
    expect((await list(world)).items[2]).toMatchObject({ statusWord: 'announced' });
  });

  it('is filtered, counted and read page by page', async () => {
    const world = await withReturns();
    const idsOf = async (query: string) =>
      (await list(world, query)).items.map(({ positionItemId }) =>
        world.pieces.indexOf(positionItemId),
      );
    expect(await idsOf('?toDecide=true')).toEqual([1]);
    expect(await idsOf('?toDecide=false')).toEqual([2, 0]);
    expect(await idsOf('?status=ACCEPTED')).toEqual([2]);
    expect(await idsOf('?accountId=main&status=ANNOUNCED')).toEqual([0]);
    expect(await idsOf('?accountId=other')).toEqual([]);
    expect(await idsOf(`?salesOrderId=${world.salesOrderId}`)).toHaveLength(3);
    const first = await list(world, '?limit=2');
    const second = await list(world, `?limit=2&cursor=${first.nextCursor}`);
    expect(
      [...first.items, ...second.items].map(({ positionItemId }) =>
        world.pieces.indexOf(positionItemId),
      ),
    ).toEqual([2, 1, 0]);
    expect(second.nextCursor).toBeNull();
    const one = { count: 1, isCapped: false };
    expect(await world.api.read(API_OPERATIONS.countReturns, `${RETURNS}/counts`)).toEqual({
      toDecide: one,
      announced: one,
      misdirected: one,
      accepted: one,
      rejected: { count: 0, isCapped: false },
    });
    world.otto.moveReturnShipment('577546565072', 'DELIVERED');
    await readNow(world);
    expect(await idsOf('?toDecide=true')).toEqual([1, 0]);
    expect(await world.api.read(API_OPERATIONS.countReturns, `${RETURNS}/counts`)).toMatchObject({
      toDecide: { count: 2 },
      announced: { count: 0 },
    });
  });

  it('sets no time to ship by for what is wrong with a return, though a piece is still to be shipped', async () => {
    const world = await startHttpWorld();
    const sent = { fulfillmentStatus: 'SENT' } as const;
    const order = buildSalesOrder({ seed: 'half', positionItems: [sent, {}] });
    world.otto.addOrder(order);
    await world.importAll();
    world.otto.misdirect(order.positionItems[0]?.positionItemId ?? '');
    await readNow(world);
    const open = await world.api.read(API_OPERATIONS.listIncidents, '/api/v1/incidents');
    const deadlines = new Map(open.items.map(({ about, deadline }) => [about.code, deadline]));
    expect(deadlines.get('sku-not-in-shop')).toMatch(/Z$/);
    expect(deadlines.get('return-misdirected')).toBeNull();
  });

  it('names the decision that is under way, and offers no second one', async () => {
    const world = await withReturns();
    const { salesOrderId, pieces } = world;
    const how = { decision: 'accept', condition: 'A', reason: 'RETURN_RECEIVED' } as const;
    const wish = { salesOrderId, positionItemId: pieces[0] ?? '', ...how };
    const said = { source: 'web-service', cause: 'click', dryRun: false } as const;
    await world.bridge.returnDesk.decideReturns([wish], said);
    const { items } = await list(world, '?status=ANNOUNCED', 'de');
    expect(items).toMatchObject([
      {
        decision: {
          kind: 'acceptance',
          kindWord: 'Retoure angenommen',
          state: 'due',
          stateWord: 'wird gesendet',
        },
        steps: [],
        stepReason: 'decision-under-way',
      },
    ]);
    expect((await list(world, '?toDecide=true')).items).toHaveLength(1);
  });
});

describe('finding a return', () => {
  const find = (world: HttpWorld, number: string) =>
    world.api.read(
      API_OPERATIONS.findReturn,
      `${RETURNS}/find?number=${encodeURIComponent(number)}`,
    );

  it('takes a number as it is scanned or typed', async () => {
    const world = await withReturns();
    for (const number of ['577546565072', ']C1577546565072', '577 546-565 072']) {
      expect(await find(world, number)).toMatchObject({
        foundBy: 'return-number',
        items: [{ positionItemId: world.pieces[0], status: 'ANNOUNCED' }],
      });
    }
  });

  it('shows all pieces of an order, also those nobody announced', async () => {
    const world = await withReturns();
    const { foundBy, items } = await find(world, world.orderNumber.toUpperCase());
    expect(foundBy).toBe('order-number');
    const byPiece = new Map(items.map((item) => [item.positionItemId, item]));
    expect(items).toHaveLength(4);
    expect(byPiece.get(world.pieces[3] ?? '')).toMatchObject({
      status: null,
      statusWord: 'not announced',
      occurredAt: null,
      steps: ['accept', 'reject', 'sent-by-accident'],
    });
  });

  it('offers to cancel what was not sent yet', async () => {
    const world = await withReturns();
    expect((await find(world, toShip.orderNumber)).items).toMatchObject([
      { steps: ['cancel-instead'], stepReason: 'not-sent-yet' },
    ]);
  });

  it('says that nothing was found', async () => {
    const world = await withReturns();
    expect(await find(world, 'nothing-like-it')).toEqual({ foundBy: null, items: [] });
  });

  it('shows a return of an order the bridge does not know, and what can be done about it', async () => {
    const world = await withReturns();
    const order = buildSalesOrder({ seed: 'unknown', positionItems: [{}] });
    world.otto.addOrder(order);
    world.otto.send(order.salesOrderId);
    world.otto.announce(order.positionItems[0]?.positionItemId ?? '', {
      trackingNumbers: ['999999999999'],
    });
    await readNow(world);
    expect((await find(world, '999999999999')).items).toMatchObject([
      {
        isOrderKnown: false,
        orderNumber: null,
        sku: null,
        pieceStatus: null,
        steps: [],
        stepReason: 'piece-unknown',
        about: { todo: expect.stringContaining('import') },
      },
    ]);
  });
});

it('reads returns by click, tells it as a job, and joins a look that is in hand', async () => {
  const world = await startHttpWorld();
  const read = () =>
    world.api.read(API_OPERATIONS.readReturnsNow, `${RETURNS}/read`, { method: 'POST' });
  expect((await list(world)).readAt).toBeNull();
  const answers = await Promise.all([read(), read()]);
  expect(answers.map(({ joined }) => joined).toSorted()).toEqual([false, true]);
  await until(async () => (await lastRun(world))?.outcome === 'nothing');
  expect(await lastRun(world)).toMatchObject({ job: 'returns', cause: 'click', fault: null });
  expect((await list(world)).readAt).not.toBeNull();
});
