import { z } from 'zod';
import { SCHEDULE_OFF, scheduleSchema } from '../../settings/account-schema.ts';
import { nothing, operation } from './operation.ts';
import { cursor, limit, moment, nextCursor, told } from './parts.ts';

/** A job of plugin-manifest.json; imports are one job for each account: `order-import:main` */
const jobId = z.string().regex(/^[a-z]+(-[a-z]+)*(:[a-z0-9-]{1,32})?$/);

/** When a job runs by itself: a cron expression, `off`, or null = the default. */
const schedule = z.string().nullable();

/** Seconds are no use to a bridge, and would be a burden to OTTO. */
const fiveFields = z
  .string()
  .max(100, { abort: true })
  .refine(
    (text) =>
      text === SCHEDULE_OFF ||
      (text.trim().split(/\s+/).length === 5 && scheduleSchema.safeParse(text).success),
    { error: 'a cron expression such as */5 * * * *, or "off"' },
  );

export const jobRun = z.object({
  jobRunId: z.int(),
  /** as in plugin-manifest.json */
  job: z.string(),
  accountId: z.string().nullable(),
  /** schedule, click, webhook … */
  cause: z.string(),
  causeWord: z.string(),
  startedAt: moment,
  endedAt: moment.nullable(),
  /** null while it runs, and where the process ended in it */
  durationMs: z.int().nonnegative().nullable(),
  /** `elsewhere` = another process was at it; `interrupted` = the process ended in it */
  outcome: z.enum(['running', 'done', 'nothing', 'failed', 'elsewhere', 'interrupted']),
  outcomeWord: z.string(),
  /** what was counted, by the job's own names */
  counters: z.record(z.string(), z.int()),
  /** the same with the words for them, in one line; "" = nothing was counted */
  summary: z.string(),
  /** why it failed */
  fault: told.nullable(),
  /** the run of the import it was, with its lines */
  importRunId: z.string().nullable(),
});

export const job = z.object({
  jobId,
  /** as in plugin-manifest.json */
  job: z.string(),
  accountId: z.string().nullable(),
  accountName: z.string().nullable(),
  name: z.string(),
  /** what it does, in one sentence */
  does: z.string(),
  /** as the owner set it; null = the default holds */
  schedule,
  defaultSchedule: z.string(),
  /** what holds, as cron; null = switched off */
  effectiveSchedule: z.string().nullable(),
  /** the same in words */
  scheduleWords: z.string(),
  timeZone: z.string(),
  /** whether it runs by itself now */
  isOn: z.boolean(),
  /** why not, where it was not switched off: e.g. no active account */
  waitsFor: told.nullable(),
  /** the next three times, where it runs by itself */
  nextRunsAt: z.array(moment).max(3),
  runningSince: moment.nullable(),
  lastRun: jobRun.nullable(),
  /** schedules to choose from; `schedule` as `changeJobSchedule` takes it */
  presets: z.array(z.object({ schedule, words: z.string() })),
  /** of the schedule: `If-Match` of a change, so that nobody undoes another's unseen */
  version: z.string(),
});

export const jobOperations = {
  listJobs: operation({
    method: 'get',
    path: '/api/v1/jobs',
    access: 'view',
    area: 'jobs',
    summary: 'What the bridge does by itself, when, and how it went last',
    params: nothing,
    query: nothing,
    body: nothing,
    status: 200,
    answer: z.object({ items: z.array(job) }),
  }),
  listJobRuns: operation({
    method: 'get',
    path: '/api/v1/jobs/:jobId/runs',
    access: 'view',
    area: 'jobs',
    summary: 'The latest runs of a job, newest first; 500 of each are kept',
    params: z.strictObject({ jobId }),
    query: z.strictObject({ cursor: cursor.optional(), limit }),
    body: nothing,
    status: 200,
    answer: z.object({ items: z.array(jobRun), nextCursor }),
  }),
  runJob: operation({
    method: 'post',
    path: '/api/v1/jobs/:jobId/run',
    access: 'operate',
    area: 'jobs',
    summary: 'Run a job now, also one that is switched off; joins a run that is in hand',
    params: z.strictObject({ jobId }),
    query: nothing,
    body: nothing,
    status: 202,
    answer: z.object({
      jobId,
      joined: z.boolean(),
      /** of an import: its run, whose progress can be followed */
      importRunId: z.string().nullable(),
    }),
  }),
  changeJobSchedule: operation({
    method: 'put',
    path: '/api/v1/jobs/:jobId/schedule',
    access: 'configure',
    area: 'jobs',
    summary: 'Set when a job runs by itself; takes If-Match with the job’s version',
    params: z.strictObject({ jobId }),
    query: nothing,
    body: z.strictObject({
      /** a cron expression of five fields, `off`, or null = back to the default */
      schedule: fiveFields.nullable(),
    }),
    status: 200,
    answer: z.object({
      job,
      /** what is different from now on, in sentences */
      changes: z.array(z.string()),
      version: z.string(),
    }),
    versioned: true,
  }),
};
