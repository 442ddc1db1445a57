import type { Reduction } from './price-reductions/reduction-store.ts';
import type { RawReceipt, Receipt } from './receipts/receipt-store.ts';
import type { ReturnShipmentState } from './return-shipments/return-shipment-store.ts';
import type { ReturnEntry } from './returns/return-store.ts';

/**
 * What happens after the sale without our doing: at the buyer's, on the way back, in OTTO Partner
 * Connect. Each verb throws when OTTO would not let it happen.
 */
export type AfterSale = {
  /**
   * The buyer makes a return label for a SENT piece. Left out, the key is the piece's own return
   * tracking key, or an invented DHL number. No money moves.
   */
  announce(
    positionItemId: string,
    way?: { carrier?: string; trackingNumbers?: string[] },
  ): ReturnEntry;
  /** The buyer sent a SENT piece to OTTO itself. */
  misdirect(positionItemId: string, place?: { ottoWarehouseId?: string }): ReturnEntry;
  /** SENT → RETURNED in Partner Connect, with its REFUND; condition `A`, `RETURN_RECEIVED` by default. */
  acceptByHand(positionItemId: string, how?: { condition?: string; reason?: string }): void;
  /** The return is refused in Partner Connect; condition `D`, `WRONG_ITEM` by default. */
  rejectByHand(positionItemId: string, how?: { condition?: string; reason?: string }): void;
  /** The parcel back moves on. */
  moveReturnShipment(trackingNumber: string, state: ReturnShipmentState, statusText?: string): void;

  /** The buyer pays part with a voucher; it lowers the `amountDue` of the purchase receipts to come. */
  addVoucher(salesOrderId: string, cents: number, code?: string): void;
  /** OTTO gives delivery fees back: a REFUND of what was billed, or of `cents` of it. */
  refundFee(salesOrderId: string, cents?: number): Receipt;
  /** The newest receipt of the order once more, as one that is not real. */
  issueTechnicalReceipt(salesOrderId: string): Receipt;
  /** Any receipt, sent exactly as given. */
  issueReceipt(receipt: RawReceipt): void;

  /** A price reduction in Partner Connect; `REFUND_COMPLAINT_ITEM` by default. */
  reduceByHand(
    positionItemId: string,
    cents: number,
    how?: { partialRefundType?: string },
  ): Reduction;
  /** INITIATED → PROCESSED, with its PARTIAL_REFUND. */
  processReduction(id: number): void;
  /** INITIATED → REJECTED: nothing goes back. */
  rejectReduction(id: number): void;

  /** The stock number is typed in Partner Connect. */
  setQuantity(sku: string, quantity: number): void;
};
