import type { ReconcileCode } from '../owner-code.ts';
import type { Say } from '../saying.ts';

const REPAIR = 'Have the difference repaired.';
const LOOKS_AGAIN = `${REPAIR} The bridge then looks at the order anew on both sides.`;
const PARTNER_CONNECT = 'OTTO Partner Connect (portal.otto.market)';
const NEXT = 'The next reconcile starts from the beginning.';

/** What a comparison of OTTO, bridge and shop finds, and why one ends early. */
export const reconcile = {
  'otto-order-unknown': (g) => ({
    what: `${g.order} is at OTTO, but the bridge does not know it.`,
    follows: 'Like this it does not come into the shop.',
    todo: `${REPAIR} The order is then fetched.`,
  }),
  'otto-order-unreadable': (g) => ({
    what: `${g.order} is at OTTO, but what it says is not readable.`,
    follows: 'Like this it can neither be compared nor come into the shop.',
    todo: `Look for the order in ${PARTNER_CONNECT}, and check whether there is a newer version of the bridge.`,
  }),
  'otto-order-missing': (g) => ({
    what: `${g.order} is known to the bridge or the shop, but OTTO lists it no more.`,
    follows: 'The bridge changes nothing about it while OTTO says nothing about it.',
    todo: `Check in ${PARTNER_CONNECT} whether the order is still there.`,
  }),
  'shop-order-missing': (g) => ({
    what: `${g.order} was ${g.has('wooOrderId') ? `order ${g.text('wooOrderId')} ` : ''}in the shop, but is not to be found there any more.`,
    follows:
      'The bridge does not make it again by itself: somebody may have deleted it on purpose.',
    todo: 'If it is to be in the shop again, have the difference repaired. It is then made anew, and the shop takes its pieces off the stock once more: check the stock after that.',
  }),
  'shop-order-unknown': (g) => ({
    what: `${g.order} is in the shop as order ${g.text('wooOrderId')}, but the bridge knows nothing of it.`,
    follows: 'Changes at OTTO would not arrive there.',
    todo: `${REPAIR} The bridge then carries on with the shop order and makes no second one.`,
  }),
  'released-waiting': (g) => ({
    what: `${g.order} is released at OTTO and waits in the bridge all the same.`,
    follows: 'Like this it is not shipped.',
    todo: `${REPAIR} The order is then fetched.`,
  }),
  'step-open': (g) => ({
    what: `${g.order}: a step is still open in the shop (shop order ${g.text('wooOrderId')}).`,
    follows: 'So the shop does not yet show all that OTTO says.',
    todo: 'What to do is told by the incident of this order. After that you can have the difference repaired.',
  }),
  'phase-behind': (g) => ({
    what: `${g.order} is “${g.phase('to')}” at OTTO, and still “${g.phase('from')}” in the bridge.`,
    follows: 'So the shop can’t be right.',
    todo: LOOKS_AGAIN,
  }),
  'pieces-behind': (g) => ({
    what: `${g.order} has other items at OTTO than in the bridge (pieces that differ: ${g.number('pieces')}).`,
    follows: 'So the shop can’t be right.',
    todo: LOOKS_AGAIN,
  }),
  'shop-status-unseen': (g) => ({
    what: `${g.order}: the status of the shop order ${g.text('wooOrderId')} is now “${g.text('to')}”; the bridge knew “${g.text('from')}”.`,
    follows: 'Nobody has checked yet whether that fits what OTTO says.',
    todo: 'Have the order looked at again: what contradicts OTTO is told then.',
  }),
  'shop-phase-behind': (g) => ({
    what: `${g.order} is “${g.phase('to')}” at OTTO, while shop order ${g.text('wooOrderId')} is still at “${g.phase('from')}”.`,
    follows: 'This happens when the shop was restored from a backup.',
    todo: LOOKS_AGAIN,
  }),
  'total-differs': (g) => ({
    what: `${g.order}: ${g.sum('expectedCents')} remain to be paid at OTTO, ${g.sum('actualCents')} in the shop (shop order ${g.text('wooOrderId')}).`,
    follows: 'Like this, turnover and invoice are wrong in the shop.',
    todo: `${LOOKS_AGAIN} If somebody changed the sum by hand, it asks you first.`,
  }),
  'contradiction-open': (g) => ({
    what: `${g.order}: somebody decided otherwise in the shop than OTTO (shop order ${g.text('wooOrderId')}).`,
    follows: 'The bridge leaves it so until you choose.',
    todo: 'Choose at the incident of this order which side is to hold.',
  }),
  'reconcile-differences': (g) => ({
    what: `Reconciling OTTO, bridge and shop has found differences: ${g.number('count')} (OTTO account “${g.text('accountId')}”).`,
    follows: 'The orders concerned may be shipped wrongly or not at all.',
    todo: 'Look at the differences and have repaired what can be. The next reconcile shows whether all is right.',
  }),
  'already-reconciling': () => ({
    what: 'A reconcile or a repair of this OTTO account is in hand.',
    follows: 'A second one is not begun beside it.',
    todo: 'Try again when it has ended.',
  }),
  'reconcile-stopped': () => ({
    what: 'The reconcile was stopped.',
    follows: `So it does not say whether all is right. ${NEXT}`,
    todo: undefined,
  }),
  'reconcile-interrupted': () => ({
    what: 'The reconcile was interrupted before it was done.',
    follows: `So it does not say whether all is right. ${NEXT}`,
    todo: undefined,
  }),
  'reconcile-unexpected': () => ({
    what: 'The reconcile ended by a fault in the bridge.',
    follows: `So it does not say whether all is right. ${NEXT}`,
    todo: 'If it stays so, please send the bridge’s log along when you ask for help.',
  }),
  'reconcile-run-unknown': () => ({
    what: 'The bridge knows no such reconcile.',
    follows: 'Nothing was repaired.',
    todo: 'Start a new reconcile and have its differences repaired.',
  }),
} as const satisfies Record<ReconcileCode, Say>;
