import { setImmediate as turn } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createBatchQueue } from '../../../src/bridge/woocommerce/batch-queue.ts';
import { createShopGate } from '../../../src/bridge/woocommerce/shop-gate.ts';
import { orderDraft, rejection, type ShopWorld, startShopWorld } from './shop-world.ts';

const FIXED = { createBatchSize: () => 3, connections: () => 2 };

/** Work that ends when told to. */
function heldWork() {
  const batches: { jobs: number[]; end: () => void; fail: (error: Error) => void }[] = [];
  const work = (jobs: number[]) =>
    new Promise<void>((end, fail) => batches.push({ jobs, end, fail }));
  return { batches, work, sizes: () => batches.map(({ jobs }) => jobs.length) };
}

describe('collecting jobs into batches', () => {
  it('begins a batch as soon as it is full, and the rest when drained', async () => {
    const { batches, work } = heldWork();
    const queue = createBatchQueue(FIXED, work);
    for (const job of [1, 2, 3, 4]) await queue.push(job);
    expect(batches.map(({ jobs }) => jobs)).toEqual([[1, 2, 3]]);
    const drained = queue.drain();
    expect(batches.map(({ jobs }) => jobs)).toEqual([[1, 2, 3], [4]]);
    for (const batch of batches) batch.end();
    await drained;
  });

  it('keeps its finder waiting while the shop is behind', async () => {
    const { batches, work } = heldWork();
    const queue = createBatchQueue(FIXED, work);
    for (let job = 0; job < 14; job++) await queue.push(job);
    let accepted = false;
    const push = queue.push(14).then(() => {
      accepted = true;
    });
    await turn();
    expect(accepted).toBe(false);
    batches[0]?.end();
    await push;
    expect(batches).toHaveLength(4);
    const drained = queue.drain();
    for (let at = 0; at < 6; at++) {
      batches[at]?.end();
      await turn();
    }
    await drained;
    expect(batches.flatMap(({ jobs }) => jobs)).toHaveLength(15);
  });

  it('has one more batch ready than there are connections, and no second one', async () => {
    const { sizes, work } = heldWork();
    const queue = createBatchQueue(FIXED, work);
    for (let job = 0; job < 14; job++) await queue.push(job);
    expect(sizes()).toEqual([3, 3, 3]);
  });

  it('makes one batch of few jobs', async () => {
    const { batches, sizes, work } = heldWork();
    const queue = createBatchQueue(FIXED, work);
    for (const job of [1, 2]) await queue.push(job);
    const drained = queue.drain();
    batches[0]?.end();
    await drained;
    expect(sizes()).toEqual([2]);
  });

  it('shares the last jobs out among the connections', async () => {
    const { batches, sizes, work } = heldWork();
    const queue = createBatchQueue(FIXED, work);
    for (let job = 0; job < 14; job++) await queue.push(job);
    const drained = queue.drain();
    for (let at = 0; at < 6; at++) {
      batches[at]?.end();
      await turn();
    }
    await drained;
    expect(sizes()).toEqual([3, 3, 3, 3, 1, 1]);
  });

  it('drains at once when it never got a job', async () => {
    await createBatchQueue(FIXED, heldWork().work).drain();
  });

  it('begins nothing more after work threw, waits for what is in hand, and throws it', async () => {
    const { batches, work } = heldWork();
    const queue = createBatchQueue(FIXED, work);
    for (let job = 0; job < 12; job++) await queue.push(job);
    const drained = rejection(queue.drain());
    batches[0]?.fail(new Error('ledger gone'));
    await turn();
    batches[1]?.end();
    batches[2]?.end();
    expect(await drained).toMatchObject({ message: 'ledger gone' });
    expect(batches).toHaveLength(3);
    expect(await rejection(queue.push(10))).toMatchObject({ message: 'ledger gone' });
  });

  it('begins nothing more once aborted, and waits for what is in hand', async () => {
    const { batches, work } = heldWork();
    const stop = new AbortController();
    const queue = createBatchQueue(FIXED, work, { signal: stop.signal });
    for (let job = 0; job < 12; job++) await queue.push(job);
    const drained = rejection(queue.drain());
    stop.abort(new Error('shutting down'));
    let ended = false;
    void drained.then(() => {
      ended = true;
    });
    await turn();
    expect(ended).toBe(false);
    for (const batch of batches) batch.end();
    expect(await drained).toMatchObject({ message: 'shutting down' });
    expect(batches).toHaveLength(3);
  });
});

describe('an import through the gate', () => {
  let world: ShopWorld;
  beforeEach(async () => {
    world = await startShopWorld();
  });
  afterEach(() => world.shop.stop());

  it('creates every order once, two calls at a time at most', async () => {
    const gate = createShopGate({ clock: world.clock });
    let running = 0;
    let most = 0;
    world.shop.hooks.onRequest = () => {
      most = Math.max(most, ++running);
    };
    world.shop.hooks.onEffect = () => {
      running--;
    };
    const made: string[] = [];
    const queue = createBatchQueue<string>(gate, async (jobs) => {
      const drafts = jobs.map((orderNumber) => orderDraft(orderNumber));
      const results = await gate.run(() => world.client.createOrders(drafts), {
        size: drafts.length,
      });
      for (const result of results) {
        if (result.outcome === 'done') made.push(result.order.transactionId);
      }
    });
    const wanted = Array.from({ length: 47 }, (_, index) => `n${index}`);
    for (const orderNumber of wanted) await queue.push(orderNumber);
    await queue.drain();
    expect(made.sort()).toEqual(wanted.sort());
    expect(world.shop.state.orders.size).toBe(47);
    expect(most).toBeLessThanOrEqual(2);
  });
});
