import { type Manifest, manifestJob } from '../manifest.ts';
import { effectiveSchedule } from '../settings/account-schema.ts';
import type { Settings } from '../settings/settings-schema.ts';
import { scheduledImports } from './choose-imports.ts';
import type { ScheduledJob } from './job-schedule.ts';

/** Jobs that run for the bridge as a whole, and the setting that moves each. */
export const OWN_JOBS = [
  ['shop-watch', 'shopWatch'],
  ['reports', 'reports'],
  ['webhook-check', 'webhookCheck'],
  ['reconcile', 'reconcile'],
  ['notices', 'notices'],
  ['data-erase', 'dataErase'],
  ['returns', 'returns'],
  ['receipts', 'receipts'],
  ['stock', 'stock'],
] as const satisfies readonly (readonly [string, keyof Settings['schedules']])[];

export type OwnJob = (typeof OWN_JOBS)[number][0];

/** Everything that runs by itself. Without a shop or an active account only the imports may be there. */
export function scheduledJobs(settings: Settings, manifest: Manifest): ScheduledJob[] {
  const imports = scheduledImports(settings, manifestJob(manifest, 'order-import').defaultSchedule);
  const isLive =
    settings.shop !== null && settings.accounts.some(({ state }) => state === 'active');
  if (!isLive) return imports;
  const own = OWN_JOBS.flatMap(([name, setting]) => {
    const { defaultSchedule } = manifestJob(manifest, name);
    const expression = effectiveSchedule(
      { schedule: settings.schedules[setting] },
      defaultSchedule,
    );
    return expression === null ? [] : [{ name, expression }];
  });
  return [...imports, ...own];
}
