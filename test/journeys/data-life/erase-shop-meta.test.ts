import { expect, it } from 'vitest';
import type { EraseRequest } from '../../../src/bridge/wiring/data-life.ts';
import { META, PERSONAL_META } from '../../../src/mapping/woocommerce/order-meta.ts';
import { eachDatabase } from '../../databases.ts';
import { inventedAddresses } from '../../fixtures/otto/index.ts';
import { DAY, HOUR, MINUTE, startWorld, type World } from '../support/world.ts';

const DAYS = 90;

async function startErasing(world: World, days: number | null = DAYS): Promise<void> {
  await world.update((settings) => ({ ...settings, eraseShopMetaAfterDays: days }));
}

async function erase(world: World, request: Partial<EraseRequest> = {}) {
  const outcome = await world.bridge.eraseShopMeta({
    cause: 'schedule',
    holderKind: 'service',
    dryRun: false,
    again: false,
    signal: new AbortController().signal,
    ...request,
  });
  if (!outcome.ran) throw new Error(`It did not run: ${outcome.why}`);
  const { due, erased, refused, fault } = outcome;
  return { due, erased, refused, fault: fault?.code };
}

function personalKeys(world: World, salesOrderId: string): string[] {
  const { meta } = world.shopOrder(salesOrderId);
  return meta.map(({ key }) => key).filter((key) => PERSONAL_META.includes(key));
}

function sentOrder(world: World, seed: string) {
  const order = world.order({ seed });
  world.otto.send(order.salesOrderId);
  return order;
}

eachDatabase('erasing personal meta in the shop', ({ kind }) => {
  it('takes it from orders that are long done, keeps all else, and from no other order', async () => {
    const world = await startWorld({ database: kind, rules: { announcedImport: 'all' } });
    await startErasing(world);
    const done = sentOrder(world, 'done');
    const open = world.order({ seed: 'open' });
    const announced = world.order({
      seed: 'announced',
      positionItems: [{ fulfillmentStatus: 'ANNOUNCED' }],
    });
    await world.run();
    await world.runAfter(HOUR);
    expect(personalKeys(world, done.salesOrderId).length).toBeGreaterThan(3);
    expect(await erase(world)).toEqual({ due: 0, erased: 0, refused: 0, fault: undefined });

    await world.clock.advance((DAYS - 1) * DAY);
    expect((await erase(world)).due).toBe(0);
    const young = sentOrder(world, 'young');
    await world.run();
    await world.clock.advance(2 * DAY);
    const before = structuredClone(world.shopOrder(done.salesOrderId));
    expect((await erase(world, { dryRun: true })).due).toBe(1);
    expect(personalKeys(world, done.salesOrderId)).not.toEqual([]);
    expect(await erase(world)).toEqual({ due: 1, erased: 1, refused: 0, fault: undefined });

    const after = world.shopOrder(done.salesOrderId);
    expect(personalKeys(world, done.salesOrderId)).toEqual([]);
    const others = (order: typeof after) =>
      order.meta.filter(({ key }) => !PERSONAL_META.includes(key));
    expect(others(after)).toEqual(others(before));
    expect(after).toMatchObject({
      status: before.status,
      billing: before.billing,
      shipping: before.shipping,
      total: before.total,
    });
    for (const { salesOrderId } of [open, young]) {
      expect(personalKeys(world, salesOrderId)).not.toEqual([]);
    }
    expect((await world.row(announced.salesOrderId)).shop_meta_erased_at).toBeNull();
    expect((await world.row(done.salesOrderId)).shop_meta_erased_at).not.toBeNull();
    const events = await world.bridge.ledger.listEvents('main', done.salesOrderId);
    expect(events.at(-1)).toMatchObject({ kind: 'shop-meta-erased', cause: 'schedule' });

    const since = world.mark();
    expect((await erase(world)).due).toBe(0);
    expect(world.shopRequests(since)).toEqual([]);
  });

  it('is no change of a person: imports and looks at the shop find nothing new', async () => {
    const world = await startWorld({ database: kind });
    await startErasing(world, 1);
    const order = sentOrder(world, 'done');
    await world.run();
    await world.runAfter(2 * DAY);
    const { woo_facts: facts } = await world.row(order.salesOrderId);
    await erase(world);
    const count = (await world.bridge.ledger.listEvents('main', order.salesOrderId)).length;
    const since = world.mark();
    await world.runAfter(MINUTE, { since: '2026-01-01T00:00:00Z' });
    await world.bridge.watchShop({
      cause: 'poll',
      holderKind: 'service',
      signal: new AbortController().signal,
    });
    expect(world.shopWrites(since)).toEqual([]);
    expect((await world.row(order.salesOrderId)).woo_facts).toBe(facts);
    expect((await world.bridge.ledger.listEvents('main', order.salesOrderId)).length).toBe(count);
    expect(await world.openIncidents()).toEqual([]);
  });

  it('waits anew where OTTO or a person changed the order, and erases again what new addresses brought', async () => {
    const world = await startWorld({ database: kind });
    await startErasing(world, 10);
    const order = sentOrder(world, 'moving');
    await world.run();
    await world.clock.advance(11 * DAY);
    expect((await erase(world)).erased).toBe(1);

    world.otto.amend(order.salesOrderId, (changed) => ({
      ...changed,
      ...inventedAddresses('elsewhere', true),
    }));
    await world.runAfter(MINUTE);
    expect(personalKeys(world, order.salesOrderId)).toContain(META.shippingStreet);
    expect((await world.row(order.salesOrderId)).shop_meta_erased_at).toBeNull();
    await world.clock.advance(9 * DAY);
    expect((await erase(world)).due).toBe(0);
    await world.clock.advance(2 * DAY);
    expect((await erase(world)).erased).toBe(1);
    expect(personalKeys(world, order.salesOrderId)).toEqual([]);
  });

  it('goes on past an order the shop refuses or breaks on, and tells until it works', async () => {
    const world = await startWorld({ database: kind });
    await startErasing(world, 1);
    const orders = ['a', 'b', 'c'].map((seed) => sentOrder(world, seed));
    await world.run();
    await world.clock.advance(2 * DAY);
    const [first] = orders;
    const poison = world.shopOrder(first?.salesOrderId ?? '').id;
    const isPoison = (item: unknown) =>
      typeof item === 'object' && item !== null && 'id' in item && item.id === poison;
    const refusal = world.shop.faults.refuseItem({
      code: 'locked',
      message: 'Locked',
      item: isPoison,
    });
    expect(await erase(world)).toMatchObject({ due: 3, erased: 2, refused: 1, fault: undefined });
    expect(refusal.used).toBe(1);
    expect(await world.openIncidents()).toMatchObject([{ code: 'data-erase-incomplete' }]);
    expect(await erase(world)).toMatchObject({ due: 1, erased: 1, refused: 0 });
    expect(await world.openIncidents()).toEqual([]);
  });

  it('sends each order alone when one of them takes the whole batch along', async () => {
    const world = await startWorld({ database: kind });
    await startErasing(world, 1);
    const orders = ['a', 'b', 'c'].map((seed) => sentOrder(world, seed));
    await world.run();
    await world.clock.advance(2 * DAY);
    world.shop.faults.killBatchAfter(1);
    const poison = world.shopOrder(orders[1]?.salesOrderId ?? '').id;
    const broken = world.shop.faults.serverError({
      method: 'PUT',
      path: `/orders/${poison}`,
      times: 9,
    });
    expect(await erase(world)).toMatchObject({ due: 3, erased: 2, refused: 1, fault: undefined });
    expect(broken.used).toBe(1);
  });

  it('stops at an outage, and the next run does the rest', async () => {
    const world = await startWorld({ database: kind });
    await startErasing(world, 1);
    const order = sentOrder(world, 'done');
    await world.run();
    await world.clock.advance(2 * DAY);
    // Done, but nobody heard of it: the same is asked again, harmlessly.
    world.shop.faults.dropAfterEffect({ method: 'PUT' });
    expect(await erase(world)).toMatchObject({ erased: 0, fault: 'shop-unavailable' });
    expect(personalKeys(world, order.salesOrderId)).toEqual([]);
    expect((await world.row(order.salesOrderId)).shop_meta_erased_at).toBeNull();
    expect(await erase(world)).toMatchObject({ due: 1, erased: 0, refused: 0, fault: undefined });
    expect((await world.row(order.salesOrderId)).shop_meta_erased_at).not.toBeNull();
  });

  it('leaves an order alone to which a restored shop gave the id anew, and takes a deleted one for done', async () => {
    const world = await startWorld({ database: kind });
    await startErasing(world, 1);
    const [gone, restored] = ['gone', 'restored'].map((seed) => sentOrder(world, seed));
    const other = world.order({ seed: 'other' });
    await world.run();
    await world.clock.advance(2 * DAY);
    world.shop.hands.deleteForGood(world.shopOrder(gone?.salesOrderId ?? '').id);
    const reused = world.shopOrder(restored?.salesOrderId ?? '');
    const entry = reused.meta.find(({ key }) => key === META.salesOrderId);
    if (entry) entry.value = other.salesOrderId;
    const since = world.mark();
    expect(await erase(world)).toMatchObject({ due: 2, erased: 0, refused: 0 });
    expect(world.shopWrites(since)).toEqual([]);
    expect((await world.row(gone?.salesOrderId ?? '')).shop_meta_erased_at).not.toBeNull();
    expect((await world.row(restored?.salesOrderId ?? '')).shop_meta_erased_at).toBeNull();
  });

  it('erases again, when asked, what a restored backup of the shop brought back', async () => {
    const world = await startWorld({ database: kind });
    await startErasing(world, 1);
    const order = sentOrder(world, 'done');
    await world.run();
    await world.clock.advance(2 * DAY);
    const backup = structuredClone(world.shopOrder(order.salesOrderId));
    await erase(world);
    world.shop.state.orders.set(backup.id, backup);
    expect((await erase(world)).due).toBe(0);
    expect(await erase(world, { again: true })).toMatchObject({ due: 1, erased: 1 });
    expect(personalKeys(world, order.salesOrderId)).toEqual([]);
  });

  it('does nothing without a period, and not twice at once', async () => {
    const world = await startWorld({ database: kind });
    await startErasing(world, null);
    sentOrder(world, 'done');
    await world.run();
    await world.clock.advance(400 * DAY);
    await expect(erase(world)).rejects.toThrow('data-erase-off');
    await startErasing(world, 1);
    const held = world.shop.faults.delayBeforeEffect('until-released', { method: 'PUT' });
    const first = erase(world);
    await held.reached;
    await expect(erase(world)).rejects.toThrow('data-erase-running');
    held.release();
    expect((await first).erased).toBe(1);
  });
});
