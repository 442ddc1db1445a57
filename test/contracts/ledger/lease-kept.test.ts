import { expect, it } from 'vitest';
import type { Ledger } from '../../../src/bridge/ledger/ledger.ts';
import { LEASE_MS, takeLease } from '../../../src/bridge/order-import/keep-lease.ts';
import { createFakeClock } from '../../bridge/fake-clock.ts';
import { eachDatabase } from '../../databases.ts';

function partsOf(ledger: Ledger, clock = createFakeClock()) {
  return { ledger, clock, isHolderGone: (holder: string) => holder === 'gone' };
}

eachDatabase('a lease that is kept', ({ openFreshLedger }) => {
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
});
