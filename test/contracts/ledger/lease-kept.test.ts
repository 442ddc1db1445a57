import { expect, it } from 'vitest';
import type { Ledger } from '../../../src/bridge/ledger/ledger.ts';
import { giveBackLease } from '../../../src/bridge/order-import/give-back-lease.ts';
import { LEASE_MS, leaseKeeper, takeLease } from '../../../src/bridge/order-import/keep-lease.ts';
import { createFakeClock } from '../../bridge/fake-clock.ts';
import { recordingLogger } from '../../bridge/otto/otto-world.ts';
import { eachDatabase } from '../../databases.ts';

const MINUTE = 60_000;

function partsOf(ledger: Ledger, clock = createFakeClock()) {
  return { ledger, clock, isHolderGone: (holder: string) => holder === 'gone' };
}

async function take(parts: ReturnType<typeof partsOf>, holder: string) {
  const lease = await takeLease(parts, 'import', holder);
  if (!lease) throw new Error('Somebody else holds the lease');
  return lease;
}

eachDatabase('a lease that is kept', ({ openFreshLedger }) => {
  it('lets none of several calls leave once it is lost', async () => {
    const parts = partsOf((await openFreshLedger()).ledger);
    const keeper = leaseKeeper(parts, await take(parts, 'one'));
    await parts.clock.advance(LEASE_MS);
    await take(parts, 'two');
    const calls = await Promise.allSettled([keeper.keep(), keeper.keep(), keeper.keep()]);
    keeper.stop();
    expect(calls.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
  });

  it('is renewed in time by a process whose clock was set back', async () => {
    const { ledger } = await openFreshLedger();
    const right = partsOf(ledger);
    let aheadMs = 0;
    const now = () => new Date(right.clock.now().getTime() + aheadMs);
    const adjust = async () => {
      aheadMs = 0;
    };
    const parts = { ...right, clock: { ...right.clock, now, adjust } };
    const keeper = leaseKeeper(parts, await take(parts, 'one'));
    aheadMs = -10 * MINUTE;
    for (let minute = 0; minute < 5; minute += 1) {
      await right.clock.advance(MINUTE);
      await keeper.keep();
    }
    keeper.stop();
    expect(await takeLease(right, 'import', 'two')).toBeUndefined();
  });

  it('is taken with care only when it ran out while it was held, by one who may be alive', async () => {
    const parts = partsOf((await openFreshLedger()).ledger);
    const careful: string[] = [];
    const takeCarefully = (holder: string) =>
      takeLease(parts, 'import', holder, async () => {
        careful.push(holder);
      });
    const first = await takeCarefully('first');
    if (first) await parts.ledger.releaseLease(first);
    await takeCarefully('given back');
    expect(await takeCarefully('held')).toBeUndefined();
    expect(careful).toEqual([]);
    await parts.clock.advance(LEASE_MS);
    await takeCarefully('gone');
    expect(careful).toEqual(['gone']);
    await parts.clock.advance(LEASE_MS);
    expect(await takeCarefully('after one who is gone')).toMatchObject({ fence: 4 });
    expect(careful).toEqual(['gone']);
  });

  it('of one run that another run needs is taken and given back though the other lost its own', async () => {
    const { ledger } = await openFreshLedger();
    const parts = { ...partsOf(ledger), logger: recordingLogger([]) };
    const keeper = leaseKeeper(parts, await take(parts, 'one'));
    await parts.clock.advance(LEASE_MS);
    await take(parts, 'two');
    await keeper.fenced(async () => {
      const returns = await takeLease(parts, 'returns', 'one');
      if (!returns) throw new Error('Nobody else holds it');
      await giveBackLease(parts, returns);
    });
    keeper.stop();
    expect(await takeLease(parts, 'returns', 'three')).toBeDefined();
  });
});
