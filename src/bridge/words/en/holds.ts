import type { BacklogReason, SkipReason } from '../../../mapping/shop-plan.ts';
import type { HoldCode } from '../owner-code.ts';
import type { Gaps, Say, Saying } from '../saying.ts';
import { bothWays } from './choices.ts';
import { LOOKED_AT_AGAIN } from './retry.ts';

const ENTER_SKU =
  'Enter the SKU at the matching product or variation in WooCommerce under “Products”, or map it to a product in the bridge at Stock > SKU map.';

/** Why orders wait, or stay out of the shop. */
export const holds = {
  'fulfillment-status-unknown': (g) => ({
    what: `${g.order} is waiting: OTTO names a state that the bridge does not know (“${g.text('words')}”).`,
    follows: `Until this is clear, nothing is created or changed in the shop for this order. ${LOOKED_AT_AGAIN}`,
    todo: 'See in OTTO Partner Connect (portal.otto.market) how the order stands, and check whether there is a newer version of the bridge.',
  }),
  'currency-not-euro': (g) => ({
    what: `${g.order} is waiting: OTTO gives its prices in “${g.text('currency')}” instead of euros.`,
    follows: 'So that no wrong amounts reach the shop, nothing is written.',
    todo: 'Check the order in OTTO Partner Connect (portal.otto.market) and handle it there.',
  }),
  'price-not-believable': (g) => ({
    what: `${g.order} is waiting: for “${g.text('positionItemId')}” OTTO gives a price or VAT rate that can’t be right (price ${g.sum('cents')}).`,
    follows: 'So that no wrong amounts reach the shop, nothing is written.',
    todo: 'Compare the price with OTTO Partner Connect (portal.otto.market) and with your product data at OTTO.',
  }),
  'status-not-in-shop': (g) => ({
    what: `${g.order} is waiting: the order status “${g.text('status')}”, which you chose for the phase “${g.phase('phase')}”, no longer exists in your shop.`,
    follows:
      'All orders that are to get this status wait in the bridge. The bridge does not choose another one by itself.',
    todo: `In the bridge, at Settings > Status mapping, replace “${g.text('status')}” with a status that exists in your shop, or switch the plugin that provides it back on. The rest happens by itself.`,
  }),
  'sku-not-in-shop': (g) => (g.has('skus') ? heldForSku(g) : skuUnknown(g)),
  'held-for-sku': heldForSku,
  'address-not-there': (g) => ({
    what: `${g.order} is waiting: OTTO has released it, but has not sent a delivery address yet.`,
    follows: `It is created as soon as the address is there. ${LOOKED_AT_AGAIN}`,
    todo: 'If the address does not come for a longer time, look in OTTO Partner Connect (portal.otto.market).',
  }),
  'shop-without-cents': (g) => ({
    what: `${g.order} is waiting: your shop calculates with ${g.text('priceDecimals')} instead of 2 decimals.`,
    follows: 'Amounts would be rounded. That is why all orders from OTTO wait in the bridge.',
    todo: 'Under WooCommerce > Settings > General, currency options, set the number of decimals to 2. The rest happens by itself.',
  }),
  'moved-backward': (g) => ({
    what: `${g.order} is waiting: it was in the phase “${g.phase('from')}” already, and now OTTO reports “${g.phase('to')}”.`,
    follows: `The shop order stays as it is. ${LOOKED_AT_AGAIN}`,
    todo: 'See in OTTO Partner Connect (portal.otto.market) how the order stands, and adjust the shop order by hand where needed.',
  }),
  'shop-order-in-trash': (g) => ({
    what: `${g.order} is waiting: the shop order ${g.text('wooOrderId')} is in the trash.`,
    follows:
      'What changes at OTTO is not entered there. Nor does the bridge create the order a second time.',
    todo: bothWays('shop-order-in-trash', g),
  }),
  'pieces-vanished': (g) => ({
    what: `${g.order} is waiting: OTTO no longer lists pieces that are in the shop order (count: ${g.text('pieces')}, positions: ${g.text('positionItemIds')}).`,
    follows: `The shop order stays as it is until OTTO names the pieces again. ${LOOKED_AT_AGAIN}`,
    todo: 'Look up in OTTO Partner Connect (portal.otto.market) how the order stands. If the pieces are no longer there, take them out of the shop order by hand; the rest happens by itself.',
  }),
  'refund-exceeds-rest': (g) => ({
    what: `${g.order} is waiting: ${g.sum('cents')} are to be refunded in the shop, but only ${g.sum('leftCents')} are left of the order’s total.`,
    follows:
      'Most often the refund has been booked by hand already. The bridge books no second one and does not change the shop order until this is settled.',
    todo: bothWays('refund-exceeds-rest', g),
  }),
  'not-released': (g) => ({
    what: `${g.order} has not been released by OTTO yet and waits in the bridge.`,
    follows:
      'OTTO usually releases it 30 to 45 minutes after the purchase; then it enters the shop by itself. Please ship nothing before that.',
    todo: undefined,
  }),
  'waits-for-prepayment': (g) => ({
    what: `${g.order} waits in the bridge for the prepayment to OTTO.`,
    follows:
      'This may take up to 10 working days. When the money has arrived, the order enters the shop by itself; if it does not arrive, OTTO cancels the order.',
    todo: undefined,
  }),
  'ordered-before-start': (g) => ({
    what: `${g.order} was placed before the start date of this OTTO account and does not enter the shop.`,
    follows: 'It is handled where you have handled OTTO orders so far.',
    todo: 'If it should enter the shop after all, fetch the orders from an earlier date on.',
  }),
  'cancelled-before-import': (g) => ({
    what: `${g.order} was cancelled before it entered the shop.`,
    follows: 'It is not created in the shop; there is nothing to ship.',
    todo: undefined,
  }),
  'deleted-in-shop': (g) => ({
    what: `${g.order} was deleted in the shop, and you decided to leave it at that.`,
    follows:
      'The bridge does not create it again. Nothing changes at OTTO because of this; what happens there still stands in the timeline.',
    todo: 'If it should be in the shop after all, decide “As at OTTO” in the bridge; it then creates the order anew.',
  }),
  'thrown-away-in-shop': (g) => ({
    what: `${g.order} is in the shop’s trash, and you decided to leave it at that.`,
    follows:
      'The bridge enters nothing there any more. Nothing changes at OTTO because of this; what happens there still stands in the timeline.',
    todo: 'If it should go on after all, restore it under WooCommerce > Orders > Trash.',
  }),
} as const satisfies Record<HoldCode | BacklogReason | SkipReason, Say>;

function heldForSku(g: Gaps): Saying {
  return {
    what: `${g.order} is waiting: your shop has no product with these SKUs: ${g.text('skus')}.`,
    follows: 'At Settings > Products and SKUs it is chosen that orders with an unknown SKU wait.',
    todo: `${ENTER_SKU} The rest happens by itself.`,
  };
}

function skuUnknown(g: Gaps): Saying {
  return {
    what: `Your shop has no product with the SKU “${g.text('sku')}”.`,
    follows:
      'Orders with it enter the shop with the product’s name and price, but without a linked product; the stock does not go down.',
    todo: ENTER_SKU,
  };
}
