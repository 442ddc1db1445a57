import type { Ledger } from '../ledger/ledger.ts';
import type { Logger } from '../logger.ts';

/**
 * Runs a job that is due in one of the processes that share a ledger. Where the ledger does not answer,
 * the job is run: its lease lets one of them in.
 */
export function oncePerSlot(parts: {
  ledger: Pick<Ledger, 'takeJobSlot'>;
  logger: Logger;
  run: (name: string) => void;
}): (name: string, due: Date) => void {
  const { ledger, logger, run } = parts;
  return (name, due) => {
    ledger.takeJobSlot(name, due.toISOString()).then(
      (isOurs) => {
        if (isOurs) run(name);
      },
      (error: unknown) => {
        const reason = error instanceof Error ? error.message : String(error);
        logger.warn('job-slot-not-taken', { name, reason });
        run(name);
      },
    );
  };
}
