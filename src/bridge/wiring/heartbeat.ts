import type { Bridge } from '../create-bridge.ts';
import { type Heartbeat, startHeartbeat } from '../heartbeat/heartbeat.ts';
import { manifestJob } from '../manifest.ts';
import { effectiveSchedule } from '../settings/account-schema.ts';
import { findAccount } from '../settings/find-account.ts';

/** Begins to call the owner's address while all is well. @param nextRunAt of an account's import */
export function wireHeartbeat(
  bridge: Pick<Bridge, 'clock' | 'ledger' | 'logger' | 'manifest' | 'metrics' | 'settings'>,
  nextRunAt: (accountId: string) => string | undefined,
): Heartbeat {
  const { clock, ledger, logger, manifest, metrics, settings } = bridge;
  const { defaultSchedule } = manifestJob(manifest, 'order-import');
  return startHeartbeat({
    settings,
    ledger,
    scheduleOf: (present, accountId) =>
      effectiveSchedule(findAccount(present, accountId), defaultSchedule) ?? undefined,
    nextRunAt,
    counted: metrics.heartbeat,
    clock,
    logger,
  });
}
