import { gmtText, localText, resourceUrl, type Shop } from './shop.ts';
import type { StoredWebhook } from './state.ts';

const HOOKS: Record<string, string[]> = {
  'order.created': ['woocommerce_new_order'],
  'order.updated': ['woocommerce_update_order', 'woocommerce_order_refunded'],
  'order.deleted': ['wp_trash_post', 'woocommerce_trash_order'],
  'order.restored': ['untrashed_post', 'woocommerce_untrash_order'],
  'product.created': ['woocommerce_process_product_meta', 'woocommerce_new_product'],
  'product.updated': ['woocommerce_process_product_meta', 'woocommerce_update_product'],
  'product.deleted': ['wp_trash_post'],
  'product.restored': ['untrashed_post'],
};

/** A topic the shop accepts: orders, products, or `action.woocommerce_…` / `action.wc_…`. */
export function isValidTopic(topic: string): boolean {
  return topic.toLowerCase() in HOOKS || /^action\.(woocommerce|wc)_/.test(topic.toLowerCase());
}

/** A webhook as REST shows it, without its secret. */
export function viewWebhook(shop: Shop, webhook: StoredWebhook): Record<string, unknown> {
  const [resource = '', event = ''] = webhook.topic.split('.');
  const self = resourceUrl(shop, `webhooks/${webhook.id}`);
  return {
    id: webhook.id,
    name: webhook.name,
    status: webhook.status,
    topic: webhook.topic,
    resource,
    event,
    hooks: HOOKS[webhook.topic] ?? [event],
    delivery_url: webhook.deliveryUrl,
    date_created: localText(shop, webhook.dateCreated),
    date_created_gmt: gmtText(webhook.dateCreated),
    date_modified: localText(shop, webhook.dateModified),
    date_modified_gmt: gmtText(webhook.dateModified),
    _links: {
      self: [{ href: self, targetHints: { allow: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] } }],
      collection: [{ href: resourceUrl(shop, 'webhooks') }],
    },
  };
}
