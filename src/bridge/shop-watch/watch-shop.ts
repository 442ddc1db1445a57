import { giveBackLease } from '../order-import/give-back-lease.ts';
import { leaseKeeper, takeLease } from '../order-import/keep-lease.ts';
import { ImportStopped, type RunFault, SHOP_FAULT_CODES } from '../order-import/run-faults.ts';
import { openCopies } from './look-at-copies.ts';
import { pollShop } from './poll-shop.ts';
import type { SeenChange, WatchBase, WatchCounters, WatchParts, WatchRun } from './ports.ts';
import { workOffDeliveries } from './work-off-deliveries.ts';

/** A service that holds the data folder frees the leases of a dead one. */
export type HolderKind = 'service' | 'command';

export type WatchOptions = {
  /** `webhook` works off deliveries alone; `poll` asks the shop for everything that changed, too */
  cause: 'poll' | 'webhook';
  signal: AbortSignal;
  /** kind of process, for leases */
  holderKind: HolderKind;
  /** hears of every change that was noted */
  onChange?: (change: SeenChange) => void;
};

export type WatchResult =
  | { ran: false; why: 'shop-watch-running' }
  | ({ ran: true; fault: RunFault | undefined } & WatchCounters);

export const WATCH_LEASE = 'shop-watch';

/**
 * Looks at what changed in the shop: deliveries of its webhooks first, then, with `poll`, everything
 * changed since the last look. May be killed anywhere; what was not committed is looked at again.
 */
export async function watchShop(parts: WatchParts, options: WatchOptions): Promise<WatchResult> {
  const { ledger, clock } = parts;
  const lease = await takeLease(parts, WATCH_LEASE, holderOf(parts, options.holderKind));
  if (!lease) return { ran: false, why: 'shop-watch-running' };
  const keeper = leaseKeeper(parts, lease);
  const counters = { seen: 0, changed: 0, left: 0 };
  try {
    const run: WatchRun = {
      ...parts,
      signal: options.signal,
      counters,
      now: () => clock.now().toISOString(),
      keepLease: keeper.keep,
      onChange: options.onChange ?? (() => undefined),
      openCopies: new Set(await openCopies(ledger)),
    };
    const fault = await keeper.faultOf(() => workAndSettle(run, options.cause));
    return { ran: true, ...counters, fault };
  } finally {
    keeper.stop();
    await giveBackLease(parts, lease);
  }
}

/** Names who holds a lease. */
export function holderOf(parts: WatchBase, kind: HolderKind): string {
  return `${kind}:${parts.processName}:${parts.newId()}`;
}

/** @returns why the look ended early, or undefined */
async function workAndSettle(
  run: WatchRun,
  cause: WatchOptions['cause'],
): Promise<RunFault | undefined> {
  try {
    const left = new Set<string>();
    await workOffDeliveries(run, left);
    if (cause === 'webhook') return undefined;
    await pollShop(run);
    await workOffDeliveries(run, left);
    await run.ledger.resolveIncidents(SHOP_FAULT_CODES, 'shop', run.now());
    return undefined;
  } catch (error) {
    if (run.signal.aborted) return { code: 'stopped', params: {} };
    if (!(error instanceof ImportStopped)) throw error;
    const { code, params } = error.fault;
    run.logger.warn('shop-watch-stopped', { ...params, code });
    if (error.side === 'shop') {
      await run.ledger.openIncident(
        { code, about: 'shop', accountId: undefined, params },
        run.now(),
      );
    }
    return error.fault;
  }
}
