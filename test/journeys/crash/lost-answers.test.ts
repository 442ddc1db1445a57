import { expect, it } from 'vitest';
import { usualDatabase } from '../../databases.ts';
import type { FaultMatch } from '../../fakes/woocommerce/fault-plan.ts';
import { MINUTE, startWorld, type World } from '../support/world.ts';
import { breaches, ownNotes, refundsOf, runUntilQuiet } from './picture.ts';
import { jobIn, startChild } from './start-child.ts';

const SECOND = 1_000;

/** Our patience is one real second; two minutes settle a call. */
function startImpatientWorld(kind: 'sqlite' | 'postgres'): Promise<World> {
  return startWorld({
    database: kind,
    shopTimeoutMs: 1_000,
    shop: { settings: { phpMaxExecutionTime: 30 } },
  });
}

/** Ways in which a write is carried out without our hearing of it; the last two only later. */
const LOST = [
  ['its answer is dropped', (world: World, match: FaultMatch) => drop(world, match)],
  ['its answer is cut off', (world: World, match: FaultMatch) => cut(world, match)],
  ['its answer comes too late', (world: World, match: FaultMatch) => late(world, match)],
  [
    'the shop does it a minute after we hung up',
    (world: World, match: FaultMatch) => slow(world, match),
  ],
] as const;

type Lost = { release(): void };

function drop(world: World, match: FaultMatch): Lost {
  world.shop.faults.dropAfterEffect(match);
  return { release: () => undefined };
}

function cut(world: World, match: FaultMatch): Lost {
  world.shop.faults.cutOffBody(undefined, match);
  return { release: () => undefined };
}

function late(world: World, match: FaultMatch): Lost {
  return world.shop.faults.delayAfterEffect('until-released', match);
}

function slow(world: World, match: FaultMatch): Lost {
  return world.shop.faults.delayBeforeEffect('until-released', match);
}

/** Runs now and every half minute; the shop goes on with what it holds after a minute. */
async function runsMeanwhile(world: World, lost: Lost, isDone: () => boolean): Promise<void> {
  await world.run();
  await world.runAfter(30 * SECOND);
  await world.clock.advance(29 * SECOND);
  await world.run();
  lost.release();
  await expect.poll(isDone, { timeout: 5_000 }).toBe(true);
  for (const pause of [1, 30, 29, 2, 30, 60]) await world.runAfter(pause * SECOND);
  await runUntilQuiet(world);
}

/** An order of two pieces in the shop, of which OTTO has cancelled one since. */
async function orderToRefund(world: World) {
  const order = world.order({ seed: 'two', positionItems: [{}, {}] });
  await world.run();
  await world.clock.advance(MINUTE);
  const [gone] = order.positionItems;
  world.otto.cancelByMarketplace(order.salesOrderId, [gone?.positionItemId ?? '']);
  return world.shopOrder(order.salesOrderId);
}

/** The shop changes its rate by a hair between our reading it and our creating an order. */
function changeRateBefore(world: World, { method, path }: { method: string; path: string }): void {
  if (method !== 'POST' || !path.endsWith('/orders')) return;
  for (const rate of world.shop.settings.taxRates) {
    if (rate.rate.startsWith('19')) rate.rate = '19.0600';
  }
}

usualDatabase('a write without an answer', ({ kind }) => {
  it.each(LOST)('a refund when %s is booked once', async (_how, lose) => {
    const world = await startImpatientWorld(kind);
    const { id } = await orderToRefund(world);
    const lost = lose(world, { method: 'POST', path: '/refunds' });
    await runsMeanwhile(world, lost, () => refundsOf(world, id).length > 0);
    expect(refundsOf(world, id)).toHaveLength(1);
    expect(ownNotes(world, id)).toHaveLength(1);
    expect(await breaches(world)).toEqual([]);
  });

  it.each(LOST)('a note when %s is written once', async (_how, lose) => {
    const world = await startImpatientWorld(kind);
    const { id } = await orderToRefund(world);
    const lost = lose(world, { method: 'POST', path: '/notes' });
    await runsMeanwhile(world, lost, () => ownNotes(world, id).length > 0);
    expect(ownNotes(world, id)).toHaveLength(1);
    expect(await breaches(world)).toEqual([]);
  });

  it.each(LOST)('a correcting fee when %s is added once', async (_how, lose) => {
    const world = await startImpatientWorld(kind);
    const order = world.order({ seed: 'cent' });
    world.shop.hooks.onRequest = (call) => changeRateBefore(world, call);
    const lost = lose(world, { method: 'PUT', path: '/orders/' });
    const total = () => world.shopOrder(order.salesOrderId).total.toFixed(2);
    await runsMeanwhile(world, lost, () => world.shopOrder(order.salesOrderId).feeLines.length > 0);
    expect(world.shopOrder(order.salesOrderId).feeLines).toHaveLength(1);
    expect(total()).toBe('30.94');
    expect(await world.openIncidents()).toEqual([]);
  });

  it('a correcting fee that is on its way when the process dies is added once', async () => {
    const world = await startImpatientWorld(kind);
    const order = world.order({ seed: 'cent' });
    const child = await startChild();
    const wentOn = Promise.withResolvers<void>();
    world.shop.hooks.onRequest = async (call) => {
      changeRateBefore(world, call);
      if (call.method !== 'PUT') return;
      delete world.shop.hooks.onRequest;
      await child.kill();
      await wentOn.promise;
    };
    expect(await child.run(jobIn(world))).toBe('killed');
    await world.restart();
    await world.bridge.ledger.releaseLeasesOf('command');
    await world.runAfter(SECOND);
    await world.runAfter(MINUTE);
    const fees = () => world.shopOrder(order.salesOrderId).feeLines.length;
    expect(fees()).toBe(0);
    wentOn.resolve();
    await expect.poll(fees).toBe(1);
    await runUntilQuiet(world);
    expect(fees()).toBe(1);
    expect(world.shopOrder(order.salesOrderId).total.toFixed(2)).toBe('30.94');
  });

  it.each(LOST)('a release when %s is written in the end', async (_how, lose) => {
    const world = await startImpatientWorld(kind);
    await world.setRules({ announcedImport: 'all' });
    const order = world.order({
      seed: 'announced',
      positionItems: [{ fulfillmentStatus: 'ANNOUNCED' }, { fulfillmentStatus: 'ANNOUNCED' }],
    });
    await world.run();
    await world.clock.advance(MINUTE);
    const [, gone] = order.positionItems;
    world.otto.cancelByMarketplace(order.salesOrderId, [gone?.positionItemId ?? '']);
    world.otto.release(order.salesOrderId);
    const lost = lose(world, { method: 'PUT', path: '/orders/' });
    const isDone = () => world.shopOrder(order.salesOrderId).status === 'processing';
    await runsMeanwhile(world, lost, isDone);
    expect(ownNotes(world, world.shopOrder(order.salesOrderId).id)).toHaveLength(1);
    expect(await breaches(world)).toEqual([]);
  });
});
