import { expect, it } from 'vitest';
import { expectInShop, isCancelled, takenPieces, usualStatus } from './support/expected-order.ts';
import { shopHands } from './support/hands.ts';
import { type Journey, startJourney } from './support/journey.ts';
import { expectQuiet } from './support/quiet.ts';
import { watchStock } from './support/stock.ts';
import {
  expectToldAndUntouched,
  incidentsOf,
  play,
  type Story,
  stories,
  touch,
} from './support/stories.ts';

const hands = shopHands();

/** All stories up to where the owner is asked. */
async function playToTheEnd(journey: Journey) {
  const all = stories(journey);
  const pieces = Object.values(all).flatMap(({ salesOrder }) => salesOrder.positionItems);
  const stock = await watchStock(journey, pieces);
  const before = await play(journey, all);
  for (const { after, salesOrder } of Object.values(all)) {
    touch(journey, salesOrder);
    after?.();
  }
  await journey.run();
  await journey.watch();
  await journey.run();
  await expectToldAndUntouched(journey, all, before);
  return { all, before, stock };
}

/** What the owner may decide about; a pack-stop is closed by hand instead. */
const toDecide = ({ incidents }: Story) => incidents.some((code) => code !== 'pack-stop');

it('leaves the shop as it is where the owner chose so, and never asks again', async () => {
  const journey = await startJourney({ announcedImport: 'all' });
  const { all, before } = await playToTheEnd(journey);
  for (const story of Object.values(all)) {
    if (!toDecide(story)) continue;
    await journey.choose(story.salesOrder, 'shop');
    story.incidents = story.incidents.filter((code) => code === 'pack-stop');
  }
  await expectToldAndUntouched(journey, all, before);
  await journey.watch();
  await journey.run();
  for (const { salesOrder } of Object.values(all)) {
    journey.otto.amend(salesOrder.salesOrderId, (order) => ({
      ...order,
      suspectedFraudCase: false,
    }));
    touch(journey, salesOrder);
  }
  await journey.run();
  await journey.watch();
  await expectToldAndUntouched(journey, all, before);
});

it('brings the shop back to what OTTO says where the owner chose so, stock and sums included', async () => {
  const journey = await startJourney({ announcedImport: 'all' });
  const { all, stock } = await playToTheEnd(journey);
  for (const story of Object.values(all)) {
    if (toDecide(story)) await journey.choose(story.salesOrder, 'otto');
  }
  await journey.run();
  const left: Record<string, string[]> = {};
  for (const [name, { salesOrder }] of Object.entries(all)) {
    left[name] = await incidentsOf(journey, salesOrder);
  }
  expect(Object.fromEntries(Object.entries(left).filter(([, codes]) => codes.length > 0))).toEqual({
    'cancelled at OTTO, packed in the shop': ['pack-stop'],
    // What a person added or paid back by hand, only a person takes back.
    'a fee': ['total-differs-in-shop'],
    'a refund': ['refunded-in-shop'],
  });
  const stayed = ['a fee', 'a refund', 'an address', 'put aside', 'packed'];
  for (const [name, { salesOrder }] of Object.entries(all)) {
    if (stayed.includes(name)) continue;
    const atOtto = journey.atOtto(salesOrder);
    const found = await journey.shopOrder(salesOrder);
    const status = usualStatus(atOtto);
    if (isCancelled(atOtto)) expect(found).toMatchObject({ status, refunds: [] });
    else await expectInShop(journey, salesOrder, found, { status });
  }
  const sold = Object.values(all).map(({ salesOrder }) => journey.atOtto(salesOrder));
  await stock.expectTaken(sold.flatMap(takenPieces));
  await expectQuiet(journey, ['pack-stop', 'total-differs-in-shop', 'refunded-in-shop']);
});

it('makes an order again that was deleted for good, or accepts that it is gone, as the owner chose', async () => {
  const journey = await startJourney();
  const again = journey.order({ seed: 'again', positionItems: [{}, {}] });
  const never = journey.order({ seed: 'never' });
  await journey.run();
  for (const order of await journey.orders()) await hands.deleteForGood(order);
  for (const salesOrder of [again, never]) touch(journey, salesOrder);
  await journey.run();
  for (const salesOrder of [again, never]) {
    expect(await incidentsOf(journey, salesOrder)).toEqual(['shop-order-gone']);
  }
  await journey.choose(again, 'otto');
  await journey.choose(never, 'shop');
  await journey.run();
  expect(await journey.orders()).toHaveLength(1);
  await expectInShop(journey, again, await journey.shopOrder(again));

  journey.otto.send(never.salesOrderId);
  journey.otto.send(again.salesOrderId);
  await journey.run();
  await journey.watch();
  expect(await journey.orders()).toHaveLength(1);
  await expectInShop(journey, again, await journey.shopOrder(again), { status: 'completed' });
  await expectQuiet(journey);
});
