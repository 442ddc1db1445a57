import { expect, it } from 'vitest';
import { eachDatabase } from '../../databases.ts';
import { minute } from './ledger-facts.ts';

eachDatabase('a time at which a job is due', ({ openFreshLedger }) => {
  it('is taken by one process, whoever comes first', async () => {
    const { ledger } = await openFreshLedger();
    const all = Array.from({ length: 5 }, () =>
      ledger.takeJobSlot('reconcile', minute(1), minute(3)),
    );
    expect((await Promise.all(all)).filter((isOurs) => isOurs)).toHaveLength(1);
    expect(await ledger.takeJobSlot('reconcile', minute(1), minute(3))).toBe(false);
    expect(await ledger.takeJobSlot('notices', minute(1), minute(3))).toBe(true);
    expect(await ledger.takeJobSlot('reconcile', minute(2), minute(3))).toBe(true);
    expect(await ledger.takeJobSlot('reconcile', minute(1), minute(3))).toBe(false);
  });

  it('that a clock ran ahead to keeps no job from running once the clock is right again', async () => {
    const { ledger } = await openFreshLedger();
    expect(await ledger.takeJobSlot('stock', '2036-01-01T00:00:00.000Z', minute(3))).toBe(true);
    expect(await ledger.takeJobSlot('stock', minute(1), minute(3))).toBe(true);
  });
});
