import { setTimeout as delay } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { sandboxProducts, type WireSalesOrder } from '../fixtures/otto/index.ts';
import { expectInShop, takenPieces } from './support/expected-order.ts';
import { type Journey, startJourney } from './support/journey.ts';
import { openLossyRoad } from './support/lossy-road.ts';
import { shopAccess } from './support/shop-access.ts';
import { watchStock } from './support/stock.ts';

const MINUTE = 60_000;
/** Longer than the longest settle time. */
const SETTLED_MS = 11 * MINUTE;

const isHttp = /^http:/i.test(process.env.WOO_URL ?? '');

/** Orders with many different lines: a batch of them keeps a shop busy for longer than a second. */
function longOrders(journey: Journey, count: number): WireSalesOrder[] {
  const positionItems = Array.from({ length: 40 }, (_unused, index) => ({
    itemValueGrossPrice: { amount: 10 + index / 100, currency: 'EUR' },
  }));
  return Array.from({ length: count }, (_unused, index) =>
    journey.order({ seed: `long/${index}`, positionItems }),
  );
}

async function expectEachOnce(journey: Journey, salesOrders: WireSalesOrder[]): Promise<void> {
  expect(await journey.orders()).toHaveLength(salesOrders.length);
  for (const [salesOrder, order] of await journey.shopOrders(salesOrders)) {
    await expectInShop(journey, salesOrder, order);
    expect(await journey.row(salesOrder)).toMatchObject({
      import_state: 'imported',
      claim_id: null,
    });
  }
}

it('makes no order twice when the bridge hangs up and the shop carries on', async () => {
  const journey = await startJourney();
  const salesOrders = longOrders(journey, 10);
  const stock = await watchStock(journey, salesOrders.flatMap(takenPieces));
  await journey.setTimeoutMs(1_000);
  const first = await journey.run();
  const unanswered = journey.log.filter(({ event }) => event === 'shop-orders-outcome-unknown');
  expect(unanswered.length).toBeGreaterThan(0);
  expect(first.counters.created).toBeLessThan(salesOrders.length);

  // At once, while the shop may still be at it: what stands there is adopted, nothing is sent again.
  await journey.setTimeoutMs(120_000);
  await journey.run();
  const deadline = Date.now() + 2 * MINUTE;
  while ((await journey.orders()).length < salesOrders.length && Date.now() < deadline) {
    await delay(1_000);
  }
  await delay(3_000);
  expect(await journey.orders()).toHaveLength(salesOrders.length);
  await journey.run();
  journey.skip(SETTLED_MS);
  await journey.run();
  await journey.run();
  await expectEachOnce(journey, salesOrders);
  await stock.expectTaken(salesOrders.flatMap(takenPieces));
  expect(await journey.incidents()).toEqual([]);
});

it.runIf(isHttp)('adopts what the shop made although its answer was lost', async () => {
  expect(shopAccess().url).toMatch(/^http:/i);
  const journey = await startJourney();
  const road = await openLossyRoad();
  const salesOrders = Array.from({ length: 12 }, (_unused, index) =>
    journey.order({ seed: `lost/${index}`, positionItems: [{}, {}] }),
  );
  const stock = await watchStock(journey, salesOrders.flatMap(takenPieces));
  road.lose('answer-lost');
  const first = await journey.run();
  expect(road.lost()).toBeGreaterThan(0);
  expect(first.counters).toMatchObject({ created: 0, failed: salesOrders.length });
  expect(await journey.orders()).toHaveLength(salesOrders.length);

  road.lose('none');
  const second = await journey.run();
  expect(second.counters).toMatchObject({ failed: 0 });
  journey.skip(SETTLED_MS);
  await journey.run();
  await expectEachOnce(journey, salesOrders);
  await stock.expectTaken(salesOrders.flatMap(takenPieces));
  expect(await journey.incidents()).toEqual([]);
});

it.runIf(isHttp)('creates after the settle time, not before, what never arrived', async () => {
  const journey = await startJourney();
  const road = await openLossyRoad();
  const salesOrders = [1, 2, 3].map((index) => journey.order({ seed: `gone/${index}` }));
  road.lose('lost-on-the-way');
  await journey.run();
  expect(road.lost()).toBeGreaterThan(0);
  expect(await journey.orders()).toEqual([]);

  road.lose('none');
  await journey.run();
  expect(await journey.orders()).toEqual([]);
  journey.skip(SETTLED_MS);
  await journey.run();
  await expectEachOnce(journey, salesOrders);
});

it.runIf(isHttp)('books no refund twice when its answer was lost', async () => {
  const journey = await startJourney();
  const road = await openLossyRoad();
  const salesOrder = journey.order({ positionItems: [{}, {}, {}] });
  const stock = await watchStock(journey, salesOrder.positionItems);
  await journey.run();
  const [first] = salesOrder.positionItems;
  const cancelled = first ? [first.positionItemId] : [];
  journey.otto.cancelByMarketplace(salesOrder.salesOrderId, cancelled);
  road.lose('answer-lost', 'refunds');
  await journey.run();
  expect(road.lost()).toBe(1);
  road.lose('none');
  await journey.run();
  expect((await journey.shopOrder(salesOrder)).refunds).toHaveLength(1);
  journey.skip(SETTLED_MS);
  await journey.run();
  await journey.run();
  await expectInShop(journey, salesOrder, await journey.shopOrder(salesOrder), {
    cancelledInLines: cancelled,
  });
  await stock.expectTaken(salesOrder.positionItems.filter((piece) => piece !== first));
  expect(await journey.incidents()).toEqual(['pack-stop']);
});

it.runIf(isHttp)('books a refund after the settle time that never arrived', async () => {
  const journey = await startJourney();
  const road = await openLossyRoad();
  const salesOrder = journey.order({ positionItems: [{}, {}] });
  await journey.run();
  const [first] = salesOrder.positionItems;
  const cancelled = first ? [first.positionItemId] : [];
  journey.otto.cancelByMarketplace(salesOrder.salesOrderId, cancelled);
  road.lose('lost-on-the-way', 'refunds');
  await journey.run();
  road.lose('none');
  await journey.run();
  expect((await journey.shopOrder(salesOrder)).refunds).toEqual([]);
  journey.skip(SETTLED_MS);
  await journey.run();
  await expectInShop(journey, salesOrder, await journey.shopOrder(salesOrder), {
    cancelledInLines: cancelled,
  });
});

it.runIf(isHttp)('writes no note twice when its answer was lost, odd signs or not', async () => {
  const journey = await startJourney();
  const road = await openLossyRoad();
  const productTitle = 'Kühlschrank »A & B« <Größe 3> \\ "quer" \u{1F9CA} 1 < 2';
  const salesOrder = journey.order({
    positionItems: [{ product: { ...sandboxProducts.fridge, productTitle }, weeePickup: true }],
  });
  road.lose('answer-lost', 'notes');
  await journey.run();
  expect(road.lost()).toBe(1);
  road.lose('none');
  await journey.run();
  await journey.run();
  const { id } = await journey.shopOrder(salesOrder);
  const notes = (await journey.shop.notes(id)).filter((note) => note.includes('Mitnahme'));
  expect(notes).toHaveLength(1);
  expect(notes[0]).toContain('»A &amp; B« &lt;Größe 3&gt;');
});
