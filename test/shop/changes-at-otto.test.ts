import { expect, it } from 'vitest';
import { importRulesSchema } from '../../src/mapping/import-rules.ts';
import { furtherProducts, type WirePositionItem } from '../fixtures/otto/index.ts';
import { expectInShop } from './support/expected-order.ts';
import { startJourney } from './support/journey.ts';
import { expectQuiet } from './support/quiet.ts';
import { pieceIds } from './support/real-shop.ts';
import { watchStock } from './support/stock.ts';

const ANNOUNCED = { fulfillmentStatus: 'ANNOUNCED' };
const BOOK = { product: furtherProducts.cookbook };

const ids = (pieces: readonly (WirePositionItem | undefined)[]) =>
  pieces.flatMap((piece) => piece?.positionItemId ?? []);

it('releases an announced order in place: address, status and payment come, stock is taken once', async () => {
  const journey = await startJourney({ announcedImport: 'all' });
  const salesOrder = journey.order({
    positionItems: [ANNOUNCED, ANNOUNCED, { ...BOOK, ...ANNOUNCED }],
  });
  const stock = await watchStock(journey, salesOrder.positionItems);
  await journey.run();
  const reserved = await journey.shopOrder(salesOrder);
  await expectInShop(journey, salesOrder, reserved, { status: 'on-hold' });
  expect(reserved.date_paid_gmt).toBeNull();
  await stock.expectTaken(salesOrder.positionItems);

  journey.otto.release(salesOrder.salesOrderId);
  await journey.run();
  const released = await journey.shopOrder(salesOrder);
  expect(released.id).toBe(reserved.id);
  expect(released.date_paid_gmt).not.toBeNull();
  await expectInShop(journey, salesOrder, released, { status: 'processing' });
  await stock.expectTaken(salesOrder.positionItems);
  await expectQuiet(journey);
});

it('cancels an announced order and puts its stock back', async () => {
  const journey = await startJourney({ announcedImport: 'all' });
  const salesOrder = journey.order({ positionItems: [ANNOUNCED, ANNOUNCED] });
  const stock = await watchStock(journey, salesOrder.positionItems);
  await journey.run();
  journey.otto.cancelByMarketplace(salesOrder.salesOrderId, undefined, 'PAYMENT_ABORTED');
  await journey.run();
  const cancelled = await journey.shopOrder(salesOrder);
  expect(cancelled).toMatchObject({ status: 'cancelled', refunds: [], date_paid_gmt: null });
  expect(cancelled.line_items.flatMap(pieceIds)).toHaveLength(2);
  await stock.expectTaken([]);
  await expectQuiet(journey);
});

it('shrinks a line by the piece that is cancelled before the release, and drops one that is empty', async () => {
  const journey = await startJourney({ announcedImport: 'all' });
  const salesOrder = journey.order({
    positionItems: [ANNOUNCED, ANNOUNCED, ANNOUNCED, { ...BOOK, ...ANNOUNCED }],
  });
  const [first, second, third, book] = salesOrder.positionItems;
  const stock = await watchStock(journey, salesOrder.positionItems);
  await journey.run();

  journey.otto.cancelByMarketplace(salesOrder.salesOrderId, ids([first]));
  await journey.run();
  const smaller = await journey.shopOrder(salesOrder);
  await expectInShop(journey, salesOrder, smaller, { status: 'on-hold' });
  expect(smaller.line_items.map((line) => line.quantity)).toEqual([2, 1]);
  await stock.expectTaken([second, third, book].flatMap((piece) => piece ?? []));

  journey.otto.cancelByMarketplace(salesOrder.salesOrderId, ids([book]));
  await journey.run();
  await expectInShop(journey, salesOrder, await journey.shopOrder(salesOrder), {
    status: 'on-hold',
  });
  journey.otto.release(salesOrder.salesOrderId);
  await journey.run();
  const released = await journey.shopOrder(salesOrder);
  await expectInShop(journey, salesOrder, released, { status: 'processing' });
  expect(released.refunds).toEqual([]);
  await stock.expectTaken([second, third].flatMap((piece) => piece ?? []));
  const notes = await journey.shop.notes(released.id);
  expect(notes.filter((note) => note.includes('hat storniert'))).toHaveLength(2);
  await expectQuiet(journey);
});

it('books exactly one refund for a piece cancelled after payment, and restocks it', async () => {
  const journey = await startJourney();
  const salesOrder = journey.order({ positionItems: [{ discount: 3.33 }, {}, {}, BOOK] });
  const [first, , , book] = salesOrder.positionItems;
  const stock = await watchStock(journey, salesOrder.positionItems);
  await journey.run();
  for (const gone of [first, book]) {
    journey.otto.cancelByMarketplace(salesOrder.salesOrderId, ids([gone]));
    await journey.run();
    await journey.run();
  }
  const order = await journey.shopOrder(salesOrder);
  const cancelledInLines = ids([first, book]);
  await expectInShop(journey, salesOrder, order, { status: 'processing', cancelledInLines });
  expect(order.refunds).toHaveLength(2);
  await stock.expectTaken(
    salesOrder.positionItems.filter((piece) => ![first, book].includes(piece)),
  );
  await expectQuiet(journey, ['pack-stop', 'pack-stop']);
});

it('completes what OTTO says is sent, and refunds returned pieces until the shop says refunded', async () => {
  const journey = await startJourney();
  const salesOrder = journey.order({ positionItems: [{}, BOOK], initialDeliveryFees: [] });
  const [shirt, book] = salesOrder.positionItems;
  const stock = await watchStock(journey, salesOrder.positionItems);
  await journey.run();
  journey.otto.send(salesOrder.salesOrderId);
  await journey.run();
  await expectInShop(journey, salesOrder, await journey.shopOrder(salesOrder), {
    status: 'completed',
  });

  journey.otto.returnItems(salesOrder.salesOrderId, ids([shirt]));
  await journey.run();
  await expectInShop(journey, salesOrder, await journey.shopOrder(salesOrder), {
    status: 'completed',
  });
  journey.otto.returnItems(salesOrder.salesOrderId, ids([book]));
  await journey.run();
  const refunded = await journey.shopOrder(salesOrder);
  await expectInShop(journey, salesOrder, refunded, { status: 'refunded' });
  expect(refunded.refunds).toHaveLength(2);
  // What came back may be broken: the shelf is the owner's affair.
  await stock.expectTaken(salesOrder.positionItems);
  await expectQuiet(journey);
});

it('cancels a whole paid order with its stock back and no refund', async () => {
  const journey = await startJourney();
  const salesOrder = journey.order({ positionItems: [{}, {}, BOOK] });
  const stock = await watchStock(journey, salesOrder.positionItems);
  await journey.run();
  journey.otto.cancelByMarketplace(salesOrder.salesOrderId);
  await journey.run();
  expect(await journey.shopOrder(salesOrder)).toMatchObject({ status: 'cancelled', refunds: [] });
  await stock.expectTaken([]);
  await expectQuiet(journey, ['pack-stop']);
});

it('cancels the rest of an order after one piece of it was refunded, all stock back once', async () => {
  const journey = await startJourney();
  const salesOrder = journey.order({ positionItems: [{}, {}, {}] });
  const [first] = salesOrder.positionItems;
  const stock = await watchStock(journey, salesOrder.positionItems);
  await journey.run();
  journey.otto.cancelByMarketplace(salesOrder.salesOrderId, ids([first]));
  await journey.run();
  journey.otto.cancelByPartner(salesOrder.salesOrderId);
  await journey.run();
  const order = await journey.shopOrder(salesOrder);
  expect(order.status).toBe('cancelled');
  expect(order.refunds).toHaveLength(1);
  await stock.expectTaken([]);
  await expectQuiet(journey, ['pack-stop', 'pack-stop']);
});

it('brings an order through payment to the status its owner chose, a custom one where the shop has any', async () => {
  const statuses = await (await startJourney()).shop.statuses();
  const core = ['pending', 'processing', 'on-hold', 'completed', 'cancelled', 'refunded', 'failed'];
  const custom = statuses.find((slug) => ![...core, 'checkout-draft'].includes(slug));
  const chosen = custom ?? 'on-hold';
  const usual = importRulesSchema.parse({}).statusMapping;
  const journey = await startJourney({
    announcedImport: 'all',
    statusMapping: { ...usual, announced: 'pending', processable: chosen },
  });
  const paid = journey.order({ seed: 'paid' });
  const waiting = journey.order({ seed: 'waiting', positionItems: [ANNOUNCED] });
  const stock = await watchStock(journey, paid.positionItems);
  await journey.run();
  const first = await journey.shopOrder(paid);
  await expectInShop(journey, paid, first, { status: chosen });
  expect(first.date_paid_gmt).not.toBeNull();
  await expectInShop(journey, waiting, await journey.shopOrder(waiting), { status: 'pending' });

  journey.otto.release(waiting.salesOrderId);
  await journey.run();
  const released = await journey.shopOrder(waiting);
  await expectInShop(journey, waiting, released, { status: chosen });
  expect(released.date_paid_gmt).not.toBeNull();
  await stock.expectTaken([...paid.positionItems, ...waiting.positionItems]);
  await expectQuiet(journey);
});

it('leaves a status alone that a person set meanwhile', async () => {
  const journey = await startJourney();
  const salesOrder = journey.order();
  await journey.run();
  const { id } = await journey.shopOrder(salesOrder);
  await journey.shop.api.put(`orders/${id}`, { status: 'failed' });
  journey.otto.send(salesOrder.salesOrderId);
  await journey.run();
  expect(await journey.shopOrder(salesOrder)).toMatchObject({ id, status: 'failed' });
  await expectQuiet(journey, ['cancelled-in-shop']);
});

it('follows a changed address', async () => {
  const journey = await startJourney();
  const salesOrder = journey.order({ positionItems: [{}, BOOK] });
  await journey.run();
  journey.otto.amend(salesOrder.salesOrderId, ({ deliveryAddress, ...order }) => ({
    ...order,
    ...(deliveryAddress ? { deliveryAddress: { ...deliveryAddress, street: 'Neue Gasse' } } : {}),
  }));
  await journey.run();
  await expectInShop(journey, salesOrder, await journey.shopOrder(salesOrder));
  await expectQuiet(journey);
});
