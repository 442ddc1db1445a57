import { giveBackLease } from '../order-import/give-back-lease.ts';
import { leaseKeeper, takeLease } from '../order-import/keep-lease.ts';
import { ImportStopped, OTTO_FAULT_CODES, type RunFault } from '../order-import/run-faults.ts';
import { compareDue } from './compare-due.ts';
import type { ReceiptCounters, ReceiptsOptions, ReceiptsParts, ReceiptsRun } from './ports.ts';
import { assertReceiptSince, receiptDays } from './receipt-days.ts';
import { takeReceipts } from './take-receipts.ts';
import { askAgainForUnreadable } from './unreadable-receipts.ts';

export type ReceiptsResult =
  | { ran: false; why: 'receipts-running' }
  | ({ ran: true; fault: RunFault | undefined } & ReceiptCounters);

/** How far receipts were read, and from which day on all of them were. */
export const RECEIPTS = 'receipts';
export const RECEIPTS_FROM = 'receipts-from';

/**
 * Reads the receipts of an account that OTTO wrote since the last look, and compares the orders they
 * belong to. May be killed anywhere: the cursor moves only after a whole look, and what is read twice
 * changes nothing.
 *
 * @throws ConfigError `receipts-since-invalid`
 */
export async function readReceipts(
  parts: ReceiptsParts,
  accountId: string,
  options: ReceiptsOptions,
): Promise<ReceiptsResult> {
  const { clock } = parts;
  if (options.since !== undefined) assertReceiptSince(options.since, clock.now());
  const holder = `${options.holderKind}:${parts.processName}:${parts.newId()}`;
  const lease = await takeLease(parts, `receipts:${accountId}`, holder);
  if (!lease) return { ran: false, why: 'receipts-running' };
  const keeper = leaseKeeper(parts, lease);
  const counters = noReceiptCounters();
  const run: ReceiptsRun = {
    ...parts,
    accountId,
    signal: options.signal,
    counters,
    now: () => clock.now().toISOString(),
    keepLease: keeper.keep,
  };
  try {
    const fault = await readAndTell(run, () =>
      keeper.fenced(() => readAndCompare(run, options.since)),
    );
    const facts = { accountId, fault: fault?.code, ...counters };
    if (counters.added > 0 || fault) parts.logger.info('receipts-read', facts);
    else parts.logger.debug('receipts-read', facts);
    return { ran: true, fault, ...counters };
  } finally {
    keeper.stop();
    await giveBackLease(parts, lease);
  }
}

export function noReceiptCounters(): ReceiptCounters {
  return { read: 0, added: 0, unreadable: 0, compared: 0, differ: 0 };
}

async function readAndCompare(run: ReceiptsRun, since: string | undefined): Promise<void> {
  const { accountId, ledger } = run;
  const beganAt = run.now();
  const { cursorAt } = await ledger.loadReadCursor(accountId, RECEIPTS);
  const covered = await ledger.loadReadCursor(accountId, RECEIPTS_FROM);
  const days = receiptDays({ cursorAt, since }, run.clock.now());
  await takeReceipts(run, days);
  await run.keepLease();
  const before = covered.cursorAt ?? days.from;
  const readFrom = days.from < before ? days.from : before;
  await ledger.saveReadCursor(accountId, RECEIPTS_FROM, { cursorAt: readFrom, readAt: beganAt });
  if (reachesCursor(days.from, cursorAt)) {
    await ledger.saveReadCursor(accountId, RECEIPTS, { cursorAt: beganAt, readAt: run.now() });
  }
  await askAgainForUnreadable(run, beganAt);
  await compareDue(run, readFrom);
}

/** What begins after the cursor leaves a gap: the cursor stays before it. */
function reachesCursor(from: string, cursorAt: string | undefined): boolean {
  return cursorAt === undefined || from <= cursorAt.slice(0, 10);
}

/** The app may lack this right alone: the import's good talks say nothing about it. */
function aboutRight(accountId: string): string {
  return `${accountId}:receipts`;
}

/** What a good talk about receipts ends: each right is asked for by itself. */
const SHARED_FAULT_CODES = OTTO_FAULT_CODES.filter(
  (code) => code !== 'otto-right-missing' && code !== 'otto-scope-refused',
);

/** @returns why the look ended early, or undefined */
async function readAndTell(
  run: Pick<ReceiptsRun, 'accountId' | 'ledger' | 'logger' | 'now' | 'signal'>,
  work: () => Promise<void>,
): Promise<RunFault | undefined> {
  const { accountId, ledger } = run;
  try {
    await work();
    await ledger.resolveIncidents(SHARED_FAULT_CODES, accountId, run.now());
    await ledger.resolveIncidents(['otto-right-missing'], aboutRight(accountId), run.now());
    return undefined;
  } catch (error) {
    if (run.signal.aborted) return { code: 'stopped', params: {} };
    if (!(error instanceof ImportStopped)) throw error;
    const { code, params } = error.fault;
    run.logger.warn('receipts-stopped', { ...params, accountId, code });
    if (error.side !== 'otto') return error.fault;
    const about = code === 'otto-right-missing' ? aboutRight(accountId) : accountId;
    await ledger.openIncident({ code, about, accountId, params }, run.now());
    return error.fault;
  }
}
