/** The bridge's only source of time; tests hand in their own. */
export type Clock = {
  /** the present moment */
  now(): Date;
  /** resolves after `ms` milliseconds, or rejects with the signal's reason when aborted */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
  /** asks anew whom it goes by, see database-clock.ts; absent = it goes by itself */
  adjust?(): Promise<void>;
};

export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
