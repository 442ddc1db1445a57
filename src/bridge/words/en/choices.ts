import type { ChoosableCode } from '../../order-choice/choosable.ts';
import type { ChoiceCode } from '../owner-code.ts';
import type { Gaps, Say, SayChoice, Saying } from '../saying.ts';

const REWRITTEN = 'The bridge writes the lines of the shop order anew, as OTTO reports them.';

const AS_IN_SHOP = 'The shop order stays as it is, and the bridge does not ask again.';

/** What each of the owner's two choices does. */
export const choices = {
  'cancelled-in-shop': (g) => ({
    otto: `The bridge sets the shop order to the status you chose for “${g.phase('phase')}”.`,
    shop: `${AS_IN_SHOP} If nothing is to be sold, cancel in OTTO Partner Connect (portal.otto.market) yourself.`,
  }),
  'open-in-shop-cancelled-at-otto': () => ({
    otto: 'The bridge sets the shop order to your status for cancelled orders.',
    shop: `${AS_IN_SHOP} Ship nothing all the same: at OTTO the sale has ended.`,
  }),
  'released-in-shop-only': (g) => ({
    otto: `The bridge sets the shop order back to the status you chose for “${g.phase('phase')}”.`,
    shop: `${AS_IN_SHOP} Ship only once OTTO has released it all the same.`,
  }),
  'open-in-shop-finished-at-otto': (g) => ({
    otto: `The bridge sets the shop order to the status you chose for “${g.phase('phase')}”.`,
    shop: `${AS_IN_SHOP} Take care yourself that nothing is shipped twice.`,
  }),
  'pieces-missing-in-shop': () => ({
    otto: REWRITTEN,
    shop: `${AS_IN_SHOP} If you do not deliver the missing piece, cancel it in OTTO Partner Connect (portal.otto.market) yourself.`,
  }),
  'quantity-higher-in-shop': () => ({
    otto: REWRITTEN,
    shop: `${AS_IN_SHOP} What you ship beyond that, OTTO has not sold.`,
  }),
  'total-differs-in-shop': () => ({
    otto: `${REWRITTEN} Lines of your own that you added stay.`,
    shop: `${AS_IN_SHOP} Your books then differ from OTTO.`,
  }),
  'refunded-in-shop': () => ({
    otto: 'The bridge looks again. It does not take a refund back: delete it in the shop order by hand first.',
    shop: `${AS_IN_SHOP} At OTTO nothing is refunded by this.`,
  }),
  'address-differs': () => ({
    otto: 'The bridge overwrites the addresses of the shop order with those from OTTO.',
    shop: `${AS_IN_SHOP} It is then shipped to your address.`,
  }),
  'refund-exceeds-rest': () => ({
    otto: 'The bridge tries the refund once more. Before that, delete the excess one under WooCommerce > Orders.',
    shop: 'The bridge takes it that you have entered this refund by hand already, and does not enter it again.',
  }),
  'shop-order-in-trash': () => ({
    otto: 'The bridge takes the shop order out of the trash and brings it in line with OTTO.',
    shop: 'The shop order stays in the trash. The bridge enters nothing any more and does not create it anew.',
  }),
  'shop-order-gone': () => ({
    otto: 'The bridge looks whether the shop order is still there after all, and else creates it anew. The stock then goes down once more, as WooCommerce does not give it back when an order is deleted.',
    shop: 'The bridge accepts that it is deleted, and does not create it again.',
  }),
} as const satisfies Record<ChoosableCode, SayChoice>;

/** What to do about something the owner decides: both ways, each with what it does. */
export function bothWays(code: ChoosableCode, g: Gaps): NonNullable<Saying['todo']> {
  const { otto, shop } = choices[code](g);
  return `Decide in the bridge. “As at OTTO”: ${otto} “As in the shop”: ${shop}`;
}

/** Why there is nothing to decide or to close. */
export const choiceFaults = {
  'nothing-to-choose': (g) => ({
    what: `${g.order}: there is nothing to decide here right now.`,
    follows: 'Shop and OTTO do not contradict each other, or you have decided already.',
    todo: undefined,
  }),
  'incident-unknown': () => ({
    what: 'The bridge knows no incident of this number.',
    follows: undefined,
    todo: 'See in the list of incidents which number it has.',
  }),
  'incident-needs-choice': () => ({
    what: 'This incident can’t just be ticked off: shop and OTTO contradict each other.',
    follows: 'It stays open as long as nothing is decided.',
    todo: 'Decide “As at OTTO” or “As in the shop” for the order.',
  }),
} as const satisfies Record<ChoiceCode, Say>;
