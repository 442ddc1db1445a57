import { LANE_OF, type TransmissionLane } from '../../mapping/reporting/transmission.ts';
import { giveBackLease } from '../order-import/give-back-lease.ts';
import { leaseKeeper, takeLease } from '../order-import/keep-lease.ts';
import {
  ImportStopped,
  OTTO_FAULT_CODES,
  type RunFault,
  SHOP_FAULT_CODES,
  stopLevel,
} from '../order-import/run-faults.ts';
import { confirmAfterSale } from './confirm-after-sale.ts';
import { confirmReports } from './confirm-reports.ts';
import { followRules } from './follow-rules.ts';
import { judgeWaiting } from './judge-waiting.ts';
import { lookUpOpen, markBrokenOff } from './look-up-open.ts';
import { noteFailures } from './note-failures.ts';
import type { ReportsAccount, ReportsParts } from './ports.ts';
import {
  beginReportRun,
  type ReportCounters,
  type ReportOptions,
  type ReportRun,
} from './report-run.ts';
import { sendDue } from './send-due.ts';
import { takeLooks } from './take-looks.ts';
import { watchPools } from './watch-pools.ts';
import { writeFlags } from './write-flags.ts';

export type ReportsResult =
  | { ran: false; why: 'reports-running' }
  | { ran: true; fault: RunFault | undefined; counters: ReportCounters };

function reportsLeaseName(accountId: string): string {
  return `reports:${accountId}`;
}

/**
 * One run of an account's reports: what the shop says is committed, what waits is judged, what nobody
 * knows the outcome of is looked up, what is due is sent, what OTTO shows is confirmed, and the shop
 * orders say how it stands. May be killed anywhere; the next run goes on and reports nothing twice.
 *
 * A shop that is out of reach keeps nothing from OTTO, and the other way round.
 */
export async function runReports(
  parts: ReportsParts,
  account: ReportsAccount,
  options: ReportOptions,
): Promise<ReportsResult> {
  const { logger } = parts;
  const { accountId } = account;
  const holder = `${options.holderKind}:${parts.processName}:${parts.newId()}`;
  const lease = await takeLease(parts, reportsLeaseName(accountId), holder, () => {
    const until = new Date(parts.clock.now().getTime() + parts.settleMs);
    return parts.ledger.restartOutcomes(accountId, until.toISOString());
  });
  if (!lease) return { ran: false, why: 'reports-running' };
  const keeper = leaseKeeper(parts, lease);
  const run = beginReportRun(parts, account, options, keeper.keep);
  try {
    const fault = await keeper.faultOf(() => work(run));
    const hasWorked = Object.values(run.counters).some((times) => times > 0);
    const facts = { accountId, cause: options.cause, fault: fault?.code, ...run.counters };
    if (hasWorked || fault) logger.info('reports-run-finished', facts);
    else logger.debug('reports-run-finished', facts);
    return { ran: true, fault, counters: run.counters };
  } finally {
    keeper.stop();
    await giveBackLease(parts, lease);
  }
}

type Side = ImportStopped['side'];

/** @returns the first fault that kept something from being done */
async function work(run: ReportRun): Promise<RunFault | undefined> {
  const { shop, gate, ledger } = run;
  const faults = new Map<Side, RunFault>();
  const step = async (side: Side, work: () => Promise<void>): Promise<void> => {
    if (faults.has(side) || faults.has('bridge') || run.signal.aborted) return;
    try {
      await run.keepLease();
      await work();
    } catch (error) {
      if (run.signal.aborted) return;
      if (!(error instanceof ImportStopped)) throw error;
      faults.set(error.side, error.fault);
      await tellFault(run, error);
    }
  };
  await step('bridge', () => markBrokenOff(run));
  await step('bridge', () => followRules(run));
  const takeUp = async (): Promise<boolean> => {
    let isMore = false;
    if (shop) {
      await step('shop', async () => {
        isMore = await takeLooks(run, shop);
      });
    }
    await step('bridge', () => judgeWaiting(run));
    return isMore;
  };
  await takeUp();
  await step('otto', () => lookUpOpen(run));
  await step('otto', () => sendDue(run, takeUp));
  // An OTTO that is away keeps nothing that the shop says from being heard.
  while (await takeUp());
  await step('otto', () => confirmAfterSale(run));
  await step('bridge', () => confirmReports(run));
  await step('bridge', () => noteFailures(run));
  if (shop && gate) await step('shop', () => writeFlags(run, shop, gate));
  await step('bridge', () => watchPools(run));
  const { accountId } = run.account;
  if (hasHeardOtto(run) && !faults.has('otto')) {
    await ledger.resolveIncidents(OTTO_FAULT_CODES, accountId, run.now());
  }
  if (run.counters.looked > 0 && !faults.has('shop')) {
    await ledger.resolveIncidents(SHOP_FAULT_CODES, 'shop', run.now());
  }
  await tellForbidden(run);
  if (run.signal.aborted) return { code: 'stopped', params: {} };
  return [...faults.values(), ...run.forbidden.values()].at(0);
}

/** OTTO took something, or told what it has: its credentials and its server are all right. */
function hasHeardOtto({ counters, forbidden }: ReportRun): boolean {
  const isForbidden = [...forbidden.keys()].some((kind) => LANE_OF[kind] === 'out');
  return counters.accepted + counters.found + counters.attention > 0 && !isForbidden;
}

async function tellFault(run: ReportRun, error: ImportStopped): Promise<void> {
  const { code, params } = error.fault;
  const { accountId } = run.account;
  run.logger[stopLevel(error)]('reports-run-stopped', {
    accountId,
    ...params,
    code,
    problem: error.cause instanceof Error ? error.cause.message : undefined,
  });
  if (error.side === 'bridge') return;
  const about = error.side === 'shop' ? 'shop' : accountId;
  const cause = { code, about, accountId: error.side === 'shop' ? undefined : accountId, params };
  await run.ledger.openIncident(cause, run.now());
}

/** The import talks to OTTO without these rights, so that its good runs say nothing about them. */
async function tellForbidden(run: ReportRun): Promise<void> {
  const { accountId } = run.account;
  for (const [lane, name] of Object.entries(RIGHT_OF_LANE)) {
    const about = `${accountId}:${name}`;
    const fault = [...run.forbidden].find(([kind]) => LANE_OF[kind] === lane)?.[1];
    if (fault) {
      await run.ledger.openIncident({ ...fault, about, accountId }, run.now());
    } else if ([...run.taken].some((kind) => LANE_OF[kind] === lane)) {
      await run.ledger.resolveIncidents(['otto-right-missing'], about, run.now());
    }
  }
}

/** Each lane goes by a right of its own: shipments, returns, price reductions. */
export const RIGHT_OF_LANE = {
  out: 'reports',
  return: 'return-decisions',
  reduction: 'price-reductions',
} as const satisfies Record<TransmissionLane, string>;
