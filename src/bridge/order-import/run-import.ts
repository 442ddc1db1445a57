import { fingerprint } from '../../mapping/fingerprint.ts';
import { DAY } from '../clock.ts';
import type { ImportCounters } from '../ledger/import-runs.ts';
import { beginRun } from './begin-run.ts';
import { deliverNotes } from './deliver-notes.ts';
import { giveBackLease } from './give-back-lease.ts';
import type { ImportOptions, ImportRun } from './import-run.ts';
import { leaseKeeper, takeLease } from './keep-lease.ts';
import { progressKeeper } from './keep-progress.ts';
import { dayOf, isNoLaterThan, listFrom, newestChange, notAfter } from './list-range.ts';
import { lookAtDue } from './look-at-due.ts';
import type { ImportAccount, ImportParts } from './ports.ts';
import { recoverClaims } from './recover-claims.ts';
import {
  atOtto,
  atShop,
  ImportStopped,
  isOvertaken,
  OTTO_FAULT_CODES,
  type RunFault,
  SHOP_FAULT_CODES,
  stopLevel,
} from './run-faults.ts';
import { workThenEnd } from './work-then-end.ts';
import { isNameless, resolveNameless, workThrough } from './work-through.ts';

/** How long the cursor waits for an order that came without its id: nothing else finds it again. */
const NAMELESS_MS = 14 * DAY;

/** OTTO's maximum: at the end of each page the shop's connections wait for the last batch. */
const ORDERS_PER_PAGE = 256;

/** `lease-lost` was an incident in versions before. */
const ENDED_BY_A_GOOD_RUN = [...OTTO_FAULT_CODES, 'lease-lost'];

export type ImportResult =
  | { ran: false; why: 'already-running' }
  | { ran: true; importRunId: string; counters: ImportCounters; fault: RunFault | undefined };

export function importLeaseName(accountId: string): string {
  return `order-import:${accountId}`;
}

/**
 * One import run of one account: open claims first, then what OTTO lists as changed, then what waits
 * for another look, then notes. May be killed anywhere; the next run finishes what is claimed and
 * repeats nothing.
 */
export async function runImport(
  parts: ImportParts,
  account: ImportAccount,
  counters: ImportCounters,
  options: ImportOptions,
): Promise<ImportResult> {
  const { ledger, clock, logger } = parts;
  const now = () => clock.now().toISOString();
  const { accountId } = account;
  const holder = `${options.holderKind}:${parts.processName}:${parts.newId()}`;
  const lease = await takeLease(parts, importLeaseName(accountId), holder, () =>
    ledger.restartClaims(accountId, { claimId: parts.newId(), now: now() }),
  );
  if (!lease) return { ran: false, why: 'already-running' };
  const { importRunId } = options;
  const keeper = leaseKeeper(parts, lease);
  const progress = progressKeeper(ledger, importRunId, counters);
  let fault: RunFault | undefined = { code: 'unexpected', params: {} };
  const startAndWork = async (): Promise<RunFault | undefined> => {
    await ledger.closeBrokenRuns(accountId, now());
    const state = await ledger.loadAccountState(accountId);
    const usual = listFrom(account, state, clock.now());
    const since = options.since ?? usual;
    await ledger.startImportRun({
      importRunId,
      accountId,
      cause: options.cause,
      isRehearsal: false,
      sinceAt: since,
      startedAt: now(),
    });
    logger.info('import-run-started', { importRunId, accountId, cause: options.cause, since });
    const run = { ...beginRun(parts, account, counters, options), keepLease: keeper.keep };
    return workAndSettle(run, () => work(run, since, isNoLaterThan(since, usual)));
  };
  const workFenced = async (): Promise<void> => {
    fault = await keeper.faultOf(startAndWork);
  };
  const finish = (): Promise<void> =>
    ledger.finishImportRun(importRunId, { finishedAt: now(), counters, error: fault });
  await workThenEnd(workFenced, [
    keeper.stop,
    progress.stop,
    finish,
    () => giveBackLease(parts, lease),
    () => {
      const facts = { importRunId, accountId, fault: fault?.code, ...counters };
      logger.info('import-run-finished', facts);
    },
  ]);
  return { ran: true, importRunId, counters, fault };
}

/** @returns why the run ended early, or undefined */
async function workAndSettle(
  run: ImportRun,
  work: () => Promise<void>,
): Promise<RunFault | undefined> {
  const { accountId } = run.account;
  try {
    await work();
    await run.ledger.resolveIncidents(ENDED_BY_A_GOOD_RUN, accountId, run.now());
    return undefined;
  } catch (error) {
    if (run.signal.aborted) return { code: 'stopped', params: {} };
    if (!(error instanceof ImportStopped)) throw error;
    run.logger[stopLevel(error)]('import-run-stopped', {
      importRunId: run.importRunId,
      accountId,
      ...error.fault.params,
      code: error.fault.code,
      problem: error.cause instanceof Error ? error.cause.message : undefined,
    });
    if (isOvertaken(error)) return error.fault; // by a run that writes; this one does not any more
    const { code, params } = error.fault;
    const about = error.side === 'shop' ? 'shop' : accountId;
    await run.ledger.openIncident({ code, about, accountId, params }, run.now());
    return error.fault;
  }
}

async function work(
  run: ImportRun,
  since: string | undefined,
  movesCursor: boolean,
): Promise<void> {
  const { accountId, rules } = run.account;
  const { ledger } = run;
  await ledger.wakeWaitingOrders(accountId, fingerprint([rules, run.account.startAt]), run.now());
  await atShop(() => recoverClaims(run));
  let cursorAt: string | undefined;
  let isWhole = false;
  let hasNameless = false;
  const pages = run.source.listSalesOrders(
    { limit: ORDERS_PER_PAGE, ...(since === undefined ? {} : { changedSince: since }) },
    run.signal,
  );
  for await (const page of talking(pages)) {
    run.signal.throwIfAborted();
    await run.keepLease();
    await workThrough(run, page.orders);
    await ledger.saveRunCounters(run.importRunId, run.counters);
    cursorAt = newestChange(page.orders, cursorAt);
    isWhole = page.isLast;
    hasNameless ||= page.orders.some(isNameless);
  }
  if (isWhole && movesCursor) {
    const now = run.clock.now();
    const newest = hasNameless ? new Date(now.getTime() - NAMELESS_MS) : now;
    await ledger.saveCursor(accountId, {
      cursorAt: notAfter(newest, cursorAt),
      wideRunOn: dayOf(now),
    });
    if (!hasNameless) await resolveNameless(run);
  }
  await lookAtDue(run);
  await deliverNotes(run);
  if (run.hasTalkedToShop()) {
    await ledger.resolveIncidents(SHOP_FAULT_CODES, 'shop', run.now());
  }
}

async function* talking<Page>(pages: AsyncIterable<Page>): AsyncIterable<Page> {
  const iterator = pages[Symbol.asyncIterator]();
  try {
    for (;;) {
      const next = await atOtto(() => iterator.next());
      if (next.done) return;
      yield next.value;
    }
  } finally {
    await iterator.return?.();
  }
}
