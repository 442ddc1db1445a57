import { schedule } from 'node-cron';
import type { Logger } from '../logger.ts';

/** One account's share of the schedule. */
export type ScheduledImport = { accountId: string; expression: string };

/** What is needed of a cron library: node-cron, or a test's own. */
export type Cron = (
  expression: string,
  fire: () => void,
  options: { timeZone: string; warn: (problem: string) => void },
) => CronTask;

export type CronTask = { getNextRun(): Date | null; destroy(): void | Promise<void> };

export type ImportSchedule = {
  /** makes these imports the scheduled ones; unchanged tasks go on undisturbed */
  set(imports: readonly ScheduledImport[]): Promise<void>;
  /** when an account's import runs next, UTC ISO; undefined = not by itself */
  nextRunAt(accountId: string): string | undefined;
  stop(): Promise<void>;
};

/**
 * Keeps one cron task for each account, always by its present expression. Cron only fires; whether a
 * run begins is the lease's decision.
 */
export function createImportSchedule(
  fire: (accountId: string) => void,
  options: { timeZone: string; logger: Logger; cron?: Cron | undefined },
): ImportSchedule {
  const { timeZone, logger, cron = nodeCron } = options;
  const tasks = new Map<string, { expression: string; task: CronTask }>();
  const drop = async (accountId: string) => {
    await tasks.get(accountId)?.task.destroy();
    tasks.delete(accountId);
  };
  return {
    async set(imports) {
      const wanted = new Map(imports.map(({ accountId, expression }) => [accountId, expression]));
      for (const [accountId, { expression }] of [...tasks]) {
        if (wanted.get(accountId) !== expression) await drop(accountId);
      }
      for (const [accountId, expression] of wanted) {
        if (tasks.has(accountId)) continue;
        const warn = (problem: string) => logger.warn('schedule-disturbed', { accountId, problem });
        const task = cron(expression, () => fire(accountId), { timeZone, warn });
        tasks.set(accountId, { expression, task });
        logger.info('import-scheduled', { accountId, expression, timeZone });
      }
    },
    nextRunAt: (accountId) => tasks.get(accountId)?.task.getNextRun()?.toISOString(),
    async stop() {
      for (const accountId of [...tasks.keys()]) await drop(accountId);
    },
  };
}

/** node-cron would print its own lines, e.g. about fires missed while the machine slept. */
const nodeCron: Cron = (expression, fire, { timeZone, warn }) => {
  const tell = (problem: string | Error) => warn(String(problem));
  const logger = { info: () => undefined, warn: tell, error: tell, debug: () => undefined };
  return schedule(expression, () => fire(), { timezone: timeZone, logger });
};
