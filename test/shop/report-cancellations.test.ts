import { expect, it } from 'vitest';
import { META } from '../../src/mapping/woocommerce/order-meta.ts';
import { furtherProducts } from '../fixtures/otto/index.ts';
import { shopHands } from './support/hands.ts';
import { dhlNumber, packers } from './support/packers.ts';
import { expectQuiet } from './support/quiet.ts';
import { startReportJourney } from './support/report-journey.ts';
import { watchStock } from './support/stock.ts';

const BOOK = { product: furtherProducts.cookbook };
const CANCELLED = 'CANCELLED_BY_PARTNER';
const hands = shopHands();

it('cancels at OTTO what the shop cancelled once the owner said yes; the shop order stays as the shop made it', async () => {
  const journey = await startReportJourney({ cancellations: 'ask' });
  const salesOrder = journey.order({ positionItems: [{}, {}, BOOK] });
  const stock = await watchStock(journey, salesOrder.positionItems);
  await journey.run();
  await journey.look();
  await stock.expectTaken(salesOrder.positionItems);
  await hands.setStatus(await journey.shopOrder(salesOrder), 'cancelled');
  await stock.expectTaken([]);
  await journey.look();
  await journey.run();
  expect(journey.sends()).toEqual([]);
  expect(await journey.incidents()).toContain('report-cancellation-to-confirm');
  const wishes = await journey.reports(salesOrder);
  expect(wishes.map(({ kind, state }) => [kind, state])).toEqual(
    salesOrder.positionItems.map(() => ['cancellation', 'waiting']),
  );

  for (const { transmissionId } of wishes) {
    const confirmed = await journey.bridge.reportDesk.confirm(transmissionId);
    expect(confirmed).toMatchObject({ done: true });
  }
  await journey.report();
  expect(journey.states(salesOrder)).toEqual([CANCELLED, CANCELLED, CANCELLED]);
  await journey.run();
  await journey.look();
  const order = await journey.shopOrder(salesOrder);
  expect(order).toMatchObject({ status: 'cancelled', refunds: [] });
  expect(order.meta_data.get(META.reportFlag)).toBe('');
  await stock.expectTaken([]);
  expect(journey.sends()).toHaveLength(3);
  await expectQuiet(journey);
});

it('cancels at OTTO at once what was refunded by hand line by line; the import refunds and restocks nothing again', async () => {
  const journey = await startReportJourney({ cancellations: 'at-once' });
  const salesOrder = journey.order({ positionItems: [{}, {}, BOOK] });
  const [, , book] = salesOrder.positionItems;
  const stock = await watchStock(journey, salesOrder.positionItems);
  await journey.run();
  await journey.look();
  const order = await journey.shopOrder(salesOrder);
  const refundedCents = await packers.refundPieces(order, 0, 1);
  await journey.look();
  expect(journey.states(salesOrder).toSorted()).toEqual([CANCELLED, 'PROCESSABLE', 'PROCESSABLE']);
  expect(journey.states(salesOrder)[2]).toBe('PROCESSABLE');
  await journey.run();
  await journey.look();
  const refunds = await journey.shop.refunds(order.id);
  expect(refunds.map(({ amount }) => amount)).toEqual([refundedCents]);
  const [shirt] = salesOrder.positionItems;
  await stock.expectTaken([shirt, book].flatMap((piece) => piece ?? []));
  const after = await journey.shopOrder(salesOrder);
  expect(after).toMatchObject({ status: 'processing', total: order.total });
  expect(after.meta_data.get(META.reportFlag)).toBe('');
  expect(journey.sends()).toHaveLength(1);
  // The shop took the piece out itself: no pack-stop holds up the rest.
  await expectQuiet(journey);
  await packers.noteTracking(order, dhlNumber(1));
  await packers.complete(order);
  await journey.look();
  expect(journey.states(salesOrder).toSorted()).toEqual([CANCELLED, 'SENT', 'SENT']);
  await journey.run();
  await journey.report();
  expect(await journey.shop.refunds(order.id)).toEqual(refunds);
  await expectQuiet(journey);
});
