import { expect, it } from 'vitest';
import { openLedger } from '../../../src/bridge/ledger/ledger.ts';
import { usualDatabase } from '../../databases.ts';
import { HOUR, MINUTE, startWorld, type World, type WorldOptions } from '../support/world.ts';
import { backUpLedger, loseLedger } from './ledger-files.ts';
import { breaches, ownNotes, pictureOf, runUntilQuiet } from './picture.ts';
import { STORY_WORLD, tellStory } from './story.ts';

/** OTTO lists two orders on a page, so that a run can end between pages. */
const SHORT_PAGES = { otto: { pageSizeCap: 2 } } satisfies WorldOptions;

/**
 * A shop with orders of three hours; the oldest in the shop is the one that changed last at OTTO, so
 * that it stands on the last page of a listing by change.
 */
async function fillShop(world: World): Promise<void> {
  const oldest = world.order({ seed: 'oldest' });
  await world.run();
  for (const seed of ['second', 'third', 'fourth']) {
    await world.clock.advance(HOUR);
    world.order({ seed });
    await world.run();
  }
  await world.clock.advance(HOUR);
  world.otto.send(oldest.salesOrderId);
  await world.run();
  await runUntilQuiet(world);
}

/** A run that OTTO ends after its first page. */
async function runFirstPageOnly(world: World): Promise<void> {
  const down = world.otto.faults.answerWith(503, {
    on: ({ path, query }) => path === '/v4/orders' && query.has('nextcursor'),
    times: Number.POSITIVE_INFINITY,
  });
  const { fault } = await world.runAfter(MINUTE);
  expect(fault?.code).toBe('otto-unavailable');
  expect(down.struck).toBeGreaterThan(0);
  down.withdraw();
  await world.clock.advance(20 * MINUTE);
}

/** What was told to stop is known to the ledger alone; the note about it stands in the shop. */
function withoutPackStop<Known extends { incidents: string[] }>(picture: Known): Known {
  return { ...picture, incidents: picture.incidents.filter((code) => code !== 'pack-stop') };
}

usualDatabase('a bridge that lost its ledger', ({ kind }) => {
  it('takes up every order of a full shop and writes nothing', async () => {
    const world = await startWorld({ ...STORY_WORLD, database: kind });
    await tellStory(world);
    await world.run();
    await runUntilQuiet(world);
    const before = await pictureOf(world);
    await world.restart(() => loseLedger(world.config.ledger));
    const since = world.mark();
    await runUntilQuiet(world);
    expect(world.shopWrites(since)).toEqual([]);
    expect(await pictureOf(world)).toEqual(withoutPackStop(before));
    expect(await breaches(world)).toEqual([]);
  });

  it('doubles nothing when its first run ends half-way', async () => {
    const world = await startWorld({ ...SHORT_PAGES, database: kind });
    await fillShop(world);
    await world.restart(() => loseLedger(world.config.ledger));
    const since = world.mark();
    await runFirstPageOnly(world);
    await runUntilQuiet(world);
    expect(world.shopWrites(since)).toEqual([]);
    expect(await breaches(world)).toEqual([]);
  });

  it('doubles nothing when half of a first run was killed and new orders come', async () => {
    const world = await startWorld({ ...SHORT_PAGES, database: kind });
    await fillShop(world);
    await world.restart(() => loseLedger(world.config.ledger));
    await runFirstPageOnly(world);
    world.order({ seed: 'new' });
    await runUntilQuiet(world);
    expect(await breaches(world)).toEqual([]);
    expect(world.shop.state.orders.size).toBe(5);
  });
});

usualDatabase('a bridge with an older ledger', ({ kind }) => {
  it('finds what was made since its backup and doubles neither order, refund nor note', async () => {
    const world = await startWorld({ ...STORY_WORLD, database: kind });
    let restore = async () => {};
    await world.restart(async () => {
      restore = await backUpLedger(world.config.ledger);
    });
    const { later } = await tellStory(world);
    await world.run();
    await runUntilQuiet(world);
    const before = await pictureOf(world);
    await world.restart(() => restore());
    const since = world.mark();
    await runUntilQuiet(world);
    expect(world.shopWrites(since)).toEqual([]);
    expect(await pictureOf(world)).toEqual(withoutPackStop(before));
    later();
    await runUntilQuiet(world);
    expect(await breaches(world)).toEqual([]);
  });

  it('doubles nothing when the first run after the restore ends half-way', async () => {
    const world = await startWorld({ ...SHORT_PAGES, database: kind });
    world.order({ seed: 'before' });
    await world.run();
    let restore = async () => {};
    await world.restart(async () => {
      restore = await backUpLedger(world.config.ledger);
    });
    await world.clock.advance(HOUR);
    await fillShop(world);
    await world.restart(() => restore());
    await runFirstPageOnly(world);
    await runUntilQuiet(world);
    expect(await breaches(world)).toEqual([]);
    expect(world.shop.state.orders.size).toBe(5);
  });

  it('writes no note again that it does not remember', async () => {
    let isDelivering = false;
    const world = await startWorld({
      database: kind,
      openLedger: async (place) => {
        const ledger = await openLedger(place);
        const loadDueNotes: typeof ledger.loadDueNotes = async (...due) =>
          isDelivering ? ledger.loadDueNotes(...due) : [];
        return { ...ledger, loadDueNotes };
      },
    });
    const order = world.order({ seed: 'two', positionItems: [{}, {}] });
    await world.run();
    const [gone] = order.positionItems;
    world.otto.cancelByMarketplace(order.salesOrderId, [gone?.positionItemId ?? '']);
    await world.runAfter(MINUTE);
    let restore = async () => {};
    await world.restart(async () => {
      restore = await backUpLedger(world.config.ledger);
    });
    isDelivering = true;
    await runUntilQuiet(world);
    const wooOrderId = world.shopOrder(order.salesOrderId).id;
    expect(ownNotes(world, wooOrderId)).toHaveLength(1);
    await world.restart(() => restore());
    await runUntilQuiet(world);
    expect(ownNotes(world, wooOrderId)).toHaveLength(1);
  });
});
