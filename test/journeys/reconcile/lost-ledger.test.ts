import { expect, it } from 'vitest';
import { usualDatabase } from '../../databases.ts';
import { backUpLedger, loseLedger } from '../crash/ledger-files.ts';
import { breaches, pictureOf, runUntilQuiet } from '../crash/picture.ts';
import { STORY_WORLD, tellStory } from '../crash/story.ts';
import { HOUR, startWorld } from '../support/world.ts';
import { codesOf, reconcile, repair, worldWith } from './reconcile-world.ts';

usualDatabase('after the ledger was lost next to a full shop', ({ kind }) => {
  it('every order is found again in the shop and taken up, none doubled', async () => {
    const world = await startWorld({ ...STORY_WORLD, database: kind });
    await tellStory(world);
    await world.run();
    await runUntilQuiet(world);
    // What was urgent to tell goes with the ledger.
    const { incidents: _told, ...before } = await pictureOf(world);
    await world.restart(() => loseLedger(world.config.ledger));
    const found = await reconcile(world);
    expect(found.line).toBe('7 bei OTTO ≠ 0 in der Brücke ≠ 7 im Shop, 7 Unterschiede');
    expect(new Set(codesOf(found))).toEqual(new Set(['shop-order-unknown']));
    const since = world.mark();
    expect(await repair(world, found)).toMatchObject({ repaired: 7, left: 0 });
    expect((await reconcile(world)).line).toBe('7 = 7 = 7, nichts offen');
    await runUntilQuiet(world);
    expect(world.shopWrites(since)).toEqual([]);
    expect(await pictureOf(world)).toMatchObject(before);
    expect(await breaches(world)).toEqual([]);
  });
});

usualDatabase('after an old ledger was put back', ({ kind }) => {
  it('what came and changed since is told, repaired, and proven', async () => {
    const { world, orders } = await worldWith(2, { database: kind });
    let restore = async () => {};
    await world.restart(async () => {
      restore = await backUpLedger(world.config.ledger);
    });
    await world.clock.advance(HOUR);
    const newer = world.order({ seed: 'since the backup' });
    world.otto.send(orders[0]?.salesOrderId ?? '');
    await world.run();
    await world.runAfter(HOUR);
    const { id } = world.shopOrder(newer.salesOrderId);
    await world.restart(() => restore());
    // What changed less than a day ago the import may still hear of by itself.
    await world.clock.advance(25 * HOUR);
    const found = await reconcile(world);
    expect(found.line).toBe('3 bei OTTO ≠ 2 in der Brücke ≠ 3 im Shop, 2 Unterschiede');
    expect(codesOf(found).sort()).toEqual(['phase-behind', 'shop-order-unknown']);
    const since = world.mark();
    await repair(world, found);
    expect((await reconcile(world)).line).toBe('3 = 3 = 3, nichts offen');
    expect(world.shopWrites(since)).toEqual([]);
    expect(await world.row(newer.salesOrderId)).toMatchObject({
      import_state: 'imported',
      woo_order_id: id,
    });
    const events = await world.bridge.ledger.listEvents('main', newer.salesOrderId);
    expect(events).toContainEqual(
      expect.objectContaining({ kind: 'shop-order-adopted', cause: 'reconcile' }),
    );
  });

  it('a shop order older than all the ledger knows is taken up, too, and not made again', async () => {
    const { world, orders } = await worldWith(3, { database: kind });
    const oldest = orders[0]?.salesOrderId ?? '';
    const { id } = world.shopOrder(oldest);
    // Two orders of the ledger remain; the import looks for others among the younger ones alone.
    await world.restart(() => loseLedger(world.config.ledger));
    await world.run();
    await world.bridge.ledger.forgetShopOrder(
      { accountId: 'main', salesOrderId: oldest, events: [] },
      '2099-01-01T00:00:00.000Z',
    );
    const found = await reconcile(world);
    expect(found.differences).toMatchObject([{ code: 'shop-order-unknown', repair: 'adopt' }]);
    await repair(world, found);
    expect(world.shopOrder(oldest).id).toBe(id);
    expect((await reconcile(world)).line).toBe('3 = 3 = 3, nichts offen');
  });
});

it('with more differences than are looked at one by one, everything is read a second time', async () => {
  const { world } = await worldWith(205);
  await world.restart(() => loseLedger(world.config.ledger));
  const asked = world.otto.requests.length;
  const found = await reconcile(world);
  expect(found.line).toBe('205 bei OTTO ≠ 0 in der Brücke ≠ 205 im Shop, 205 Unterschiede');
  expect(world.otto.requests.length - asked).toBeLessThan(10);
  expect(await repair(world, found)).toMatchObject({ repaired: 205, left: 0 });
  await world.runAfter(HOUR);
  expect((await reconcile(world)).line).toBe('205 = 205 = 205, nichts offen');
  expect(world.shop.state.orders.size).toBe(205);
}, 120_000);
