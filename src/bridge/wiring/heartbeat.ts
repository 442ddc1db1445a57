import type { Bridge } from '../create-bridge.ts';
import { type Heartbeat, startHeartbeat } from '../heartbeat/heartbeat.ts';
import { manifestJob } from '../manifest.ts';
import { effectiveSchedule } from '../settings/account-schema.ts';
import { findAccount } from '../settings/find-account.ts';

/**
 * Begins to call the owner's address while all is well.
 *
 * @param next when an account's import and the reports run next
 */
export function wireHeartbeat(
  bridge: Pick<Bridge, 'clock' | 'ledger' | 'logger' | 'manifest' | 'metrics' | 'settings'>,
  next: {
    importAt: (accountId: string) => string | undefined;
    reportsAt: () => string | undefined;
  },
): Heartbeat {
  const { clock, ledger, logger, manifest, metrics, settings } = bridge;
  const importsAt = manifestJob(manifest, 'order-import').defaultSchedule;
  const reportsAt = manifestJob(manifest, 'reports').defaultSchedule;
  return startHeartbeat({
    settings,
    ledger,
    imports: {
      scheduleOf: (present, accountId) =>
        effectiveSchedule(findAccount(present, accountId), importsAt) ?? undefined,
      nextRunAt: next.importAt,
    },
    reports: {
      scheduleOf: ({ schedules }) =>
        effectiveSchedule({ schedule: schedules.reports }, reportsAt) ?? undefined,
      nextRunAt: next.reportsAt,
    },
    counted: metrics.heartbeat,
    clock,
    logger,
  });
}
