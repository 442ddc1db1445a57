/**
 * How returns, receipts, price reductions and stock behave where OTTO leaves us guessing. Part of
 * `FakeOttoBehaviour`; numbers in brackets are sections of otto-market-api.md.
 */
export type AfterSaleBehaviour = {
  /** Whether a piece is listed once, under its newest status, or once per change; unknown (5.1). */
  returnListShows: 'newest-status' | 'every-change';
  /** The list of returns shows a change only this long after it happened. Default 0. */
  returnListLagMs: number;
  /** Whether `condition` must be there to accept: yes in 2025, no in 2026 (5.1). Default true. */
  conditionRequired: boolean;
  /** Answer to a decision whose fields are missing or wrong: nothing is done (5.1). Default 422. */
  incompleteDecisionStatus: 400 | 422;
  /** Answer when every piece of a call is refused; unknown (5.1). Default 422. */
  allRefusedStatus: 422 | 207;
  /** Where a refused piece is named in `errors`; unknown (5.1). Default `path`. */
  refusedPieceNamedIn: 'path' | 'detail' | 'nowhere';
  /**
   * What stands in `results`: the done pieces as sent, their ids, nothing, or every piece that was
   * asked for, refused ones included; not described (5.1). Default `objects`.
   */
  decisionResults: 'objects' | 'ids' | 'nothing' | 'all-asked';
  /** Accepting an accepted return or rejecting a rejected one; unknown (5.1). Default `error`. */
  decidingTwice: 'error' | 'without-effect';
  /** An order shows an accepted piece as RETURNED only this much later; unknown. Default 0. */
  returnedVisibleAfterMs: number;
  /** Return shipments are found by their tracking key for so many days: 30 or 42 (5.2). Default 42. */
  returnShipmentsFoundForDays: 30 | 42;

  /** A receipt is there only this long after what it is for. Default 0. */
  receiptsAfterMs: number;
  /** `receiptTypes` left out: "always send it" (5.3). Default `refuse`. */
  receiptTypesLeftOut: 'refuse' | 'all';
  /** How several `receiptTypes` travel; unknown (5.3). Default `both`. */
  receiptTypesForm: 'repeated' | 'commas' | 'both';
  /** Amounts in receipts: `{amount, currency}` or plain numbers; not described (5.3). */
  receiptAmounts: 'objects' | 'numbers';
  /** Whether prices have `net` and `tax`, or the totals alone, as in older receipts. Default `all`. */
  receiptTaxes: 'all' | 'totals';
  /** Whether REFUND and PARTIAL_REFUND amounts are above or below 0; unknown (5.3). */
  refundSign: 'positive' | 'negative';
  /** Whether a `positionSum` has its price modifications taken off; unknown (5.3). */
  positionSums: 'after-modifications' | 'before-modifications';
  /** A delivery fee all whose pieces are cancelled; the receipt decides, unknown (7.1). */
  feesOfCancelledPieces: 'billed' | 'dropped';

  /** INITIATED becomes PROCESSED after this long; undefined: by verb alone (5.4). Default 0. */
  reductionProcessedAfterMs: number | undefined;
  /** When a reduction has its `receiptNumber`, null or absent before; unknown (5.4). */
  reductionReceiptNumbers: 'at-once' | 'when-processed' | 'null-until-processed' | 'never';
  /** Whether accepting a return rejects what is INITIATED for the piece; unknown. Default true. */
  returnRejectsReductions: boolean;
  /** Amounts in the list of reductions (5.4). Default `objects`. */
  reductionAmounts: 'objects' | 'numbers';
  /** Whether `totalPriceReduction` counts REJECTED ones; unknown (5.4). Default false. */
  rejectedReductionsInTotal: boolean;
  /** The list of reductions shows a new one only this long after it was taken. Default 0. */
  reductionListLagMs: number;
  /** A piece that was never reduced: a result without reductions, or none; unknown (5.4). */
  unreducedPieces: 'left-out' | 'empty-entry';
  /** Answer to an amount not below what is left; which of the two is unknown (5.4). Default 409. */
  reductionTooLargeStatus: 409 | 424;
  /** Answer for a piece that is not SENT or was RETURNED; unknown (5.4). Default 409. */
  irreducibleStatus: 409 | 424;

  /** Whether an error of the push names its SKU in `detail`; unknown (5.5). Default `detail`. */
  unknownSkuNamedIn: 'detail' | 'nowhere';
  /** Answer when every SKU of a push is unknown; unknown (5.5). Default 207. */
  allSkusUnknownStatus: 207 | 422;
  /** What the entries of the list stand under; not described (5.5). Default `resources.variations`. */
  quantityListForm: 'resources.variations' | 'resources' | 'results' | 'bare';
  /** Whether the cursor is the last SKU itself, or its secret (5.5). Default `sku`. */
  quantityCursor: 'sku' | 'opaque';
  /** Whether OTTO's own sales lower the number until the next push; unknown (5.5). Default false. */
  salesLowerQuantities: boolean;
  /** Reading shows a pushed number only this much later. Default 0. */
  quantityReadLagMs: number;
};

export const usualAfterSaleBehaviour: AfterSaleBehaviour = {
  returnListShows: 'newest-status',
  returnListLagMs: 0,
  conditionRequired: true,
  incompleteDecisionStatus: 422,
  allRefusedStatus: 422,
  refusedPieceNamedIn: 'path',
  decisionResults: 'objects',
  decidingTwice: 'error',
  returnedVisibleAfterMs: 0,
  returnShipmentsFoundForDays: 42,
  receiptsAfterMs: 0,
  receiptTypesLeftOut: 'refuse',
  receiptTypesForm: 'both',
  receiptAmounts: 'objects',
  receiptTaxes: 'all',
  refundSign: 'positive',
  positionSums: 'after-modifications',
  feesOfCancelledPieces: 'billed',
  reductionProcessedAfterMs: 0,
  reductionReceiptNumbers: 'when-processed',
  returnRejectsReductions: true,
  reductionAmounts: 'objects',
  rejectedReductionsInTotal: false,
  reductionListLagMs: 0,
  unreducedPieces: 'left-out',
  reductionTooLargeStatus: 409,
  irreducibleStatus: 409,
  unknownSkuNamedIn: 'detail',
  allSkusUnknownStatus: 207,
  quantityListForm: 'resources.variations',
  quantityCursor: 'sku',
  salesLowerQuantities: false,
  quantityReadLagMs: 0,
};
