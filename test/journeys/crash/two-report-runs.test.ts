import { expect, it } from 'vitest';
import { eachDatabase } from '../../databases.ts';
import { atOtto, dhlNumber, goOn, ship, startReportWorld } from '../reports/report-world.ts';
import { accepting, inShort, startDeskWorld } from '../returns/desk-world.ts';
import { watch } from '../shop-watch/watch-world.ts';
import type { World } from '../support/world.ts';
import { asleepBeforeCall } from './asleep-before-call.ts';
import { A_LONG_SLEEP_MS } from './sleeping-place.ts';

/** Longer than a price reduction is looked for whose call was found broken off, in ever longer waits. */
const UNTIL_SURELY_LISTED_MIN = 240;

/** A sleeping run of reports that finds, when it is woken, that another one has taken its lease. */
async function fallAsleep(world: World) {
  const { run, wake } = await asleepBeforeCall(world);
  return {
    async wake() {
      const writes = () =>
        world.otto.requests.filter(({ method, path }) => method === 'POST' && path !== '/v1/token')
          .length;
      const before = writes();
      wake();
      const [outcome] = await run;
      expect(outcome?.result).toMatchObject({ fault: { code: 'lease-lost' } });
      expect(writes()).toBe(before);
    },
  };
}

eachDatabase('two runs of reports, one asleep while the other does the work', ({ kind }) => {
  it('the price of a piece is reduced once', async () => {
    const world = await startDeskWorld({ database: kind });
    const { salesOrderId, pieces } = await world.sentOrder();
    const [positionItemId = ''] = pieces;
    await world.reduce({ salesOrderId, positionItemId, amountCents: 500 });
    const sleeper = await fallAsleep(world);
    await world.clock.advance(A_LONG_SLEEP_MS);
    await goOn(world, UNTIL_SURELY_LISTED_MIN, 4);
    expect(world.otto.reductions.timesReduced(positionItemId)).toBe(1);
    await sleeper.wake();
    await goOn(world, 10);
    expect(world.otto.reductions.timesReduced(positionItemId)).toBe(1);
  });

  it('a return is accepted once', async () => {
    const world = await startDeskWorld({ database: kind });
    const order = await world.sentOrder();
    await world.decide([accepting(order, order.pieces[0])]);
    const sleeper = await fallAsleep(world);
    await world.clock.advance(A_LONG_SLEEP_MS);
    await goOn(world, 10);
    await sleeper.wake();
    await goOn(world, 10);
    expect(inShort(await world.reports(order.salesOrderId))).toEqual([['acceptance', 'confirmed']]);
  });

  it('an order that packers set back meanwhile is not reported as sent', async () => {
    const world = await startReportWorld({ database: kind });
    const order = await world.orderInShop({ positionItems: [{}] });
    ship(world, order, { number: dhlNumber(1) });
    await watch(world);
    const sleeper = await fallAsleep(world);
    world.shop.hands.setStatus(order.wooOrderId, 'processing');
    await world.clock.advance(A_LONG_SLEEP_MS);
    await watch(world);
    await goOn(world, 10);
    expect((await world.theReport(order.salesOrderId)).state).toBe('withdrawn');
    await sleeper.wake();
    await goOn(world, 10);
    expect(atOtto(world, order)).toEqual(['PROCESSABLE']);
  });
});
