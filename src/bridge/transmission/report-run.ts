import type { TransmissionKind, TransmissionLane } from '../../mapping/reporting/transmission.ts';
import type { RunFault } from '../order-import/run-faults.ts';
import type { ReportsAccount, ReportsParts } from './ports.ts';

/** What a run did. */
export type ReportCounters = {
  /** shop orders read for what the packers did */
  looked: number;
  /** reports that were committed from what the shop says */
  added: number;
  /** calls that OTTO took */
  accepted: number;
  /** reports that turned out to be at OTTO already */
  found: number;
  /** calls that are to be made again */
  deferred: number;
  /** calls nobody knows the outcome of; looked up later */
  open: number;
  /** reports that need a person now */
  attention: number;
  /** reports that OTTO shows */
  confirmed: number;
};

export function noReportCounters(): ReportCounters {
  return {
    looked: 0,
    added: 0,
    accepted: 0,
    found: 0,
    deferred: 0,
    open: 0,
    attention: 0,
    confirmed: 0,
  };
}

export type ReportCause = 'schedule' | 'click' | 'command' | 'webhook';

export type ReportOptions = {
  /** who asked */
  cause: ReportCause;
  signal: AbortSignal;
  /** kind of process, for leases: a service that holds the data folder frees those of a dead one */
  holderKind: 'service' | 'command';
};

/** One run in progress. */
export type ReportRun = ReportsParts & {
  account: ReportsAccount;
  signal: AbortSignal;
  counters: ReportCounters;
  now(): string;
  /** the moment so many milliseconds from now, UTC ISO */
  later(ms: number): string;
  /** makes sure that this run still is the one that reports */
  keepLease(): Promise<void>;
  /** kinds the app has no right for, found out in this run: left where they are */
  forbidden: Map<TransmissionKind, RunFault>;
  /** kinds of which OTTO took something in this run: the app has the right for them */
  taken: Set<TransmissionKind>;
  /** lanes of which OTTO let the app read in this run, after it forbade a call */
  readable: Set<TransmissionLane>;
};

export function beginReportRun(
  parts: ReportsParts,
  account: ReportsAccount,
  options: Pick<ReportOptions, 'signal'>,
  keepLease: () => Promise<void>,
): ReportRun {
  const time = () => parts.clock.now().getTime();
  return {
    ...parts,
    account,
    signal: options.signal,
    counters: noReportCounters(),
    now: () => new Date(time()).toISOString(),
    later: (ms) => new Date(time() + ms).toISOString(),
    keepLease,
    forbidden: new Map(),
    taken: new Set(),
    readable: new Set(),
  };
}
