import type { Selectable } from 'kysely';
import type { LedgerDatabase } from './database.ts';
import type { JobOutcome, LedgerTables } from './tables.ts';

export type JobRunRow = Selectable<LedgerTables['job_runs']>;

/** Which job: imports are one for each account, all others have none. */
export type JobKey = { job: string; accountId: string | null };

/** So many runs of each job are kept. */
export const KEPT_JOB_RUNS = 500;

/** @returns its number */
export async function startJobRun(
  db: LedgerDatabase,
  run: JobKey & { cause: string; startedAt: string },
): Promise<number> {
  const { job_run_id } = await db
    .insertInto('job_runs')
    .values({
      job: run.job,
      account_id: run.accountId,
      cause: run.cause,
      started_at: run.startedAt,
      seen_at: run.startedAt,
    })
    .returning('job_run_id')
    .executeTakeFirstOrThrow();
  return job_run_id;
}

/** Says that these runs still go on. */
export async function noteJobRunsAlive(
  db: LedgerDatabase,
  jobRunIds: readonly number[],
  now: string,
): Promise<void> {
  await db
    .updateTable('job_runs')
    .set({ seen_at: now })
    .where('job_run_id', 'in', [...jobRunIds])
    .execute();
}

/** Ends a run and forgets the oldest of its job. `details` is JSON. */
export async function endJobRun(
  db: LedgerDatabase,
  run: JobKey & { jobRunId: number; endedAt: string; outcome: JobOutcome; details: string },
): Promise<void> {
  const { jobRunId, endedAt, outcome, details } = run;
  await db
    .updateTable('job_runs')
    .set({ ended_at: endedAt, seen_at: endedAt, outcome, details })
    .where('job_run_id', '=', jobRunId)
    .execute();
  const [oldestKept] = await ofJob(db, run)
    .select('job_run_id')
    .offset(KEPT_JOB_RUNS - 1)
    .limit(1)
    .execute();
  if (oldestKept === undefined) return;
  await db
    .deleteFrom('job_runs')
    .where('job', '=', run.job)
    .where((eb) =>
      run.accountId === null ? eb('account_id', 'is', null) : eb('account_id', '=', run.accountId),
    )
    .where('job_run_id', '<', oldestKept.job_run_id)
    .execute();
}

/** Runs that gave no sign of life since then ended with their process, when they were last seen. */
export async function closeBrokenJobRuns(db: LedgerDatabase, seenBefore: string): Promise<void> {
  await db
    .updateTable('job_runs')
    .set((eb) => ({ ended_at: eb.ref('seen_at'), outcome: 'interrupted' as const }))
    .where('ended_at', 'is', null)
    .where('seen_at', '<', seenBefore)
    .execute();
}

/** The latest runs of a job first; `before` continues a page. */
export async function listJobRuns(
  db: LedgerDatabase,
  filter: JobKey & { before: number | undefined; limit: number },
): Promise<JobRunRow[]> {
  let query = ofJob(db, filter).selectAll();
  if (filter.before !== undefined) query = query.where('job_run_id', '<', filter.before);
  return query.limit(filter.limit).execute();
}

function ofJob(db: LedgerDatabase, { job, accountId }: JobKey) {
  return db
    .selectFrom('job_runs')
    .where('job', '=', job)
    .where((eb) =>
      accountId === null ? eb('account_id', 'is', null) : eb('account_id', '=', accountId),
    )
    .orderBy('job_run_id', 'desc');
}
