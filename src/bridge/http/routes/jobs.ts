import type { Express } from 'express';
import { z } from 'zod';
import { scheduleChanges, scheduleWords } from '../../words/job-words.ts';
import { API_OPERATIONS } from '../api-contract.ts';
import { pageOf, readCursor } from '../cursor.ts';
import type { HttpParts, LanguageOf } from '../http-parts.ts';
import { presentJob, presentJobRun } from '../present/jobs.ts';
import { Problem } from '../problem.ts';
import { serveOperation } from '../serve-operation.ts';

const placeSchema = z
  .tuple([z.coerce.number().int().positive().max(2_147_483_647)])
  .transform(([jobRunId]) => jobRunId);

export function serveJobs(app: Express, parts: HttpParts, languageOf: LanguageOf): void {
  const { jobBoard } = parts;

  serveOperation(app, API_OPERATIONS.listJobs, languageOf, async ({ language }) => ({
    items: (await jobBoard.list()).map((job) => presentJob(language, job)),
  }));

  serveOperation(app, API_OPERATIONS.listJobRuns, languageOf, async (asked) => {
    const { cursor, limit } = asked.query;
    const before = readCursor(cursor, placeSchema);
    const runs = await jobBoard.listRuns(asked.params.jobId, { before, limit: limit + 1 });
    if (!runs) throw new Problem(404, 'job-unknown');
    const page = pageOf(runs, limit, ({ row }) => [String(row.job_run_id)]);
    return {
      items: page.rows.map((run) => presentJobRun(asked.language, run)),
      nextCursor: page.nextCursor,
    };
  });

  serveOperation(app, API_OPERATIONS.runJob, languageOf, async ({ params: { jobId } }) => {
    const begun = await jobBoard.run(jobId);
    if (begun === undefined) throw new Problem(404, 'job-unknown');
    if (begun === 'not-possible') throw new Problem(409, 'job-not-possible');
    return { jobId, joined: begun.joined, importRunId: begun.importRunId ?? null };
  });

  serveOperation(app, API_OPERATIONS.changeJobSchedule, languageOf, async (asked) => {
    const { language, params, body, ifMatch } = asked;
    const changed = await jobBoard.changeSchedule(params.jobId, body.schedule, ifMatch);
    if (!changed.done) {
      throw changed.why === 'stale'
        ? new Problem(412, 'version-stale')
        : new Problem(404, 'job-unknown');
    }
    const { job, schedule, defaultSchedule, effectiveSchedule, nextRunsAt, version } = changed.job;
    const words =
      effectiveSchedule === null
        ? undefined
        : scheduleWords(language, job, schedule, defaultSchedule);
    const changes = scheduleChanges(language, job, words, nextRunsAt[0]);
    return { job: presentJob(language, changed.job), changes, version };
  });
}
