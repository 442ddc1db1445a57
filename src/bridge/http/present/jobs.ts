import { z } from 'zod';
import type { JobState, SeenJobRun } from '../../schedule/job-board.ts';
import {
  cronWords,
  jobCounterLine,
  jobWord,
  scheduleWords,
  usualScheduleWords,
} from '../../words/job-words.ts';
import type { Language } from '../../words/saying.ts';
import type { AnswerOf } from '../api-contract.ts';
import { params } from '../contract/parts.ts';
import { tell } from '../words-of-request.ts';

type Job = AnswerOf<'listJobs'>['items'][number];
type JobRun = AnswerOf<'listJobRuns'>['items'][number];

/** What the ledger keeps of a run; what is not readable is no reason to withhold the rest. */
const detailsSchema = z
  .object({
    counters: z.record(z.string(), z.int()).catch({}),
    fault: z.object({ code: z.string(), params }).optional().catch(undefined),
    importRunId: z.string().optional().catch(undefined),
  })
  .catch({ counters: {} });

/** Schedules offered besides the default and `off`. */
const OFFERED: Record<string, readonly string[]> = {
  'order-import': ['*/15 * * * *', '*/30 * * * *', '0 * * * *', '0 7,12,17 * * *'],
  'shop-watch': ['*/5 * * * *', '*/15 * * * *'],
  reports: ['*/15 * * * *', '0 * * * *', '0 12,15,18 * * *'],
  notices: ['*/15 * * * *', '0 * * * *', '0 8 * * *'],
  'webhook-check': ['17 */6 * * *', '17 3 * * *'],
  reconcile: ['23 */6 * * *', '23 3 * * 1'],
  'data-erase': ['41 4 * * 1'],
  receipts: ['7 * * * *', '7 */6 * * *', '7 5 * * *'],
  returns: ['*/5 * * * *', '*/30 * * * *', '0 * * * *', '0 7,12,17 * * *'],
  stock: ['*/5 * * * *', '*/15 * * * *', '0 * * * *'],
};

export function presentJob(language: Language, state: JobState): Job {
  const { jobId, job, account, schedule, defaultSchedule, lastRun, version } = state;
  return {
    jobId,
    job,
    accountId: account?.id ?? null,
    accountName: account?.name ?? null,
    name: jobWord(language, 'name', job),
    does: jobWord(language, 'does', job),
    schedule,
    defaultSchedule,
    effectiveSchedule: state.effectiveSchedule,
    scheduleWords: scheduleWords(language, job, schedule, defaultSchedule),
    timeZone: state.timeZone,
    isOn: state.nextRunsAt.length > 0,
    waitsFor: state.waitsFor
      ? tell(language, state.waitsFor, account ? { accountId: account.id } : {})
      : null,
    nextRunsAt: state.nextRunsAt,
    runningSince: lastRun?.isRunning ? lastRun.row.started_at : null,
    lastRun: lastRun ? presentJobRun(language, lastRun) : null,
    presets: presets(language, job, defaultSchedule),
    version,
  };
}

export function presentJobRun(language: Language, { row, isRunning }: SeenJobRun): JobRun {
  const { counters, fault, importRunId } = detailsSchema.parse(readJson(row.details));
  const outcome = isRunning ? 'running' : (row.outcome ?? 'interrupted');
  // Where its process ended in it nobody knows for how long it really worked.
  const endedAt = outcome === 'interrupted' ? (row.ended_at ?? row.seen_at) : row.ended_at;
  const isTimed = outcome !== 'interrupted' && endedAt !== null;
  return {
    jobRunId: row.job_run_id,
    job: row.job,
    accountId: row.account_id,
    cause: row.cause,
    causeWord: jobWord(language, 'cause', row.cause),
    startedAt: row.started_at,
    endedAt,
    durationMs: isTimed ? Math.max(0, Date.parse(endedAt) - Date.parse(row.started_at)) : null,
    outcome,
    outcomeWord: jobWord(language, 'outcome', outcome),
    counters,
    summary: jobCounterLine(language, counters),
    fault: fault ? tell(language, fault.code, fault.params) : null,
    importRunId: importRunId ?? null,
  };
}

function presets(language: Language, job: string, defaultSchedule: string): Job['presets'] {
  return [
    { schedule: null, words: usualScheduleWords(language, job, defaultSchedule) },
    ...(OFFERED[job] ?? []).map((schedule) => ({ schedule, words: cronWords(language, schedule) })),
    { schedule: 'off', words: scheduleWords(language, job, 'off', defaultSchedule) },
  ];
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
