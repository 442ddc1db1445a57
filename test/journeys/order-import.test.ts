import { expect, it } from 'vitest';
import { eachDatabase } from '../databases.ts';
import {
  type ScenarioNumber,
  scenarioNumbers,
  startFakeOtto,
  usualCredentials,
} from '../fakes/otto/index.ts';
import { buildSalesOrder, variedSalesOrders } from '../fixtures/otto/index.ts';
import { grossOf } from './support/gross.ts';
import { DAY, MAIN, MINUTE, SHIRT, STOCK, startWorld } from './support/world.ts';

const STATUS_OF_SCENARIO = {
  1: 'processing',
  2: 'processing',
  3: 'processing',
  4: 'processing',
  5: 'not in the shop',
  6: 'not in the shop',
  7: 'processing',
  8: 'processing',
} as const satisfies Record<ScenarioNumber, string>;

eachDatabase('an import', ({ kind }) => {
  it('brings each of the eight sandbox scenarios where the status mapping says', async () => {
    const world = await startWorld({ database: kind });
    const orders = world.otto.runAllScenarios();

    const { counters, fault } = await world.run();

    expect(fault).toBeUndefined();
    const statuses = orders.map(
      ({ salesOrderId }) => world.shopOrders(salesOrderId)[0]?.status ?? 'not in the shop',
    );
    expect(statuses).toEqual(scenarioNumbers.map((number) => STATUS_OF_SCENARIO[number]));
    expect(counters).toMatchObject({ seen: 8, created: 6, backlog: 1, skipped: 1, failed: 0 });
    expect(await world.openIncidents()).toEqual([]);
    for (const [index, order] of orders.entries()) {
      if (STATUS_OF_SCENARIO[scenarioNumbers[index] ?? 5] === 'not in the shop') continue;
      const shopOrder = world.shopOrder(order.salesOrderId);
      expect(shopOrder.total.toFixed(2)).toBe(grossOf(order));
      expect(shopOrder.shipping.last_name).toBe(order.deliveryAddress?.lastName);
      expect(shopOrder.billing.email).toBe('');
      expect(shopOrder.datePaid).not.toBeNull();
    }
  });

  it('changes nothing and asks the shop nothing when it runs a second time', async () => {
    const world = await startWorld({ database: kind });
    world.otto.runAllScenarios();
    await world.run();
    const before = structuredClone([...world.shop.state.orders.values()]);
    const since = world.mark();

    const { counters, importRunId } = await world.runAfter(5 * MINUTE);

    expect(world.shopRequests(since)).toEqual([]);
    expect([...world.shop.state.orders.values()]).toEqual(before);
    expect(counters).toMatchObject({ seen: 8, unchanged: 8, created: 0, updated: 0 });
    expect(await world.lines(importRunId)).toEqual([]);
  });

  it('keeps two accounts with the same sales order id apart, each under its own rules', async () => {
    const world = await startWorld({ database: kind });
    const otherOtto = await startFakeOtto({ now: world.clock.now });
    try {
      await world.addAccount(
        {
          id: 'outlet',
          name: 'Outlet',
          state: 'active',
          environment: { baseUrl: otherOtto.url },
          clientId: usualCredentials.clientId,
          rules: {
            announcedImport: 'all',
            language: 'en',
            statusMapping: { announced: 'pending' },
          },
        },
        usualCredentials.clientSecret,
      );
      const announced = buildSalesOrder({
        seed: 'same',
        positionItems: [{ fulfillmentStatus: 'ANNOUNCED' }],
      });
      world.otto.addOrder(announced);
      otherOtto.addOrder(announced);

      await world.run();
      await world.run({ accountId: 'outlet' });
      await world.run();
      const { salesOrderId } = announced;
      const outletOrder = world.shopOrder(salesOrderId);
      expect(outletOrder.status).toBe('pending');
      expect(await world.row(salesOrderId)).toMatchObject({ import_state: 'backlog' });
      expect(await world.row(salesOrderId, 'outlet')).toMatchObject({
        import_state: 'imported',
        woo_order_id: outletOrder.id,
      });

      await world.clock.advance(MINUTE);
      world.otto.release(salesOrderId);
      await world.run();
      const mainRow = await world.row(salesOrderId);
      expect(mainRow.woo_order_id).not.toBe(outletOrder.id);
      expect(world.shopOrders(salesOrderId).map(({ status }) => status)).toEqual([
        'pending',
        'processing',
      ]);
    } finally {
      await otherOtto.stop();
    }
  });

  it('records one payment over the full sum of a released order, and changes it only with OTTO', async () => {
    const world = await startWorld({ database: kind, rules: { announcedImport: 'all' } });
    const released = world.order({ seed: 'released', positionItems: [{}, {}] });
    const announced = world.order({
      seed: 'announced',
      payment: { paymentMethod: 'PREPAYMENT' },
      positionItems: [{ fulfillmentStatus: 'ANNOUNCED' }],
    });
    const payments = () =>
      world.bridge.ledger.listPayments({ changedSince: undefined, after: undefined, limit: 10 });

    await world.run();
    const [first, ...noMore] = await payments();
    expect(noMore).toEqual([]);
    expect(first).toMatchObject({
      sales_order_id: released.salesOrderId,
      order_number: released.orderNumber,
      amount_cents: 2 * 2499 + 595,
      payment_method: 'PAYPAL',
      paid_at: released.positionItems[0]?.processableDate,
      woo_order_id: world.shopOrder(released.salesOrderId).id,
    });

    await world.clock.advance(30 * MINUTE);
    const releasedAt = world.clock.now().toISOString();
    world.otto.release(announced.salesOrderId);
    await world.run();
    await world.run();
    const both = await payments();
    expect(both).toHaveLength(2);
    expect(both).toContainEqual(first);
    expect(both.find((payment) => payment.sales_order_id === announced.salesOrderId)).toMatchObject(
      {
        amount_cents: 2499 + 595,
        payment_method: 'PREPAYMENT',
        paid_at: releasedAt,
        changed_at: expect.stringMatching(/^2026-03-20T08:3/),
      },
    );
  });
});

it('asks the shop nothing when the poll finds nothing', async () => {
  const world = await startWorld();
  for (let polls = 0; polls < 3; polls += 1) {
    const { counters, fault } = await world.runAfter(5 * MINUTE);
    expect(fault).toBeUndefined();
    expect(counters.seen).toBe(0);
  }
  expect(world.shop.requests).toEqual([]);
  expect(world.otto.requestsTo('GET', '/v4/orders')).toHaveLength(3);
});

it('asks the shop no more than what it has of ours when all that came stays outside', async () => {
  const world = await startWorld({ account: { startAt: '2026-03-20T00:00:00Z' } });
  world.order({ seed: 'announced', positionItems: [{ fulfillmentStatus: 'ANNOUNCED' }] });
  world.order({ seed: 'gone', positionItems: [{ fulfillmentStatus: 'CANCELLED_BY_MARKETPLACE' }] });
  world.order({
    seed: 'old',
    orderDate: '2026-03-19T12:00:00.000Z',
    lastModifiedDate: '2026-03-20T07:30:00.000Z',
    orderLifecycleInformation: { lifecycleChangeDate: '2026-03-20T07:30:00.000Z' },
  });
  const { counters } = await world.run();
  expect(counters).toMatchObject({ seen: 3, backlog: 1, skipped: 2 });
  expect(world.shopRequests()).toEqual(Array(2).fill('GET /wp-json/wc/v3/orders'));
  expect(world.shop.state.orders.size).toBe(0);
});

it('keeps a history of each run with its counters and a line for every order it touched', async () => {
  const world = await startWorld({ account: { startAt: '2026-03-01T00:00:00Z' } });
  const created = world.order({ seed: 'created' });
  const waiting = world.order({
    seed: 'waiting',
    positionItems: [{ fulfillmentStatus: 'ANNOUNCED' }],
  });
  const cancelled = world.order({
    seed: 'cancelled',
    positionItems: [{ fulfillmentStatus: 'CANCELLED_BY_PARTNER' }],
  });
  const held = world.order({ seed: 'held', positionItems: [{ fulfillmentStatus: 'LOST_AT_SEA' }] });
  const first = await world.run({ cause: 'click' });
  await world.clock.advance(MINUTE);
  world.otto.send(created.salesOrderId);
  const second = await world.run({ cause: 'schedule' });

  const outcomes = async (importRunId: string) =>
    new Map((await world.lines(importRunId)).map((line) => [line.orderNumber, line.outcome]));
  expect(await outcomes(first.importRunId)).toEqual(
    new Map([
      [created.orderNumber, 'created'],
      [waiting.orderNumber, 'backlog'],
      [cancelled.orderNumber, 'skipped'],
      [held.orderNumber, 'held'],
    ]),
  );
  expect((await outcomes(second.importRunId)).get(created.orderNumber)).toBe('updated');
  expect((await outcomes(second.importRunId)).has(waiting.orderNumber)).toBe(false);

  const runs = await world.bridge.ledger.listImportRuns({ limit: 10 });
  expect(runs.map(({ import_run_id }) => import_run_id)).toEqual([
    second.importRunId,
    first.importRunId,
  ]);
  expect(runs[1]).toMatchObject({
    account_id: MAIN,
    cause: 'click',
    is_rehearsal: 0,
    state: 'finished',
    error_code: null,
    seen: 4,
    created: 1,
    backlog: 1,
    skipped: 1,
    held: 1,
    failed: 0,
    unchanged: 0,
  });
  expect(runs[0]).toMatchObject({ cause: 'schedule', state: 'finished', updated: 1, created: 0 });
});

it('makes one line of sixty equal pieces, with the sum of all of them', async () => {
  const world = await startWorld();
  const order = world.order({
    seed: 'sixty',
    positionItems: Array.from({ length: 60 }, () => ({})),
  });
  await world.run();
  const shopOrder = world.shopOrder(order.salesOrderId);
  expect(shopOrder.lineItems.map(({ quantity }) => quantity)).toEqual([60]);
  expect(shopOrder.total.toFixed(2)).toBe(grossOf(order));
  expect(world.stock(SHIRT)).toBe(STOCK - 60);
  const written = shopOrder.lineItems[0]?.meta.find(({ key }) => key.endsWith('position_items'));
  expect(String(written?.value).split(',')).toEqual(
    order.positionItems.map(({ positionItemId }) => positionItemId),
  );
});

it('brings three hundred orders in at once, each exactly once and to the cent', async () => {
  const world = await startWorld({ rules: { announcedImport: 'all' } });
  const orders = variedSalesOrders(300, 'three hundred');
  for (const order of orders) world.otto.addOrder(order);
  const { counters, fault } = await world.run();
  expect(fault).toBeUndefined();
  const entering = orders.filter((order) =>
    order.positionItems.some((piece) => !piece.fulfillmentStatus.startsWith('CANCELLED')),
  );
  expect(counters).toMatchObject({
    seen: 300,
    created: entering.length,
    skipped: 300 - entering.length,
    failed: 0,
    held: 0,
  });
  expect(world.shop.state.orders.size).toBe(entering.length);
  const sums = entering.map(({ salesOrderId }) => world.shopOrder(salesOrderId).total.toFixed(2));
  expect(sums).toEqual(entering.map(grossOf));
  const creating = world.shopWrites().filter((line) => /POST .*\/orders(\/batch)?$/.test(line));
  expect(creating.length).toBeLessThan(45);
  const again = await world.runAfter(5 * MINUTE);
  expect(again.counters.created + again.counters.updated).toBe(0);
});

it('refuses to run a paused account, and runs it again once it is active', async () => {
  const world = await startWorld();
  const order = world.order();
  await world.setAccount({ state: 'paused' });
  await expect(world.run()).rejects.toMatchObject({
    code: 'account-paused',
    params: { accountId: MAIN },
  });
  expect(world.otto.requests).toEqual([]);
  expect(world.shop.requests).toEqual([]);
  expect(await world.bridge.ledger.listImportRuns({ limit: 5 })).toEqual([]);
  await world.setAccount({ state: 'active' });
  await world.run();
  expect(world.shopOrder(order.salesOrderId).status).toBe('processing');
});

it('names the accounts it knows when asked for one it does not', async () => {
  const world = await startWorld();
  await expect(world.run({ accountId: 'nobody' })).rejects.toMatchObject({
    code: 'account-unknown',
    params: { accountId: 'nobody', known: MAIN },
  });
});

it('says "already running" to a second run of the same account instead of overlapping', async () => {
  const world = await startWorld();
  const order = world.order();
  let second: Promise<unknown> | undefined;
  world.otto.hooks.onRequest = async ({ path }) => {
    if (path !== '/v4/orders' || second) return;
    second = world.bridge.importOrders({
      accountId: MAIN,
      cause: 'click',
      signal: new AbortController().signal,
      holderKind: 'service',
    });
    await second;
  };
  await world.run();
  expect(await second).toEqual({ ran: false, why: 'already-running' });
  expect(world.shopOrders(order.salesOrderId)).toHaveLength(1);
  expect(await world.bridge.ledger.listImportRuns({ limit: 5 })).toHaveLength(1);
});

it('leaves take-back and fraud notes once, and no customer note', async () => {
  const world = await startWorld();
  const order = world.order({
    suspectedFraudCase: true,
    positionItems: [{ weeePickup: true }],
  });
  await world.run();
  await world.runAfter(DAY);
  const { id } = world.shopOrder(order.salesOrderId);
  const notes = world.shop.state.notes.filter(
    (note) => note.orderId === id && /Altgeräte|Betrugsverdacht/.test(note.note),
  );
  expect(notes).toHaveLength(2);
  expect(world.shop.state.notes.filter((note) => note.customerNote)).toEqual([]);
  expect(await world.openIncidents()).toMatchObject([{ code: 'fraud-suspected', orders: 1 }]);
});
