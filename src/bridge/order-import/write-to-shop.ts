import { SECOND } from '../clock.ts';
import { holdFence } from '../fence.ts';
import type { ImportRun } from './import-run.ts';

/** A write that waited this long for its turn is announced anew. */
const LONG_WAIT_MS = 5 * SECOND;

/**
 * Sends one write when the gate has room for it, if this run may still write by then: a process that
 * was suspended may wake up without its lease, and another one has done the work.
 *
 * @param options.claimed orders whose claims cover the write: their settle time counts from its sending
 * @throws ImportStopped when the lease is lost; then nothing was sent and the claims are another's
 */
export async function writeToShop<Result>(
  run: ImportRun,
  write: () => Promise<Result>,
  options: { size?: number; signal?: AbortSignal; claimed?: readonly string[] } = {},
): Promise<Result> {
  const { claimed = [], ...gateOptions } = options;
  const askedAt = run.clock.now().getTime();
  // Kept away from the gate, which would take it for a fault of the shop.
  let stop: unknown;
  const answer = await run.gate.run(async () => {
    try {
      await run.keepLease();
      await holdFence();
      const waitedMs = run.clock.now().getTime() - askedAt;
      if (waitedMs >= LONG_WAIT_MS) {
        await run.ledger.extendClaims(run.account.accountId, claimed, run.now());
      }
    } catch (error) {
      stop = error;
      return undefined;
    }
    return { result: await write() };
  }, gateOptions);
  if (answer === undefined) throw stop;
  return answer.result;
}
