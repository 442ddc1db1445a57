import { besideFence } from '../fence.ts';
import type { Lease } from '../ledger/leases.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { Logger } from '../logger.ts';

/**
 * Gives a lease back at the end of a run. Never throws: one that stays runs out by itself, and what the
 * run came to is worth more than that.
 */
export async function giveBackLease(
  { ledger, logger }: { ledger: Pick<Ledger, 'releaseLease'>; logger: Logger },
  lease: Lease,
): Promise<void> {
  try {
    await besideFence(() => ledger.releaseLease(lease));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    logger.warn('lease-not-given-back', { lease: lease.name, reason });
  }
}
