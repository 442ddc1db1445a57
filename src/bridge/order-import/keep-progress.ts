import { SECOND } from '../clock.ts';
import type { ImportCounters } from '../ledger/import-runs.ts';
import type { Ledger } from '../ledger/ledger.ts';

/** How far behind the ledger may be of what a run has counted: somebody may be watching it. */
const SAVE_EVERY_MS = SECOND / 2;

/**
 * Keeps the counters of a running run in the ledger, where every process can read them.
 *
 * @returns `stop`, to be waited for before the run's end is written
 */
export function progressKeeper(
  ledger: Pick<Ledger, 'saveRunCounters'>,
  importRunId: string,
  counters: ImportCounters,
): { stop: () => Promise<void> } {
  let saved = JSON.stringify(counters);
  let last: Promise<void> = Promise.resolve();
  const save = async () => {
    const present = JSON.stringify(counters);
    if (present === saved) return;
    saved = present;
    await ledger.saveRunCounters(importRunId, { ...counters });
  };
  // In real time, like the lease: nothing waits for it, and a write that fails is made good by the next.
  const timer = setInterval(() => {
    last = last.then(save).catch(() => undefined);
  }, SAVE_EVERY_MS);
  timer.unref();
  return {
    async stop() {
      clearInterval(timer);
      await last;
    },
  };
}
