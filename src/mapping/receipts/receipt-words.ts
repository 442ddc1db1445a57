/** @see https://api.otto.market/docs/functional-interfaces/receipts */
export const RECEIPT_TYPES = ['PURCHASE', 'REFUND', 'PARTIAL_REFUND'] as const;
export type ReceiptType = (typeof RECEIPT_TYPES)[number];

/** Why money went back: of a REFUND its refundType, of a PARTIAL_REFUND its partialRefundType. */
export const REFUND_KINDS = [
  'RETURN',
  'CANCELLATION',
  'SERVICE_FULL_REFUND_CANCELLED_BY_SDU',
  'SERVICE_FULL_REFUND_PRODUCT_RETURNED',
  'REFUND_COMPLAINT_ITEM',
  'REFUND_PAYPAL_DISPUTE',
  'REFUND_ESCALATION',
  'REFUND_PARTIAL_AMOUNT_AFTER_SERVICE_CANCELLATION',
  'REFUND_CREDIT_CARD_DISPUTE',
] as const;
export type RefundKind = (typeof REFUND_KINDS)[number];

/** What comparing an order's receipts with the order and the shop came to. */
export const RECEIPT_CHECK_STATES = [
  /** not compared yet */
  'pending',
  'agree',
  /** pieces are still to be sent, or receipts still to come */
  'open',
  /** a receipt should have come long ago */
  'overdue',
  /** something differs, seen for less than an hour: the import may be booking it */
  'settling',
  'differs',
  /** technical receipts, an order that is unknown or not in the shop */
  'not-compared',
] as const;
export type ReceiptCheckState = (typeof RECEIPT_CHECK_STATES)[number];
