import { daysLeft } from '../../mapping/carriers/return-number.ts';
import type { ReportRun } from './report-run.ts';

/** Days over which it is counted how fast a pool is used up. */
const COUNTED_DAYS = 30;

const CODE = 'return-pool-low';

/** Tells in time that a pool of return numbers runs out; what has no number can't be reported. */
export async function watchPools(run: ReportRun): Promise<void> {
  const { ledger, account } = run;
  const { accountId, rules } = account;
  const isUsed = rules.returnSources.includes('pool');
  for (const pool of rules.returnPools) {
    const about = `${accountId}:${pool.id}`;
    const { left, usedInLast30Days } = await ledger.countReturnPool(pool, run.now());
    const usual = daysLeft({ left, usedPerDay: usedInLast30Days / COUNTED_DAYS });
    // An empty one is told of, however seldom it is used.
    const days = left === 0 ? 0 : usual;
    const isLow = isUsed && days !== undefined && days < rules.returnPoolAlarmDays;
    if (!isLow) await ledger.resolveIncidents([CODE], about, run.now());
    else {
      const params = { poolId: pool.id, left, days };
      await ledger.openIncident({ code: CODE, about, accountId, params }, run.now());
    }
  }
}
