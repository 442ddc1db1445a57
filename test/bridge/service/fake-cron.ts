import type { Cron } from '../../../src/bridge/schedule/job-schedule.ts';

export const NEXT_RUN_AT = '2026-03-20T09:00:00.000Z';

export type FakeCron = {
  cron: Cron;
  /** expressions that are scheduled now */
  expressions(): string[];
  /** how often a task was made */
  readonly made: number;
  /** lets every task with this expression fire */
  fire(expression: string, due?: Date): void;
};

/** Cron that fires when a test says so. */
export function createFakeCron(): FakeCron {
  const tasks = new Set<{ expression: string; fire: (due: Date) => void }>();
  let made = 0;
  return {
    cron: (expression, fire) => {
      const task = { expression, fire };
      tasks.add(task);
      made += 1;
      return {
        getNextRun: () => new Date(NEXT_RUN_AT),
        getNextRuns: (count) => Array.from({ length: count }, () => new Date(NEXT_RUN_AT)),
        destroy: () => {
          tasks.delete(task);
        },
      };
    },
    get made() {
      return made;
    },
    expressions: () => [...tasks].map(({ expression }) => expression),
    fire: (expression, due = new Date(NEXT_RUN_AT)) => {
      for (const task of tasks) if (task.expression === expression) task.fire(due);
    },
  };
}
