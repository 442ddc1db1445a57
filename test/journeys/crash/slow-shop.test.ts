import { expect, it } from 'vitest';
import { openLedger } from '../../../src/bridge/ledger/ledger.ts';
import { usualDatabase } from '../../databases.ts';
import type { WireSalesOrder } from '../../fixtures/otto/index.ts';
import { MINUTE, startWorld, WORLD_TIME, type World, type WorldOptions } from '../support/world.ts';
import { openDoor } from './door.ts';
import { breaches, runUntilQuiet } from './picture.ts';

const SECOND = 1_000;
const BATCH = { method: 'POST', path: '/orders/batch' } as const;

/** Our patience is one real second; the shop lets PHP run for 30, so that two minutes settle a call. */
function startSlowWorld(options: WorldOptions): Promise<World> {
  const { shop, ...rest } = options;
  const settings = { phpMaxExecutionTime: 30, ...shop?.settings };
  return startWorld({ shopTimeoutMs: 1_000, ...rest, shop: { ...shop, settings } });
}

function someOrders(world: World, count = 6, seed = 'slow'): WireSalesOrder[] {
  return Array.from({ length: count }, (_, index) => world.order({ seed: `${seed} ${index}` }));
}

/** Runs at these moments of the fake clock, counted from now. */
async function runsAt(
  world: World,
  seconds: readonly number[],
  atMoment: (second: number) => Promise<void> | void = () => undefined,
): Promise<void> {
  const start = world.clock.now().getTime();
  for (const second of seconds) {
    const passed = world.clock.now().getTime() - start;
    await world.clock.advance(Math.max(0, second * SECOND - passed));
    await atMoment(second);
    await world.run();
  }
}

function ordersInShop(world: World): number {
  return world.shop.state.orders.size;
}

async function untilShopHolds(world: World, orders: number): Promise<void> {
  await expect.poll(() => ordersInShop(world), { timeout: 5_000 }).toBe(orders);
}

/**
 * The youngest order as it stands between the shop's two saves: with all its lines and marks, in the
 * status every new order begins with.
 *
 * @returns makes it whole
 */
function leaveHalfMade(world: World): () => void {
  const order = [...world.shop.state.orders.values()].at(-1);
  if (!order) throw new Error('the shop has no order');
  const { status, datePaid, total } = order;
  Object.assign(order, { status: 'pending', datePaid: null, total: 0 });
  return () => Object.assign(order, { status, datePaid, total });
}

async function expectSoundAtLast(world: World, orders: number): Promise<void> {
  await runUntilQuiet(world);
  expect(await breaches(world)).toEqual([]);
  expect(ordersInShop(world)).toBe(orders);
}

usualDatabase('a shop without an answer', ({ kind }) => {
  it('answers after we hung up, and gets no second order', async () => {
    const world = await startSlowWorld({ database: kind });
    someOrders(world);
    const late = world.shop.faults.delayAfterEffect('until-released', BATCH);
    await world.run();
    expect(ordersInShop(world)).toBe(6);
    await runsAt(world, [0, 30]);
    late.release();
    await runsAt(world, [30, 60, 119, 121]);
    await expectSoundAtLast(world, 6);
  });

  it('carries a batch on for a minute after we hung up, and gets each order once', async () => {
    const world = await startSlowWorld({ database: kind });
    someOrders(world);
    const pause = world.shop.faults.pauseBatchBefore(2);
    await world.run();
    expect(ordersInShop(world)).toBe(2);
    await runsAt(world, [0, 30, 60, 119, 121], async (second) => {
      if (second !== 119) return;
      expect(ordersInShop(world)).toBe(2);
      pause.release();
      await untilShopHolds(world, 6);
    });
    await expectSoundAtLast(world, 6);
  });

  it('begins a batch a minute after we had waited long and hung up, and gets each order once', async () => {
    const world = await startSlowWorld({ database: kind });
    someOrders(world);
    const pause = world.shop.faults.pauseBatchBefore(0);
    const run = world.run();
    await pause.reached;
    await world.clock.advance(100 * SECOND);
    await run; // hung up now, 100 s after the call left
    await runsAt(world, [30, 60], async (second) => {
      if (second !== 60) return;
      expect(ordersInShop(world)).toBe(0);
      pause.release();
      await untilShopHolds(world, 6);
    });
    await expectSoundAtLast(world, 6);
  });

  it('has not begun the batch when we hang up, and gets each order once', async () => {
    const world = await startSlowWorld({ database: kind });
    someOrders(world);
    const pause = world.shop.faults.pauseBatchBefore(0);
    await world.run();
    await runsAt(world, [0, 30, 60, 119], async (second) => {
      if (second !== 119) return;
      expect(ordersInShop(world)).toBe(0);
      pause.release();
      await untilShopHolds(world, 6);
    });
    await expectSoundAtLast(world, 6);
  });

  it('works on one batch for five minutes, an order a minute, and gets each once', async () => {
    const world = await startSlowWorld({ database: kind });
    someOrders(world);
    const pauses = [1, 2, 3, 4, 5].map((index) => world.shop.faults.pauseBatchBefore(index));
    await world.run();
    const minutes = [60, 120, 180, 240, 300];
    await runsAt(
      world,
      [0, 30, 59, 60, 90, 119, 120, 150, 180, 210, 240, 270, 300, 330],
      async (s) => {
        const index = minutes.indexOf(s);
        if (index < 0) return;
        pauses[index]?.release();
        await untilShopHolds(world, 2 + index);
      },
    );
    await expectSoundAtLast(world, 6);
  });

  it('is caught making an order, which is not touched before it is whole', async () => {
    const world = await startSlowWorld({ database: kind });
    someOrders(world);
    const pause = world.shop.faults.pauseBatchBefore(3);
    await world.run();
    const finish = leaveHalfMade(world);
    const since = world.mark();
    await runsAt(world, [30]);
    expect(world.shopWrites(since)).toEqual([]);
    finish();
    pause.release();
    await untilShopHolds(world, 6);
    await runsAt(world, [30, 60, 119]);
    await expectSoundAtLast(world, 6);
  });

  it('dies making an order, which gets its status later', async () => {
    const world = await startSlowWorld({ database: kind });
    someOrders(world);
    world.shop.faults.killBatchAfter(3);
    await world.run();
    leaveHalfMade(world);
    await runsAt(world, [30, 60, 119, 121]);
    await expectSoundAtLast(world, 6);
  });

  it('makes orders without our hearing of it, and a person who sets one back to the first status is heeded', async () => {
    const world = await startSlowWorld({ database: kind });
    someOrders(world, 2);
    const { state, faults, hands } = world.shop;
    faults.dropAfterEffect(BATCH);
    await world.run();
    const [wooOrderId = 0] = state.orders.keys();
    expect(state.orders.get(wooOrderId)?.status).toBe('processing');
    hands.setStatus(wooOrderId, 'pending');
    await runsAt(world, [30, 60, 119, 121]);
    await runUntilQuiet(world);
    expect([...state.orders.values()].map(({ status }) => status)).toEqual([
      'pending',
      'processing',
    ]);
  });

  it('makes its last orders while we list them at the end of the settle time, and gets each once', async () => {
    const world = await startSlowWorld({ database: kind });
    someOrders(world);
    const pause = world.shop.faults.pauseBatchBefore(2);
    await world.run();
    await runsAt(world, [0]);
    world.shop.hooks.onEffect = async ({ method, query }) => {
      if (method !== 'GET' || query.created_via === undefined) return;
      delete world.shop.hooks.onEffect;
      pause.release();
      await untilShopHolds(world, 6);
      await world.clock.advance(10 * SECOND);
    };
    await runsAt(world, [115]);
    await expectSoundAtLast(world, 6);
  });

  it.each([0, 1, 3, 5])(
    'dies after %i orders of a batch, and gets the rest later',
    async (done) => {
      const world = await startSlowWorld({ database: kind });
      someOrders(world);
      world.shop.faults.killBatchAfter(done);
      await world.run();
      expect(ordersInShop(world)).toBe(done);
      await runsAt(world, [0, 30, 60, 119, 121]);
      await expectSoundAtLast(world, 6);
    },
  );

  it.each([
    ['drops its answer', (world: World) => world.shop.faults.dropAfterEffect(BATCH), 6],
    ['cuts its answer off', (world: World) => world.shop.faults.cutOffBody(undefined, BATCH), 6],
    ['drops the call', (world: World) => world.shop.faults.dropBeforeEffect(BATCH), 0],
    ['answers 503', (world: World) => world.shop.faults.maintenance(BATCH), 0],
    ['answers 502', (world: World) => world.shop.faults.badGateway(BATCH), 0],
    ['answers a web page', (world: World) => world.shop.faults.htmlInsteadOfJson(BATCH), 0],
  ] as const)('%s, and gets each order once', async (_what, order, made) => {
    const world = await startSlowWorld({ database: kind });
    someOrders(world);
    order(world);
    await world.run();
    expect(ordersInShop(world)).toBe(made);
    await runsAt(world, [0, 30, 60, 119]);
    expect(ordersInShop(world)).toBe(made);
    await expectSoundAtLast(world, 6);
  });

  it('refuses the connection, which surely made nothing: the orders come with the next run', async () => {
    const door = await openDoor();
    let shutsBeforeCreate = true;
    const world = await startSlowWorld({
      database: kind,
      shop: { homeUrl: door.url },
      openLedger: async (place) => {
        const ledger = await openLedger(place);
        const claimForCreate: typeof ledger.claimForCreate = async (...claim) => {
          const claimed = await ledger.claimForCreate(...claim);
          if (shutsBeforeCreate) await door.shut();
          return claimed;
        };
        return { ...ledger, claimForCreate };
      },
    });
    await door.leadsTo(world);
    someOrders(world);
    const { fault } = await world.run();
    expect(fault).toMatchObject({ code: 'shop-unavailable', params: { fault: 'refused' } });
    expect(ordersInShop(world)).toBe(0);
    shutsBeforeCreate = false;
    await door.open();
    const { counters } = await world.runAfter(MINUTE);
    expect(counters.created).toBe(6);
    await expectSoundAtLast(world, 6);
  });

  it.each([
    ['five hours ahead', 5],
    ['five hours behind', -5],
    ['a day ahead', 24],
    ['a day behind', -24],
  ])('has its clock %s: lost answers lead to no second order', async (_what, hours) => {
    let now = () => new Date(WORLD_TIME);
    const shop = { now: () => new Date(now().getTime() + hours * 60 * MINUTE) };
    const world = await startSlowWorld({ database: kind, shop });
    now = world.clock.now;
    someOrders(world, 3, 'first');
    await world.run();
    await world.clock.advance(30 * MINUTE);
    someOrders(world);
    world.shop.faults.killBatchAfter(4);
    await world.run();
    expect(ordersInShop(world)).toBe(7);
    await runsAt(world, [0, 30, 119, 121]);
    await expectSoundAtLast(world, 9);
  });

  it('has its clock set back by ten hours between two orders, and gets each once', async () => {
    let now = () => new Date(WORLD_TIME);
    let hours = 5;
    const shop = { now: () => new Date(now().getTime() + hours * 60 * MINUTE) };
    const world = await startSlowWorld({ database: kind, shop });
    now = world.clock.now;
    someOrders(world, 3, 'first');
    await world.run();
    await world.clock.advance(30 * MINUTE);
    hours = -5;
    someOrders(world);
    world.shop.faults.killBatchAfter(4);
    await world.run();
    await runsAt(world, [0, 30, 119, 121]);
    await expectSoundAtLast(world, 9);
  });

  it('dies over a batch of orders that OTTO does not list any more, and gets each once', async () => {
    const world = await startSlowWorld({ database: kind });
    await world.update((settings) => ({
      ...settings,
      overlap: { firstRunOfDayHours: 0, otherRunsHours: 0 },
    }));
    someOrders(world);
    world.shop.faults.killBatchAfter(3);
    await world.run();
    await world.clock.advance(30 * MINUTE);
    world.order({ seed: 'newer' });
    await expectSoundAtLast(world, 7);
  });

  it('is too old to filter by origin, and gets each order once', async () => {
    const settings = { wooVersion: '9.8.0', phpMaxExecutionTime: 30 };
    const world = await startSlowWorld({ database: kind, shop: { settings } });
    someOrders(world, 3, 'first');
    await world.run();
    someOrders(world);
    world.shop.faults.killBatchAfter(4);
    await world.runAfter(30 * MINUTE);
    expect(ordersInShop(world)).toBe(7);
    await runsAt(world, [0, 30, 119, 121]);
    await expectSoundAtLast(world, 9);
  });
});
