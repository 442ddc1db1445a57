import type { Settings } from '../settings/settings-schema.ts';
import type { ReportCause } from '../transmission/report-run.ts';
import type { ReportsOutcome } from '../wiring/transmission.ts';
import type { JobDesk } from './job-desk.ts';
import { endOfReports } from './job-ends.ts';

/** What a wish to report now came to. */
export type ReportTicket = {
  /** `begun` = a run began; `follows` = one is in hand, and one more comes right after it */
  run: 'begun' | 'follows';
  /** when reports leave next by themselves, UTC ISO; undefined = not by themselves */
  nextRunAt: string | undefined;
};

export type ReportJobs = {
  /** the scheduled time has come */
  fire(): void;
  /** there may be something to report: a run begins, where reports leave at once */
  soon(): void;
  /** somebody wants a run now, whatever the schedule; wishes that come meanwhile are one wish */
  runNow(): ReportTicket;
  /** whether reports leave at once is the owner's choice */
  follow(settings: Pick<Settings, 'schedules'>): void;
};

/**
 * When reports run: at most one run at a time in this process. What is wished for while one is in hand
 * becomes one more run after it, as the one in hand may have passed what the wish is about.
 */
export function createReportJobs(parts: {
  jobs: Pick<JobDesk, 'run'>;
  runReports: (cause: ReportCause, signal: AbortSignal) => Promise<ReportsOutcome>;
  nextRunAt: () => string | undefined;
}): ReportJobs {
  const { jobs, runReports, nextRunAt } = parts;
  let isInHand = false;
  let isAtOnce = false;
  let wished: ReportCause | undefined;

  async function workOff(): Promise<void> {
    isInHand = true;
    while (wished !== undefined) {
      const cause = wished;
      wished = undefined;
      const record = { job: 'reports', cause, endOf: endOfReports };
      await jobs.run('reports', (signal) => runReports(cause, signal), record);
    }
    isInHand = false;
  }

  function wish(cause: ReportCause): ReportTicket['run'] {
    wished = cause;
    if (isInHand) return 'follows';
    void workOff();
    return 'begun';
  }

  return {
    fire: () => void wish('schedule'),
    soon() {
      if (isAtOnce) wish('webhook');
    },
    runNow: () => ({ run: wish('click'), nextRunAt: nextRunAt() }),
    follow({ schedules }) {
      isAtOnce = schedules.reports === null;
    },
  };
}
