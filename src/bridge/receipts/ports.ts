import type { Clock } from '../clock.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { Logger } from '../logger.ts';
import type { OttoClient } from '../otto/otto-client.ts';

/** OTTO's receipts, as far as they are read. */
export type ReceiptSource = Pick<OttoClient, 'listReceipts' | 'getReceipt' | 'getReceiptPdf'>;

export type ReceiptsLedger = Pick<
  Ledger,
  | 'acquireLease'
  | 'countUnreadableReceipts'
  | 'forgetUnreadableReceipts'
  | 'freeLease'
  | 'listUnreadableReceipts'
  | 'loadDueChecks'
  | 'holdsLease'
  | 'loadLeaseHolder'
  | 'loadReadCursor'
  | 'loadReceipt'
  | 'loadReceiptChecks'
  | 'loadReceiptFacts'
  | 'markChangedOrders'
  | 'noteUnreadableReceipts'
  | 'openIncident'
  | 'releaseLease'
  | 'renewLease'
  | 'resolveIncidents'
  | 'saveReadCursor'
  | 'saveReceiptChecks'
  | 'saveReceipts'
>;

/** What reading and comparing receipts works with, handed in by wiring/receipts.ts. */
export type ReceiptsParts = {
  source: ReceiptSource;
  ledger: ReceiptsLedger;
  clock: Clock;
  logger: Logger;
  newId: () => string;
  /** machine and process, as part of a lease's holder */
  processName: string;
  /** true only when the holder surely ended */
  isHolderGone: (holder: string) => boolean;
};

export type ReceiptsOptions = {
  signal: AbortSignal;
  /** kind of process, for leases */
  holderKind: 'service' | 'command';
  /** created on this day of UTC or later, `yyyy-mm-dd`; undefined = what is new */
  since?: string | undefined;
};

/** What a look came to. */
export type ReceiptCounters = {
  /** receipts that OTTO listed */
  read: number;
  /** of those, receipts that were not known */
  added: number;
  unreadable: number;
  /** orders that were compared */
  compared: number;
  /** of those, orders that are told to differ */
  differ: number;
};

/** One look under way. */
export type ReceiptsRun = ReceiptsParts & {
  accountId: string;
  signal: AbortSignal;
  counters: ReceiptCounters;
  now(): string;
  /** makes sure that this run still is the one that reads */
  keepLease(): Promise<void>;
};
