import { expect, it } from 'vitest';
import { eachDatabase } from '../databases.ts';
import type { StoredOrder } from '../fakes/woocommerce/state.ts';
import type { SalesOrderOverrides } from '../fixtures/otto/index.ts';
import { DAY, HOUR, MINUTE, SHIRT, STOCK, startWorld, type World } from './support/world.ts';

const ANNOUNCED: SalesOrderOverrides = {
  seed: 'announced',
  positionItems: [{ fulfillmentStatus: 'ANNOUNCED' }],
};
const PREPAYMENT: SalesOrderOverrides = {
  seed: 'prepayment',
  payment: { paymentMethod: 'PREPAYMENT' },
  positionItems: [{ fulfillmentStatus: 'ANNOUNCED' }],
};

function hasNoAddress({ billing, shipping }: StoredOrder): boolean {
  return [...Object.values(billing), ...Object.values(shipping)].every((field) => field === '');
}

function stockMovesOf(world: World, orderId: number) {
  return world.shop.state.stockMovements.filter((move) => move.orderId === orderId);
}

eachDatabase('an announced order', ({ kind }) => {
  it('waits in the backlog with the switch off, and enters as processing once released', async () => {
    const world = await startWorld({ database: kind });
    const order = world.order(ANNOUNCED);
    const unpaid = world.order(PREPAYMENT);

    const { counters } = await world.run();
    expect(counters).toMatchObject({ backlog: 2, created: 0 });
    expect(await world.row(order.salesOrderId)).toMatchObject({
      import_state: 'backlog',
      reason: 'not-released',
      phase: 'announced',
    });
    expect(await world.row(unpaid.salesOrderId)).toMatchObject({ reason: 'waits-for-prepayment' });
    expect(world.shop.state.orders.size).toBe(0);
    expect(await world.openIncidents()).toEqual([]);

    await world.clock.advance(30 * MINUTE);
    world.otto.release(order.salesOrderId);
    await world.run();
    const shopOrder = world.shopOrder(order.salesOrderId);
    const seenByOtto = world.otto.state.orders.find(order.salesOrderId);
    expect(shopOrder.status).toBe('processing');
    expect(shopOrder.shipping.city).toBe(seenByOtto?.deliveryAddress?.city);
    expect(shopOrder.billing.last_name).toBe(seenByOtto?.invoiceAddress?.lastName);
    expect(shopOrder.billing.email).toBe('');
    expect(world.stock(SHIRT)).toBe(STOCK - 1);
    expect(world.shop.state.orders.size).toBe(1);
    expect(await world.row(order.salesOrderId)).toMatchObject({
      import_state: 'imported',
      reason: null,
    });
  });

  it('enters at once with the switch on: on hold, no address, unpaid, its stock reserved; and is released in place', async () => {
    const world = await startWorld({ database: kind, rules: { announcedImport: 'all' } });
    const order = world.order(ANNOUNCED);
    await world.run();

    const reserved = structuredClone(world.shopOrder(order.salesOrderId));
    expect(reserved.status).toBe('on-hold');
    expect(hasNoAddress(reserved)).toBe(true);
    expect(reserved.datePaid).toBeNull();
    expect(world.stock(SHIRT)).toBe(STOCK - 1);
    const payments = () =>
      world.bridge.ledger.listPayments({ changedSince: undefined, after: undefined, limit: 10 });
    expect(await payments()).toEqual([]);

    await world.clock.advance(30 * MINUTE);
    const releasedAt = world.clock.now().toISOString();
    world.otto.release(order.salesOrderId);
    const { counters } = await world.run();
    expect(counters).toMatchObject({ created: 0, updated: 1, failed: 0 });

    const released = world.shopOrder(order.salesOrderId);
    expect(released.id).toBe(reserved.id);
    expect(released.status).toBe('processing');
    expect(released.datePaid).not.toBeNull();
    expect(released.total).toBe(reserved.total);
    expect(released.shipping.last_name).toBe(
      world.otto.state.orders.find(order.salesOrderId)?.deliveryAddress?.lastName,
    );
    expect(await payments()).toMatchObject([{ amount_cents: 2499 + 595, paid_at: releasedAt }]);
    expect(stockMovesOf(world, released.id)).toMatchObject([{ from: STOCK, to: STOCK - 1 }]);
    expect(await world.openIncidents()).toEqual([]);

    const since = world.mark();
    await world.runAfter(5 * MINUTE);
    expect(world.shopRequests(since)).toEqual([]);
  });

  it('ends as cancelled with its stock back when OTTO cancels it before the release', async () => {
    const world = await startWorld({ database: kind, rules: { announcedImport: 'all' } });
    const order = world.order(ANNOUNCED);
    await world.run();
    await world.clock.advance(HOUR);
    world.otto.cancelByMarketplace(order.salesOrderId, undefined, 'PAYMENT_ABORTED');
    await world.run();

    const shopOrder = world.shopOrder(order.salesOrderId);
    expect(shopOrder.status).toBe('cancelled');
    expect(shopOrder.datePaid).toBeNull();
    expect(hasNoAddress(shopOrder)).toBe(true);
    expect(world.stock(SHIRT)).toBe(STOCK);
    expect(world.shop.state.refunds.size).toBe(0);
    expect(await world.row(order.salesOrderId)).toMatchObject({
      import_state: 'imported',
      phase: 'cancelledByMarketplace',
    });
    expect(
      await world.bridge.ledger.listPayments({
        changedSince: undefined,
        after: undefined,
        limit: 10,
      }),
    ).toEqual([]);
  });
});

it('never enters when OTTO cancels it while it waits in the backlog', async () => {
  const world = await startWorld();
  const order = world.order(ANNOUNCED);
  await world.run();
  await world.clock.advance(HOUR);
  world.otto.cancelByMarketplace(order.salesOrderId);
  const { counters } = await world.run();
  expect(counters).toMatchObject({ skipped: 1, created: 0 });
  expect(await world.row(order.salesOrderId)).toMatchObject({
    import_state: 'skipped',
    reason: 'cancelled-before-import',
  });
  await world.setRules({ announcedImport: 'all' });
  await world.runAfter(5 * MINUTE);
  expect(world.shop.state.orders.size).toBe(0);
});

it('enters by itself only when it is prepaid, with the second choice of the switch', async () => {
  const world = await startWorld({ rules: { announcedImport: 'prepayment' } });
  const usual = world.order(ANNOUNCED);
  const prepaid = world.order(PREPAYMENT);
  await world.run();
  expect(world.shopOrder(prepaid.salesOrderId).status).toBe('on-hold');
  expect(world.shopOrders(usual.salesOrderId)).toEqual([]);
  expect(await world.row(usual.salesOrderId)).toMatchObject({ reason: 'not-released' });
});

it('stays announced while one of its pieces is', async () => {
  const world = await startWorld();
  const order = world.order({
    positionItems: [{ fulfillmentStatus: 'PROCESSABLE' }, { fulfillmentStatus: 'ANNOUNCED' }],
  });
  await world.run();
  expect(world.shop.state.orders.size).toBe(0);
  await world.clock.advance(MINUTE);
  world.otto.release(order.salesOrderId);
  await world.run();
  expect(world.shopOrder(order.salesOrderId).lineItems.map((line) => line.quantity)).toEqual([2]);
});

it('shrinks by a piece that is cancelled before the release, without any refund', async () => {
  const world = await startWorld({ rules: { announcedImport: 'all' } });
  const order = world.order({
    positionItems: [
      { fulfillmentStatus: 'ANNOUNCED' },
      { fulfillmentStatus: 'ANNOUNCED' },
      { fulfillmentStatus: 'ANNOUNCED' },
    ],
  });
  await world.run();
  expect(world.stock(SHIRT)).toBe(STOCK - 3);

  await world.clock.advance(MINUTE);
  const [gone] = order.positionItems;
  world.otto.cancelByMarketplace(order.salesOrderId, gone && [gone.positionItemId]);
  await world.run();
  const smaller = world.shopOrder(order.salesOrderId);
  expect(smaller.status).toBe('on-hold');
  expect(smaller.lineItems.map((line) => line.quantity)).toEqual([2]);
  expect(smaller.total).toBe(2 * 24.99 + 5.95);
  expect(world.stock(SHIRT)).toBe(STOCK - 2);

  await world.clock.advance(MINUTE);
  world.otto.release(order.salesOrderId);
  await world.run();
  const released = world.shopOrder(order.salesOrderId);
  expect(released.status).toBe('processing');
  expect(released.total).toBe(2 * 24.99 + 5.95);
  expect(world.stock(SHIRT)).toBe(STOCK - 2);
  expect(world.shop.state.refunds.size).toBe(0);
  const notes = world.shop.state.notes.filter(({ note }) => note.includes('hat storniert'));
  expect(notes).toHaveLength(1);
  expect(await world.openIncidents()).toEqual([]);
});

it('loses a whole line when the only piece of it is cancelled before the release', async () => {
  const world = await startWorld({ rules: { announcedImport: 'all' } });
  const order = world.otto.runScenario(5);
  await world.run();
  await world.clock.advance(MINUTE);
  const shirt = order.positionItems.find((piece) => piece.product.sku === SHIRT);
  world.otto.cancelByMarketplace(order.salesOrderId, shirt && [shirt.positionItemId]);
  await world.run();
  const shopOrder = world.shopOrder(order.salesOrderId);
  expect(shopOrder.lineItems.map((line) => line.quantity)).toEqual([2]);
  expect(world.stock(SHIRT)).toBe(STOCK);
  expect(shopOrder.total.toFixed(2)).toBe((2 * 649 + 5.95 + 29.95).toFixed(2));
});

it('leaves the backlog in the next run after the switch is turned on, however old it is', async () => {
  const world = await startWorld();
  const old = world.order(ANNOUNCED);
  await world.run();
  await world.clock.advance(9 * DAY);
  world.order({ seed: 'keeps the cursor moving' });
  await world.run();
  await world.runAfter(5 * MINUTE);
  expect(world.shopOrders(old.salesOrderId)).toEqual([]);

  await world.setRules({ announcedImport: 'all' });
  const { counters } = await world.runAfter(5 * MINUTE);
  expect(counters.created).toBe(1);
  expect(world.shopOrder(old.salesOrderId).status).toBe('on-hold');
});

it('goes on in the shop when the switch is turned off again', async () => {
  const world = await startWorld({ rules: { announcedImport: 'all' } });
  const order = world.order(ANNOUNCED);
  await world.run();
  await world.setRules({ announcedImport: 'off' });
  await world.runAfter(MINUTE);
  expect(world.shopOrder(order.salesOrderId).status).toBe('on-hold');
  world.otto.release(order.salesOrderId);
  await world.runAfter(MINUTE);
  expect(world.shopOrder(order.salesOrderId).status).toBe('processing');
});

it('takes the status that the owner chose for announced orders', async () => {
  const world = await startWorld({ rules: { announcedImport: 'all' } });
  world.shop.settings.orderStatuses.push({ slug: 'otto-waits', name: 'Waits for OTTO' });
  await world.setAccount({ rules: { statusMapping: { announced: 'otto-waits' } } });
  const order = world.order(ANNOUNCED);
  await world.run();
  expect(world.shopOrder(order.salesOrderId).status).toBe('otto-waits');
  world.otto.release(order.salesOrderId);
  await world.runAfter(MINUTE);
  const released = world.shopOrder(order.salesOrderId);
  expect(released.status).toBe('processing');
  expect(world.stock(SHIRT)).toBe(STOCK - 1);
});
