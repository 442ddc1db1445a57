import type {
  TransmissionKind,
  TransmissionSource,
  TransmissionState,
} from '../../mapping/reporting/transmission.ts';
import type { AttemptCall, AttemptOutcome } from '../ledger/tables.ts';

/** What became of a wish to report, or would have become of it. */
export type ShipOutcomeWord =
  | 'due'
  | 'waits'
  | 'known'
  | 'refused'
  | 'left-out'
  | 'would-due'
  | 'would-wait';

/** Words about reports to OTTO, in one language. */
export type ReportLabels = {
  /** where a report stands */
  transmissionState: Record<TransmissionState, string>;
  transmissionKind: Record<TransmissionKind, string>;
  /** who said so */
  transmissionSource: Record<TransmissionSource, string>;
  /** one call to OTTO */
  attemptCall: Record<AttemptCall, string>;
  attemptOutcome: Record<AttemptOutcome | 'open', string>;
  shipOutcome: Record<ShipOutcomeWord, string>;
  /** why a piece is not part of what is reported; whole sentences */
  leftWhy: Record<'in-other-report' | 'other-goods' | 'in-no-parcel', string>;
  /** what an incident about reports costs while it is open; whole sentences */
  consequence: Record<'unpaid' | 'uncancelled' | 'unreturned', string>;
};
