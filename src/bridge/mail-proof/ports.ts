import type { ImportRules } from '../../mapping/import-rules.ts';
import type {
  WooOrder,
  WooOrderChange,
  WooOrderDraft,
  WooRefund,
  WooRefundDraft,
} from '../../mapping/woocommerce/order.ts';
import type { ShopProfile } from '../../mapping/woocommerce/shop-profile.ts';
import type { Clock } from '../clock.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { Logger } from '../logger.ts';
import type { OutcomeOf, ShopGate, WriteResult } from '../order-import/ports.ts';
import type { ProofStep } from './proof-step.ts';

/** The shop, as far as the proof needs it. */
export type ProofShop = {
  loadShopProfile(): Promise<ShopProfile>;
  createOrders(drafts: WooOrderDraft[]): Promise<WriteResult[]>;
  updateOrder(wooOrderId: number, change: WooOrderChange): Promise<WooOrder>;
  getOrder(wooOrderId: number): Promise<WooOrder | undefined>;
  createRefund(wooOrderId: number, refund: WooRefundDraft): Promise<WooRefund>;
  createNote(wooOrderId: number, text: string): Promise<void>;
  /** the shop's own answers, nothing read into them */
  getRawOrder(wooOrderId: number): Promise<unknown>;
  listRawNotes(wooOrderId: number): Promise<unknown[]>;
  /** test orders of all proofs, thrown-away ones too */
  listTestOrders(): Promise<{ wooOrderId: number; proofId: string }[]>;
  /** one that is gone already counts as done */
  deleteOrder(wooOrderId: number, options: { force: boolean }): Promise<void>;
  listCustomerMails(): Promise<CustomerMail[]>;
};

/** One kind of mail the shop sends to buyers who have an address. */
export type CustomerMail = { mailId: string; isOn: boolean };

export type ProofLedger = Pick<
  Ledger,
  | 'acquireLease'
  | 'closeBrokenMailProofs'
  | 'closeTestOrder'
  | 'finishMailProof'
  | 'freeLease'
  | 'holdsLease'
  | 'loadLeaseHolder'
  | 'loadOpenTestOrders'
  | 'openIncident'
  | 'releaseLease'
  | 'renewLease'
  | 'resolveIncidents'
  | 'saveMailProof'
  | 'startMailProof'
  | 'startTestOrder'
>;

/** Everything a proof works with, handed in by create-bridge.ts. */
export type ProofParts = {
  shop: ProofShop;
  gate: ShopGate;
  outcomeOf: OutcomeOf;
  ledger: ProofLedger;
  clock: Clock;
  logger: Logger;
  newId: () => string;
  processName: string;
  isHolderGone: (holder: string) => boolean;
};

export type ProofOptions = {
  proofId: string;
  cause: 'click' | 'command';
  holderKind: 'service' | 'command';
  /** the rules of every account: the first decide how the order lives, all name statuses to try */
  rules: readonly [ImportRules, ...ImportRules[]];
  signal: AbortSignal;
  /** called once the proof stands in the ledger */
  onStarted?: (proofId: string) => void;
  onStep?: (step: ProofStep) => void;
};
