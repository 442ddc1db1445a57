import { createTask } from 'node-cron';
import type { ScheduledJob } from '../../src/bridge/schedule/job-schedule.ts';

/**
 * Which jobs are due in a minute, by their own cron expressions and the library that runs them in the
 * service, but by the time of the soak.
 */
export function dueBy(
  jobs: readonly ScheduledJob[],
  timeZone: string,
): (minute: Date) => readonly string[] {
  const tasks = jobs.map(({ name, expression }) => ({
    name,
    task: createTask(expression, () => undefined, { timezone: timeZone }),
  }));
  return (minute) => tasks.filter(({ task }) => task.match(minute)).map(({ name }) => name);
}
