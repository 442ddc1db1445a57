import { ConfigError } from '../errors.ts';
import type { Logger } from '../logger.ts';

/** Work that runs by itself or by a click; it ends soon after the signal. */
export type Job = (signal: AbortSignal) => Promise<unknown>;

/** Runs jobs by name, one of a name at a time in this process; leases tell processes apart. */
export type JobDesk = {
  /**
   * Begins a job, or joins the one of this name that is in hand. Never throws: what went wrong is
   * logged and told by the job itself.
   */
  run(name: string, job: Job): Promise<void>;
  /** begins nothing more, tells the jobs in hand to stop and waits until they have */
  stop(): Promise<void>;
};

export function createJobDesk({ logger }: { logger: Logger }): JobDesk {
  const inHand = new Map<string, Promise<void>>();
  const stopping = new AbortController();
  return {
    async run(name, job) {
      if (stopping.signal.aborted) return;
      const present = inHand.get(name);
      if (present) return present;
      const ended = job(stopping.signal)
        .then(
          () => undefined,
          (error: unknown) => logFailure(logger, name, error, stopping.signal),
        )
        .finally(() => inHand.delete(name));
      inHand.set(name, ended);
      return ended;
    },
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
  else logger.error('job-crashed', { job, reason });
}
