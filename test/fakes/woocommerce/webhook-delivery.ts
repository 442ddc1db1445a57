import { createHmac } from 'node:crypto';
import { orderLinks, viewOrder } from './order-view.ts';
import { viewProduct } from './product-view.ts';
import { unknownOrder, unknownProduct } from './rest.ts';
import type { Shop } from './shop.ts';
import type { Product, StoredOrder, StoredWebhook } from './state.ts';

/** A request the shop sends to a webhook's delivery URL. */
export type WebhookRequest = {
  url: string;
  headers: Record<string, string>;
  /** Exactly as sent; signatures are made over these bytes. */
  rawBody: string;
};

/** The ping of a new webhook: form encoded, without signature and X-WC headers. */
export function buildPing(
  shop: Shop,
  webhook: Pick<StoredWebhook, 'id' | 'deliveryUrl'>,
): WebhookRequest {
  return {
    url: webhook.deliveryUrl,
    headers: {
      'user-agent': userAgent(shop),
      'content-type': 'application/x-www-form-urlencoded',
    },
    rawBody: `webhook_id=${webhook.id}`,
  };
}

/**
 * A delivery with the order or product as it is now, not as it was when the change happened. For
 * `….deleted` that is its id alone; for another topic about one that is gone it is what REST answers.
 *
 * @param deliveryId new for each delivery, 32 hexadecimal digits
 */
export function buildDelivery(
  shop: Shop,
  webhook: StoredWebhook,
  resourceId: number,
  deliveryId: string,
): WebhookRequest {
  const [resource = '', event = ''] = webhook.topic.split('.');
  const present = () =>
    resource === 'product'
      ? productAnswer(shop, shop.state.products.get(resourceId))
      : orderAnswer(shop, shop.state.orders.get(resourceId));
  const rawBody = phpJson(event === 'deleted' ? { id: resourceId } : present());
  return {
    url: webhook.deliveryUrl,
    headers: {
      'user-agent': userAgent(shop),
      'content-type': 'application/json',
      'x-wc-webhook-source': `${shop.homeUrl()}/`,
      'x-wc-webhook-topic': webhook.topic,
      'x-wc-webhook-resource': resource,
      'x-wc-webhook-event': event,
      'x-wc-webhook-signature': signPayload(rawBody, webhook.secret),
      'x-wc-webhook-id': String(webhook.id),
      'x-wc-webhook-delivery-id': deliveryId,
    },
    rawBody,
  };
}

function orderAnswer(shop: Shop, order: StoredOrder | undefined): Record<string, unknown> {
  if (order === undefined) return unknownOrder(404).body;
  return { ...viewOrder(shop, order), _links: orderLinks(shop, order) };
}

function productAnswer(shop: Shop, product: Product | undefined): Record<string, unknown> {
  return product === undefined ? unknownProduct().body : viewProduct(shop, product);
}

/** base64(HMAC-SHA256(secret, raw body)). */
export function signPayload(rawBody: string, secret: string): string {
  return createHmac('sha256', secret).update(rawBody).digest('base64');
}

/** `json_encode()` as PHP does it by default: slashes and everything beyond ASCII escaped. */
export function phpJson(value: unknown): string {
  return JSON.stringify(value)
    .replaceAll('/', '\\/')
    .replace(
      /[\u0080-\uffff]/g,
      (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
    );
}

function userAgent(shop: Shop): string {
  const { wooVersion, wordpressVersion } = shop.settings;
  return `WooCommerce/${wooVersion} Hookshot (WordPress/${wordpressVersion})`;
}
