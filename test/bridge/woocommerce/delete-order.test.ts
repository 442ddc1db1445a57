import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WooApiError } from '../../../src/bridge/errors.ts';
import { outcomeOf } from '../../../src/bridge/woocommerce/outcome-of.ts';
import { orderDraft, rejection, type ShopWorld, startShopWorld } from './shop-world.ts';

let world: ShopWorld;
let id: number;
beforeEach(async () => {
  world = await startShopWorld({ firstIds: { order: 1000 } });
  await world.client.createOrders([orderDraft('aa1')]);
  id = 1000;
});
afterEach(() => world.shop.stop());

describe('deleting an order', () => {
  it('puts it into the bin, where it still answers', async () => {
    await world.client.deleteOrder(id, { force: false });
    expect(await world.client.getOrder(id)).toMatchObject({ status: 'trash' });
  });

  it('counts one that is in the bin already as done', async () => {
    await world.client.deleteOrder(id, { force: false });
    await world.client.deleteOrder(id, { force: false });
    expect(world.shop.requests.slice(-2).map(({ status }) => status)).toEqual([200, 410]);
    expect(await world.client.getOrder(id)).toMatchObject({ status: 'trash' });
  });

  it('removes it for good, from the bin too, and counts one that is gone as done', async () => {
    await world.client.deleteOrder(id, { force: false });
    await world.client.deleteOrder(id, { force: true });
    expect(world.shop.state.orders.size).toBe(0);
    await world.client.deleteOrder(id, { force: true });
    await world.client.deleteOrder(id, { force: false });
  });

  it('does not take a broken permalink or another refusal for done', async () => {
    world.shop.faults.answer({ status: 404, body: '<html>Not found</html>' });
    expect(await rejection(world.client.deleteOrder(id, { force: true }))).toBeInstanceOf(
      WooApiError,
    );
    world.shop.faults.answer({ status: 410, body: '<html>Gone</html>' });
    expect(await rejection(world.client.deleteOrder(id, { force: false }))).toMatchObject({
      statusCode: 410,
    });
  });

  it('is sent once, and its outcome is unknown when the answer is lost', async () => {
    world.shop.faults.dropAfterEffect({ method: 'DELETE' });
    const error = await rejection(world.client.deleteOrder(id, { force: true }));
    expect(outcomeOf(error)).toBe('unknown');
    expect(world.shop.requests.filter(({ method }) => method === 'DELETE')).toHaveLength(1);
    expect(world.shop.state.orders.size).toBe(0);
  });
});

describe('the raw answers', () => {
  it('are the shop’s own about an order, and nothing about one that is deleted', async () => {
    expect(await world.client.getRawOrder(id)).toMatchObject({
      id,
      transaction_id: 'aa1',
      order_key: expect.any(String),
    });
    expect(await world.client.getRawOrder(99_999)).toBeUndefined();
    world.shop.faults.answer({ status: 404, body: '<html>Not found</html>' });
    expect(await rejection(world.client.getRawOrder(id))).toBeInstanceOf(WooApiError);
  });

  it('are the shop’s own about every refund, oldest first', async () => {
    const refund = { reason: '', api_refund: false, api_restock: false } as const;
    for (const amount of ['1.00', '2.00']) {
      await world.client.createRefund(id, { ...refund, amount, line_items: [], meta_data: [] });
    }
    expect(await world.client.listRawRefunds(id)).toMatchObject([
      { amount: '1.00', refunded_by: 1 },
      { amount: '2.00', refunded_by: 1 },
    ]);
    expect(await world.client.listRawRefunds(99_999)).toEqual([]);
  });
});
