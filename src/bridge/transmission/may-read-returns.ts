import { BridgeError } from '../errors.ts';
import type { ReportRun } from './report-run.ts';

/**
 * Whether OTTO lets the app read returns, which takes the same right as deciding about them; asked until
 * it does so once in a run.
 */
export async function mayReadReturns(run: ReportRun): Promise<boolean> {
  if (run.readable.has('return')) return true;
  try {
    await run.otto.listReturns({}, run.signal)[Symbol.asyncIterator]().next();
  } catch (fault) {
    if (fault instanceof BridgeError || run.signal.aborted) return false;
    throw fault;
  }
  run.readable.add('return');
  return true;
}
