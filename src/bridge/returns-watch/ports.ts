import type { Clock } from '../clock.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { Logger } from '../logger.ts';
import type { OttoClient } from '../otto/otto-client.ts';

/** OTTO's returns, as far as they are read. */
export type ReturnSource = Pick<OttoClient, 'listReturns' | 'listReturnShipments'>;

export type ReturnsLedger = Pick<
  Ledger,
  | 'acquireLease'
  | 'freeLease'
  | 'listIncidents'
  | 'holdsLease'
  | 'loadLeaseHolder'
  | 'loadOpenReturns'
  | 'loadReadCursor'
  | 'lookAgainAt'
  | 'oldestOnTheWayBack'
  | 'openIncident'
  | 'releaseLease'
  | 'renewLease'
  | 'resolveIncidents'
  | 'saveReadCursor'
  | 'saveReturnShipments'
  | 'saveReturns'
  | 'setReturnCauses'
>;

/** What reading returns works with, handed in by wiring/returns.ts. */
export type ReturnsParts = {
  source: ReturnSource;
  ledger: ReturnsLedger;
  clock: Clock;
  logger: Logger;
  newId: () => string;
  /** machine and process, as part of a lease's holder */
  processName: string;
  /** true only when the holder surely ended */
  isHolderGone: (holder: string) => boolean;
};

export type ReturnsOptions = {
  signal: AbortSignal;
  /** kind of process, for leases */
  holderKind: 'service' | 'command';
};

/** What a look came to. */
export type ReturnCounters = {
  /** returns that OTTO listed */
  read: number;
  /** of those, returns that were new or something else than before */
  changed: number;
  /** parcels on their way back that were new or in another state than before */
  moved: number;
  unreadable: number;
};

/** One look under way. */
export type ReturnsRun = ReturnsParts & {
  accountId: string;
  signal: AbortSignal;
  counters: ReturnCounters;
  now(): string;
  /** makes sure that this run still is the one that reads */
  keepLease(): Promise<void>;
};
