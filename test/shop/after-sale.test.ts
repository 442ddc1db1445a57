import { expect, it } from 'vitest';
import { type Journey, startJourney } from './support/journey.ts';
import { expectQuiet } from './support/quiet.ts';
import { watchStock } from './support/stock.ts';

/** Reads OTTO's receipts, and lets the shop follow. */
async function follow(journey: Journey): Promise<void> {
  const asked = {
    accountId: journey.accountId,
    signal: new AbortController().signal,
    holderKind: 'command',
  } as const;
  const [outcome] = await journey.bridge.receipts.read(asked);
  expect(outcome?.result).toMatchObject({ ran: true, fault: undefined });
  await journey.run();
}

it('books a price reduction and a delivery fee without a piece coming back, then the rest of the piece', async () => {
  const journey = await startJourney({ restockReturned: true });
  const salesOrder = journey.order({ positionItems: [{}, {}] });
  const [first, second] = salesOrder.positionItems;
  if (!first || !second) throw new Error('the order has two pieces');
  const stock = await watchStock(journey, salesOrder.positionItems);
  await journey.run();
  journey.otto.send(salesOrder.salesOrderId);
  await journey.run();
  journey.otto.reduceByHand(first.positionItemId, 500);
  journey.otto.refundFee(salesOrder.salesOrderId);
  await follow(journey);
  const reduced = await journey.shopOrder(salesOrder);
  expect(reduced.status).toBe('completed');
  expect(refundsOf(reduced)).toEqual([500, 595]);
  await stock.expectTaken(salesOrder.positionItems);

  journey.otto.acceptByHand(first.positionItemId, { condition: 'A' });
  await follow(journey);
  const price = Math.round(first.itemValueGrossPrice.amount * 100);
  const back = await journey.shopOrder(salesOrder);
  expect(refundsOf(back)).toEqual([500, 595, price - 500].toSorted((a, b) => a - b));
  await stock.expectTaken([second]);
  await expectQuiet(journey);
});

/** In cents, the smallest first. */
function refundsOf({ refunds }: { refunds: { total: number }[] }): number[] {
  return refunds.map(({ total }) => -total).toSorted((a, b) => a - b);
}
