import type { Contradiction } from '../../mapping/contradictions.ts';

/** What the owner decides for one order: as at OTTO, or as in the shop. */
export type ChoosableCode =
  | Contradiction['code']
  | 'refund-exceeds-rest'
  | 'shop-order-in-trash'
  | 'shop-order-gone';

const CHOOSABLE = {
  'cancelled-in-shop': true,
  'open-in-shop-cancelled-at-otto': true,
  'released-in-shop-only': true,
  'open-in-shop-finished-at-otto': true,
  'pieces-missing-in-shop': true,
  'quantity-higher-in-shop': true,
  'total-differs-in-shop': true,
  'refunded-in-shop': true,
  'address-differs': true,
  'refund-exceeds-rest': true,
  'shop-order-in-trash': true,
  'shop-order-gone': true,
} as const satisfies Record<ChoosableCode, true>;

/** True for what an owner can choose about, OTTO's side or the shop's. */
export function isChoosable(code: string): code is ChoosableCode {
  return Object.hasOwn(CHOOSABLE, code);
}

/** Every code about which an owner can choose. */
export const CHOOSABLE_CODES: readonly string[] = Object.keys(CHOOSABLE);
