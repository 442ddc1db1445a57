import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { NetworkError, PayloadError, WooApiError } from '../../../src/bridge/errors.ts';
import { outcomeOf } from '../../../src/bridge/woocommerce/outcome-of.ts';
import { orderDraft, rejection, type ShopWorld, startShopWorld } from './shop-world.ts';

let world: ShopWorld;
beforeEach(async () => {
  world = await startShopWorld();
});
afterEach(() => world.shop.stop());

const posts = () => world.shop.requests.filter(({ method }) => method === 'POST');

describe('creating orders', () => {
  it('sends one order by the single call, which checks its parameters', async () => {
    const [result] = await world.client.createOrders([orderDraft('aa1')]);
    expect(result).toMatchObject({ outcome: 'done', order: { totalCents: 1785 } });
    expect(posts().map(({ path }) => path)).toEqual(['/wp-json/wc/v3/orders']);
  });

  it('says that a single order with an unknown status is refused, and the shop has nothing', async () => {
    const [result] = await world.client.createOrders([orderDraft('aa1', { status: 'wrapped' })]);
    expect(result).toMatchObject({ outcome: 'refused', shopCode: 'rest_invalid_param' });
    expect(world.shop.state.orders.size).toBe(0);
  });

  it('sends several as one batch and gives their results in the order sent', async () => {
    const broken = orderDraft('aa2', { line_items: [{ quantity: 1 }] });
    const results = await world.client.createOrders([orderDraft('aa1'), broken, orderDraft('aa3')]);
    expect(posts().map(({ path }) => path)).toEqual(['/wp-json/wc/v3/orders/batch']);
    expect(results).toMatchObject([
      { outcome: 'done', order: { transactionId: 'aa1' } },
      { outcome: 'refused', shopCode: 'woocommerce_rest_required_product_reference' },
      { outcome: 'done', order: { transactionId: 'aa3' } },
    ]);
  });

  it('sends nothing for no orders, and refuses more than the shop takes in one call', async () => {
    expect(await world.client.createOrders([])).toEqual([]);
    const many = Array.from({ length: 101 }, (_, index) => orderDraft(`n${index}`));
    expect(await rejection(world.client.createOrders(many))).toBeInstanceOf(RangeError);
    expect(world.shop.requests).toEqual([]);
  });

  it('leaves a batch that died half-way unknown and does not send it again', async () => {
    world.shop.faults.killBatchAfter(1);
    const error = await rejection(
      world.client.createOrders([orderDraft('aa1'), orderDraft('aa2')]),
    );
    expect(error).toBeInstanceOf(WooApiError);
    expect(outcomeOf(error)).toBe('unknown');
    expect(world.shop.state.orders.size).toBe(1);
    expect(posts()).toHaveLength(1);
  });

  it('leaves an order unknown whose answer was lost, although the shop made it', async () => {
    world.shop.faults.dropAfterEffect();
    const error = await rejection(world.client.createOrders([orderDraft('aa1')]));
    expect(error).toBeInstanceOf(NetworkError);
    expect(error).toMatchObject({ fault: 'connection-lost', reachedServer: 'maybe' });
    expect(outcomeOf(error)).toBe('unknown');
    expect(world.shop.state.orders.size).toBe(1);
    expect(posts()).toHaveLength(1);
  });

  it('leaves an order unknown whose answer was cut off', async () => {
    world.shop.faults.cutOffBody();
    const error = await rejection(world.client.createOrders([orderDraft('aa1')]));
    expect(error).toBeInstanceOf(PayloadError);
    expect(outcomeOf(error)).toBe('unknown');
  });

  it('leaves an order unknown after a time-out', async () => {
    const held = world.shop.faults.delayBeforeEffect('until-released');
    const error = await rejection(
      world.clientWith({ timeoutMs: 100 }).createOrders([orderDraft('aa1')]),
    );
    expect(error).toMatchObject({ fault: 'timeout', reachedServer: 'maybe', retryable: true });
    expect(outcomeOf(error)).toBe('unknown');
    held.release();
  });

  it('leaves a batch unknown whose answer has another length', async () => {
    world.shop.faults.answer({ status: 200, body: { create: [{ id: 7 }] } });
    const error = await rejection(
      world.client.createOrders([orderDraft('aa1'), orderDraft('aa2')]),
    );
    expect(error).toBeInstanceOf(PayloadError);
    expect(error).toMatchObject({ retryable: true });
    expect(outcomeOf(error)).toBe('unknown');
  });

  it('tells an order that was made but cannot be read from one that was refused', async () => {
    const fault = { code: 'odd', message: 'odd', data: { status: 500 } };
    const create = [
      { id: 7, status: 'processing' },
      { id: 0, error: fault },
    ];
    world.shop.faults.answer({ status: 200, body: { create } });
    expect(await world.client.createOrders([orderDraft('aa1'), orderDraft('aa2')])).toEqual([
      { outcome: 'unreadable', wooOrderId: 7 },
      { outcome: 'unreadable', wooOrderId: undefined },
    ]);
  });

  it('knows that nothing was done when the key was turned away or the shop asks for a pause', async () => {
    world.shop.faults.refuse(401);
    expect(outcomeOf(await rejection(world.client.createOrders([orderDraft('aa1')])))).toBe(
      'refused',
    );
    world.shop.faults.tooManyRequests(7);
    const busy = await rejection(world.client.createOrders([orderDraft('aa1')]));
    expect(outcomeOf(busy)).toBe('refused');
    expect(busy).toMatchObject({ retryable: true, retryAfterMs: 7_000 });
  });

  it('ends with the reason of an aborted signal', async () => {
    const held = world.shop.faults.delayBeforeEffect('until-released');
    const stop = new AbortController();
    const call = rejection(world.client.createOrders([orderDraft('aa1')], stop.signal));
    await held.reached;
    stop.abort(new Error('shutting down'));
    expect(await call).toMatchObject({ message: 'shutting down' });
    expect(outcomeOf(await call)).toBe('unknown');
    held.release();
  });
});

describe('changing orders', () => {
  it('writes only what is given and returns the order as it is now', async () => {
    const [made] = await world.client.createOrders([orderDraft('aa1')]);
    if (made?.outcome !== 'done') throw new Error('not made');
    const changed = await world.client.updateOrder(made.order.wooOrderId, { status: 'completed' });
    expect(changed).toMatchObject({ status: 'completed', totalCents: 1785, transactionId: 'aa1' });
  });

  it('refuses a change of an order the shop does not have, alone and in a batch', async () => {
    const [made] = await world.client.createOrders([orderDraft('aa1')]);
    if (made?.outcome !== 'done') throw new Error('not made');
    const known = { wooOrderId: made.order.wooOrderId, change: { status: 'completed' } };
    const unknown = { wooOrderId: 99_999, change: { status: 'completed' } };
    const refused = { outcome: 'refused', shopCode: 'woocommerce_rest_shop_order_invalid_id' };
    expect(await world.client.updateOrders([unknown])).toMatchObject([refused]);
    expect(await world.client.updateOrders([unknown, known])).toMatchObject([
      refused,
      { outcome: 'done', order: { status: 'completed' } },
    ]);
  });

  it('believes no batch whose results are not in the order sent', async () => {
    world.shop.faults.answer({ status: 200, body: { update: [{ id: 2 }, { id: 1 }] } });
    const changes = [1, 2].map((wooOrderId) => ({ wooOrderId, change: {} }));
    expect(await rejection(world.client.updateOrders(changes))).toBeInstanceOf(PayloadError);
  });
});
