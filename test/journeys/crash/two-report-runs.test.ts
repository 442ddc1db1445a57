import { expect, it } from 'vitest';
import { type Ledger, openLedger } from '../../../src/bridge/ledger/ledger.ts';
import { eachDatabase } from '../../databases.ts';
import { atOtto, dhlNumber, goOn, ship, startReportWorld } from '../reports/report-world.ts';
import { accepting, inShort, startDeskWorld } from '../returns/desk-world.ts';
import { watch } from '../shop-watch/watch-world.ts';
import { MAIN, type World } from '../support/world.ts';
import { A_LONG_SLEEP_MS, sleepingPlace } from './sleeping-place.ts';

/** Longer than a price reduction is looked for whose call was found broken off, in ever longer waits. */
const UNTIL_SURELY_LISTED_MIN = 240;

/** A run of reports whose process falls asleep once its calls are committed, right before one leaves. */
async function fallAsleep(world: World) {
  const place = sleepingPlace();
  const bridge = await world.openAnother(async (location) => {
    const ledger = await openLedger(location);
    const disturbed: Pick<Ledger, 'startAttempt' | 'startAttempts'> = {
      startAttempt: async (...attempt) => {
        const attemptId = await ledger.startAttempt(...attempt);
        await place.sleep();
        return attemptId;
      },
      startAttempts: async (...attempts) => {
        const attemptIds = await ledger.startAttempts(...attempts);
        await place.sleep();
        return attemptIds;
      },
    };
    return { ...ledger, ...disturbed };
  });
  const run = bridge.runReports({
    accountId: MAIN,
    cause: 'command',
    signal: new AbortController().signal,
    holderKind: 'command',
  });
  await place.reached;
  return {
    async wake() {
      const writes = () =>
        world.otto.requests.filter(({ method, path }) => method === 'POST' && path !== '/v1/token')
          .length;
      const before = writes();
      place.wake();
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
