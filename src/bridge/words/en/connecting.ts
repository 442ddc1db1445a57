import type { ConnectingCode } from '../owner-code.ts';
import type { Gaps, Say } from '../saying.ts';

const NOTHING_CHANGED = 'Nothing was changed.';
const PASTE_KEYS =
  'Add a key that may read and write under WooCommerce > Settings > Advanced > REST API instead, and enter it here.';

function trouble(g: Gaps): string {
  switch (g.text('trouble')) {
    case 'import-late':
      return 'orders are not fetched by their schedule';
    case 'imports-interrupted':
      return 'imports are ended in the middle again and again';
    case 'reports-stuck':
      return 'reports have been due to leave for OTTO for more than an hour';
    default:
      return g.text('trouble');
  }
}

/** What is told while shop and accounts are connected and settings are saved. */
export const connecting = {
  'account-exists': (g) => ({
    what: `There is an account with the id “${g.text('accountId')}” already.`,
    follows: NOTHING_CHANGED,
    todo: 'Choose another id.',
  }),
  'account-is-active': (g) => ({
    what: `The account “${g.text('accountId')}” is live and fetches orders.`,
    follows: NOTHING_CHANGED,
    todo: 'Pause the account first.',
  }),
  'address-answers-otherwise': (g) => ({
    what: `Something other than this bridge answers at ${g.text('url')}.`,
    follows: 'What your shop tells does not arrive like this; the bridge only looks by schedule.',
    todo: 'Check the address at Settings > General, and whether the web server in front passes calls on to the bridge.',
  }),
  'address-not-reached': (g) => ({
    what: `The bridge does not reach itself at ${g.text('url')}.`,
    follows: 'What your shop tells may not arrive either; then the bridge only looks by schedule.',
    todo: 'Check the address at Settings > General, the DNS entry and the firewall. Some networks allow no calls of their own address from inside; then what counts is what the shop tells.',
  }),
  'chosen-product-gone': (g) => ({
    what: `The product “${g.text('shopSku')}” that you chose for this SKU is not in the shop any more.`,
    follows: 'Orders with this SKU count as orders with an unknown product.',
    todo: 'Choose another product, or take the choice back.',
  }),
  'consent-denied': () => ({
    what: 'Access was denied in the shop.',
    follows: NOTHING_CHANGED,
    todo: 'Begin again and choose “Approve” in the shop, or enter a key by hand.',
  }),
  'consent-expired': () => ({
    what: 'The question to the shop has expired without an answer.',
    follows: NOTHING_CHANGED,
    todo: 'Begin again; you have 15 minutes for the answer in the shop.',
  }),
  'consent-keys-unusable': (g) => ({
    what: `The shop ${g.text('url')} sent keys that the bridge can’t work with there.`,
    follows: 'They were not saved; what held before still holds.',
    todo: `Check the shop’s address and begin again. ${PASTE_KEYS}`,
  }),
  'consent-needs-https': (g) => ({
    what: g.has('publicUrl')
      ? `WooCommerce sends keys to an address with https alone; the bridge has ${g.text('publicUrl')}.`
      : 'WooCommerce sends keys to a public address with https alone; the bridge has none yet.',
    follows: 'The shop can’t be connected with one click like this.',
    todo: PASTE_KEYS,
  }),
  'consent-unknown': () => ({
    what: 'The bridge does not wait for this answer of a shop, or no longer.',
    follows: NOTHING_CHANGED,
    todo: 'Begin connecting again on the bridge’s page.',
  }),
  'credentials-of-other-environment': (g) => ({
    what: `These credentials belong to another environment of OTTO: ${g.text('environment') === 'sandbox' ? 'the sandbox' : 'the live one'}.`,
    follows: 'No orders come like this.',
    todo: `Set the account to ${g.text('environment') === 'sandbox' ? '“sandbox”' : '“live”'}, or enter the credentials of the environment that is chosen.`,
  }),
  'disk-space-low': (g) => ({
    what: `Only ${g.number('megabytes')} MB are free on the disk of the data folder.`,
    follows: 'Once it is full the bridge can write nothing more and stops working.',
    todo: 'Make room.',
  }),
  'heartbeat-held-back': (g) => ({
    what: `The dead man’s switch has been silent since ${g.moment('at')}, as not all is well: ${trouble(g)}.`,
    follows: 'The service that you entered for it will tell you.',
    todo: 'See which problems are open.',
  }),
  'heartbeat-not-taken': (g) => ({
    what: `The dead man’s switch does not reach its address at ${g.text('host')}${g.because}.`,
    follows: 'The service there will tell that the bridge is silent, though it works.',
    todo: 'Check the address at Settings > Notifications (monitoring.heartbeatUrl) and the server’s internet connection.',
  }),
  'mail-proof-none': () => ({
    what: 'It is not proven yet that your shop sends no mails to OTTO’s buyers.',
    follows: undefined,
    todo: 'Make the mail proof.',
  }),
  'product-unknown': (g) => ({
    what: `The shop has no product with the SKU “${g.text('shopSku')}”.`,
    follows: NOTHING_CHANGED,
    todo: 'The SKU is found in WooCommerce under “Products”, at the product or variation, in the tab “Inventory”.',
  }),
  'rehearsal-unknown': () => ({
    what: 'The bridge no longer knows this rehearsal.',
    follows: 'What a rehearsal shows holds names and addresses and is forgotten after 30 minutes.',
    todo: 'Make a new rehearsal.',
  }),
  'second-importer': (g) => ({
    what: `Somebody else already makes orders of OTTO in your shop${traces(g)}: ${count(g)}, for example ${g.text('wooOrderNumber')}${g.has('ottoOrder') ? ` (at OTTO ${g.text('ottoOrder')})` : ''}.`,
    follows:
      'If the bridge fetches these orders too, they are in the shop twice and may be sent out twice.',
    todo: `Switch the other import off first, and let the account “${g.text('accountId')}” begin on a day that the other one has not fetched any more.`,
  }),
  'second-importer-suspected': (g) => ({
    what: `Your shop has orders that look like another import from OTTO${traces(g)}: ${count(g)}, for example ${g.text('wooOrderNumber')}.`,
    follows: 'If both fetch the same orders, they are in the shop twice.',
    todo: `Look at this order in the shop. If another import still runs, switch it off before the account “${g.text('accountId')}” goes live; else go on.`,
  }),
  'set-product-gone': (g) => ({
    what: `At least one product of this set is not in the shop any more (SKUs: ${g.text('shopSkus')}).`,
    follows: 'Orders with this SKU count as orders with an unknown product.',
    todo: 'Change the set, or give the product in the shop this SKU again.',
  }),
  'sku-unknown': (g) => ({
    what: `The SKU “${g.text('sku')}” never occurred in this account.`,
    follows: NOTHING_CHANGED,
    todo: 'Check how it is written; capital and small letters count.',
  }),
  'version-missing': () => ({
    what: 'The change does not say which state it is based on.',
    follows: NOTHING_CHANGED,
    todo: 'Read the settings and send their version along (header If-Match).',
  }),
  'version-stale': (g) => ({
    what: g.has('actor')
      ? `Something else was saved here meanwhile, on ${g.moment('savedAt')} by ${g.text('actor')}.`
      : 'Something else was saved here meanwhile.',
    follows: 'Your change was not saved, so that the other one is not lost.',
    todo: 'Reload, see what holds now, and save again.',
  }),
} as const satisfies Record<ConnectingCode, Say>;

function traces(g: Gaps): string {
  return g.has('hint') ? ` (trace: “${g.text('hint')}”)` : '';
}

function count(g: Gaps): string {
  return g.text('orders') === '1' ? 'one order' : `${g.number('orders')} orders`;
}
