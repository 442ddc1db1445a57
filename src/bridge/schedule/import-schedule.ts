import { schedule, type ScheduledTask } from 'node-cron';

/** One account's share of the schedule. */
export type ScheduledImport = { accountId: string; expression: string };

/**
 * Keeps one cron task for each account, always by its present expression. Cron only fires; whether a
 * run begins is the lease's decision.
 */
export function createImportSchedule(
  fire: (accountId: string) => void,
  timeZone: string,
): {
  /** makes these imports the scheduled ones; unchanged tasks go on undisturbed */
  set(imports: readonly ScheduledImport[]): Promise<void>;
  /** when an account's import runs next, UTC ISO; undefined = not by itself */
  nextRunAt(accountId: string): string | undefined;
  stop(): Promise<void>;
} {
  const tasks = new Map<string, { expression: string; task: ScheduledTask }>();
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
        const task = schedule(expression, () => fire(accountId), { timezone: timeZone });
        tasks.set(accountId, { expression, task });
      }
    },
    nextRunAt: (accountId) => tasks.get(accountId)?.task.getNextRun()?.toISOString(),
    async stop() {
      for (const accountId of [...tasks.keys()]) await drop(accountId);
    },
  };
}
