import { expect, it } from 'vitest';
import { type Ledger, openLedger } from '../../../src/bridge/ledger/ledger.ts';
import { eachDatabase } from '../../databases.ts';
import { MAIN, startWorld, type World } from '../support/world.ts';
import { importWith } from './import-with.ts';
import { breaches, refundsOf, runUntilQuiet } from './picture.ts';
import { A_LONG_SLEEP_MS, sleepingPlace } from './sleeping-place.ts';
import { jobIn, startChild } from './start-child.ts';

function someOrders(world: World, count = 6) {
  return Array.from({ length: count }, (_, index) => world.order({ seed: `two runs ${index}` }));
}

/** A bridge whose process falls asleep at one call of its ledger, just before or just after it. */
async function bridgeThatSleeps(
  world: World,
  method: 'claimForCreate' | 'claimForChange',
  when: 'before' | 'after',
) {
  const place = sleepingPlace();
  const bridge = await world.openAnother(async (location) => {
    const ledger = await openLedger(location);
    const disturbed: Pick<Ledger, 'claimForCreate' | 'claimForChange'> = {
      claimForCreate: async (...claim) => {
        if (method === 'claimForCreate' && when === 'before') await place.sleep();
        const claimed = await ledger.claimForCreate(...claim);
        if (method === 'claimForCreate' && when === 'after') await place.sleep();
        return claimed;
      },
      claimForChange: async (...claim) => {
        if (method === 'claimForChange' && when === 'before') await place.sleep();
        await ledger.claimForChange(...claim);
        if (method === 'claimForChange' && when === 'after') await place.sleep();
      },
    };
    return { ...ledger, ...disturbed };
  });
  return { bridge, ...place };
}

eachDatabase('two imports of one account', ({ kind }) => {
  it('at the same moment in two processes: one runs, the other is told so', async () => {
    const world = await startWorld({ database: kind });
    someOrders(world);
    const children = [await startChild(), await startChild()];
    // The shop holds the first until the second had its turn.
    const held = world.shop.faults.delayBeforeEffect('until-released', { method: 'GET' });
    const outcomes = children.map((child) => child.run(jobIn(world)));
    const first = await Promise.race(outcomes);
    expect(first).toMatchObject({ fault: 'already-running' });
    held.release();
    const faults = (await Promise.all(outcomes)).map((told) => told !== 'killed' && told.fault);
    expect(faults.toSorted()).toEqual(['already-running', undefined]);
    expect(world.shop.state.orders.size).toBe(6);
    await runUntilQuiet(world);
    expect(await breaches(world)).toEqual([]);
  });

  it('clicked three times at the same moment: one runs, the others are told so', async () => {
    const world = await startWorld({ database: kind });
    someOrders(world);
    // The shop holds the one that runs until the others had their turn.
    const held = world.shop.faults.delayBeforeEffect('until-released', { method: 'GET' });
    let ended = 0;
    const clicks = [1, 2, 3].map(() => importWith(world.bridge).finally(() => (ended += 1)));
    await expect.poll(() => ended, { timeout: 5_000 }).toBe(2);
    held.release();
    const outcomes = await Promise.all(clicks);
    expect(outcomes.filter(({ ran }) => ran)).toHaveLength(1);
    expect(outcomes.filter(({ ran }) => !ran)).toEqual([
      { ran: false, why: 'already-running' },
      { ran: false, why: 'already-running' },
    ]);
    expect(world.shop.state.orders.size).toBe(6);
    expect(await breaches(world)).toEqual([]);
  });

  it('one after the other: the second finds nothing left to do', async () => {
    const world = await startWorld({ database: kind });
    const another = await world.openAnother();
    someOrders(world);
    await importWith(world.bridge);
    const since = world.mark();
    expect(await importWith(another)).toMatchObject({ ran: true, fault: undefined });
    expect(world.shopWrites(since)).toEqual([]);
  });

  it.each(['before', 'after'] as const)(
    'one asleep just %s its claims while the other does the work: it wakes and creates nothing',
    async (when) => {
      const world = await startWorld({ database: kind });
      someOrders(world);
      const sleeper = await bridgeThatSleeps(world, 'claimForCreate', when);
      const late = importWith(sleeper.bridge);
      await sleeper.reached;
      await world.clock.advance(A_LONG_SLEEP_MS);
      await world.run();
      await world.runAfter(A_LONG_SLEEP_MS); // the other may be awake: its claims settle anew
      expect(world.shop.state.orders.size).toBe(6);
      sleeper.wake();
      const outcome = await late;
      expect(world.shop.state.orders.size).toBe(6);
      if (when === 'after') expect(outcome).toMatchObject({ fault: { code: 'lease-lost' } });
      expect(await world.openIncidents()).toEqual([]);
      expect(world.log.filter(({ level }) => level === 'error')).toEqual([]);
      await runUntilQuiet(world);
      expect(await breaches(world)).toEqual([]);
    },
  );

  it.each(['before', 'after'] as const)(
    'one asleep just %s it announced a refund while the other books it: it wakes and books nothing',
    async (when) => {
      const world = await startWorld({ database: kind });
      const order = world.order({ seed: 'two', positionItems: [{}, {}] });
      await world.run();
      const [gone] = order.positionItems;
      world.otto.cancelByMarketplace(order.salesOrderId, [gone?.positionItemId ?? '']);
      const sleeper = await bridgeThatSleeps(world, 'claimForChange', when);
      const late = importWith(sleeper.bridge);
      await sleeper.reached;
      await world.clock.advance(A_LONG_SLEEP_MS);
      await world.run();
      await world.runAfter(A_LONG_SLEEP_MS);
      const { id } = world.shopOrder(order.salesOrderId);
      expect(refundsOf(world, id)).toHaveLength(1);
      sleeper.wake();
      expect(await late).toMatchObject({ fault: { code: 'lease-lost' } });
      expect(refundsOf(world, id)).toHaveLength(1);
      await runUntilQuiet(world);
      // What it announced as it fell asleep is settled with the next change of the order.
      expect((await breaches(world)).filter((breach) => !breach.includes('"claim"'))).toEqual([]);
    },
  );

  it('of which one was overtaken in an older version: the next one resolves what that told', async () => {
    const world = await startWorld({ database: kind });
    const told = { code: 'lease-lost', about: MAIN, accountId: MAIN, params: {} };
    await world.bridge.ledger.openIncident(told, world.clock.now().toISOString());
    await world.run();
    expect(await world.openIncidents()).toEqual([]);
  });

  it('claiming the same orders at the same moment share them without overlap', async () => {
    const world = await startWorld({ database: kind });
    // Two handles of one thread on one SQLite file would wait for each other.
    const another = kind === 'sqlite' ? world.bridge : await world.openAnother();
    const now = world.clock.now().toISOString();
    for (let round = 0; round < 20; round += 1) {
      const ids = Array.from({ length: 8 }, (_, index) => `${round}/${index}`);
      const seen = ids.map((salesOrderId) => ({
        salesOrderId,
        orderNumber: salesOrderId,
        orderedAt: now,
        changedAt: now,
        phase: 'processable',
        grossCents: 100,
        paymentMethod: undefined,
        expectedDeliveryAt: undefined,
        positionItems: [],
      }));
      await world.bridge.ledger.recordSeen(MAIN, seen, now);
      const claims = await Promise.all(
        [world.bridge, another, world.bridge, another].map(({ ledger }, index) =>
          ledger.claimForCreate(MAIN, index % 2 ? ids : [...ids].reverse(), {
            claimId: `claim ${round}/${index}`,
            now,
            notes: [],
          }),
        ),
      );
      const claimed = claims.flatMap((some) => [...some]);
      expect(claimed.toSorted()).toEqual(ids.toSorted());
    }
  });
});
