import { expect, it } from 'vitest';
import { shopHands } from './support/hands.ts';
import { startJourney } from './support/journey.ts';
import { watchStock } from './support/stock.ts';
import { expectToldAndUntouched, incidentsOf, play, stories, touch } from './support/stories.ts';

const hands = shopHands();

it('reverts nothing that a person did in the shop, and tells what contradicts OTTO: seen by the poll, and by the import', async () => {
  const journey = await startJourney({ announcedImport: 'all' });
  const all = stories(journey);
  const before = await play(journey, all);
  const early = Object.fromEntries(Object.entries(all).filter(([, story]) => !story.after));
  await journey.watch();
  await journey.run();
  await journey.watch();
  await expectToldAndUntouched(journey, early, before);

  for (const { after, salesOrder } of Object.values(all)) {
    touch(journey, salesOrder);
    after?.();
  }
  await journey.run();
  await journey.watch();
  await journey.run();
  await expectToldAndUntouched(journey, all, before);
});

it('hears that an order was taken out of the bin again, and goes on with it', async () => {
  const journey = await startJourney();
  const salesOrder = journey.order();
  const stock = await watchStock(journey, salesOrder.positionItems);
  await journey.run();
  const order = await journey.shopOrder(salesOrder);
  await hands.bin(order);
  await journey.watch();
  await journey.run();
  expect(await incidentsOf(journey, salesOrder)).toEqual(['shop-order-in-trash']);

  journey.otto.send(salesOrder.salesOrderId);
  await journey.run();
  expect(await journey.shopOrder(salesOrder)).toMatchObject({ status: 'trash' });
  await hands.setStatus(order, 'processing');
  await journey.watch();
  await journey.run();
  expect(await journey.shopOrder(salesOrder)).toMatchObject({ id: order.id, status: 'completed' });
  expect(await incidentsOf(journey, salesOrder)).toEqual([]);
  await stock.expectTaken(salesOrder.positionItems);
});

it('makes no order again that was deleted for good, but says so when OTTO changes it', async () => {
  const journey = await startJourney();
  const salesOrder = journey.order();
  await journey.run();
  await hands.deleteForGood(await journey.shopOrder(salesOrder));
  await journey.watch();
  await journey.run();
  expect(await journey.orders()).toEqual([]);
  journey.otto.send(salesOrder.salesOrderId);
  await journey.run();
  await journey.run();
  expect(await journey.orders()).toEqual([]);
  expect(await incidentsOf(journey, salesOrder)).toEqual(['shop-order-gone']);
});
