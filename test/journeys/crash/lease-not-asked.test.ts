import { expect, it } from 'vitest';
import { type Ledger, openLedger } from '../../../src/bridge/ledger/ledger.ts';
import { eachDatabase } from '../../databases.ts';
import { creates, prove } from '../mail-proof/proof-world.ts';
import { atOtto, dhlNumber, ship, startReportWorld } from '../reports/report-world.ts';
import { watch } from '../shop-watch/watch-world.ts';
import { MAIN, startWorld, type World } from '../support/world.ts';

const CUT = 'Connection terminated unexpectedly';

/** A process that loses its connection when it asks for its lease, right before the call that `begun` commits leaves. */
function cutOffAfter(world: World, begun: 'startAttempt' | 'startTestOrder') {
  return world.openAnother(async (location) => {
    const ledger = await openLedger(location);
    let hasBegun = false;
    const disturbed: Pick<Ledger, 'holdsLease' | 'startAttempt' | 'startTestOrder'> = {
      async startAttempt(...attempt) {
        const attemptId = await ledger.startAttempt(...attempt);
        hasBegun ||= begun === 'startAttempt';
        return attemptId;
      },
      async startTestOrder(...order) {
        await ledger.startTestOrder(...order);
        hasBegun ||= begun === 'startTestOrder';
      },
      async holdsLease(lease) {
        if (hasBegun) throw new Error(CUT);
        return ledger.holdsLease(lease);
      },
    };
    return { ...ledger, ...disturbed };
  });
}

eachDatabase('one whose ledger can not say whether its lease still is its own', ({ kind }) => {
  it('knows that its report did not leave: it is due, and no failure of OTTO', async () => {
    const world = await startReportWorld({ database: kind });
    const order = await world.orderInShop({ positionItems: [{}] });
    ship(world, order, { number: dhlNumber(1) });
    await watch(world);
    const bridge = await cutOffAfter(world, 'startAttempt');
    const asked = { accountId: MAIN, cause: 'command', holderKind: 'command' } as const;
    const { signal } = new AbortController();
    await expect(bridge.runReports({ ...asked, signal })).rejects.toThrow(CUT);
    const report = await world.theReport(order.salesOrderId);
    expect(report).toMatchObject({ state: 'due', failures: 0, reason: undefined });
    expect(atOtto(world, order)).toEqual(['PROCESSABLE']);
    await world.report();
    expect(atOtto(world, order)).toEqual(['SENT']);
  });

  it('knows that its test order did not leave, and looks for none', async () => {
    const world = await startWorld({ database: kind });
    const bridge = await cutOffAfter(world, 'startTestOrder');
    await expect(prove(world, { bridge })).rejects.toThrow(CUT);
    expect(await world.bridge.ledger.loadOpenTestOrders()).toEqual([]);
    expect((await prove(world)).row).toMatchObject({ state: 'passed' });
    expect(creates(world)).toBe(1);
  });
});
