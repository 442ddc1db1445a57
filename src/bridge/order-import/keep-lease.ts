import { MINUTE, SECOND } from '../clock.ts';
import type { Lease } from '../ledger/leases.ts';
import type { ImportParts } from './ports.ts';
import { ImportStopped } from './run-faults.ts';

/** Longer than any single call to either side may take; renewed far more often than that. */
export const LEASE_MS = 10 * MINUTE;
const RENEW_AFTER_MS = 30 * SECOND;

/** Renews the lease now and then; a run that lost it must not write any more. */
export function leaseKeeper(parts: ImportParts, lease: Lease): () => Promise<void> {
  const time = () => parts.clock.now().getTime();
  let renewedAt = time();
  return async () => {
    if (time() - renewedAt < RENEW_AFTER_MS) return;
    renewedAt = time();
    const expiresAt = new Date(renewedAt + LEASE_MS).toISOString();
    if (await parts.ledger.renewLease(lease, expiresAt)) return;
    throw new ImportStopped('bridge', { code: 'lease-lost', params: {} }, undefined);
  };
}
