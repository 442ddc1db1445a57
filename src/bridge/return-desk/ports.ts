import type { TransmissionSource } from '../../mapping/reporting/transmission.ts';
import type { ReturnCondition } from '../../mapping/returns/return-words.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { EventCause } from '../ledger/tables.ts';
import type { OttoClient } from '../otto/otto-client.ts';
import type { DeskParts } from '../report-desk/ports.ts';

/** What the owner's wishes after the sale work with, handed in by wiring/return-desk.ts. */
export type ReturnDeskParts = Omit<DeskParts, 'ledger'> & {
  ledger: DeskParts['ledger'] & Pick<Ledger, 'loadAfterSale' | 'loadReturnStates'>;
  /** @throws ConfigError */
  otto: (accountId: string) => Pick<OttoClient, 'listPriceReductions'>;
};

export type ReturnDeskOptions = {
  source: TransmissionSource;
  cause: EventCause;
  /** decides everything, commits nothing */
  dryRun: boolean;
};

/** That the return of a piece is taken, or refused. */
export type DecisionWish = {
  accountId?: string | undefined;
  /** OTTO's id of the order; its number, or the shop's, is understood as well */
  salesOrderId: string;
  positionItemId: string;
  decision: 'accept' | 'reject';
  condition: ReturnCondition;
  reason: string;
};

/** That part of a kept piece's price goes back. */
export type ReductionWish = {
  accountId?: string | undefined;
  salesOrderId: string;
  positionItemId: string;
  /** gross */
  amountCents: number;
  /** names the intent: sent in again under the same name it changes nothing */
  requestId: string;
  /** the same amount went back within the last day, and is meant once more */
  again?: boolean | undefined;
};
