import { SECOND } from '../clock.ts';
import type { ImportRun } from './import-run.ts';

/** A write that leaves so long after it was announced is announced anew. */
const LONG_WAIT_MS = 5 * SECOND;

/** Orders whose claims cover a write. */
export type Claimed = {
  salesOrderIds: readonly string[];
  /** when they were claimed */
  at: string;
};

/**
 * Sends one write when the gate has room for it.
 *
 * @param options.claimed their settle time counts from the sending
 * @throws ImportStopped when the lease is lost; then nothing was sent and the claims are another's
 */
export async function writeToShop<Result>(
  run: ImportRun,
  write: () => Promise<Result>,
  options: { size?: number; signal?: AbortSignal; claimed?: Claimed } = {},
): Promise<Result> {
  const { claimed, ...gateOptions } = options;
  const isOld = (at: string) => run.clock.now().getTime() - Date.parse(at) >= LONG_WAIT_MS;
  const before = async () => {
    await run.keepLease();
    if (!claimed) return;
    // Asked again after each question to the ledger: the process may have slept in that one too.
    for (let { at } = claimed; isOld(at); await run.keepLease()) {
      at = run.now();
      await run.ledger.extendClaims(run.account.accountId, claimed.salesOrderIds, at);
    }
  };
  return run.gate.run(write, { ...gateOptions, before });
}
