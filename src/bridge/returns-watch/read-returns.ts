import { giveBackLease } from '../order-import/give-back-lease.ts';
import { leaseKeeper, takeLease } from '../order-import/keep-lease.ts';
import { ImportStopped, type RunFault } from '../order-import/run-faults.ts';
import type { ReturnCounters, ReturnsOptions, ReturnsParts, ReturnsRun } from './ports.ts';
import { takeReturnShipments } from './take-return-shipments.ts';
import { takeReturns } from './take-returns.ts';
import { tellTroubles, tellUnreadable } from './tell-troubles.ts';

export type ReturnsResult =
  | { ran: false; why: 'returns-running' }
  | ({ ran: true; fault: RunFault | undefined } & ReturnCounters);

/** OTTO could not be asked for returns; the import tells by itself whether OTTO is out of reach at all. */
const NOT_READ = 'returns-not-read';
/** The whole account is about these: they are told as the import tells them. */
const ACCOUNT_FAULTS = ['otto-credentials-refused', 'otto-scope-refused', 'otto-token-refused'];

/**
 * Reads what OTTO lists of an account's returns and of their ways back since the last look, and tells
 * what is odd about them. May be killed anywhere: cursors move only after a whole look, and what is
 * read twice changes nothing. What keeps one list from being read keeps nothing from the other.
 */
export async function readReturns(
  parts: ReturnsParts,
  accountId: string,
  options: ReturnsOptions,
): Promise<ReturnsResult> {
  return underLease(parts, accountId, options, async (run) => {
    const ofReturns = await step(run, () => takeReturns(run));
    const ofParcels = await step(run, () => takeReturnShipments(run));
    await step(run, () => tellTroubles(run));
    const fault = ofReturns ?? ofParcels;
    if (fault === undefined) {
      await tellUnreadable(run);
      await tellReadable(run);
    }
    return fault;
  });
}

/**
 * Reads OTTO's list of returns alone, for whoever needs to know now what OTTO decided. Where a look is
 * in hand already, it is left to that one.
 *
 * @throws ImportStopped with OTTO's fault
 */
export async function refreshReturns(
  parts: ReturnsParts,
  accountId: string,
  options: ReturnsOptions,
): Promise<void> {
  await underLease(parts, accountId, options, async (run) => {
    await takeReturns(run);
    return undefined;
  });
}

async function underLease(
  parts: ReturnsParts,
  accountId: string,
  options: ReturnsOptions,
  work: (run: ReturnsRun) => Promise<RunFault | undefined>,
): Promise<ReturnsResult> {
  const { clock, logger } = parts;
  const holder = `${options.holderKind}:${parts.processName}:${parts.newId()}`;
  const lease = await takeLease(parts, `returns:${accountId}`, holder);
  if (!lease) return { ran: false, why: 'returns-running' };
  const keeper = leaseKeeper(parts, lease);
  const counters: ReturnCounters = { read: 0, changed: 0, moved: 0, unreadable: 0 };
  const run: ReturnsRun = {
    ...parts,
    accountId,
    signal: options.signal,
    counters,
    now: () => clock.now().toISOString(),
    keepLease: keeper.keep,
  };
  try {
    const fault = await keeper.faultOf(() => work(run));
    const facts = { accountId, fault: fault?.code, ...counters };
    if (counters.changed + counters.moved > 0 || fault) logger.info('returns-read', facts);
    else logger.debug('returns-read', facts);
    return { ran: true, fault, ...counters };
  } finally {
    keeper.stop();
    await giveBackLease(parts, lease);
  }
}

/** @returns why it ended early, told to the owner; undefined = it did not */
async function step(run: ReturnsRun, work: () => Promise<void>): Promise<RunFault | undefined> {
  const { accountId, ledger, logger, signal } = run;
  if (signal.aborted) return { code: 'stopped', params: {} };
  try {
    await work();
    return undefined;
  } catch (error) {
    if (signal.aborted) return { code: 'stopped', params: {} };
    if (!(error instanceof ImportStopped)) throw error;
    const { code, params } = error.fault;
    logger.warn('returns-stopped', { ...params, accountId, code });
    if (error.side === 'otto') {
      await ledger.openIncident({ ...causeOf(run, error.fault), accountId }, run.now());
    }
    return error.fault;
  }
}

function causeOf({ accountId }: ReturnsRun, { code, params }: RunFault) {
  // The app may lack this right alone: the import's good talks say nothing about it.
  if (code === 'otto-right-missing') return { code, about: aboutRight(accountId), params };
  if (ACCOUNT_FAULTS.includes(code)) return { code, about: accountId, params };
  return { code: NOT_READ, about: accountId, params: { accountId, ...params } };
}

function aboutRight(accountId: string): string {
  return `${accountId}:returns`;
}

async function tellReadable({ accountId, ledger, now }: ReturnsRun): Promise<void> {
  await ledger.resolveIncidents([NOT_READ, 'otto-credentials-refused'], accountId, now());
  await ledger.resolveIncidents(['otto-right-missing'], aboutRight(accountId), now());
}
