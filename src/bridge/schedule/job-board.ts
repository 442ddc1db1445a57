import { fingerprint } from '../../mapping/fingerprint.ts';
import type { Clock } from '../clock.ts';
import type { JobRunRow } from '../ledger/job-runs.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { type Manifest, manifestJob } from '../manifest.ts';
import { effectiveSchedule } from '../settings/account-schema.ts';
import type { Settings } from '../settings/settings-schema.ts';
import type { SettingsStore } from '../settings/settings-store.ts';
import { chooseImports } from './choose-imports.ts';
import type { ImportDesk } from './import-desk.ts';
import { accountOfJob, importJobName } from './job-names.ts';
import { DEAD_AFTER_MS } from './job-recorder.ts';
import type { JobSchedule } from './job-schedule.ts';
import { isOwnJob, type OwnJobs } from './own-jobs.ts';
import { OWN_JOBS } from './scheduled-jobs.ts';

const TIMES_SHOWN = 3;

/** What keeps a job that is switched on from running by itself. */
export type JobWait = 'shop-missing' | 'no-active-account' | 'account-is-draft' | 'account-paused';

/** A run as it stands; one whose process ended in it does not go on. */
export type SeenJobRun = { row: JobRunRow; isRunning: boolean };

/** A job as it stands. */
export type JobState = {
  /** its name in the manifest; an import's has its account behind a colon */
  jobId: string;
  job: string;
  account: { id: string; name: string } | undefined;
  /** as the owner set it: cron, `off`, or null = the default */
  schedule: string | null;
  defaultSchedule: string;
  /** cron; null = switched off */
  effectiveSchedule: string | null;
  timeZone: string;
  waitsFor: JobWait | undefined;
  /** UTC ISO; empty where it does not run by itself */
  nextRunsAt: string[];
  lastRun: SeenJobRun | undefined;
  version: string;
};

export type ScheduleChange =
  | { done: true; job: JobState }
  | { done: false; why: 'unknown' | 'stale' };

/** The jobs as the owner sees and moves them. An unknown job is undefined. */
export type JobBoard = {
  list(): Promise<JobState[]>;
  listRuns(
    jobId: string,
    page: { before: number | undefined; limit: number },
  ): Promise<SeenJobRun[] | undefined>;
  /** @throws ImportRefusedError, ConfigError */
  run(
    jobId: string,
  ): Promise<{ joined: boolean; importRunId: string | undefined } | 'not-possible' | undefined>;
  /** @param basedOn the version the change is based on; undefined = whatever holds */
  changeSchedule(
    jobId: string,
    schedule: string | null,
    basedOn: string | undefined,
  ): Promise<ScheduleChange>;
};

export function createJobBoard(parts: {
  settings: SettingsStore;
  manifest: Manifest;
  ledger: Pick<Ledger, 'listJobRuns'>;
  clock: Pick<Clock, 'now'>;
  schedule: Pick<JobSchedule, 'nextRunsAt'>;
  ownJobs: OwnJobs;
  desk: Pick<ImportDesk, 'place'>;
  /** lets what was changed hold at once */
  refresh: () => Promise<void>;
}): JobBoard {
  const { settings, ledger, schedule } = parts;

  const seen = (row: JobRunRow): SeenJobRun => {
    const silentMs = parts.clock.now().getTime() - Date.parse(row.seen_at);
    return { row, isRunning: row.ended_at === null && silentMs < DEAD_AFTER_MS };
  };

  async function stateOf(described: Described): Promise<JobState> {
    const [row] = await ledger.listJobRuns({
      ...keyOf(described.jobId),
      before: undefined,
      limit: 1,
    });
    const nextRunsAt = schedule.nextRunsAt(described.jobId, TIMES_SHOWN);
    return { ...described, nextRunsAt, lastRun: row && seen(row) };
  }

  async function find(jobId: string): Promise<Described | undefined> {
    const all = describeJobs(await settings.load(), parts.manifest);
    return all.find((job) => job.jobId === jobId);
  }

  return {
    list: async () => Promise.all(describeJobs(await settings.load(), parts.manifest).map(stateOf)),
    async listRuns(jobId, page) {
      if (!(await find(jobId))) return undefined;
      return (await ledger.listJobRuns({ ...keyOf(jobId), ...page })).map(seen);
    },
    async run(jobId) {
      const described = await find(jobId);
      if (!described) return undefined;
      const accountId = accountOfJob(jobId);
      if (accountId !== undefined) {
        const wishes = chooseImports(await settings.load(), { accountIds: [accountId] });
        const [ticket] = await parts.desk.place(wishes);
        return { joined: ticket?.joined ?? false, importRunId: ticket?.importRunId };
      }
      if (!isOwnJob(jobId)) return undefined;
      if (described.waitsFor !== undefined) return 'not-possible';
      return { joined: parts.ownJobs.run(jobId, 'click'), importRunId: undefined };
    },
    async changeSchedule(jobId, wanted, basedOn) {
      let refused: 'unknown' | 'stale' | undefined;
      await settings.update((current) => {
        const present = describeJobs(current, parts.manifest).find((job) => job.jobId === jobId);
        refused = undefined;
        if (!present) refused = 'unknown';
        else if (basedOn !== undefined && basedOn !== present.version) refused = 'stale';
        return refused === undefined ? withSchedule(current, jobId, wanted) : current;
      });
      if (refused !== undefined) return { done: false, why: refused };
      await parts.refresh();
      const described = await find(jobId);
      return described
        ? { done: true, job: await stateOf(described) }
        : { done: false, why: 'unknown' };
    },
  };
}

type Described = Omit<JobState, 'nextRunsAt' | 'lastRun'>;

/** Every job there is: the imports of each account first, then those of the bridge as a whole. */
function describeJobs(settings: Settings, manifest: Manifest): Described[] {
  const describe = (
    job: string,
    set: string | null,
    waitsFor: JobWait | undefined,
    account?: { id: string; name: string },
  ): Described => {
    const { defaultSchedule, timeZone } = manifestJob(manifest, job);
    const jobId = account ? importJobName(account.id) : job;
    return {
      jobId,
      job,
      account,
      schedule: set,
      defaultSchedule,
      effectiveSchedule: effectiveSchedule({ schedule: set }, defaultSchedule),
      timeZone,
      waitsFor,
      version: fingerprint([jobId, set]),
    };
  };
  const needed = neededBy(settings);
  return [
    ...settings.accounts.map(({ id, name, state, schedule }) => {
      const waits = {
        draft: 'account-is-draft',
        paused: 'account-paused',
        active: undefined,
      } as const;
      const missing = settings.shop === null ? 'shop-missing' : undefined;
      return describe('order-import', schedule, waits[state] ?? missing, { id, name });
    }),
    ...OWN_JOBS.map(([job, setting]) => describe(job, settings.schedules[setting], needed)),
  ];
}

function neededBy({ shop, accounts }: Settings): JobWait | undefined {
  if (shop === null) return 'shop-missing';
  return accounts.some(({ state }) => state === 'active') ? undefined : 'no-active-account';
}

function withSchedule(settings: Settings, jobId: string, schedule: string | null): Settings {
  const accountId = accountOfJob(jobId);
  if (accountId !== undefined) {
    return {
      ...settings,
      accounts: settings.accounts.map((account) =>
        account.id === accountId ? { ...account, schedule } : account,
      ),
    };
  }
  const setting = OWN_JOBS.find(([job]) => job === jobId)?.[1];
  if (setting === undefined) return settings;
  return { ...settings, schedules: { ...settings.schedules, [setting]: schedule } };
}

function keyOf(jobId: string): { job: string; accountId: string | null } {
  const accountId = accountOfJob(jobId);
  return accountId === undefined
    ? { job: jobId, accountId: null }
    : { job: 'order-import', accountId };
}
