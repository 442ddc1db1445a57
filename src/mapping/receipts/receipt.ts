/** One rate of tax on a receipt. Cents are gross, net and tax of that rate together. */
export type ReceiptTax = {
  /** e.g. 19 */
  ratePercent: number;
  grossCents: number;
  netCents: number | undefined;
  taxCents: number | undefined;
};

/** A piece on a receipt. */
export type ReceiptPiece = {
  positionItemId: string;
  /** what the receipt names for this one piece; undefined = only for several together */
  cents: number | undefined;
};

/**
 * A receipt of OTTO's, without whom it is for. Integer cents, never negative: the type says which way
 * the money went. Moments are UTC ISO text.
 */
export type OttoReceipt = {
  receiptNumber: string;
  /** PURCHASE, REFUND, PARTIAL_REFUND, or OTTO's own word */
  receiptType: string;
  salesOrderId: string;
  orderNumber: string | undefined;
  createdAt: string;
  /** false: a technical one, or one for Helgoland or Büsingen */
  isReal: boolean;
  grossCents: number;
  /** after vouchers, which are a means of payment */
  dueCents: number | undefined;
  /** goods as billed: after discounts, and on a refund without what went back before */
  itemsCents: number;
  feesCents: number;
  servicesCents: number;
  /** what seller and platform took off the goods, informs only: `itemsCents` is without it already */
  discountsCents: number;
  vouchersCents: number;
  taxes: ReceiptTax[];
  /** of a refund: the purchase receipt */
  linkedReceiptNumber: string | undefined;
  /** refundType or partialRefundType */
  refundKind: string | undefined;
  paymentMethod: string | undefined;
  pieces: ReceiptPiece[];
};

/** What could be told of a receipt that could not be read; no values, only where it failed. */
export type UnreadableReceipt = { receiptNumber: string | undefined; problems: string[] };

export type ParsedReceipt =
  | { readable: true; receipt: OttoReceipt }
  | { readable: false; unreadable: UnreadableReceipt };
