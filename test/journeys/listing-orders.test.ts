import { expect, it } from 'vitest';
import type { FakeOttoBehaviour } from '../fakes/otto/index.ts';
import { inventedPeople, variedSalesOrders } from '../fixtures/otto/index.ts';
import { DAY, HOUR, MAIN, MINUTE, startWorld, type World } from './support/world.ts';

/** The `fromDate` of every listing so far; undefined = everything OTTO has. */
function askedFrom(world: World): (string | undefined)[] {
  return world.otto
    .requestsTo('GET', '/v4/orders')
    .filter(({ query }) => !query.has('nextcursor'))
    .map(({ query }) => query.get('fromDate') ?? undefined);
}

function before(world: World, ms: number): string {
  return new Date(world.clock.now().getTime() - ms).toISOString();
}

async function cursorOf(world: World): Promise<string | undefined> {
  return (await world.bridge.ledger.loadAccountState(MAIN)).cursorAt;
}

it('reads every page of a long list, each order once', async () => {
  const world = await startWorld({ otto: { pageSizeCap: 7 } });
  const orders = Array.from({ length: 30 }, (_, index) => world.order({ seed: `page/${index}` }));
  const { counters } = await world.run();
  expect(counters).toMatchObject({ seen: 30, created: 30, failed: 0 });
  expect(world.otto.requestsTo('GET', '/v4/orders')).toHaveLength(5);
  for (const { salesOrderId } of orders) {
    expect(world.shopOrders(salesOrderId)).toHaveLength(1);
  }
});

it('makes no second order of one that OTTO lists on two pages', async () => {
  const world = await startWorld({ otto: { pageSizeCap: 4, repeatLastOrderOnNextPage: true } });
  for (let index = 0; index < 20; index += 1) world.order({ seed: `repeat/${index}` });
  const { counters } = await world.run();
  expect(world.otto.requestsTo('GET', '/v4/orders').length).toBeGreaterThan(5);
  expect(counters.created).toBe(20);
  expect(world.shop.state.orders.size).toBe(20);
});

it('brings an order that changes while the list is read to its newest state, in one shop order', async () => {
  const world = await startWorld({
    otto: { pageSizeCap: 2 },
    rules: { announcedImport: 'all' },
  });
  const first = world.order({ seed: 1, positionItems: [{ fulfillmentStatus: 'ANNOUNCED' }] });
  for (const seed of [2, 3, 4, 5]) world.order({ seed });
  let pages = 0;
  world.otto.hooks.onRequest = ({ path }) => {
    if (path !== '/v4/orders') return;
    pages += 1;
    if (pages === 2) world.otto.release(first.salesOrderId);
  };
  const { counters } = await world.run();
  expect(counters.created).toBe(5);
  expect(world.shopOrder(first.salesOrderId).status).toBe('processing');
});

it('asks from the start date at first, then two days back once a day, and two hours back else', async () => {
  const startAt = '2026-03-10T00:00:00Z';
  const world = await startWorld({ account: { startAt } });
  await world.run();
  const order = world.order();
  const changedAt = order.orderLifecycleInformation.lifecycleChangeDate;
  await world.runAfter(5 * MINUTE);
  await world.runAfter(5 * MINUTE);
  await world.runAfter(DAY);
  await world.runAfter(5 * MINUTE);
  const back = (ms: number) => new Date(Date.parse(changedAt) - ms).toISOString();
  expect(askedFrom(world)).toEqual([
    '2026-03-10T00:00:00.000Z',
    '2026-03-10T00:00:00.000Z',
    back(2 * HOUR),
    back(2 * DAY),
    back(2 * HOUR),
  ]);
});

it('looks back as far as the owner sets', async () => {
  const world = await startWorld();
  await world.update((settings) => ({
    ...settings,
    overlap: { firstRunOfDayHours: 100, otherRunsHours: 1 },
  }));
  const { lastModifiedDate = '' } = world.order();
  await world.run();
  await world.runAfter(MINUTE);
  await world.runAfter(DAY);
  const back = (ms: number) => new Date(Date.parse(lastModifiedDate) - ms).toISOString();
  expect(askedFrom(world)).toEqual([undefined, back(HOUR), back(100 * HOUR)]);
});

it('finds orders that OTTO lists late, thanks to the overlap', async () => {
  const world = await startWorld({ otto: { listLagMs: HOUR } });
  const late = world.order({ seed: 'late' });
  await world.clock.advance(30 * MINUTE);
  const other = world.order({ seed: 'other' });
  await world.run();
  expect(world.shop.state.orders.size).toBe(0);
  world.otto.behaviour.listLagMs = 20 * MINUTE;
  await world.runAfter(20 * MINUTE);
  expect(world.shop.state.orders.size).toBe(2);
  world.otto.behaviour.listLagMs = 90 * MINUTE;
  const third = world.order({ seed: 'third' });
  await world.runAfter(MINUTE);
  await world.runAfter(90 * MINUTE);
  for (const { salesOrderId } of [late, other, third]) {
    expect(world.shopOrders(salesOrderId)).toHaveLength(1);
  }
});

it.each<[string, Partial<FakeOttoBehaviour>]>([
  ['compares fromDate with the last modification', { changeDate: 'lastModifiedDate' }],
  ['leaves out what changed exactly at fromDate', { fromDateInclusive: false }],
  ['sorts by order date', { listSortedBy: 'orderDate' }],
  ['leaves out empty lists and links', { emptyResources: 'absent', lastPageLinks: 'absent' }],
  ['writes offsets and no fractions', { dateZone: '+0000', dateFractionDigits: 0 }],
  ['writes offsets with a colon and microseconds', { dateZone: '+00:00', dateFractionDigits: 6 }],
])('misses nothing when OTTO %s', async (_what, behaviour) => {
  const world = await startWorld({
    otto: { ...behaviour, pageSizeCap: 3 },
    rules: { announcedImport: 'all' },
  });
  await world.run();
  const orders = Array.from({ length: 7 }, (_, index) =>
    world.order({ seed: `misses/${index}`, positionItems: [{ fulfillmentStatus: 'ANNOUNCED' }] }),
  );
  await world.runAfter(MINUTE);
  await world.clock.advance(MINUTE);
  for (const { salesOrderId } of orders) world.otto.release(salesOrderId);
  await world.runAfter(MINUTE);
  const late = world.order({ seed: 'late' });
  await world.runAfter(MINUTE);
  await world.runAfter(DAY);
  for (const { salesOrderId } of [...orders, late]) {
    expect(world.shopOrder(salesOrderId).status).toBe('processing');
  }
  expect(await world.openIncidents()).toEqual([]);
});

it('takes nothing that was ordered before the start date, until a back-fill asks for it', async () => {
  const world = await startWorld({ account: { startAt: '2026-03-15T00:00:00Z' } });
  const old = world.order({ seed: 'old', orderDate: '2026-03-12T10:00:00.000Z' });
  const older = world.order({ seed: 'older', orderDate: '2026-03-01T10:00:00.000Z' });
  const released = world.order({ seed: 'new' });
  world.otto.amend(old.salesOrderId, (order) => ({
    ...order,
    orderLifecycleInformation: { lifecycleChangeDate: before(world, HOUR) },
  }));
  await world.run();
  expect(world.shopOrders(released.salesOrderId)).toHaveLength(1);
  expect(world.shopOrders(old.salesOrderId)).toEqual([]);
  expect(await world.row(old.salesOrderId)).toMatchObject({
    import_state: 'skipped',
    reason: 'ordered-before-start',
  });
  const cursor = await cursorOf(world);

  const { counters } = await world.run({ since: '2026-03-11T00:00:00.000Z', cause: 'command' });
  expect(counters).toMatchObject({ created: 1, failed: 0 });
  expect(world.shopOrders(old.salesOrderId)).toHaveLength(1);
  expect(world.shopOrders(older.salesOrderId)).toEqual([]);
  expect(await cursorOf(world)).toBe(cursor);

  // What the back-fill brought in goes on like any other order.
  world.otto.send(old.salesOrderId);
  await world.runAfter(MINUTE);
  expect(world.shopOrder(old.salesOrderId).status).toBe('completed');
});

it('does not send away what a back-fill let in and what then had to wait', async () => {
  const world = await startWorld({ account: { startAt: '2026-03-15T00:00:00Z' } });
  const orderDate = '2026-03-12T10:00:00.000Z';
  const announced = world.order({
    seed: 'announced',
    orderDate,
    positionItems: [{ fulfillmentStatus: 'ANNOUNCED' }],
  });
  const odd = world.order({
    seed: 'odd',
    orderDate,
    positionItems: [{ fulfillmentStatus: 'LOST_AT_SEA' }],
  });
  const unanswered = world.order({ seed: 'unanswered', orderDate });
  world.shop.faults.dropBeforeEffect({ method: 'POST' });
  await world.run({ since: '2026-03-11T00:00:00.000Z', cause: 'command' });
  expect(world.shop.state.orders.size).toBe(0);

  await world.runAfter(HOUR);
  world.otto.release(announced.salesOrderId);
  world.otto.amend(odd.salesOrderId, (order) => ({
    ...order,
    positionItems: order.positionItems.map((piece) => ({
      ...piece,
      fulfillmentStatus: 'PROCESSABLE',
    })),
    ...(inventedPeople[0] && { deliveryAddress: inventedPeople[0] }),
  }));
  await world.runAfter(HOUR);
  await world.runAfter(HOUR);
  for (const { salesOrderId } of [announced, odd, unanswered]) {
    expect(world.shopOrders(salesOrderId)).toHaveLength(1);
  }
});

it('waits with its cursor for an order that came without its id', async () => {
  const world = await startWorld();
  await world.run();
  const nameless = world.order({ seed: 'nameless' });
  const { salesOrderId: _id, ...rest } = nameless;
  const ticket = world.otto.faults.malformOrder(nameless.salesOrderId, rest);
  for (let days = 0; days < 5; days += 1) {
    await world.runAfter(DAY);
    world.order({ seed: `day ${days}` });
  }
  expect(await world.openIncidents()).toMatchObject([{ code: 'sales-order-unreadable' }]);
  ticket.withdraw();
  await world.runAfter(5 * MINUTE);
  expect(world.shopOrders(nameless.salesOrderId)).toHaveLength(1);
  expect(await world.openIncidents()).toEqual([]);
});

it('misses nothing after an outage when the owner first asks for today alone', async () => {
  const world = await startWorld();
  await world.run();
  world.order({ seed: 'before the outage' });
  await world.run();
  await world.clock.advance(3 * DAY);
  const during = world.order({ seed: 'during' });
  await world.clock.advance(3 * DAY);
  const today = world.order({ seed: 'today' });
  await world.run({ since: before(world, 2 * HOUR), cause: 'command' });
  expect(world.shopOrders(today.salesOrderId)).toHaveLength(1);
  await world.runAfter(5 * MINUTE);
  expect(world.shopOrders(during.salesOrderId)).toHaveLength(1);
});

it('goes on finding orders after one whose change date lies in the future', async () => {
  const world = await startWorld();
  world.order({
    seed: 'from the future',
    lastModifiedDate: '2031-01-01T00:00:00.000Z',
    orderLifecycleInformation: { lifecycleChangeDate: '2031-01-01T00:00:00.000Z' },
  });
  await world.run();
  const next = world.order({ seed: 'next' });
  await world.runAfter(5 * MINUTE);
  expect(world.shopOrders(next.salesOrderId)).toHaveLength(1);
});

it('does not move on past pages it could not read', async () => {
  const world = await startWorld({ otto: { pageSizeCap: 5 } });
  for (let index = 0; index < 12; index += 1) world.order({ seed: `break/${index}` });
  const fault = world.otto.faults.answerWith(500, {
    on: ({ path, query }) => path === '/v4/orders' && query.has('nextcursor'),
    times: Number.POSITIVE_INFINITY,
  });
  const broken = await world.run();
  expect(broken.fault).toMatchObject({ code: 'otto-unavailable', params: { statusCode: 500 } });
  expect(await cursorOf(world)).toBeUndefined();
  expect(world.shop.state.orders.size).toBe(5);
  fault.withdraw();
  const { counters } = await world.runAfter(5 * MINUTE);
  expect(counters).toMatchObject({ seen: 12, created: 7, unchanged: 5 });
  expect(world.shop.state.orders.size).toBe(12);
});

it('never asks OTTO for a status: that would hide orders with an announced piece', async () => {
  const world = await startWorld();
  for (const order of variedSalesOrders(5)) world.otto.addOrder(order);
  await world.run();
  await world.runAfter(DAY);
  for (const { query } of world.otto.requestsTo('GET', '/v4/orders')) {
    expect(query.has('fulfillmentStatus')).toBe(false);
  }
});
