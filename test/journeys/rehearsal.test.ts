import { expect, it } from 'vitest';
import type { ImportRequest } from '../../src/bridge/create-bridge.ts';
import type { Rehearsed } from '../../src/bridge/order-import/rehearse-import.ts';
import { openTables } from '../contracts/ledger/ledger-access.ts';
import { grossOf } from './support/gross.ts';
import { HOUR, MINUTE, startWorld, type World } from './support/world.ts';

async function rehearse(world: World, request: Partial<ImportRequest> = {}) {
  const shown: Rehearsed[] = [];
  const ran = await world.run({ onRehearsed: (one) => shown.push(one), ...request });
  const steps = new Map(
    shown.flatMap((one) => (one.readable ? [[one.orderNumber, one.step]] : [])),
  );
  return { ...ran, shown, steps };
}

it('shows of a draft account what would enter the shop, writing nothing but its history', async () => {
  const world = await startWorld({ account: { state: 'draft' } });
  const orders = world.otto.runAllScenarios();
  const unreadable = world.order({ seed: 'unreadable' });
  world.otto.faults.malformOrder(unreadable.salesOrderId, {
    salesOrderId: unreadable.salesOrderId,
    orderNumber: unreadable.orderNumber,
  });

  const { shown, steps, isRehearsal, counters, fault, importRunId } = await rehearse(world);
  expect(fault).toBeUndefined();
  expect(isRehearsal).toBe(true);
  expect(shown).toHaveLength(9);
  expect(shown.filter((one) => !one.readable)).toMatchObject([
    { orderNumber: unreadable.orderNumber },
  ]);
  const actions = orders.map((order) => steps.get(order.orderNumber)?.action);
  const entering = ['create', 'create', 'create', 'create'];
  expect(actions).toEqual([...entering, 'backlog', 'skip', 'create', 'create']);
  for (const order of orders) {
    const step = steps.get(order.orderNumber);
    if (step?.action !== 'create') continue;
    expect(step.draft.transaction_id).toBe(order.orderNumber);
    expect(step.draft.shipping?.last_name).toBe(order.deliveryAddress?.lastName);
    expect((step.expected.totalCents / 100).toFixed(2)).toBe(grossOf(order));
  }
  expect(counters).toMatchObject({ seen: 9, created: 6, backlog: 1, skipped: 1, failed: 1 });

  expect(world.shopWrites()).toEqual([]);
  expect(world.shop.state.orders.size).toBe(0);
  const tables = await openTables(world.config.ledger);
  const rows: Record<string, number> = {};
  for (const { name } of await tables.introspection.getTables()) {
    const counted = await tables
      // The names come from the database itself.
      .selectFrom(name as 'events')
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow();
    if (Number(counted.count) > 0) rows[name] = Number(counted.count);
  }
  expect(rows).toEqual({ import_runs: 1, import_run_lines: 9 });
  expect(await world.bridge.ledger.loadImportRun(importRunId)).toMatchObject({
    is_rehearsal: 1,
    state: 'finished',
    created: 6,
  });
});

it('imports for real what it rehearsed once the account is activated', async () => {
  const world = await startWorld({ account: { state: 'draft' } });
  const order = world.order();
  await rehearse(world);
  await rehearse(world);
  await world.setAccount({ state: 'active' });
  const { isRehearsal, counters } = await world.runAfter(MINUTE);
  expect(isRehearsal).toBe(false);
  expect(counters.created).toBe(1);
  expect(world.shopOrder(order.salesOrderId).status).toBe('processing');
});

it('dry-runs an active account: what would be changed, refunded, created, without doing any of it', async () => {
  const world = await startWorld();
  const sent = world.order({ seed: 'sent' });
  const shrunk = world.order({ seed: 'shrunk', positionItems: [{}, {}] });
  const same = world.order({ seed: 'same' });
  await world.run();
  await world.clock.advance(HOUR);
  world.otto.send(sent.salesOrderId);
  const [gone] = shrunk.positionItems;
  world.otto.cancelByMarketplace(shrunk.salesOrderId, gone && [gone.positionItemId]);
  const fresh = world.order({ seed: 'fresh' });
  const rows = async () =>
    Promise.all([sent, shrunk, same].map(({ salesOrderId }) => world.row(salesOrderId)));
  const before = {
    rows: await rows(),
    state: await world.bridge.ledger.loadAccountState('main'),
    shop: structuredClone([...world.shop.state.orders.values()]),
  };
  const since = world.mark();

  const { steps } = await rehearse(world, { rehearse: true });
  expect(steps.get(sent.orderNumber)).toMatchObject({
    action: 'update',
    change: { status: 'completed' },
  });
  expect(steps.get(shrunk.orderNumber)).toMatchObject({
    action: 'refund',
    refund: { amount: '24.99' },
    positionItemIds: [gone?.positionItemId],
  });
  expect(steps.get(same.orderNumber)).toMatchObject({ action: 'none' });
  expect(steps.get(fresh.orderNumber)).toMatchObject({ action: 'create' });
  expect(world.shopWrites(since)).toEqual([]);
  expect({
    rows: await rows(),
    state: await world.bridge.ledger.loadAccountState('main'),
    shop: [...world.shop.state.orders.values()],
  }).toEqual(before);

  await world.runAfter(MINUTE);
  expect(world.shopOrder(sent.salesOrderId).status).toBe('completed');
  expect(world.shopOrders(fresh.salesOrderId)).toHaveLength(1);
});

it('rehearses a paused account, too', async () => {
  const world = await startWorld({ account: { state: 'paused' } });
  const order = world.order();
  const { steps } = await rehearse(world, { rehearse: true });
  expect(steps.get(order.orderNumber)).toMatchObject({ action: 'create' });
  expect(world.shopWrites()).toEqual([]);
});

it('previews a back-fill from a date before the start', async () => {
  const world = await startWorld({ account: { startAt: '2026-03-15T00:00:00Z' } });
  const old = world.order({ seed: 'old', orderDate: '2026-03-12T10:00:00.000Z' });
  const now = await rehearse(world, { rehearse: true });
  expect(now.steps.get(old.orderNumber)?.action).not.toBe('create');
  const { steps } = await rehearse(world, { rehearse: true, since: '2026-03-12T00:00:00.000Z' });
  expect(steps.get(old.orderNumber)).toMatchObject({ action: 'create' });
  expect(world.shopWrites()).toEqual([]);
});

it('shows what holds an order, without opening an incident', async () => {
  const world = await startWorld({ account: { state: 'draft' }, rules: { unknownSku: 'hold' } });
  const held = world.order({
    positionItems: [
      {
        product: { sku: 'NOT-THERE', articleNumber: 'S0', productTitle: 'New', vatRate: 19 },
      },
    ],
  });
  const { steps } = await rehearse(world);
  expect(steps.get(held.orderNumber)).toMatchObject({
    action: 'hold',
    reason: { code: 'sku-not-in-shop', skus: 'NOT-THERE' },
  });
  expect(await world.openIncidents()).toEqual([]);
});

it('says why a rehearsal could not be played to its end', async () => {
  const world = await startWorld({ account: { state: 'draft' } });
  world.order();
  world.shop.faults.redirect('https://www.shop.example/', { times: 100 });
  const { fault, importRunId } = await rehearse(world);
  expect(fault).toMatchObject({ code: 'shop-redirects' });
  expect(await world.bridge.ledger.loadImportRun(importRunId)).toMatchObject({
    state: 'failed',
    error_code: 'shop-redirects',
  });
});

it('shows that an order is gone from the shop, where a real run would not make it again', async () => {
  const world = await startWorld({});
  const order = world.order({ seed: 'deleted' });
  await world.run();
  world.shop.state.orders.clear();
  world.otto.send(order.salesOrderId);
  const { steps, counters } = await rehearse(world, { rehearse: true });
  expect(steps.get(order.orderNumber)).toEqual({ action: 'fault', code: 'shop-order-gone' });
  expect(counters).toMatchObject({ created: 0, failed: 1 });
});
