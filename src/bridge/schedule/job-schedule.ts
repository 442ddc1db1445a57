import { schedule } from 'node-cron';
import type { Logger } from '../logger.ts';

/** A job that runs by itself, e.g. `order-import:main` or `reconcile`. */
export type ScheduledJob = { name: string; expression: string };

/** What is needed of a cron library: node-cron, or a test's own. */
export type Cron = (
  expression: string,
  fire: (due: Date) => void,
  options: { timeZone: string; warn: (problem: string) => void },
) => CronTask;

export type CronTask = {
  getNextRun(): Date | null;
  getNextRuns(count: number): Date[];
  destroy(): void | Promise<void>;
};

export type JobSchedule = {
  /** makes these jobs the scheduled ones; unchanged tasks go on undisturbed */
  set(jobs: readonly ScheduledJob[]): Promise<void>;
  /** when a job runs next, UTC ISO; undefined = not by itself */
  nextRunAt(name: string): string | undefined;
  /** the next times, UTC ISO; empty = not by itself */
  nextRunsAt(name: string, count: number): string[];
  stop(): Promise<void>;
};

/**
 * Keeps one cron task for each job, always by its present expression. Cron only fires; whether a run
 * begins is the lease's decision.
 *
 * @param fire with the time at which the job was due
 */
export function createJobSchedule(
  fire: (name: string, due: Date) => void,
  options: { timeZone: string; logger: Logger; cron?: Cron | undefined },
): JobSchedule {
  const { timeZone, logger, cron = nodeCron } = options;
  const tasks = new Map<string, { expression: string; task: CronTask }>();
  const drop = async (name: string) => {
    await tasks.get(name)?.task.destroy();
    tasks.delete(name);
  };
  return {
    async set(jobs) {
      const wanted = new Map(jobs.map(({ name, expression }) => [name, expression]));
      for (const [name, { expression }] of [...tasks]) {
        if (wanted.get(name) !== expression) await drop(name);
      }
      for (const [name, expression] of wanted) {
        if (tasks.has(name)) continue;
        // After a night's sleep cron tells of every fire it missed: the first says it.
        let isDisturbed = false;
        const warn = (problem: string) => {
          if (!isDisturbed) logger.warn('schedule-disturbed', { name, problem });
          isDisturbed = true;
        };
        const fireAsDue = (due: Date) => {
          isDisturbed = false;
          fire(name, due);
        };
        const task = cron(expression, fireAsDue, { timeZone, warn });
        tasks.set(name, { expression, task });
        logger.info('job-scheduled', { name, expression, timeZone });
      }
    },
    nextRunAt: (name) => tasks.get(name)?.task.getNextRun()?.toISOString(),
    nextRunsAt: (name, count) =>
      tasks
        .get(name)
        ?.task.getNextRuns(count)
        .map((at) => at.toISOString()) ?? [],
    async stop() {
      for (const name of [...tasks.keys()]) await drop(name);
    },
  };
}

/** node-cron would print its own lines, e.g. about fires missed while the machine slept. */
const nodeCron: Cron = (expression, fire, { timeZone, warn }) => {
  const tell = (problem: string | Error) => warn(String(problem));
  const logger = { info: () => undefined, warn: tell, error: tell, debug: () => undefined };
  return schedule(expression, ({ date }) => fire(date), { timezone: timeZone, logger });
};
