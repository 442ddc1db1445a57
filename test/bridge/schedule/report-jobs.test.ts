import { expect, it } from 'vitest';
import { createReportJobs } from '../../../src/bridge/schedule/report-jobs.ts';
import { settingsFormSchema } from '../../../src/bridge/settings/settings-schema.ts';

const NEXT = '2026-03-20T09:00:00.000Z';

function startJobs() {
  const runs: { cause: string; end: () => Promise<void> }[] = [];
  const jobs = createReportJobs({
    jobs: { run: async (_name, job) => void (await job(new AbortController().signal)) },
    runReports: (cause) => {
      const { promise, resolve } = Promise.withResolvers<[]>();
      const end = async () => {
        resolve([]);
        await new Promise(setImmediate);
      };
      runs.push({ cause, end });
      return promise;
    },
    nextRunAt: () => NEXT,
  });
  return { jobs, runs };
}

function schedules(reports: string | null) {
  const { schedules: usual } = settingsFormSchema.parse({ formatVersion: 1 });
  return { schedules: { ...usual, reports } };
}

it('makes one more run of all wishes that come while one is in hand', async () => {
  const { jobs, runs } = startJobs();
  expect(jobs.runNow()).toEqual({ run: 'begun', nextRunAt: NEXT });
  for (let times = 0; times < 5; times += 1) {
    expect(jobs.runNow()).toEqual({ run: 'follows', nextRunAt: NEXT });
  }
  jobs.fire();
  expect(runs).toHaveLength(1);
  await runs[0]?.end();
  expect(runs).toHaveLength(2);
  await runs[1]?.end();
  expect(runs).toHaveLength(2);
  expect(jobs.runNow()).toMatchObject({ run: 'begun' });
});

it('runs soon after something happened only where reports leave at once', () => {
  const { jobs, runs } = startJobs();
  jobs.soon();
  expect(runs).toHaveLength(0);
  for (const expression of ['0 12,15,18 * * *', 'off']) {
    jobs.follow(schedules(expression));
    jobs.soon();
    expect(runs).toHaveLength(0);
  }
  jobs.follow(schedules(null));
  jobs.soon();
  expect(runs).toHaveLength(1);
});

it('runs whatever the schedule says when it is time, or when somebody wants it', () => {
  const { jobs, runs } = startJobs();
  jobs.follow(schedules('off'));
  jobs.fire();
  jobs.runNow();
  expect(runs.map(({ cause }) => cause)).toEqual(['schedule']);
});
