import { expect, it } from 'vitest';
import { sandboxProducts } from '../../fixtures/otto/index.ts';
import { MINUTE } from '../support/world.ts';
import { atOtto, dhlNumber, goOn, ship, startReportWorld, timesReported } from './report-world.ts';

const CANCEL = /\/cancellation$/;

it('an order cancelled in the shop is cancelled at OTTO, piece by piece, and once', async () => {
  const world = await startReportWorld();
  const order = await world.orderInShop({ positionItems: [{}, {}] });
  world.shop.hands.setStatus(order.wooOrderId, 'cancelled');
  await world.watchAndReport();
  expect(atOtto(world, order)).toEqual(['CANCELLED_BY_PARTNER', 'CANCELLED_BY_PARTNER']);
  expect(world.otto.requestsTo('POST', CANCEL)).toHaveLength(2);
  await goOn(world, 20);
  expect(world.otto.requestsTo('POST', CANCEL)).toHaveLength(2);
  const reports = await world.reports(order.salesOrderId);
  expect(reports.map(({ state }) => state)).toEqual(['confirmed', 'confirmed']);
});

it("waits for the owner's yes where he wants to be asked", async () => {
  const world = await startReportWorld({ shipping: { cancellations: 'ask' } });
  const order = await world.orderInShop({ positionItems: [{}] });
  world.shop.hands.setStatus(order.wooOrderId, 'cancelled');
  await world.watchAndReport();
  expect(atOtto(world, order)).toEqual(['PROCESSABLE']);
  expect(await world.codes()).toContain('report-cancellation-to-confirm');
  const { transmissionId } = await world.theReport(order.salesOrderId);
  const { ledger } = world.bridge;
  expect(await ledger.confirmCancellation(transmissionId, world.clock.now().toISOString())).toBe(
    true,
  );
  await world.report();
  expect(atOtto(world, order)).toEqual(['CANCELLED_BY_PARTNER']);
  await goOn(world, 6);
  expect(await world.codes()).not.toContain('report-cancellation-to-confirm');
});

it('is kept until OTTO releases the piece, and nothing of the order is shipped meanwhile', async () => {
  const world = await startReportWorld({ rules: { announcedImport: 'all' } });
  const order = await world.orderInShop({
    payment: { paymentMethod: 'PREPAYMENT' },
    positionItems: [{ fulfillmentStatus: 'ANNOUNCED' }],
  });
  world.shop.hands.setStatus(order.wooOrderId, 'cancelled');
  await world.watchAndReport();
  expect(await world.theReport(order.salesOrderId)).toMatchObject({
    kind: 'cancellation',
    state: 'waiting',
    reason: { code: 'piece-not-released' },
  });
  expect(world.otto.requestsTo('POST', CANCEL)).toHaveLength(0);
  world.otto.release(order.salesOrderId);
  await goOn(world, 6);
  expect(atOtto(world, order)).toEqual(['CANCELLED_BY_PARTNER']);
  expect(timesReported(world, order)).toEqual([0]);
});

it("OTTO's own cancellation is never sent back", async () => {
  const world = await startReportWorld();
  const order = await world.orderInShop({ positionItems: [{}, {}] });
  world.otto.cancelByMarketplace(order.salesOrderId, order.pieces.slice(0, 1));
  await goOn(world, 10);
  world.otto.cancelByMarketplace(order.salesOrderId);
  await goOn(world, 10);
  expect(world.otto.requestsTo('POST', CANCEL)).toHaveLength(0);
  expect(await world.reports(order.salesOrderId)).toEqual([]);
});

it('a wish that the shop takes back before it left is withdrawn, and the order can be shipped', async () => {
  const world = await startReportWorld({ shipping: { cancellations: 'ask' } });
  const order = await world.orderInShop({ positionItems: [{}] });
  world.shop.hands.setStatus(order.wooOrderId, 'cancelled');
  await world.watchAndReport();
  await world.clock.advance(MINUTE);
  world.shop.hands.setStatus(order.wooOrderId, 'processing');
  await world.watchAndReport();
  await world.clock.advance(MINUTE);
  ship(world, order, { number: dhlNumber(1) });
  await world.watchAndReport();
  expect(atOtto(world, order)).toEqual(['SENT']);
  const reports = await world.reports(order.salesOrderId);
  expect(reports.map(({ kind, state }) => [kind, state])).toEqual([
    ['cancellation', 'withdrawn'],
    ['shipment', 'accepted'],
  ]);
});

it('a refusal because the piece was sent meanwhile needs somebody', async () => {
  const world = await startReportWorld();
  const order = await world.orderInShop({ positionItems: [{}] });
  world.shop.hands.setStatus(order.wooOrderId, 'cancelled');
  world.otto.send(order.salesOrderId);
  await world.watchAndReport();
  expect(await world.theReport(order.salesOrderId)).toMatchObject({
    state: 'attention',
    reason: { code: 'cancellation-refused', params: { statusCode: 409 } },
  });
});

it('one that was cancelled at OTTO already is through', async () => {
  const world = await startReportWorld();
  const order = await world.orderInShop({ positionItems: [{}] });
  world.shop.hands.setStatus(order.wooOrderId, 'cancelled');
  world.otto.cancelByMarketplace(order.salesOrderId);
  await world.watchAndReport();
  expect(await world.theReport(order.salesOrderId)).toMatchObject({
    state: 'confirmed',
    reason: { code: 'cancelled-elsewhere' },
  });
});

for (const [what, disturb] of [
  ['lost before', 'dropBeforeEffect'],
  ['lost after', 'dropAfterEffect'],
] as const) {
  it(`a cancellation whose call was ${what} its effect is looked up and carried out once`, async () => {
    const world = await startReportWorld();
    const order = await world.orderInShop({ positionItems: [{}] });
    world.shop.hands.setStatus(order.wooOrderId, 'cancelled');
    world.otto.faults[disturb]({ on: 'cancellation' });
    await world.watchAndReport();
    expect(await world.theReport(order.salesOrderId)).toMatchObject({ state: 'in-flight' });
    await goOn(world, 10);
    expect(atOtto(world, order)).toEqual(['CANCELLED_BY_PARTNER']);
    expect(await world.theReport(order.salesOrderId)).toMatchObject({ state: 'confirmed' });
  });
}

it('a piece that the shop itself took out stops no packer, and the rest of the order ships', async () => {
  const world = await startReportWorld();
  const { sku, productTitle, vatRate } = sandboxProducts.shirt;
  const piece = { product: { sku, productTitle, vatRate, articleNumber: 'S0F1A2B3' } };
  const order = await world.orderInShop({ positionItems: [piece, piece] });
  const [line] = world.shopOrder(order.salesOrderId).lineItems;
  world.shop.hands.refund(order.wooOrderId, '24.99', { pieces: { [line?.id ?? 0]: 1 } });
  await world.watchAndReport();
  expect(atOtto(world, order)?.toSorted()).toEqual(['CANCELLED_BY_PARTNER', 'PROCESSABLE']);
  await goOn(world, 6);
  expect(await world.codes()).not.toContain('pack-stop');
  ship(world, order, { number: dhlNumber(1) });
  await world.watchAndReport();
  expect(atOtto(world, order)?.toSorted()).toEqual(['CANCELLED_BY_PARTNER', 'SENT']);
});

it('a piece that the owner cancels beside the shop stops the packers, who may have it in hand', async () => {
  const world = await startReportWorld();
  const order = await world.orderInShop({ positionItems: [{}, {}] });
  const wish = { order: order.orderNumber, positionItemIds: order.pieces.slice(0, 1) };
  const said = { source: 'command', cause: 'command', isConfirmed: true } as const;
  await world.bridge.reportDesk.cancelPieces([wish], said);
  await world.report();
  await goOn(world, 6);
  expect(await world.codes()).toContain('pack-stop');
});
