import type { DifferenceCode, FailureCode, IssueCode } from '../owner-code.ts';
import type { Say } from '../saying.ts';
import { bothWays } from './choices.ts';
import { TRIED_AGAIN } from './retry.ts';

/** What is odd about an order, what the shop made of it, and what did not work. */
export const orders = {
  'vat-rate-not-in-shop': (g) => ({
    what: `For the SKU “${g.text('sku')}” OTTO gives ${g.number('vatRatePercent')}% VAT; your shop has no such rate${g.has('country') ? ` (country ${g.text('country')})` : ''}.`,
    follows:
      'The total of the orders is right all the same; only the tax shown in the shop differs.',
    todo: 'Add this tax rate in WooCommerce under WooCommerce > Settings > Tax.',
  }),
  'country-code-unknown': (g) => ({
    what: `${g.order}: the ${g.address('which')} has the country code “${g.text('countryCode')}”, which the bridge does not know.`,
    follows:
      'It stands unchanged in the shop order; tax and shipping label may differ because of it.',
    todo: 'Check the country under WooCommerce > Orders before you ship.',
  }),
  'address-incomplete': (g) => ({
    what: `${g.order}: in OTTO’s ${g.address('which')} this is missing: ${g.fields('fields')}.`,
    follows: 'The order entered the shop with what was there.',
    todo: 'Before you ship, check the address in OTTO Partner Connect (portal.otto.market) and complete it in the shop order.',
  }),
  'price-parts-disagree': (g) => ({
    what: `${g.order}: for the position ${g.text('positionItemId')} OTTO gives the price ${g.sum('grossCents')}, the discount ${g.sum('discountCents')} and the reduced price ${g.sum('reducedCents')}. These do not add up.`,
    follows: `The shop gets the reduced price of ${g.sum('reducedCents')}.`,
    todo: 'Compare the amount with OTTO Partner Connect (portal.otto.market).',
  }),
  'position-item-listed-twice': (g) => ({
    what: `${g.order}: OTTO listed the position ${g.text('positionItemId')} twice.`,
    follows: 'The bridge counts it once.',
    todo: 'Before you ship, compare the number of pieces with OTTO Partner Connect (portal.otto.market).',
  }),
  'phone-number-cut': (g) => ({
    what: `${g.order}: the phone number of the ${g.address('which')} has ${g.text('length')} characters, too many for the shop, and was cut.`,
    follows: 'Everything else was taken over in full.',
    todo: 'The whole number is in OTTO Partner Connect (portal.otto.market), should the forwarder need it.',
  }),
  'fraud-suspected': (g) => ({
    what: `${g.order}: OTTO suspects fraud.`,
    follows: 'The order is in the shop, with a note about it.',
    todo: 'Check it in OTTO Partner Connect (portal.otto.market) before you ship.',
  }),
  'shop-order-status': (g) => ({
    what: `${g.order}: the shop order ${g.text('wooOrderId')} was to get the status “${g.text('expected')}”, but shows “${g.text('actual')}”.`,
    follows: 'The bridge leaves this status alone until something changes at OTTO.',
    todo: 'Set the status by hand under WooCommerce > Orders where needed. Mostly a plugin or an automation in the shop changes it.',
  }),
  'shop-order-address': (g) => ({
    what: `${g.order}: the ${g.address('which')} of the shop order ${g.text('wooOrderId')} is not what OTTO sent: ${g.fields('fields')}.`,
    follows: 'Mostly a plugin in the shop has rewritten or cut the address.',
    todo: 'Compare the address with OTTO Partner Connect (portal.otto.market) before you ship.',
  }),
  'shop-order-email-present': (g) => ({
    what: `${g.order} is waiting: there is an e-mail address in the shop order ${g.text('wooOrderId')}, although the bridge enters none.`,
    follows:
      'With the next status or a refund your shop would write to it, which OTTO forbids. So the bridge changes this order no further.',
    todo: 'Remove the address under WooCommerce > Orders and switch off what enters it; mostly it is a plugin. After that it goes on by itself.',
  }),
  'shop-refused': (g) => ({
    what: `${g.order}: your shop refused to create or change it${g.has('shopMessage') ? ` and says: “${g.quote('shopMessage')}”` : ''} (${g.text('shopCode')}).`,
    follows: TRIED_AGAIN,
    todo: 'Mend in the shop what the message names. If it does not help, switch off plugins that check or alter orders, as a trial.',
  }),
  'does-not-settle': (g) => ({
    what: `${g.order}: even after ${g.text('steps')} changes the shop does not show what OTTO reports.`,
    follows: TRIED_AGAIN,
    todo: 'Check whether a plugin or an automation in the shop alters orders right away.',
  }),
  'shop-order-gone': (g) => ({
    what: `${g.order} no longer exists in the shop: it was deleted there, or the shop was restored from a backup.`,
    follows:
      'The bridge does not create it again on its own, so that nothing is shipped twice. It looks again by itself.',
    todo: bothWays('shop-order-gone', g),
  }),
  'shop-order-unreadable': (g) => ({
    what: `${g.order}: its shop order can’t be read, because the shop’s answer lacks data or was altered.`,
    follows: TRIED_AGAIN,
    todo: 'Open the order under WooCommerce > Orders. Often a plugin alters the answers of the REST API.',
  }),
  'sales-order-unreadable': (g) => ({
    what: `${g.order}: what OTTO says about it can’t be read${g.has('problems') ? ` (${g.text('problems')})` : ''}.`,
    follows: `That is why it is not in the shop yet, or not up to date there. All other orders go on. ${TRIED_AGAIN}`,
    todo: 'Handle this order in OTTO Partner Connect (portal.otto.market) meanwhile, and check whether there is a newer version of the bridge.',
  }),
} as const satisfies Record<IssueCode | DifferenceCode | FailureCode, Say>;
