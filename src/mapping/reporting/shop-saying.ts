import type { ImportRules } from '../import-rules.ts';
import { meaningOf } from '../status-meaning.ts';
import type { WooOrder } from '../woocommerce/order.ts';
import { META } from '../woocommerce/order-meta.ts';
import type { ShippingRules } from './shipping-rules.ts';

/**
 * What the status of a shop order says about its reports. Only parcels whose source says item by item
 * that they left count beside it.
 */
export type ShopSaying =
  /** the packers say that it left, all of it */
  | 'shipped'
  /** what was reported as shipped stays so, nothing new is: a status of the owner's own */
  | 'unsaid'
  /** still to be packed; what is said item by item counts */
  | 'to-ship'
  /** waits for something, or its money went back: nothing leaves */
  | 'held'
  /** called off: it is to be cancelled at OTTO */
  | 'off'
  /** in the bin, or no order yet */
  | 'no-order';

/**
 * Reads the status. One that the bridge wrote itself says nothing about packers or a person: neither
 * that it shipped, where a released order is mapped to a shipped status, nor that it is off.
 */
export function sayingOf(
  { status, meta }: WooOrder,
  rules: Pick<ShippingRules, 'shippedStatuses'>,
  importRules: ImportRules,
): ShopSaying {
  const meaning = meaningOf(status, importRules);
  const isOurWord = status === meta[META.statusWritten];
  switch (meaning) {
    case 'no-order':
      return 'no-order';
    case 'held':
      return 'held';
    case 'off':
      // WooCommerce sets it after a refund as well; the refund's own lines tell what is off.
      return status === 'refunded' || isOurWord ? 'held' : 'off';
    case 'to-ship':
      return rules.shippedStatuses.includes(status) && !isOurWord ? 'shipped' : 'to-ship';
    case 'packed':
    case 'came-back':
    case 'own':
      return rules.shippedStatuses.includes(status) ? 'shipped' : 'unsaid';
  }
}
