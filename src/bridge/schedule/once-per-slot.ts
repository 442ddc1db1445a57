import { type Clock, SECOND } from '../clock.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { Logger } from '../logger.ts';

/** The others see the same time a moment earlier or later. */
const STANDS_BACK_MS = 10 * SECOND;

/**
 * Runs a job that is due in one of the processes that share a ledger. Where the ledger does not answer,
 * the job is run: its lease lets one of them in. A process whose key does not open the secrets leaves
 * the time to the others, as its run would only fail; where there are none, the owner is to hear of it.
 *
 * @param parts.opensSecrets whether this process can work with the settings as they are now
 * @param parts.signal ends the waiting when the process stops
 */
export function oncePerSlot(parts: {
  ledger: Pick<Ledger, 'takeJobSlot'>;
  clock: Clock;
  logger: Logger;
  opensSecrets: () => boolean;
  signal: AbortSignal;
  run: (name: string) => void;
}): (name: string, due: Date) => void {
  const { ledger, clock, logger, opensSecrets, signal, run } = parts;
  const isOurs = async (name: string, due: Date): Promise<boolean> => {
    if (!opensSecrets()) await clock.sleep(STANDS_BACK_MS, signal);
    try {
      return await ledger.takeJobSlot(name, due.toISOString(), clock.now().toISOString());
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      logger.warn('job-slot-not-taken', { name, reason });
      return true;
    }
  };
  return (name, due) => {
    isOurs(name, due).then(
      (ours) => {
        if (ours) run(name);
      },
      () => logger.debug('job-left-at-stop', { name }),
    );
  };
}
