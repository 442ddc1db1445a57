import type { ConnectionCode } from '../owner-code.ts';
import type { Say } from '../saying.ts';

const KEYS_PLACE = 'WooCommerce > Settings > Advanced > REST API';
const NO_ORDERS = 'Like this, no orders can enter the shop.';

/** What a check of the connections finds: first the shop, then OTTO. */
export const connections = {
  timeout: () => ({
    what: 'Your shop did not answer in time.',
    follows: NO_ORDERS,
    todo: 'Open the shop in a browser. If it is slow there too, turn to your hosting provider; otherwise raise the time-out in the bridge at Settings > Shop.',
  }),
  refused: () => ({
    what: 'The server of your shop accepts no connection.',
    follows: NO_ORDERS,
    todo: 'Check the shop’s address in the bridge at Settings > Shop, and whether a firewall keeps the bridge’s server out.',
  }),
  'host-not-found': () => ({
    what: 'The address of your shop was not found.',
    follows: NO_ORDERS,
    todo: 'Check the shop’s address in the bridge at Settings > Shop for typing errors, and the server’s internet connection.',
  }),
  'connection-lost': () => ({
    what: 'The connection to your shop was lost.',
    follows: NO_ORDERS,
    todo: 'Try again in some minutes. If it stays like this, turn to your hosting provider.',
  }),
  certificate: () => ({
    what: 'The security certificate (https) of your shop is not valid.',
    follows: NO_ORDERS,
    todo: 'Have your hosting provider renew the certificate.',
  }),
  redirect: (g) => ({
    what: `Your shop sends callers on to another address${g.has('host') ? `: ${g.text('host')}` : ''}.`,
    follows: 'For safety the bridge does not follow.',
    todo: 'In the bridge, at Settings > Shop, enter the shop’s address exactly as the browser shows it in the end (with https, with or without www).',
  }),
  'answer-not-json': () => ({
    what: 'At the shop’s address a web page answers instead of WooCommerce’s REST API.',
    follows: NO_ORDERS,
    todo: 'Check whether a maintenance mode, a cache or a security plugin stands in between.',
  }),
  'rest-not-found': () => ({
    what: 'At the shop’s address there is no WooCommerce REST API.',
    follows: NO_ORDERS,
    todo: 'Check the shop’s address and whether WooCommerce is active. In WordPress, Settings > Permalinks must not be set to “Plain”.',
  }),
  'key-unknown': () => ({
    what: 'Your shop does not know the consumer key, or its server does not pass the key on to WooCommerce.',
    follows: NO_ORDERS,
    todo: `Compare the key under ${KEYS_PLACE}. If it is right, ask your hosting provider to let the “Authorization” header through.`,
  }),
  'secret-wrong': () => ({
    what: 'Your shop knows the consumer key, but the consumer secret does not belong to it.',
    follows: NO_ORDERS,
    todo: `The secret is shown only once: add a new key under ${KEYS_PLACE} and enter both anew.`,
  }),
  'key-read-only': () => ({
    what: 'The API key of your shop may only read.',
    follows: 'The bridge can’t create orders.',
    todo: `Set the key under ${KEYS_PLACE} to “Read/Write”.`,
  }),
  'key-write-only': () => ({
    what: 'The API key of your shop may only write.',
    follows: 'The bridge can’t check what is in the shop already.',
    todo: `Set the key under ${KEYS_PLACE} to “Read/Write”.`,
  }),
  'key-lacks-rights': () => ({
    what: 'The user whom the API key belongs to may not manage orders in the shop.',
    follows: NO_ORDERS,
    todo: `Under ${KEYS_PLACE}, choose a user with the role shop manager or administrator.`,
  }),
  'access-blocked': (g) => ({
    what: `Something in front of WooCommerce does not let the bridge through (answer ${g.text('status')}${g.has('code') ? `, ${g.text('code')}` : ''}).`,
    follows: NO_ORDERS,
    todo: 'Mostly it is a security plugin, a password protection or the hosting provider’s firewall. Allow the path /wp-json/ there for the bridge’s server.',
  }),
  'shop-faulty': (g) => ({
    what: `Your shop itself reports a fault or is overloaded (answer ${g.text('status')}).`,
    follows: 'This says nothing about the credentials.',
    todo: 'Try again in some minutes. If it stays like this, look under WooCommerce > Status > Logs or ask your hosting provider.',
  }),
  'woocommerce-too-old': (g) => ({
    what: `Your shop runs WooCommerce ${g.text('version')}; the bridge needs at least ${g.text('minimum')}.`,
    follows: 'With older versions it is not certain that orders arrive as they should.',
    todo: 'Update WooCommerce in WordPress under Plugins; make a backup first.',
  }),
  'currency-not-eur': (g) => ({
    what: `Your shop calculates in “${g.text('currency')}” instead of euros (EUR).`,
    follows: 'OTTO sells in euros; amounts in the shop would be misunderstood.',
    todo: 'Set the currency to euro under WooCommerce > Settings > General.',
  }),
  'price-decimals-too-few': (g) => ({
    what: `Your shop calculates with ${g.text('decimals')} instead of 2 decimals.`,
    follows: 'Amounts would be rounded; that is why orders from OTTO wait in the bridge.',
    todo: 'Under WooCommerce > Settings > General, currency options, set the number of decimals to 2.',
  }),
  'clock-differs': (g) => ({
    what: `The clock of your shop differs from the clock of the bridge (${g.number('seconds')} seconds).`,
    follows: 'Signing in may fail because of it, and times in lists do not fit each other.',
    todo: 'Have both servers set their clock over the internet (NTP).',
  }),
  'credentials-refused': () => ({
    what: 'OTTO does not accept the client ID and client secret.',
    follows: NO_ORDERS,
    todo: 'Compare both with your app under portal.otto.market/settings/API in OTTO Partner Connect, and whether “Sandbox” or “Live” fits your account in the bridge.',
  }),
  'scope-missing': () => ({
    what: 'Your app at OTTO lacks the permission to read orders.',
    follows: NO_ORDERS,
    todo: 'Enable it in your app under portal.otto.market/settings/API in OTTO Partner Connect (orders).',
  }),
  'no-answer': () => ({
    what: 'OTTO does not answer at the moment.',
    follows: 'This says nothing about the credentials.',
    todo: 'Try again in some minutes, and check the server’s internet connection.',
  }),
  'unexpected-answer': () => ({
    what: 'Something answers at the OTTO address, but not as OTTO does.',
    follows: NO_ORDERS,
    todo: 'Check the environment and the OTTO address of this account at Settings > Accounts at OTTO.',
  }),
} as const satisfies Record<ConnectionCode, Say>;
