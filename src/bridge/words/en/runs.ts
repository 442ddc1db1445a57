import type { RunCode } from '../owner-code.ts';
import type { Say } from '../saying.ts';
import { NEXT_RUN, NOTHING_LOST } from './retry.ts';

const APP_PLACE = 'portal.otto.market/settings/API';

/** Why a run ended early or did not begin. */
export const runs = {
  'otto-unavailable': (g) => ({
    what: `OTTO can’t be reached at the moment${g.because}.`,
    follows: `${NEXT_RUN} ${NOTHING_LOST}`,
    todo: 'If this lasts longer than an hour, check the server’s internet connection and whether OTTO reports a disruption.',
  }),
  'otto-unreadable': () => ({
    what: 'OTTO answered, but not in the way it is described.',
    follows: `${NEXT_RUN} ${NOTHING_LOST}`,
    todo: 'If it stays like this, check the OTTO address at Settings > Accounts at OTTO and whether there is a newer version of the bridge.',
  }),
  'otto-credentials-refused': (g) => ({
    what: `OTTO does not accept the client ID and client secret${g.has('reason') ? ` (OTTO’s reason: ${g.text('reason')})` : ''}.`,
    follows: `Until this is mended, no orders enter the shop. ${NOTHING_LOST}`,
    todo: `Open ${APP_PLACE} in OTTO Partner Connect and enter the client ID and client secret of your app anew in the bridge at Settings > Accounts at OTTO. Make sure that “Sandbox” or “Live” fits your account in the bridge; if the secret is lost, have a new one made there.`,
  }),
  'otto-scope-refused': (g) => ({
    what: `Your app at OTTO lacks a permission that the bridge needs (${g.text('scope')}).`,
    follows: `Until this is mended, no orders enter the shop. ${NOTHING_LOST}`,
    todo: `Open ${APP_PLACE} in OTTO Partner Connect and enable in your app: ${g.text('scope')}.`,
  }),
  'otto-token-refused': () => ({
    what: 'OTTO confirmed the access, but refuses twice to hand out the orders.',
    follows: `${NEXT_RUN} ${NOTHING_LOST}`,
    todo: `If it stays like this, check under ${APP_PLACE} in OTTO Partner Connect whether your app is still active and belongs to the chosen environment (Sandbox or Live).`,
  }),
  'otto-right-missing': (g) => ({
    what: `OTTO does not allow your app this request (permission ${g.text('scope')}).`,
    follows: `${withoutRight(g.text('scope'))} ${NOTHING_LOST}`,
    todo: `Open ${APP_PLACE} in OTTO Partner Connect and enable in your app: ${g.text('scope')}. Your user there needs the right “API-Zugriff”.`,
  }),
  'shop-unavailable': (g) => ({
    what: `Your shop can’t be reached at the moment or is overloaded${g.because}.`,
    follows: `${NEXT_RUN} ${NOTHING_LOST}`,
    todo: 'Open your shop in a browser. If it does not load there either, turn to your hosting provider.',
  }),
  'shop-unreadable': () => ({
    what: 'Your shop answered, but not in the way WooCommerce does.',
    follows: `${NEXT_RUN} ${NOTHING_LOST}`,
    todo: 'Check whether a maintenance mode, a cache or a security plugin alters the answers of the REST API.',
  }),
  'shop-redirects': () => ({
    what: 'Your shop sends the bridge on to another address.',
    follows: `For safety the bridge does not follow. Until this is mended, no orders enter the shop. ${NOTHING_LOST}`,
    todo: 'In the bridge, at Settings > Shop, enter the shop’s address exactly as the browser shows it in the end (with https, with or without www).',
  }),
  'shop-certificate': () => ({
    what: 'The security certificate (https) of your shop is not valid.',
    follows: `Until this is mended, no orders enter the shop. ${NOTHING_LOST}`,
    todo: 'Have your hosting provider renew the certificate. The rest happens by itself.',
  }),
  'shop-keys-refused': (g) => ({
    what: `Your shop does not accept the API keys${g.has('shopMessage') ? ` and says: “${g.quote('shopMessage')}”` : ''}.`,
    follows: `Until this is mended, no orders enter the shop. ${NOTHING_LOST}`,
    todo: 'Under WooCommerce > Settings > Advanced > REST API, add a key with the permission “Read/Write” and enter it in the bridge at Settings > Shop.',
  }),
  'already-running': () => ({
    what: 'Orders of this OTTO account are being fetched already.',
    follows: 'That run fetches everything this one would have fetched.',
    todo: undefined,
  }),
  'no-active-account': () => ({
    what: 'There is no active OTTO account yet.',
    follows: 'That is why no orders are fetched.',
    todo: 'Set up an OTTO account in the bridge, or set an existing one to active.',
  }),
  'other-run-in-hand': (g) => ({
    what: `Another import is running for the OTTO account${g.has('accountId') ? ` “${g.text('accountId')}”` : ''}.`,
    follows: 'It does not cover what you wish; a second one is not begun beside it.',
    todo: 'Wait until it has finished, and then start your import once more.',
  }),
  'service-stopping': () => ({
    what: 'The bridge is being stopped.',
    follows: 'That is why no new import begins.',
    todo: 'Start the bridge again and then try once more.',
  }),
  'lease-lost': () => ({
    what: 'The run stalled for too long; another one was free to take over meanwhile.',
    follows: `It stopped so that nothing is created twice. ${NEXT_RUN}`,
    todo: undefined,
  }),
  stopped: () => ({
    what: 'The run was stopped.',
    follows: 'What was done stays. The next run goes on from there.',
    todo: undefined,
  }),
  interrupted: () => ({
    what: 'The run was interrupted, because the bridge ended in the middle of it.',
    follows:
      'What was done stays. The next run first looks what of it has arrived in the shop, and creates nothing twice.',
    todo: undefined,
  }),
  unexpected: () => ({
    what: 'The run ended through a fault in the bridge.',
    follows: `What was done stays. ${NEXT_RUN}`,
    todo: 'If it stays like this, please hand in the bridge’s log when you ask for help.',
  }),
} as const satisfies Record<RunCode, Say>;

/** What an app without a right keeps from being done; all else goes on. */
function withoutRight(scope: string): string {
  switch (scope) {
    case 'shipments':
      return 'Until this is mended, OTTO does not hear what you ship. Orders still enter the shop.';
    case 'returns':
      return 'Until this is mended, the bridge shows no returns and can’t accept or reject any. All else goes on.';
    case 'receipts':
      return 'Until this is mended, OTTO’s receipts are missing. All else goes on.';
    case 'price-reduction':
      return 'Until this is mended, no price reductions are possible. All else goes on.';
    case 'availability':
      return 'Until this is mended, OTTO does not hear your stock. All else goes on.';
    default:
      return 'Until this is mended, no orders enter the shop.';
  }
}
