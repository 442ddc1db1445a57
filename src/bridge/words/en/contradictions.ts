import type { ContradictionCode, PackingCode } from '../owner-code.ts';
import type { Say } from '../saying.ts';
import { bothWays } from './choices.ts';

const HAND_WINS = 'The bridge does not overwrite by itself what was changed by hand.';

/** What a person in the shop decided otherwise than OTTO, and what must not be packed any more. */
export const contradictions = {
  'cancelled-in-shop': (g) => ({
    what: `${g.order} is “${g.text('status')}” in the shop, but “${g.phase('phase')}” at OTTO.`,
    follows: `${HAND_WINS} At OTTO the order still stands.`,
    todo: bothWays('cancelled-in-shop', g),
  }),
  'open-in-shop-cancelled-at-otto': (g) => ({
    what: `${g.order} is cancelled at OTTO, but still “${g.text('status')}” in the shop.`,
    follows: `It could be shipped by mistake. ${HAND_WINS}`,
    todo: bothWays('open-in-shop-cancelled-at-otto', g),
  }),
  'released-in-shop-only': (g) => ({
    what: `${g.order} has not been released by OTTO yet, but is “${g.text('status')}” in the shop already.`,
    follows: `It could be shipped unpaid. ${HAND_WINS}`,
    todo: bothWays('released-in-shop-only', g),
  }),
  'open-in-shop-finished-at-otto': (g) => ({
    what: `${g.order} is “${g.phase('phase')}” at OTTO, but still “${g.text('status')}” in the shop.`,
    follows: `It could be shipped a second time. ${HAND_WINS}`,
    todo: bothWays('open-in-shop-finished-at-otto', g),
  }),
  'pieces-missing-in-shop': (g) => ({
    what: `${g.order}: the shop order ${g.text('wooOrderId')} lacks what is sold at OTTO (pieces: ${g.number('pieces')}, SKU ${g.text('skus')}).`,
    follows: `Too little could be shipped. ${HAND_WINS}`,
    todo: bothWays('pieces-missing-in-shop', g),
  }),
  'quantity-higher-in-shop': (g) => ({
    what: `${g.order}: the shop order ${g.text('wooOrderId')} has the SKU “${g.text('sku')}” with the quantity ${g.number('shopQuantity')}, at OTTO it is ${g.number('ottoQuantity')}.`,
    follows: `Too much could be shipped. ${HAND_WINS}`,
    todo: bothWays('quantity-higher-in-shop', g),
  }),
  'total-differs-in-shop': (g) => ({
    what: `${g.order}: the shop order ${g.text('wooOrderId')} shows ${g.sum('actualCents')}, at OTTO it is ${g.sum('expectedCents')}.`,
    follows:
      'OTTO’s amount is the one that counts. Mostly the order was changed by hand; otherwise it is a new tax rate or a plugin that alters orders.',
    todo: bothWays('total-differs-in-shop', g),
  }),
  'refunded-in-shop': (g) => ({
    what: `${g.order}: in the shop order ${g.text('wooOrderId')} ${g.sum('cents')} were refunded by hand or twice (last no. ${g.text('refundId')}). At OTTO there is no cancellation, return or price reduction for it.`,
    follows:
      'The shop shows less revenue than OTTO settles. If OTTO still refunds the same sum, it is over by itself.',
    todo: bothWays('refunded-in-shop', g),
  }),
  'address-differs': (g) => ({
    what: `${g.order}: in the shop order ${g.text('wooOrderId')} an address was changed by hand; OTTO has sent another one since.`,
    follows: HAND_WINS,
    todo: bothWays('address-differs', g),
  }),
  'pack-stop': (g) => ({
    what: `${g.order}: please do not ship. OTTO cancelled what was being packed already (pieces: ${g.number('pieces')}, SKU ${g.text('skus')}).`,
    follows:
      'A note stands in the shop order. The bridge reports no shipment to OTTO for these pieces.',
    todo: 'Take the goods out of the parcel, and confirm here that it is done. If they are on their way already, have the carrier return the parcel.',
  }),
  'shop-order-twice': (g) => ({
    what: `${g.order} is in the shop twice: as order ${g.text('wooOrderId')} and as order ${g.text('otherWooOrderId')}.`,
    follows: `The bridge goes on with the order ${g.text('wooOrderId')} and leaves the other one alone. It could be shipped twice.`,
    todo: 'Check both under WooCommerce > Orders. If the other one is a mere copy, cancel it and move it to the trash.',
  }),
} as const satisfies Record<ContradictionCode | PackingCode, Say>;
