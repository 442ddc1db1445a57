import type { FulfillmentStatus } from '../otto/fulfillment-status.ts';
import type { MoneyBack } from './money-back.ts';
import type { OttoReceipt } from './receipt.ts';

/** A piece as OTTO's order shows it. */
export type ComparedPiece = {
  positionItemId: string;
  /** undefined = OTTO sent something this bridge does not know */
  fulfillmentStatus: FulfillmentStatus | undefined;
  /** what the buyer pays for it, gross, after discounts */
  payableCents: number;
};

/** What is compared of a receipt. */
export type ComparedReceipt = Pick<
  OttoReceipt,
  | 'receiptNumber'
  | 'receiptType'
  | 'createdAt'
  | 'isReal'
  | 'grossCents'
  | 'feesCents'
  | 'servicesCents'
  | 'pieces'
>;

/** Everything known of one order that receipts are compared with. Integer cents. */
export type ComparedOrder = {
  pieces: readonly ComparedPiece[];
  /** delivery fees as OTTO named them at checkout, together */
  feeCents: number;
  receipts: readonly ComparedReceipt[];
  /** with the receipt each is known from; undefined = none is written yet, or OTTO named none */
  moneyBack: readonly (MoneyBack & { receiptNumber: string | undefined })[];
  /** the shop order as it was read last; undefined = there is none */
  shop: { totalCents: number; refundedCents: number } | undefined;
};

/** What differs. */
export type ReceiptDifference =
  /** a purchase receipt bills goods otherwise than the pieces on it cost */
  | {
      code: 'purchase-differs';
      receiptNumber: string;
      expectedCents: number;
      actualCents: number;
    }
  /** a purchase receipt bills pieces again that an earlier one billed */
  | { code: 'billed-twice'; receiptNumber: string; cents: number }
  /** all receipts are there, and the delivery fee of the order is on none, or not all of it */
  | { code: 'fee-not-billed'; expectedCents: number; actualCents: number }
  /** more delivery fee was billed than the order names */
  | { code: 'fee-differs'; expectedCents: number; actualCents: number }
  /** more delivery fee went back than was billed */
  | { code: 'fee-refund-differs'; expectedCents: number; actualCents: number }
  /** a refund receipt gives back pieces that OTTO's order shows as kept */
  | { code: 'refund-without-return'; receiptNumber: string; cents: number }
  /** refund receipts give back otherwise than returned pieces and reductions come to */
  | { code: 'refunds-differ'; expectedCents: number; actualCents: number }
  /** receipts and OTTO's order agree, the shop order does not */
  | { code: 'shop-differs'; expectedCents: number; actualCents: number };

/** What is still to come before all can be compared. */
export type ReceiptToCome =
  | { code: 'purchase-to-come' | 'refund-to-come'; pieces: number }
  | { code: 'reduction-to-come'; cents: number }
  /** pieces that are not sent yet: their receipts come with the shipment */
  | { code: 'pieces-to-send'; pieces: number };

/** Why nothing can be compared. */
export type NotCompared = {
  code: 'technical-receipts' | 'order-unknown' | 'order-not-in-shop' | 'piece-state-unknown';
};

/** One code of {@link NotCompared}. */
export type WhyNotCompared = NotCompared['code'];

export type ReceiptFinding = ReceiptDifference | ReceiptToCome | NotCompared;

/** Side by side; without services, which orders do not name. null = nothing is known of it. */
export type ReceiptSums = {
  purchaseCents: number;
  refundCents: number;
  /** what the buyer keeps and pays for, by OTTO's order, less what went back */
  ottoCents: number | null;
  /** total less refunds of the shop order */
  shopCents: number | null;
};

export type ReceiptComparison = {
  verdict: 'agree' | 'open' | 'differs' | 'not-compared';
  sums: ReceiptSums;
  /** the most telling first */
  findings: ReceiptFinding[];
};
