import { expect, it } from 'vitest';
import { eachDatabase } from '../databases.ts';
import { HOUR, startWorld } from './support/world.ts';

eachDatabase('equal pieces of an order', ({ kind }) => {
  it('get a note each, though they say the same, when they are cancelled one after the other', async () => {
    const world = await startWorld({ database: kind });
    const order = world.order({ positionItems: [{}, {}, {}] });
    await world.run();
    const { id } = world.shopOrder(order.salesOrderId);
    const stops = () =>
      world.shop.state.notes.filter(
        (note) => note.orderId === id && note.note.includes('hat storniert: 1 ×'),
      );
    for (const [index, piece] of order.positionItems.slice(0, 2).entries()) {
      world.otto.cancelByMarketplace(order.salesOrderId, [piece.positionItemId]);
      await world.runAfter(HOUR);
      await world.runAfter(HOUR);
      expect(stops()).toHaveLength(index + 1);
    }
    expect(new Set(stops().map(({ note }) => note)).size).toBe(1);
  });
});
