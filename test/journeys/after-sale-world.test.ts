import { describe, expect, it } from 'vitest';
import { startAfterSaleWorld } from './after-sale-world.ts';
import { atOtto } from './reports/report-world.ts';

describe('a shipped order', () => {
  it('is SENT with its receipt, and its return goes under the number that was reported', async () => {
    const world = await startAfterSaleWorld();
    const order = await world.shippedOrder();
    expect(atOtto(world, order)).toEqual(['SENT', 'SENT']);
    expect(world.otto.receipts.of(order.salesOrderId)).toMatchObject([{ receiptType: 'PURCHASE' }]);
    const { details } = world.otto.announce(order.pieces[0] ?? '');
    expect(details.returnTrackingKey?.trackingNumbers[0]).toMatch(/^57754/);
  });

  it('moves no money when its return is announced, and once when it is accepted', async () => {
    const world = await startAfterSaleWorld();
    const order = await world.shippedOrder();
    const [piece = ''] = order.pieces;
    world.otto.announce(piece);
    expect(await world.refundsAfterImport(order)).toEqual([]);
    world.otto.acceptByHand(piece);
    expect(await world.refundsAfterImport(order)).toHaveLength(1);
    expect(await world.refundsAfterImport(order)).toHaveLength(1);
    expect(world.moneyBack(order)).toEqual({ otto: 2499, shop: 2499 });
  });
});
