import type { AcceptanceReason, ReturnCondition } from '../returns/return-words.ts';

/**
 * Money that went back to the buyer at OTTO while the sale stands: part of a piece's price, a delivery
 * fee, or what a receipt names without saying of what. What a returned or cancelled piece cost is not
 * among it, the piece's state says that.
 */
export type MoneyBack = {
  /** names it for good, e.g. by its receipt; what the shop's refund is marked with */
  moneyKey: string;
  kind: 'reduction' | 'delivery-fee' | 'other';
  /** only of a `reduction` */
  positionItemId: string | undefined;
  /** gross, more than 0 */
  cents: number;
};

/** What the ledger knows of an order beyond OTTO's order itself: what the refunds in the shop follow. */
export type AfterSale = {
  moneyBack: readonly MoneyBack[];
  /** in which condition pieces came back, by their ids */
  conditions: ReadonlyMap<string, ReturnCondition>;
  /** why returned pieces were accepted, by their ids; absent = it is not known of any */
  reasons?: ReadonlyMap<string, AcceptanceReason>;
};

export const NOTHING_AFTER_SALE: AfterSale = { moneyBack: [], conditions: new Map() };

/**
 * The key of money that a receipt gave back: by the receipt and what of it, so that a price reduction
 * that OTTO lists and the receipt that tells of it later are one.
 *
 * @param what a piece's id, `fee`, or `other`
 */
export function moneyKey(receiptNumber: string, what: string): string {
  return `${receiptNumber}|${what}`;
}

/**
 * Whether two keys name the same money: the same key, or the same sum of one receipt, of which it is
 * known of which piece it was in one place and not in the other.
 */
export function isSameMoney(
  one: { moneyKey: string; cents: number },
  other: { moneyKey: string; cents: number },
): boolean {
  if (one.moneyKey === other.moneyKey) return true;
  const [receipt, what] = partsOf(one.moneyKey);
  const [otherReceipt, otherWhat] = partsOf(other.moneyKey);
  const isOfNoPiece = what === 'other' || otherWhat === 'other';
  const isFee = what === 'fee' || otherWhat === 'fee';
  return receipt === otherReceipt && isOfNoPiece && !isFee && one.cents === other.cents;
}

function partsOf(key: string): [receiptNumber: string, what: string] {
  const end = key.lastIndexOf('|');
  return [key.slice(0, end), key.slice(end + 1)];
}
