/** What one language says about jobs. */
export type JobLabels = {
  /** by their names in the manifest */
  name: Record<string, string>;
  /** what each does, in one sentence */
  does: Record<string, string>;
  cause: Record<string, string>;
  outcome: Record<string, string>;
  /** what was counted; told behind the number */
  counter: Record<string, string>;
  /** schedules that are no cron, and those of one job */
  schedule: {
    off: string;
    /** reports leave at once */
    atOnce: string;
    /** @param words of the default, e.g. "Every 5 minutes" */
    usual: (words: string) => string;
    /** @param minute 1 to 59 */
    everyHourAt: (minute: number) => string;
    /** @param times e.g. "12:00, 15:00 and 18:00" */
    daily: (times: string) => string;
  };
  /** what a new schedule changes, in whole sentences */
  changed: {
    runs: (name: string, words: string) => string;
    runsNext: (moment: string) => string;
    off: (name: string) => string;
    /** what is missed while a job is off */
    missed: Record<string, string>;
  };
};
