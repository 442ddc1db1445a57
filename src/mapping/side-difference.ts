/** What the bridge can do about a difference, when the owner says so. */
export const REPAIRS = ['import', 'create-again', 'adopt', 'look-again', 'bin-the-later'] as const;

export type Repair = (typeof REPAIRS)[number];

export type SideDifferenceCode =
  | 'otto-order-unknown'
  | 'otto-order-unreadable'
  | 'otto-order-missing'
  | 'shop-order-missing'
  | 'shop-order-unknown'
  | 'shop-order-twice'
  | 'shop-order-in-trash'
  | 'released-waiting'
  | 'step-open'
  | 'phase-behind'
  | 'pieces-behind'
  | 'shop-phase-behind'
  | 'shop-status-unseen'
  | 'total-differs'
  | 'contradiction-open';

/** One thing in which the sides do not agree. Params are ids, codes and sums only. */
export type SideDifference = {
  salesOrderId: string;
  orderNumber: string;
  code: SideDifferenceCode;
  params: Record<string, string | number>;
  /** undefined = nothing the bridge could do; the sentence says what a person can */
  repair: Repair | undefined;
};

/** What is found on one order; whose it is, is known to who asked. */
export type FoundDifference = Omit<SideDifference, 'salesOrderId' | 'orderNumber'>;

export function difference(
  code: SideDifferenceCode,
  repair: Repair | undefined,
  params: FoundDifference['params'] = {},
): FoundDifference {
  return { code, params, repair };
}
