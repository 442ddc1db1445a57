import { expect, it, onTestFinished } from 'vitest';
import { expectInShop, isCancelled, takenPieces } from './support/expected-order.ts';
import { shopHands } from './support/hands.ts';
import { type Journey, startJourney } from './support/journey.ts';
import { expectQuiet } from './support/quiet.ts';
import type { RealOrder } from './support/real-shop.ts';
import { done } from './support/real-shop.ts';
import { watchStock } from './support/stock.ts';

const HALF_AN_HOUR = 30 * 60_000;
const hands = shopHands();

async function reconcile({ bridge, accountId }: Journey) {
  const result = await bridge.reconcile({
    accountId,
    from: '2020-01-01T00:00:00.000Z',
    cause: 'command',
    holderKind: 'command',
    signal: new AbortController().signal,
  });
  if (!result.ran || !result.comparison) throw new Error('There was no comparison');
  const { counts, differences } = result.comparison;
  const { atOtto, inLedger, inShop, waiting, keptOut } = counts;
  return {
    reconcileRunId: result.reconcileRunId,
    counts: { atOtto, inLedger, inShop, waiting, keptOut },
    codes: differences.map(({ code }) => code).toSorted(),
  };
}

async function repair({ bridge }: Journey, reconcileRunId: string): Promise<void> {
  const outcome = await bridge.repairDifferences({
    reconcileRunId,
    cause: 'command',
    holderKind: 'command',
    signal: new AbortController().signal,
  });
  expect(outcome).toMatchObject({ ran: true, fault: undefined, importFault: undefined, left: 0 });
}

/** The same order once more, as a plugin that copies orders makes it: with all our marks. */
async function copyOf(journey: Journey, order: RealOrder): Promise<number> {
  const answer = await journey.shop.api.post('orders', {
    status: order.status,
    created_via: order.created_via,
    transaction_id: order.transaction_id,
    meta_data: [...order.meta_data].map(([key, value]) => ({ key, value })),
    line_items: order.line_items.map(({ product_id, quantity }) => ({ product_id, quantity })),
  });
  const copied = Number(done(answer, 'a copy').body.id);
  onTestFinished(() => journey.shop.deleteOrders([copied]));
  return copied;
}

it('counts the same orders on all three sides, and names and repairs what differs', async () => {
  const journey = await startJourney({ announcedImport: 'all' });
  const salesOrders = journey.varied(16);
  const deleted = journey.order({ seed: 'deleted', positionItems: [{}, {}] });
  const doubled = journey.order({ seed: 'doubled', positionItems: [{}, {}, {}] });
  const all = [...salesOrders, deleted, doubled];
  const stock = await watchStock(journey, [...all.flatMap((order) => order.positionItems)]);
  await journey.run();
  const inShop = all.filter((order) => !isCancelled(order)).length;
  const equal = {
    counts: { atOtto: 18, inLedger: 18, inShop, waiting: 0, keptOut: 18 - inShop },
    codes: [],
  };
  expect(await reconcile(journey)).toMatchObject(equal);

  await hands.deleteForGood(await journey.shopOrder(deleted));
  const copied = await copyOf(journey, await journey.shopOrder(doubled));
  const differing = await reconcile(journey);
  expect(differing.codes).toEqual(['shop-order-missing', 'shop-order-twice']);
  await repair(journey, differing.reconcileRunId);
  expect(await reconcile(journey)).toMatchObject(equal);
  await expectInShop(journey, deleted, await journey.shopOrder(deleted));
  const { body } = await journey.shop.api.get(`orders/${copied}`);
  expect(body.status).toBe('trash');
  // The shop keeps what an order had taken that is deleted for good.
  await stock.expectTaken([...all.flatMap(takenPieces), ...takenPieces(deleted)]);
  await journey.watch();
  await expectQuiet(journey);
});

it('takes up all its orders again after the ledger was lost: none twice, nothing written, no refund again', async () => {
  const journey = await startJourney({ announcedImport: 'all' });
  const salesOrders = journey.varied(12);
  const refunded = journey.order({ seed: 'refunded', positionItems: [{}, {}, {}] });
  const binned = journey.order({ seed: 'binned' });
  const aside = journey.order({ seed: 'aside' });
  const cancelled = journey.order({ seed: 'cancelled' });
  await journey.run();
  const [piece] = refunded.positionItems;
  journey.otto.cancelByMarketplace(refunded.salesOrderId, piece && [piece.positionItemId]);
  journey.otto.cancelByMarketplace(cancelled.salesOrderId);
  await journey.run();
  await hands.bin(await journey.shopOrder(binned));
  await hands.setStatus(await journey.shopOrder(aside), 'on-hold');
  const before = await journey.orders();
  expect(before.length).toBeGreaterThan(salesOrders.length / 2);

  await journey.loseLedger();
  await journey.run();
  await journey.watch();
  journey.skip(HALF_AN_HOUR);
  await journey.run();
  expect(await journey.orders()).toEqual(before);
  const { codes } = await reconcile(journey);
  expect(codes).toEqual(['shop-order-in-trash']);
  await hands.setStatus(await journey.shopOrder(binned), 'processing');
  await journey.watch();
  await journey.run();
  expect((await reconcile(journey)).codes).toEqual([]);
});
