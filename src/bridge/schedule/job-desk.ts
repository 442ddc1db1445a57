import { isPassingDatabaseFault } from '../database-fault.ts';
import { ConfigError } from '../errors.ts';
import type { Logger } from '../logger.ts';
import { isOvertaken } from '../order-import/run-faults.ts';
import type { JobAbout, JobEnd, JobRecorder } from './job-recorder.ts';

/** Work that runs by itself or by a click; it ends soon after the signal. */
export type Job<Result = unknown> = (signal: AbortSignal) => Promise<Result>;

/** What the history keeps of a run: which job, why, and what its result came to. */
export type JobRecord<Result> = JobAbout & { endOf: (result: Result) => JobEnd };

/** Runs jobs by name, one of a name at a time in this process; leases tell processes apart. */
export type JobDesk = {
  /**
   * Begins a job, or joins the one of this name that is in hand. Never throws: what went wrong is
   * logged and told by the job itself.
   *
   * @param record for jobs that have a history
   */
  run<Result>(name: string, job: Job<Result>, record?: JobRecord<Result>): Promise<void>;
  isInHand(name: string): boolean;
  /** begins nothing more, tells the jobs in hand to stop and waits until they have */
  stop(): Promise<void>;
};

export function createJobDesk(parts: {
  logger: Logger;
  recorder?: Pick<JobRecorder, 'record'>;
}): JobDesk {
  const { logger, recorder } = parts;
  const inHand = new Map<string, Promise<void>>();
  const stopping = new AbortController();
  const { signal } = stopping;
  return {
    async run(name, job, record) {
      if (signal.aborted) return;
      const present = inHand.get(name);
      if (present) return present;
      const work = async () => {
        try {
          return await job(signal);
        } catch (error) {
          logFailure(logger, name, error, signal);
          throw error;
        }
      };
      const recorded =
        record && recorder ? recorder.record(record, work, record.endOf, signal) : work();
      const ended = recorded
        .then(
          () => undefined,
          () => undefined, // was logged
        )
        .finally(() => inHand.delete(name));
      inHand.set(name, ended);
      return ended;
    },
    isInHand: (name) => inHand.has(name),
    async stop() {
      stopping.abort(new Error('The service stops'));
      await Promise.all(inHand.values());
    },
  };
}

function logFailure(logger: Logger, job: string, error: unknown, signal: AbortSignal): void {
  if (signal.aborted) return;
  const reason = error instanceof Error ? error.message : String(error);
  if (error instanceof ConfigError) logger.warn('job-refused', { job, code: error.code });
  else if (isPassingDatabaseFault(error) || isOvertaken(error)) {
    logger.warn('job-cut-off', { job, reason });
  } else logger.error('job-crashed', { job, reason });
}
