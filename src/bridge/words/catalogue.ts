import type { ShipRefusal } from '../../mapping/may-ship.ts';
import type { OrderPhase } from '../../mapping/order-phase.ts';
import type { FulfillmentStatus } from '../../mapping/otto/fulfillment-status.ts';
import type { NetworkFault } from '../errors.ts';
import type { ImportCounters, ImportRunRow } from '../ledger/import-runs.ts';
import type { IncidentRow } from '../ledger/incidents.ts';
import type { EventCause, ImportState } from '../ledger/tables.ts';
import type { ProofStep } from '../mail-proof/proof-step.ts';
import type { ChoosableCode } from '../order-choice/choosable.ts';
import type { ImportOptions } from '../order-import/import-run.ts';
import type { Account } from '../settings/account-schema.ts';
import type {
  EventKind,
  LineOutcome,
  OrderCode,
  OwnerCode,
  ReconcileCode,
  ReportEndCode,
  ReportReturnCode,
  ReportWaitCode,
  RunCode,
} from './owner-code.ts';
import type { ReportLabels } from './report-labels.ts';
import type { Params, Say, SayChoice, SayEvent, Saying } from './saying.ts';

/** What a run did, counted; without what it has read. */
export type CountedOutcome = Exclude<keyof ImportCounters, 'seen'>;

/** Words and short phrases of one language. */
export type Labels = ReportLabels & {
  order: (orderNumber: string | undefined) => string;
  empty: string;
  phase: Record<OrderPhase | 'unknown', string>;
  fulfillmentStatus: Record<FulfillmentStatus, string>;
  /** why a piece must not be shipped; whole sentences */
  shipRefusal: Record<ShipRefusal, string>;
  importState: Record<ImportState, string>;
  outcome: Record<LineOutcome, string>;
  runState: Record<ImportRunRow['state'], string>;
  runCause: Record<ImportOptions['cause'], string>;
  /** what brought an event about */
  eventCause: Record<EventCause, string>;
  /** what was done to the test order of a mail proof */
  proofStep: Record<ProofStep['kind'], string>;
  /** told before a mail proof begins */
  mailProofNotice: string;
  incidentState: Record<IncidentRow['state'], string>;
  accountState: Record<Account['state'], string>;
  counters: Record<'done' | 'planned', Record<CountedOutcome, string>>;
  /** @param counts e.g. "3 angelegt, 1 zu klären"; "" when nothing was counted */
  counterLine: (run: {
    seen: number;
    seenText: string;
    counts: string;
    isRehearsal: boolean;
  }) => string;
  networkFault: Record<NetworkFault, string>;
  statusCode: (statusCode: string) => string;
  logref: (logref: string) => string;
  /** which address: OTTO's two and the shop's two, or one of both */
  address: Record<'delivery' | 'invoice' | 'shipping' | 'billing' | 'both', string>;
  /** fields of addresses, by OTTO's names and the shop's */
  field: Record<string, string>;
  fileFault: Record<string, string>;
  /** places that are no file */
  place: Record<string, string>;
  secret: {
    consumerKey: string;
    consumerSecret: string;
    mailPassword: string;
    clientSecret: (accountId: string) => string;
  };
};

/** Everything one language says. A code that is missing here does not compile. */
export type Catalogue = {
  labels: Labels;
  sayings: Record<OwnerCode, Say>;
  /** a few words for tables */
  reasons: Record<
    OrderCode | ReconcileCode | ReportWaitCode | ReportEndCode | ReportReturnCode | RunCode,
    string
  >;
  events: Record<EventKind, SayEvent>;
  choices: Record<ChoosableCode, SayChoice>;
  unknownCode: (code: string, params: Params) => Saying;
  unknownEvent: (kind: string, params: Params) => string;
};
