import type { CareCode } from '../owner-code.ts';
import type { Gaps, Say } from '../saying.ts';

/** What the mail proof and the erasing of personal data tell. */
export const cares = {
  'mail-proof-failed': (g) => ({
    what: `The mail proof found a gap: in the status “${g.text('status')}” ${gapFound(g)}.`,
    follows:
      'Your shop could send mail to OTTO’s buyers. OTTO forbids that and may close your account over it.',
    todo: `${closeGap(g)} Then repeat the mail proof; this incident stays until it passes.`,
  }),
  'mail-proof-running': () => ({
    what: 'A mail proof is already running.',
    follows: 'A second one is not begun beside it.',
    todo: 'Wait until it has ended.',
  }),
  'mail-proof-unsettled': () => ({
    what: 'The shop gave no answer when a test order was made, and may still make it.',
    follows:
      'So that there is no second one, no new mail proof begins until then. Should the test order still appear, it is removed.',
    todo: 'Repeat the mail proof in ten minutes.',
  }),
  'mail-proof-interrupted': () => ({
    what: 'The mail proof was interrupted.',
    follows:
      'So it says nothing. If its test order is still in the shop, the next proof removes it, or the next start of the bridge.',
    todo: 'Repeat the mail proof.',
  }),
  'mail-proof-order-gone': () => ({
    what: 'The test order of the mail proof vanished from the shop halfway.',
    follows: 'So the proof says nothing.',
    todo: 'Repeat the mail proof. If the order vanishes again, a plugin deletes new orders.',
  }),
  'mail-proof-order-left': (g) => ({
    what: `The test order ${g.text('wooOrderId')} of a mail proof could not be removed from the shop.`,
    follows: 'It has no product and no buyer; only its sum is counted.',
    todo: 'Delete it in the shop for good, or repeat the mail proof: it tries again first.',
  }),
  'data-erase-incomplete': (g) => ({
    what:
      g.text('orders') === '1'
        ? 'In one old shop order the personal extra data could not be erased.'
        : `In ${g.number('orders')} old shop orders the personal extra data could not be erased.`,
    follows: 'It is tried again every day.',
    todo: 'If it stays like this, look in the bridge’s log for the orders (“shop-meta-not-erased”), and whether a plugin locks them.',
  }),
  'data-erase-running': () => ({
    what: 'Personal extra data is being erased already.',
    follows: 'A second run is not begun beside it.',
    todo: undefined,
  }),
} as const satisfies Record<CareCode, Say>;

function gapFound(g: Gaps): string {
  switch (g.text('finding')) {
    case 'customer-account':
      return 'the test order belonged to a customer account of the shop, which has an address';
    case 'note-to-buyer':
      return 'the test order had a note to the buyer, which the shop sends as mail';
    case 'note-with-address':
      return 'a note of the test order told of mail to the buyer';
    default:
      return `the test order held a mail address (${g.text('place')})`;
  }
}

function closeGap(g: Gaps): string {
  return g.text('finding') === 'customer-account'
    ? 'A plugin gives orders to a customer account: leave orders of OTTO Market out of it, or switch it off.'
    : 'The bridge enters no mail address, so a plugin does: leave orders of OTTO Market out of it, or switch it off.';
}
