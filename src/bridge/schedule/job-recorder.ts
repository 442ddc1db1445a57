import { type Clock, SECOND } from '../clock.ts';
import { ConfigError } from '../errors.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { JobOutcome } from '../ledger/tables.ts';
import type { Logger } from '../logger.ts';
import { ImportStopped, type RunFault } from '../order-import/run-faults.ts';

/** How often a run that goes on says so in the ledger. */
export const ALIVE_EVERY_MS = 20 * SECOND;

/** A run that was not heard of for so long ended with its process. */
export const DEAD_AFTER_MS = 6 * ALIVE_EVERY_MS;

/** Why a job runs. `settings` = because the settings changed. */
export type JobCause = 'schedule' | 'click' | 'webhook' | 'command' | 'settings';

/** Which job it is, as in plugin-manifest.json; imports are one for each account. */
export type JobAbout = { job: string; accountId?: string | undefined; cause: JobCause };

/** What a run came to. */
export type JobEnd = {
  outcome: Exclude<JobOutcome, 'interrupted'>;
  counters: Record<string, number>;
  fault?: RunFault | undefined;
  /** of an import: its own run */
  importRunId?: string | undefined;
};

/** Keeps in the ledger what each run of a job came to. Never in the way of the job itself. */
export type JobRecorder = {
  /** Does the work, and throws what it throws. */
  record<Result>(
    about: JobAbout,
    work: () => Promise<Result>,
    endOf: (result: Result) => JobEnd,
    signal: AbortSignal,
  ): Promise<Result>;
  stop(): Promise<void>;
};

type RecorderLedger = Pick<
  Ledger,
  'startJobRun' | 'endJobRun' | 'noteJobRunsAlive' | 'closeBrokenJobRuns'
>;

/**
 * @param isAlone no other process runs jobs on this ledger: what is open was left by a dead one
 */
export async function createJobRecorder(parts: {
  ledger: RecorderLedger;
  clock: Clock;
  logger: Logger;
  isAlone: boolean;
}): Promise<JobRecorder> {
  const { ledger, clock, logger } = parts;
  const inHand = new Set<number>();
  const stopping = new AbortController();
  const now = () => clock.now().toISOString();

  /** History that can't be written is no reason to leave the work undone. */
  async function tried<Value>(write: () => Promise<Value>): Promise<Value | undefined> {
    try {
      return await write();
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      logger.warn('job-run-not-recorded', { reason });
      return undefined;
    }
  }

  async function closeBroken(silentForMs: number): Promise<void> {
    const seenBefore = new Date(clock.now().getTime() - silentForMs).toISOString();
    await tried(() => ledger.closeBrokenJobRuns(seenBefore));
  }

  async function sayAlive(): Promise<void> {
    for (;;) {
      await clock.sleep(ALIVE_EVERY_MS, stopping.signal);
      if (inHand.size > 0) await tried(() => ledger.noteJobRunsAlive([...inHand], now()));
      await closeBroken(DEAD_AFTER_MS);
    }
  }

  await closeBroken(parts.isAlone ? 0 : DEAD_AFTER_MS);
  const saying = sayAlive().catch(() => undefined); // the sleep ends by the abort alone
  return {
    async record({ job, accountId = null, cause }, work, endOf, signal) {
      const run = { job, accountId, cause };
      const jobRunId = await tried(() => ledger.startJobRun({ ...run, startedAt: now() }));
      if (jobRunId === undefined) return work();
      inHand.add(jobRunId);
      const end = async (outcome: JobOutcome, details: object) => {
        inHand.delete(jobRunId);
        const ended = { jobRunId, endedAt: now(), outcome, details: JSON.stringify(details) };
        await tried(() => ledger.endJobRun({ ...run, ...ended }));
      };
      try {
        const result = await work();
        const { outcome, ...details } = endOf(result);
        const isStopped = outcome === 'failed' && signal.aborted;
        await end(isStopped ? 'interrupted' : outcome, details);
        return result;
      } catch (error) {
        const details = signal.aborted ? {} : { counters: {}, fault: faultOf(error) };
        await end(signal.aborted ? 'interrupted' : 'failed', details);
        throw error;
      }
    },
    async stop() {
      stopping.abort();
      await saying;
    },
  };
}

function faultOf(error: unknown): RunFault {
  if (error instanceof ImportStopped) return error.fault;
  if (error instanceof ConfigError) return { code: error.code, params: error.params };
  return { code: 'unexpected', params: {} };
}
