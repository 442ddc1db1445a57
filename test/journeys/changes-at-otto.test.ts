import { expect, it } from 'vitest';
import { importRulesSchema, type StatusMapping } from '../../src/mapping/import-rules.ts';
import { META } from '../../src/mapping/woocommerce/order-meta.ts';
import { usualDatabase } from '../databases.ts';
import { DAY, HOUR, MINUTE, SHIRT, STOCK, startWorld, type World } from './support/world.ts';

const usual = importRulesSchema.parse({}).statusMapping;

function mapping(change: Partial<StatusMapping>): { statusMapping: StatusMapping } {
  return { statusMapping: { ...usual, ...change } };
}

function refundsOf(world: World, orderId: number) {
  return [...world.shop.state.refunds.values()].filter((refund) => refund.orderId === orderId);
}

function metaOf(order: { meta: { key: string; value: unknown }[] }, key: string): unknown {
  return order.meta.find((entry) => entry.key === key)?.value;
}

async function openCodes(world: World): Promise<string[]> {
  return (await world.openIncidents()).map(({ code }) => code);
}

usualDatabase('an order in the shop', ({ kind }) => {
  it('gets exactly one refund of the piece that OTTO cancels after payment, and its stock back', async () => {
    const world = await startWorld({ database: kind });
    const order = world.order({ positionItems: [{}, {}, {}] });
    await world.run();
    await world.clock.advance(HOUR);
    const [gone] = order.positionItems;
    world.otto.cancelByMarketplace(order.salesOrderId, gone && [gone.positionItemId]);
    await world.run();
    await world.runAfter(5 * MINUTE);
    await world.runAfter(5 * MINUTE);

    const shopOrder = world.shopOrder(order.salesOrderId);
    const [refund, ...more] = refundsOf(world, shopOrder.id);
    expect(more).toEqual([]);
    expect(refund?.amount).toBe('24.99');
    expect(refund && metaOf(refund, META.refundPositionItems)).toBe(gone?.positionItemId);
    expect(shopOrder.status).toBe('processing');
    expect(shopOrder.lineItems.map((line) => line.quantity)).toEqual([3]);
    expect(world.stock(SHIRT)).toBe(STOCK - 2);
    const payments = await world.bridge.ledger.listPayments({
      changedSince: undefined,
      after: undefined,
      limit: 10,
    });
    expect(payments).toMatchObject([{ amount_cents: 2 * 2499 + 595 }]);
    expect(await openCodes(world)).toEqual(['pack-stop']);
  });

  it('is completed when OTTO says sent, and refunded piece by piece when they come back', async () => {
    const world = await startWorld({ database: kind });
    const order = world.order({ positionItems: [{}, {}], initialDeliveryFees: [] });
    await world.run();
    world.otto.send(order.salesOrderId);
    await world.runAfter(HOUR);
    const { id } = world.shopOrder(order.salesOrderId);
    expect(world.shopOrder(order.salesOrderId).status).toBe('completed');

    const [first, second] = order.positionItems;
    world.otto.returnItems(order.salesOrderId, first && [first.positionItemId]);
    await world.runAfter(HOUR);
    expect(world.shopOrder(order.salesOrderId).status).toBe('completed');
    expect(refundsOf(world, id).map((refund) => refund.amount)).toEqual(['24.99']);

    world.otto.returnItems(order.salesOrderId, second && [second.positionItemId]);
    await world.runAfter(HOUR);
    await world.runAfter(HOUR);
    expect(refundsOf(world, id).map((refund) => refund.amount)).toEqual(['24.99', '24.99']);
    expect(world.shopOrder(order.salesOrderId).status).toBe('refunded');
    // The shelf is the owner's affair: what came back may be broken.
    expect(world.stock(SHIRT)).toBe(STOCK - 2);
    expect(await world.openIncidents()).toEqual([]);
  });

  it('is cancelled, its stock back, when OTTO cancels the whole order after payment', async () => {
    const world = await startWorld({ database: kind });
    const order = world.order({ positionItems: [{}, {}] });
    await world.run();
    world.otto.cancelByMarketplace(order.salesOrderId);
    await world.runAfter(HOUR);
    await world.runAfter(HOUR);
    expect(world.shopOrder(order.salesOrderId).status).toBe('cancelled');
    expect(world.stock(SHIRT)).toBe(STOCK);
    expect(world.shop.state.refunds.size).toBe(0);
  });

  it('is held with everything else of its status when that status is gone from the shop, and freed by a corrected mapping', async () => {
    const world = await startWorld({
      database: kind,
      rules: mapping({ processable: 'packing' }),
    });
    const packing = { slug: 'packing', name: 'Packing' };
    world.shop.settings.orderStatuses.push(packing);
    const early = world.order({ seed: 'early' });
    await world.run();
    expect(world.shopOrder(early.salesOrderId).status).toBe('packing');

    world.shop.settings.orderStatuses = world.shop.settings.orderStatuses.filter(
      ({ slug }) => slug !== 'packing',
    );
    const held = [world.order({ seed: 'held 1' }), world.order({ seed: 'held 2' })];
    const since = world.mark();
    const { counters } = await world.runAfter(MINUTE);
    expect(counters).toMatchObject({ held: 2, created: 0, failed: 0 });
    expect(world.shopWrites(since)).toEqual([]);
    const [incident, ...others] = await world.openIncidents();
    expect(others).toEqual([]);
    expect(incident).toMatchObject({ code: 'status-not-in-shop', orders: 2, account_id: 'main' });
    expect(JSON.parse(incident?.params ?? '')).toMatchObject({
      phase: 'processable',
      status: 'packing',
    });

    await world.setRules(mapping({ processable: 'processing' }));
    const freed = await world.runAfter(MINUTE);
    expect(freed.counters.created).toBe(2);
    for (const order of held) {
      expect(world.shopOrder(order.salesOrderId).status).toBe('processing');
    }
    expect(await world.openIncidents()).toEqual([]);
    expect(await world.resolvedIncidents()).toMatchObject([{ code: 'status-not-in-shop' }]);
  });
});

it('is freed in the next run after the mapping is corrected, however old it is', async () => {
  const world = await startWorld({ rules: mapping({ processable: 'packing' }) });
  const held = world.order({ seed: 'held' });
  await world.run();
  await world.clock.advance(9 * DAY);
  world.order({ seed: 'keeps the cursor moving' });
  await world.run();
  await world.runAfter(5 * MINUTE);
  await world.setRules(mapping({}));
  await world.runAfter(MINUTE);
  expect(world.shopOrder(held.salesOrderId).status).toBe('processing');
  expect(await world.openIncidents()).toEqual([]);
});

it('reaches a custom status by way of processing, so that the shop notes the day of payment', async () => {
  const world = await startWorld({ rules: mapping({ processable: 'packing' }) });
  world.shop.settings.orderStatuses.push({ slug: 'packing', name: 'Packing' });
  const order = world.order();
  await world.run();
  const shopOrder = world.shopOrder(order.salesOrderId);
  expect(shopOrder.status).toBe('packing');
  expect(shopOrder.datePaid).not.toBeNull();
  expect(world.stock(SHIRT)).toBe(STOCK - 1);
  expect(metaOf(shopOrder, META.phase)).toBe('processable');
  const since = world.mark();
  await world.runAfter(MINUTE);
  expect(world.shopRequests(since)).toEqual([]);
});

it('follows a changed mapping from the next change on, and leaves what stands', async () => {
  const world = await startWorld();
  const before = world.order({ seed: 'before' });
  await world.run();
  world.shop.settings.orderStatuses.push({ slug: 'packing', name: 'Packing' });
  world.shop.settings.orderStatuses.push({ slug: 'on-its-way', name: 'On its way' });
  await world.setRules(mapping({ processable: 'packing', sent: 'on-its-way' }));
  const after = world.order({ seed: 'after' });
  await world.runAfter(MINUTE);
  expect(world.shopOrder(before.salesOrderId).status).toBe('processing');
  expect(world.shopOrder(after.salesOrderId).status).toBe('packing');
  world.otto.send(before.salesOrderId);
  await world.runAfter(MINUTE);
  expect(world.shopOrder(before.salesOrderId).status).toBe('on-its-way');
});

it('leaves the status as it is where the owner chose that', async () => {
  const world = await startWorld({
    rules: mapping({ cancelledByMarketplace: 'leave-as-it-is' }),
  });
  const order = world.order();
  await world.run();
  world.otto.cancelByMarketplace(order.salesOrderId);
  await world.runAfter(MINUTE);
  expect(world.shopOrder(order.salesOrderId).status).toBe('processing');
  expect(await world.row(order.salesOrderId)).toMatchObject({ phase: 'cancelledByMarketplace' });
});

it('tells the two ways of being cancelled apart', async () => {
  const world = await startWorld({ rules: mapping({ cancelledByPartner: 'failed' }) });
  const byUs = world.order({ seed: 'by us' });
  const byOtto = world.order({ seed: 'by otto' });
  await world.run();
  world.otto.cancelByPartner(byUs.salesOrderId);
  world.otto.cancelByMarketplace(byOtto.salesOrderId);
  await world.runAfter(MINUTE);
  expect(world.shopOrder(byUs.salesOrderId).status).toBe('failed');
  expect(world.shopOrder(byOtto.salesOrderId).status).toBe('cancelled');
});

it('leaves a status that a person set by hand, also when OTTO goes on', async () => {
  const world = await startWorld({ rules: { announcedImport: 'all' } });
  world.shop.settings.orderStatuses.push({ slug: 'problem', name: 'Problem' });
  const order = world.order();
  await world.run();
  const shopOrder = world.shopOrder(order.salesOrderId);
  shopOrder.status = 'problem';
  world.otto.send(order.salesOrderId);
  await world.runAfter(MINUTE);
  await world.runAfter(MINUTE);
  expect(world.shopOrder(order.salesOrderId).status).toBe('problem');
  expect(await world.openIncidents()).toEqual([]);
});

it('leaves an address that a person edited, when OTTO sends another one', async () => {
  const world = await startWorld();
  const edited = world.order({ seed: 'edited' });
  const untouched = world.order({ seed: 'untouched' });
  await world.run();
  world.shopOrder(edited.salesOrderId).shipping.address_2 = 'Bitte bei Frau Nachbar klingeln';
  for (const { salesOrderId } of [edited, untouched]) {
    world.otto.amend(salesOrderId, (order) => ({
      ...order,
      ...(order.deliveryAddress && {
        deliveryAddress: { ...order.deliveryAddress, street: 'Neue Straße', houseNumber: '5' },
      }),
    }));
  }
  world.otto.behaviour.changeDate = 'lastModifiedDate';
  await world.runAfter(MINUTE);
  expect(world.shopOrder(edited.salesOrderId).shipping.address_1).not.toBe('Neue Straße 5');
  expect(world.shopOrder(edited.salesOrderId).shipping.address_2).toMatch(/Nachbar/);
  expect(world.shopOrder(untouched.salesOrderId).shipping.address_1).toBe('Neue Straße 5');
});

it('does not put returned pieces back on the shelf unless the owner wants that', async () => {
  const world = await startWorld({ rules: { restockReturned: true, restockCancelled: false } });
  const order = world.order({ positionItems: [{}, {}] });
  await world.run();
  const [first, second] = order.positionItems;
  world.otto.cancelByMarketplace(order.salesOrderId, first && [first.positionItemId]);
  await world.runAfter(MINUTE);
  expect(world.stock(SHIRT)).toBe(STOCK - 2);
  world.otto.send(order.salesOrderId);
  world.otto.returnItems(order.salesOrderId, second && [second.positionItemId]);
  await world.runAfter(MINUTE);
  expect(world.stock(SHIRT)).toBe(STOCK - 1);
});

it('catches up in one run with everything that happened while nobody looked', async () => {
  const world = await startWorld({ rules: { announcedImport: 'all' } });
  const order = world.order({
    positionItems: [
      { fulfillmentStatus: 'ANNOUNCED' },
      { fulfillmentStatus: 'ANNOUNCED' },
      { fulfillmentStatus: 'ANNOUNCED' },
    ],
  });
  await world.run();
  const [cancelled, returned] = order.positionItems.map((piece) => piece.positionItemId);
  await world.clock.advance(HOUR);
  world.otto.release(order.salesOrderId);
  await world.clock.advance(HOUR);
  world.otto.cancelByMarketplace(order.salesOrderId, cancelled === undefined ? [] : [cancelled]);
  await world.clock.advance(HOUR);
  world.otto.send(order.salesOrderId);
  await world.clock.advance(HOUR);
  world.otto.returnItems(order.salesOrderId, returned === undefined ? [] : [returned]);
  const { counters } = await world.run();
  expect(counters).toMatchObject({ updated: 1, failed: 0 });
  const shopOrder = world.shopOrder(order.salesOrderId);
  expect(shopOrder.status).toBe('completed');
  expect(shopOrder.shipping.last_name).not.toBe('');
  const refunded = refundsOf(world, shopOrder.id).reduce(
    (sum, { amount }) => sum + Number(amount),
    0,
  );
  expect((shopOrder.total - refunded).toFixed(2)).toBe((24.99 + 5.95).toFixed(2));
  const since = world.mark();
  await world.runAfter(MINUTE);
  expect(world.shopRequests(since)).toEqual([]);
});

it.each<[string, 'dropAfterEffect' | 'dropBeforeEffect' | 'serverError']>([
  ['is booked but never answered', 'dropAfterEffect'],
  ['is lost on its way', 'dropBeforeEffect'],
  ['ends in a fault of the shop', 'serverError'],
])('books the refund of a cancelled piece exactly once when its call %s', async (_what, fault) => {
  const world = await startWorld();
  const order = world.order({ positionItems: [{}, {}] });
  await world.run();
  world.shop.faults[fault]({ method: 'POST', path: '/refunds' });
  const [gone] = order.positionItems;
  world.otto.cancelByMarketplace(order.salesOrderId, gone && [gone.positionItemId]);
  await world.runAfter(MINUTE);
  // While the shop may still be at it, nothing is sent again.
  const calls = () => world.shopWrites().filter((line) => line.endsWith('/refunds')).length;
  await world.runAfter(2 * MINUTE);
  expect(calls()).toBe(1);
  await world.runAfter(10 * MINUTE);
  await world.runAfter(HOUR);
  const { id } = world.shopOrder(order.salesOrderId);
  expect(refundsOf(world, id).map((refund) => refund.amount)).toEqual(['24.99']);
  expect(world.stock(SHIRT)).toBe(STOCK - 1);
  const notes = world.shop.state.notes.filter(({ note }) => note.includes('hat storniert'));
  expect(notes).toHaveLength(1);
  expect(await openCodes(world)).toEqual(['pack-stop']);
});

it('shows the words of a shop that will not refund any more, because a person refunded all by hand', async () => {
  const world = await startWorld();
  const order = world.order({ positionItems: [{}, {}] });
  await world.run();
  const shopOrder = world.shopOrder(order.salesOrderId);
  world.shop.faults.answer(
    {
      status: 500,
      body: {
        code: 'woocommerce_rest_cannot_create_order_refund',
        message: 'Invalid refund amount.',
        data: 500,
      },
    },
    { method: 'POST', path: `/orders/${shopOrder.id}/refunds`, times: 99 },
  );
  const [gone] = order.positionItems;
  world.otto.cancelByMarketplace(order.salesOrderId, gone && [gone.positionItemId]);
  await world.runAfter(MINUTE);
  const [incident] = await world.openIncidents();
  expect(incident).toMatchObject({ code: 'shop-refused', orders: 1 });
  expect(JSON.parse(incident?.params ?? '')).toMatchObject({
    shopCode: 'woocommerce_rest_cannot_create_order_refund',
    shopMessage: 'Invalid refund amount.',
  });
});

it('keeps what the shop shows while OTTO names a state nobody knows, and goes on after it', async () => {
  const world = await startWorld();
  const order = world.order();
  await world.run();
  const before = structuredClone(world.shopOrder(order.salesOrderId));
  const ticket = world.otto.faults.malformOrder(order.salesOrderId, {
    ...order,
    positionItems: order.positionItems.map((piece) => ({ ...piece, fulfillmentStatus: 'PACKED' })),
  });
  const { counters } = await world.runAfter(MINUTE);
  expect(counters).toMatchObject({ held: 1, failed: 0 });
  expect(world.shopOrder(order.salesOrderId)).toEqual(before);
  expect(await world.openIncidents()).toMatchObject([
    { code: 'fulfillment-status-unknown', orders: 1 },
  ]);
  ticket.withdraw();
  world.otto.send(order.salesOrderId);
  await world.runAfter(MINUTE);
  expect(world.shopOrder(order.salesOrderId).status).toBe('completed');
  expect(await world.openIncidents()).toEqual([]);
});
