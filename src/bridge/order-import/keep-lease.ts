import { MINUTE, SECOND } from '../clock.ts';
import { besideFence, underFence } from '../fence.ts';
import type { Lease } from '../ledger/leases.ts';
import type { ImportParts } from './ports.ts';
import { ImportStopped, type RunFault } from './run-faults.ts';

/** How long others wait for a run whose machine is gone; a dead process here is noticed at once. */
export const LEASE_MS = 3 * MINUTE;
const RENEW_AFTER_MS = 30 * SECOND;

/** What a lease is kept with. */
export type LeaseParts = Pick<ImportParts, 'clock' | 'isHolderGone'> & {
  ledger: Pick<
    ImportParts['ledger'],
    'acquireLease' | 'freeLease' | 'holdsLease' | 'loadLeaseHolder' | 'renewLease'
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

export type LeaseKeeper = {
  /** renews the lease if it is time to. @throws ImportStopped `lease-lost` */
  keep: () => Promise<void>;
  /** does work whose every write to the ledger needs the lease. @throws ImportStopped `lease-lost` */
  fenced: <Result>(work: () => Promise<Result>) => Promise<Result>;
  /** the same of work that ends with a fault; a lost lease is one */
  faultOf: (work: () => Promise<RunFault | undefined>) => Promise<RunFault | undefined>;
  stop: () => void;
};

/**
 * Renews the lease now and then, by itself while a call takes long, and before each write; a run that
 * lost it writes nothing any more.
 */
export function leaseKeeper(parts: LeaseParts, lease: Lease): LeaseKeeper {
  const time = () => parts.clock.now().getTime();
  let renewedAt = time();
  let isLost = false;
  const keep = async () => {
    if (!isLost && time() - renewedAt < RENEW_AFTER_MS) return;
    renewedAt = time();
    const expiresAt = new Date(renewedAt + LEASE_MS).toISOString();
    isLost ||= !(await besideFence(() => parts.ledger.renewLease(lease, expiresAt)));
    if (isLost) throw leaseLost();
  };
  // What the timer finds out is said by the next write; it never ends the process by itself.
  const timer = setInterval(() => void keep().catch(() => undefined), RENEW_AFTER_MS);
  timer.unref();
  const isHeld = () => parts.ledger.holdsLease(lease);
  const fenced: LeaseKeeper['fenced'] = (work) =>
    underFence({ lease, lost: leaseLost, isHeld }, work);
  return {
    keep,
    fenced,
    faultOf: (work) => fenced(work).catch(faultOfLoss),
    stop: () => clearInterval(timer),
  };
}

const LOST: RunFault = { code: 'lease-lost', params: {} };

function leaseLost(): ImportStopped {
  return new ImportStopped('bridge', LOST, undefined);
}

function faultOfLoss(error: unknown): RunFault {
  if (error instanceof ImportStopped && error.fault.code === LOST.code) return error.fault;
  throw error;
}
