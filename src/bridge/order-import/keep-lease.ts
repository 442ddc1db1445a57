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
    'acquireLease' | 'freeLease' | 'holdsLease' | 'loadHeldLease' | 'renewLease'
  >;
};

/**
 * Takes a lease, also from a process of this machine that ended without giving it back.
 *
 * @param whenRanOut what is to be done before a lease is taken that ran out while somebody held it: he may be
 *   alive and in the middle of a call, for all that a clock says. Killed in between, the next one does it
 *   again; so it may do nothing that needs the lease
 * @returns undefined when a living run holds it
 */
export function takeLease(
  parts: LeaseParts,
  name: string,
  holder: string,
  whenRanOut: () => Promise<void> = async () => undefined,
): Promise<Lease | undefined> {
  // A run may need the lease of another kind of run: that hangs on its own alone.
  return besideFence(() => take(parts, name, holder, whenRanOut));
}

async function take(
  parts: LeaseParts,
  name: string,
  holder: string,
  whenRanOut: () => Promise<void>,
): Promise<Lease | undefined> {
  const { ledger, clock } = parts;
  await clock.adjust?.();
  // One moment for both questions: what had not run out at the first can only have been given back by the second.
  const now = clock.now();
  const time = {
    now: now.toISOString(),
    expiresAt: new Date(now.getTime() + LEASE_MS).toISOString(),
  };
  const held = await ledger.loadHeldLease(name);
  if (held && parts.isHolderGone(held.holder)) await ledger.freeLease(name, held.holder);
  else if (held && held.expiresAt <= time.now) await whenRanOut();
  else if (held) return undefined;
  return ledger.acquireLease(name, holder, time);
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
  let renewing: Promise<void> | undefined;
  const renew = async () => {
    await parts.clock.adjust?.();
    const now = time();
    const expiresAt = new Date(now + LEASE_MS).toISOString();
    isLost ||= !(await besideFence(() => parts.ledger.renewLease(lease, expiresAt)));
    if (isLost) throw leaseLost();
    renewedAt = now;
  };
  const keep = async () => {
    // A clock that was set back must not put the renewal off.
    const isFresh = Math.abs(time() - renewedAt) < RENEW_AFTER_MS;
    if (isFresh && !isLost && !renewing) return;
    // Calls on several connections: none may leave before it is known whether the lease is still ours.
    renewing ??= renew().finally(() => {
      renewing = undefined;
    });
    await renewing;
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
