import type { OrderPhase } from './order-phase.ts';
import type { PieceInLine } from './own-lines.ts';
import type { AfterSale } from './receipts/money-back.ts';

/** One way in which a person's decision in the shop says something else than OTTO. */
export type Contradiction =
  /** the shop says it is off, OTTO still sells it or has it as shipped */
  | { code: 'cancelled-in-shop'; status: string; phase: OrderPhase }
  /** danger: a cancelled order may be shipped */
  | { code: 'open-in-shop-cancelled-at-otto'; status: string; phase: OrderPhase }
  /** only announced at OTTO, but a packers' status in the shop: may be shipped unpaid */
  | { code: 'released-in-shop-only'; status: string; phase: OrderPhase }
  /** sent or returned at OTTO, still to be shipped in the shop: may be shipped twice */
  | { code: 'open-in-shop-finished-at-otto'; status: string; phase: OrderPhase }
  /** part of the sale at OTTO, but in no line, or in a line of a smaller quantity */
  | { code: 'pieces-missing-in-shop'; pieces: number; skus: string }
  | { code: 'quantity-higher-in-shop'; sku: string; shopQuantity: number; ottoQuantity: number }
  | { code: 'total-differs-in-shop'; expectedCents: number; actualCents: number }
  /** booked by hand or twice, and nothing went back at OTTO for it */
  | { code: 'refunded-in-shop'; cents: number; refundId: number }
  /** a person wrote an address, and OTTO's is not the one the bridge knew either */
  | { code: 'address-differs'; which: string };

/** What OTTO says of an order, as far as a person in the shop can contradict it. */
export type OttoSays = {
  phase: OrderPhase | undefined;
  positionItems: readonly PieceInLine[];
  /** live pieces and delivery fees, as orderTotalCents() adds them up */
  grossCents: number;
  /** what came after the sale; absent = nothing */
  afterSale?: AfterSale | undefined;
  /** of OTTO's addresses as the shop would show them, where they are at hand */
  addressFingerprint?: string | undefined;
};
