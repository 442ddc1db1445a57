import type { TransmissionSource } from '../../mapping/reporting/transmission.ts';
import type { Clock } from '../clock.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { EventCause } from '../ledger/tables.ts';
import type { ReportsAccount, ReportsLedger } from '../transmission/ports.ts';

export type DeskLedger = ReportsLedger &
  Pick<
    Ledger,
    | 'askForReportLooks'
    | 'chooseCarrier'
    | 'confirmCancellation'
    | 'findOrdersByReferences'
    | 'listCarrierChoices'
    | 'listIncidentStakes'
    | 'countOpenPieces'
    | 'countSentPieces'
    | 'listToShip'
    | 'sendAgain'
    | 'takeByHand'
    | 'withdrawTransmission'
  >;

/** What the owner's wishes about reports work with, handed in by wiring/report-desk.ts. */
export type DeskParts = {
  ledger: DeskLedger;
  accounts: readonly ReportsAccount[];
  clock: Pick<Clock, 'now'>;
  newId: () => string;
};

/** Why a wish becomes no report: the words for the owner hang on its code. */
export type Refusal = { code: string; params: Record<string, string | number> };

export type ShipOptions = {
  source: TransmissionSource;
  cause: EventCause;
  /** decides everything, commits nothing */
  dryRun: boolean;
};
