import type { WebhookCode } from '../owner-code.ts';
import type { Gaps, Say } from '../saying.ts';

const POLL_GOES_ON = 'Nothing is lost: the bridge goes on looking at the shop every minute itself.';
const WEBHOOKS_PLACE = 'WooCommerce > Settings > Advanced > Webhooks';

/** What the shop's webhooks do, or keep from doing. */
export const webhooks = {
  'shop-watch-running': () => ({
    what: 'The bridge is looking at the shop right now.',
    follows: 'A second look beside it does not begin.',
    todo: 'Try again in a minute.',
  }),
  'webhook-restored': (g) => ({
    what: `Webhooks of the bridge were missing in the shop or switched off (${lost(g)}); they were made anew${g.has('times') ? `, ${g.number('times')} times so far` : ''}.`,
    follows: `${POLL_GOES_ON} This resolves itself once the next check finds all well.`,
    todo: `If it happens again, check whether your shop reaches the bridge at the address “publicUrl”: WooCommerce switches a webhook off after several failures. The webhooks are listed at ${WEBHOOKS_PLACE}.`,
  }),
  'webhook-signature-wrong': (g) => ({
    what: `Messages of webhook ${g.text('webhookId')} had a wrong signature several times.`,
    follows: `The bridge did not take them, and makes the webhook anew at its next check. ${POLL_GOES_ON}`,
    todo: `If it happens again, somebody changed the webhook’s secret (${WEBHOOKS_PLACE}), a proxy alters the messages, or a stranger pretends to be your shop.`,
  }),
  'webhooks-not-possible': (g) => ({
    what: notPossible(g),
    follows: POLL_GOES_ON,
    todo: todoFor(g),
  }),
  'webhooks-silent': (g) => ({
    what: `Orders change in the shop, but since ${g.moment('since')} no message of its webhooks has arrived.`,
    follows: POLL_GOES_ON,
    todo: `Check whether ${g.text('publicUrl')} can be reached from the internet and whether WP-Cron runs in your shop. At ${WEBHOOKS_PLACE} a webhook’s log shows what happened when it was sent.`,
  }),
} as const satisfies Record<WebhookCode, Say>;

function lost(g: Gaps): string {
  const parts = [
    ...(g.has('deleted') ? [`deleted: ${g.number('deleted')}`] : []),
    ...(g.has('disabled') ? [`switched off by the shop: ${g.number('disabled')}`] : []),
    ...(g.has('paused') ? [`paused: ${g.number('paused')}`] : []),
  ];
  return parts.length === 0 ? g.number('webhooks') : parts.join(', ');
}

/** The address, or the shop's refusal; whole with neither. */
function notPossible(g: Gaps): string {
  const address = `Your shop will send nothing to ${g.text('publicUrl')}: WordPress sends webhooks to public addresses only, and only to the ports 80, 443 and 8080.`;
  const refusal = `Your shop does not let the bridge make or see webhooks${g.has('shopMessage') ? ` and writes: “${g.quote('shopMessage')}”` : ''}.`;
  if (!g.has('publicUrl')) return refusal;
  return g.has('shopMessage') ? `${refusal} ${address}` : address;
}

function todoFor(g: Gaps): string {
  return g.has('publicUrl')
    ? 'Enter a public address with https that leads to the bridge as “publicUrl”, or take it out if you want to work without webhooks.'
    : 'The shop’s API key needs “Read/Write” and a user who may manage WooCommerce. Or take “publicUrl” out of the settings if you want to work without webhooks.';
}
