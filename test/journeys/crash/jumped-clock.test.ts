import { expect, it } from 'vitest';
import type { Clock } from '../../../src/bridge/clock.ts';
import type { Bridge } from '../../../src/bridge/create-bridge.ts';
import { eachDatabase } from '../../databases.ts';
import type { FaultMatch } from '../../fakes/woocommerce/fault-plan.ts';
import { dhlNumber, goOn, ship, startReportWorld, timesReported } from '../reports/report-world.ts';
import { MAIN, MINUTE, startWorld, type World } from '../support/world.ts';
import { importWith } from './import-with.ts';
import { breaches, ownNotes, refundsOf, runUntilQuiet } from './picture.ts';

/** Longer than a lease runs and than any call settles. */
const A_JUMP_MS = 10 * MINUTE;

/** A bridge whose clock jumped ahead: of another machine, or of this one between two of its processes. */
function bridgeAhead(world: World): Promise<Bridge> {
  const now = () => new Date(world.clock.now().getTime() + A_JUMP_MS);
  const ahead: Clock = { now, sleep: world.clock.sleep };
  return world.openAnother(undefined, ahead);
}

/** One import is in the middle of a call that the shop holds; then another comes whose clock is ahead. */
async function importTwice(world: World, call: FaultMatch): Promise<void> {
  const held = world.shop.faults.delayBeforeEffect('until-released', call);
  const first = importWith(world.bridge);
  await held.reached;
  const other = await bridgeAhead(world);
  const since = world.mark();
  expect(await importWith(other)).toMatchObject({ ran: true, fault: undefined });
  expect(world.shopWrites(since)).toEqual([]);
  held.release();
  expect(await first).toMatchObject({ fault: { code: 'lease-lost' } });
  await importWith(other);
  // Until everybody's clock is where that of the other was.
  await world.clock.advance(A_JUMP_MS);
  await runUntilQuiet(world);
}

/** @returns the shop order of an order of which OTTO has cancelled a piece since */
async function orderWithPieceCancelled(world: World): Promise<number> {
  const { salesOrderId, positionItems } = world.order({ seed: 'jump', positionItems: [{}, {}] });
  await world.run();
  world.otto.cancelByMarketplace(salesOrderId, [positionItems[0]?.positionItemId ?? '']);
  return world.shopOrder(salesOrderId).id;
}

eachDatabase('a clock that jumped ahead while a call is at the shop', ({ kind }) => {
  it('lets another import take over, which makes no order a second time', async () => {
    const world = await startWorld({ database: kind });
    for (let index = 0; index < 4; index += 1) world.order({ seed: `jump ${index}` });
    await importTwice(world, { method: 'POST', path: '/orders/batch' });
    expect(world.shop.state.orders.size).toBe(4);
    expect(await breaches(world)).toEqual([]);
  });

  it('lets another import take over, which refunds nothing a second time', async () => {
    const world = await startWorld({ database: kind });
    const id = await orderWithPieceCancelled(world);
    await importTwice(world, { method: 'POST', path: `/orders/${id}/refunds` });
    expect(refundsOf(world, id)).toHaveLength(1);
    expect(await breaches(world)).toEqual([]);
  });

  it('lets another import take over, which writes no note a second time', async () => {
    const world = await startWorld({ database: kind });
    const id = await orderWithPieceCancelled(world);
    const before = ownNotes(world, id);
    await importTwice(world, { method: 'POST', path: `/orders/${id}/notes` });
    const notes = ownNotes(world, id);
    expect(notes.length).toBeGreaterThan(before.length);
    expect(notes).toEqual([...new Set(notes)]);
    expect(await breaches(world)).toEqual([]);
  });

  it('lets another run of reports take over, which asks OTTO nothing before the open call has settled', async () => {
    const world = await startReportWorld({ database: kind });
    const order = await world.orderInShop({ positionItems: [{}] });
    ship(world, order, { number: dhlNumber(1) });
    const outage = world.otto.faults.answerWith(503, { times: Number.POSITIVE_INFINITY });
    await world.watchAndReport();
    outage.withdraw();
    const now = world.clock.now().toISOString();
    const expiresAt = new Date(world.clock.now().getTime() + 3 * MINUTE).toISOString();
    await world.bridge.ledger.acquireLease(`reports:${MAIN}`, 'service:elsewhere:1:alive', {
      now,
      expiresAt,
    });
    const other = await bridgeAhead(world);
    const since = world.otto.requests.length;
    const [run] = await other.runReports({
      accountId: MAIN,
      cause: 'command',
      signal: new AbortController().signal,
      holderKind: 'command',
    });
    expect(run?.result).toMatchObject({ ran: true, fault: undefined });
    expect(world.otto.requests.slice(since).filter(({ path }) => path !== '/v1/token')).toEqual([]);
    await world.clock.advance(A_JUMP_MS);
    await goOn(world, 10);
    expect(timesReported(world, order)).toEqual([1]);
  });
});
