import type { ImportRules } from '../../mapping/import-rules.ts';
import type { ShippingRules } from '../../mapping/reporting/shipping-rules.ts';
import type { Clock } from '../clock.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { Logger } from '../logger.ts';
import type { OttoClient } from '../otto/otto-client.ts';
import type { WooClient } from '../woocommerce/woo-client.ts';

/** OTTO, as far as reports need it. */
export type OttoDoor = Pick<
  OttoClient,
  | 'acceptReturns'
  | 'addToShipment'
  | 'cancelPosition'
  | 'createMultiParcelShipment'
  | 'createPriceReduction'
  | 'createShipment'
  | 'getSalesOrder'
  | 'getShipment'
  | 'getShipmentByTracking'
  | 'listPriceReductions'
  | 'listReturns'
  | 'listShipments'
  | 'rejectReturns'
>;

/** The shop, as far as reports need it: it is read, and only a flag of ours is ever written. */
export type ShopDoor = Pick<
  WooClient,
  'getOrders' | 'listFulfillments' | 'listRefunds' | 'listShiptasticShipments' | 'updateOrders'
>;

/** How much the shop is asked at a time. */
export type ShopGate = {
  /** runs a call when there is room for it; `size` = orders in it */
  run<Result>(call: () => Promise<Result>, options?: { size?: number }): Promise<Result>;
};

export type ReportsLedger = Pick<
  Ledger,
  | 'acquireLease'
  | 'addMoneyBack'
  | 'addOrderNotes'
  | 'addTransmissions'
  | 'askForReportLooks'
  | 'compareFlag'
  | 'confirmByPieces'
  | 'countReturnPool'
  | 'findReturnUses'
  | 'findTrackingUses'
  | 'freeLease'
  | 'learnDeliveryType'
  | 'listIncidentsOfOrder'
  | 'listToShip'
  | 'listTransmissions'
  | 'loadCarrierChoices'
  | 'loadDeliveryTypes'
  | 'loadDueFlags'
  | 'loadDueTransmissions'
  | 'loadInFlight'
  | 'holdsLease'
  | 'loadLeaseHolder'
  | 'loadOpenOutcomes'
  | 'loadPositionItemsOf'
  | 'loadReductionsToAsk'
  | 'loadReportLooks'
  | 'loadReportsFingerprint'
  | 'loadReturnStates'
  | 'loadSalesOrders'
  | 'loadTransmission'
  | 'loadTransmissionsOf'
  | 'loadUnconfirmed'
  | 'loadWaiting'
  | 'lookAgainAt'
  | 'noteFindings'
  | 'openIncident'
  | 'releaseLease'
  | 'renewLease'
  | 'resolveIncidents'
  | 'reviseTransmissions'
  | 'saveReportsFingerprint'
  | 'settleAttempt'
  | 'settleFlag'
  | 'settleReportLook'
  | 'splitTransmission'
  | 'startAttempt'
  | 'startAttempts'
  | 'sweepReportLooks'
  | 'wakeWaiting'
  | 'withdrawTransmission'
>;

/** One account's share of the settings, in force for a run. */
export type ReportsAccount = {
  accountId: string;
  rules: ShippingRules;
  importRules: ImportRules;
  /** OTTO's limit as the owner set it: sends leave at this pace */
  requestsPerSecond: number;
};

/** Everything a run of reports works with, handed in by wiring/transmission.ts. */
export type ReportsParts = {
  otto: OttoDoor;
  /** the account's settings as they are by now: a run may last; undefined = it reports no more */
  accountNow: () => Promise<ReportsAccount | undefined>;
  /** undefined = no shop is connected: nothing is read there, and what is due leaves all the same */
  shop: ShopDoor | undefined;
  gate: ShopGate | undefined;
  /** sends of this account leave one after the other, as fast as OTTO allows */
  pace: { take(signal?: AbortSignal): Promise<void> };
  /** what became of a writing call that threw: certainly nothing, a refusal, or nobody knows */
  ottoOutcomeOf: (error: unknown) => 'not-sent' | 'refused' | 'unknown';
  /** true for what keeps every call from OTTO: refused credentials, or an OTTO that is out of order */
  concernsAllOfOtto: (error: unknown) => boolean;
  /** a look-up earlier than this after a call without an answer says nothing */
  settleMs: number;
  /** routes the shop turned out not to have, with when to ask anew (milliseconds); 0 = it has it */
  missingRoutes: Map<string, number>;
  /** when an account's orders were last looked through, by sweep and account (milliseconds) */
  sweptAt: Map<string, number>;
  ledger: ReportsLedger;
  clock: Clock;
  logger: Logger;
  newId: () => string;
  /** from 0 to 1, for waits that are not to end all at once */
  random: () => number;
  /** machine and process, as part of a lease's holder */
  processName: string;
  /** true only when the holder surely ended */
  isHolderGone: (holder: string) => boolean;
};
