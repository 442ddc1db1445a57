import { MINUTE, SECOND } from '../clock.ts';
import type { Lease } from '../ledger/leases.ts';
import type { ImportParts } from './ports.ts';
import { ImportStopped } from './run-faults.ts';

/** How long others wait for a run whose machine is gone; a dead process here is noticed at once. */
export const LEASE_MS = 3 * MINUTE;
const RENEW_AFTER_MS = 30 * SECOND;

/** What a lease is kept with. */
export type LeaseParts = Pick<ImportParts, 'clock' | 'isHolderGone'> & {
  ledger: Pick<
    ImportParts['ledger'],
    'acquireLease' | 'freeLease' | 'loadLeaseHolder' | 'renewLease'
  >;
};

/**
 * Takes a lease, also from a process of this machine that ended without giving it back.
 *
 * @returns undefined when a living run holds it
 */
export async function takeLease(
  parts: LeaseParts,
  name: string,
  holder: string,
): Promise<Lease | undefined> {
  const { ledger, clock } = parts;
  const time = () => {
    const now = clock.now();
    const expiresAt = new Date(now.getTime() + LEASE_MS).toISOString();
    return { now: now.toISOString(), expiresAt };
  };
  const lease = await ledger.acquireLease(name, holder, time());
  if (lease) return lease;
  const other = await ledger.loadLeaseHolder(name);
  if (other === undefined || !parts.isHolderGone(other)) return undefined;
  await ledger.freeLease(name, other);
  return ledger.acquireLease(name, holder, time());
}

/**
 * Renews the lease now and then, by itself while a call takes long, and before each write; a run that
 * lost it must not write any more.
 */
export function leaseKeeper(
  parts: LeaseParts,
  lease: Lease,
): { keep: () => Promise<void>; stop: () => void } {
  const time = () => parts.clock.now().getTime();
  let renewedAt = time();
  let isLost = false;
  const keep = async () => {
    if (!isLost && time() - renewedAt < RENEW_AFTER_MS) return;
    renewedAt = time();
    const expiresAt = new Date(renewedAt + LEASE_MS).toISOString();
    isLost ||= !(await parts.ledger.renewLease(lease, expiresAt));
    if (isLost) throw new ImportStopped('bridge', { code: 'lease-lost', params: {} }, undefined);
  };
  // What the timer finds out is said by the next write; it never ends the process by itself.
  const timer = setInterval(() => void keep().catch(() => undefined), RENEW_AFTER_MS);
  timer.unref();
  return { keep, stop: () => clearInterval(timer) };
}
